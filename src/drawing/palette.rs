use std::collections::HashMap;

use resvg::tiny_skia::Pixmap;

use crate::image::indexed_png;

/// Colours of a PNG with a palette (PNG 11.2.2).
const COLOURS: usize = 256;

/// Writes a sheet down as PNG with its 256 most frequent colours; the rest, which stand on the edges of letters and lines, becomes
/// the nearest of them. A quarter of the bytes of all colours, and no eye sees the difference.
pub(super) fn png(sheet: &Pixmap) -> Option<Vec<u8>> {
    let pixels: Vec<[u8; 3]> = sheet.pixels().iter().map(|p| [p.red(), p.green(), p.blue()]).collect();
    let mut counted: HashMap<[u8; 3], usize> = HashMap::new();
    for run in pixels.chunk_by(|a, b| a == b) {
        *counted.entry(run[0]).or_default() += run.len();
    }
    let mut common: Vec<([u8; 3], usize)> = counted.iter().map(|(colour, count)| (*colour, *count)).collect();
    common.sort_unstable_by_key(|(colour, count)| (std::cmp::Reverse(*count), *colour));
    let palette: Vec<[u8; 3]> = common.iter().take(COLOURS).map(|(colour, _)| *colour).collect();
    let numbers: HashMap<[u8; 3], u8> = common.iter().map(|(colour, _)| (*colour, nearest(&palette, *colour))).collect();
    let mut places = Vec::with_capacity(pixels.len());
    for run in pixels.chunk_by(|a, b| a == b) {
        places.resize(places.len() + run.len(), numbers.get(&run[0]).copied().unwrap_or(0));
    }
    indexed_png(&places, &palette, sheet.width(), sheet.height())
}

fn nearest(palette: &[[u8; 3]], colour: [u8; 3]) -> u8 {
    let far = |other: &[u8; 3]| colour.iter().zip(other).map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2)).sum::<u32>();
    let found = palette.iter().enumerate().min_by_key(|(_, other)| far(other));
    found.and_then(|(at, _)| u8::try_from(at).ok()).unwrap_or(0)
}
