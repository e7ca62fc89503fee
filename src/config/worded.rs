use std::collections::BTreeMap;

use crate::fields::{Reader, Shape, Value};
use crate::lang::Lang;

/// Words that may differ by language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Worded {
    /// What holds for every language without words of its own.
    pub all: Option<String>,
    /// Words of single languages.
    pub by_language: BTreeMap<Lang, String>,
}

impl Worded {
    /// The words for that language.
    pub fn in_language(&self, language: &Lang) -> Option<&str> {
        self.by_language.get(language).or(self.all.as_ref()).map(String::as_str)
    }

    /// Whether no language has words.
    pub fn is_empty(&self) -> bool {
        self.all.is_none() && self.by_language.is_empty()
    }

    /// `key = "…"` or `key = { zh-Hans = "…", en = "…" }`.
    pub(super) fn read(reader: &mut Reader<'_>, key: &str, languages: &[Lang]) -> Self {
        let mut words = Self::default();
        let Some(entry) = reader.entry(key) else { return words };
        match &entry.value {
            Value::Text(text) if text.trim().is_empty() => {}
            Value::Text(text) => words.all = Some(text.trim().to_owned()),
            Value::Table(table) => {
                let mut inner = reader.inner(table, entry.span, key);
                for language in languages {
                    let written = table.entries.iter().find(|e| e.key.eq_ignore_ascii_case(language.tag()));
                    if let Some(text) = written.and_then(|e| inner.text(&e.key)) {
                        words.by_language.insert(language.clone(), text);
                    }
                }
                reader.absorb(inner.finish_languages(languages));
                words.all = languages.first().and_then(|l| words.by_language.get(l)).or(words.by_language.values().next()).cloned();
            }
            other => reader.wrong(key, other, Shape::Worded, entry.span, &entry.file),
        }
        words
    }
}
