/// Finds line and column of a byte in a text with `\n` line ends.
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<usize>,
    len: usize,
}

impl LineIndex {
    /// Indexes `text` once; look-ups are then logarithmic.
    pub fn new(text: &str) -> Self {
        let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1)).collect();
        Self { starts, len: text.len() }
    }

    /// The line of a byte, from 1. A byte past the end is on the last line.
    pub fn line(&self, byte: usize) -> usize {
        self.starts.partition_point(|&s| s <= byte.min(self.len)).max(1)
    }

    /// Line and column of a byte, both from 1, the column in characters.
    pub fn place(&self, text: &str, byte: usize) -> (usize, usize) {
        let byte = byte.min(self.len);
        let line = self.line(byte);
        let start = self.starts[line - 1];
        (line, text.get(start..byte).map_or(0, |s| s.chars().count()) + 1)
    }

    /// The bytes of a line (from 1), its line end left out.
    pub fn span(&self, line: usize) -> super::Span {
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(self.len);
        let end = self.starts.get(line).map_or(self.len, |next| next - 1);
        super::Span::new(start, end)
    }

    /// How many lines the text has; an empty text has one.
    pub fn count(&self) -> usize {
        self.starts.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters_and_clamp() {
        let text = "甲乙\n丙丁戊\n";
        let index = LineIndex::new(text);
        assert_eq!(index.place(text, 0), (1, 1));
        assert_eq!(index.place(text, text.find('丁').unwrap()), (2, 2));
        assert_eq!(index.place(text, 999), (3, 1));
        assert_eq!(index.span(2).of(text), "丙丁戊");
    }
}
