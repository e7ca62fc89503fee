use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::line::Edge;
use super::mark::{self, Marked};
use super::notes::Notes;
use super::opening::Opening;
use super::raw::Raw;
use super::table::Table;
use super::{Anchor, Block, BlockKind, Body, Heading, Hole, HoleKind, Options, Word, clean, outline};
use crate::diag::{Checked, Code, Diagnostic};
use crate::text::Span;

/// An event of the parser and its bytes in the marked text.
pub(super) type Item<'a> = (Event<'a>, Range<usize>);

/// Deepest nesting that is written; what is nested deeper stands in the innermost element, since browsers and programs
/// further on limit or recurse.
pub(super) const DEEPEST: usize = 64;

/// Writes the fragment of a text whose events are given.
pub(super) fn write<'w>(source: &'w str, marked: &'w Marked<'w>, events: &'w [Item<'w>], options: Options) -> Checked<Body> {
    let mut writer = Writer::new(source, marked, events, options);
    writer.body.headings = outline::headings(source, marked, events);
    writer.body.html.reserve(source.len() + source.len() / 4);
    writer.body.plain.reserve(source.len());
    writer.run(0..events.len());
    writer.footnotes();
    writer.finish(source)
}

/// Where writing stands.
pub(super) struct Writer<'w> {
    pub source: &'w str,
    pub marked: &'w Marked<'w>,
    pub events: &'w [Item<'w>],
    pub options: Options,
    pub body: Body,
    /// For every open tag of the parser, whether its element was written.
    pub open: Vec<bool>,
    /// How many of them were.
    pub depth: usize,
    /// What stands before the next character of the line.
    pub edge: Option<Edge>,
    /// Nothing stands on the line yet: blanks are an indent.
    pub fresh: bool,
    /// Marked text before this byte is used up.
    pub skip: usize,
    /// Open links, in which no bare address is looked for.
    pub links: usize,
    /// An id that waits for the next block.
    pub waiting: Option<String>,
    pub table: Option<Table>,
    /// Tables so far, and in all.
    pub tables: (usize, usize),
    pub next_heading: usize,
    pub notes: Notes<'w>,
    raw: Raw,
    raw_at: Option<Span>,
    unsafe_links: Vec<(String, Span)>,
    /// Attributes behind pictures.
    pub sizes: Vec<Span>,
    /// What is wrong with components.
    pub found: Vec<Diagnostic>,
    block: Option<(Block, usize)>,
    opening: Opening,
}

impl<'w> Writer<'w> {
    fn new(source: &'w str, marked: &'w Marked<'w>, events: &'w [Item<'w>], options: Options) -> Self {
        let tables = events.iter().filter(|(e, _)| matches!(e, Event::Start(Tag::Table(_)))).count();
        Self {
            source,
            marked,
            events,
            options,
            body: Body::default(),
            open: Vec::new(),
            depth: 0,
            edge: None,
            fresh: true,
            skip: 0,
            links: 0,
            waiting: None,
            table: None,
            tables: (0, tables),
            next_heading: 0,
            notes: Notes::new(events),
            raw: Raw::default(),
            raw_at: None,
            unsafe_links: Vec::new(),
            sizes: Vec::new(),
            found: super::component::mistyped(source),
            block: None,
            opening: Opening::default(),
        }
    }

    /// Writes some of the events.
    pub fn run(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            at = self.step(at).max(at + 1);
        }
    }

