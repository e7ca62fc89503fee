use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd};

use super::writer::{Writer, after_end, ends_line};
use super::{Anchor, BlockKind, HoleKind, Word, anchor, component, escape_attribute, escape_text, id, outline};
use crate::text::Span;

impl Writer<'_> {
    /// Writes the start of a tag; gives the next event.
    pub fn start(&mut self, at: usize, tag: &Tag, range: &Range<usize>) -> usize {
        match tag {
            Tag::Paragraph => return self.start_paragraph(at, range),
            Tag::Heading { .. } => self.start_heading(range),
            Tag::CodeBlock(kind) => return self.code_block(kind, at),
            Tag::HtmlBlock => return self.html_block(at, range),
            Tag::Image { dest_url, title, .. } => return self.picture(dest_url, title, at, range),
            Tag::FootnoteDefinition(_) => return after_end(self.events, at),
            Tag::MetadataBlock(_) => return after_end(self.events, at),
            Tag::Link { link_type, dest_url, title, .. } => self.start_link(*link_type, dest_url, title, range),
            Tag::BlockQuote(kind) => self.start_quote(*kind, range),
            Tag::List(start) => self.start_list(*start),
            Tag::Item => self.start_item(at),
            Tag::DefinitionList => self.container("<dl", ">\n"),
            Tag::DefinitionListTitle => self.bound("<dt>"),
            Tag::DefinitionListDefinition => self.bound("<dd>"),
            Tag::Table(columns) => {
                let attribute = self.take_waiting();
                self.enter(true);
                self.start_table(columns, range, &attribute);
            }
            Tag::TableHead => {
                self.enter(true);
                self.put("<thead>");
                self.start_row();
            }
            Tag::TableRow => {
                self.enter(true);
                self.start_row();
            }
            Tag::TableCell => {
                self.enter(true);
                self.start_cell(at);
            }
            Tag::Emphasis => self.inline("<em>"),
            Tag::Strong => self.inline("<strong>"),
            Tag::Strikethrough => self.inline("<del>"),
            Tag::Superscript => self.inline("<sup>"),
            Tag::Subscript => self.inline("<sub>"),
        }
        at + 1
    }

    /// Writes the end of a tag; gives the next event.
    pub fn end(&mut self, at: usize, tag: TagEnd) -> usize {
        if matches!(tag, TagEnd::Table | TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell) {
            self.leave();
            self.end_table_part(tag);
            return at + 1;
        }
        if let TagEnd::Heading(_) = tag {
            self.end_heading(at);
            return at + 1;
        }
        if tag == TagEnd::Link {
            self.links = self.links.saturating_sub(1);
        }
        if self.leave() {
            self.put(match tag {
                TagEnd::Paragraph => "</p>\n",
                TagEnd::BlockQuote(Some(_)) => "</div>\n",
                TagEnd::BlockQuote(None) => "</blockquote>\n",
                TagEnd::List(true) => "</ol>\n",
                TagEnd::List(false) => "</ul>\n",
                TagEnd::Item => "</li>\n",
                TagEnd::DefinitionList => "</dl>\n",
                TagEnd::DefinitionListTitle => "</dt>\n",
                TagEnd::DefinitionListDefinition => "</dd>\n",
                TagEnd::Emphasis => "</em>",
                TagEnd::Strong => "</strong>",
                TagEnd::Strikethrough => "</del>",
                TagEnd::Superscript => "</sup>",
                TagEnd::Subscript => "</sub>",
                TagEnd::Link => "</a>",
                _ => "",
            });
        }
        if ends_line(tag) {
            self.new_plain();
            self.new_line();
        }
        at + 1
    }

    fn inline(&mut self, open: &str) {
        if self.enter(false) {
            self.put(open);
        }
    }

    fn bound(&mut self, open: &str) {
        if self.enter(true) {
            self.put(open);
        }
        self.new_plain();
        self.new_line();
    }

    fn container(&mut self, open: &str, close: &str) {
        let attribute = self.take_waiting();
        if self.enter(false) {
            self.put(open);
            self.put(&attribute);
            self.put(close);
        }
        self.new_plain();
        self.new_line();
    }

    fn start_paragraph(&mut self, at: usize, range: &Range<usize>) -> usize {
        let marked = self.marked;
        if let Some((id, _)) = outline::lone_anchor(marked.text(), range) {
            let next = after_end(self.events, at);
            // The heading below takes it, unless it has one of its own.
            if !self.events.get(next).is_some_and(|(event, _)| matches!(event, Event::Start(Tag::Heading { id: None, .. }))) {
                let id = self.anchor(id, range.start + 2);
                self.waiting = Some(id);
            }
            return next;
        }
        let text = marked.text().get(range.clone()).unwrap_or("");
        if self.skip > range.start && text.trim_end().len() + range.start <= self.skip {
            return after_end(self.events, at);
        }
        if let Some(lead) = anchor::leading(text).filter(|lead| lead.alone && self.skip <= range.start) {
            self.skip = range.start + lead.used;
            let id = self.anchor(lead.id, range.start + 2);
            self.waiting = Some(id);
        }
        let id = self.waiting.clone();
        let attribute = self.take_waiting();
        self.enter(true);
        if let Some(open) = self.open.last_mut()
            && !std::mem::replace(open, true)
        {
            self.depth += 1;
        }
        self.block_is(BlockKind::Paragraph, id.as_deref());
        self.put("<p");
        self.put(&attribute);
        self.put(">");
        self.new_plain();
        self.new_line();
        at + 1
    }

    /// Notes an id that stands at a byte of the marked text; gives it as it is published.
    fn anchor(&mut self, written: &str, at: usize) -> String {
        let id = id::own(&self.marked.strip(written)).into_owned();
        let span = Span::new(self.marked.origin(at), self.marked.origin(at + written.len()));
        self.body.anchors.push(Anchor { id: id.clone(), span });
        id
    }

    /// The id that waits, as an attribute.
    fn take_waiting(&mut self) -> String {
        let Some(id) = self.waiting.take() else { return String::new() };
        self.block_is(BlockKind::Other, Some(&id));
        attribute(&id)
    }

    fn start_heading(&mut self, range: &Range<usize>) {
        self.enter(true);
        self.new_plain();
        self.new_line();
        let Some((index, heading)) = self.take_heading(range) else { return };
        self.waiting = None;
        self.block_is(BlockKind::Heading(index), None);
        self.next_heading = index;
        self.put(&format!("<h{} id=\"", heading.element));
        self.hole(HoleKind::Id { heading: index }, range);
        self.put("\">");
    }

    fn end_heading(&mut self, at: usize) {
        self.leave();
        let index = self.next_heading;
        let Some(element) = self.body.headings.get(index).map(|h| h.element) else { return };
        let Some((start, range)) = self.heading_start(at) else { return };
        if let Some((Event::Start(Tag::Heading { id: None, .. }), _)) = self.events.get(start) {
            let inner_end = self.events.get(start + 1..at).into_iter().flatten().map(|(_, r)| r.end).max().unwrap_or(range.end);
            if let Some(braces) = outline::lost_braces(self.marked.text(), &range, inner_end) {
                let braces = self.marked.strip(braces);
                self.text(&braces, None);
            }
        }
        self.put("<a class=\"anchor\" href=\"#");
        self.hole(HoleKind::Id { heading: index }, &range);
        self.put("\" aria-label=\"");
        self.word(Word::AnchorLabel, &range);
        self.put(&format!("\"></a></h{element}>\n"));
        self.new_plain();
        self.new_line();
    }

    /// The event that opened the heading which ends at event `at`, and its range.
    fn heading_start(&self, at: usize) -> Option<(usize, Range<usize>)> {
        let before = self.events.get(..at)?;
        let start = before.iter().rposition(|(e, _)| matches!(e, Event::Start(Tag::Heading { .. })))?;
        before.get(start).map(|(_, range)| (start, range.clone()))
    }

    fn start_quote(&mut self, kind: Option<BlockQuoteKind>, range: &Range<usize>) {
        let Some(kind) = kind else { return self.container("<blockquote", ">\n") };
        let (name, word) = match kind {
            BlockQuoteKind::Note => ("note", Word::AlertNote),
            BlockQuoteKind::Tip => ("tip", Word::AlertTip),
            BlockQuoteKind::Important => ("important", Word::AlertImportant),
            BlockQuoteKind::Warning => ("warning", Word::AlertWarning),
            BlockQuoteKind::Caution => ("caution", Word::AlertCaution),
        };
        self.container("<div", &format!(" class=\"markdown-alert markdown-alert-{name}\" role=\"note\">\n"));
        self.put("<p class=\"markdown-alert-title\">");
        self.word(word, range);
        self.put("</p>\n");
    }

    fn start_list(&mut self, start: Option<u64>) {
        match start {
            None => self.container("<ul", ">\n"),
            Some(1) => self.container("<ol", ">\n"),
            Some(n) => self.container("<ol", &format!(" start=\"{n}\">\n")),
        }
    }

    /// A list item; an id at the start of its text is its own.
    fn start_item(&mut self, at: usize) {
        let marked = self.marked;
        let first = match self.events.get(at + 1) {
            Some((Event::Text(_) | Event::Start(Tag::Paragraph), range)) => Some(range.start),
            _ => None,
        };
        let lead = first.and_then(|start| Some((start, anchor::leading(marked.text().get(start..)?)?)));
        let id = lead.map(|(start, lead)| {
            self.skip = start + lead.used;
            self.anchor(lead.id, start + 2)
        });
        if self.enter(true) {
            let task = matches!(self.task_event(at), Some(Event::TaskListMarker(_)));
            self.put(if task { "<li class=\"task\"" } else { "<li" });
            self.put(&id.map(|id| attribute(&id)).unwrap_or_default());
            self.put(">");
        } else {
            self.put("\n");
        }
        self.new_plain();
        self.new_line();
    }

    fn task_event(&self, at: usize) -> Option<&Event<'_>> {
        match self.events.get(at + 1) {
            Some((Event::Start(Tag::Paragraph), _)) => self.events.get(at + 2).map(|(e, _)| e),
            other => other.map(|(e, _)| e),
        }
    }

    fn code_block(&mut self, kind: &CodeBlockKind, at: usize) -> usize {
        if let (CodeBlockKind::Fenced(_), Some((_, range))) = (kind, self.events.get(at)) {
            self.found.extend(component::unclosed(self.source, self.span(range)));
        }
        if let CodeBlockKind::Fenced(info) = kind
            && let Some(next) = self.component(&self.marked.strip(info), at)
        {
            return next;
        }
        let next = after_end(self.events, at);
        self.new_plain();
        self.put("<pre");
        let attribute = self.take_waiting();
        self.put(&attribute);
        self.put("><code");
        if let CodeBlockKind::Fenced(info) = kind {
            let info = self.marked.strip(info).into_owned();
            if let Some(language) = info.split([' ', '\t', ',']).next().filter(|l| !l.is_empty()) {
                self.put(" class=\"language-");
                escape_attribute(language, &mut self.body.html);
                self.put("\"");
            }
        }
        self.put(">");
        for (event, _) in self.events.get(at + 1..next).unwrap_or(&[]) {
            if let Event::Text(text) = event {
                let text = self.marked.strip(text);
                escape_text(&text, &mut self.body.html);
                self.body.plain.push_str(&text);
            }
        }
        self.put("</code></pre>\n");
        self.new_plain();
        next
    }

    fn html_block(&mut self, at: usize, range: &Range<usize>) -> usize {
        let next = after_end(self.events, at);
        let lines = self.events.get(at + 1..next).unwrap_or(&[]).iter();
        let html: String =
            lines.filter_map(|(e, _)| if let Event::Html(h) | Event::InlineHtml(h) | Event::Text(h) = e { Some(h.as_ref()) } else { None }).collect();
        self.raw(&html, range, at);
        if !self.body.html.ends_with('\n') {
            self.put("\n");
        }
        self.new_plain();
        self.new_line();
        next
    }

    /// A single element without content.
    pub fn void(&mut self, html: &str, at: usize) -> usize {
        self.new_plain();
        self.put(html);
        at + 1
    }
}

fn attribute(id: &str) -> String {
    let mut out = String::from(" id=\"");
    escape_attribute(id, &mut out);
    out.push('"');
    out
}
