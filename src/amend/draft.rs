use std::collections::VecDeque;

use crate::diag::Edit;
use crate::text::Span;

/// A text that is edited again and again and knows what each part of it replaces in the original.
#[derive(Debug, Clone)]
pub(super) struct Draft<'a> {
    original: &'a str,
    parts: Vec<Part>,
}

/// A stretch of the original, or a text in its place.
#[derive(Debug, Clone)]
struct Part {
    new: Option<String>,
    over: Span,
}

impl Part {
    fn len(&self) -> usize {
        self.new.as_ref().map_or(self.over.end - self.over.start, String::len)
    }

    /// Cut behind `at` of its bytes; what was replaced stays with the first half.
    fn cut(self, at: usize) -> (Self, Self) {
        match self.new {
            None => {
                let middle = self.over.start + at;
                (Self { new: None, over: Span::new(self.over.start, middle) }, Self { new: None, over: Span::new(middle, self.over.end) })
            }
            Some(text) => {
                let (left, right) = (text.get(..at).unwrap_or("").to_owned(), text.get(at..).unwrap_or("").to_owned());
                (Self { new: Some(left), over: self.over }, Self { new: Some(right), over: Span::new(self.over.end, self.over.end) })
            }
        }
    }
}

impl<'a> Draft<'a> {
    pub fn new(original: &'a str) -> Self {
        Self { original, parts: vec![Part { new: None, over: Span::new(0, original.len()) }] }
    }

    /// The text as it stands now.
    pub fn text(&self) -> String {
        self.parts.iter().map(|p| p.new.as_deref().unwrap_or_else(|| p.over.of(self.original))).collect()
    }

    /// The text before any edit.
    pub fn original(&self) -> &'a str {
        self.original
    }

    /// Makes edits of the text as it stands, in order and apart from each other; says where each begins in the original.
    pub fn edit(&mut self, edits: &[Edit]) -> Vec<usize> {
        let mut feed = Feed { rest: std::mem::take(&mut self.parts).into(), end: self.original.len() };
        let (mut done, mut origins) = (0, Vec::with_capacity(edits.len()));
        for edit in edits {
            self.parts.extend(feed.take(edit.span.start - done));
            let at = feed.place();
            let gone = feed.take(edit.span.end - edit.span.start);
            let over = Span::new(gone.first().map_or(at, |p| p.over.start), gone.last().map_or(at, |p| p.over.end));
            origins.push(over.start);
            self.parts.push(Part { new: Some(edit.text.clone()), over });
            done = edit.span.end;
        }
        self.parts.extend(feed.rest);
        origins
    }

    /// Everything that was edited, as edits of the original: in order, apart from each other.
    pub fn edits(&self) -> Vec<Edit> {
        let mut out: Vec<Edit> = Vec::new();
        for part in &self.parts {
            let Some(text) = &part.new else { continue };
            match out.last_mut() {
                Some(last) if last.span.end == part.over.start => {
                    last.span.end = part.over.end;
                    last.text.push_str(text);
                }
                _ => out.push(Edit { span: part.over, text: text.clone() }),
            }
        }
        out.retain(|e| e.text != e.span.of(self.original));
        out
    }
}

/// The parts still to come.
struct Feed {
    rest: VecDeque<Part>,
    end: usize,
}

impl Feed {
    /// The next `bytes` of the text.
    fn take(&mut self, mut bytes: usize) -> Vec<Part> {
        let mut out = Vec::new();
        while bytes > 0
            && let Some(part) = self.rest.pop_front()
        {
            let len = part.len();
            if len <= bytes {
                bytes -= len;
                out.push(part);
            } else {
                let (left, right) = part.cut(bytes);
                self.rest.push_front(right);
                out.push(left);
                bytes = 0;
            }
        }
        out
    }

    /// Where the next byte stands in the original.
    fn place(&self) -> usize {
        self.rest.front().map_or(self.end, |p| p.over.start)
    }
}

/// The text with edits made that are in order and apart from each other.
pub(super) fn applied(text: &str, edits: &[Edit]) -> String {
    let (mut out, mut done) = (String::with_capacity(text.len()), 0);
    for edit in edits {
        out.push_str(text.get(done..edit.span.start).unwrap_or(""));
        out.push_str(&edit.text);
        done = edit.span.end;
    }
    out.push_str(text.get(done..).unwrap_or(""));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(start: usize, end: usize, text: &str) -> Edit {
        Edit { span: Span::new(start, end), text: text.to_owned() }
    }

    #[test]
    fn later_edits_become_edits_of_the_original() {
        let original = "0123456789";
        let mut draft = Draft::new(original);
        assert_eq!(draft.edit(&[edit(2, 4, "ab"), edit(6, 6, "xyz")]), [2, 6]);
        assert_eq!(draft.text(), "01ab45xyz6789");
        assert_eq!(draft.edit(&[edit(3, 8, ""), edit(11, 12, "!")]), [4, 8]);
        assert_eq!(draft.text(), "01az67!9");
        let edits = draft.edits();
        assert_eq!(applied(original, &edits), draft.text());
        assert_eq!(edits, [edit(2, 6, "az"), edit(8, 9, "!")]);
    }

    #[test]
    fn an_edit_taken_back_is_none() {
        let mut draft = Draft::new("abc");
        draft.edit(&[edit(1, 2, "")]);
        draft.edit(&[edit(1, 1, "b")]);
        assert!(draft.edits().is_empty(), "{:?}", draft.edits());
    }
}
