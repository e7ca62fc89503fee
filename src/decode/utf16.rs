use super::Encoding;
use crate::text::is_cjk;

/// Strict UTF-16; an error is the byte of the first unit that does not fit.
pub(super) fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, usize> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let mut at = 0;
    for c in char::decode_utf16(pairs.iter().copied().map(unit)) {
        let c = c.map_err(|_| at)?;
        at += c.len_utf16() * 2;
        text.push(c);
    }
    if odd.is_empty() { Ok(text) } else { Err(at) }
}

/// UTF-16 without a mark: one byte order gives a text of ordinary characters, the other does not.
pub(super) fn bare_utf16(bytes: &[u8]) -> Option<(Encoding, String)> {
    let ordinary = |text: &String| {
        let plain = |c: &char| matches!(c, ' '..='~' | '\n' | '\r' | '\t') || is_cjk(*c) || matches!(c, '\u{2010}'..='\u{2027}' | '\u{2460}'..='\u{2473}');
        !text.contains('\0') && text.chars().filter(plain).count() * 20 >= text.chars().count() * 19
    };
    let little = utf16(bytes, u16::from_le_bytes).ok().filter(ordinary);
    let big = utf16(bytes, u16::from_be_bytes).ok().filter(ordinary);
    match (little, big) {
        (Some(text), None) => Some((Encoding::Utf16LeBare, text)),
        (None, Some(text)) => Some((Encoding::Utf16BeBare, text)),
        _ => None,
    }
}
