use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::{Checked, Code, Severity};
use crate::fields::{self, Field, Format, Reader, Schema, Shape, Spanned, field};
use crate::text::Span;

/// Where the lists of a site stand.
pub const FOLDER: &str = "content/wording/";

/// The only list that comes with the program.
const BUILT_IN: &str = include_str!("builtin.toml");

const WORD: &[Field] = &[
    field("wrong", Shape::Texts, "错的写法（必填），# 代表一个数字", "what is wrong (required); # stands for a digit"),
    field("right", Shape::Text, "对的写法；不写表示不宜使用", "what is right; without it the wrong word is not to be used"),
    field("reason", Shape::Text, "为什么", "why"),
    field("severity", Shape::Text, "轻重：error、warning（不写即是）或 note", "error, warning (if absent) or note"),
    field("allow", Shape::Texts, "包含它而正确的短语", "phrases that hold it and are right"),
];
const PERSON: &[Field] = &[
    field("name", Shape::Text, "姓名（必填）", "name (required)"),
    field("titles", Shape::Texts, "现任职务，任何一个都可以", "titles held now, any of which may stand"),
    field("former", Shape::Texts, "不再使用的职务", "titles no longer held"),
];
const ORDER: &[Field] = &[field("names", Shape::Texts, "姓名，按应有的先后（必填）", "names in their due order (required)")];
const LIST: &[Field] = &[
    field("word", Shape::Tables, "用词 [[word]]", "words [[word]]"),
    field("allow", Shape::Texts, "正确的短语，里面的字不算错", "phrases that are right, whatever stands in them"),
    field("person", Shape::Tables, "人员及职务 [[person]]", "people and their titles [[person]]"),
    field("order", Shape::Tables, "排序 [[order]]", "orders of names [[order]]"),
];

/// The tables of a list, in the order of the documentation.
pub const LIST_SCHEMAS: &[Schema] = &[
    Schema { name: "wording", zh: "用词表", fields: LIST },
    Schema { name: "word", zh: "用词", fields: WORD },
    Schema { name: "person", zh: "人员", fields: PERSON },
    Schema { name: "order", zh: "排序", fields: ORDER },
];

/// One wrong word (错词).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// What is wrong.
    pub wrong: String,
    /// What is right; `None` is a word not to be used.
    pub right: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// How bad.
    pub severity: Severity,
    /// The list that it stands in.
    pub list: Arc<str>,
}

/// A person and their titles (姓名和职务).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The name.
    pub name: String,
    /// Titles held now.
    pub titles: Vec<String>,
    /// Titles no longer held.
    pub former: Vec<String>,
}

/// Names in their due order (排序).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// The names, first to last.
    pub names: Vec<String>,
}

/// Everything that the lists of a site say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wording {
    /// Wrong words, longest lists last.
    pub words: Vec<Word>,
    /// Phrases that are right.
    pub allowed: Vec<String>,
    /// People and their titles.
    pub people: Vec<Person>,
    /// Orders of names.
    pub orders: Vec<Order>,
}

