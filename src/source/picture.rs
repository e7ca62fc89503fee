use std::io::Cursor;

/// A picture's size in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Across.
    pub width: u32,
    /// Down.
    pub height: u32,
}

/// Why a picture's size cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureFault {
    /// The file is damaged or is no picture.
    Broken,
    /// A vector picture that names no size.
    Unsized,
}

/// Whether a file name says picture.
pub(super) fn is_picture(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    matches!(ending.as_str(), "jpg" | "jpeg" | "png" | "gif" | "webp" | "avif" | "svg" | "bmp")
}

/// Reads a picture's size from its header; a JPEG turned by its EXIF orientation is given as it is shown.
///
/// # Errors
/// A damaged header, or an SVG that names neither size nor view box.
pub fn size(name: &str, bytes: &[u8]) -> Result<Size, PictureFault> {
    if name.to_ascii_lowercase().ends_with(".svg") {
        return svg_size(bytes);
    }
    let found = imagesize::blob_size(bytes).map_err(|_| PictureFault::Broken)?;
    let (width, height) = (u32::try_from(found.width), u32::try_from(found.height));
    let (Ok(width), Ok(height)) = (width, height) else { return Err(PictureFault::Broken) };
    if width == 0 || height == 0 {
        return Err(PictureFault::Broken);
    }
    Ok(if turned(bytes) { Size { width: height, height: width } } else { Size { width, height } })
}

/// Whether a photo says where it was taken, in EXIF or in XMP.
pub fn has_position(bytes: &[u8]) -> bool {
    let exif = exif::Reader::new().read_from_container(&mut Cursor::new(bytes));
    let in_exif = exif.is_ok_and(|e| e.fields().any(|f| f.tag == exif::Tag::GPSLatitude || f.tag == exif::Tag::GPSLongitude));
    in_exif || ["exif:GPSLatitude", "exif:GPSLongitude"].iter().any(|name| memchr::memmem::find(bytes, name.as_bytes()).is_some())
}

fn turned(bytes: &[u8]) -> bool {
    let Ok(exif) = exif::Reader::new().read_from_container(&mut Cursor::new(bytes)) else { return false };
    let orientation = exif.get_field(exif::Tag::Orientation, exif::In::PRIMARY).and_then(|f| f.value.get_uint(0));
    orientation.is_some_and(|o| (5..=8).contains(&o))
}

fn svg_size(bytes: &[u8]) -> Result<Size, PictureFault> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
    let tag = head.split_once("<svg").ok_or(PictureFault::Broken)?.1;
    let tag = tag.split_once('>').ok_or(PictureFault::Broken)?.0;
    let attribute = |name: &str| {
        let (_, rest) = tag.split_once(&format!(" {name}="))?;
        let quote = rest.chars().next()?;
        rest[1..].split(quote).next()
    };
    let pixels = |text: &str| text.trim_end_matches("px").parse::<f64>().ok().filter(|n| *n >= 1.0).map(|n| n.round() as u32);
    if let (Some(width), Some(height)) = (attribute("width").and_then(pixels), attribute("height").and_then(pixels)) {
        return Ok(Size { width, height });
    }
    let view: Vec<f64> = attribute("viewBox").map(|v| v.split([' ', ',']).filter_map(|n| n.parse().ok()).collect()).unwrap_or_default();
    match view[..] {
        [_, _, width, height] if width >= 1.0 && height >= 1.0 => Ok(Size { width: width.round() as u32, height: height.round() as u32 }),
        _ => Err(PictureFault::Unsized),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn svg_by_attributes_or_view_box() {
        assert_eq!(size("a.svg", br#"<svg xmlns="x" width="40" height="50px">"#), Ok(Size { width: 40, height: 50 }));
        assert_eq!(size("a.svg", br#"<?xml version="1.0"?><svg xmlns="x" viewBox="0 0 4 5">"#), Ok(Size { width: 4, height: 5 }));
        assert_eq!(size("a.svg", b"<svg>"), Err(PictureFault::Unsized));
        assert_eq!(size("a.svg", b"hello"), Err(PictureFault::Broken));
        assert_eq!(size("a.png", b"hello"), Err(PictureFault::Broken));
    }
}
