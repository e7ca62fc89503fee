use std::collections::BTreeMap;

use super::compose::Composer;
use super::glossary::Glosses;
use super::picture::of_place;
use super::{Block, Picture, PictureSize};
use crate::digest::Digest;
use crate::document::Own;
use crate::markup::{Body, Hole, HoleKind, Place, escape_attribute, escape_href, person_html};
use crate::path::{SitePath, encode};
use crate::site::{Page, PageId, Target};

/// Fills what is open in a text: links, pictures, ids, words. Links start with `root`.
pub(super) struct Filler<'a> {
    pub composer: &'a Composer<'a>,
    pub page: &'a Page,
    pub root: &'a str,
    words: std::sync::Arc<super::Words>,
    glosses: Option<Glosses<'a>>,
}

impl<'a> Filler<'a> {
    pub fn new(composer: &'a Composer<'a>, page: &'a Page, root: &'a str) -> Self {
        Self { composer, page, root, words: composer.words(&page.lang), glosses: Glosses::new(composer, page, root) }
    }

    /// The whole text; a heading that is the page's title is left out.
    pub fn whole(&self, body: &Body) -> String {
        if !self.page.title_in_text && self.page.former.is_empty() {
            let mut at = 0;
            return self.glossed(body.fill(|hole| self.one(body, hole, &mut at)));
        }
        let (top, mut behind) = self.former(body);
        let mut html: String = top.iter().map(|id| empty_anchor(id)).collect();
        for (n, block) in body.blocks.iter().enumerate().skip(usize::from(self.page.title_in_text)) {
            let block = self.block(body, block);
            let spans: String = behind.remove(&n).unwrap_or_default().iter().map(|id| empty_anchor(id)).collect();
            // Inside a heading, so that it stays the first of its block.
            let inside = block.find('>').filter(|_| block.starts_with("<h")).map_or(0, |at| at + 1);
            html.extend([block.get(..inside).unwrap_or(""), &spans, block.get(inside..).unwrap_or("")]);
        }
        html
    }

