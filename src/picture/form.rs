use super::Cut;
use crate::digest::Digest;
use crate::document::Focus;
use crate::path::{OutPath, SitePath, encode};
use crate::source::{Asset, Format, Raster, Size};

/// A part of a picture in pixels, as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Part {
    /// From the left.
    pub left: u32,
    /// From the top.
    pub top: u32,
    /// Across.
    pub width: u32,
    /// Down.
    pub height: u32,
}

/// How pixels are written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub enum Ink {
    /// For photos, in every browser.
    Jpeg,
    /// For drawings and what shows through, in every browser.
    Png,
    /// For photos, a third smaller.
    Webp,
    /// For drawings: every pixel is kept.
    SharpWebp,
    /// For photos; made by programs with the feature `avif`.
    Avif,
}

/// What is done to a file before it is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub enum Recipe {
    /// Only its pixels stay: what it says of camera, place and people is left out.
    Clean {
        /// How it is turned, 1 to 8.
        turn: u8,
    },
    /// A part of it in another size.
    Print {
        /// How it is turned, 1 to 8.
        turn: u8,
        /// The part, after turning.
        part: Part,
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
        /// How it is written.
        ink: Ink,
    },
}

/// A picture as it is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The file that it is made of.
    pub from: SitePath,
    /// Of that file's bytes.
    pub original: Digest,
    /// What is done.
    pub recipe: Recipe,
    /// Of the file and of what is done: the same for the same bytes.
    pub digest: Digest,
    /// Where it is published.
    pub at: OutPath,
}

/// Another way of making any picture is another number.
const WAY: &[u8] = b"jiangxin pictures 1";

impl Form {
    fn new(from: &SitePath, asset: &Asset, recipe: Recipe, at: impl FnOnce(&Digest) -> Option<OutPath>) -> Option<Self> {
        let steps = postcard::to_stdvec(&recipe).unwrap_or_default();
        let digest = Digest::of_parts([WAY, asset.digest.bytes(), &steps]);
        Some(Self { from: from.clone(), original: asset.digest, recipe, digest, at: at(&digest)? })
    }

    /// A file at its own place, of which only the pixels stay; `None` where it has none that are read here.
    pub fn clean(from: &SitePath, asset: &Asset, at: &OutPath) -> Option<Self> {
        Self::new(from, asset, Recipe::Clean { turn: asset.raster?.turn }, |_| Some(at.clone()))
    }

    /// As a page links it, from the site's root.
    pub fn path(&self) -> String {
        encode(self.at.as_str())
    }

    /// Pixels across; 0 for a file in its own size.
    pub fn width(&self) -> u32 {
        match self.recipe {
            Recipe::Print { width, .. } => width,
            Recipe::Clean { .. } => 0,
        }
    }
}

/// Everything that is made of a picture for one use.
#[derive(Debug, Clone)]
pub struct Forms {
    /// The size of the largest.
    pub size: Size,
    /// In a format that every browser reads, smallest first; never empty.
    pub plain: Vec<Form>,
    /// As WebP, smallest first; empty where the picture is too large for it.
    pub webp: Vec<Form>,
    /// As AVIF, smallest first; empty for drawings, and where the program makes none.
    pub avif: Vec<Form>,
}

/// Most pixels of a side of a WebP picture (RFC 9649 §1).
const WEBP_SIDE: u32 = 16_383;
/// Most pixels of a side of a JPEG (T.81 B.2.2).
const JPEG_SIDE: u32 = 65_535;

/// Whether other sizes can be made of a file.
pub fn has_forms(asset: &Asset) -> bool {
    asset.raster.is_some_and(|r| !r.moving) && matches!(asset.picture, Some(Ok(size)) if size.width.max(size.height) <= JPEG_SIDE)
}

/// What is made of a picture; `None` for vector and moving pictures, and for formats that are not read here. `published` is
/// where it would stand as it is.
pub fn forms(from: &SitePath, published: &str, asset: &Asset, cut: &Cut, focus: Option<Focus>) -> Option<Forms> {
    let (Some(raster), Some(Ok(size)), true) = (asset.raster, asset.picture, has_forms(asset)) else { return None };
    let part = cut.part(size, focus);
    let (plain, better) = inks(raster);
    let widths = widths(part.width, &cut.widths);
    let made = |ink: Ink| widths.iter().filter_map(move |&width| print(from, published, asset, raster, part, width, ink)).collect::<Vec<Form>>();
    let top = *widths.last()?;
    let size = Size { width: top, height: scaled(part, top) };
    let plain = made(plain);
    let webp = if size.width.max(size.height) <= WEBP_SIDE { made(better) } else { Vec::new() };
    let avif = if cfg!(feature = "avif") && better == Ink::Webp { made(Ink::Avif) } else { Vec::new() };
    (!plain.is_empty()).then_some(Forms { size, plain, webp, avif })
}

/// The format for every browser and the better one.
fn inks(raster: Raster) -> (Ink, Ink) {
    match raster {
        Raster { drawn: true, .. } => (Ink::Png, Ink::SharpWebp),
        Raster { clear: true, .. } => (Ink::Png, Ink::Webp),
        Raster { format: Format::Jpeg | Format::Png | Format::Webp | Format::Gif, .. } => (Ink::Jpeg, Ink::Webp),
    }
}

/// The widths that are made: none larger than the part itself, none that hardly differs from the largest.
fn widths(part: u32, wanted: &[u32]) -> Vec<u32> {
    let top = wanted.iter().copied().max().unwrap_or(part).min(part);
    let mut widths: Vec<u32> = wanted.iter().copied().filter(|w| *w > 0 && u64::from(*w) * 20 <= u64::from(top) * 17).collect();
    widths.push(top);
    widths.sort_unstable();
    widths.dedup();
    widths
}

fn scaled(part: Part, width: u32) -> u32 {
    let height = (u64::from(part.height) * u64::from(width) + u64::from(part.width) / 2) / u64::from(part.width.max(1));
    u32::try_from(height).unwrap_or(u32::MAX).max(1)
}

fn print(from: &SitePath, published: &str, asset: &Asset, raster: Raster, part: Part, width: u32, ink: Ink) -> Option<Form> {
    let recipe = Recipe::Print { turn: raster.turn, part, width, height: scaled(part, width), ink };
    Form::new(from, asset, recipe, |digest| {
        let (folder, name) = published.rsplit_once('/').map_or(("", published), |(folder, name)| (folder, name));
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        // File systems take 255 bytes.
        let stem: String = stem.char_indices().take_while(|(at, c)| at + c.len_utf8() <= 180).map(|(_, c)| c).collect();
        let ending = match ink {
            Ink::Jpeg => "jpg",
            Ink::Png => "png",
            Ink::Webp | Ink::SharpWebp => "webp",
            Ink::Avif => "avif",
        };
        let name = format!("{stem}-{width}.{}.{ending}", digest.short(8));
        OutPath::new(&if folder.is_empty() { name } else { format!("{folder}/{name}") })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_width_is_larger_than_the_picture_or_nearly_the_same_twice() {
        assert_eq!(widths(4000, &[480, 800, 1200, 1600]), [480, 800, 1200, 1600]);
        assert_eq!(widths(1000, &[480, 800, 1200, 1600]), [480, 800, 1000]);
        assert_eq!(widths(850, &[480, 800, 1200]), [480, 850]);
        assert_eq!(widths(300, &[480, 800]), [300]);
        assert_eq!(widths(1, &[]), [1]);
    }
}
