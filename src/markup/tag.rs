use std::borrow::Cow;

/// A tag as written.
pub(super) struct Tag<'t> {
    /// In lower case.
    pub name: String,
    /// It is an end tag.
    pub close: bool,
    /// Names in lower case and values as written, character references included.
    pub attributes: Vec<(String, &'t str)>,
}

impl<'t> Tag<'t> {
    /// The tag at the start of `text` and its length; `None` if it is none or does not end (HTML §13.2.5).
    pub fn read(text: &'t str) -> Option<(Self, usize)> {
        let inner = text.strip_prefix('<')?;
        let close = inner.starts_with('/');
        let inner = inner.strip_prefix('/').unwrap_or(inner);
        let name_end = inner.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'))?;
        let name = inner.get(..name_end)?.to_ascii_lowercase();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let mut attributes = Vec::new();
        let mut rest = inner.get(name_end..)?;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            if let Some(after) = rest.strip_prefix('>') {
                return Some((Self { name, close, attributes }, text.len() - after.len()));
            }
            let end = rest.char_indices().skip(1).find(|(_, c)| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '='))?.0;
            let key = rest.get(..end)?.to_ascii_lowercase();
            rest = rest.get(end..)?;
            let (value, after) = match rest.trim_start().strip_prefix('=') {
                Some(assigned) => read_value(assigned.trim_start())?,
                None => ("", rest),
            };
            attributes.push((key, value));
            rest = after;
        }
    }
}

/// A value at the start of `text`, and what follows it.
fn read_value(text: &str) -> Option<(&str, &str)> {
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            return inner.split_once(quote);
        }
    }
    let end = text.find(|c: char| c.is_ascii_whitespace() || c == '>')?;
    Some((text.get(..end)?, text.get(end..)?))
}

/// A value with the character references resolved that an address may hold; others stay as they are (HTML §13.5).
pub(super) fn resolved(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return Cow::Borrowed(value);
    }
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        out.push_str(rest.get(..at).unwrap_or(""));
        rest = rest.get(at + 1..).unwrap_or("");
        match reference(rest) {
            Some((c, length)) => {
                out.push(c);
                rest = rest.get(length..).unwrap_or("");
            }
            None => out.push('&'),
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character that a reference names and the length of the reference behind its `&`.
fn reference(text: &str) -> Option<(char, usize)> {
    let named = [("amp;", '&'), ("lt;", '<'), ("gt;", '>'), ("quot;", '"'), ("apos;", '\''), ("colon;", ':'), ("Tab;", '\t'), ("NewLine;", '\n')];
    if let Some((name, c)) = named.iter().find(|(name, _)| text.starts_with(name)) {
        return Some((*c, name.len()));
    }
    let digits = text.strip_prefix('#')?;
    let (digits, radix, prefix) = digits.strip_prefix(['x', 'X']).map_or((digits, 10, 1), |hex| (hex, 16, 2));
    let end = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
    let c = char::from_u32(u32::from_str_radix(digits.get(..end.min(8))?, radix).ok()?)?;
    let closed = usize::from(digits.get(end..).is_some_and(|rest| rest.starts_with(';')));
    (end <= 8).then_some((c, prefix + end + closed))
}
