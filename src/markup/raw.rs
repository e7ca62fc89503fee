use std::borrow::Cow;

use super::tag::{Tag, resolved};
use super::{HoleKind, escape_attribute, id, link};

/// Elements that raw HTML may use.
pub(super) const ALLOWED: [&str; 62] = [
    "a",
    "abbr",
    "aside",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
];
/// Attributes that every element may carry.
pub(super) const ATTRIBUTES: [&str; 6] = ["class", "dir", "id", "lang", "title", "role"];
/// Attributes that some elements may carry.
pub(super) const OWN_ATTRIBUTES: [(&str, &[&str]); 12] = [
    ("a", &["href", "rel"]),
    ("img", &["src", "alt", "width", "height", "loading"]),
    ("ol", &["start", "reversed", "type"]),
    ("li", &["value"]),
    ("td", &["colspan", "rowspan", "headers", "align"]),
    ("th", &["colspan", "rowspan", "headers", "scope", "align"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("details", &["open"]),
    ("time", &["datetime"]),
    ("q", &["cite"]),
    ("blockquote", &["cite"]),
];
/// Elements that hold nothing.
const VOID: [&str; 4] = ["br", "hr", "img", "col"];
/// Elements whose end tag may be left out: they do not count as nesting.
const LOOSE: [&str; 11] = ["p", "li", "td", "th", "tr", "dt", "dd", "tbody", "thead", "tfoot", "rt"];
/// Deepest nesting of raw elements; more is dropped, since programs further on recurse.
const DEEPEST: usize = 32;

/// Most kinds of removed things that a finding names.
const MOST_NAMED: usize = 30;

/// Reads the raw HTML of one text piece by piece and lets through what [`ALLOWED`] holds.
#[derive(Default)]
pub(super) struct Raw {
    /// Open elements and the blocks they stand in.
    open: Vec<(usize, usize)>,
    /// How many of each are open, by place in `ALLOWED`.
    counts: Vec<usize>,
    depth: usize,
    /// Runs of blocks that have to be cleaned together, first and last.
    pub spans: Vec<(usize, usize)>,
    /// What was left out, as a reader would name it, in order.
    pub removed: Vec<String>,
    /// More was left out than `removed` names.
    pub more: bool,
    /// Ids that the pieces carry, as they are published.
    pub ids: Vec<String>,
    /// Addresses that the pieces leave open: the byte of the text they were appended to, and what belongs there.
    pub holes: Vec<(usize, HoleKind)>,
}

impl Raw {
    /// Appends what may stay of `piece`, which stands in block `block`.
    pub fn admit(&mut self, piece: &str, block: usize, out: &mut String) {
        if self.spans.last() != Some(&(block, block)) {
            self.spans.push((block, block));
        }
        let mut rest = piece;
        while let Some(at) = rest.find('<') {
            out.push_str(rest.get(..at).unwrap_or(""));
            rest = self.markup(rest.get(at..).unwrap_or(""), block, out);
        }
        out.push_str(rest);
    }

    /// Notes the ids of a piece that stays as it is.
    pub fn note_ids(&mut self, piece: &str) {
        let mut rest = piece;
        while let Some(at) = rest.find('<') {
            rest = rest.get(at..).unwrap_or("");
            let length = match Tag::read(rest) {
                Some((tag, length)) => {
                    self.ids.extend(tag.attributes.iter().filter(|(n, _)| n == "id").map(|(_, v)| resolved(v).into_owned()));
                    length
                }
                None => 1,
            };
            rest = rest.get(length..).unwrap_or("");
        }
    }

    /// One construct at the start of `rest`; gives what follows it.
    fn markup<'t>(&mut self, rest: &'t str, block: usize, out: &mut String) -> &'t str {
        let after = |end: Option<usize>, close: &str| end.and_then(|e| rest.get(e + close.len()..)).unwrap_or("");
        if rest.starts_with("<!--") {
            return after(rest.find("-->"), "-->");
        }
        if rest.starts_with("<!") || rest.starts_with("<?") {
            return after(rest.find('>'), ">");
        }
        let Some((tag, length)) = Tag::read(rest) else {
            if rest.trim_start_matches(['<', '/']).starts_with(|c: char| c.is_ascii_alphabetic()) {
                self.remove(format!("{}…", rest.lines().next().unwrap_or("").chars().take(20).collect::<String>()));
                return "";
            }
            out.push_str("&lt;");
            return rest.get(1..).unwrap_or("");
        };
        let whole = rest.get(..length).unwrap_or("");
        let next = rest.get(length..).unwrap_or("");
        if tag.name.contains(':') {
            return next;
        }
        let Some(kind) = ALLOWED.iter().position(|name| *name == tag.name) else {
            return self.refuse(&tag, next);
        };
        if tag.close {
            if self.close(kind, block) {
                out.push_str(whole);
            }
        } else {
            let kept = self.judge(&tag);
            if self.enter(kind, block) {
                self.print(&tag, &kept, out);
            }
        }
        next
    }

    /// Leaves an element out, and with a script or style sheet its content.
    fn refuse<'t>(&mut self, tag: &Tag, next: &'t str) -> &'t str {
        if !tag.close {
            self.remove(format!("<{}>", tag.name));
        }
        if tag.close || !matches!(tag.name.as_str(), "script" | "style") {
            return next;
        }
        let end = format!("</{}", tag.name);
        let found = next.as_bytes().windows(end.len()).position(|w| w.eq_ignore_ascii_case(end.as_bytes()));
        found.and_then(|at| next.get(at..)).unwrap_or(if next.contains('\n') { "" } else { next })
    }

    /// The attributes that stay, values with references resolved; the others are named.
    fn judge<'t>(&mut self, tag: &Tag<'t>) -> Vec<(String, Cow<'t, str>)> {
        let own = OWN_ATTRIBUTES.iter().find(|(element, _)| *element == tag.name).map_or(&[][..], |(_, names)| names);
        let mut kept: Vec<(String, Cow<'t, str>)> = Vec::new();
        for (name, value) in &tag.attributes {
            let value = resolved(value);
            let again = kept.iter().any(|(n, _)| n == name);
            if !ATTRIBUTES.contains(&name.as_str()) && !own.contains(&name.as_str()) {
                if !name.contains(':') {
                    self.remove(format!("{name}=\"…\""));
                }
            } else if matches!(name.as_str(), "href" | "src" | "cite") && link::is_unsafe(&value) {
                self.remove(format!("{name}=\"{}:…\"", link::scheme(value.trim()).unwrap_or("…")));
            } else if again {
                // Browsers read the first of two attributes with one name (HTML §13.2.5.33).
            } else if name == "id" {
                let id = id::own(value.trim()).into_owned();
                self.ids.push(id.clone());
                kept.push((name.clone(), id.into()));
            } else {
                kept.push((name.clone(), value));
            }
        }
        kept
    }

    /// Appends a start tag; the address of a link or picture becomes a hole.
    fn print(&mut self, tag: &Tag, kept: &[(String, Cow<str>)], out: &mut String) {
        out.push('<');
        out.push_str(&tag.name);
        for (name, value) in kept {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            match (tag.name.as_str(), name.as_str()) {
                ("a", "href") => self.holes.push((out.len(), HoleKind::Href { dest: value.trim().to_owned() })),
                ("img", "src") => {
                    let described = kept.iter().any(|(n, _)| n == "alt");
                    self.holes.push((out.len(), HoleKind::Source { dest: value.trim().to_owned(), described }));
                }
                _ => escape_attribute(value, out),
            }
            out.push('"');
        }
        out.push('>');
    }

    fn remove(&mut self, what: String) {
        if self.removed.contains(&what) {
            return;
        }
        if self.removed.len() < MOST_NAMED {
            self.removed.push(what);
        } else {
            self.more = true;
        }
    }

    fn enter(&mut self, kind: usize, block: usize) -> bool {
        let name = ALLOWED.get(kind).copied().unwrap_or("");
        if VOID.contains(&name) {
            return true;
        }
        let counted = !LOOSE.contains(&name);
        if counted && self.depth >= DEEPEST {
            self.remove(format!("<{name}> (> {DEEPEST})"));
            return false;
        }
        self.depth += usize::from(counted);
        self.counts.resize(ALLOWED.len(), 0);
        self.counts.iter_mut().skip(kind).take(1).for_each(|n| *n += 1);
        self.open.push((kind, block));
        true
    }

    /// Closes the nearest open element of that kind and what is open in it; `false` where there is none.
    fn close(&mut self, kind: usize, block: usize) -> bool {
        if self.counts.get(kind).is_none_or(|n| *n == 0) {
            return false;
        }
        while let Some((open, at)) = self.open.pop() {
            self.counts.iter_mut().skip(open).take(1).for_each(|n| *n = n.saturating_sub(1));
            self.depth = self.depth.saturating_sub(usize::from(ALLOWED.get(open).is_some_and(|n| !LOOSE.contains(n))));
            if open == kind {
                self.spans.push((at, block));
                return true;
            }
        }
        false
    }
}
