use std::borrow::Cow;
use std::ops::Range;

use crate::text::{is_cjk_punctuation, is_han, is_kana};

/// A space that a Chinese editor indents with; markdown knows only blank and tab.
pub(super) fn is_wide_space(c: char) -> bool {
    matches!(c, '\u{3000}' | '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}')
}

/// `text` with lines of nothing but wide spaces made blank, byte for byte; lines inside fences stay.
///
/// Word and WPS leave such lines between paragraphs, and CommonMark would join the paragraphs.
pub(super) fn blank_wide_lines(text: &str) -> Cow<'_, str> {
    if ["\u{3000}", "\u{A0}"].iter().all(|space| memchr::memmem::find(text.as_bytes(), space.as_bytes()).is_none()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    let (mut done, mut at, mut fenced) = (0, 0, false);
    for line in text.split_inclusive('\n') {
        let body = line.trim_end_matches('\n');
        if body.trim_start().starts_with("```") || body.trim_start().starts_with("~~~") {
            fenced = !fenced;
        } else if !fenced && !body.is_ascii() && body.chars().all(|c| matches!(c, ' ' | '\t') || is_wide_space(c)) {
            out.push_str(text.get(done..at).unwrap_or(""));
            out.extend(std::iter::repeat_n(' ', body.len()));
            done = at + body.len();
        }
        at += line.len();
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(done..).unwrap_or(""));
    Cow::Owned(out)
}

/// The line of byte `at`, its line end left out.
pub(super) fn around(text: &str, at: usize) -> Range<usize> {
    let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |i| i + 1);
    let end = text.get(at..).and_then(|after| after.find('\n')).map_or(text.len(), |i| at + i);
    start..end
}

/// A line looks like a row of a table.
pub(super) fn is_row(line: &str) -> bool {
    line.trim().starts_with('|') || line.trim().ends_with('|')
}

/// Everything before byte `at` on its line is `>` and blanks.
pub(super) fn is_quote_prefix(text: &str, at: usize) -> bool {
    text.get(..at).unwrap_or("").bytes().rev().take_while(|b| *b != b'\n').all(|b| matches!(b, b'>' | b' ' | b'\t'))
}

/// What stands beside a line break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edge {
    /// The character is one that Chinese and Latin text share: “”‘’…—·.
    shared: bool,
    /// The nearest character that belongs to one script is Han, kana or full-width punctuation.
    wide: bool,
}

impl Edge {
    /// The edge at the end of `text`; `before` is what stood before it. `None` where nothing stands.
    pub fn ending(text: &str, before: Option<Edge>) -> Option<Self> {
        Self::of(text.chars().rev(), before)
    }

    /// The edge at the start of `text`.
    pub fn starting(text: &str) -> Option<Self> {
        Self::of(text.chars(), None)
    }

    /// A line break between two such edges is no space (CSS Text 3 §4.1.3, "segment break transformation").
    pub fn joins(self, next: Edge) -> bool {
        (self.wide || self.shared) && (next.wide || next.shared) && (self.wide || next.wide)
    }

    fn of(mut chars: impl Iterator<Item = char>, beyond: Option<Edge>) -> Option<Self> {
        let Some(first) = chars.next() else { return beyond };
        if !is_shared(first) {
            return Some(Self { shared: false, wide: is_wide(first) });
        }
        let wide = chars.find(|c| !is_shared(*c)).map_or(beyond.is_some_and(|e| e.wide), is_wide);
        Some(Self { shared: true, wide })
    }
}

fn is_wide(c: char) -> bool {
    is_han(c) || is_kana(c) || is_cjk_punctuation(c)
}

fn is_shared(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '·')
}
