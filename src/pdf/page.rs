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

/// A straight line that is drawn level or upright: an edge of a cell, a rule below a head. Places in points as for [`Mark`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// Its left or upper end.
    pub from: (f32, f32),
    /// Its right or lower end.
    pub to: (f32, f32),
}

impl Rule {
    /// Whether it stands upright.
    pub fn is_upright(&self) -> bool {
        self.to.1 - self.from.1 > self.to.0 - self.from.0
    }
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
    /// Its level and upright lines.
    pub rules: Vec<Rule>,
    /// Characters whose text the file does not give.
    pub unknown: usize,
    /// Characters that stand aslant or upright: watermarks, mostly.
    pub slanted: usize,
    /// Characters that are there but not drawn: a recognition program put them over a scan.
    pub unseen: usize,
    /// Raster pictures on it.
    pub pictures: usize,
    /// Whatever else is drawn on it: lines, areas, outlines of letters.
    pub shapes: usize,
    /// Characters that the file names as radicals.
    pub radicals: usize,
}
