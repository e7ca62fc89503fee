use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr2, memchr3, memmem};

use super::line;
use crate::text::{is_cjk, is_cjk_punctuation};

/// A text in which emphasis beside full-width punctuation parses (CommonMark §6.2 knows only spaces between words).
///
/// Between a run of `*` or `~~` and a neighbour that would keep it from opening or closing stands a mark: a private-use
/// character that the text does not hold. Marks are taken out of everything that comes from the parser.
pub(super) struct Marked<'a> {
    text: Cow<'a, str>,
    /// Neither space nor punctuation.
    letter: Option<char>,
    /// Punctuation: stands beside `_`, which must go on seeing punctuation where it saw some.
    sign: Option<char>,
    marks: Vec<Insertion>,
}

/// Marks at one place.
struct Insertion {
    /// Byte in the marked text.
    at: usize,
    len: usize,
    /// Bytes of all marks before it.
    before: usize,
}

impl<'a> Marked<'a> {
    /// Marks `source`; a text without a place for marks is borrowed.
    pub fn new(source: &'a str) -> Self {
        let text = line::blank_wide_lines(source);
        let letter = if memchr2(b'*', b'~', text.as_bytes()).is_some() && !text.is_ascii() { unused_private(&text) } else { None };
        let mut marked = Self { sign: letter.and_then(|_| unused_sign(&text)), letter, text, marks: Vec::new() };
        if letter.is_some() {
            marked.insert();
        }
        marked
    }

    /// The text for the parser.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte of the source that stands at `byte` of the marked text.
    pub fn origin(&self, byte: usize) -> usize {
        let behind = self.marks.partition_point(|m| m.at < byte);
        let gone = behind.checked_sub(1).and_then(|i| self.marks.get(i)).map_or(0, |m| m.before + m.len.min(byte - m.at));
        byte - gone
    }

    /// `text` without marks.
    pub fn strip<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.marks.is_empty() || ![self.letter, self.sign].into_iter().flatten().any(|mark| text.contains(mark)) {
            return Cow::Borrowed(text);
        }
        Cow::Owned(text.chars().filter(|c| !self.is_mark(*c)).collect())
    }

    fn is_mark(&self, c: char) -> bool {
        Some(c) == self.letter || Some(c) == self.sign
    }

    fn insert(&mut self) {
        let places = Places { text: &self.text, sign: self.sign.is_some(), line: (0..0, false) }.all();
        if places.is_empty() {
            return;
        }
        let mut out = String::with_capacity(self.text.len() + places.len() * 8);
        let (mut done, mut before) = (0, 0);
        for place in places {
            out.push_str(self.text.get(done..place.at).unwrap_or(""));
            let at = out.len();
            out.extend(place.sides.iter().filter_map(|side| match side {
                Side::Letter => self.letter,
                Side::Sign => self.sign,
                Side::Nothing => None,
            }));
            let len = out.len() - at;
            self.marks.push(Insertion { at, len, before });
            (done, before) = (place.at, before + len);
        }
        out.push_str(self.text.get(done..).unwrap_or(""));
        self.text = Cow::Owned(out);
    }
}

/// A private-use character that `text` neither holds nor names by a numeric reference.
pub(super) fn unused_private(text: &str) -> Option<char> {
    unused(text, ('\u{E000}'..='\u{F8FF}').chain('\u{F0000}'..='\u{FFFFD}').chain('\u{100000}'..='\u{10FFFD}'))
}

/// A punctuation character of a dead script that `text` does not hold.
fn unused_sign(text: &str) -> Option<char> {
    unused(text, ('\u{12470}'..='\u{12474}').chain('\u{10A50}'..='\u{10A58}').chain('\u{10100}'..='\u{10102}'))
}

fn unused(text: &str, mut candidates: impl Iterator<Item = char>) -> Option<char> {
    let first = candidates.next()?;
    let absent = |needle: &str| memmem::find(text.as_bytes(), needle.as_bytes()).is_none();
    if absent(first.encode_utf8(&mut [0; 4])) && absent("&#") {
        return Some(first);
    }
    let mut taken: std::collections::HashSet<char> = text.chars().filter(|c| *c > '\u{D7FF}').collect();
    taken.extend(text.split("&#").skip(1).filter_map(referenced));
    std::iter::once(first).chain(candidates).find(|c| !taken.contains(c))
}

/// The character of a numeric reference, what follows `&#` given.
fn referenced(rest: &str) -> Option<char> {
    let (digits, radix) = match rest.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16),
        None => (rest, 10),
    };
    let value = digits.chars().map_while(|c| c.to_digit(radix)).try_fold(0u32, |n, d| n.checked_mul(radix)?.checked_add(d))?;
    char::from_u32(value)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Nothing,
    Letter,
    Sign,
}

struct Place {
    at: usize,
    sides: [Side; 2],
}

/// Finds where marks go.
struct Places<'t> {
    text: &'t str,
    sign: bool,
    /// The line looked at last, and whether it is a row of a table.
    line: (Range<usize>, bool),
}

