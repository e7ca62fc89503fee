//! Is it GB18030? Any bytes nearly are, so the answer looks at what the text would say.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, GB18030, GBK};

use super::Why;
use crate::text::is_han;

/// Korean text reads as common Han from the first character to the last; from so many characters on the detector knows.
const KOREAN_IS_SURE: usize = 12;

/// Strict GB18030 of bytes that are no UTF-8. `utf8` is where UTF-8 broke off.
///
/// Damaged UTF-8 is refused although GB18030 takes most of it, and so is every encoding that the detector knows better,
/// unless nearly all of the text reads as common Chinese: short texts mislead the detector.
pub(super) fn gb18030(bytes: &[u8], utf8: usize) -> Result<String, (usize, Why)> {
    let mut decoder = GB18030.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(bytes.len().saturating_mul(3));
    let mut text = String::with_capacity(room);
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    let share = Share::of(&text);
    if !share.at_least(80) && mostly_utf8(bytes) {
        return Err((utf8, Why::Malformed("UTF-8")));
    }
    let guess = guess(bytes);
    let legacy = || Err((bytes.iter().position(|b| !b.is_ascii()).unwrap_or(0), Why::Legacy(guess)));
    match result {
        DecoderResult::InputEmpty if guess == "GBK" => Ok(unmarked(text)),
        DecoderResult::InputEmpty if share.at_least(90) && !(guess == "EUC-KR" && share.all >= KOREAN_IS_SURE) => Ok(unmarked(text)),
        DecoderResult::InputEmpty => legacy(),
        DecoderResult::Malformed(length, after) if share.all > 0 && share.at_least(70) => {
            Err((read.saturating_sub(usize::from(length) + usize::from(after)), Why::Malformed("GB18030")))
        }
        _ => legacy(),
    }
}

/// GB18030 that happens to be well-formed UTF-8: 通知 is also a combining letter and a Hebrew accent.
///
/// Taken only if UTF-8 would give letters of two bytes that no language puts there, and GB18030 common Chinese alone.
pub(super) fn hidden(text: &str) -> Option<String> {
    let high = || text.chars().filter(|c| !c.is_ascii());
    if high().any(|c| c >= '\u{800}') || high().all(is_expected) {
        return None;
    }
    GB18030.decode_without_bom_handling_and_without_replacement(text.as_bytes()).filter(|t| Share::of(t).at_least(100)).map(String::from)
}

/// Characters of two bytes in UTF-8 that a text may hold for their own sake.
fn is_expected(c: char) -> bool {
    matches!(c, '£' | '¥' | '§' | '©' | '«' | '®' | '°' | '±' | '²' | '³' | 'µ' | '·' | '»' | '¼' | '½' | '¾' | '\u{A0}')
        || matches!(c, 'À'..='ɏ' | 'Ά'..='ώ' | 'Ѐ'..='џ' | 'א'..='ת' | 'ؠ'..='ي')
}

/// Damaged UTF-8: more than half of the bytes above ASCII are in well-formed sequences of three bytes or more.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let long = |part: &str| part.chars().filter(|c| *c >= '\u{800}').map(char::len_utf8).sum::<usize>();
    bytes.utf8_chunks().map(|c| long(c.valid())).sum::<usize>() * 2 > bytes.iter().filter(|b| !b.is_ascii()).count()
}

/// The Encoding Standard's name of what the bytes look like.
fn guess(bytes: &[u8]) -> &'static str {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny).name()
}

/// GB18030 has a byte order mark too.
fn unmarked(text: String) -> String {
    match text.strip_prefix('\u{FEFF}') {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

/// How many of a text's characters above ASCII are common Chinese.
struct Share {
    common: usize,
    all: usize,
}

impl Share {
    fn of(text: &str) -> Self {
        let high = || text.chars().filter(|c| !c.is_ascii());
        Self { common: high().filter(|c| is_common(*c)).count(), all: high().count() }
    }

    fn at_least(&self, per_cent: usize) -> bool {
        self.common * 100 >= self.all * per_cent
    }
}

/// Level 1 of GB 2312-80 (its 3,755 most used Han) and its full-width punctuation.
fn is_common(c: char) -> bool {
    let mut buffer = [0u8; 4];
    let (bytes, _, unmapped) = GBK.encode(c.encode_utf8(&mut buffer));
    match *bytes {
        [lead, trail] if !unmapped => (is_han(c) && (0xB0..=0xD7).contains(&lead) && trail >= 0xA1) || (matches!(lead, 0xA1 | 0xA3) && trail >= 0xA1),
        _ => false,
    }
}
