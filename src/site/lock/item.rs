use super::{digest, squeezed};
use crate::markup::Body;
use crate::notice::{Block, Notice, attached_blocks, blocks};

/// What an id stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Kind {
    /// A heading or a numbered part.
    Heading,
    /// A point (要点) of a notice.
    Point,
    /// 第X条.
    Article,
    /// An attached text.
    Attached,
    /// Any other place that the author marked with `{#id}`.
    Place,
}

impl Kind {
    const ALL: [Self; 5] = [Self::Heading, Self::Point, Self::Article, Self::Attached, Self::Place];

    /// The word in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Point => "point",
            Self::Article => "article",
            Self::Attached => "attached",
            Self::Place => "place",
        }
    }

    /// The kind of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.name() == name)
    }
}

/// A place of a text as it is now.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Item {
    /// The id that the text alone gives it.
    pub id: String,
    /// The id is settled by the author or by a notice's numbering.
    pub fixed: bool,
    /// What it is.
    pub kind: Kind,
    /// See [`super::Locked::digest`].
    pub digest: String,
    /// See [`super::Locked::text`].
    pub text: String,
}

/// Most characters kept of a text that is read and not compared.
const MOST: usize = 24;

/// The places of a notice in reading order; their ids follow the numbering.
pub(in crate::site) fn of_notice(notice: &Notice) -> Vec<Item> {
    let mut items = Vec::new();
    blocks(notice).iter().for_each(|block| add(block, &mut items));
    for attached in &notice.attached {
        items.push(numbered(&attached.id, Kind::Attached, "", &attached.title));
        attached_blocks(attached).iter().for_each(|block| add(block, &mut items));
    }
    items
}

fn add(block: &Block<'_>, items: &mut Vec<Item>) {
    let text = match block {
        Block::Heading(s) => return items.push(numbered(&s.id, Kind::Heading, &s.marker, &s.title)),
        Block::Chapter(c) => return items.push(numbered(&c.id, Kind::Heading, "", &c.title)),
        Block::Article(a) => {
            items.push(numbered(&a.id, Kind::Article, "", &a.text));
            &a.text
        }
        Block::Point(p) => {
            items.push(numbered(&p.id, Kind::Point, &p.marker, p.text.strip_prefix(&p.marker).unwrap_or(&p.text)));
            &p.paragraph
        }
        Block::Paragraph { paragraph, .. } => &paragraph.text,
        Block::Markdown(_) => return,
    };
    let marks = block.marks();
    for (n, mark) in marks.iter().enumerate() {
        let end = marks.get(n + 1).map_or(text.len(), |next| next.at);
        let own = text.get(mark.at..end).unwrap_or("");
        items.push(numbered(&mark.id, Kind::Point, &mark.marker, own.strip_prefix(&mark.marker).unwrap_or(own)));
    }
}

fn numbered(id: &str, kind: Kind, marker: &str, words: &str) -> Item {
    let short: String = words.chars().take(MOST).collect();
    let more = if short.len() < words.len() { "…" } else { "" };
    Item { id: id.to_owned(), fixed: true, kind, digest: digest(words), text: squeezed(&format!("{marker}{short}{more}")) }
}

/// The places of a markdown text in its order; `source` is what `body` was read from. The first `skip` headings are left out.
pub(in crate::site) fn of_body(body: &Body, source: &str, skip: usize) -> Vec<Item> {
    let headings = body.headings.iter().enumerate().skip(skip).map(|(n, h)| {
        let end = body.headings.get(n + 1).map_or(source.len(), |next| next.span.start);
        let digest = digest(source.get(h.span.end..end).unwrap_or(""));
        (h.span.start, Item { id: h.id.clone(), fixed: h.explicit, kind: Kind::Heading, digest, text: squeezed(&h.title) })
    });
    let own: std::collections::HashSet<&str> = body.headings.iter().map(|h| h.id.as_str()).collect();
    let places = body.anchors.iter().filter(|a| !own.contains(a.id.as_str()));
    let places = places.map(|a| (a.span.start, Item { id: a.id.clone(), fixed: true, kind: Kind::Place, digest: digest(""), text: String::new() }));
    let mut all: Vec<(usize, Item)> = headings.chain(places).collect();
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, item)| item).collect()
}
