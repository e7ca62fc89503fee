use std::fmt::Write as _;

use qrcode::bits::encode_auto;
use qrcode::canvas::{Canvas, MaskPattern};
use qrcode::ec::construct_codewords;
use qrcode::{Color, EcLevel};
use serde::Serialize;

/// Light modules around a code, in modules (ISO/IEC 18004, 6.3.8: four).
const QUIET: usize = 4;

/// A QR code as one SVG path: runs of dark modules as strokes one unit wide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QrView {
    /// Width and height in modules, quiet zone included: `viewBox="0 0 {size} {size}"`.
    pub size: usize,
    /// The `d` of a path to stroke in black, `stroke-width` 1, on white.
    pub path: String,
}

/// The modules of a QR code, row by row.
pub(super) struct Modules {
    /// Modules in a row, and rows.
    pub width: usize,
    /// The modules, left to right, top to bottom.
    pub colors: Vec<Color>,
}

/// Encodes an address (ISO/IEC 18004, error correction level M: 15 % may be lost). `None` where the text is longer than a
/// code can hold, 2331 bytes.
///
/// The mask is always the checkerboard (000): every reader takes whatever mask the code names, and to weigh all eight
/// against each other, as 7.8.3 would have it, costs ten times as much as the rest.
pub(super) fn modules(address: &str) -> Option<Modules> {
    let bits = encode_auto(address.as_bytes(), EcLevel::M).ok()?;
    let version = bits.version();
    let (data, correction) = construct_codewords(&bits.into_bytes(), version, EcLevel::M).ok()?;
    let mut canvas = Canvas::new(version, EcLevel::M);
    canvas.draw_all_functional_patterns();
    canvas.draw_data(&data, &correction);
    canvas.apply_mask(MaskPattern::Checkerboard);
    Some(Modules { width: usize::try_from(version.width()).ok()?, colors: canvas.into_colors() })
}

/// The QR code of an address; `None` where the text is longer than a code can hold, 2331 bytes.
pub fn qr(address: &str) -> Option<QrView> {
    let Modules { width, colors } = modules(address)?;
    let mut path = String::with_capacity(width * width);
    let (mut pen_x, mut pen_y) = (0_i64, 0_i64);
    for (y, row) in colors.chunks(width.max(1)).enumerate() {
        for (x, length) in dark_runs(row) {
            let (x, y) = (offset(x), offset(y));
            // Moves are relative, which halves the path; the first one counts from the middle of the top row.
            let _ = if path.is_empty() { write!(path, "M{x} {y}.5h{length}") } else { write!(path, "m{} {}h{length}", x - pen_x, y - pen_y) };
            (pen_x, pen_y) = (x + offset(length) - offset(0), y);
        }
    }
    Some(QrView { size: width + 2 * QUIET, path })
}

/// Where a module stands on the drawing, quiet zone counted.
fn offset(module: usize) -> i64 {
    i64::try_from(module + QUIET).unwrap_or(0)
}

/// Start and length of every run of dark modules in a row.
fn dark_runs(row: &[Color]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (x, _) in row.iter().enumerate().filter(|(_, c)| **c == Color::Dark) {
        match runs.last_mut() {
            Some((start, length)) if *start + *length == x => *length += 1,
            _ => runs.push((x, 1)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws the path back onto a grid.
    fn drawn(view: &QrView) -> Vec<Vec<bool>> {
        let mut grid = vec![vec![false; view.size]; view.size];
        let spaced = view.path.replace(['M', 'm'], "\n").replace('h', " ");
        let (mut x, mut y) = (0_i64, 0_i64);
        for line in spaced.lines().filter(|l| !l.is_empty()) {
            let numbers: Vec<i64> = line.split(' ').map(|n| n.trim_end_matches(".5").parse().unwrap()).collect();
            (x, y) = (x + numbers[0], y + numbers[1]);
            for at in x..x + numbers[2] {
                grid[y as usize][at as usize] = true;
            }
            x += numbers[2];
        }
        grid
    }

    #[test]
    fn the_path_draws_the_code_with_four_light_modules_around_it() {
        let address = "https://example.org/notices/gzgf-2022-18/";
        let (view, code) = (qr(address).unwrap(), modules(address).unwrap());
        assert_eq!(view.size, code.width + 8);
        let grid = drawn(&view);
        for (y, row) in grid.iter().enumerate() {
            for (x, dark) in row.iter().enumerate() {
                let inside = (4..4 + code.width).contains(&x) && (4..4 + code.width).contains(&y);
                assert_eq!(*dark, inside && code.colors[(y - 4) * code.width + x - 4] == Color::Dark, "{x} {y}");
            }
        }
        assert!(view.path.len() < 3000, "{}", view.path.len());
    }

    #[test]
    fn a_reader_reads_what_was_written() {
        for n in 0..60 {
            let address = format!("https://zt.example.cn/notices/%E5%85%AC%E6%96%87-{}/#s{n}-p{}", "a".repeat(n), n % 7);
            let view = qr(&address).unwrap();
            let grid = drawn(&view);
            let mut image = rqrr::PreparedImage::prepare_from_greyscale(view.size * 4, view.size * 4, |x, y| if grid[y / 4][x / 4] { 0 } else { 255 });
            let found = image.detect_grids();
            assert_eq!(found.first().and_then(|g| g.decode().ok()).map(|(_, text)| text), Some(address));
        }
    }

    #[test]
    fn an_address_too_long_for_a_code_has_none() {
        assert_eq!(qr(&"a".repeat(3000)), None);
        assert!(qr("").is_some());
    }
}
