use super::{Worded, schema};
use crate::fields::Reader;
use crate::lang::Lang;
use crate::text::Span;

/// A figure (数字) of the band on the home page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// As printed: `495`, `84.86`.
    pub value: String,
    /// Its unit: 项.
    pub unit: Worded,
    /// What it counts.
    pub label: Worded,
    /// Who says so.
    pub source: Worded,
    /// The document that tells it: an address or a file of the site.
    pub path: Option<String>,
    /// Where it is written in `site.toml`.
    pub span: Span,
}

/// The figures of `[[figure]]`; one without value, label or source is a finding and left out: no figure stands on an
/// official page without saying where it comes from.
pub(super) fn read(reader: &mut Reader<'_>, languages: &[Lang]) -> Vec<Figure> {
    let mut figures = Vec::new();
    for (table, span) in reader.tables("figure") {
        let mut inner = reader.inner(table, span, "figure");
        let value = inner.required_text("value").filter(|value| {
            let fits = value.value.chars().any(|c| c.is_ascii_digit()) && value.value.chars().count() <= 12;
            if !fits {
                inner.bad_at(
                    value.span,
                    value.file.clone(),
                    (format!("“{}”不是数字", value.value), format!("“{}” is no figure", value.value)),
                    (
                        "只写数，用半角数字，单位写在 unit：value = \"84.86\"".to_owned(),
                        "write the number alone; its unit goes into unit: value = \"84.86\"".to_owned(),
                    ),
                );
            }
            fits
        });
        let [unit, label, source] = ["unit", "label", "source"].map(|key| Worded::read(&mut inner, key, languages));
        for (key, words) in [("label", &label), ("source", &source)] {
            if words.is_empty() && table.get(key).is_none() {
                inner.missing(key);
            }
        }
        let path = inner.text_at("path");
        reader.absorb(inner.finish(schema::FIGURE));
        if let Some(value) = value
            && !label.is_empty()
            && !source.is_empty()
        {
            let span = path.as_ref().map_or(span, |p| p.span);
            figures.push(Figure { value: value.value, unit, label, source, path: path.map(|p| p.value), span });
        }
    }
    figures
}
