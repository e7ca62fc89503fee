use crate::fields::{Entry, Table, Value};
use crate::markup::{BlockKind, Body};
use crate::notice::{self, Block, Notice};
use crate::site::{Page, WAITING};
use crate::terms::Terms;

/// Fields that a translation takes from its original, or that are its own affair.
const OWN: [&str; 12] = ["slug", "aliases", "implements", "translates", "draft", "publish_at", "expire_at", "cover", "focus", "portrait", "updated", "number"];

/// Fields that name a file, not words.
const FILES: [&str; 4] = ["src", "path", "poster", "video"];

/// The skeleton of a translation into a language (译文框架): every field and every paragraph waits under its source, ids are
/// set, agreed renderings of terms stand beside. `fields` and `body` are the original's.
pub fn translation(page: &Page, fields: &Table, body: &str, terms: &Terms) -> String {
    let hints = Hints { terms };
    let mut out = format!("+++\n# {}\n", page.document.path);
    if page.common.title.is_none() {
        out.push_str(&hints.field("title", &page.title));
    }
    for entry in fields.entries.iter().filter(|e| !OWN.contains(&e.key.as_str())) {
        out.push_str(&hints.entry(entry));
    }
    if let Some(reading) = page.notice() {
        out.push_str(&head(&reading.notice, fields, &hints));
    }
    out.push_str(&format!("draft = true\ntranslates = \"{}\"\n+++\n", page.stamp()));
    match (page.notice(), page.body()) {
        (Some(reading), _) => of_notice(&reading.notice, &hints, &mut out),
        (_, Some(text)) => of_body(page, text, body, &hints, &mut out),
        _ => {}
    }
    out
}

/// The parts of a notice's head that its text gives and a translation says in fields.
fn head(notice: &Notice, fields: &Table, hints: &Hints<'_>) -> String {
    let one = |key: &str, text: Option<&String>| text.filter(|t| !t.is_empty() && fields.get(key).is_none()).map_or(String::new(), |t| hints.field(key, t));
    let several = |key: &str, list: &[String]| {
        if list.is_empty() || fields.get(key).is_some() { String::new() } else { format!("{key} = [{}] # {}\n", quoted(WAITING), flat(&list.join(" / "))) }
    };
    [
        one("issuer_mark", notice.issuer_mark.as_ref()),
        one("issuer", notice.issuer.as_ref()),
        one("addressees", notice.addressees.as_ref().map(|a| &a.text)),
        several("signature", &notice.signature),
        one("annotation", notice.annotation.as_ref()),
        several("cc", &notice.cc),
        one("print_organ", notice.print.as_ref().map(|p| &p.organ)),
    ]
    .concat()
}

/// What stands beside a passage to be translated.
struct Hints<'a> {
    terms: &'a Terms,
}

impl Hints<'_> {
    /// A comment with the source and the renderings that are agreed on.
    fn comment(&self, source: &str) -> String {
        let mut seen = std::collections::BTreeSet::new();
        let found = self.terms.in_chinese(source).into_iter().filter(|f| seen.insert(f.term));
        let found: Vec<String> = found.filter_map(|f| self.terms.list.get(f.term)).map(|t| format!("{} = {}", t.zh, t.en)).collect();
        let terms = if found.is_empty() { String::new() } else { format!("\n术语 terms: {}", found.join("; ")) };
        format!("<!-- {}{} -->\n", source.trim().replace("-->", "-- >").replace("\n\n", "\n"), terms.replace("-->", "-- >"))
    }

    /// Words to be translated, or their rendering where they are a term.
    fn words(&self, text: &str) -> String {
        quoted(self.terms.list.iter().find(|t| t.zh == text.trim()).map_or(WAITING, |t| t.en.as_str()))
    }

    fn field(&self, key: &str, text: &str) -> String {
        format!("{key} = {} # {}\n", self.words(text), flat(text))
    }

    fn entry(&self, entry: &Entry) -> String {
        match &entry.value {
            Value::Text(text) if !FILES.contains(&entry.key.as_str()) => self.field(&entry.key, text),
            Value::Nothing => String::new(),
            value => {
                let said = said(value);
                let comment = if said.is_empty() { String::new() } else { format!(" # {}", flat(&said)) };
                format!("{} = {}{comment}\n", entry.key, self.value(&entry.key, value))
            }
        }
    }

    fn value(&self, key: &str, value: &Value) -> String {
        match value {
            Value::Text(text) if FILES.contains(&key) => quoted(text),
            Value::Text(text) => self.words(text),
            Value::Integer(n) => n.to_string(),
            Value::Float(n) => format!("{n:?}"),
            Value::Bool(b) => b.to_string(),
            Value::Date(date) => date.clone(),
            // A list of file names keeps them.
            Value::List(items) => {
                let key = if matches!(key, "gallery" | "files") { "src" } else { key };
                format!("[{}]", items.iter().map(|i| self.value(key, &i.value)).collect::<Vec<_>>().join(", "))
            }
            Value::Table(table) => {
                let inner = table.entries.iter().filter(|e| e.value != Value::Nothing).map(|e| format!("{} = {}", e.key, self.value(&e.key, &e.value)));
                format!("{{ {} }}", inner.collect::<Vec<_>>().join(", "))
            }
            Value::Nothing => quoted(""),
        }
    }
}

