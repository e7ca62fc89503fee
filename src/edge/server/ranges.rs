use std::ops::RangeInclusive;

/// What part of a file a request wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wanted {
    /// All of it.
    Whole,
    /// From one byte to another, both included.
    Part(RangeInclusive<u64>),
    /// A part that the file does not have (416).
    Nothing,
}

/// Reads the `Range` of a request for a file of `len` bytes (RFC 9110 §14.2).
///
/// A unit other than bytes, a header that cannot be read and several ranges at once are passed over, as the standard allows;
/// so is a range whose `If-Range` names another version (§13.1.5: only a strong tag equal to the present one holds).
pub(super) fn wanted(range: Option<&str>, if_range: Option<&str>, tag: &str, len: u64) -> Wanted {
    if if_range.is_some_and(|other| other.trim() != tag) {
        return Wanted::Whole;
    }
    let Some((first, last)) = range.and_then(|text| text.trim().strip_prefix("bytes=")).and_then(|text| text.trim().split_once('-')) else {
        return Wanted::Whole;
    };
    let number = |text: &str| if text.bytes().all(|b| b.is_ascii_digit()) { text.parse::<u64>().ok() } else { None };
    match (first, last) {
        ("", count) => match number(count) {
            Some(0) => Wanted::Nothing,
            Some(_) if len == 0 => Wanted::Nothing,
            Some(count) => Wanted::Part(len.saturating_sub(count)..=len - 1),
            None => Wanted::Whole,
        },
        (first, last) => match (number(first), if last.is_empty() { Some(u64::MAX) } else { number(last) }) {
            (Some(first), Some(last)) if first > last => Wanted::Whole,
            (Some(first), Some(_)) if first >= len => Wanted::Nothing,
            (Some(first), Some(last)) => Wanted::Part(first..=last.min(len - 1)),
            _ => Wanted::Whole,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{Wanted, wanted};

    #[test]
    fn ranges_of_ten_bytes() {
        let ask = |range: &str| wanted(Some(range), None, "\"a\"", 10);
        for (range, part) in
            [("bytes=0-0", 0..=0), ("bytes=2-", 2..=9), ("bytes=2-99", 2..=9), ("bytes=-3", 7..=9), ("bytes=-30", 0..=9), (" bytes=1-2 ", 1..=2)]
        {
            assert_eq!(ask(range), Wanted::Part(part), "{range}");
        }
        for range in ["bytes=10-", "bytes=10-12", "bytes=-0"] {
            assert_eq!(ask(range), Wanted::Nothing, "{range}");
        }
        for range in ["", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-2", "bytes=0-1,4-5", "lines=0-1", "bytes=+1-2", "bytes=0-99999999999999999999999"] {
            assert_eq!(ask(range), Wanted::Whole, "{range}");
        }
        assert_eq!(wanted(Some("bytes=-1"), None, "\"a\"", 0), Wanted::Nothing);
        assert_eq!(wanted(None, None, "\"a\"", 10), Wanted::Whole);
    }

    #[test]
    fn another_version_is_sent_whole() {
        let ask = |if_range| wanted(Some("bytes=0-0"), Some(if_range), "\"a\"", 10);
        assert_eq!(ask("\"a\""), Wanted::Part(0..=0));
        for other in ["\"b\"", "W/\"a\"", "Sun, 06 Nov 1994 08:49:37 GMT", ""] {
            assert_eq!(ask(other), Wanted::Whole, "{other}");
        }
    }
}
