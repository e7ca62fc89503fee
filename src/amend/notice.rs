use serde_json::Value;

use super::change::Proposal;
use crate::diag::Code;
use crate::fields::split;
use crate::notice::{Notice, Reading, read};
use crate::text::Span;

/// A notice read from the text of a file, its front matter passed over.
pub(super) struct Paper {
    start: usize,
    reading: Reading,
}

impl Paper {
    pub fn read(text: &str) -> Self {
        let body = split(text).body;
        Self { start: body.start, reading: read(body.of(text)) }
    }

    /// Whether it carries a 密级 marking.
    pub fn is_classified(&self) -> bool {
        self.reading.diagnostics.iter().any(|d| d.code == Code::Classified)
    }

    /// Its mends and the findings that carry an edit.
    pub fn proposals(&self, text: &str) -> Vec<Proposal> {
        let mends = self.reading.mends.iter().map(|m| Proposal::of_mend(m, self.start));
        let findings = self.reading.diagnostics.iter().cloned().map(|d| d.shifted(self.start));
        mends.chain(findings.filter_map(|d| Proposal::of_finding(&d, text))).collect()
    }

    /// Everything it says: words, numbers, names and structure, without places and without the form of the number's brackets.
    pub fn says(&self) -> Value {
        let notice: &Notice = &self.reading.notice;
        let mut value = serde_json::to_value(notice).unwrap_or(Value::Null);
        drop_lines(&mut value);
        if let Some(Value::String(text)) = value.pointer_mut("/doc_number/text") {
            *text = text.chars().filter(|c| c.is_alphanumeric()).collect();
        }
        Value::Array(vec![value, notice.date_text.clone().into()])
    }
}

fn drop_lines(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(drop_lines),
        Value::Object(map) => {
            map.remove("line");
            map.values_mut().for_each(drop_lines);
        }
        _ => {}
    }
}

/// Takes a line that is left empty out altogether, and one of two blank lines that then meet.
pub(super) fn whole_line(text: &str, span: Span) -> Span {
    let start = text.get(..span.start).and_then(|t| t.rfind('\n')).map_or(0, |i| i + 1);
    let end = text.get(span.end..).and_then(|t| t.find('\n')).map_or(text.len(), |i| span.end + i);
    let outside = [text.get(start..span.start), text.get(span.end..end)];
    if outside.iter().any(|t| t.is_none_or(|t| !t.trim().is_empty())) || span.start == span.end {
        return span;
    }
    let blank_above = text.get(..start).is_none_or(|t| t.is_empty() || t.ends_with("\n\n"));
    let mut to = (end + 1).min(text.len());
    if blank_above && text.get(to..).is_some_and(|t| t.starts_with('\n')) {
        to += 1;
    }
    Span::new(start, to)
}
