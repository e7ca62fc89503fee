use std::ops::Range;

use super::{Word, escape_attribute, escape_href};
use crate::text::Span;

/// One markdown text as an HTML fragment, its outline and what is still open in it.
///
/// `html` is tiled by `blocks`: their ranges follow each other without gaps.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Body {
    /// The fragment; nothing stands where a hole is.
    pub html: String,
    /// What is open, ascending by `at`.
    pub holes: Vec<Hole>,
    /// Every heading in the order of the source.
    pub headings: Vec<Heading>,
    /// The top level in order; footnotes, if any, are the last.
    pub blocks: Vec<Block>,
    /// Every explicit id in the order of the source.
    pub anchors: Vec<Anchor>,
    /// The text that a reader sees, blocks separated by line ends.
    pub plain: String,
    /// The first words of running text, for a summary: the first paragraph of more than twenty characters, else the first paragraph,
    /// else what stands in the first list, quotation or table. Never a heading's or a component's.
    pub opening: String,
}

/// A place in the fragment that another room fills.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Hole {
    /// Byte of `Body::html` before which the filling goes.
    pub at: usize,
    /// What it comes from, in bytes of the source.
    pub span: Span,
    /// What belongs there.
    pub kind: HoleKind,
}

/// What a hole takes. Every filling is printed as it is, so it has to be escaped for its place.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum HoleKind {
    /// Inside `href="…"`: the address, escaped for an attribute.
    Href {
        /// The address as the author wrote it, escapes of markdown resolved.
        dest: String,
    },
    /// A whole `<img …>`.
    Picture {
        /// The address as the author wrote it.
        dest: String,
        /// Alternative text, maybe empty.
        alt: String,
        /// Title, maybe empty.
        title: String,
        /// Where it stands.
        place: Place,
    },
    /// Somebody's portrait, name and lines, from the profile that is named.
    Person {
        /// The profile as the author named it.
        dest: String,
    },
    /// Behind a link to a file: its kind and size.
    FileNote {
        /// The file as the author named it.
        dest: String,
    },
    /// Inside the `src="…"` of a picture that stands as raw HTML: the address, escaped for an attribute.
    Source {
        /// The address as the author wrote it.
        dest: String,
        /// The author wrote an alternative text, maybe an empty one.
        described: bool,
    },
    /// The id of a heading, inside `id="…"` and inside `href="#…"`.
    Id {
        /// Index in `Body::headings`.
        heading: usize,
    },
    /// A fixed word, inside an attribute or as text: escape it for an attribute, which is right for both.
    Word {
        /// Which one.
        key: Word,
    },
}

/// Where a picture stands, which settles its size and what is around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Place {
    /// In the text.
    Text,
    /// In a gallery: a link to the picture as large as it is published stands around it.
    Tile,
    /// Beside a person's name.
    Portrait,
    /// In a film's tag, as its attributes.
    Poster,
}

/// A heading of the body.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Heading {
    /// Level as written, 1 to 6.
    pub level: u8,
    /// Level of the element that prints it, 2 to 6.
    pub element: u8,
    /// Its id: explicit, from its number, or from its text.
    pub id: String,
    /// The id stands in the source as `{#id}`.
    pub explicit: bool,
    /// Its own number as written (一、 · （一） · 1. · 第三章), or "".
    pub marker: String,
    /// Its text without the number.
    pub title: String,
    /// Its bytes in the source.
    pub span: Span,
}

/// A piece of the top level.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The id that a line `{#id}` before it gave it.
    pub id: Option<String>,
    /// Its bytes of `Body::html`.
    pub html: Range<usize>,
    /// Its part of `Body::holes`.
    pub holes: Range<usize>,
    /// Its bytes in the source.
    pub span: Span,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum BlockKind {
    /// A heading: its index in `Body::headings`.
    Heading(usize),
    /// A paragraph.
    Paragraph,
    /// The notes at the end.
    Footnotes,
    /// A component (组件).
    Component,
    /// A list, quotation, table, code block, rule or raw HTML.
    Other,
}

