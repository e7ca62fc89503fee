use std::sync::Arc;

use saphyr_parser::{Event, Parser, ScalarStyle, Span as Mark};

use super::{Entry, Spanned, Table, Value, yaml_fault, yaml_scalar::resolve};
use crate::diag::{Checked, Code, Diagnostic};
use crate::text::Span;

/// How deep lists and tables may nest; dropping a deeper value would exhaust the stack.
const DEEPEST: usize = 32;

/// Names that an editor who does not know the English ones would write; a notice never has them before a colon.
const USUAL_NAMES: &[&str] = &["标题", "题目", "日期", "时间", "摘要", "标签", "来源", "作者", "封面", "姓名", "地点", "草稿"];

/// Whether the text between two `---` lines is meant as fields: its first line that says anything is `name:`, or a usual
/// slip of that.
pub(super) fn looks_like_fields(text: &str) -> bool {
    match text.lines().find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#')) {
        Some(line) => is_field_line(line.trim_start_matches('\u{3000}').trim_start()),
        None => text.lines().all(|line| line.trim_start().starts_with('#')) && !text.contains("\n\n"),
    }
}

/// `name: value`, `name:`, and what an input method makes of it: `name：value`, `name＝value`, `name=value`.
pub(super) fn is_field_line(line: &str) -> bool {
    let line = line.trim_start_matches(['"', '\'']);
    let name = line.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(line.len());
    let rest = line.get(name..).unwrap_or("").trim_start_matches(['"', '\'', ' ']);
    if let Some(at) = line.find([':', '：', '=', '＝']) {
        let name = line.get(..at).unwrap_or("").trim();
        if USUAL_NAMES.contains(&name) {
            return true;
        }
    }
    name > 0 && line.starts_with(|c: char| c.is_ascii_alphabetic()) && rest.starts_with([':', '：', '=', '＝'])
}

/// Parses YAML that stands in `span` of `text`: one mapping of plain names. Anchors, aliases and tags are refused.
pub(super) fn parse(text: &str, span: Span, file: &Arc<str>, code: Code) -> Checked<Table> {
    let source = span.of(text);
    let mut build = Build { by: span.start, source, bytes: bytes_of_chars(source), file, stack: Vec::new(), root: None };
    match build.run() {
        Ok(()) => match build.root {
            None => Checked::clean(Table::default()),
            Some(Spanned { value: Value::Table(table), .. }) => Checked::clean(table),
            Some(Spanned { value: Value::Nothing, .. }) => Checked::clean(Table::default()),
            Some(node) => broken(yaml_fault::no_fields(text, span, node.span, file, code)),
        },
        Err((message, at)) => {
            // What stood before the fault is kept, so that its own faults are told in the same run.
            let table = build.stack.into_iter().next().map(|f| f.entries).unwrap_or_default();
            Checked::new(Table { entries: table, broken: true }, vec![yaml_fault::finding(text, span, at + span.start, &message, file, code)])
        }
    }
}

fn broken(finding: Diagnostic) -> Checked<Table> {
    Checked::new(Table { entries: Vec::new(), broken: true }, vec![finding])
}

/// The byte of every character, and one past the last: the parser counts in characters.
fn bytes_of_chars(source: &str) -> Vec<usize> {
    source.char_indices().map(|(at, _)| at).chain([source.len()]).collect()
}

/// A list or mapping that is still open.
struct Open {
    start: usize,
    is_list: bool,
    items: Vec<Spanned<Value>>,
    entries: Vec<Entry>,
    key: Option<(String, Span)>,
}

struct Build<'a> {
    by: usize,
    source: &'a str,
    bytes: Vec<usize>,
    file: &'a Arc<str>,
    stack: Vec<Open>,
    root: Option<Spanned<Value>>,
}

type Fault = (String, usize);

impl Build<'_> {
    fn run(&mut self) -> Result<(), Fault> {
        let mut documents = 0;
        for event in Parser::new_from_str(self.source) {
            let (event, mark) = event.map_err(|e| (e.info().to_owned(), self.byte(e.marker().index())))?;
            if matches!(event, Event::DocumentStart(_)) {
                documents += 1;
            }
            if documents > 1 {
                return Err(("second document".to_owned(), self.byte(mark.start.index())));
            }
            self.take(event, mark)?;
        }
        Ok(())
    }

    /// The byte of the source where that character stands.
    fn byte(&self, index: usize) -> usize {
        self.bytes.get(index).copied().unwrap_or(self.source.len())
    }

    fn take(&mut self, event: Event<'_>, mark: Mark) -> Result<(), Fault> {
        let (start, end) = (self.byte(mark.start.index()), self.byte(mark.end.index()));
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                if self.stack.len() >= DEEPEST {
                    return Err(("too deep".to_owned(), start));
                }
                if self.stack.last().is_some_and(|open| !open.is_list && open.key.is_none()) {
                    return Err(("key is no text".to_owned(), start));
                }
                let is_list = matches!(event, Event::SequenceStart(..));
                self.stack.push(Open { start, is_list, items: Vec::new(), entries: Vec::new(), key: None });
                Ok(())
            }
            Event::MappingEnd | Event::SequenceEnd => {
                let Some(open) = self.stack.pop() else { return Ok(()) };
                let value = if open.is_list { Value::List(open.items) } else { Value::Table(Table { entries: open.entries, broken: false }) };
                let end = self.trimmed(open.start, end.max(open.start));
                self.put(value, open.start, end)
            }
            Event::Scalar(text, style, ..) => {
                let plain = style == ScalarStyle::Plain;
                let end = self.trimmed(start, end);
                if let Some(open) = self.stack.last_mut().filter(|open| !open.is_list && open.key.is_none()) {
                    if open.entries.iter().any(|e| e.key == *text) {
                        return Err(("duplicate key".to_owned(), start));
                    }
                    open.key = Some((text.into_owned(), Span::new(start + self.by, end + self.by)));
                    return Ok(());
                }
                self.put(if plain { resolve(&text) } else { Value::Text(text.into_owned()) }, start, end)
            }
            Event::Alias(_) => Err(("alias".to_owned(), start)),
            _ => Ok(()),
        }
    }

    /// A collection's end mark is where the next thing begins: white space before it is no part of the value.
    fn trimmed(&self, start: usize, end: usize) -> usize {
        self.source.get(start..end).map_or(end, |s| start + s.trim_end().len())
    }

    fn put(&mut self, value: Value, start: usize, end: usize) -> Result<(), Fault> {
        let span = Span::new(start + self.by, end.max(start) + self.by);
        let Some(open) = self.stack.last_mut() else {
            self.root = Some(Spanned { value, span, file: self.file.clone() });
            return Ok(());
        };
        if open.is_list {
            open.items.push(Spanned { value, span, file: self.file.clone() });
        } else if let Some((key, key_span)) = open.key.take() {
            open.entries.push(Entry { key, key_span, value, span, file: self.file.clone() });
        }
        Ok(())
    }
}
