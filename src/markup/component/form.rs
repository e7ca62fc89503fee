use super::kind::{Field, Kind};
use super::line::{Line, Part, lines};
use crate::diag::{Code, Diagnostic};
use crate::fields::nearest_of;
use crate::text::Span;

/// A component as it was written: its fields, its items, what fits neither, and what is wrong with it.
pub(super) struct Form<'s> {
    /// The fields, each with the lines of its value.
    pub fields: Vec<(&'static Field, Vec<Part<'s>>)>,
    /// The items of a list, each with its name and the lines of its value.
    pub items: Vec<(Part<'s>, Vec<Part<'s>>)>,
    /// Lines that fit nowhere: they are shown as they are.
    pub stray: Vec<Part<'s>>,
    /// What to tell.
    pub findings: Vec<Diagnostic>,
}

impl<'s> Form<'s> {
    /// Reads the pieces of source that stand in a fence, each with its first byte; `fence` is all of it.
    pub fn read(kind: Kind, pieces: &[(&'s str, usize)], fence: Span) -> Self {
        let mut form = Self { fields: Vec::new(), items: Vec::new(), stray: Vec::new(), findings: Vec::new() };
        let mut open = Open::Nothing;
        for line in pieces.iter().flat_map(|(text, at)| lines(text, *at)) {
            open = form.line(kind, &line, open);
        }
        let absent = kind.fields().iter().filter(|f| f.required && f.names.iter().all(|name| form.field(name).is_empty()));
        let absent: Vec<Diagnostic> = absent.map(|f| absent_field(kind, f.names, fence)).collect();
        form.findings.extend(absent);
        let nothing = if kind.lists() { form.items.is_empty() } else { form.fields.is_empty() };
        if nothing && form.findings.is_empty() {
            form.findings.push(empty(kind, fence));
        }
        form
    }

    /// The lines of a field; none where it was not written.
    pub fn field(&self, name: &str) -> &[Part<'s>] {
        self.fields.iter().find(|(field, _)| field.names.contains(&name)).map_or(&[], |(_, lines)| lines)
    }

    /// The first line of a field, for what takes one alone.
    pub fn one(&self, name: &str) -> Option<Part<'s>> {
        self.field(name).first().copied().filter(|part| !part.text.is_empty())
    }

    fn line(&mut self, kind: Kind, line: &Line<'s>, open: Open) -> Open {
        let known = line.name.and_then(|name| kind.field(name.text));
        match (known, line.name) {
            (Some(field), Some(name)) => {
                if self.fields.iter().any(|(f, _)| std::ptr::eq(*f, field) || f.names == field.names) {
                    self.findings.push(twice(name));
                    self.stray.push(line.whole);
                    return Open::Nothing;
                }
                self.fields.push((field, Some(line.value).filter(|v| !v.text.is_empty()).into_iter().collect()));
                if field.single { Open::Nothing } else { Open::Field }
            }
            (None, Some(name)) if kind.lists() => {
                self.items.push((name, Some(line.value).filter(|v| !v.text.is_empty()).into_iter().collect()));
                Open::Item
            }
            (None, None) if matches!(kind, Kind::Gallery | Kind::Attachments) => {
                self.items.push((line.whole, Vec::new()));
                Open::Nothing
            }
            (None, _) => self.unnamed(kind, line, open),
            (Some(_), None) => open,
        }
    }

    /// A line without a name that is known: it goes on with what stands before it, or is nothing.
    fn unnamed(&mut self, kind: Kind, line: &Line<'s>, open: Open) -> Open {
        let near = line.name.and_then(|name| nearest_of(name.text, kind.fields().iter().flat_map(|f| f.names.iter().copied())));
        let looks_named = line.name.is_some_and(|name| name.text.chars().count() <= 4) || near.is_some();
        match (open, looks_named) {
            (Open::Field, false) => self.fields.last_mut().into_iter().for_each(|(_, lines)| lines.push(line.whole)),
            (Open::Item, false) => self.items.last_mut().into_iter().for_each(|(_, lines)| lines.push(line.whole)),
            _ => {
                self.findings.push(unknown(kind, line, near));
                self.stray.push(line.whole);
            }
        }
        open
    }
}

/// What a line without a name goes on with.
#[derive(Clone, Copy)]
enum Open {
    Nothing,
    Field,
    Item,
}

fn known(kind: Kind) -> (String, String) {
    let list = |n: usize, comma: &str| kind.fields().iter().filter_map(|f| f.names.get(n).copied()).collect::<Vec<_>>().join(comma);
    (list(0, "、"), list(1, ", "))
}

fn unknown(kind: Kind, line: &Line<'_>, near: Option<&str>) -> Diagnostic {
    let ((zh, en), (fields, fields_en), (example, example_en)) = (kind.names(), known(kind), kind.example());
    let (said, said_en) = match line.name {
        Some(name) => (format!("{zh}里没有“{}”这一栏", name.text), format!("a {en} has no field {}", name.text)),
        None => (format!("{zh}的这一行缺少冒号"), format!("this line of a {en} has no colon")),
    };
    let help = match near {
        Some(near) => (format!("是不是“{near}”？可以写的有：{fields}"), format!("did you mean {near}? It takes: {fields_en}")),
        None => (
            format!("一行写一项，名称和内容之间用冒号，如：{example}；可以写的栏目有：{fields}"),
            format!("one line an item, with a colon, as in {example_en}; its fields are: {fields_en}"),
        ),
    };
    Diagnostic::new(Code::ComponentField, said, said_en).at(line.name.unwrap_or(line.whole).span()).help(help.0, help.1)
}

fn twice(name: Part<'_>) -> Diagnostic {
    let text = name.text;
    Diagnostic::new(Code::ComponentField, format!("“{text}”写了两遍"), format!("{text} is written twice"))
        .at(name.span())
        .help("请留下一行，删去另一行", "keep one of the lines and delete the other")
}

fn absent_field(kind: Kind, names: &[&str], fence: Span) -> Diagnostic {
    let ((zh, en), name) = (kind.names(), |n: usize| names.get(n).copied().unwrap_or(""));
    Diagnostic::new(Code::ComponentField, format!("{zh}缺少“{}”", name(0)), format!("a {en} without {}", name(1)))
        .at(fence)
        .help(format!("请加一行“{}：”和内容", name(0)), format!("add a line “{}:” with its value", name(1)))
}

fn empty(kind: Kind, fence: Span) -> Diagnostic {
    let ((zh, en), (example, example_en)) = (kind.names(), kind.example());
    Diagnostic::new(Code::ComponentField, format!("{zh}里什么也没有写"), format!("an empty {en}"))
        .at(fence)
        .help(format!("一行写一项，如：{example}；不需要就整个删去"), format!("write one line an item, as in {example_en}, or delete it"))
}
