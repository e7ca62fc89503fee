use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::page::Page as Source;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache, InterpreterSettings, SoftMask, interpret_page,
};

use crate::text::unified_ideograph;

/// A character where it stands, in points from the page's upper left corner.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Its text; a ligature has several characters.
    pub text: String,
    /// Its left edge.
    pub x: f32,
    /// Its right edge.
    pub right: f32,
    /// Its baseline, downwards.
    pub y: f32,
    /// The size of its letters.
    pub size: f32,
}

/// What a page shows.
#[derive(Debug, Default)]
pub struct Page {
    /// Across, in points.
    pub width: f32,
    /// Down, in points.
    pub height: f32,
    /// Its characters, in the order of drawing.
    pub marks: Vec<Mark>,
    /// Characters whose text the file does not give.
    pub unknown: usize,
    /// Characters that stand aslant or upright: watermarks, mostly.
    pub slanted: usize,
    /// Characters that are there but not drawn: a recognition program put them over a scan.
    pub unseen: usize,
    /// Raster pictures on it.
    pub pictures: usize,
    /// Characters that the file names as radicals.
    pub radicals: usize,
}

/// Every page; `None` where they hold more characters than `most`.
pub(super) fn pages(pdf: &Pdf, most: usize) -> Option<Vec<Page>> {
    let cache = InterpreterCache::new();
    let mut count = 0;
    let mut out = Vec::new();
    for source in pdf.pages().iter() {
        let page = one(source, pdf, &cache);
        count += page.marks.len() + page.unknown;
        if count > most {
            return None;
        }
        out.push(page);
    }
    Some(out)
}

fn one<'a>(source: &Source<'a>, pdf: &'a Pdf, cache: &InterpreterCache<'a>) -> Page {
    let (width, height) = source.render_dimensions();
    let transform = Affine::new(source.initial_transform(true).as_coeffs());
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context = Context::new(transform, bounds, cache, pdf.xref(), InterpreterSettings::default());
    let mut eye = Eye { page: Page { width, height, ..Page::default() } };
    interpret_page(source, &mut context, &mut eye);
    eye.page
}

/// Looks at what is drawn and keeps the characters.
struct Eye {
    page: Page,
}

impl Eye {
    fn see(&mut self, glyph: &Glyph<'_>, at: Affine, drawn: bool) {
        let Some(text) = glyph.as_unicode().map(|text| match text {
            BfString::Char(c) => c.to_string(),
            BfString::String(text) => text,
        }) else {
            self.page.unknown += 1;
            return;
        };
        if text.contains(['\0', char::REPLACEMENT_CHARACTER]) {
            self.page.unknown += 1;
            return;
        }
        // Browsers name some characters by the radical of the same shape.
        let plain: String = text.chars().map(|c| unified_ideograph(c).unwrap_or(c)).collect();
        self.page.radicals += usize::from(plain != text);
        let [a, b, ..] = at.as_coeffs();
        if b.abs() > a.abs() * 0.05 {
            self.page.slanted += 1;
            return;
        }
        let advance = match glyph {
            Glyph::Outline(glyph) => glyph.advance_width(),
            Glyph::Type3(glyph) => glyph.advance_width(),
        };
        let place = at * Point::ZERO;
        let size = (at * Point::new(0.0, EM) - place).hypot() as f32;
        let width = advance.map_or(size, |wide| (f64::from(wide) * a.abs()) as f32);
        let (x, y) = (place.x as f32, place.y as f32);
        let whole = [x, y, size, width].iter().all(|n| n.is_finite()) && size > 0.5;
        if whole && x > -size && x < self.page.width && y > 0.0 && y < self.page.height + size {
            self.page.unseen += usize::from(!drawn);
            self.page.marks.push(Mark { text: plain, x, right: x + width, y, size });
        }
    }
}

/// Units of a glyph to the size of its letters.
const EM: f64 = 1000.0;

impl Device<'_> for Eye {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, mode: &DrawMode) {
        for glyph in run.glyphs() {
            self.see(glyph, props.transform * glyph.transform(), !matches!(mode, DrawMode::Invisible));
        }
    }

    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.page.pictures += 1;
    }

    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