/// An id that the author wrote.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Anchor {
    /// The id.
    pub id: String,
    /// Where it stands in the source.
    pub span: Span,
}

/// A link or picture of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link<'a> {
    /// The address as the author wrote it.
    pub dest: &'a str,
    /// Where it stands in the source.
    pub span: Span,
    /// It is a picture.
    pub picture: bool,
}

impl Body {
    /// The fragment with every hole filled.
    pub fn fill(&self, mut filling: impl FnMut(&Hole) -> String) -> String {
        let mut out = String::with_capacity(self.html.len() + self.holes.len() * 32);
        self.fill_into(&(0..self.html.len()), &(0..self.holes.len()), &mut out, |hole, out| out.push_str(&filling(hole)));
        out
    }

    /// One block with its holes filled.
    pub fn fill_block(&self, block: &Block, mut filling: impl FnMut(&Hole) -> String) -> String {
        let mut out = String::with_capacity(block.html.len() + block.holes.len() * 32);
        self.fill_into(&block.html, &block.holes, &mut out, |hole, out| out.push_str(&filling(hole)));
        out
    }

    /// Every link and picture in the order of the fragment.
    pub fn links(&self) -> impl Iterator<Item = Link<'_>> {
        self.holes.iter().filter_map(|hole| match &hole.kind {
            HoleKind::Href { dest } => Some(Link { dest, span: hole.span, picture: false }),
            HoleKind::Picture { dest, .. } | HoleKind::Source { dest, .. } => Some(Link { dest, span: hole.span, picture: true }),
            HoleKind::Person { dest } => Some(Link { dest, span: hole.span, picture: false }),
            HoleKind::Id { .. } | HoleKind::Word { .. } | HoleKind::FileNote { .. } => None,
        })
    }

    /// Every id that a link may name: of headings, of paragraphs, of raw HTML.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.headings.iter().map(|h| h.id.as_str()).chain(self.anchors.iter().map(|a| a.id.as_str()))
    }

    /// The fragment where there is no site: links as written, plain pictures, Chinese words.
    pub fn fill_plain(&self) -> String {
        let mut out = String::with_capacity(self.html.len() + self.holes.len() * 32);
        self.fill_into(&(0..self.html.len()), &(0..self.holes.len()), &mut out, |hole, out| self.fill_one(hole, out));
        out
    }

    fn fill_one(&self, hole: &Hole, out: &mut String) {
        match &hole.kind {
            HoleKind::Href { dest } | HoleKind::Source { dest, .. } => escape_href(dest, out),
            HoleKind::Id { heading } => escape_attribute(self.headings.get(*heading).map_or("", |h| &h.id), out),
            HoleKind::Word { key } => escape_attribute(key.plain(), out),
            HoleKind::FileNote { .. } => {}
            HoleKind::Person { dest } => {
                let (mut href, mut name) = (String::new(), String::new());
                escape_href(dest, &mut href);
                super::escape_text(dest, &mut name);
                out.push_str(&super::person_html("", &format!("<a href=\"{href}\">{name}</a>"), &[]));
            }
            HoleKind::Picture { dest, place: Place::Poster, .. } => {
                out.push_str(" poster=\"");
                escape_href(dest, out);
                out.push('"');
            }
            HoleKind::Picture { dest, alt, title, .. } => {
                out.push_str("<img src=\"");
                escape_href(dest, out);
                out.push_str("\" alt=\"");
                escape_attribute(alt, out);
                if !title.is_empty() {
                    out.push_str("\" title=\"");
                    escape_attribute(title, out);
                }
                out.push_str("\">");
            }
        }
    }

    fn fill_into(&self, html: &Range<usize>, holes: &Range<usize>, out: &mut String, mut filling: impl FnMut(&Hole, &mut String)) {
        let mut done = html.start;
        for hole in self.holes.get(holes.clone()).unwrap_or(&[]) {
            out.push_str(self.html.get(done..hole.at).unwrap_or(""));
            filling(hole, out);
            done = hole.at;
        }
        out.push_str(self.html.get(done..html.end).unwrap_or(""));
    }
}
