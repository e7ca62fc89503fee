use resvg::tiny_skia::{Path, PathBuilder, Transform};
use ttf_parser::{Face, GlyphId, OutlineBuilder, Tag};

use crate::text::is_cjk;

/// A font file in memory.
#[derive(Debug, Clone)]
pub struct FontFile {
    /// `.ttf`, `.otf` or `.ttc`.
    pub bytes: std::sync::Arc<[u8]>,
    /// Which font of a collection.
    pub index: u32,
}

/// The weight of fonts that have all weights.
const WEIGHT: f32 = 700.0;
/// White on either side of a quotation mark that is set narrow, in parts of the size of the type.
const BESIDE: f32 = 0.05;

/// Fonts that set words together (字体): the first that has a character sets it.
pub struct Typeface<'a> {
    faces: Vec<Face<'a>>,
}

impl<'a> Typeface<'a> {
    /// Of the files that are fonts.
    pub fn new(fonts: &'a [FontFile]) -> Self {
        let face = |font: &'a FontFile| {
            let mut face = Face::parse(&font.bytes, font.index).ok()?;
            // A font without the axis stays as it is.
            let _ = face.set_variation(Tag::from_bytes(b"wght"), WEIGHT);
            Some(face)
        };
        Self { faces: fonts.iter().filter_map(face).collect() }
    }

    /// Whether no word can be set.
    pub fn is_empty(&self) -> bool {
        self.faces.is_empty()
    }

    /// Whether a character can be set, or needs no ink.
    pub fn has(&self, c: char) -> bool {
        c.is_whitespace() || self.glyph(c).is_some()
    }

    /// How wide a character is, in parts of the size of the type; 0 for what is not set.
    pub fn width(&self, c: char) -> f32 {
        match self.glyph(c) {
            Some((face, glyph)) => f32::from(face.glyph_hor_advance(glyph).unwrap_or(0)) / f32::from(face.units_per_em()),
            None if c == '\u{3000}' => 1.0,
            None if c.is_whitespace() => 0.3,
            None => 0.0,
        }
    }

    /// How wide a line is, in parts of the size of the type.
    pub fn measure(&self, line: &str) -> f32 {
        let is_latin = is_latin(line);
        line.chars().map(|c| self.set(c, is_latin).0).sum()
    }

    /// Tells how wide parts of a text are.
    pub fn measure_parts(&self, whole: &str) -> impl Fn(&str) -> f32 + '_ {
        let is_latin = is_latin(whole);
        move |part| part.chars().map(|c| self.set(c, is_latin).0).sum()
    }

    /// How wide a character stands and how far to the right of where it would. Chinese fonts give ’ and “ a full cell, which tears
    /// words of other scripts apart.
    fn set(&self, c: char, is_latin: bool) -> (f32, f32) {
        let full = (self.width(c), 0.0);
        if !is_latin || !matches!(c, '‘' | '’' | '“' | '”') {
            return full;
        }
        let narrow = || {
            let (face, glyph) = self.glyph(c)?;
            let (ink, em) = (face.glyph_bounding_box(glyph)?, f32::from(face.units_per_em()));
            let (left, wide) = (f32::from(ink.x_min) / em, f32::from(ink.width()) / em);
            Some((wide + 2.0 * BESIDE, BESIDE - left))
        };
        narrow().filter(|(wide, _)| *wide < full.0).unwrap_or(full)
    }

    /// The outlines of a line that begins at `x` on the base line `y`, `size` pixels to the em.
    pub fn outline(&self, text: &str, x: f32, y: f32, size: f32) -> Option<Path> {
        let mut all = PathBuilder::new();
        let mut at = x;
        let is_latin = is_latin(text);
        for c in text.chars() {
            let (wide, shift) = self.set(c, is_latin);
            if let Some((face, glyph)) = self.glyph(c) {
                let mut pen = Pen { path: PathBuilder::new() };
                face.outline_glyph(glyph, &mut pen);
                let scale = size / f32::from(face.units_per_em());
                let place = Transform::from_row(scale, 0.0, 0.0, -scale, at + shift * size, y);
                if let Some(path) = pen.path.finish().and_then(|path| path.transform(place)) {
                    all.push_path(&path);
                }
            }
            at += wide * size;
        }
        all.finish()
    }

    fn glyph(&self, c: char) -> Option<(&Face<'a>, GlyphId)> {
        self.faces.iter().find_map(|face| Some((face, face.glyph_index(c).filter(|glyph| glyph.0 != 0)?)))
    }
}

/// Whether a text has nothing that stands in full cells.
fn is_latin(text: &str) -> bool {
    !text.chars().any(is_cjk)
}

struct Pen {
    path: PathBuilder,
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.path.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}
