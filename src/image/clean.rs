/// A file of which only the picture stays: no EXIF, no XMP, no IPTC, no comments, no second pictures. Its pixels and colour
/// profile are untouched. `None` where its structure is broken or is no JPEG, PNG, WebP or GIF.
pub fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    match bytes {
        [0xFF, 0xD8, rest @ ..] => jpeg(rest),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', rest @ ..] => png(rest),
        [b'R', b'I', b'F', b'F', ..] => webp(bytes),
        [b'G', b'I', b'F', b'8', ..] => gif(bytes),
        _ => None,
    }
}

/// Segment by segment (T.81 annex B); what stands behind the end, as cameras put there, is left out.
fn jpeg(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut out = vec![0xFF, 0xD8];
    loop {
        let (marker, after) = rest.split_first_chunk::<2>()?;
        match marker {
            [0xFF, 0xFF] => {
                rest = rest.get(1..)?;
                continue;
            }
            [0xFF, 0xD9] => {
                out.extend(marker);
                return Some(out);
            }
            [0xFF, kind @ 0x02..=0xFE] => {
                let length = usize::from(u16::from_be_bytes(*after.first_chunk::<2>()?));
                let (segment, behind) = after.split_at_checked(length)?;
                if is_of_the_picture(*kind, segment.get(2..)?) {
                    out.extend(marker);
                    out.extend(segment);
                }
                rest = behind;
                if *kind == 0xDA {
                    let length = entropy(rest);
                    out.extend(rest.get(..length)?);
                    rest = rest.get(length..)?;
                }
            }
            _ => return None,
        }
    }
}

/// How long the coded data is: up to the next marker that is no restart (T.81 B.1.1.5).
fn entropy(data: &[u8]) -> usize {
    let next = memchr::memchr_iter(0xFF, data).find(|at| data.get(at + 1).is_some_and(|next| !matches!(next, 0x00 | 0xD0..=0xD7)));
    next.unwrap_or(data.len())
}

/// Tables, frames and scans; of the applications' segments JFIF, the colour profile and what tells the colours of Adobe's.
fn is_of_the_picture(kind: u8, data: &[u8]) -> bool {
    match kind {
        0xE0 => data.starts_with(b"JFIF\0"),
        0xE2 => data.starts_with(b"ICC_PROFILE\0"),
        0xEE => data.starts_with(b"Adobe"),
        0xE1 | 0xE3..=0xEF | 0xFE => false,
        _ => true,
    }
}

