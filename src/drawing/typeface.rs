use resvg::tiny_skia::{Path, PathBuilder, Transform};
use ttf_parser::{Face, GlyphId, OutlineBuilder, Tag};

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

    /// How wide a text is, in parts of the size of the type.
    pub fn measure(&self, text: &str) -> f32 {
        text.chars().map(|c| self.width(c)).sum()
    }

    /// The outlines of a line that begins at `x` on the base line `y`, `size` pixels to the em.
    pub fn outline(&self, text: &str, x: f32, y: f32, size: f32) -> Option<Path> {
        let mut all = PathBuilder::new();
        let mut at = x;
        for c in text.chars() {
            if let Some((face, glyph)) = self.glyph(c) {
                let mut pen = Pen { path: PathBuilder::new() };
                face.outline_glyph(glyph, &mut pen);
                let scale = size / f32::from(face.units_per_em());
                let place = Transform::from_row(scale, 0.0, 0.0, -scale, at, y);
                if let Some(path) = pen.path.finish().and_then(|path| path.transform(place)) {
                    all.push_path(&path);
                }
            }
            at += self.width(c) * size;
        }
        all.finish()
    }

    fn glyph(&self, c: char) -> Option<(&Face<'a>, GlyphId)> {
        self.faces.iter().find_map(|face| Some((face, face.glyph_index(c).filter(|glyph| glyph.0 != 0)?)))
    }
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
