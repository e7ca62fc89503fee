use std::io::Cursor;

/// A picture's size in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Size {
    /// Across.
    pub width: u32,
    /// Down.
    pub height: u32,
}

/// Why a picture's size cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum PictureFault {
    /// The file is damaged or is no picture.
    Broken,
    /// A vector picture that names no size.
    Unsized,
    /// More pixels than a page should ask a reader's machine to unpack.
    Huge,
}

/// Most pixels of a picture: about what the largest cameras give.
const MOST_PIXELS: u64 = 100_000_000;

/// Whether a file name says picture.
pub(super) fn is_picture(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    matches!(ending.as_str(), "jpg" | "jpeg" | "png" | "gif" | "webp" | "avif" | "svg" | "bmp")
}

/// Reads a picture's size from its header; a JPEG turned by its EXIF orientation is given as it is shown.
///
/// # Errors
/// A damaged header, a PNG that was cut short, more than 100 million pixels, or an SVG that names neither size nor view box.
pub fn size(name: &str, bytes: &[u8]) -> Result<Size, PictureFault> {
    if name.to_ascii_lowercase().ends_with(".svg") {
        return svg_size(bytes);
    }
    if is_of_camera(bytes) && !super::raster::is_camera_file(name) {
        return Err(PictureFault::Broken);
    }
    let found = imagesize::blob_size(bytes).map_err(|_| PictureFault::Broken)?;
    let (width, height) = (u32::try_from(found.width), u32::try_from(found.height));
    let (Ok(width), Ok(height)) = (width, height) else { return Err(PictureFault::Broken) };
    if width == 0 || height == 0 || is_cut_short(bytes) {
        return Err(PictureFault::Broken);
    }
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(PictureFault::Huge);
    }
    Ok(if orientation(bytes) > 4 { Size { width: height, height: width } } else { Size { width, height } })
}

/// HEIC and AVIF (ISO/IEC 23008-12, 10), whatever the name says: phones' pictures are often only renamed.
fn is_of_camera(bytes: &[u8]) -> bool {
    matches!(bytes, [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] if [&b"heic"[..], b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"avis"].iter().any(|known| brand.starts_with(known)))
}

/// Whether a photo says where it was taken, in EXIF or in XMP.
pub fn has_position(bytes: &[u8]) -> bool {
    let position = [exif::Tag::GPSLatitude, exif::Tag::GPSLongitude];
    let in_exif = exif_of(bytes).is_some_and(|e| e.fields().any(|f| position.contains(&f.tag)));
    in_exif || ["exif:GPSLatitude", "exif:GPSLongitude"].iter().any(|name| memchr::memmem::find(bytes, name.as_bytes()).is_some())
}

/// A picture's EXIF as far as it can be read: one damaged field takes nothing from the others.
///
/// Some programs put `Exif\0\0`, which belongs to JPEG, before the EXIF of a PNG too (PNG 3rd edition §11.3.4.5 has none).
pub(super) fn exif_of(bytes: &[u8]) -> Option<exif::Exif> {
    let mut reader = exif::Reader::new();
    reader.continue_on_error(true);
    let partial = |e: exif::Error| e.distill_partial_result(|_| ());
    let read = match chunks(bytes).find(|(kind, _)| *kind == b"eXIf") {
        Some((_, data)) => reader.read_raw(data.strip_prefix(b"Exif\0\0").unwrap_or(data).to_vec()),
        None => reader.read_from_container(&mut Cursor::new(bytes)),
    };
    read.or_else(partial).ok()
}

/// The chunks of a PNG, kind and data, as far as they are whole; none for other files (PNG §5.3).
pub(super) fn chunks(bytes: &[u8]) -> impl Iterator<Item = (&[u8; 4], &[u8])> {
    let mut rest = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n").unwrap_or(&[]);
    std::iter::from_fn(move || {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let (kind, after) = after.split_first_chunk::<4>()?;
        let (data, after) = after.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
        rest = after.get(4..)?;
        Some((kind, data))
    })
}

/// A PNG or JPEG without its end, as a broken transfer leaves it.
fn is_cut_short(bytes: &[u8]) -> bool {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => !chunks(bytes).any(|(kind, _)| kind == b"IEND"),
        // The end of a thumbnail stands before the picture's own data.
        [0xFF, 0xD8, ..] => super::raster::scan(bytes).is_none_or(|data| memchr::memmem::find(data, &[0xFF, 0xD9]).is_none()),
        _ => false,
    }
}

/// How a photo is to be turned before it is shown, 1 to 8 (EXIF 2.32, 4.6.4 A, tag 0112); 1 is as it is.
pub(super) fn orientation(bytes: &[u8]) -> u8 {
    let exif = exif_of(bytes);
    let value = exif.as_ref().and_then(|e| e.get_field(exif::Tag::Orientation, exif::In::PRIMARY)).and_then(|f| f.value.get_uint(0));
    value.and_then(|v| u8::try_from(v).ok()).filter(|v| (1..=8).contains(v)).unwrap_or(1)
}

