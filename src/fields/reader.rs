use std::sync::Arc;

use super::wording::{self, Stands};
use super::{Entry, Field, Shape, Spanned, Table, Value, nearest};
use crate::date::Moment;
use crate::diag::{Code, Diagnostic};
use crate::lang::Lang;
use crate::text::Span;

/// Takes typed values out of a table, remembers which names were asked for, and collects what is wrong.
///
/// Lenient where that is harmless: one text is a list of one, an empty text or a YAML null is absent.
#[derive(Debug)]
pub struct Reader<'a> {
    table: &'a Table,
    file: Arc<str>,
    used: Vec<&'a str>,
    findings: Vec<Diagnostic>,
    /// Required names that are absent, with what would be said of it.
    missing: Vec<(String, Diagnostic)>,
    unknown: Code,
    /// The table's own place where it stands inside another.
    place: Option<Span>,
}

impl<'a> Reader<'a> {
    /// Reads a document's table. `file` is where a missing field would stand.
    pub fn new(table: &'a Table, file: impl Into<Arc<str>>) -> Self {
        Self { table, file: file.into(), used: Vec::new(), findings: Vec::new(), missing: Vec::new(), unknown: Code::UnknownField, place: None }
    }

    /// Reads a table of the settings: a name left over is an unknown setting.
    pub fn settings(table: &'a Table, file: impl Into<Arc<str>>) -> Self {
        Self { unknown: Code::UnknownSetting, ..Self::new(table, file) }
    }

    /// A reader for a table inside this one; give its findings back with [`Reader::absorb`].
    ///
    /// `span` and `key` say where it stands.
    pub fn inner(&self, table: &'a Table, span: Span, key: &str) -> Reader<'a> {
        Reader { unknown: self.unknown, place: Some(span), ..Reader::new(table, self.file_of(key)) }
    }

    /// The entry as it was written, marked as used; `None` where it is missing or YAML's null.
    pub fn entry(&mut self, key: &str) -> Option<&'a Entry> {
        let entry = self.table.get(key)?;
        self.used.push(&entry.key);
        (entry.value != Value::Nothing).then_some(entry)
    }

    /// A text with its place; an empty one is absent.
    pub fn text_at(&mut self, key: &str) -> Option<Spanned<String>> {
        let entry = self.entry(key)?;
        match &entry.value {
            Value::Text(text) => (!text.trim().is_empty()).then(|| entry.spanned(text.trim().to_owned())),
            _ => self.mismatch(entry, Shape::Text),
        }
    }

    /// A text; an empty one is absent.
    pub fn text(&mut self, key: &str) -> Option<String> {
        self.text_at(key).map(|t| t.value)
    }

    /// A text that must be there.
    pub fn required_text(&mut self, key: &str) -> Option<Spanned<String>> {
        let broken = self.table.broken;
        let before = self.findings.len();
        let found = self.text_at(key);
        if found.is_none() && !broken && self.findings.len() == before {
            self.missing(key);
        }
        found
    }

    /// A date: TOML's own, or text that [`Moment::parse`] reads.
    pub fn date(&mut self, key: &str) -> Option<Moment> {
        let entry = self.entry(key)?;
        let text = match &entry.value {
            Value::Text(text) if text.trim().is_empty() => return None,
            Value::Text(text) | Value::Date(text) => text,
            _ => return self.mismatch(entry, Shape::Date),
        };
        let moment = Moment::parse(text);
        if moment.is_none() {
            self.bad(
                entry,
                (format!("“{key}”的值“{text}”不是能用的日期"), format!("{key}: “{text}” is not a usable date")),
                (
                    format!("写成年-月-日，要具体时间就再加时分，不带时区：{key} = 2022-04-29 或 {key} = \"2022-04-29 09:30\""),
                    format!("write year-month-day, with hours and minutes if wanted, without a zone: {key} = 2022-04-29 or {key} = \"2022-04-29 09:30\""),
                ),
            );
        }
        moment
    }

