use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::line::{Edge, is_wide_space};
use super::writer::{Writer, after_end};
use super::{HoleKind, Place, Word, escape_attribute, escape_text, link};

/// Behind the address of a link whose text is the address itself: on paper it needs no second print.
const ADDRESS: &str = "\" class=\"address\"";

impl<'w> Writer<'w> {
    /// A run of text events; the parser cuts text at every character that could mean something.
    pub fn texts(&mut self, at: usize) -> usize {
        let run = self.events.get(at..).map_or(0, |rest| rest.iter().take_while(|(e, _)| matches!(e, Event::Text(_))).count());
        let bare = self.links == 0 && self.events.iter().skip(at).take(run).any(|(e, _)| matches!(e, Event::Text(t) if link::possible(t)));
        if !bare {
            for i in at..at + run {
                if let Some((piece, _)) = self.piece(i) {
                    self.text(&piece, None);
                }
            }
            return at + run;
        }
        let mut text = String::new();
        let mut reach: Option<Range<usize>> = None;
        for i in at..at + run {
            if let Some((piece, range)) = self.piece(i) {
                text.push_str(&piece);
                reach = Some(reach.map_or(range.start, |r| r.start)..range.end);
            }
        }
        self.text(&text, reach);
        at + run
    }

    /// A text event without marks and without what is used up already.
    fn piece(&self, at: usize) -> Option<(Cow<'w, str>, Range<usize>)> {
        let events = self.events;
        let (Event::Text(text), range) = events.get(at)? else { return None };
        let used = self.skip.saturating_sub(range.start);
        if used >= range.len() && used > 0 {
            return None;
        }
        let rest = text.get(used..).unwrap_or(text);
        Some((self.marked.strip(rest), range.start + used..range.end))
    }

    /// Text as a reader sees it. Where `range` is given, bare addresses in it become links.
    pub fn text(&mut self, text: &str, range: Option<Range<usize>>) {
        let text = self.unindented(text);
        if text.is_empty() {
            return;
        }
        self.edge = Edge::ending(text, self.edge);
        self.body.plain.push_str(text);
        let mut done = 0;
        if let Some(range) = range {
            for address in link::bare(text) {
                escape_text(text.get(done..address.start).unwrap_or(""), &mut self.body.html);
                self.bare_link(text, &address, &range);
                done = address.end;
            }
        }
        escape_text(text.get(done..).unwrap_or(""), &mut self.body.html);
    }

