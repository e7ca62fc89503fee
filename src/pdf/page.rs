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