    /// `true` or `false`.
    pub fn flag(&mut self, key: &str) -> Option<bool> {
        let entry = self.entry(key)?;
        match &entry.value {
            Value::Bool(flag) => Some(*flag),
            _ => self.mismatch(entry, Shape::Flag),
        }
    }

    /// A whole number.
    pub fn integer(&mut self, key: &str) -> Option<i64> {
        let entry = self.entry(key)?;
        match &entry.value {
            Value::Integer(n) => Some(*n),
            _ => self.mismatch(entry, Shape::Integer),
        }
    }

    /// Texts with their places; one text alone is a list of one, empty ones are left out.
    pub fn list_at(&mut self, key: &str) -> Vec<Spanned<String>> {
        let Some(entry) = self.entry(key) else { return Vec::new() };
        let items = match &entry.value {
            Value::Text(text) => return if text.trim().is_empty() { Vec::new() } else { vec![entry.spanned(text.trim().to_owned())] },
            Value::List(items) => items,
            _ => return self.mismatch(entry, Shape::Texts).unwrap_or_default(),
        };
        let mut texts = Vec::new();
        for item in items {
            match &item.value {
                Value::Text(text) if text.trim().is_empty() => {}
                Value::Text(text) => texts.push(Spanned { value: text.trim().to_owned(), span: item.span, file: item.file.clone() }),
                Value::Nothing => {}
                other => self.findings.push(wording::wrong_item(key, other, Shape::Text, item.span, &item.file)),
            }
        }
        texts
    }

    /// Texts; one text alone is a list of one.
    pub fn list_of_text(&mut self, key: &str) -> Vec<String> {
        self.list_at(key).into_iter().map(|t| t.value).collect()
    }

