use std::ops::Range;

/// Bare addresses in a text, in order: `http://`, `https://` and `www.`.
///
/// An address ends where anything but ASCII begins, so Chinese text may follow without a space; trailing punctuation and an
/// unmatched closing bracket are not part of it (GFM §6.9).
pub(super) fn bare(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = next_start(text, at) {
        let end = end_of(text, start);
        if is_address(text.get(start..end).unwrap_or("")) {
            found.push(start..end);
            at = end;
        } else {
            at = start + 4;
        }
    }
    found
}

/// The text may hold a bare address.
pub(super) fn possible(text: &str) -> bool {
    text.contains("://") || text.contains("www.")
}

/// The scheme of an address, if it has one: `None` for a path.
pub(super) fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    (scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(plain)).then_some(scheme)
}

/// An address that runs a program or carries a page in itself.
pub(super) fn is_unsafe(address: &str) -> bool {
    let plain: String = address.chars().filter(|c| !c.is_whitespace() && !c.is_control()).take(16).collect();
    scheme(&plain).is_some_and(|s| ["javascript", "vbscript", "data"].iter().any(|bad| s.eq_ignore_ascii_case(bad)))
}

fn next_start(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let starts = |i: usize| {
        let rest = bytes.get(i..).unwrap_or(&[]);
        ["https://", "http://", "www."].iter().any(|s| rest.get(..s.len()).is_some_and(|head| head.eq_ignore_ascii_case(s.as_bytes())))
    };
    let word_before =
        |i: usize| i.checked_sub(1).and_then(|b| bytes.get(b)).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'/' || *b == b'@' || *b == b'.');
    (from..bytes.len()).find(|i| bytes.get(*i).is_some_and(|b| matches!(b, b'h' | b'H' | b'w' | b'W')) && starts(*i) && !word_before(*i))
}

fn end_of(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or("");
    let reach = rest.find(|c: char| !c.is_ascii_graphic() || "<>\"`{}|\\^".contains(c)).unwrap_or(rest.len());
    let mut address = rest.get(..reach).unwrap_or("");
    let mut open = address.matches('(').count();
    let mut close = address.matches(')').count();
    while let Some(last) = address.chars().last() {
        let drop = match last {
            '?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '~' | '\'' | '[' | ']' => true,
            ')' if close > open => {
                close -= 1;
                true
            }
            '(' => {
                open = open.saturating_sub(1);
                true
            }
            _ => false,
        };
        if !drop {
            break;
        }
        address = address.get(..address.len() - 1).unwrap_or("");
    }
    start + address.len()
}

fn is_address(address: &str) -> bool {
    let host = address.split_once("://").map_or(address, |(_, host)| host);
    let named = host.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[');
    let dots = host.split(['/', '?', '#']).next().unwrap_or("").matches('.').count();
    named && (address.contains("://") || dots >= 2)
}
