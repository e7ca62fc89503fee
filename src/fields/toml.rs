use std::collections::BTreeSet;
use std::sync::Arc;

use ::toml::Spanned as Marked;
use ::toml::de::{DeString, DeTable, DeValue};

use super::{Entry, Spanned, Table, Value, fault};
use crate::diag::{Checked, Code};
use crate::text::{LineIndex, Span};

/// Parses TOML 1.1 that stands in `span` of `text`; a faulty line does not hide the others.
pub(super) fn parse(text: &str, span: Span, file: &Arc<str>, code: Code) -> Checked<Table> {
    let (root, errors) = DeTable::parse_recoverable(span.of(text));
    let faults: Vec<(String, usize)> = errors.iter().map(|e| (e.message().to_owned(), e.span().map_or(span.start, |s| s.start + span.start))).collect();
    let index = LineIndex::new(text.get(..span.end).unwrap_or(text));
    let faulty = faults.iter().map(|(_, at)| index.line(*at)).collect();
    let mut table = Reading { text, index, by: span.start, file, faulty }.table(root.get_ref());
    table.broken = !errors.is_empty();
    Checked::new(table, fault::findings(text, faults, file, code))
}

struct Reading<'a> {
    text: &'a str,
    index: LineIndex,
    by: usize,
    file: &'a Arc<str>,
    /// Lines whose values are none: one fault is told once.
    faulty: BTreeSet<usize>,
}

impl Reading<'_> {
    fn span(&self, range: std::ops::Range<usize>) -> Span {
        let end = (range.end + self.by).min(self.text.len());
        Span::new((range.start + self.by).min(end), end)
    }

    /// The parser sorts names; an editor reads them in the order of the file.
    fn table(&self, table: &DeTable<'_>) -> Table {
        let mut entries: Vec<Entry> = table.iter().filter_map(|(key, value)| self.entry(key, value)).collect();
        let broken = entries.len() < table.len();
        entries.sort_by_key(|e| e.key_span.start);
        Table { entries, broken }
    }

    /// One entry, unless a fault stands in its lines.
    fn entry(&self, key: &Marked<DeString<'_>>, value: &Marked<DeValue<'_>>) -> Option<Entry> {
        let key_span = self.span(key.span());
        let is_table = matches!(value.get_ref(), DeValue::Table(_));
        // A table may have a header before its name, or, where a dotted name implies it, no place at all.
        let span = Some(self.span(value.span())).filter(|s| s.start >= key_span.start || (is_table && s.end > key_span.end)).unwrap_or(key_span);
        let lines = self.index.line(key_span.start)..=self.index.line(span.end.max(key_span.end));
        if !is_table && self.faulty.range(lines).next().is_some() {
            return None;
        }
        Some(Entry { key: key.get_ref().to_string(), key_span, span, value: self.value(value), file: self.file.clone() })
    }

    /// Recursion ends: the parser refuses to nest deeper than 80.
    fn value(&self, value: &Marked<DeValue<'_>>) -> Value {
        let item = |i: &Marked<DeValue<'_>>| Spanned { value: self.value(i), span: self.span(i.span()), file: self.file.clone() };
        match value.get_ref() {
            DeValue::String(s) => Value::Text(s.to_string()),
            DeValue::Integer(i) => i64::from_str_radix(i.as_str(), i.radix()).map_or_else(|_| Value::Text(i.to_string()), Value::Integer),
            DeValue::Float(f) => f.as_str().parse().map_or_else(|_| Value::Text(f.to_string()), Value::Float),
            DeValue::Boolean(b) => Value::Bool(*b),
            DeValue::Datetime(d) => Value::Date(d.to_string()),
            DeValue::Array(items) => Value::List(items.iter().map(item).collect()),
            DeValue::Table(t) => Value::Table(self.table(t)),
        }
    }
}
