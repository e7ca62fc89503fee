use std::sync::Arc;

use crate::date::Moment;
use crate::fields::{Reader, Shape, Spanned, Value};
use crate::text::Span;

/// The point of a picture that cropping keeps, in per cent of its width and height.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Focus {
    /// From the left, 0 to 100.
    pub across: u8,
    /// From the top, 0 to 100.
    pub down: u8,
}

/// A download (附件) that a document lists.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct FileField {
    /// The file, relative to the document.
    pub path: String,
    /// The name shown; the file's own if absent.
    pub name: Option<String>,
    /// Where it is listed.
    pub span: Span,
    /// The file that lists it.
    pub file: Arc<str>,
}

/// A correction (更正) that a page shows.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Correction {
    /// When it was made.
    pub date: Option<Moment>,
    /// What was corrected.
    pub text: String,
}

/// The fields of every kind.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Common {
    /// Title; `None` where the text itself gives it.
    pub title: Option<Spanned<String>>,
    /// Name in the address, as written; `None` is the file's own.
    pub slug: Option<Spanned<String>>,
    /// Date of publishing.
    pub date: Option<Moment>,
    /// Date of the last change.
    pub updated: Option<Moment>,
    /// Summary.
    pub summary: Option<String>,
    /// Tags, in the order of the file.
    pub tags: Vec<String>,
    /// Cover picture, relative to the document.
    pub cover: Option<Spanned<String>>,
    /// What cropping the cover keeps.
    pub focus: Option<Focus>,
    /// Kept unpublished.
    pub draft: bool,
    /// Published from then on.
    pub publish_at: Option<Moment>,
    /// No longer published from then on.
    pub expire_at: Option<Moment>,
    /// Withdrawn (撤稿) from then on.
    pub withdrawn: Option<Moment>,
    /// Why it was withdrawn, as its address says.
    pub withdrawn_note: Option<String>,
    /// Older addresses, from the site's root without a leading `/`.
    pub aliases: Vec<Spanned<String>>,
    /// Order among its neighbours: smaller first.
    pub weight: Option<i64>,
    /// Where the text comes from.
    pub source: Option<String>,
    /// Author.
    pub author: Option<String>,
    /// Placeholder content.
    pub sample: bool,
    /// Points of notices that it carries out, as written: `slug#id` or `section/slug#id`.
    pub implements: Vec<Spanned<String>>,
    /// Digest of the original's text that a translation was made from.
    pub translates: Option<Spanned<String>>,
    /// Corrections (更正), in the order of the file.
    pub corrections: Vec<Correction>,
    /// Downloads.
    pub files: Vec<FileField>,
}

impl Common {
    /// The same wherever it stands in the file.
    pub fn unplaced(self) -> Self {
        let all = |list: Vec<Spanned<String>>| list.into_iter().map(Spanned::unplaced).collect();
        Self {
            title: self.title.map(Spanned::unplaced),
            slug: self.slug.map(Spanned::unplaced),
            cover: self.cover.map(Spanned::unplaced),
            aliases: all(self.aliases),
            implements: all(self.implements),
            translates: self.translates.map(Spanned::unplaced),
            files: self.files.into_iter().map(|file| FileField { span: Span::default(), ..file }).collect(),
            ..self
        }
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        let fields = Self {
            title: reader.text_at("title"),
            slug: reader.text_at("slug"),
            date: reader.date("date"),
            updated: reader.date("updated"),
            summary: reader.text("summary"),
            tags: reader.list_of_text("tags"),
            cover: reader.text_at("cover"),
            focus: focus(reader),
            draft: reader.flag("draft").unwrap_or(false),
            publish_at: reader.date("publish_at"),
            expire_at: reader.date("expire_at"),
            withdrawn: reader.date("withdrawn"),
            withdrawn_note: reader.text("withdrawn_note"),
            aliases: aliases(reader),
            weight: reader.integer("weight"),
            source: reader.text("source"),
            author: reader.text("author"),
            sample: reader.flag("sample").unwrap_or(false),
            implements: implements(reader),
            corrections: corrections(reader),
            translates: reader.text_at("translates"),
            files: files(reader),
        };
        if let (Some(from), Some(until)) = (fields.publish_at, fields.expire_at)
            && from.at() >= until.at()
            && let Some(entry) = reader.entry("expire_at")
        {
            reader.bad(
                entry,
                (
                    "到期下线的时间不晚于定时发布的时间，这个文档永远不会发布".to_owned(),
                    "expire_at is not after publish_at: this document would never be published".to_owned(),
                ),
                ("请把 expire_at 改到 publish_at 之后，或删掉其中一个".to_owned(), "move expire_at after publish_at, or delete one of them".to_owned()),
            );
        }
        fields
    }
}

