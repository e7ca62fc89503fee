use std::sync::Arc;

use ::toml::Spanned as Marked;
use ::toml::de::{DeTable, DeValue};

use super::{Entry, Spanned, Table, Value, fault};
use crate::diag::{Checked, Code};
use crate::text::Span;

/// Parses TOML 1.1 that stands in `span` of `text`; a faulty line does not hide the others.
pub(super) fn parse(text: &str, span: Span, file: &Arc<str>, code: Code) -> Checked<Table> {
    let source = span.of(text);
    let (root, errors) = DeTable::parse_recoverable(source);
    let reading = Reading { text, by: span.start, file };
    let mut table = reading.table(root.get_ref());
    table.broken = !errors.is_empty();
    let faults = errors.iter().map(|e| (e.message().to_owned(), e.span().map_or(span.start, |s| s.start + span.start)));
    Checked::new(table, fault::findings(text, faults.collect(), file, code))
}

struct Reading<'a> {
    text: &'a str,
    by: usize,
    file: &'a Arc<str>,
}

impl Reading<'_> {
    fn span(&self, range: std::ops::Range<usize>) -> Span {
        let end = (range.end + self.by).min(self.text.len());
        Span::new((range.start + self.by).min(end), end)
    }

    /// The parser sorts names; an editor reads them in the order of the file.
    fn table(&self, table: &DeTable<'_>) -> Table {
        let mut entries: Vec<Entry> = table
            .iter()
            .map(|(key, value)| Entry {
                key: key.get_ref().to_string(),
                key_span: self.span(key.span()),
                span: self.span(value.span()),
                value: self.value(value),
                file: self.file.clone(),
            })
            .collect();
        entries.sort_by_key(|e| e.key_span.start);
        Table { entries, broken: false }
    }

    /// Recursion ends: the parser refuses to nest deeper than 80.
    fn value(&self, value: &Marked<DeValue<'_>>) -> Value {
        match value.get_ref() {
            DeValue::String(s) => Value::Text(s.to_string()),
            DeValue::Integer(i) => i64::from_str_radix(i.as_str(), i.radix()).map_or_else(|_| Value::Text(i.to_string()), Value::Integer),
            DeValue::Float(f) => f.as_str().parse().map_or_else(|_| Value::Text(f.to_string()), Value::Float),
            DeValue::Boolean(b) => Value::Bool(*b),
            DeValue::Datetime(d) => Value::Date(d.to_string()),
            DeValue::Array(items) => {
                Value::List(items.iter().map(|i| Spanned { value: self.value(i), span: self.span(i.span()), file: self.file.clone() }).collect())
            }
            DeValue::Table(t) => Value::Table(self.table(t)),
        }
    }
}