/// Chunks of a PNG that its picture is made of (PNG §11.2, §11.3.2 to §11.3.6).
const PNG: [&[u8; 4]; 16] =
    [b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT"];

fn png(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    loop {
        let length = usize::try_from(u32::from_be_bytes(*rest.first_chunk::<4>()?)).ok()?;
        let kind = rest.get(4..8)?;
        // Length, kind, data, check sum.
        let (chunk, behind) = rest.split_at_checked(length.checked_add(12)?)?;
        if PNG.iter().any(|kept| &kept[..] == kind) {
            out.extend(chunk);
        }
        if kind == b"IEND" {
            return Some(out);
        }
        rest = behind;
    }
}

/// The chunks of a RIFF file, kind and data (RFC 9649 §2.3); `None` where one is cut short.
pub(super) fn riff(bytes: &[u8]) -> Option<Vec<(&[u8; 4], &[u8])>> {
    let length = usize::try_from(u32::from_le_bytes(*bytes.get(4..)?.first_chunk::<4>()?)).ok()?;
    let mut rest = bytes.get(8..length.checked_add(8)?)?.strip_prefix(b"WEBP")?;
    let mut chunks = Vec::new();
    while !rest.is_empty() {
        let (kind, after) = rest.split_first_chunk::<4>()?;
        let (length, after) = after.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        chunks.push((kind, after.get(..length)?));
        // An odd one is padded; a missing last pad is common.
        rest = after.get(length + length % 2..).unwrap_or(&[]);
    }
    Some(chunks)
}

fn webp(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = b"RIFF\0\0\0\0WEBP".to_vec();
    for (kind, data) in riff(bytes)? {
        if ![&b"VP8X"[..], b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"].contains(&&kind[..]) {
            continue;
        }
        out.extend(kind);
        out.extend(u32::try_from(data.len()).ok()?.to_le_bytes());
        let start = out.len();
        out.extend(data);
        if kind == b"VP8X" {
            // The flags of EXIF and XMP (RFC 9649 §2.7.1.1).
            out.get_mut(start).into_iter().for_each(|flags| *flags &= !0x0C);
        }
        out.extend(std::iter::repeat_n(0, data.len() % 2));
    }
    let length = u32::try_from(out.len() - 8).ok()?.to_le_bytes();
    out.get_mut(4..8)?.copy_from_slice(&length);
    Some(out)
}

/// Block by block (GIF89a); of the extensions, how frames are timed and how often they are repeated.
fn gif(bytes: &[u8]) -> Option<Vec<u8>> {
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let head = 13 + table(*bytes.get(10)?);
    let (mut out, mut rest) = (bytes.get(..head)?.to_vec(), bytes.get(head..)?);
    loop {
        match *rest {
            [0x3B, ..] => {
                out.push(0x3B);
                return Some(out);
            }
            [0x21, label, ref data @ ..] => {
                let length = blocks(data)?;
                let repeats = |data: &[u8]| data.starts_with(b"NETSCAPE2.0") || data.starts_with(b"ANIMEXTS1.0");
                let kept = label == 0xF9 || label == 0xFF && data.get(1..).is_some_and(repeats);
                if kept {
                    out.extend(rest.get(..2 + length)?);
                }
                rest = data.get(length..)?;
            }
            [0x2C, ..] => {
                let head = 10 + table(*rest.get(9)?) + 1;
                let length = head + blocks(rest.get(head..)?)?;
                out.extend(rest.get(..length)?);
                rest = rest.get(length..)?;
            }
            _ => return None,
        }
    }
}

/// How long a run of data sub-blocks is, its end included (GIF89a §15).
fn blocks(data: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let length = usize::from(*data.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(kind: u8, data: &[u8]) -> Vec<u8> {
        [&[0xFF, kind][..], &u16::try_from(data.len() + 2).unwrap().to_be_bytes(), data].concat()
    }

    #[test]
    fn a_jpeg_keeps_its_picture_alone() {
        let kept = [segment(0xE0, b"JFIF\0abc"), segment(0xE2, b"ICC_PROFILE\0xx"), segment(0xDB, b"tables")].concat();
        let told = [segment(0xE1, b"Exif\0\0GPS"), segment(0xE2, b"MPF\0"), segment(0xED, b"Photoshop"), segment(0xFE, b"a comment")].concat();
        let scan = [segment(0xDA, b"s"), vec![1, 2, 0xFF, 0, 0xFF, 0xD3, 4]].concat();
        let file = [&[0xFF, 0xD8][..], &told, &kept, &scan, &segment(0xC4, b"more"), &scan, &[0xFF, 0xD9], b"a second picture, GPS and all"].concat();
        let clean = [&[0xFF, 0xD8][..], &kept, &scan, &segment(0xC4, b"more"), &scan, &[0xFF, 0xD9]].concat();
        assert_eq!(super::clean(&file), Some(clean.clone()));
        assert_eq!(super::clean(&clean), Some(clean.clone()));
        for length in 2..clean.len() {
            assert_eq!(super::clean(&clean[..length]), None, "{length}");
        }
    }

    #[test]
    fn a_gif_keeps_its_frames_and_their_times() {
        let head = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff";
        let (again, time, frame) = (b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0", b"\x21\xf9\x04\0\x0a\0\0\0", b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0");
        let file = [&head[..], again, b"\x21\xfe\x05where\0", b"\x21\xff\x0bXMP DataXMP\x03GPS\0", time, frame, b";behind"].concat();
        assert_eq!(clean(&file), Some([&head[..], again, time, frame, b";"].concat()));
    }
}
