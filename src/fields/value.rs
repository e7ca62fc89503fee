use std::sync::Arc;

use crate::text::Span;

/// A value and where it was written.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its bytes in the text of `file`, quotes included.
    pub span: Span,
    /// The file it stands in: the document's own, or the `.toml` beside it.
    pub file: Arc<str>,
}

impl<T> Spanned<T> {
    /// The same wherever it stands in the file.
    pub fn unplaced(self) -> Self {
        Self { span: Span::default(), ..self }
    }
}

/// A value as TOML or YAML knows it.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Float(f64),
    /// `true` or `false`.
    Bool(bool),
    /// A TOML date or time, as it was written.
    Date(String),
    /// Several values.
    List(Vec<Spanned<Value>>),
    /// Values with names.
    Table(Table),
    /// YAML's null: a name with nothing after it. Readers take it for absent.
    Nothing,
}

/// One name and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The name.
    pub key: String,
    /// Where the name stands.
    pub key_span: Span,
    /// The value.
    pub value: Value,
    /// Where the value stands, quotes included.
    pub span: Span,
    /// The file it stands in.
    pub file: Arc<str>,
}

/// Names and values in the order in which they were written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// The entries; names are unique.
    pub entries: Vec<Entry>,
    /// Whether a part of it could not be read, so that a missing name means nothing.
    pub broken: bool,
}

impl Table {
    /// The entry of that name.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|e| e.key == key)
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl Value {
    /// What it is, in words for an editor, Chinese and English.
    pub fn type_words(&self) -> (&'static str, &'static str) {
        match self {
            Self::Text(_) => ("文字", "text"),
            Self::Integer(_) => ("整数", "a whole number"),
            Self::Float(_) => ("小数", "a number"),
            Self::Bool(_) => ("是或否（true/false）", "true or false"),
            Self::Date(_) => ("日期", "a date"),
            Self::List(_) => ("列表", "a list"),
            Self::Table(_) => ("一组字段", "a table"),
            Self::Nothing => ("空白", "nothing"),
        }
    }
}
