//! Markdown as this project means it (design: "Markdown"): one body in, an HTML fragment with holes out.
//!
//! [`parse`] reads a text once; what depends on other files (addresses, pictures, words of the page's language, renamed ids)
//! stays open as a [`Hole`], and [`Body::fill`] closes the holes in one pass. Chinese is right by default: emphasis beside
//! full-width punctuation (`mark`), line breaks between Han characters, bare addresses that end where Chinese begins.
//!
//! Headings: a page prints its own title as `h1`, so a body starts at `h2`, whatever its source starts with, and never
//! skips a level downwards.

mod anchor;
mod blocks;
mod body;
mod clean;
mod component;
mod escape;
mod id;
mod inline;
mod line;
mod link;
mod mark;
mod notes;
mod number;
mod office;
mod opening;
mod outline;
mod raw;
mod seen;
mod table;
mod tag;
mod word;
mod writer;

pub use body::{Anchor, Block, BlockKind, Body, Heading, Hole, HoleKind, Link, Place};
pub use component::person_html;
pub use escape::{escape_attribute, escape_href, escape_text};
pub use id::heading_id;
pub use seen::{Seen, seen};
pub use word::Word;

use crate::diag::Checked;
use mark::Marked;

/// What a site may choose about its markdown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// Raw HTML stays as it is written; `false` cleans it by an allow list and reports what went.
    pub raw_html: bool,
}

/// Reads one markdown body. Spans are bytes of `source`.
///
/// Never fails: a finding is `duplicate-id` (an explicit id stands twice), `raw-html` (something was cleaned away),
/// `picture-size`, `open-fence`, or one of the components' (`component-name`, `component-field`, `component-value`).
pub fn parse(source: &str, options: &Options) -> Checked<Body> {
    let marked = Marked::new(source);
    let events = pulldown_cmark::Parser::new_ext(marked.text(), extensions()).into_offset_iter().collect();
    let events = office::without(marked.text(), events, !options.raw_html);
    writer::write(source, &marked, &events, *options)
}

/// What `jiangxin render` prints: links as written, pictures as plain `<img>`, fixed words in Chinese.
pub fn render_plain(source: &str, options: &Options) -> Checked<String> {
    let Checked { value, findings } = parse(source, options);
    Checked::new(value.fill_plain(), findings)
}

/// CommonMark plus the extensions of the design; never all, and nothing that turns quotes.
fn extensions() -> pulldown_cmark::Options {
    use pulldown_cmark::Options as O;
    O::ENABLE_TABLES
        | O::ENABLE_FOOTNOTES
        | O::ENABLE_STRIKETHROUGH
        | O::ENABLE_TASKLISTS
        | O::ENABLE_DEFINITION_LIST
        | O::ENABLE_HEADING_ATTRIBUTES
        | O::ENABLE_GFM
}
