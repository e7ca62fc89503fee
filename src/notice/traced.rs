use crate::text::Span;

/// Text that remembers where in the source each part stands, through cuts, replacements and joins.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Traced {
    text: String,
    parts: Vec<Part>,
}

/// A stretch that was copied (equal lengths) or replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    at: usize,
    len: usize,
    source: Span,
}

impl Traced {
    /// The text as it reads now.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Copies a character or a slice that stands at `source`.
    pub fn copy(&mut self, text: &str, source: usize) {
        self.replace(text, Span::new(source, source + text.len()));
    }

    /// Writes `text` for the bytes of `source`.
    pub fn replace(&mut self, text: &str, source: Span) {
        let (at, len) = (self.text.len(), text.len());
        self.text.push_str(text);
        if let Some(last) = self.parts.last_mut()
            && last.source.end == source.start
            && last.len == last.source.end - last.source.start
            && len == source.end - source.start
        {
            last.len += len;
            last.source.end = source.end;
            return;
        }
        if len > 0 {
            self.parts.push(Part { at, len, source });
        }
    }

    /// Puts another text behind this one.
    pub fn append(&mut self, other: &Traced) {
        for part in &other.parts {
            self.replace(other.text.get(part.at..part.at + part.len).unwrap_or(""), part.source);
        }
    }

    /// The part between two bytes.
    pub fn slice(&self, start: usize, end: usize) -> Traced {
        let mut out = Traced::default();
        let first = self.parts.partition_point(|p| p.at + p.len <= start);
        for part in self.parts.iter().skip(first).take_while(|p| p.at < end) {
            let (from, to) = (part.at.max(start), (part.at + part.len).min(end));
            let Some(text) = self.text.get(from..to) else { continue };
            let source = if part.len == part.source.end - part.source.start {
                Span::new(part.source.start + from - part.at, part.source.start + to - part.at)
            } else {
                part.source
            };
            out.replace(text, source);
        }
        out
    }

    /// Without white space at both ends.
    pub fn trimmed(&self) -> Traced {
        let start = self.text.len() - self.text.trim_start().len();
        let end = start + self.text.trim().len();
        if start == 0 && end == self.text.len() { self.clone() } else { self.slice(start, end) }
    }

    /// Where the bytes from `start` to `end` stand in the source.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let first = self.parts.partition_point(|p| p.at + p.len <= start);
        let last = self.parts.partition_point(|p| p.at < end).saturating_sub(1);
        let (Some(first), Some(last)) = (self.parts.get(first).or(self.parts.last()), self.parts.get(last)) else {
            return Span::default();
        };
        let exact = |p: &Part, byte: usize, other: usize| {
            if p.len == p.source.end - p.source.start { p.source.start + byte.clamp(p.at, p.at + p.len) - p.at } else { other }
        };
        let from = exact(first, start, first.source.start);
        Span::new(from, exact(last, end, last.source.end).max(from))
    }

    /// The same text from a source that stands `by` bytes further on.
    pub fn shifted(mut self, by: usize) -> Traced {
        self.parts.iter_mut().for_each(|part| part.source = part.source.shifted(by));
        self
    }

    /// Where the whole text stands in the source.
    pub fn whole(&self) -> Span {
        self.span(0, self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_survive_cuts_and_joins() {
        let source = "甲，乙,丙";
        let mut a = Traced::default();
        a.copy("甲，乙", 0);
        a.replace("，", Span::new(9, 10));
        a.copy("丙", 10);
        assert_eq!(a.text(), "甲，乙，丙");
        assert_eq!(a.span(9, 12).of(source), ",");
        assert_eq!(a.span(6, 15).of(source), "乙,丙");
        let mut b = a.slice(9, 15);
        b.append(&a.slice(0, 3));
        assert_eq!(b.text(), "，丙甲");
        assert_eq!(b.span(3, 6).of(source), "丙");
        assert_eq!(b.span(6, 9).of(source), "甲");
    }
}
