use std::sync::Arc;

use super::mistype::{Fault, mistyped};
use crate::diag::{Code, Diagnostic};
use crate::text::{LineIndex, Span};

/// What the YAML parser says, in an editor's words. YAML stops at its first fault.
///
/// The parser often notices a slip a line or two late, so the first line with a usual slip up to its place is told instead.
pub(super) fn finding(text: &str, front: Span, at: usize, message: &str, file: &Arc<str>, code: Code) -> Diagnostic {
    let index = LineIndex::new(text);
    let at = at.clamp(front.start, front.end);
    let line = index.line(if at == front.end { at.saturating_sub(1).max(front.start) } else { at });
    let structural = matches!(message, "alias" | "too deep" | "second document" | "duplicate key");
    if !structural && let Some(fault) = slip(text, &index, index.line(front.start), line) {
        return fault.in_code(code, file);
    }
    let span = index.span(line);
    let from = at.clamp(span.start, span.end);
    let shown = if from < span.end { Span::new(from, span.end) } else { span };
    let (zh, en, help_zh, help_en) = words(message);
    let said = if structural { String::new() } else { format!(" ({message})") };
    Fault::new(shown, zh, format!("{en}{said}"), help_zh, help_en).finding(line, code).in_file(file.clone())
}

/// Front matter that parses, but as something other than fields.
pub(super) fn no_fields(text: &str, front: Span, node: Span, file: &Arc<str>, code: Code) -> Diagnostic {
    let index = LineIndex::new(text);
    let (first, last) = (index.line(front.start), index.line(front.end.saturating_sub(1).max(front.start)));
    if let Some(fault) = slip(text, &index, first, last) {
        return fault.in_code(code, file);
    }
    let line = index.line(node.start);
    Fault::new(
        index.span(line),
        "写法有误，无法读出字段",
        "is malformed, so its field cannot be read",
        "每行一个字段：英文字段名、半角冒号、空格、值，例如 title: 标题",
        "one field a line: its name, a colon, a space, its value: title: Title",
    )
    .finding(line, code)
    .in_file(file.clone())
}

struct Slip(Fault, usize);

impl Slip {
    fn in_code(self, code: Code, file: &Arc<str>) -> Diagnostic {
        self.0.finding(self.1, code).in_file(file.clone())
    }
}

fn slip(text: &str, index: &LineIndex, first: usize, last: usize) -> Option<Slip> {
    (first..=last).find_map(|line| {
        let span = index.span(line);
        let words = span.of(text);
        let fault = tabbed(words).or_else(|| mistyped(words, ':')).or_else(|| colon_in_value(words))?;
        Some(Slip(fault.shifted(span.start), line))
    })
}

fn tabbed(line: &str) -> Option<Fault> {
    let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
    let at = line.get(..indent)?.find('\t')?;
    Some(Fault::new(
        Span::new(at, indent),
        "用了制表符（Tab）缩进",
        "is indented with a tab",
        "YAML 里只能用空格缩进，请把 Tab 换成两个空格",
        "YAML is indented with spaces only: replace the tab by two spaces",
    ))
}

/// `summary: 时间: 上午`: a second colon with a space after it.
fn colon_in_value(line: &str) -> Option<Fault> {
    let (key, value) = line.split_once(": ")?;
    let value = value.trim();
    let open = !value.starts_with(['"', '\'', '[', '{', '|', '>', '#']) && (value.contains(": ") || value.ends_with(':'));
    let start = key.len() + 2;
    open.then(|| {
        let text = format!("{}: \"{}\"", key.trim_start(), value.replace('\\', "\\\\").replace('"', "\\\""));
        Fault::new(
            Span::new(start, line.trim_end().len().max(start)),
            "的值里有冒号，要用引号括起来",
            "has a value with a colon in it, which needs quotes",
            format!("改成：{text}"),
            format!("write: {text}"),
        )
    })
}

/// What is wrong, and what to do, each in Chinese and English.
type Words = (&'static str, &'static str, &'static str, &'static str);

/// A fault in words for an editor: by the parser's whole message, else by what the message speaks of.
fn words(message: &str) -> Words {
    const OTHER: Words = (
        "写法有误，无法读出字段",
        "is malformed, so its field cannot be read",
        "每行一个字段：英文字段名、半角冒号、空格、值，例如 title: 标题",
        "one field a line: its name, a colon, a space, its value: title: Title",
    );
    exact(message).or_else(|| hinted(message)).unwrap_or(OTHER)
}

fn exact(message: &str) -> Option<Words> {
    Some(match message {
        "alias" => (
            "用了 YAML 的引用（*名称），这里不支持",
            "has a YAML alias, which is not supported",
            "请把内容直接写出来；如果是文字里的星号，请加引号",
            "write the value itself; quote the text if the asterisk belongs to it",
        ),
        "too deep" => ("的层次太深", "is nested too deeply", "请减少缩进的层数", "use fewer levels"),
        "second document" => {
            ("前面多了一行分隔线", "follows one fence too many", "文件头只在开头和结尾各有一行 ---", "front matter has one line --- before and one after it")
        }
        "duplicate key" => (
            "的字段与前面重复",
            "repeats a field that was given before",
            "一个字段只写一次：留下对的那一行，删掉另一行",
            "give each field once: keep the right line and delete the other",
        ),
        "key is no text" => {
            ("的字段名不是文字", "has a field name that is no text", "字段名用英文字母，例如 title", "field names are plain words such as title")
        }
        "mapping values are not allowed in this context" => (
            "的缩进不对，或者值里有冒号",
            "is indented wrongly, or has a colon in its value",
            "字段从行首写起；值里有冒号时，给整个值加半角引号",
            "fields begin in the first column; a value with a colon in it needs quotes",
        ),
        _ => return None,
    })
}

fn hinted(message: &str) -> Option<Words> {
    Some(match message {
        m if m.starts_with("invalid trailing content") => (
            "的引号后面还有别的字",
            "has more text behind the closing quote",
            "把引号去掉，或者在整个值外面加单引号，例如 title: '\"工匠\"在身边'",
            "drop the quotes, or put single quotes around the whole value: title: '\"One\" of us'",
        ),
        m if m.contains("quoted scalar") => (
            "的引号没有成对",
            "has a quote without its partner",
            "文字前后各用一个半角引号，引号后面不再写别的字",
            "put one straight quote before and one after the text, and nothing behind it",
        ),
        m if m.contains("tab") => ("用了制表符（Tab）", "has a tab", "请把 Tab 换成空格", "replace the tab by spaces"),
        m if m.contains("flow") || m.contains("bracket") => (
            "的方括号或花括号没有成对",
            "has a bracket without its partner",
            "列表写成 [\"甲\", \"乙\"]；如果括号是文字的一部分，请给整个值加引号",
            "a list is [\"one\", \"two\"]; quote the whole value if the bracket belongs to it",
        ),
        m if m.contains("indent") => (
            "的缩进不对",
            "is indented wrongly",
            "同一级的字段要从同一列开始；一般从行首写起",
            "fields of one level begin in the same column, usually the first",
        ),
        m if m.contains("character") || m.contains("anchor") || m.contains("tag") || m.contains("directive") => (
            "的值以特殊符号开头，要用引号括起来",
            "has a value that begins with a special sign and needs quotes",
            "给整个值加上半角引号，例如 title: \"@劳动者\"",
            "put straight quotes around the whole value: title: \"@all\"",
        ),
        _ => return None,
    })
}
