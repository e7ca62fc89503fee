use jiff::civil::Date;
use unicode_width::UnicodeWidthStr;

use super::fill::Blanks;
use super::slug::{clean, slug as slug_of};
use crate::document::{Kind, known};
use crate::fields::{Field, Shape};
use crate::path::SitePath;

/// Columns before the note behind a field.
const NOTE: usize = 36;
/// The first lines of a new document's fields.
const HINT: &str = "\
# 文件头：+++ 之间的各行是字段。去掉行首的“# ”，那一行就生效。
# Front matter: the lines between +++ are fields. Take the \"# \" away to switch a line on.
# 写完后删去 draft 那一行，网页才会发布。 Delete the line draft when done: the page is not published before.
";

/// A new document: a draft with every field of its kind, those to fill in later commented out, and a text to write over.
///
/// Kinds with pictures get a folder of their own. A slug that is no clean path part is made one; an empty one comes from the
/// title.
pub fn document(kind: Kind, title: &str, slug: &str, today: Date) -> (SitePath, String) {
    let slug = clean(slug).unwrap_or_else(|| slug_of(title, today));
    let blanks = Blanks::new(title, &slug, today);
    let (path, body) = match kind {
        Kind::Notice => (format!("content/notices/{slug}.md"), include_str!("documents/notice.md")),
        Kind::Feature => (format!("content/features/{slug}/index.md"), include_str!("documents/feature.md")),
        Kind::Profile => (format!("content/profiles/{slug}/index.md"), include_str!("documents/profile.md")),
        Kind::News => (format!("content/news/{slug}/index.md"), include_str!("documents/news.md")),
        Kind::Page => (format!("content/{slug}.md"), include_str!("documents/page.md")),
    };
    let path = SitePath::of_parts(path.split('/'));
    let (now, later): (Vec<Field>, Vec<Field>) = known(kind).into_iter().partition(|field| needed(field, kind));
    let needed: String = now.iter().map(|field| line("", field, example(field), &blanks)).collect();
    let others: String = later.iter().map(|field| line("# ", field, example(field), &blanks)).collect();
    (path, format!("+++\n{HINT}\n{needed}\n{others}+++\n\n{}", blanks.fill(body)))
}

/// A value that is known already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// Text, written in quotes.
    Text(String),
    /// A day.
    Day(Date),
    /// `true`.
    Yes,
}

/// The front matter of a document some of whose fields are known: those first, the others commented out.
pub fn front_matter(kind: Kind, given: &[(&'static str, Given)], slug: &str, today: Date) -> String {
    let blanks = Blanks::new("……", slug, today);
    let value = |key: &str| given.iter().find(|(k, _)| *k == key).map(|(_, value)| value);
    let (now, later): (Vec<Field>, Vec<Field>) = known(kind).into_iter().partition(|field| value(field.key).is_some());
    let switched = |field: &Field| match value(field.key) {
        Some(Given::Text(text)) => toml::Value::from(text.as_str()).to_string(),
        Some(Given::Day(day)) => day.to_string(),
        Some(Given::Yes) => "true".to_owned(),
        None => String::new(),
    };
    let now: String = now.iter().map(|field| noted("", field, &switched(field))).collect();
    let later: String = later.iter().map(|field| line("# ", field, example(field), &blanks)).collect();
    format!("+++\n{HINT}\n{now}\n{later}+++\n")
}

/// Whether a new document has the field from the start. A notice says its own title, so the field would only repeat it.
fn needed(field: &Field, kind: Kind) -> bool {
    matches!(field.key, "date" | "draft" | "name") || (field.key == "title" && kind != Kind::Notice)
}

/// One field with its note behind it.
fn line(switch: &str, field: &Field, value: &str, blanks: &Blanks) -> String {
    noted(switch, field, &blanks.fill(value))
}

fn noted(switch: &str, field: &Field, value: &str) -> String {
    let set = format!("{switch}{} = {value}", field.key);
    let gap = NOTE.saturating_sub(set.width()).max(1);
    format!("{set}{:gap$}# {} / {}\n", "", field.zh, field.en)
}

/// A value that can stand as it is; what has to be filled in is `……`.
fn example(field: &Field) -> &'static str {
    match (field.key, field.shape) {
        ("title" | "name", _) => "{{title}}",
        ("slug", _) => "\"{{slug}}\"",
        ("cover", _) => "\"cover.jpg\"",
        ("focus", _) => "\"50% 30%\"",
        ("portrait", _) => "\"portrait.jpg\"",
        ("aliases", _) => "[\"old/address\"]",
        ("implements", _) => "[\"gzgf-2022-18#s2-p1\"]",
        ("files", _) => "[\"附件.pdf\"]",
        ("gallery", _) => "[\"photo-1.jpg\"]",
        ("video", _) => "\"video.mp4\"",
        ("corrections", _) => "[{ date = {{date}}, text = \"……\" }]",
        ("honours", _) => "[{ year = {{year}}, title = \"……\", grantor = \"……\" }]",
        ("expire_at", _) => "{{next}}",
        (_, Shape::Date) => "{{date}}",
        (_, Shape::Texts | Shape::Items) => "[\"……\"]",
        (_, Shape::Flag) => "true",
        (_, Shape::Integer) => "0",
        (_, Shape::Table) => "{}",
        (_, Shape::Tables) => "[]",
        (_, Shape::Text | Shape::Worded) => "\"……\"",
    }
}
