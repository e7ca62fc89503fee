use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::line::Edge;
use super::mark::Marked;
use super::{Heading, anchor, id, number};
use crate::text::Span;

/// Every heading of a text with its id, in order, before anything is written.
pub(super) fn headings(source: &str, marked: &Marked, events: &[(Event, Range<usize>)]) -> Vec<Heading> {
    let mut ids = id::Ids::default();
    anchor::written(source).for_each(|id| ids.reserve(&id::own(id)));
    let mut levels = Levels::default();
    let mut found = Vec::new();
    let mut waiting: Option<(&str, usize)> = None;
    for (i, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::Paragraph) => waiting = lone_anchor(marked.text(), range),
            Event::End(TagEnd::Paragraph) => {}
            Event::Start(Tag::Heading { level, id: explicit, .. }) => {
                let text = text_of(marked, events, i);
                let number = number::read(&text);
                let explicit = explicit.as_deref().or(waiting.take().map(|w| w.0)).map(|e| id::own(&marked.strip(e)).into_owned());
                let marker = number.and_then(|(_, end)| text.get(..end)).unwrap_or("");
                found.push(Heading {
                    level: *level as u8,
                    element: levels.element(*level as u8),
                    id: ids.give(number.map(|(n, _)| n), &text, explicit.as_deref()),
                    explicit: explicit.is_some(),
                    marker: marker.to_owned(),
                    title: text.get(marker.len()..).unwrap_or("").trim_start().to_owned(),
                    span: Span::new(marked.origin(range.start), marked.origin(range.end)),
                });
            }
            Event::Start(_) => waiting = None,
            _ => {}
        }
    }
    found
}

/// The id of a paragraph that is nothing but `{#id}`, and where the paragraph ends.
pub(super) fn lone_anchor<'t>(text: &'t str, range: &Range<usize>) -> Option<(&'t str, usize)> {
    let paragraph = text.get(range.clone())?;
    let lead = anchor::leading(paragraph)?;
    (lead.alone && lead.used >= paragraph.trim_end().len()).then_some((lead.id, range.end))
}

/// Braces at the end of a heading that the parser took for attributes though they hold no id: they are the author's text.
pub(super) fn lost_braces<'t>(text: &'t str, heading: &Range<usize>, inner_end: usize) -> Option<&'t str> {
    let rest = text.get(inner_end..heading.end)?.lines().next()?.trim_end().trim_end_matches('#').trim_end();
    (rest.trim_start().starts_with('{') && rest.ends_with('}')).then_some(rest)
}

/// The text of the heading that starts at event `at`.
fn text_of(marked: &Marked, events: &[(Event, Range<usize>)], at: usize) -> String {
    let mut text = String::new();
    let (mut pictures, mut broken) = (0usize, false);
    let mut inner_end = events.get(at).map_or(0, |(_, range)| range.end);
    let mut first = true;
    for (event, range) in events.get(at + 1..).unwrap_or(&[]) {
        if !matches!(event, Event::End(_)) {
            inner_end = if first { range.end } else { inner_end.max(range.end) };
            first = false;
        }
        match event {
            Event::End(TagEnd::Heading(_)) => break,
            Event::Start(Tag::Image { .. }) => pictures += 1,
            Event::End(TagEnd::Image) => pictures = pictures.saturating_sub(1),
            Event::Text(piece) | Event::Code(piece) if pictures == 0 => {
                let piece = marked.strip(piece);
                let joined = Edge::ending(&text, None).zip(Edge::starting(&piece)).is_some_and(|(l, r)| l.joins(r));
                if std::mem::take(&mut broken) && !joined {
                    text.push(' ');
                }
                text.push_str(&piece);
            }
            Event::SoftBreak | Event::HardBreak => broken = true,
            _ => {}
        }
    }
    if let Some((Event::Start(Tag::Heading { id: None, .. }), range)) = events.get(at)
        && let Some(braces) = lost_braces(marked.text(), range, inner_end)
    {
        text.push_str(&marked.strip(braces));
    }
    text.trim_matches(|c: char| c.is_whitespace()).to_owned()
}

/// Turns levels as written into elements without gaps (WCAG 2.2, technique H42).
#[derive(Default)]
struct Levels {
    open: Vec<(u8, u8)>,
}

impl Levels {
    fn element(&mut self, level: u8) -> u8 {
        while self.open.last().is_some_and(|(l, _)| *l >= level) {
            self.open.pop();
        }
        let element = self.open.last().map_or(2, |(_, e)| (e + 1).min(6));
        self.open.push((level, element));
        element
    }
}
