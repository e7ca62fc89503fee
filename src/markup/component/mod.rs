//! Components (组件): fenced blocks that an author writes in fields. The names behind the fence and of the fields are Chinese or
//! English; colons, blanks and line ends may be of any kind; a value is inline Markdown.
//!
//! Nothing that an author wrote is left out: a line that fits nowhere is shown as it is, and a finding says so. Where another
//! program reads the same text, the fence shows it line by line.

mod form;
mod kind;
mod line;
mod list;
mod person;
mod record;

pub use person::person_html;

use std::ops::Range;

use pulldown_cmark::Event;

use form::Form;
use kind::{Kind, Named, named};
use line::Part;

use super::writer::{Writer, after_end};
use super::{BlockKind, Body, Hole, escape_text};
use crate::diag::{Code, Diagnostic};
use crate::text::Span;

impl<'w> Writer<'w> {
    /// Writes the fenced block at `at` as a component, if its name is one; gives the event after it.
    pub fn component(&mut self, info: &str, at: usize) -> Option<usize> {
        let fence = first_line(self.source, self.span(&self.events.get(at)?.1));
        match named(info) {
            Named::Component(kind) => {
                let next = after_end(self.events, at);
                let form = Form::read(kind, &self.pieces(at + 1..next), fence);
                self.found.extend(form.findings.iter().cloned());
                self.block_is(BlockKind::Component, None);
                self.new_plain();
                self.form(kind, &form, fence);
                self.new_plain();
                self.new_line();
                Some(next)
            }
            Named::Near(name) => {
                self.found.push(nearly(info.trim(), name).at(fence));
                None
            }
            Named::Code => None,
        }
    }

    /// The source of a block's lines, without what makes them part of a list or quotation.
    fn pieces(&self, events: Range<usize>) -> Vec<(&'w str, usize)> {
        let texts = self.events.get(events).unwrap_or(&[]).iter().filter(|(event, _)| matches!(event, Event::Text(_)));
        texts.map(|(_, range)| self.span(range)).map(|span| (self.source.get(span.start..span.end).unwrap_or(""), span.start)).collect()
    }

    fn form(&mut self, kind: Kind, form: &Form<'_>, fence: Span) {
        match kind {
            Kind::Gallery => self.gallery(form),
            Kind::Timeline => self.timeline(form),
            Kind::Numbers => self.numbers(form),
            Kind::Attachments => self.attachments(form),
            Kind::Quote => self.quotation(form),
            Kind::Person => self.person(form, fence),
            Kind::Video => self.video(form),
        }
    }

