use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::page::Page as Source;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, PathSeg, Point, Rect, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache, InterpreterSettings, SoftMask, interpret_page,
};

use super::page::{Mark, Page, Rule};
use crate::text::unified_ideograph;

/// Every page; `None` where they hold more characters than `most`.
pub(super) fn pages(pdf: &Pdf, most: usize) -> Option<Vec<Page>> {
    let cache = InterpreterCache::new();
    let mut count = 0;
    let mut out = Vec::new();
    for source in pdf.pages().iter() {
        let upright = one(source, pdf, &cache, Turn::None);
        // A page that lies on its side or stands on its head is turned as its reader would turn it.
        let turn = upright.directions.iter().max_by_key(|(_, count)| *count).filter(|(_, count)| *count > upright.page.marks.len()).map(|(turn, _)| *turn);
        let page = turn.map_or(upright, |turn| one(source, pdf, &cache, turn)).page;
        count += page.marks.len() + page.unknown;
        if count > most {
            return None;
        }
        out.push(page);
    }
    Some(out)
}

/// How a page is turned before it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    None,
    Left,
    Right,
    Over,
}

fn one<'a>(source: &Source<'a>, pdf: &'a Pdf, cache: &InterpreterCache<'a>, turn: Turn) -> Eye {
    let (width, height) = source.render_dimensions();
    let (wide, high) = (f64::from(width), f64::from(height));
    let (turned, width, height) = match turn {
        Turn::None => (Affine::IDENTITY, width, height),
        Turn::Left => (Affine::new([0.0, -1.0, 1.0, 0.0, 0.0, wide]), height, width),
        Turn::Right => (Affine::new([0.0, 1.0, -1.0, 0.0, high, 0.0]), height, width),
        Turn::Over => (Affine::new([-1.0, 0.0, 0.0, -1.0, wide, high]), width, height),
    };
    let transform = turned * Affine::new(source.initial_transform(true).as_coeffs());
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context = Context::new(transform, bounds, cache, pdf.xref(), InterpreterSettings::default());
    let directions = [(Turn::Left, 0), (Turn::Right, 0), (Turn::Over, 0)];
    let mut eye = Eye { page: Page { width, height, ..Page::default() }, directions };
    interpret_page(source, &mut context, &mut eye);
    eye
}

/// Looks at what is drawn and keeps the characters.
struct Eye {
    page: Page,
    /// How many characters would stand upright after a turn.
    directions: [(Turn, usize); 3],
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
        if b.abs() > a.abs() * 0.05 || a < 0.0 {
            self.page.slanted += 1;
            let upright = match () {
                () if a.abs() < b.abs() * 0.05 && b > 0.0 => Some(0),
                () if a.abs() < b.abs() * 0.05 => Some(1),
                () if b.abs() < -a * 0.05 => Some(2),
                () => None,
            };
            upright.into_iter().for_each(|turn: usize| self.directions[turn].1 += 1);
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

impl Eye {
    /// Keeps what is level or upright: sides of what is stroked, and what is filled as thin as a line.
    fn rule(&mut self, path: &BezPath, is_filled: bool) {
        let sides: Vec<Rect> = match is_filled {
            true => parts(path).iter().map(Shape::bounding_box).collect(),
            false => path.segments().filter_map(|side| if let PathSeg::Line(line) = side { Some(Rect::from_points(line.p0, line.p1)) } else { None }).collect(),
        };
        for side in sides.into_iter().filter(|side| side.width().min(side.height()) < THIN && side.width().max(side.height()) > SHORT) {
            let middle = side.center();
            let (from, to) = match side.width() < side.height() {
                true => (Point::new(middle.x, side.y0), Point::new(middle.x, side.y1)),
                false => (Point::new(side.x0, middle.y), Point::new(side.x1, middle.y)),
            };
            let [from, to] = [from, to].map(|at| (at.x as f32, at.y as f32));
            if self.page.rules.len() < RULES && [from.0, from.1, to.0, to.1].iter().all(|n| n.is_finite()) {
                self.page.rules.push(Rule { from, to });
            }
        }
    }
}

/// The parts of a path that begin with a move each.
fn parts(path: &BezPath) -> Vec<BezPath> {
    let moves = |element: &PathEl| matches!(element, PathEl::MoveTo(_));
    path.elements().chunk_by(|_, next| !moves(next)).map(|part| BezPath::from_vec(part.to_vec())).collect()
}

/// What is thinner is a line, in points.
const THIN: f64 = 3.0;
/// What is shorter is a dot or a dash of a drawing.
const SHORT: f64 = 6.0;
/// Lines of one page; more are a drawing.
const RULES: usize = 4000;

/// Units of a glyph to the size of its letters.
const EM: f64 = 1000.0;

impl Device<'_> for Eye {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'_>, mode: &DrawMode) {
        self.page.shapes += 1;
        self.rule(&(props.transform * path), matches!(mode, DrawMode::Fill(_)));
    }

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
