use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// Columns of a source line that are shown: a line with its gutter fits a terminal of 80.
const WIDTH: usize = 70;
/// Columns shown before the place where a line has to be cut.
const BEFORE: usize = 24;
/// Columns of an indent that are shown; a deeper one says nothing.
const INDENT: usize = 12;
/// Stands where a line was cut. Plain ASCII: `…` is one column on some terminals and two on Chinese ones.
const CUT: &str = "...";

/// The part of a line around a place, and the bytes of that part to underline.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub text: String,
    pub mark: Range<usize>,
}

/// Cuts `line` around `mark`, which must lie on whole characters of it; what reaches past the line's end is cut off.
///
/// Reads only the characters that it shows, so a line of a megabyte costs no more than a short one.
pub(super) fn excerpt(line: &str, mark: Range<usize>) -> Excerpt {
    let start = mark.start.min(line.len());
    let end = mark.end.clamp(start, line.len());
    let left = left_edge(line, start);
    let right = right_edge(line, left);
    let lead = if left > 0 { CUT } else { "" };
    let tail = if right < line.len() { CUT } else { "" };
    let shown = line.get(left..right).unwrap_or_default();
    let inside = |byte: usize| lead.len() + byte.clamp(left, right) - left;
    Excerpt { text: format!("{lead}{shown}{tail}"), mark: inside(start)..inside(end) }
}

/// Columns of a character as the renderer counts them: a tab is four, a control character one.
fn columns(c: char) -> usize {
    if c == '\t' { 4 } else { c.width().unwrap_or(1) }
}

/// The line's start if the place is near it, else some columns before the place.
fn left_edge(line: &str, start: usize) -> usize {
    let mut used = 0;
    let mut edge = start;
    let mut near = None;
    for (at, c) in line.get(..start).unwrap_or_default().char_indices().rev() {
        used += columns(c);
        if used > WIDTH - BEFORE {
            return near.unwrap_or(edge);
        }
        edge = at;
        if used <= BEFORE {
            near = Some(at);
        }
    }
    // A deeper indent would be cut by the renderer, which counts wide blanks as one column.
    let indent = line.len() - line.trim_start().len();
    let wide = line.get(..indent).unwrap_or_default().chars().map(columns).sum::<usize>() > INDENT;
    if wide { indent.min(start) } else { 0 }
}

fn right_edge(line: &str, left: usize) -> usize {
    let mut used = 0;
    for (at, c) in line.get(left..).unwrap_or_default().char_indices() {
        used += columns(c);
        if used > WIDTH {
            return left + at;
        }
    }
    line.len()
}
