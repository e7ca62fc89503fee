use std::collections::BTreeSet;

use super::{Status, TERMS, Term, Terms};
use crate::diag::{Checked, Code};
use crate::digest::Digest;
use crate::fields::{self, Field, Format, Reader, Schema, Shape, field as f};
use crate::text::Span;

const TERM: &[Field] = &[
    f("zh", Shape::Text, "中文（必填）", "the Chinese term (required)"),
    f("en", Shape::Text, "英文（必填）：首选的译法", "the English term (required): the form to use"),
    f("also", Shape::Texts, "也可：其他可用的写法，如复数、简称", "other forms that are right: plurals, short forms"),
    f("avoid", Shape::Texts, "不用：不应出现的译法", "forms that must not be used"),
    f("source", Shape::Text, "来源：这个译法的出处", "where the rendering is from"),
    f(
        "status",
        Shape::Text,
        "状态：verified 有权威出处，likely 有一般出处或依惯例，unverified 没有出处（不写即是）",
        "verified by an authority, likely by a lesser source or by pattern, unverified (if absent)",
    ),
    f("note", Shape::Text, "说明", "a remark"),
];

/// The fields of `content/terms.toml`.
pub const SCHEMA: Schema = Schema { name: "term", zh: "术语", fields: TERM };

/// Reads the file of terms: a list of tables `[[term]]`.
///
/// Findings: front-matter-syntax, unknown-field, missing-field, wrong-type, bad-value (a status that there is none of; a
/// Chinese term twice).
pub fn read(text: &str) -> Checked<Terms> {
    let mut findings = Vec::new();
    let table = fields::parse(text, Span::new(0, text.len()), Format::Toml, TERMS, Code::FrontMatterSyntax).into(&mut findings);
    let mut reader = Reader::new(&table, TERMS);
    let mut list: Vec<Term> = Vec::new();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for (own, span) in reader.tables("term") {
        let mut inner = reader.inner(own, span, "term");
        let (zh, en) = (inner.required_text("zh"), inner.required_text("en"));
        let status = inner.text_at("status").and_then(|written| {
            let found = Status::ALL.into_iter().find(|s| s.name() == written.value);
            if found.is_none() {
                inner.bad_at(
                    written.span,
                    written.file,
                    (format!("status 不能是“{}”", written.value), format!("status cannot be “{}”", written.value)),
                    ("写 \"verified\"、\"likely\" 或 \"unverified\"".to_owned(), "write \"verified\", \"likely\" or \"unverified\"".to_owned()),
                );
            }
            found
        });
        let term = Term {
            zh: zh.as_ref().map(|t| t.value.clone()).unwrap_or_default(),
            en: en.map(|t| t.value).unwrap_or_default(),
            also: inner.list_of_text("also"),
            avoid: inner.list_of_text("avoid"),
            source: inner.text("source").unwrap_or_default(),
            note: inner.text("note").unwrap_or_default(),
            status: status.unwrap_or_default(),
        };
        if let Some(zh) = zh.filter(|t| !seen.insert(t.value.clone())) {
            inner.bad_at(
                zh.span,
                zh.file,
                (format!("术语“{}”写了两次", zh.value), format!("the term “{}” stands twice", zh.value)),
                ("合并成一条：其他写法放进 also".to_owned(), "make them one: put other forms into also".to_owned()),
            );
        }
        reader.absorb(inner.finish(TERM));
        if !term.zh.is_empty() && !term.en.is_empty() {
            list.push(term);
        }
    }
    findings.extend(reader.finish(&[f("term", Shape::Tables, "术语", "terms")]));
    Checked::new(Terms::new(list, Digest::of(text.as_bytes())), findings)
}