    /// Ids that were published once: those that stand at the top, and those of the block where they lead.
    fn former(&self, body: &Body) -> (Vec<&'a str>, BTreeMap<usize, Vec<&'a str>>) {
        let (mut top, mut blocks) = (Vec::new(), BTreeMap::<usize, Vec<&'a str>>::new());
        let skip = usize::from(self.page.title_in_text);
        for former in &self.page.former {
            let heading =
                former.at.as_ref().and_then(|at| self.page.heading_ids.iter().skip(skip).position(|id| id == at)).and_then(|n| body.headings.get(n + skip));
            let block = heading.map(|h| body.blocks.partition_point(|b| b.span.end <= h.span.start)).filter(|n| (skip..body.blocks.len()).contains(n));
            match block {
                Some(block) => blocks.entry(block).or_default().push(&former.id),
                None => top.push(former.id.as_str()),
            }
        }
        (top, blocks)
    }

    /// One block of it.
    pub fn block(&self, body: &Body, block: &crate::markup::Block) -> String {
        let mut at = block.holes.start;
        self.glossed(body.fill_block(block, |hole| self.one(body, hole, &mut at)))
    }

    fn glossed(&self, html: String) -> String {
        match &self.glosses {
            Some(glosses) => glosses.shown(html),
            None => html,
        }
    }

    fn one(&self, body: &Body, hole: &Hole, at: &mut usize) -> String {
        let target = self.page.targets.get(*at);
        *at += 1;
        let mut out = String::new();
        match &hole.kind {
            HoleKind::Href { .. } => escape_href(&self.href(target), &mut out),
            HoleKind::Id { heading } => {
                let id = self.page.heading_ids.get(*heading).or_else(|| body.headings.get(*heading).map(|h| &h.id));
                escape_attribute(id.map_or("", String::as_str), &mut out);
            }
            HoleKind::Word { key } => escape_attribute(self.words.get(key.key()), &mut out),
            HoleKind::Source { .. } => match target {
                Some(Target::File(_)) => escape_attribute(&self.href(target), &mut out),
                // An address that asks nothing of any host; a finding says what is wrong.
                _ => out.push_str("data:,"),
            },
            HoleKind::Picture { alt, title, place, .. } => match target {
                Some(Target::File(file)) => self.placed(&self.composer.picture(file, of_place(*place), None, alt), title, *place, &mut out),
                _ if *place != Place::Poster => escape_attribute(alt, &mut out),
                _ => {}
            },
            HoleKind::Person { dest } => match target {
                Some(Target::Document(id, _)) => out.push_str(&self.person(*id)),
                _ => out.push_str(&person_html("", &escaped(dest), &[])),
            },
            HoleKind::FileNote { .. } => {
                if let Some(Target::File(file)) = target {
                    out.push_str(&format!(" <span class=\"file-meta\">{}</span>", escaped(&self.composer.file_note(file))));
                }
            }
        }
        out
    }

    pub(super) fn href(&self, target: Option<&Target>) -> String {
        let anchored = |anchor: &Option<String>| anchor.as_ref().map_or(String::new(), |a| format!("#{}", encode(a)));
        match target {
            Some(Target::Outside(address)) => address.clone(),
            Some(Target::Document(id, anchor)) => format!("{}{}{}", self.root, self.composer.link(&self.composer.site.pages[*id].url), anchored(anchor)),
            Some(Target::Address(url, anchor)) => format!("{}{}{}", self.root, self.composer.link(url), anchored(anchor)),
            Some(Target::Here(anchor)) => format!("#{}", encode(anchor)),
            Some(Target::File(file)) => format!("{}{}", self.root, file_path(file)),
            Some(Target::Nowhere | Target::Other) | None => "#".to_owned(),
        }
    }

    /// A picture with what stands around it.
    fn placed(&self, picture: &Picture, title: &str, place: Place, out: &mut String) {
        match place {
            Place::Text | Place::Portrait => self.picture(picture, title, out),
            Place::Tile => {
                out.push_str("<a href=\"");
                escape_attribute(&format!("{}{}", self.root, picture.src), out);
                out.push_str("\">");
                self.picture(picture, title, out);
                out.push_str("</a>");
            }
            Place::Poster => {
                out.push_str(" poster=\"");
                escape_attribute(&format!("{}{}", self.root, picture.src), out);
                out.push('"');
                if picture.width > 0 {
                    out.push_str(&format!(" width=\"{}\" height=\"{}\"", picture.width, picture.height));
                }
            }
        }
    }

    /// Somebody as their profile has them.
    fn person(&self, id: PageId) -> String {
        let page = &self.composer.site.pages[id];
        let Own::Profile(fields) = &page.own else { return String::new() };
        let mut portrait = String::new();
        if let Some(picture) = self.composer.cover(page, &fields.name) {
            self.picture(&picture, "", &mut portrait);
        }
        let mut href = String::new();
        escape_href(&self.href(Some(&Target::Document(id, None))), &mut href);
        let name = format!("<a href=\"{href}\">{}</a>", escaped(&fields.name));
        let line = |text: &Option<String>| text.as_deref().map(escaped).unwrap_or_default();
        person_html(&portrait, &name, &[line(&fields.trade), line(&fields.employer)])
    }

    fn picture(&self, picture: &Picture, title: &str, out: &mut String) {
        let better = [("avif", &picture.avif), ("webp", &picture.webp)];
        let chosen = better.iter().any(|(_, of)| !of.is_empty());
        if chosen {
            out.push_str("<picture>");
        }
        for (kind, of) in better.iter().filter(|(_, of)| !of.is_empty()) {
            out.push_str(&format!("<source type=\"image/{kind}\""));
            self.sizes(of, &picture.sizes, out);
            out.push('>');
        }
        out.push_str("<img src=\"");
        escape_attribute(&format!("{}{}", self.root, picture.src), out);
        out.push('"');
        self.sizes(&picture.srcset, &picture.sizes, out);
        out.push_str(" alt=\"");
        escape_attribute(&picture.alt, out);
        out.push('"');
        if picture.width > 0 {
            out.push_str(&format!(" width=\"{}\" height=\"{}\"", picture.width, picture.height));
        }
        if !title.is_empty() {
            out.push_str(" title=\"");
            escape_attribute(title, out);
            out.push('"');
        }
        out.push_str(" loading=\"lazy\" decoding=\"async\">");
        if chosen {
            out.push_str("</picture>");
        }
    }

    fn sizes(&self, of: &[PictureSize], sizes: &str, out: &mut String) {
        if of.is_empty() {
            return;
        }
        let all: Vec<String> = of.iter().map(|size| format!("{}{} {}w", self.root, size.src, size.width)).collect();
        out.push_str(" srcset=\"");
        escape_attribute(&all.join(", "), out);
        out.push_str("\" sizes=\"");
        escape_attribute(sizes, out);
        out.push('"');
    }
}

/// A place to lead to that shows nothing.
pub(super) fn empty_anchor(id: &str) -> String {
    let mut out = "<span id=\"".to_owned();
    escape_attribute(id, &mut out);
    out.push_str("\"></span>");
    out
}

/// Where a file is published, as links print it.
pub(super) fn file_path(file: &SitePath) -> String {
    encode(crate::site::published_at(file))
}

impl Composer<'_> {
    /// The digest of everything that a document's text on its page is made from: what its file says, and what fills it.
    pub fn body_digest(&self, id: PageId, root: &str) -> Digest {
        let page = &self.site.pages[id];
        let filler = Filler::new(self, page, root);
        let (mut at, mut filled) = (0, Vec::new());
        if let Some(body) = page.body() {
            filled.extend(body.holes.iter().map(|hole| filler.one(body, hole, &mut at)));
        }
        filled.extend(page.former.iter().flat_map(|f| [f.id.clone(), f.at.clone().unwrap_or_default()]));
        Digest::of_parts(std::iter::once(page.manuscript.key.bytes().as_slice()).chain(filled.iter().map(String::as_bytes)))
    }

    /// A document's text as html for a page whose links start with `root`.
    pub fn body_html(&self, id: PageId, root: &str) -> String {
        let page = &self.site.pages[id];
        page.body().map_or(String::new(), |body| Filler::new(self, page, root).whole(body))
    }
}

/// Points and paragraphs that a view prints as text.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    crate::markup::escape_text(text, &mut out);
    out
}

/// A paragraph without an anchor.
pub(super) fn paragraph(html: String) -> Block {
    Block::Paragraph { html, id: String::new() }
}
