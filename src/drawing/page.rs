use resvg::tiny_skia::{Color, FillRule, Paint, Pixmap, Rect, Transform};

use super::set;
use super::typeface::Typeface;
use crate::slip::{Area, Slip};
use crate::text::{cut_short, words_are_whole};
use crate::view::qr_modules;

/// Lines of a title, and of one that does not fit into so many.
const LINES: usize = 4;
const MOST_LINES: usize = 7;
/// From line to line beside a code, and what parts one text from the next, in parts of the size of the type.
const LEADING: f32 = 1.45;
const APART: f32 = 0.45;
/// Light modules around a code (ISO/IEC 18004, 6.3.8).
const QUIET: usize = 4;

/// A sheet that is written on.
struct Page<'p, 'f> {
    sheet: &'p mut Pixmap,
    typeface: &'p Typeface<'f>,
}

/// Sets the words of a slip and draws its code.
pub(super) fn lay(slip: &Slip, typeface: &Typeface<'_>, sheet: &mut Pixmap) {
    let mut page = Page { sheet, typeface };
    if !typeface.is_empty() {
        page.words(slip);
    }
    if let Some(area) = slip.ground.code {
        page.code(&slip.address, area);
    }
}

impl Page<'_, '_> {
    fn words(&mut self, slip: &Slip) {
        let (ground, words, area) = (&slip.ground, &slip.words, slip.ground.text);
        let small = ground.size * 0.42;
        let mut y = area.top;
        if !words.kicker.is_empty() {
            y += small;
            self.line(&words.kicker, area.left, y, fitted(small, area.width, self.typeface.measure(&words.kicker)), ground.accent);
            y += small * 0.9;
        }
        let mut bottom = area.top + area.height;
        if ground.scan.is_none() {
            let foot = [(&words.foot, small * 0.78, ground.muted), (&words.site, small, ground.ink)];
            for (text, size, ink) in foot.into_iter().filter(|(text, ..)| !text.is_empty()) {
                self.line(text, area.left, bottom, fitted(size, area.width, self.typeface.measure(text)), ink);
                bottom -= size * 1.7;
            }
        }
        y = self.title(&words.title, ground.size, ground.ink, Area { top: y, height: bottom - y, ..area });
        self.lead(&words.lead, small, ground.muted, Area { top: y + small * 0.8, height: bottom - y - small * 1.6, ..area });
        if let Some(area) = ground.scan {
            self.beside(slip, area, small);
        }
    }

    /// Beside the code: what to do with it, the site, and whose it is.
    fn beside(&mut self, slip: &Slip, area: Area, small: f32) {
        let (ground, words) = (&slip.ground, &slip.words);
        let set_at = |scale: f32| {
            let texts = [(&words.scan, 1.0, ground.scan_ink), (&words.site, 0.8, ground.scan_muted), (&words.foot, 0.66, ground.scan_muted)];
            let blocks = texts.map(|(text, part, ink)| {
                let size = small * part * scale;
                (set(text, area.width / size, 3, self.typeface.measure_parts(text)).unwrap_or_default(), size, ink)
            });
            let is_whole = texts.iter().zip(&blocks).all(|((text, ..), (lines, ..))| text.trim().is_empty() || !lines.is_empty());
            let height: f32 = blocks.iter().map(|(lines, size, _)| lines.len() as f32 * size * LEADING).sum();
            (blocks, is_whole && height + 2.0 * small * scale * APART <= area.height, scale)
        };
        let smaller = (0..12).map(|step| set_at(1.0 - 0.05 * step as f32)).find(|(_, fits, _)| *fits);
        let (blocks, _, scale) = smaller.unwrap_or_else(|| set_at(0.4));
        let mut y = area.top;
        for (lines, size, ink) in blocks {
            for line in lines {
                y += size * LEADING;
                self.line(&line, area.left, y - size * 0.3, fitted(size, area.width, self.typeface.measure(&line)), ink);
            }
            y += small * scale * APART;
        }
    }

