use qrcode::Color;

use super::qr::Modules;

/// A QR code as a picture in an address (`data:`, RFC 2397): a PNG of one pixel a module without the light margin, which a
/// style sheet adds as white padding. About a fifth of the same code as a path.
pub(super) fn png(code: &Modules) -> String {
    let side = u32::try_from(code.width).unwrap_or(0).to_be_bytes();
    let rows: Vec<u8> = code.colors.chunks(code.width.max(1)).flat_map(row).collect();
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    // One bit a pixel, grey, nothing interlaced (PNG, third edition, 11.2.1).
    chunk(&mut out, b"IHDR", &[&side[..], &side, &[1, 0, 0, 0, 0]].concat());
    chunk(&mut out, b"IDAT", &stored(&rows));
    chunk(&mut out, b"IEND", &[]);
    format!("data:image/png;base64,{}", base64(&out))
}

/// A row of pixels, white for light ones, behind its filter type: none.
fn row(colors: &[Color]) -> Vec<u8> {
    let bits = |eight: &[Color]| eight.iter().enumerate().fold(0, |byte, (n, c)| if *c == Color::Dark { byte } else { byte | 0x80 >> n });
    std::iter::once(0).chain(colors.chunks(8).map(bits)).collect()
}

fn chunk(out: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    out.extend(u32::try_from(data.len()).unwrap_or(0).to_be_bytes());
    let start = out.len();
    out.extend(name);
    out.extend(data);
    let check = crc(out.get(start..).unwrap_or(&[]));
    out.extend(check.to_be_bytes());
}

/// A zlib stream of one stored block (RFC 1950, RFC 1951 3.2.4): the modules of a code do not compress.
fn stored(data: &[u8]) -> Vec<u8> {
    // The largest code has 177 rows of 24 bytes.
    let len = u16::try_from(data.len()).unwrap_or(0);
    let (mut a, mut b) = (1_u32, 0_u32);
    for byte in data {
        a = (a + u32::from(*byte)) % 65521;
        b = (b + a) % 65521;
    }
    [&[0x78, 0x01, 0x01][..], &len.to_le_bytes(), &(!len).to_le_bytes(), data, &(b << 16 | a).to_be_bytes()].concat()
}

/// CRC-32 as PNG has it (annex D).
fn crc(data: &[u8]) -> u32 {
    let step = |crc: u32, _| if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 };
    !data.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step))
}

/// RFC 4648 section 4.
fn base64(data: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(data.len().div_ceil(3) * 4);
    for three in data.chunks(3) {
        let word = three.iter().chain([&0, &0]).take(3).fold(0_usize, |word, byte| word << 8 | usize::from(*byte));
        for n in 0..4 {
            let letter = LETTERS.get(word >> (18 - 6 * n) & 63).filter(|_| n <= three.len());
            out.push(letter.map_or('=', |l| char::from(*l)));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::qr::modules;
    use super::*;

    #[test]
    fn the_parts_are_as_their_standards_have_them() {
        assert_eq!(crc(b"IEND"), 0xAE42_6082);
        assert_eq!([base64(b""), base64(b"f"), base64(b"fo"), base64(b"foo"), base64(b"foob")], ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="]);
        assert_eq!(stored(b"Wikipedia")[7..], [&b"Wikipedia"[..], &0x11E6_0398_u32.to_be_bytes()].concat());
    }

    #[test]
    fn a_section_costs_a_few_hundred_bytes() {
        let code = modules("https://zt.example.cn/notices/gzgf-2022-18/#s2-p4").unwrap();
        let picture = png(&code);
        assert!(picture.starts_with("data:image/png;base64,iVBORw0KGgo") && picture.len() < 420, "{}", picture.len());
    }
}
