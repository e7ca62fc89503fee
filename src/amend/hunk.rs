use std::collections::BTreeSet;
use std::ops::Range;

use super::change::Change;
use super::draft::applied;
use crate::diag::{Code, Edit};
use crate::text::{LineIndex, Span};

/// Lines of context around a change.
const CONTEXT: usize = 3;

/// On which side of a patch a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// On both.
    Both,
    /// Only in the old text.
    Old,
    /// Only in the new text.
    New,
}

/// One line of a patch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HunkLine {
    /// Where it stands.
    pub side: Side,
    /// Its text with its line end, which only the last line of a text may lack.
    pub text: String,
}

/// Neighbouring changes with the lines around them, as in a unified diff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hunk {
    /// First line in the old text, from 0.
    pub old: usize,
    /// First line in the new text, from 0.
    pub new: usize,
    /// Why, as far as it is known.
    pub codes: Vec<Code>,
    /// The lines of both sides in their order.
    pub lines: Vec<HunkLine>,
}

impl Hunk {
    /// How many lines it has on one side.
    pub fn count(&self, side: Side) -> usize {
        self.lines.iter().filter(|l| l.side == Side::Both || l.side == side).count()
    }
}

/// A run of old lines that changes as a whole.
struct Block {
    lines: Range<usize>,
    edits: Range<usize>,
}

/// The edits of a text line by line; `changes` lend each hunk its reasons.
pub(super) fn hunks(text: &str, edits: &[Edit], changes: &[Change]) -> Vec<Hunk> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let index = LineIndex::new(text);
    let blocks = blocks(&index, edits, lines.len());
    let mut out: Vec<Hunk> = Vec::new();
    let (mut from, mut shift, mut change) = (0, 0isize, 0);
    while let Some(first) = blocks.get(from) {
        // Blocks whose contexts meet stand in one hunk.
        let mut to = from + 1;
        while let (Some(a), Some(b)) = (blocks.get(to - 1), blocks.get(to))
            && b.lines.start <= a.lines.end + 2 * CONTEXT
        {
            to += 1;
        }
        let group = blocks.get(from..to).unwrap_or(&[]);
        let last = group.last().map_or(first.lines.end, |b| b.lines.end);
        let (start, end) = (first.lines.start.saturating_sub(CONTEXT), (last + CONTEXT).min(lines.len()));
        let mut codes = BTreeSet::new();
        while let Some(c) = changes.get(change).filter(|c| c.line <= end) {
            codes.insert(c.code);
            change += 1;
        }
        let hunk = Hunk {
            old: start,
            new: start.saturating_add_signed(shift),
            codes: codes.into_iter().collect(),
            lines: body(text, &lines, &index, edits, group, start..end),
        };
        shift += hunk.count(Side::New) as isize - hunk.count(Side::Old) as isize;
        out.push(hunk);
        from = to;
    }
    out
}

/// The runs of old lines that edits touch; an edit that takes a line end touches the line behind it too.
fn blocks(index: &LineIndex, edits: &[Edit], count: usize) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    for (i, edit) in edits.iter().enumerate() {
        let first = (index.line(edit.span.start) - 1).min(count);
        let whole = index.span(first + 1).start == edit.span.start && (edit.text.is_empty() || edit.text.ends_with('\n'));
        let behind = index.line(edit.span.end);
        let ends_at_line = edit.span.end > edit.span.start && index.span(behind).start == edit.span.end;
        let last = if whole && ends_at_line { behind - 1 } else { behind }.min(count).max(first);
        match out.last_mut() {
            Some(block) if first < block.lines.end || first == block.lines.end && block.lines.is_empty() => {
                block.lines.end = block.lines.end.max(last);
                block.edits.end = i + 1;
            }
            _ => out.push(Block { lines: first..last, edits: i..i + 1 }),
        }
    }
    out
}

fn body(text: &str, lines: &[&str], index: &LineIndex, edits: &[Edit], group: &[Block], range: Range<usize>) -> Vec<HunkLine> {
    let mut out = Vec::new();
    let mut push = |side, lines: &[&str]| out.extend(lines.iter().map(|l| HunkLine { side, text: (*l).to_owned() }));
    let mut at = range.start;
    let place = |line: usize| if line < lines.len() { index.span(line + 1).start } else { text.len() };
    for block in group {
        push(Side::Both, lines.get(at..block.lines.start).unwrap_or(&[]));
        let span = Span::new(place(block.lines.start), place(block.lines.end));
        let inner: Vec<Edit> = edits
            .get(block.edits.clone())
            .unwrap_or(&[])
            .iter()
            .map(|e| Edit { span: Span::new(e.span.start.saturating_sub(span.start), e.span.end.saturating_sub(span.start)), text: e.text.clone() })
            .collect();
        let new = applied(span.of(text), &inner);
        push(Side::Old, lines.get(block.lines.clone()).unwrap_or(&[]));
        push(Side::New, &new.split_inclusive('\n').collect::<Vec<_>>());
        at = block.lines.end;
    }
    push(Side::Both, lines.get(at..range.end).unwrap_or(&[]));
    out
}
