//! What a reader says of a field, so that an editor can mend it.

use std::sync::Arc;

use super::{Entry, Field, Shape, Spanned, Value};
use crate::diag::{Code, Diagnostic};
use crate::lang::Lang;
use crate::text::Span;

/// Where a missing field would stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    /// Among the others at the top.
    AtTop,
    /// In a table inside another.
    Inside,
    /// In front matter that is not there yet.
    Nowhere,
}

/// A required field is not there.
pub(super) fn missing(key: &str, place: Span, file: Arc<str>, stands: Stands) -> Diagnostic {
    let line = line(key, "\"……\"", &file);
    let (zh, en) = match stands {
        Stands::AtTop if file.ends_with("site.toml") => (format!("加一行：{}", line.0), format!("add a line: {}", line.1)),
        Stands::AtTop => (format!("在文件头加一行：{}", line.0), format!("add a line to the front matter: {}", line.1)),
        Stands::Inside => (format!("在这一组里加上：{}", line.0), format!("add to this table: {}", line.1)),
        Stands::Nowhere => (
            format!("在文件最前面写三行：第一行 +++，第二行 {key} = \"……\"，第三行 +++"),
            format!("begin the file with three lines: +++, then {key} = \"…\", then +++"),
        ),
    };
    Diagnostic::new(Code::MissingField, format!("缺少必填字段“{key}”"), format!("The required field “{key}” is missing")).in_file(file).at(place).help(zh, en)
}

/// A value is of another type than the field takes.
pub(super) fn wrong_type(key: &str, value: &Value, wanted: Shape, span: Span, file: &Arc<str>) -> Diagnostic {
    let instead = instead(value, wanted).unwrap_or_else(|| wanted.example().to_owned());
    let line = line(key, &instead, file);
    wrong(key, value, wanted).in_file(file.clone()).at(span).help(format!("写成：{}", line.0), format!("write {}", line.1))
}

/// An item of a list is of another type than the list takes.
pub(super) fn wrong_item(key: &str, value: &Value, wanted: Shape, span: Span, file: &Arc<str>) -> Diagnostic {
    let instead = instead(value, wanted).unwrap_or_else(|| wanted.example().to_owned());
    let (have, want) = (value.type_words(), wanted.words());
    Diagnostic::new(
        Code::WrongType,
        format!("“{key}”的每一项要用{}，这里写的是{}", want.0, have.0),
        format!("Each item of “{key}” takes {}, not {}", want.1, have.1),
    )
    .in_file(file.clone())
    .at(span)
    .help(format!("把这一项写成：{instead}"), format!("write this item as {instead}"))
}

fn wrong(key: &str, value: &Value, wanted: Shape) -> Diagnostic {
    let (have, want) = (value.type_words(), wanted.words());
    Diagnostic::new(Code::WrongType, format!("“{key}”的值要用{}，这里写的是{}", want.0, have.0), format!("“{key}” takes {}, not {}", want.1, have.1))
}

/// A name that is not known, with the nearest that is.
pub(super) fn unknown(entry: &Entry, known: &[Field], near: Option<&str>, code: Code) -> Diagnostic {
    let (zh, en) = if code == Code::UnknownSetting { ("设置", "setting") } else { ("字段", "field") };
    let found = Diagnostic::new(code, format!("没有“{}”这个{zh}", entry.key), format!("There is no {en} “{}” here", entry.key));
    let found = found.in_file(entry.file.clone()).at(entry.key_span);
    match near {
        Some(near) => found.help(format!("是不是想写“{near}”？改成：{near}"), format!("did you mean “{near}”? Write {near}")).edit(entry.key_span, near),
        None => {
            let names: Vec<&str> = known.iter().map(|f| f.key).collect();
            found.help(format!("删掉它，或改用这里认识的{zh}：{}", names.join("、")), format!("delete it, or use one of: {}", names.join(", ")))
        }
    }
}

/// A table or text for a language that the site does not have.
pub(super) fn unknown_language(entry: &Entry, languages: &[Lang], code: Code) -> Diagnostic {
    let tags: Vec<&str> = languages.iter().map(Lang::tag).collect();
    Diagnostic::new(code, format!("站点没有“{}”这种语言", entry.key), format!("The site has no language “{}”", entry.key))
        .in_file(entry.file.clone())
        .at(entry.key_span)
        .help(
            format!("改用：{}；或先加一组 [languages.{}]", tags.join("、"), entry.key),
            format!("use one of {}, or add a table [languages.{}]", tags.join(", "), entry.key),
        )
}

/// A field's line: TOML alone in `.toml` files, both forms elsewhere.
fn line(key: &str, value: &str, file: &str) -> (String, String) {
    if file.ends_with(".toml") {
        let line = format!("{key} = {value}");
        return (line.clone(), line);
    }
    (format!("{key} = {value}（YAML 写作 {key}: {value}）"), format!("{key} = {value} (in YAML {key}: {value})"))
}

/// The same value in the wanted type, where that is plain.
fn instead(value: &Value, wanted: Shape) -> Option<String> {
    match (value, wanted) {
        (Value::Integer(n), Shape::Text | Shape::Worded | Shape::Texts) => Some(format!("\"{n}\"")),
        (Value::Float(n), Shape::Text | Shape::Worded | Shape::Texts) => Some(format!("\"{n}\"")),
        (Value::Bool(b), Shape::Text | Shape::Worded | Shape::Texts) => Some(format!("\"{b}\"")),
        (Value::Date(d), Shape::Text | Shape::Worded | Shape::Texts) => Some(format!("\"{d}\"")),
        (Value::Text(t), Shape::Integer) => t.trim().parse::<i64>().ok().map(|n| n.to_string()),
        (Value::Text(t), Shape::Flag) => match t.trim().to_lowercase().as_str() {
            "true" | "yes" | "on" | "1" | "是" | "对" => Some("true".to_owned()),
            "false" | "no" | "off" | "0" | "否" => Some("false".to_owned()),
            _ => None,
        },
        (Value::Integer(n @ 0..=1), Shape::Flag) => Some((*n == 1).to_string()),
        (Value::List(items), Shape::Text) => match items.as_slice() {
            [Spanned { value: Value::Text(only), .. }] => Some(format!("\"{only}\"")),
            _ => None,
        },
        _ => None,
    }
}