    /// Writes what starts at event `at`; gives the event after it.
    fn step(&mut self, at: usize) -> usize {
        let events = self.events;
        let Some((event, range)) = events.get(at) else { return at + 1 };
        let top = self.open.is_empty() && self.block.is_none();
        if top && !matches!(event, Event::Start(Tag::FootnoteDefinition(_))) {
            self.begin_block(range);
        }
        let next = match event {
            Event::Start(tag) => self.start(at, tag, range),
            Event::End(tag) => self.end(at, *tag),
            Event::Text(_) => self.texts(at),
            Event::Code(code) => self.code(code, at),
            Event::Html(html) | Event::InlineHtml(html) => self.raw(html, range, at),
            Event::SoftBreak => self.soft_break(at, range),
            Event::HardBreak => self.hard_break(at, range),
            Event::Rule => self.void("<hr>\n", at),
            Event::FootnoteReference(label) => self.reference(label, at),
            Event::TaskListMarker(done) => self.task(*done, range, at),
            Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text(text, None);
                at + 1
            }
        };
        if self.open.is_empty() {
            self.end_block(range.end);
        }
        next
    }

    fn begin_block(&mut self, range: &Range<usize>) {
        let (html, holes) = (self.body.html.len(), self.body.holes.len());
        self.opening.begin(self.body.plain.len());
        let span = self.span(range);
        self.block = Some((Block { kind: BlockKind::Other, id: None, html: html..html, holes: holes..holes, span }, range.end));
    }

    fn end_block(&mut self, end: usize) {
        let Some((mut block, _)) = self.block.take() else { return };
        self.opening.take(block.kind, &self.body.plain);
        block.html.end = self.body.html.len();
        block.holes.end = self.body.holes.len();
        block.span.end = block.span.end.max(self.marked.origin(end));
        if !block.html.is_empty() || !block.holes.is_empty() {
            self.body.blocks.push(block);
        }
    }

    /// Says what the block of the top level is, where `at` is its start.
    pub fn block_is(&mut self, kind: BlockKind, id: Option<&str>) {
        if self.open.len() <= 1
            && let Some((block, _)) = &mut self.block
        {
            block.kind = kind;
            block.id = id.map(str::to_owned);
        }
    }

    /// Opens an element for a tag of the parser. `bound` elements follow their parent; others are left out where nesting is
    /// too deep. Gives whether it is written.
    pub fn enter(&mut self, bound: bool) -> bool {
        let parent = self.open.last().copied().unwrap_or(true);
        let written = if bound { parent } else { self.depth < DEEPEST };
        self.depth += usize::from(written);
        self.open.push(written);
        written
    }

    /// Closes what [`Self::enter`] opened; gives whether it was written.
    pub fn leave(&mut self) -> bool {
        let written = self.open.pop().unwrap_or(false);
        self.depth -= usize::from(written);
        written
    }

    /// Appends markup.
    pub fn put(&mut self, html: &str) {
        self.body.html.push_str(html);
    }

    /// Appends a hole for `range` of the marked text.
    pub fn hole(&mut self, kind: HoleKind, range: &Range<usize>) {
        let hole = Hole { at: self.body.html.len(), span: self.span(range), kind };
        self.body.holes.push(hole);
    }

    /// Appends a hole for a fixed word.
    pub fn word(&mut self, key: Word, range: &Range<usize>) {
        self.hole(HoleKind::Word { key }, range);
    }

    /// The source of a range of the marked text.
    pub fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.marked.origin(range.start), self.marked.origin(range.end))
    }

    /// A new line of text begins: in a paragraph, a cell, after a break.
    pub fn new_line(&mut self) {
        (self.edge, self.fresh) = (None, true);
    }

    /// A new block begins in the plain text.
    pub fn new_plain(&mut self) {
        if !self.body.plain.is_empty() && !self.body.plain.ends_with('\n') {
            self.body.plain.push('\n');
        }
    }

    /// A heading, its index and itself.
    pub fn take_heading(&mut self, range: &Range<usize>) -> Option<(usize, Heading)> {
        let start = self.marked.origin(range.start);
        let found = self.body.headings.binary_search_by_key(&start, |h| h.span.start).ok()?;
        self.body.headings.get(found).map(|h| (found, h.clone()))
    }

    /// Raw HTML, a whole block of it or one inline tag.
    pub fn raw(&mut self, html: &str, range: &Range<usize>, at: usize) -> usize {
        let html = self.marked.strip(html);
        if self.options.raw_html {
            self.raw.note_ids(&html);
            self.put(&html);
        } else {
            let before = self.raw.removed.len();
            let block = self.body.blocks.len();
            self.raw.admit(&html, block, &mut self.body.html);
            if self.raw_at.is_none() && self.raw.removed.len() > before {
                self.raw_at = Some(self.span(range));
            }
        }
        let span = self.span(range);
        self.body.holes.extend(self.raw.holes.drain(..).map(|(at, kind)| Hole { at, span, kind }));
        self.body.anchors.extend(self.raw.ids.drain(..).map(|id| Anchor { id, span }));
        at + 1
    }

    /// Notes a link that is left out because it would run a program.
    pub fn unsafe_link(&mut self, address: &str, range: &Range<usize>) {
        let span = self.span(range);
        self.unsafe_links.push((shortened(address), span));
    }

    /// Opens the block of the notes at the end.
    pub fn begin_notes(&mut self) {
        let end = self.marked.text().len();
        self.begin_block(&(end..end));
        self.block_is(BlockKind::Footnotes, None);
    }

    /// Closes it.
    pub fn end_notes(&mut self) {
        self.end_block(self.marked.text().len());
    }

    fn finish(mut self, source: &str) -> Checked<Body> {
        let mut findings = self.raw_findings();
        findings.append(&mut self.found);
        if !self.raw.spans.is_empty()
            && let Some(token) = mark::unused_private(source)
        {
            clean::clean(&mut self.body, &self.raw.spans, token);
        }
        let explicit = self.body.headings.iter().filter(|h| h.explicit).map(|h| (h.id.as_str(), id_span(source, h)));
        let mut all: Vec<_> = explicit.chain(self.body.anchors.iter().map(|a| (a.id.as_str(), a.span))).collect();
        all.sort_by_key(|(_, span)| span.start);
        findings.extend(duplicates(&all, self.body.headings.iter().filter(|h| !h.explicit).map(|h| h.id.as_str())));
        findings.sort_by_key(|d| d.span.map_or(0, |s| s.start));
        let mut anchors: Vec<_> = all.into_iter().map(|(id, span)| Anchor { id: id.to_owned(), span }).collect();
        anchors.shrink_to_fit();
        self.body.anchors = anchors;
        self.body.opening = std::mem::take(&mut self.opening.text);
        self.body.html.shrink_to_fit();
        self.body.plain.truncate(self.body.plain.trim_end().len());
        Checked::new(self.body, findings)
    }

    fn raw_findings(&self) -> Vec<Diagnostic> {
        let raw = (!self.raw.removed.is_empty()).then(|| {
            let finding = cleaned(&self.raw.removed.join(" "), self.raw.more);
            self.raw_at.map_or(finding.clone(), |span| finding.at(span))
        });
        let refused = self.unsafe_links.iter().map(|(address, span)| refused(address).at(*span));
        raw.into_iter().chain(refused).chain(self.sizes.iter().map(|span| unsized_picture().at(*span))).collect()
    }
}

