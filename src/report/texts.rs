use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use crate::diag::Diagnostic;
use crate::text::{LineIndex, Span};

/// Bytes between two counted places of a text: the most that a look-up has to read.
const STRIDE: usize = 512;

/// The decoded texts that findings point into, by file name as the findings spell it.
#[derive(Debug, Clone, Default)]
pub struct Texts(HashMap<Arc<str>, Indexed>);

/// Where a finding stands: line and column from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line, front matter counted.
    pub line: usize,
    /// The character in that line.
    pub column: usize,
}

/// A text, and its lines and characters counted when first asked for.
#[derive(Debug, Clone)]
pub(super) struct Indexed {
    text: Arc<str>,
    index: OnceLock<Index>,
}

#[derive(Debug, Clone)]
struct Index {
    lines: LineIndex,
    /// How many characters start before each multiple of [`STRIDE`].
    marks: Vec<usize>,
}

impl Texts {
    /// No texts yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Remembers the decoded text of a file (BOM dropped, line ends as `\n`); a second text for one name replaces the first.
    pub fn insert(&mut self, file: Arc<str>, text: Arc<str>) {
        self.0.insert(file, Indexed { text, index: OnceLock::new() });
    }

    /// The decoded text of a file.
    pub fn get(&self, file: &str) -> Option<&str> {
        self.0.get(file).map(|entry| &*entry.text)
    }

    /// Where a finding stands; `None` if it names no place or its text is unknown. A place past the end is the end.
    pub fn place(&self, finding: &Diagnostic) -> Option<Place> {
        let (entry, span) = self.spot(finding)?;
        Some(entry.place(span.start))
    }

    /// Where a finding begins and where it ends, the end itself left out.
    pub fn places(&self, finding: &Diagnostic) -> Option<(Place, Place)> {
        let (entry, span) = self.spot(finding)?;
        Some((entry.place(span.start), entry.place(span.end)))
    }

    /// The text of a finding and its range, cut to that text and to whole characters.
    pub(super) fn spot(&self, finding: &Diagnostic) -> Option<(&Indexed, Span)> {
        let entry = self.0.get(finding.file.as_deref()?)?;
        let span = finding.span?;
        let start = floor(&entry.text, span.start);
        Some((entry, Span::new(start, floor(&entry.text, span.end).max(start))))
    }
}

impl Indexed {
    /// Line and column of a byte of this text.
    pub(super) fn place(&self, byte: usize) -> Place {
        let index = self.index();
        let line = index.lines.line(byte);
        let start = index.lines.span(line).start;
        let column = index.characters(&self.text, byte).saturating_sub(index.characters(&self.text, start)) + 1;
        Place { line, column }
    }

    /// The bytes of a line (from 1) without its line end, and the line itself.
    pub(super) fn line(&self, line: usize) -> (Span, &str) {
        let span = self.index().lines.span(line);
        (span, span.of(&self.text))
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.text))
    }
}

impl Index {
    fn new(text: &str) -> Self {
        let mut count = 0;
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        for (at, byte) in text.bytes().enumerate() {
            if at % STRIDE == 0 {
                marks.push(count);
            }
            count += usize::from(starts_character(byte));
        }
        Self { lines: LineIndex::new(text), marks }
    }

    /// How many characters start before `byte`.
    fn characters(&self, text: &str, byte: usize) -> usize {
        let byte = byte.min(text.len());
        let from = byte / STRIDE;
        let Some(mark) = self.marks.get(from) else {
            return text.as_bytes().iter().filter(|b| starts_character(**b)).count();
        };
        let rest = text.as_bytes().get(from * STRIDE..byte).unwrap_or_default();
        mark + rest.iter().filter(|b| starts_character(**b)).count()
    }
}

/// Whether a byte of UTF-8 begins a character (RFC 3629 §3: all but 10xxxxxx).
fn starts_character(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

fn floor(text: &str, byte: usize) -> usize {
    let mut at = byte.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
