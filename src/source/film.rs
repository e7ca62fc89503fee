use memchr::memmem;

/// Endings of films (视频).
const FILMS: [&str; 6] = ["mp4", "m4v", "mov", "3gp", "webm", "mkv"];
/// What QuickTime calls the place (QuickTime File Format, metadata keys).
const APPLE: &[u8] = b"com.apple.quicktime.location.ISO6709";
/// What Matroska calls it (Matroska tags, RFC 9559).
const MATROSKA: &[u8] = b"RECORDING_LOCATION";
/// Tags of Matroska stand near either end.
const NEAR: usize = 1 << 20;

/// Whether a film tells where it was taken (拍摄地点): phones write it beside the pictures, in `moov` (ISO 14496-12) or in tags.
pub(super) fn film_position(name: &str, bytes: &[u8]) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    match ending.as_str() {
        "webm" | "mkv" => {
            let head = bytes.get(..bytes.len().min(NEAR)).unwrap_or(bytes);
            let tail = bytes.get(bytes.len().saturating_sub(NEAR)..).unwrap_or(bytes);
            [head, tail].iter().any(|part| memmem::find(part, MATROSKA).is_some())
        }
        ending if FILMS.contains(&ending) => {
            top_boxes(bytes).filter(|(kind, _)| [b"moov", b"meta", b"udta"].contains(kind)).any(|(_, inner)| tells_place(inner))
        }
        _ => false,
    }
}

fn tells_place(inner: &[u8]) -> bool {
    memmem::find(inner, APPLE).is_some() || written(inner) || listed(inner)
}

/// `©xyz`: a length, a language, and degrees as ISO 6709 writes them, with a sign first.
fn written(inner: &[u8]) -> bool {
    memmem::find_iter(inner, b"\xA9xyz").any(|at| matches!(inner.get(at + 8..at + 10), Some([b'+' | b'-', digit]) if digit.is_ascii_digit()))
}

/// `loci` of 3GPP TS 26.244, version 0.
fn listed(inner: &[u8]) -> bool {
    memmem::find_iter(inner, b"loci").any(|at| inner.get(at + 4..at + 8) == Some([0; 4].as_slice()))
}

/// The boxes of the top level with what is in them; one that claims more than there is ends with the file.
fn top_boxes(bytes: &[u8]) -> impl Iterator<Item = (&[u8; 4], &[u8])> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let (size, after) = rest.split_first_chunk::<4>()?;
        let (kind, after) = after.split_first_chunk::<4>()?;
        let (head, size) = match u32::from_be_bytes(*size) {
            0 => (8, rest.len()),
            1 => (16, usize::try_from(u64::from_be_bytes(*after.first_chunk::<8>()?)).ok()?),
            size => (8, usize::try_from(size).ok()?),
        };
        let size = size.clamp(head, rest.len().max(head));
        let inner = rest.get(head..size)?;
        rest = rest.get(size..).unwrap_or(&[]);
        Some((kind, inner))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxed(kind: &[u8; 4], inner: &[u8]) -> Vec<u8> {
        let size = u32::try_from(inner.len() + 8).unwrap();
        [&size.to_be_bytes()[..], kind, inner].concat()
    }

    #[test]
    fn phones_tell_the_place_and_pixels_do_not() {
        let place = b"\xA9xyz\x00\x12\x15\xc7+36.0611+103.8343/";
        let film = |inner: &[u8], data: &[u8]| [boxed(b"ftyp", b"mp42"), boxed(b"mdat", data), boxed(b"moov", &boxed(b"udta", inner))].concat();
        assert!(film_position("a.MP4", &film(place, b"")));
        assert!(film_position("a.mov", &film(b"com.apple.quicktime.location.ISO6709", b"")));
        assert!(film_position("a.3gp", &film(b"loci\0\0\0\0", b"")));
        assert!(!film_position("a.mp4", &film(b"", place)), "what only looks like it among the pixels");
        assert!(!film_position("a.mp4", &film(b"\xA9too", b"")));
        assert!(!film_position("a.txt", &film(place, b"")));
        assert!(film_position("a.webm", b"....RECORDING_LOCATION...."));
        for cut in 0..40 {
            film_position("a.mp4", film(place, b"x").get(..cut).unwrap_or(b""));
        }
        assert!(!film_position("a.mp4", &[0xff; 64]));
    }
}
