use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};

use super::{Damaged, clean, read, write};
use crate::picture::{Ink, Part, Recipe};

/// A picture as rows of red, green, blue and alpha, in sRGB and upright.
#[derive(Debug, Clone)]
pub struct Pixels {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) data: Vec<u8>,
    /// Nothing shows through.
    pub(super) opaque: bool,
}

/// How good photos are that are written again in their own size, of 100.
const ALIKE: u8 = 90;

impl Pixels {
    /// Reads a JPEG, PNG or WebP; `turn` is its EXIF orientation.
    ///
    /// # Errors
    /// Anything that is none of these, or is damaged.
    pub fn read(bytes: &[u8], turn: u8) -> Result<Self, Damaged> {
        Ok(read::read(bytes)?.turned(turn))
    }

    /// A print of it; `original` is the file that it was read from.
    ///
    /// # Errors
    /// A recipe that does not fit it.
    pub fn print(&self, original: &[u8], recipe: &Recipe) -> Result<Vec<u8>, Damaged> {
        let Recipe::Print { turn, part, width, height, ink } = *recipe else { return self.again(original) };
        let whole = Part { left: 0, top: 0, width: self.width, height: self.height };
        let untouched = part == whole && (width, height) == (self.width, self.height);
        let sized = if untouched { None } else { Some(self.resized(part, width, height)?) };
        let made = write::write(sized.as_ref().unwrap_or(self), ink)?;
        // In its own size a file may be better as it is.
        let own = (untouched && turn == 1 && is_in(original, ink)).then(|| clean(original)).flatten();
        Ok(own.filter(|own| own.len() <= made.len()).unwrap_or(made))
    }

    /// In its own size and format again.
    pub(super) fn again(&self, original: &[u8]) -> Result<Vec<u8>, Damaged> {
        match original {
            [0xFF, 0xD8, ..] => write::jpeg(self, ALIKE),
            [b'R', b'I', b'F', b'F', ..] => write::write(self, Ink::SharpWebp),
            _ => write::write(self, Ink::Png),
        }
    }

    fn resized(&self, part: Part, width: u32, height: u32) -> Result<Self, Damaged> {
        let fits = part.left.checked_add(part.width).is_some_and(|w| w <= self.width) && part.top.checked_add(part.height).is_some_and(|h| h <= self.height);
        if !fits {
            return Err(Damaged);
        }
        let from = ImageRef::new(self.width, self.height, &self.data, PixelType::U8x4).map_err(|_| Damaged)?;
        let mut to = Image::new(width, height, PixelType::U8x4);
        let options = ResizeOptions::new()
            .resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3))
            .crop(f64::from(part.left), f64::from(part.top), f64::from(part.width), f64::from(part.height))
            .use_alpha(!self.opaque);
        Resizer::new().resize(&from, &mut to, &options).map_err(|_| Damaged)?;
        Ok(Self { width, height, data: to.into_vec(), opaque: self.opaque })
    }

    /// Turned and mirrored as EXIF says (2.32, 4.6.4 A, tag 0112).
    fn turned(self, turn: u8) -> Self {
        if !(2..=8).contains(&turn) {
            return self;
        }
        let (width, height) = if turn > 4 { (self.height, self.width) } else { (self.width, self.height) };
        let (right, bottom) = (self.width.saturating_sub(1), self.height.saturating_sub(1));
        let mut data = Vec::with_capacity(self.data.len());
        for y in 0..height {
            for x in 0..width {
                let (from_x, from_y) = match turn {
                    2 => (right - x, y),
                    3 => (right - x, bottom - y),
                    4 => (x, bottom - y),
                    5 => (y, x),
                    6 => (y, bottom - x),
                    7 => (right - y, bottom - x),
                    _ => (right - y, x),
                };
                let at = (from_y as usize * self.width as usize + from_x as usize) * 4;
                data.extend_from_slice(self.data.get(at..at + 4).unwrap_or(&[0; 4]));
            }
        }
        Self { width, height, data, opaque: self.opaque }
    }
}

/// Whether a file is in a format already.
fn is_in(file: &[u8], ink: Ink) -> bool {
    match ink {
        Ink::Jpeg => file.starts_with(&[0xFF, 0xD8]),
        Ink::Png => file.starts_with(b"\x89PNG"),
        Ink::Webp | Ink::SharpWebp => file.starts_with(b"RIFF"),
        Ink::Avif => file.get(4..).is_some_and(|rest| rest.starts_with(b"ftypavif")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two by three, numbered by rows.
    fn numbered() -> Pixels {
        Pixels { width: 2, height: 3, data: (0..6).flat_map(|n| [n, n, n, 255]).collect(), opaque: true }
    }

    #[test]
    fn a_picture_is_turned_as_exif_says() {
        let turned = |turn| {
            let p = numbered().turned(turn);
            (p.width, p.height, p.data.chunks(4).map(|c| c[0]).collect::<Vec<u8>>())
        };
        assert_eq!(turned(1), (2, 3, vec![0, 1, 2, 3, 4, 5]));
        assert_eq!(turned(2), (2, 3, vec![1, 0, 3, 2, 5, 4]));
        assert_eq!(turned(3), (2, 3, vec![5, 4, 3, 2, 1, 0]));
        assert_eq!(turned(4), (2, 3, vec![4, 5, 2, 3, 0, 1]));
        assert_eq!(turned(5), (3, 2, vec![0, 2, 4, 1, 3, 5]));
        assert_eq!(turned(6), (3, 2, vec![4, 2, 0, 5, 3, 1]));
        assert_eq!(turned(7), (3, 2, vec![5, 3, 1, 4, 2, 0]));
        assert_eq!(turned(8), (3, 2, vec![1, 3, 5, 0, 2, 4]));
    }
}
