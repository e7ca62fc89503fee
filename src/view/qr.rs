use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};
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

/// The QR code of an address (ISO/IEC 18004, error correction level M: 15 % may be lost). `None` where the text is
/// longer than a code can hold, 2331 bytes.
pub fn qr(address: &str) -> Option<QrView> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
    let width = code.width();
    let mut path = String::with_capacity(width * width);
    let (mut pen_x, mut pen_y) = (0_i64, 0_i64);
    for (y, row) in code.to_colors().chunks(width.max(1)).enumerate() {
        for (x, length) in dark_runs(row) {
            let (x, y) = (offset(x), offset(y));
            // Moves are relative, which halves the path; the first one counts from the middle of the top row.
            let _ = if path.is_empty() { write!(path, "M{x} {y}.5h{length}") } else { write!(path, "m{} {}h{length}", x - pen_x, y - pen_y) };
            (pen_x, pen_y) = (x + offset(length) - offset(0), y);
        }
    }
    Some(QrView { size: width + 2 * QUIET, path })
}

/// The modules of an address's QR code by rows, `true` for dark, without a quiet zone; level L, for few of them (7 % may be
/// lost, and a screen loses none). `None` where the text is longer than a code can hold.
pub fn qr_modules(address: &str) -> Option<Vec<Vec<bool>>> {
    let code = QrCode::with_error_correction_level(address, EcLevel::L).ok()?;
    Some(code.to_colors().chunks(code.width().max(1)).map(|row| row.iter().map(|c| *c == Color::Dark).collect()).collect())
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
        let (view, code) = (qr(address).unwrap(), QrCode::with_error_correction_level(address, EcLevel::M).unwrap());
        assert_eq!(view.size, code.width() + 8);
        let grid = drawn(&view);
        for (y, row) in grid.iter().enumerate() {
            for (x, dark) in row.iter().enumerate() {
                let inside = (4..4 + code.width()).contains(&x) && (4..4 + code.width()).contains(&y);
                assert_eq!(*dark, inside && code[(x - 4, y - 4)] == Color::Dark, "{x} {y}");
            }
        }
        assert!(view.path.len() < 3000, "{}", view.path.len());
    }

    #[test]
    fn an_address_too_long_for_a_code_has_none() {
        assert_eq!(qr(&"a".repeat(3000)), None);
        assert!(qr("").is_some());
    }
}
