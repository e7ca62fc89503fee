/// Appends `text` as HTML text: `&`, `<` and `>` become references (HTML, "Serialising HTML fragments").
pub fn escape_text(text: &str, out: &mut String) {
    escape(text, memchr::memchr3_iter(b'&', b'<', b'>', text.as_bytes()), out);
}

/// Appends `text` as the value of a double-quoted attribute; right for HTML text too.
pub fn escape_attribute(text: &str, out: &mut String) {
    let special = text.bytes().enumerate().filter(|(_, b)| matches!(b, b'&' | b'<' | b'>' | b'"'));
    escape(text, special.map(|(at, _)| at), out);
}

/// Appends an address as it may stand in `href="…"`: bytes that no URI may hold are percent-encoded (RFC 3986 §2.1),
/// escapes that are there already stay.
pub fn escape_href(address: &str, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for c in address.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            'a'..='z' | 'A'..='Z' | '0'..='9' => out.push(c),
            '!' | '#' | '$' | '%' | '\'' | '(' | ')' | '*' | '+' | ',' | '-' | '.' | '/' | ':' | ';' | '=' | '?' | '@' | '_' | '~' => out.push(c),
            _ => {
                for b in c.encode_utf8(&mut [0; 4]).bytes() {
                    out.push('%');
                    out.push(HEX.get(usize::from(b >> 4)).map_or('0', |h| char::from(*h)));
                    out.push(HEX.get(usize::from(b & 15)).map_or('0', |h| char::from(*h)));
                }
            }
        }
    }
}

/// Appends `text` with the bytes at `places` as references.
fn escape(text: &str, places: impl Iterator<Item = usize>, out: &mut String) {
    let mut done = 0;
    for at in places {
        out.push_str(text.get(done..at).unwrap_or(""));
        out.push_str(match text.as_bytes().get(at) {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            Some(b'>') => "&gt;",
            _ => "&quot;",
        });
        done = at + 1;
    }
    out.push_str(text.get(done..).unwrap_or(""));
}
