use super::Own;
use crate::diag::{Checked, Code};
use crate::fields::{self, Field, Format, Reader, Shape, Value, field as f};
use crate::text::Span;

/// Where the site's own words lie.
pub const HANT: &str = "content/hant.toml";

const FIELDS: &[Field] = &[
    f("keep", Shape::Texts, "照原样：不转换的姓名和词", "names and words that stay as they are"),
    f("words", Shape::Table, "另定：简体 = \"繁體\"", "simplified = \"traditional\""),
];

/// Reads the file of names and words that stay or differ: `keep = ["范"]`, and a table `[words]`.
///
/// Findings: front-matter-syntax, unknown-field, wrong-type.
pub fn read(text: &str) -> Checked<Vec<Own>> {
    let mut findings = Vec::new();
    let table = fields::parse(text, Span::new(0, text.len()), Format::Toml, HANT, Code::FrontMatterSyntax).into(&mut findings);
    let mut reader = Reader::new(&table, HANT);
    let mut own: Vec<Own> = reader.list_of_text("keep").into_iter().map(|word| (word.clone(), word)).collect();
    if let Some(words) = reader.table("words") {
        for entry in &words.entries {
            match &entry.value {
                Value::Text(form) if !form.trim().is_empty() && !entry.key.is_empty() => own.push((entry.key.clone(), form.trim().to_owned())),
                Value::Text(_) | Value::Nothing => {}
                other => reader.wrong(&entry.key, other, Shape::Text, entry.span, &entry.file),
            }
        }
    }
    findings.extend(reader.finish(FIELDS));
    Checked::new(own, findings)
}
