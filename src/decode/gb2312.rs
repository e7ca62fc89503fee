//! The characters of GB 2312-80, which every Chinese font has.

use std::sync::LazyLock;

/// One bit for each character from U+4000 to U+9FFF: a word for the first two bytes of its UTF-8, a bit for the third.
static BITS: LazyLock<[u64; 384]> = LazyLock::new(|| {
    let stands = |c: char| {
        let mut bytes = [0; 4];
        let (encoded, _, lost) = encoding_rs::GBK.encode(c.encode_utf8(&mut bytes));
        c >= '\u{4E00}' && !lost && matches!(encoded.as_ref(), [0xB0..=0xF7, 0xA1..=0xFE])
    };
    let word = |n: u32| (0..64).filter(|bit| char::from_u32(0x4000 + n * 64 + bit).is_some_and(stands)).fold(0, |word, bit| word | 1 << bit);
    std::array::from_fn(|n| u32::try_from(n).map_or(0, word))
});

/// The characters of a text from U+2E80 on that are no Han of GB 2312-80, each with its place in bytes. Chinese punctuation and
/// full-width forms (U+3001 to U+3006, U+3008 to U+303F, U+FF00 to U+FF7F), which stand in every sentence, are passed over too.
///
/// Every character of every text is asked for: this looks at the bytes and takes few of them for characters.
pub fn beyond_gb2312(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let (bits, bytes): (&[u64; 384], _) = (&BITS, text.as_bytes());
    let stands = |a: u8, b: u8, c: u8| bits.get(usize::from(a - 0xE4) << 6 | usize::from(b & 63)).is_some_and(|word| word >> (c & 63) & 1 == 1);
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            match *bytes.get(at..)? {
                [] => return None,
                [0..0x80, ..] => at += 1,
                [a @ 0xE4..=0xE9, b, c, ..] if stands(a, b, c) => at += 3,
                [0xE3, 0x80, 0x81..=0x86 | 0x88..=0xBF, ..] | [0xEF, 0xBC | 0xBD, ..] => at += 3,
                _ => {
                    let (here, c) = (at, text.get(at..)?.chars().next()?);
                    at += c.len_utf8();
                    if c >= '\u{2E80}' {
                        return Some((here, c));
                    }
                }
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::beyond_gb2312;

    /// The same by the standard's own bytes.
    fn slowly(text: &str) -> Vec<(usize, char)> {
        let is_passed = |c: char| matches!(c, '\u{3001}'..='\u{3006}' | '\u{3008}'..='\u{303F}' | '\u{FF00}'..='\u{FF7F}');
        let stands = |c: char| {
            let text = c.to_string();
            let (bytes, _, lost) = encoding_rs::GBK.encode(&text);
            ('\u{4E00}'..='\u{9FFF}').contains(&c) && !lost && matches!(*bytes, [0xB0..=0xF7, 0xA1..=0xFE])
        };
        text.char_indices().filter(|&(_, c)| c >= '\u{2E80}' && !is_passed(c) && !stands(c)).collect()
    }

    #[test]
    fn every_character_alone() {
        for c in ('\0'..=char::MAX).filter(|c| *c < '\u{30000}') {
            let text = format!("工{c}匠");
            assert_eq!(beyond_gb2312(&text).collect::<Vec<_>>(), slowly(&text), "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text(text in "(?s)([\u{2E00}-\u{A000}]|[\u{F000}-\u{1F000}]|.){0,60}") {
            prop_assert_eq!(beyond_gb2312(&text).collect::<Vec<_>>(), slowly(&text));
        }
    }
}
