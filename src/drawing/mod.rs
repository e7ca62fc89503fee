//! Slips as pictures: words in a font's outlines on the drawing of the theme. The one door to the rasteriser and to outlines of
//! fonts. Values in, bytes out.

mod ground;
mod page;
mod palette;
mod set;
mod typeface;

pub use set::{Line, set};
pub use typeface::{FontFile, Typeface};

use crate::slip::Slip;

/// Draws a slip as PNG in the fonts given, the first that has a character sets it; a character that none has is left out, and without
/// fonts no word is set. `None` where the theme's drawing cannot be read or is larger than 4,000 pixels.
pub fn draw(slip: &Slip, fonts: &[FontFile]) -> Option<Vec<u8>> {
    let typeface = Typeface::new(fonts);
    let mut sheet = ground::sheet(&slip.ground)?;
    page::lay(slip, &typeface, &mut sheet);
    palette::png(&sheet)
}

/// The characters of a slip's words that none of the fonts has, each once.
pub fn missing(slip: &Slip, typeface: &Typeface<'_>) -> Vec<char> {
    let words = &slip.words;
    let texts = [&words.kicker, &words.title, &words.lead, &words.site, &words.foot, &words.scan];
    let mut all: Vec<char> = texts.into_iter().flat_map(|text| text.chars()).filter(|c| !typeface.has(*c)).collect();
    all.sort_unstable();
    all.dedup();
    all
}