impl Wording {
    /// Reads the lists of a site, each a file and its text, over the built-in one: a word of the site's own replaces the
    /// program's. Findings: syntax, fields, a word that two places call wrong.
    pub fn read<'a>(lists: impl IntoIterator<Item = (Arc<str>, &'a str)>) -> Checked<Self> {
        let mut findings = Vec::new();
        let mut wording = Self::default();
        let mut seen: BTreeMap<String, (Arc<str>, usize)> = BTreeMap::new();
        let built_in: Arc<str> = "".into();
        for (file, text) in std::iter::once((built_in, BUILT_IN)).chain(lists) {
            let table = fields::parse(text, Span::new(0, text.len()), Format::Toml, file.clone(), Code::SettingsSyntax).into(&mut findings);
            let mut reader = Reader::settings(&table, file.clone());
            for (table, span) in reader.tables("word") {
                let mut inner = reader.inner(table, span, "word");
                let words = word(&mut inner, &mut wording.allowed, &file);
                for (wrong, entry) in words {
                    match seen.insert(entry.wrong.clone(), (file.clone(), wording.words.len())) {
                        Some((first, at)) if first.is_empty() => wording.words[at] = entry,
                        Some((first, at)) => {
                            inner.bad_at(
                                wrong.span,
                                wrong.file,
                                (format!("“{}”在 {first} 里已经列过", entry.wrong), format!("“{}” stands in {first} already", entry.wrong)),
                                ("删掉其中一处".to_owned(), "delete one of the two".to_owned()),
                            );
                            seen.insert(entry.wrong, (first, at));
                            continue;
                        }
                        None => wording.words.push(entry),
                    }
                }
                let found = inner.finish(WORD);
                reader.absorb(found);
            }
            wording.allowed.extend(reader.list_of_text("allow").iter().flat_map(|p| spelled(p)));
            people(&mut reader, &mut wording);
            findings.extend(reader.finish(LIST));
        }
        Checked::new(wording, findings)
    }

    /// Whether no word is listed as wrong.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

fn word(reader: &mut Reader<'_>, allowed: &mut Vec<String>, list: &Arc<str>) -> Vec<(Spanned<String>, Word)> {
    let wrong = reader.list_at("wrong");
    let (right, reason, severity) = (reader.text("right"), reader.text("reason"), reader.text_at("severity"));
    allowed.extend(reader.list_of_text("allow").iter().flat_map(|p| spelled(p)));
    if wrong.is_empty() {
        reader.missing("wrong");
    }
    let severity = match severity.as_ref().map(|s| s.value.as_str()) {
        None | Some("warning") => Severity::Warning,
        Some("error") => Severity::Error,
        Some("note") => Severity::Note,
        Some(_) => {
            if let Some(said) = severity {
                let message = (format!("“{}”不是轻重", said.value), format!("“{}” is no severity", said.value));
                reader.bad_at(said.span, said.file, message, ("写 error、warning 或 note".to_owned(), "write error, warning or note".to_owned()));
            }
            Severity::Warning
        }
    };
    let mut words = Vec::new();
    for written in wrong {
        let rights: Vec<Option<String>> = match &right {
            Some(right) => spelled(right).into_iter().map(Some).collect(),
            None => vec![None],
        };
        for (n, wrong) in spelled(&written.value).into_iter().enumerate() {
            let right = rights.get(n).or(rights.last()).cloned().flatten();
            let entry = Word { wrong, right, reason: reason.clone(), severity, list: list.clone() };
            if entry.right.as_ref().is_some_and(|right| right.contains(&entry.wrong)) {
                allowed.extend(entry.right.clone());
            }
            words.push((written.clone(), entry));
        }
    }
    words
}

/// A phrase without spaces between Chinese characters; `#` becomes each digit.
fn spelled(phrase: &str) -> Vec<String> {
    let plain = super::super::passage::squeezed(phrase);
    match plain.contains('#') {
        true => (0..10).map(|digit| plain.replace('#', &digit.to_string())).collect(),
        false => vec![plain],
    }
}

fn people(reader: &mut Reader<'_>, wording: &mut Wording) {
    for (table, span) in reader.tables("person") {
        let mut inner = reader.inner(table, span, "person");
        if let Some(name) = inner.required_text("name") {
            wording.people.push(Person { name: name.value, titles: inner.list_of_text("titles"), former: inner.list_of_text("former") });
        }
        let found = inner.finish(PERSON);
        reader.absorb(found);
    }
    for (table, span) in reader.tables("order") {
        let mut inner = reader.inner(table, span, "order");
        let names = inner.list_of_text("names");
        if names.len() < 2 && !table.broken {
            inner.missing("names");
        }
        wording.orders.push(Order { names });
        let found = inner.finish(ORDER);
        reader.absorb(found);
    }
}