fn focus(reader: &mut Reader<'_>) -> Option<Focus> {
    let text = reader.text_at("focus")?;
    let mut parts = text.value.split_whitespace().map(|p| p.trim_end_matches('%').parse::<u8>().ok().filter(|n| *n <= 100));
    match (parts.next().flatten(), parts.next().flatten(), parts.next()) {
        (Some(across), Some(down), None) => Some(Focus { across, down }),
        _ => {
            reader.bad_at(
                text.span,
                text.file,
                (format!("封面焦点“{}”读不懂", text.value), format!("The focus “{}” cannot be read", text.value)),
                ("写两个百分比，先横后纵：focus = \"50% 30%\"".to_owned(), "write two percentages, across and down: focus = \"50% 30%\"".to_owned()),
            );
            None
        }
    }
}

fn aliases(reader: &mut Reader<'_>) -> Vec<Spanned<String>> {
    let mut kept = Vec::new();
    for alias in reader.list_at("aliases") {
        let path = alias.value.trim_matches('/');
        let odd = crate::path::Url::page(path).is_none() || path.is_empty() || path.contains(['?', '#', '*', '"', '<', '>', '|']);
        if odd {
            reader.bad_at(
                alias.span,
                alias.file,
                (format!("旧网址“{}”不能用", alias.value), format!("The alias “{}” cannot be used", alias.value)),
                (
                    "只写站内路径，从站点根目录写起，不带域名、? 和 #，例如 aliases = [\"2022/18\"]".to_owned(),
                    "write only the path from the site's root, without host, ? or #: aliases = [\"2022/18\"]".to_owned(),
                ),
            );
        } else {
            kept.push(Spanned { value: path.to_owned(), ..alias });
        }
    }
    kept
}

fn implements(reader: &mut Reader<'_>) -> Vec<Spanned<String>> {
    let mut kept = Vec::new();
    for point in reader.list_at("implements") {
        match point.value.split_once('#') {
            Some((slug, id)) if !slug.is_empty() && !id.is_empty() && !id.contains(['#', ' ']) => kept.push(point),
            _ => reader.bad_at(
                point.span,
                point.file,
                (format!("落实要点“{}”的写法不对", point.value), format!("“{}” does not name a point of a notice", point.value)),
                (
                    "写成“公文的文件名#要点编号”，例如 gzgf-2022-18#s2-p1；编号可用 jiangxin inspect 查看".to_owned(),
                    "write the notice's slug, #, and the point's id: gzgf-2022-18#s2-p1; jiangxin inspect shows the ids".to_owned(),
                ),
            ),
        }
    }
    kept
}

fn corrections(reader: &mut Reader<'_>) -> Vec<Correction> {
    let mut corrections = Vec::new();
    for (table, span) in reader.tables("corrections") {
        let mut inner = reader.inner(table, span, "corrections");
        let (date, text) = (inner.date("date"), inner.required_text("text"));
        reader.absorb(inner.finish(super::schema::CORRECTION));
        corrections.extend(text.map(|text| Correction { date, text: text.value }));
    }
    corrections
}

fn files(reader: &mut Reader<'_>) -> Vec<FileField> {
    let mut listed = Vec::new();
    let file = reader.file_of("files");
    for (value, span) in reader.items("files", Shape::Items) {
        match value {
            Value::Text(path) => listed.push(FileField { path: path.trim().to_owned(), name: None, span, file: file.clone() }),
            Value::Table(table) => {
                let mut inner = reader.inner(table, span, "files");
                let (path, name) = (inner.required_text("path"), inner.text("name"));
                reader.absorb(inner.finish(super::schema::FILE));
                listed.extend(path.map(|p| FileField { path: p.value, name, span: p.span, file: p.file }));
            }
            other => reader.wrong_item("files", other, Shape::Text, span),
        }
    }
    listed
}