fn svg_size(bytes: &[u8]) -> Result<Size, PictureFault> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
    let tag = head.split_once("<svg").ok_or(PictureFault::Broken)?.1;
    let tag = tag.split_once('>').ok_or(PictureFault::Broken)?.0;
    let attribute = |name: &str| {
        let named = tag.match_indices(name).filter(|(at, _)| tag[..*at].ends_with(char::is_whitespace));
        let rest = named.filter_map(|(at, _)| tag[at + name.len()..].trim_start().strip_prefix('=')).next()?.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        rest[1..].split(quote).next()
    };
    if let (Some(width), Some(height)) = (attribute("width").and_then(pixels), attribute("height").and_then(pixels)) {
        return Ok(Size { width, height });
    }
    let view: Vec<f64> =
        attribute("viewBox").map(|v| v.split(|c: char| c == ',' || c.is_whitespace()).filter_map(|n| n.parse().ok()).collect()).unwrap_or_default();
    match view[..] {
        [_, _, width, height] if width >= 1.0 && height >= 1.0 => Ok(Size { width: width.round() as u32, height: height.round() as u32 }),
        _ => Err(PictureFault::Unsized),
    }
}

/// A length in pixels (CSS Values 3, 5.2); `None` for one that depends on where it stands.
fn pixels(text: &str) -> Option<u32> {
    let (number, unit) = text.trim().split_at(text.trim().find(|c: char| c.is_ascii_alphabetic() || c == '%').unwrap_or(text.trim().len()));
    let scale = match unit.to_ascii_lowercase().as_str() {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "mm" => 96.0 / 25.4,
        "cm" => 96.0 / 2.54,
        "in" => 96.0,
        _ => return None,
    };
    number.trim().parse::<f64>().ok().map(|n| n * scale).filter(|n| *n >= 1.0).map(|n| n.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn svg_by_attributes_or_view_box() {
        assert_eq!(size("a.svg", br#"<svg xmlns="x" width="40" height="50px">"#), Ok(Size { width: 40, height: 50 }));
        assert_eq!(size("a.svg", br#"<?xml version="1.0"?><svg xmlns="x" viewBox="0 0 4 5">"#), Ok(Size { width: 4, height: 5 }));
        assert_eq!(size("a.svg", b"<svg\n\twidth = '4cm' height=\"30mm\">"), Ok(Size { width: 151, height: 113 }));
        assert_eq!(size("a.svg", b"<svg xmlns=\"x\"\nviewBox=\"0 0\n40 30\">"), Ok(Size { width: 40, height: 30 }));
        assert_eq!(size("a.svg", b"<svg width=\"100%\" height=\"3em\">"), Err(PictureFault::Unsized));
        assert_eq!(size("a.svg", b"<svg>"), Err(PictureFault::Unsized));
        assert_eq!(size("a.svg", b"hello"), Err(PictureFault::Broken));
        assert_eq!(size("a.png", b"hello"), Err(PictureFault::Broken));
    }

    fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
        let length = u32::try_from(data.len()).unwrap_or(0).to_be_bytes();
        [&length[..], kind, data, &[0; 4]].concat()
    }

    fn png(width: u32, height: u32, more: &[Vec<u8>]) -> Vec<u8> {
        let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
        [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &head), more.concat(), chunk(b"IDAT", b"x"), chunk(b"IEND", b"")].concat()
    }

    /// EXIF with a GPS latitude in degrees; `next` ends its directory.
    fn latitude(next: &[u8; 4]) -> Vec<u8> {
        let mut exif = b"MM\0\x2a\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1a\0\0\0\0".to_vec();
        exif.extend(b"\0\x02\0\x01\0\x02\0\0\0\x02N\0\0\0\0\x02\0\x05\0\0\0\x03\0\0\0\x38");
        exif.extend(next);
        exif.extend([36u32, 1, 3, 1, 41, 1].into_iter().flat_map(u32::to_be_bytes));
        exif
    }

    #[test]
    fn a_position_in_a_png_is_found() {
        for next in [b"\0\0\0\0", b"\0\0\0\x36"] {
            let plain = latitude(next);
            let prefixed = [b"Exif\0\0", &plain[..]].concat();
            for exif in [plain, prefixed] {
                assert!(has_position(&png(4, 3, &[chunk(b"eXIf", &exif)])), "{exif:?}");
            }
        }
        assert!(!has_position(&png(4, 3, &[chunk(b"eXIf", b"MM\0\x2a\0\0\0\x08\0\0\0\0\0\0")])));
        assert!(!has_position(&png(4, 3, &[])));
    }

    #[test]
    fn cut_and_oversized_pictures_are_told_apart() {
        let whole = png(40, 30, &[]);
        assert_eq!(size("a.png", &whole), Ok(Size { width: 40, height: 30 }));
        for length in [33, whole.len() - 12, whole.len() - 1] {
            assert_eq!(size("a.png", &whole[..length]), Err(PictureFault::Broken), "{length}");
        }
        assert_eq!(size("a.png", &png(20_000, 20_000, &[])), Err(PictureFault::Huge));
    }
}
