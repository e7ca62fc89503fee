use super::picture::{chunks, orientation};

/// A picture of pixels in a format that can be read and cleaned here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Raster {
    /// By its first bytes, whatever its name says.
    pub format: Format,
    /// How it is to be turned before it is shown, 1 to 8 (EXIF); 1 is as it is.
    pub turn: u8,
    /// It moves: making one frame of it would lose the rest.
    pub moving: bool,
    /// Something may show through.
    pub clear: bool,
    /// A drawing or a screen: few colours, sharp edges.
    pub drawn: bool,
}

/// A format of pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Format {
    /// ITU-T T.81
    Jpeg,
    /// PNG, third edition
    Png,
    /// RFC 9649
    Webp,
    /// GIF89a
    Gif,
}

impl Raster {
    /// Looks at a picture's header; `None` for vector pictures and formats that are not read here.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        let of = |format, moving, clear, drawn| Self { format, turn: orientation(bytes), moving, clear, drawn };
        match bytes {
            [0xFF, 0xD8, ..] => Some(of(Format::Jpeg, false, false, false)),
            [0x89, b'P', b'N', b'G', ..] => {
                let has = |name: &[u8; 4]| chunks(bytes).any(|(kind, _)| kind == name);
                // Colour type (PNG §11.2.1): 0 grey, 2 colours, 3 palette, 4 and 6 with alpha.
                let colour = bytes.get(25).copied().unwrap_or(2);
                Some(of(Format::Png, has(b"acTL"), colour >= 4 || has(b"tRNS"), matches!(colour, 0 | 3 | 4)))
            }
            [b'G', b'I', b'F', b'8', ..] => Some(Self { turn: 1, ..of(Format::Gif, true, true, true) }),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', kind @ ..] => {
                // VP8X flags (RFC 9649 §2.7.1.1): 0x02 animation, 0x10 alpha.
                let flags = if kind.starts_with(b"VP8X") { kind.get(8).copied().unwrap_or(0) } else { 0 };
                let lossless = memchr::memmem::find(bytes.get(..bytes.len().min(4096)).unwrap_or(bytes), b"VP8L").is_some();
                Some(of(Format::Webp, flags & 0x02 != 0, flags & 0x10 != 0 || lossless, lossless))
            }
            _ => None,
        }
    }
}

/// What follows the first start of scan of a JPEG: its pixels, and whatever stands behind them (T.81 B.2.3).
pub(super) fn scan(bytes: &[u8]) -> Option<&[u8]> {
    let mut rest = bytes.get(2..)?;
    loop {
        let (marker, after) = rest.split_first_chunk::<2>()?;
        match marker {
            [0xFF, 0xFF] => rest = rest.get(1..)?,
            [0xFF, 0xDA] => return Some(after),
            [0xFF, 0x01 | 0xD0..=0xD8] => rest = after,
            [0xFF, _] => {
                let length = u16::from_be_bytes(*after.first_chunk::<2>()?);
                rest = after.get(usize::from(length)..)?;
            }
            _ => return None,
        }
    }
}

/// Formats of cameras that hold EXIF and cannot be cleaned here.
pub(super) fn is_camera_file(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    matches!(ending.as_str(), "avif" | "heic" | "heif" | "tif" | "tiff" | "dng")
}

/// Whether such a file says more than its pixels: EXIF, XMP, or tags of a camera.
pub(super) fn tells(bytes: &[u8]) -> bool {
    let is_tiff = bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*");
    is_tiff || [&b"Exif"[..], b"<x:xmpmeta", b"rdf+xml"].iter().any(|sign| memchr::memmem::find(bytes, sign).is_some())
}
