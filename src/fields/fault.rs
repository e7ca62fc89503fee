use std::sync::Arc;

use super::mistype::{Fault, mistyped};
use crate::diag::{Code, Diagnostic};
use crate::text::{LineIndex, Span};

/// At most so many faults of one file are told; the rest are usually the same one again.
const MOST: usize = 12;

/// What a TOML parser says (message, byte), as findings: one a line, in an editor's words.
pub(super) fn findings(text: &str, mut faults: Vec<(String, usize)>, file: &Arc<str>, code: Code) -> Vec<Diagnostic> {
    if faults.is_empty() {
        return Vec::new();
    }
    let index = LineIndex::new(text);
    faults.sort_by_key(|(_, at)| *at);
    let mut told = Vec::new();
    let mut last = 0;
    for (message, at) in faults {
        let line = index.line(at);
        if line == last || told.len() == MOST {
            continue;
        }
        last = line;
        let span = index.span(line);
        let fault = mistyped(span.of(text), '=').map(|f| f.shifted(span.start)).unwrap_or_else(|| explained(text, span, at, &message));
        told.push(fault.finding(line, code).in_file(file.clone()));
    }
    told
}

/// The parser's own fault, for lines without one of the usual slips.
fn explained(text: &str, line: Span, at: usize, message: &str) -> Fault {
    let at = place(text, line, at, message);
    let (zh, en, help_zh, help_en) = match message {
        m if m.starts_with("duplicate key") => (
            "的字段与前面重复",
            "repeats a field that was given before",
            "一个字段只写一次：留下对的那一行，删掉另一行",
            "give each field once: keep the right line and delete the other",
        ),
        m if m.contains("string") && (m.contains("invalid") || m.contains("quote")) => (
            "的引号没有成对",
            "has a quote without its partner",
            "文字前后各用一个半角引号：title = \"标题\"",
            "put one straight quote before and one after the text: title = \"Title\"",
        ),
        m if m.contains("escape") => (
            "的引号里有单独的反斜杠“\\”",
            "has a lone backslash inside quotes",
            "路径里用正斜杠 /，或者把外面的双引号换成单引号：'a\\b'",
            "write / in paths, or use single quotes around the text: 'a\\b'",
        ),
        m if m.contains("no value") || m.starts_with("missing value") => {
            ("的字段后面没有值", "has a field without a value", "在等号后面写上值，或者删掉这一行", "give a value after the equals sign, or delete the line")
        }
        m if m.contains("array") => (
            "的列表写法有误",
            "has a malformed list",
            "列表用半角方括号和逗号：tags = [\"劳模精神\", \"工匠\"]",
            "a list has straight brackets and commas: tags = [\"one\", \"two\"]",
        ),
        m if m.contains("recurs") => ("的层次太深", "is nested too deeply", "请减少括号的层数", "use fewer brackets inside each other"),
        _ => (
            "写法有误，无法读出字段",
            "is malformed, so its field cannot be read",
            "每行一个字段：英文字段名、半角等号、值；文字用半角双引号，例如 title = \"标题\"",
            "one field a line: its name, an equals sign, its value, text in straight double quotes: title = \"Title\"",
        ),
    };
    let said = message.trim_end_matches('.');
    Fault::new(at, zh, format!("{en} ({said})"), help_zh, help_en)
}

/// What to underline: the fault's own character, or all from the quote or name that it belongs to.
fn place(text: &str, line: Span, at: usize, message: &str) -> Span {
    let at = at.clamp(line.start, line.end);
    let before = Span::new(line.start, at).of(text);
    if message.starts_with("duplicate key") {
        return Span::new(at, line.end);
    }
    if before.ends_with('\\') {
        return Span::new(at - 1, at);
    }
    if at == line.end {
        let from = before.find(['"', '\'']).unwrap_or(before.len() - before.trim_start().len());
        return Span::new(line.start + from, line.end);
    }
    Span::new(at, (at + first_char(text, at)).min(line.end))
}

fn first_char(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
}
