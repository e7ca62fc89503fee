/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Text in quotes.
    Text,
    /// Text, or a table with one text a language.
    Worded,
    /// A list of texts; one text alone is a list of one.
    Texts,
    /// A date, with a time of day if wanted.
    Date,
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Integer,
    /// A table.
    Table,
    /// A list of tables.
    Tables,
    /// A list of texts or tables.
    Items,
}

impl Shape {
    /// Its name in messages and documentation, Chinese and English.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Text => ("文字", "text"),
            Self::Worded => ("文字，或按语言分写的文字", "text, or one text a language"),
            Self::Texts => ("文字列表", "a list of texts"),
            Self::Date => ("日期", "a date"),
            Self::Flag => ("是或否（true/false）", "true or false"),
            Self::Integer => ("整数", "a whole number"),
            Self::Table => ("一组字段", "a table"),
            Self::Tables => ("若干组字段", "a list of tables"),
            Self::Items => ("列表，每项是文字或一组字段", "a list of texts or tables"),
        }
    }

    /// A value of this shape as TOML writes it.
    pub fn example(self) -> &'static str {
        match self {
            Self::Text | Self::Worded => "\"……\"",
            Self::Texts | Self::Items => "[\"……\", \"……\"]",
            Self::Date => "2022-04-29",
            Self::Flag => "true",
            Self::Integer => "1",
            Self::Table => "{ … }",
            Self::Tables => "[{ … }]",
        }
    }
}

/// One field that a kind of document or the settings know: the source of checks, messages and documentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// The name in the file.
    pub key: &'static str,
    /// What it takes.
    pub shape: Shape,
    /// What it is, Chinese; the first word is the name an editor would give it.
    pub zh: &'static str,
    /// What it is, English.
    pub en: &'static str,
}

/// A field, for tables of them.
pub const fn field(key: &'static str, shape: Shape, zh: &'static str, en: &'static str) -> Field {
    Field { key, shape, zh, en }
}

/// A table of fields: those of a kind of document, of all kinds, or of one table of the settings.
#[derive(Debug, Clone, Copy)]
pub struct Schema {
    /// Its name in the documentation.
    pub name: &'static str,
    /// Its Chinese name.
    pub zh: &'static str,
    /// Its fields, in the order of the documentation.
    pub fields: &'static [Field],
}