    /// `text` without the indent of a paragraph or line.
    fn unindented<'t>(&mut self, text: &'t str) -> &'t str {
        if !self.fresh {
            return text;
        }
        let text = text.trim_start_matches(|c: char| c.is_ascii_whitespace() || is_wide_space(c));
        self.fresh = text.is_empty();
        text
    }

    fn bare_link(&mut self, text: &str, address: &Range<usize>, range: &Range<usize>) {
        let shown = text.get(address.clone()).unwrap_or("");
        let dest = if link::scheme(shown).is_some() { shown.to_owned() } else { format!("http://{shown}") };
        let plain = self.marked.text().get(range.clone()).is_some_and(|s| self.marked.strip(s).ends_with(text));
        let range = if plain { self.within(range, text, address) } else { range.clone() };
        if self.depth < super::writer::DEEPEST {
            self.put("<a href=\"");
            self.hole(HoleKind::Href { dest }, &range);
            self.put(ADDRESS);
            self.put(" rel=\"noopener\">");
            escape_text(shown, &mut self.body.html);
            self.put("</a>");
        } else {
            escape_text(shown, &mut self.body.html);
        }
    }

    /// The part of `range` that shows `address`, which stands in `text`.
    fn within(&self, range: &Range<usize>, text: &str, address: &Range<usize>) -> Range<usize> {
        let whole = self.marked.text().get(range.clone()).unwrap_or("");
        let shown = text.get(address.clone()).unwrap_or("");
        let from = whole.len().saturating_sub(text.len());
        let found = whole.get(from..).filter(|tail| *tail == text).map(|_| from + address.start).or_else(|| whole.find(shown));
        found.map_or(range.clone(), |at| range.start + at..range.start + at + shown.len())
    }

    pub fn code(&mut self, code: &str, at: usize) -> usize {
        let code = self.marked.strip(code);
        (self.edge, self.fresh) = (Edge::ending(&code, self.edge), false);
        self.put("<code>");
        escape_text(&code, &mut self.body.html);
        self.put("</code>");
        self.body.plain.push_str(&code);
        at + 1
    }

    /// A line end in the source: nothing between Han characters, else a space to the reader.
    pub fn soft_break(&mut self, at: usize, range: &Range<usize>) -> usize {
        if range.start >= self.skip {
            let next = self.next_edge(at + 1);
            if !self.edge.zip(next).is_some_and(|(left, right)| left.joins(right)) {
                self.put("\n");
                self.body.plain.push(' ');
            }
            self.fresh = true;
        }
        at + 1
    }

    pub fn hard_break(&mut self, at: usize, range: &Range<usize>) -> usize {
        if range.start >= self.skip {
            self.put("<br>\n");
            self.body.plain.push('\n');
            self.new_line();
        }
        at + 1
    }

    /// What comes after a line end, seen through tags.
    fn next_edge(&self, at: usize) -> Option<Edge> {
        for i in at..self.events.len() {
            match &self.events.get(i)?.0 {
                Event::Text(_) => {
                    let (piece, _) = self.piece(i)?;
                    let text = piece.trim_start_matches(|c: char| c.is_ascii_whitespace() || is_wide_space(c));
                    if !text.is_empty() {
                        return Edge::starting(text);
                    }
                }
                Event::Code(code) => return Edge::starting(&self.marked.strip(code)),
                Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. }) | Event::InlineHtml(_) => {}
                Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) | Event::FootnoteReference(_) => {}
                _ => return None,
            }
        }
        None
    }

    pub fn start_link(&mut self, kind: LinkType, dest: &str, title: &str, range: &Range<usize>) {
        let dest = self.marked.strip(dest).into_owned();
        let dest = if kind == LinkType::Email { format!("mailto:{dest}") } else { dest };
        let safe = self.options.raw_html || !link::is_unsafe(&dest);
        if !safe {
            self.unsafe_link(&dest, range);
        }
        self.links += 1;
        let written = safe && self.links == 1 && self.depth < super::writer::DEEPEST;
        self.open.push(written);
        self.depth += usize::from(written);
        if !written {
            return;
        }
        let outside = link::scheme(&dest).is_some_and(|s| s.eq_ignore_ascii_case("http") || s.eq_ignore_ascii_case("https"));
        self.put("<a href=\"");
        self.hole(HoleKind::Href { dest }, range);
        self.put("\"");
        if !title.is_empty() {
            self.put(" title=\"");
            escape_attribute(&self.marked.strip(title), &mut self.body.html);
            self.put("\"");
        }
        if kind == LinkType::Autolink && outside {
            // The hole stands before the mark that ends the attribute.
            self.put(ADDRESS.trim_start_matches('"'));
        }
        self.put(if outside { " rel=\"noopener\">" } else { ">" });
    }

    /// A picture; its text is its description, not the reader's text.
    pub fn picture(&mut self, dest: &str, title: &str, at: usize, range: &Range<usize>) -> usize {
        let next = after_end(self.events, at);
        let mut alt = String::new();
        for (event, _) in self.events.iter().take(next).skip(at + 1) {
            match event {
                Event::Text(text) | Event::Code(text) => alt.push_str(&self.marked.strip(text)),
                Event::SoftBreak | Event::HardBreak => alt.push(' '),
                _ => {}
            }
        }
        let (dest, title) = (self.marked.strip(dest).into_owned(), self.marked.strip(title).into_owned());
        self.hole(HoleKind::Picture { dest, alt: alt.trim().to_owned(), title, place: Place::Text }, range);
        self.sized(range.end);
        (self.edge, self.fresh) = (None, false);
        next
    }

    /// `{width=50%}` right behind a picture, as other programs have it: it is not printed, and a finding says that it does nothing.
    fn sized(&mut self, end: usize) {
        let Some(inner) = self.marked.text().get(end..).and_then(|rest| rest.strip_prefix('{')) else { return };
        let Some(close) = inner.char_indices().take(200).find(|(_, c)| matches!(c, '}' | '\n')).filter(|(_, c)| *c == '}').map(|(i, _)| i) else { return };
        let part = |p: &str| {
            p.starts_with(['.', '#'])
                || p.split_once('=').is_some_and(|(key, value)| !value.is_empty() && key.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-'))
        };
        let words = inner.get(..close).unwrap_or("");
        if !words.trim().is_empty() && words.split_whitespace().all(part) {
            let span = end..end + close + 2;
            self.skip = self.skip.max(span.end);
            let span = self.span(&span);
            self.sizes.push(span);
        }
    }

    pub fn task(&mut self, done: bool, range: &Range<usize>, at: usize) -> usize {
        self.put("<input type=\"checkbox\" disabled aria-label=\"");
        self.word(if done { Word::TaskDone } else { Word::TaskOpen }, range);
        self.put(if done { "\" checked> " } else { "\"> " });
        at + 1
    }
}
