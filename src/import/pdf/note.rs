use super::line::Line;
use super::paragraph::{extend, most_common};
use crate::import::story::{Block, Paragraph, Run, Text};

/// A footnote as a page has it.
#[derive(Debug, PartialEq)]
pub(super) struct Footnote {
    /// Its mark, `¹` or `①`.
    mark: String,
    /// Its words in a paragraph.
    words: Paragraph,
    /// The page, from 0.
    page: usize,
    /// Whether its mark stands in the text once, so that it can be put there.
    is_placed: bool,
}

/// Where a note's mark stood in a line; the characters from here are for private use, and no text has them.
const PLACE: u32 = 0xF_0000;

fn is_place(c: char) -> bool {
    (PLACE..PLACE + 0xFFFE).contains(&u32::from(c))
}

/// Takes the footnotes from the foot of every page: lines smaller than the text, the first of which begins with a mark.
pub(super) fn take(pages: &mut [Vec<Line>]) -> Vec<Footnote> {
    let em = most_common(pages.iter().flatten().flat_map(|l| std::iter::repeat_n(l.size, l.text.chars().count().min(60)))).unwrap_or(0.0);
    let mut notes = Vec::new();
    for (page, lines) in pages.iter_mut().enumerate() {
        let foot = lines.iter().rposition(|line| line.size > em * 0.92).map_or(0, |last| last + 1);
        let (text, below) = lines.split_at(foot);
        let Some(first) = below.iter().position(|line| mark(&line.text, text).is_some()).filter(|_| foot > 0) else { continue };
        let found = below[first..].to_vec();
        for line in found {
            match (mark(&line.text, text), notes.last_mut()) {
                (Some((mark, words)), _) => {
                    let words = Paragraph::plain(words.trim());
                    notes.push(Footnote { mark, words, page, is_placed: false });
                }
                (None, Some(Footnote { words, .. })) => extend(words, &line.text),
                (None, None) => {}
            }
        }
        lines.truncate(foot + first);
    }
    if pages.iter().flatten().any(|line| line.text.contains(is_place)) {
        return notes;
    }
    for (n, note) in notes.iter_mut().enumerate() {
        let Some(place) = char::from_u32(PLACE + n as u32).filter(|c| is_place(*c)) else { break };
        let lines = &mut pages[note.page];
        let mut at = lines.iter().enumerate().flat_map(|(n, line)| line.text.match_indices(&note.mark).map(move |(at, _)| (n, at)));
        // In a title, or at the head of a line, it is something else.
        if let (Some((line, at)), None) = (at.next(), at.next())
            && at > 0
            && lines[line].size < em * 1.12
        {
            lines[line].text.replace_range(at..at + note.mark.len(), place.encode_utf8(&mut [0; 4]));
            note.is_placed = true;
        }
    }
    notes
}

/// The mark that a line begins with, raised or in a circle, and what follows; a plain figure is one where the text above has it raised.
fn mark<'a>(line: &'a str, text: &[Line]) -> Option<(String, &'a str)> {
    let is_mark = |c: char| RAISED.contains(c) || ('①'..='⑳').contains(&c);
    let (head, rest) = line.split_at(line.find(|c| !is_mark(c)).unwrap_or(line.len()));
    if !head.is_empty() {
        return Some((head.to_owned(), rest));
    }
    let (figures, rest) = line.split_at(line.find(|c: char| !c.is_ascii_digit()).unwrap_or(line.len()));
    let raised: String = figures.chars().filter_map(|c| RAISED.chars().nth(c.to_digit(10)? as usize)).collect();
    (!raised.is_empty() && text.iter().any(|line| line.text.contains(&raised))).then_some((raised, rest))
}

const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/// Pages, from 1, whose notes end the text, since their marks stand in it not once.
pub(super) fn unplaced(notes: &[Footnote]) -> Vec<usize> {
    let mut pages: Vec<usize> = notes.iter().filter(|note| !note.is_placed).map(|note| note.page + 1).collect();
    pages.dedup();
    pages
}

/// Puts the notes where their marks stood; gives their words in the order of the marks. Those without a place end the text.
pub(super) fn place(notes: Vec<Footnote>, blocks: &mut Vec<Block>) -> Vec<Vec<Run>> {
    let mut order: Vec<usize> = Vec::new();
    let is_any = notes.iter().any(|note| note.is_placed);
    for block in blocks.iter_mut().filter(|_| is_any) {
        if let Block::Paragraph(paragraph) = block {
            paragraph.runs = std::mem::take(&mut paragraph.runs).into_iter().flat_map(|run| parted(run, &mut order)).collect();
        }
    }
    let mut left: Vec<Option<Footnote>> = notes.into_iter().map(Some).collect();
    let placed = order.iter().filter_map(|n| left.get_mut(*n)?.take()).map(|note| note.words.runs).collect();
    for Footnote { mark, mut words, .. } in left.into_iter().flatten() {
        words.runs.insert(0, Run::Text(Text { text: mark, ..Text::default() }));
        blocks.push(Block::Paragraph(words));
    }
    placed
}

/// A run with its notes as runs of their own.
fn parted(run: Run, order: &mut Vec<usize>) -> Vec<Run> {
    let Run::Text(text) = run else { return vec![run] };
    let mut out = Vec::new();
    for piece in text.text.split_inclusive(is_place) {
        let (words, place) = match piece.chars().next_back().filter(|c| is_place(*c)) {
            Some(place) => (&piece[..piece.len() - place.len_utf8()], Some(u32::from(place) - PLACE)),
            None => (piece, None),
        };
        if !words.is_empty() {
            out.push(Run::Text(Text { text: words.to_owned(), ..text.clone() }));
        }
        if let Some(n) = place {
            out.push(Run::Note(order.len()));
            order.push(n as usize);
        }
    }
    out
}