/// An address cut to what a finding can show.
fn shortened(address: &str) -> String {
    let cut = address.char_indices().nth(40).map(|(at, _)| at);
    cut.map_or(address.to_owned(), |at| format!("{}…", address.get(..at).unwrap_or("")))
}

fn cleaned(what: &str, more: bool) -> Diagnostic {
    let (zh, en) = if more { (" 等", " and more") } else { ("", "") };
    Diagnostic::new(Code::RawHtml, format!("网页代码中的这些部分不发布：{what}{zh}"), format!("These parts of the raw HTML are not published: {what}{en}"))
        .help(
            "请改用 Markdown 写法；确实需要原样发布网页代码时，在 site.toml 写 raw_html = true。",
            "Write it in Markdown instead; if the HTML has to stay as it is, set raw_html = true in site.toml.",
        )
}

/// A size or the like behind a picture.
fn unsized_picture() -> Diagnostic {
    Diagnostic::new(Code::PictureSize, "图片后面的尺寸不起作用，已略去", "What stands in braces behind a picture has no effect and was left out").help(
        "图片按版面自动缩放，请删去花括号和里面的内容；要小一点，就换一张小图",
        "Pictures fit themselves to the page: delete the braces; for a smaller picture use a smaller file",
    )
}

/// A markdown link that would run a program or carry a page in itself.
fn refused(address: &str) -> Diagnostic {
    Diagnostic::new(
        Code::RawHtml,
        format!("这个链接不能发布，只保留它的文字：{address}"),
        format!("The link cannot be published, only its text stays: {address}"),
    )
    .help("请改成网址（https://…）或站内文档", "Use a web address (https://…) or a document of the site.")
}

/// Where the id of a heading stands in the source.
fn id_span(source: &str, heading: &Heading) -> Span {
    let text = heading.span.of(source);
    let found = text.rfind('#').filter(|at| text.get(at + 1..).is_some_and(|rest| rest.starts_with(&heading.id)));
    found.map_or(heading.span, |at| Span::new(heading.span.start + at + 1, heading.span.start + at + 1 + heading.id.len()))
}

/// Ids that stand a second time, among them ids of raw HTML that a heading got by itself.
fn duplicates<'b>(ids: &[(&'b str, Span)], given: impl Iterator<Item = &'b str>) -> Vec<Diagnostic> {
    let mut seen: HashSet<&str> = given.collect();
    let again = ids.iter().filter(|(id, _)| !seen.insert(id));
    again
        .map(|(id, span)| {
            Diagnostic::new(Code::DuplicateId, format!("锚点“{id}”在本页已经用过"), format!("The anchor “{id}” already stands on this page"))
                .at(*span)
                .help("每个锚点在一页里只能出现一次，请改掉其中一个。", "An anchor may stand only once on a page; change one of them.")
        })
        .collect()
}

/// The event after the end of the tag that starts at `at`.
pub(super) fn after_end(events: &[Item], at: usize) -> usize {
    let mut depth = 0usize;
    for (i, (event, _)) in events.iter().enumerate().skip(at) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return i + 1;
        }
    }
    events.len()
}

/// Whether a tag's end closes a paragraph-like block, so that a line of plain text ends.
pub(super) fn ends_line(tag: TagEnd) -> bool {
    !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript | TagEnd::Link | TagEnd::Image)
}
