use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::writer::{Item, Writer, after_end};
use super::{Hole, HoleKind, Word};
use crate::text::Span;

/// The footnotes of a text: numbered by their first mark, printed at the end.
#[derive(Default)]
pub(super) struct Notes<'w> {
    /// Label to the events inside its definition.
    definitions: HashMap<&'w str, Range<usize>>,
    /// Labels as they stand in the source.
    written: Vec<&'w str>,
    /// Label to its number.
    numbers: HashMap<&'w str, usize>,
    /// Numbered labels, how often each is referred to, and where first.
    order: Vec<(&'w str, usize)>,
}

impl<'w> Notes<'w> {
    pub fn new(events: &'w [Item<'w>]) -> Self {
        let mut notes = Self::default();
        for (at, (event, _)) in events.iter().enumerate() {
            if let Event::Start(Tag::FootnoteDefinition(label)) = event
                && !notes.definitions.contains_key(label.as_ref())
            {
                notes.definitions.insert(label, at + 1..after_end(events, at).saturating_sub(1));
                notes.written.push(label);
            }
        }
        notes
    }

    /// The first mark in a text whose note is there: its bytes, and its label.
    pub fn mark_in<'t>(&self, text: &'t str) -> Option<(Range<usize>, &'t str)> {
        let marks = text.match_indices("[^").filter_map(|(at, open)| {
            let label = text.get(at + open.len()..)?.split(']').next()?;
            let end = at + open.len() + label.len() + 1;
            (end <= text.len() && self.definitions.contains_key(label)).then_some((at..end, label))
        });
        marks.into_iter().next()
    }

    /// The number of a label and which mark of it this is, both from 1.
    fn refer(&mut self, label: &str) -> Option<(usize, usize)> {
        let (label, _) = self.definitions.get_key_value(label)?;
        let number = *self.numbers.entry(label).or_insert_with(|| {
            self.order.push((label, 0));
            self.order.len()
        });
        let count = &mut self.order.get_mut(number - 1)?.1;
        *count += 1;
        Some((number, *count))
    }
}

impl<'w> Writer<'w> {
    /// A footnote's mark in the text.
    pub fn reference(&mut self, label: &str, at: usize) -> usize {
        let range = self.events.get(at).map_or(0..0, |(_, r)| r.clone());
        self.note_mark(label, self.span(&range));
        at + 1
    }

    /// The mark of the footnote of that label, for `span` of the source; nothing where no footnote has it.
    pub fn note_mark(&mut self, label: &str, span: Span) {
        let Some((number, turn)) = self.notes.refer(label) else { return };
        self.put(&format!("<sup class=\"footnote-mark\"><a id=\"{}\" href=\"#fn-{number}\" role=\"doc-noteref\" aria-label=\"", mark_id(number, turn)));
        self.body.holes.push(Hole { at: self.body.html.len(), span, kind: HoleKind::Word { key: Word::FootnoteRef } });
        self.put(&format!(" {number}\">{number}</a></sup>"));
    }

    /// The notes at the end: those referred to, by number, then the others.
    pub fn footnotes(&mut self) {
        if self.notes.definitions.is_empty() {
            return;
        }
        self.begin_notes();
        let end = self.marked.text().len();
        self.put("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"");
        self.word(Word::FootnotesLabel, &(end..end));
        self.put("\">\n<ol>\n");
        self.open.push(true);
        let (mut next, mut spare) = (0, 0);
        loop {
            while let Some((label, _)) = self.notes.order.get(next).copied() {
                next += 1;
                self.note(label, next);
            }
            let Some(label) = self.notes.written.get(spare).copied() else { break };
            spare += 1;
            if !self.notes.numbers.contains_key(label) {
                self.notes.order.push((label, 0));
                self.notes.numbers.insert(label, self.notes.order.len());
            }
        }
        self.open.pop();
        self.put("</ol>\n</section>\n");
        self.end_notes();
    }

    fn note(&mut self, label: &'w str, number: usize) {
        let Some(inner) = self.notes.definitions.get(label).cloned() else { return };
        self.put(&format!("<li id=\"fn-{number}\">"));
        self.new_line();
        self.new_plain();
        self.run(inner.clone());
        let marks = self.notes.order.get(number - 1).map_or(0, |(_, marks)| *marks);
        let range = self.events.get(inner.start).map_or(0..0, |(_, r)| r.clone());
        for turn in 1..=marks {
            self.put(&format!("<a class=\"footnote-back\" href=\"#{}\" role=\"doc-backlink\" aria-label=\"", mark_id(number, turn)));
            self.word(Word::FootnoteBack, &range);
            self.put(&if turn == 1 { format!(" {number}\"></a>") } else { format!(" {number}-{turn}\"></a>") });
        }
        self.put("</li>\n");
    }
}

fn mark_id(number: usize, turn: usize) -> String {
    if turn == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{turn}") }
}