/// The words of a value, for the comment beside it.
fn said(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::List(items) => items.iter().map(|i| said(&i.value)).filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" / "),
        Value::Table(table) => {
            let words = table.entries.iter().filter(|e| !FILES.contains(&e.key.as_str())).map(|e| said(&e.value));
            words.filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" · ")
        }
        _ => String::new(),
    }
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text as TOML's basic string.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn heading(out: &mut String, level: usize, id: &str, source: &str, hints: &Hints<'_>) {
    out.push_str(&format!("\n{}{} {WAITING} {{#{id}}}\n", hints.comment(source), "#".repeat(level.clamp(1, 6))));
}

fn paragraph(out: &mut String, id: Option<&str>, source: &str, hints: &Hints<'_>) {
    if source.trim().is_empty() {
        return;
    }
    // The anchor stands before the words, not in the comment.
    let source = source.strip_prefix("{#").and_then(|rest| rest.split_once("}\n")).map_or(source, |(_, words)| words);
    let anchor = id.map_or(String::new(), |id| format!("{{#{id}}}\n"));
    out.push_str(&format!("\n{}{anchor}{WAITING}\n", hints.comment(source)));
}

fn of_notice(notice: &Notice, hints: &Hints<'_>, out: &mut String) {
    notice::blocks(notice).iter().for_each(|block| of_block(block, hints, out));
    for attached in &notice.attached {
        heading(out, 2, &attached.id, &attached.title, hints);
        notice::attached_blocks(attached).iter().for_each(|block| of_block(block, hints, out));
    }
}

fn of_block(block: &Block<'_>, hints: &Hints<'_>, out: &mut String) {
    let (id, text) = match block {
        Block::Heading(s) => return heading(out, usize::from(s.level) + 1, &s.id, &format!("{}{}", s.marker, s.title), hints),
        Block::Chapter(c) => return heading(out, 2, &c.id, &c.title, hints),
        Block::Article(a) => (Some(a.id.as_str()), a.text.as_str()),
        Block::Point(p) => (Some(p.id.as_str()), if p.paragraph.is_empty() { p.text.as_str() } else { p.paragraph.as_str() }),
        Block::Paragraph { paragraph, .. } => (None, paragraph.text.as_str()),
        Block::Markdown(p) => return verbatim(out, &p.text),
    };
    let marks = block.marks();
    let first = marks.first().map_or(text.len(), |m| m.at);
    paragraph(out, id, text.get(..first).unwrap_or(""), hints);
    for (n, mark) in marks.iter().enumerate() {
        let end = marks.get(n + 1).map_or(text.len(), |next| next.at);
        paragraph(out, Some(&mark.id), text.get(mark.at..end).unwrap_or(""), hints);
    }
}

fn of_body(page: &Page, body: &Body, source: &str, hints: &Hints<'_>, out: &mut String) {
    let mut done = 0;
    for (n, block) in body.blocks.iter().enumerate() {
        let of = block.span.of(source);
        between(out, source.get(done..block.span.start).unwrap_or(""));
        done = done.max(block.span.end);
        match block.kind {
            BlockKind::Heading(_) if n == 0 && page.title_in_text => {}
            BlockKind::Heading(h) => {
                let (Some(found), Some(id)) = (body.headings.get(h), page.heading_ids.get(h)) else { continue };
                heading(out, usize::from(found.level), id, &format!("{}{}", found.marker, found.title), hints);
            }
            BlockKind::Paragraph => paragraph(out, block.id.as_deref(), of, hints),
            BlockKind::Footnotes => {}
            BlockKind::Component | BlockKind::Other => verbatim(out, of),
        }
    }
    between(out, source.get(done..).unwrap_or(""));
}

/// What stands between blocks and is no block: notes and addresses of links. Anchors are set again with their paragraphs.
fn between(out: &mut String, source: &str) {
    let is_anchor = |line: &str| line.trim_start().starts_with("{#") && line.trim_end().ends_with('}');
    let kept: Vec<&str> = source.lines().filter(|l| !is_anchor(l)).collect();
    let kept = kept.join("\n");
    if !kept.trim().is_empty() {
        out.push_str(&format!("\n{}\n", kept.trim_matches('\n')));
    }
}

/// Tables, lists and the like stand as they are, to be written over.
fn verbatim(out: &mut String, source: &str) {
    out.push_str(&format!("\n{WAITING}\n\n{}\n", source.trim_matches('\n')));
}