    /// An element around inline Markdown, if there is any; lines stay lines.
    fn around(&mut self, open: &str, parts: &[Part<'_>], close: &str) {
        if !parts.is_empty() {
            self.put(open);
            self.lines(parts);
            self.put(close);
            self.new_plain();
        }
    }

    /// Inline Markdown, a line of it a part.
    fn lines(&mut self, parts: &[Part<'_>]) {
        for (n, part) in parts.iter().enumerate() {
            if n > 0 {
                self.put("<br>");
                self.new_plain();
            }
            self.words_of(*part);
        }
    }

    /// Inline Markdown between the marks of notes.
    fn words_of(&mut self, mut part: Part<'_>) {
        while let Some((mark, label)) = self.notes.mark_in(part.text) {
            self.words_between(Part { text: part.text.get(..mark.start).unwrap_or(""), at: part.at });
            self.note_mark(label, Span::new(part.at + mark.start, part.at + mark.end));
            part = Part { text: part.text.get(mark.end..).unwrap_or(""), at: part.at + mark.end };
        }
        self.words_between(part);
    }

    fn words_between(&mut self, part: Part<'_>) {
        let read = super::parse(part.text, &self.options);
        match inner(&read.value) {
            Some(html) => {
                self.found.extend(read.findings.iter().cloned().map(|mut finding| {
                    finding.span = finding.span.map(|span| span.shifted(part.at));
                    finding
                }));
                self.splice(html, &read.value, part.at);
            }
            // A line that would be a list or a heading elsewhere is words here.
            None => {
                escape_text(part.text, &mut self.body.html);
                self.body.plain.push_str(part.text);
            }
        }
    }

    fn splice(&mut self, html: &str, read: &Body, at: usize) {
        let before = self.body.html.len();
        self.put(html);
        let moved = |hole: &Hole| Hole { at: before + hole.at.saturating_sub(OPEN.len()), span: hole.span.shifted(at), kind: hole.kind.clone() };
        self.body.holes.extend(read.holes.iter().map(moved));
        self.body.anchors.extend(read.anchors.iter().map(|a| super::Anchor { id: a.id.clone(), span: a.span.shifted(at) }));
        self.body.plain.push_str(&read.plain);
    }

    /// Lines that fit nowhere, as they are.
    fn stray(&mut self, form: &Form<'_>) {
        for part in &form.stray {
            self.around("<p>", &[*part], "</p>\n");
        }
    }

    /// The text below a component: where it is from.
    fn caption(&mut self, parts: &[Part<'_>]) {
        self.around("<figcaption>", parts, "</figcaption>\n");
    }
}

const OPEN: &str = "<p>";

/// What stands in the one paragraph that a text is.
fn inner(read: &Body) -> Option<&str> {
    let [only] = read.blocks.as_slice() else { return None };
    read.html.strip_prefix(OPEN)?.strip_suffix("</p>\n").filter(|_| only.kind == BlockKind::Paragraph)
}

/// A component's first line, which findings about all of it show.
fn first_line(source: &str, span: Span) -> Span {
    let text = span.of(source);
    Span::new(span.start, span.start + text.find(['\n', '\r']).unwrap_or(text.len()))
}

/// A fenced block that goes on to the end of what it stands in: all that follows is taken for a part of it.
pub(super) fn unclosed(source: &str, span: Span) -> Option<Diagnostic> {
    let bare = |line: &str| line.trim_start_matches([' ', '\t', '>']).trim_end().to_owned();
    let lines: Vec<&str> = span.of(source).trim_end().split('\n').collect();
    let (first, last) = (bare(lines.first()?), bare(lines.last()?));
    let mark = first.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let long = first.chars().take_while(|c| *c == mark).count();
    if lines.len() > 1 && last.chars().all(|c| c == mark) && last.chars().count() >= long {
        return None;
    }
    let marks: String = std::iter::repeat_n(mark, long).collect();
    let finding = Diagnostic::new(
        Code::OpenFence,
        format!("“{first}”这一段没有结束，后面的正文都算在里面了"),
        format!("the block “{first}” is not closed: the text after it counts as part of it"),
    );
    Some(
        finding
            .at(first_line(source, span))
            .help(format!("在这一段结束的地方加一行，只写 {marks}"), format!("add a line of nothing but {marks} where the block ends")),
    )
}

/// Every name, for advice.
const ALL: (&str, &str) = ("图集、金句、人物、时间轴、数字、视频、附件", "gallery, quote, person, timeline, numbers, video, attachments");

fn nearly(word: &str, name: &str) -> Diagnostic {
    let finding = Diagnostic::new(
        Code::ComponentName,
        format!("没有叫“{word}”的组件，这一段按代码原样显示"),
        format!("no component is called {word}; the block is shown as code"),
    );
    match name {
        "" => finding.help(format!("可以用的有：{}", ALL.0), format!("there are: {}", ALL.1)),
        name => finding.help(format!("是不是“{name}”？可以用的有：{}", ALL.0), format!("did you mean {name}? There are: {}", ALL.1)),
    }
}

/// Fences typed with a Chinese keyboard (··· or ｀｀｀) in front of a component's name: they are no fences.
pub(super) fn mistyped(source: &str) -> Vec<Diagnostic> {
    if !["···", "｀｀｀", "‘‘‘", "~~～"].iter().any(|marks| source.contains(marks)) {
        return Vec::new();
    }
    let mut at = 0;
    let lines = source.split_inclusive('\n').map(|line| {
        at += line.len();
        (line.trim(), at - line.trim_start().len())
    });
    let found = lines.filter(|(line, _)| {
        let name = line.trim_start_matches(['·', '｀', '‘', '～', '~']);
        line.len() >= name.len() + 6 && matches!(named(name), Named::Component(_)) && !line.starts_with("~~~")
    });
    let told = |(line, start): (&str, usize)| {
        Diagnostic::new(Code::ComponentName, "组件前面的三个符号不是英文的反引号", "the three marks in front of the component are no backticks")
            .at(Span::new(start, start + line.len()))
            .help("请切换到英文输入法再打三个 `（键盘左上角），开头和结尾都是", "type three ` with an English keyboard, before and after it")
    };
    found.map(told).collect()
}