impl Places<'_> {
    fn all(mut self) -> Vec<Place> {
        let bytes = self.text.as_bytes();
        let mut places = Vec::new();
        let (mut i, mut floor) = (0, 0);
        while let Some(step) = bytes.get(i..).and_then(|rest| memchr3(b'*', b'~', b'\\', rest)) {
            i += step;
            if bytes.get(i) == Some(&b'\\') {
                i += if bytes.get(i + 1).is_some_and(u8::is_ascii_punctuation) { 2 } else { 1 };
                floor = i;
                continue;
            }
            let start = i - bytes.get(floor..i).map_or(0, |b| b.iter().rev().take_while(|b| **b == b'_').count());
            let end = i + bytes.get(i..).map_or(0, |b| b.iter().take_while(|b| matches!(b, b'*' | b'~' | b'_')).count());
            self.cluster(start, end, &mut places);
            (i, floor) = (end, end);
        }
        places
    }

    /// Marks for the delimiters in `start..end`, which stand side by side.
    fn cluster(&mut self, start: usize, end: usize, places: &mut Vec<Place>) {
        let delimiters = self.text.get(start..end).unwrap_or("");
        let (left, right) = (self.before(start), self.text.get(end..).and_then(|s| s.chars().next()));
        let cjk = |c: Option<char>| c.is_some_and(is_cjk);
        if !(cjk(left) || cjk(right)) || delimiters == "~" {
            return;
        }
        let solid = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
        let barrier = |near: Option<char>, far: Option<char>| near.is_some_and(|n| is_cjk_punctuation(n) || (cjk(far) && is_sign(n)));
        if barrier(left, right) && !delimiters.starts_with('_') && !self.structural(left, start) {
            places.push(Place { at: start, sides: [Side::Letter, Side::Nothing] });
        }
        if (cjk(left) && solid(right)) || (cjk(right) && solid(left)) {
            self.between(start, delimiters, places);
        }
        if barrier(right, left) && !delimiters.ends_with('_') && !self.structural(right, end) {
            places.push(Place { at: end, sides: [Side::Letter, Side::Nothing] });
        }
    }

    /// Marks where one kind of delimiter meets another.
    fn between(&self, start: usize, delimiters: &str, places: &mut Vec<Place>) {
        for (i, pair) in delimiters.as_bytes().windows(2).enumerate() {
            let sides = match pair {
                [a, b] if a == b => continue,
                [b'_', _] if self.sign => [Side::Sign, Side::Letter],
                [_, b'_'] if self.sign => [Side::Letter, Side::Sign],
                [b'_', _] | [_, b'_'] => continue,
                _ => [Side::Letter, Side::Nothing],
            };
            places.push(Place { at: start + i + 1, sides });
        }
    }

    /// The character before a byte, variation selectors looked through.
    fn before(&self, byte: usize) -> Option<char> {
        let selector = |c: &char| matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}');
        self.text.get(..byte)?.chars().rev().take(3).find(|c| !selector(c))
    }

    /// `|` of a table row, or `>` of a quotation: not text, so it is left alone.
    fn structural(&mut self, c: Option<char>, at: usize) -> bool {
        match c {
            Some('|') => {
                if !(self.line.0.start..=self.line.0.end).contains(&at) || self.line.0.is_empty() {
                    let line = line::around(self.text, at);
                    let row = line::is_row(self.text.get(line.clone()).unwrap_or(""));
                    self.line = (line, row);
                }
                self.line.1
            }
            Some('>') => line::is_quote_prefix(self.text, at),
            _ => false,
        }
    }
}

fn is_sign(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn ascii_is_what_common_mark_says(source in "[ -~\n\t]{0,200}") {
            let marked = Marked::new(&source);
            prop_assert_eq!(marked.text(), source.as_str());
            prop_assert!(matches!(marked.text, Cow::Borrowed(_)) && marked.marks.is_empty());
        }

        #[test]
        fn bytes_map_back(source in "[*~_\\\\甲乙（）“”a.| \n\u{E000}\u{E001}]{0,80}") {
            let marked = Marked::new(&source);
            prop_assert_eq!(marked.strip(marked.text()).into_owned(), source.clone());
            for (at, c) in marked.text().char_indices().filter(|(_, c)| !marked.is_mark(*c)) {
                prop_assert!(source.get(marked.origin(at)..).is_some_and(|s| s.starts_with(c)));
            }
            prop_assert_eq!(marked.origin(marked.text().len()), source.len());
        }
    }

    #[test]
    fn marks_are_characters_that_the_text_does_not_hold() {
        let all: String = ('\u{E000}'..='\u{F8FF}').collect();
        assert_eq!(unused_private(&all), Some('\u{F0000}'));
        assert_eq!(unused_private("&#xE000;&#57345"), Some('\u{E002}'));
        assert_eq!(unused_private(""), Some('\u{E000}'));
    }
}