    /// The title as large as it fits with its words whole, or as large as it fits at all where that would make it small; gives where it
    /// ends.
    fn title(&mut self, text: &str, largest: f32, ink: [u8; 3], area: Area) -> f32 {
        let sizes = (0..12).map(|step| largest * (1.0 - 0.055 * step as f32));
        let in_lines = |size: f32, most: usize| {
            let lines = set(text, area.width / size, most, self.typeface.measure_parts(text))?;
            (lines.len() as f32 * size * 1.36 <= area.height).then_some((size, lines))
        };
        let whole = |size: f32| in_lines(size, LINES);
        let with_words = sizes.clone().take(7).filter_map(whole).find(|(_, lines)| words_are_whole(lines));
        let at_all = || sizes.clone().find_map(whole).or_else(|| sizes.clone().find_map(|size| in_lines(size, MOST_LINES)));
        let (size, lines) = with_words.or_else(at_all).unwrap_or_else(|| (largest * 0.4, self.cut(text, largest * 0.4, area)));
        let mut y = area.top;
        for line in &lines {
            y += size * 1.36;
            self.line(line, area.left, y - size * 0.2, size, ink);
        }
        y
    }

    /// As much of a text as the place holds, with an ellipsis.
    fn cut(&self, text: &str, size: f32, area: Area) -> Vec<String> {
        let room = ((area.height / (size * 1.36)) as usize).clamp(1, LINES);
        let measure = self.typeface.measure_parts(text);
        let fits = |count: &usize| set(&cut_short(text, *count), area.width / size, room, &measure);
        let (mut low, mut high) = (0, text.chars().count());
        while low < high {
            let middle = (low + high).div_ceil(2);
            if fits(&middle).is_some() { low = middle } else { high = middle - 1 }
        }
        fits(&low).unwrap_or_default()
    }

    fn lead(&mut self, text: &str, size: f32, ink: [u8; 3], area: Area) {
        if text.is_empty() || area.height < size * 2.0 {
            return;
        }
        let room = (area.height / (size * 1.75)) as usize;
        let lines = set(text, area.width / size, room, self.typeface.measure_parts(text)).unwrap_or_else(|| self.cut(text, size, area));
        let mut y = area.top;
        for line in lines.iter().take(room) {
            y += size * 1.75;
            self.line(line, area.left, y - size * 0.4, size, ink);
        }
    }

    fn line(&mut self, text: &str, x: f32, y: f32, size: f32, ink: [u8; 3]) {
        if let Some(path) = self.typeface.outline(text, x, y, size) {
            self.sheet.fill_path(&path, &paint(ink), FillRule::Winding, Transform::identity(), None);
        }
    }

    fn code(&mut self, address: &str, area: Area) {
        let Some(rows) = qr_modules(address) else { return };
        let across = rows.len() + 2 * QUIET;
        let side = (area.width / across as f32).floor().max(1.0);
        let margin = ((area.width - side * rows.len() as f32) / 2.0).floor();
        let square = |x: f32, y: f32, side: f32| Rect::from_xywh(x, y, side, side);
        if let Some(white) = square(area.left, area.top, area.width) {
            self.sheet.fill_rect(white, &paint([255; 3]), Transform::identity(), None);
        }
        for (y, row) in rows.iter().enumerate() {
            for (x, _) in row.iter().enumerate().filter(|(_, dark)| **dark) {
                let place = square(area.left + margin + x as f32 * side, area.top + margin + y as f32 * side, side);
                place.into_iter().for_each(|r| self.sheet.fill_rect(r, &paint([0; 3]), Transform::identity(), None));
            }
        }
    }
}

/// A size at which a line of that width, in parts of the size, fits.
fn fitted(size: f32, width: f32, measure: f32) -> f32 {
    if measure * size > width { width / measure } else { size }
}

fn paint([red, green, blue]: [u8; 3]) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color(Color::from_rgba8(red, green, blue, 255));
    paint.anti_alias = true;
    paint
}
