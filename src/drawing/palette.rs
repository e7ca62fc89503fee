use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use resvg::tiny_skia::{Pixmap, PremultipliedColorU8};

use crate::image::indexed_png;

/// Colours of a PNG with a palette (PNG 11.2.2).
const COLOURS: usize = 256;

/// Writes a sheet down as PNG with its 256 most frequent colours; the rest, which stand on the edges of letters and lines, becomes
/// the nearest of them. A quarter of the bytes of all colours, and no eye sees the difference.
pub(super) fn png(sheet: &Pixmap) -> Option<Vec<u8>> {
    let mut numbered: HashMap<u32, usize, BuildHasherDefault<Spread>> = HashMap::default();
    let mut counted: Vec<([u8; 3], usize)> = Vec::new();
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for run in sheet.pixels().chunk_by(|a, b| a == b) {
        let colour = seen(run[0]);
        let number = *numbered.entry(u32::from_be_bytes([0, colour[0], colour[1], colour[2]])).or_insert(counted.len());
        if number == counted.len() {
            counted.push((colour, 0));
        }
        counted[number].1 += run.len();
        runs.push((number, run.len()));
    }
    let mut common: Vec<usize> = (0..counted.len()).collect();
    common.sort_unstable_by_key(|number| (std::cmp::Reverse(counted[*number].1), counted[*number].0));
    let palette: Vec<[u8; 3]> = common.iter().take(COLOURS).map(|number| counted[*number].0).collect();
    let mut places = vec![0_u8; counted.len()];
    for (at, number) in common.into_iter().enumerate() {
        places[number] = u8::try_from(at).unwrap_or_else(|_| nearest(&palette, counted[number].0));
    }
    let mut pixels = Vec::with_capacity(sheet.pixels().len());
    for (number, length) in runs {
        pixels.resize(pixels.len() + length, places[number]);
    }
    indexed_png(&pixels, &palette, sheet.width(), sheet.height())
}

/// Nothing shows through a sheet.
fn seen(pixel: PremultipliedColorU8) -> [u8; 3] {
    [pixel.red(), pixel.green(), pixel.blue()]
}

fn nearest(palette: &[[u8; 3]], colour: [u8; 3]) -> u8 {
    let far = |other: &[u8; 3]| colour.iter().zip(other).map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2)).sum::<u32>();
    let found = palette.iter().enumerate().min_by_key(|(_, other)| far(other));
    found.and_then(|(at, _)| u8::try_from(at).ok()).unwrap_or(0)
}

/// Spreads the numbers of colours over a table; a hasher against ill-meant keys takes a tenth of a card's time.
#[derive(Default)]
struct Spread(u64);

impl Hasher for Spread {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u32(u32::from(*byte)));
    }

    fn write_u32(&mut self, number: u32) {
        // The golden ratio in 64 bits: neighbours end far apart, in the upper bits too, which the table goes by.
        self.0 = (self.0 ^ u64::from(number)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}