    /// A table.
    pub fn table(&mut self, key: &str) -> Option<&'a Table> {
        let entry = self.entry(key)?;
        match &entry.value {
            Value::Table(table) => Some(table),
            _ => self.mismatch(entry, Shape::Table),
        }
    }

    /// Tables, each with the place of the whole; one table alone is a list of one.
    pub fn tables(&mut self, key: &str) -> Vec<(&'a Table, Span)> {
        let mut tables = Vec::new();
        for (item, span) in self.items(key, Shape::Tables) {
            match item {
                Value::Table(table) => tables.push((table, span)),
                Value::Nothing => {}
                other => self.wrong_item(key, other, Shape::Table, span),
            }
        }
        tables
    }

    /// The values of a list as they are; one value alone is a list of one if it is a text or a table.
    pub fn items(&mut self, key: &str, shape: Shape) -> Vec<(&'a Value, Span)> {
        let Some(entry) = self.entry(key) else { return Vec::new() };
        match &entry.value {
            Value::List(items) => items.iter().map(|i| (&i.value, i.span)).collect(),
            Value::Table(_) => vec![(&entry.value, entry.span)],
            Value::Text(text) if shape == Shape::Items => {
                if text.trim().is_empty() {
                    Vec::new()
                } else {
                    vec![(&entry.value, entry.span)]
                }
            }
            _ => self.mismatch(entry, shape).unwrap_or_default(),
        }
    }

    /// The file in which that field stands.
    pub fn file_of(&self, key: &str) -> Arc<str> {
        self.table.get(key).map_or_else(|| self.file.clone(), |e| e.file.clone())
    }

    /// Reports a value that cannot be used: message and help, each in Chinese and English.
    pub fn bad(&mut self, entry: &Entry, message: (String, String), help: (String, String)) {
        self.bad_at(entry.span, entry.file.clone(), message, help);
    }

    /// The same for a part of a value.
    pub fn bad_at(&mut self, span: Span, file: Arc<str>, message: (String, String), help: (String, String)) {
        self.findings.push(Diagnostic::new(Code::BadValue, message.0, message.1).in_file(file).at(span).help(help.0, help.1));
    }

    /// Reports a required field as missing, at the head of the file.
    pub fn missing(&mut self, key: &str) {
        if self.table.broken {
            return;
        }
        let place = self.table.get(key).map_or(self.place.unwrap_or_default(), |e| Span::new(e.key_span.start, e.span.end));
        let stands = match (self.place, self.unknown) {
            (Some(_), _) => Stands::Inside,
            (None, Code::UnknownField) if self.table.is_empty() => Stands::Nowhere,
            _ => Stands::AtTop,
        };
        self.missing.push((key.to_owned(), wording::missing(key, place, self.file_of(key), stands)));
    }

    /// Takes over what an inner reader found.
    pub fn absorb(&mut self, findings: Vec<Diagnostic>) {
        self.findings.extend(findings);
    }

    /// Everything found, in a table whose names are free.
    pub fn finish_free(self) -> Vec<Diagnostic> {
        self.findings
    }

    /// Everything found, in a table whose names are languages: any other name is a finding.
    pub fn finish_languages(mut self, languages: &[Lang]) -> Vec<Diagnostic> {
        for entry in self.table.entries.iter().filter(|e| !self.used.contains(&e.key.as_str())) {
            if !languages.iter().any(|l| l.tag().eq_ignore_ascii_case(&entry.key)) {
                self.findings.push(wording::unknown_language(entry, languages, self.unknown));
            }
        }
        self.findings
    }

    /// Marks tables named like a language that the site does not have: each is a finding of its own.
    pub fn refuse_languages(&mut self, languages: &[Lang], known: &[Field]) {
        for entry in &self.table.entries {
            let is_other = matches!(entry.value, Value::Table(_)) && Lang::new(&entry.key).is_some() && !known.iter().any(|f| f.key == entry.key);
            if is_other && !languages.iter().any(|l| l.tag().eq_ignore_ascii_case(&entry.key)) {
                self.used.push(&entry.key);
                self.findings.push(wording::unknown_language(entry, languages, self.unknown));
            }
        }
    }

    /// Everything found, with a finding for every name that `known` does not list. Sorted by place.
    ///
    /// A required name that is only mistyped is told once, as the mistyped one.
    pub fn finish(mut self, known: &[Field]) -> Vec<Diagnostic> {
        let mut missing = std::mem::take(&mut self.missing);
        for entry in &self.table.entries {
            if !self.used.contains(&entry.key.as_str()) && !known.iter().any(|f| f.key == entry.key) {
                let near = nearest(&entry.key, known);
                missing.retain(|(key, _)| near != Some(key.as_str()));
                self.findings.push(wording::unknown(entry, known, near, self.unknown));
            }
        }
        self.findings.extend(missing.into_iter().map(|(_, finding)| finding));
        self.findings.sort_by_key(|d| (d.file.clone() != Some(self.file.clone()), d.span.map(|s| s.start)));
        self.findings
    }

    fn mismatch<T>(&mut self, entry: &Entry, wanted: Shape) -> Option<T> {
        self.wrong(&entry.key, &entry.value, wanted, entry.span, &entry.file);
        None
    }

    /// Reports an item of a list that has the wrong type.
    pub fn wrong_item(&mut self, key: &str, value: &Value, wanted: Shape, span: Span) {
        let file = self.file_of(key);
        self.findings.push(wording::wrong_item(key, value, wanted, span, &file));
    }

    /// Reports a value of the wrong type at `span`.
    pub fn wrong(&mut self, key: &str, value: &Value, wanted: Shape, span: Span, file: &Arc<str>) {
        self.findings.push(wording::wrong_type(key, value, wanted, span, file));
    }
}

impl Entry {
    /// Something read from this entry's value, with the value's place.
    pub fn spanned<T>(&self, value: T) -> Spanned<T> {
        Spanned { value, span: self.span, file: self.file.clone() }
    }
}
