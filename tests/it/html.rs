//! As much of HTML as the tests look at: elements with their attributes, and the text between.

use std::collections::BTreeMap;

/// A piece of a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    Open(Tag),
    Close(String),
    Text(String),
}

/// An opening tag.
#[derive(Debug, Clone, PartialEq)]
pub struct Tag {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
}

impl Tag {
    /// An attribute's value; "" where it is missing.
    pub fn get(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }
}

/// A page as its pieces, comments and the doctype left out.
pub fn pieces(html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        if !text.is_empty() {
            pieces.push(Piece::Text(unescape(text)));
        }
        if let Some(comment) = tag.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let end = tag_end(tag);
        let inner = tag[1..end].trim_end_matches('>');
        rest = &tag[end..];
        if let Some(name) = inner.strip_prefix('/') {
            pieces.push(Piece::Close(name.trim().to_lowercase()));
        } else if !inner.starts_with(['!', '?']) {
            let tag = read_tag(inner);
            let raw = matches!(tag.name.as_str(), "script" | "style");
            let close = format!("</{}", tag.name);
            pieces.push(Piece::Open(tag));
            if raw {
                rest = rest.find(&close).map_or("", |at| &rest[at..]);
            }
        }
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(unescape(rest)));
    }
    pieces
}

fn tag_end(tag: &str) -> usize {
    let mut quote = None;
    for (at, c) in tag.char_indices() {
        match (quote, c) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(c),
            (Some(q), c) if q == c => quote = None,
            _ => {}
        }
    }
    tag.len()
}

fn read_tag(inner: &str) -> Tag {
    // A slash right behind an unquoted value belongs to the value.
    let closed = inner.strip_suffix('/').filter(|i| i.ends_with(|c: char| c.is_whitespace() || c == '"') || !i.contains('='));
    let inner = closed.unwrap_or(inner);
    let (name, mut rest) = inner.split_once(|c: char| c.is_whitespace()).unwrap_or((inner, ""));
    let mut attributes = BTreeMap::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            break;
        }
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let (key, after) = rest.split_at(end);
        let (value, after) = match after.strip_prefix('=') {
            None => ("", after),
            Some(after) => match after.chars().next() {
                Some(quote @ ('"' | '\'')) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
                _ => after.split_at(after.find(char::is_whitespace).unwrap_or(after.len())),
            },
        };
        attributes.insert(key.to_lowercase(), unescape(value));
        rest = after;
    }
    Tag { name: name.to_lowercase(), attributes }
}

/// References as characters.
pub fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(after.len());
        let (name, tail) = after.split_at(end);
        let character = match name {
            "lt" | "LT" => Some('<'),
            "gt" | "GT" => Some('>'),
            "amp" | "AMP" => Some('&'),
            "quot" | "QUOT" => Some('"'),
            "apos" => Some('\''),
            _ => name.strip_prefix('#').and_then(|n| match n.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok().and_then(char::from_u32),
                None => n.parse().ok().and_then(char::from_u32),
            }),
        };
        match character {
            Some(c) => {
                out.push(c);
                rest = tail.strip_prefix(';').unwrap_or(tail);
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out + rest
}

/// Every opening tag of that name.
pub fn tags(html: &str, name: &str) -> Vec<Tag> {
    let open = |p| match p {
        Piece::Open(tag) if tag.name == name => Some(tag),
        _ => None,
    };
    pieces(html).into_iter().filter_map(open).collect()
}

/// The values of an attribute of elements of that name.
pub fn values(html: &str, name: &str, attribute: &str) -> Vec<String> {
    tags(html, name).iter().filter(|t| t.attributes.contains_key(attribute)).map(|t| t.get(attribute).to_owned()).collect()
}

/// The text of a page, white space folded, in one line.
pub fn text(html: &str) -> String {
    let mut out = String::new();
    let mut skipped = false;
    for piece in pieces(html) {
        match piece {
            Piece::Open(tag) => skipped = matches!(tag.name.as_str(), "script" | "style"),
            Piece::Text(text) if !skipped => out.push_str(&text),
            Piece::Text(_) => {}
            Piece::Close(_) => skipped = false,
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands between `from` and the next `to`; the test fails where they do not.
#[track_caller]
pub fn between<'a>(html: &'a str, from: &str, to: &str) -> &'a str {
    let rest = html.split_once(from).unwrap_or_else(|| panic!("{from} is not in {html}")).1;
    rest.split_once(to).unwrap_or_else(|| panic!("{to} does not follow {from} in {rest}")).0
}
