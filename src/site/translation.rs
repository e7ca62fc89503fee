//! What a translation has and lacks (翻译进度): which passages of the original changed after they were translated, which are
//! new, and which still wait.

use std::borrow::Cow;

use super::{Page, PageId, Site, Text, lock};
use crate::diag::{Code, Diagnostic, Severity};
use crate::digest::Digest;
use crate::markup::Body;
use crate::notice::{self, Block, Notice};
use crate::text::Span;

/// What stands in a skeleton where a translation is to be written.
pub const WAITING: &str = "【待译】";

/// A passage of a text (段): from one anchor to the next.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Passage {
    /// The anchor that begins it; `title` and `top` are the title and what stands before the first anchor.
    pub id: String,
    /// Of which heading of the body it is, where the site settles the id.
    pub heading: Option<usize>,
    /// 8 hex digits of its text, blanks squeezed.
    pub digest: String,
    /// Where it begins in the file's text; a notice's passages have no place.
    pub span: Option<Span>,
    /// Something in it is still to be translated.
    pub waiting: bool,
}

impl Passage {
    /// Whether it is a heading or a point of its own, which a translation marks with an anchor.
    fn new(id: &str, text: &str) -> Self {
        let digest = Digest::of(lock::squeezed(text).as_bytes()).short(8);
        Self { id: id.to_owned(), heading: None, digest, span: None, waiting: text.contains(WAITING) }
    }
}

/// A text with line ends inside its Chinese sentences gone: where a line ends changes nothing on the page.
fn joined(text: &str) -> Cow<'_, str> {
    let wide = |c: Option<char>| c.is_some_and(crate::text::is_cjk);
    let mut out = String::new();
    let mut from = 0;
    for (at, _) in text.match_indices('\n') {
        let (before, after) = (text[..at].trim_end_matches('\r'), &text[at + 1..]);
        if wide(before.chars().next_back()) && wide(after.chars().next()) {
            out.push_str(text.get(from..before.len()).unwrap_or(""));
            from = at + 1;
        }
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[from..]);
    Cow::Owned(out)
}

/// The passages of a text whose title is `title`. `skip` headings at the top are the title itself; `start` is where the body begins in the file.
pub(super) fn passages(text: &Text, title: &str, source: &str, skip: usize, start: usize) -> Vec<Passage> {
    let mut all = vec![Passage::new("title", title)];
    match text {
        Text::Notice(reading) => all.extend(of_notice(&reading.notice)),
        Text::Markup(body) => all.extend(of_body(body, source, skip, start)),
    }
    all
}

fn of_body(body: &Body, source: &str, skip: usize, start: usize) -> Vec<Passage> {
    let headings = body.headings.iter().enumerate().skip(skip).map(|(n, h)| (h.span.start, h.id.as_str(), Some(n)));
    let own = |id: &str| body.headings.iter().any(|h| h.id == id);
    let places = body.anchors.iter().filter(|a| !own(&a.id)).map(|a| (a.span.start, a.id.as_str(), None));
    let mut begins: Vec<(usize, &str, Option<usize>)> = headings.chain(places).collect();
    begins.sort_by_key(|(at, ..)| *at);
    let top = body.headings.get(skip.wrapping_sub(1)).map_or(0, |title| title.span.end);
    begins.insert(0, (top, "top", None));
    let mut notes = String::new();
    let mut all = Vec::new();
    for (n, (at, id, heading)) in begins.iter().enumerate() {
        let end = begins.get(n + 1).map_or(source.len(), |next| next.0);
        let words = without_notes(source.get(*at..end).unwrap_or(""), &mut notes);
        if !words.trim().is_empty() {
            all.push(Passage { heading: *heading, span: Some(Span::new(start + at, start + at)), ..Passage::new(id, &joined(&words)) });
        }
    }
    all.extend(Some(Passage::new("notes", &joined(&notes))).filter(|_| !notes.is_empty()));
    all
}

/// A passage without the notes (`[^1]: …`) that happen to stand behind it: those are a passage of their own.
fn without_notes(text: &str, notes: &mut String) -> String {
    let is_note = |line: &str| line.starts_with("[^") && line.contains("]:");
    let (own, others): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| !is_note(line));
    others.iter().for_each(|line| notes.extend([line, "\n"]));
    own.join("\n")
}

fn of_notice(notice: &Notice) -> Vec<Passage> {
    let mut parts: Vec<(String, String)> = vec![("top".to_owned(), String::new())];
    notice::blocks(notice).iter().for_each(|block| add(block, &mut parts));
    for attached in &notice.attached {
        parts.push((attached.id.clone(), attached.title.clone()));
        notice::attached_blocks(attached).iter().for_each(|block| add(block, &mut parts));
    }
    parts.iter().filter(|(_, text)| !text.trim().is_empty()).map(|(id, text)| Passage::new(id, text)).collect()
}

fn add(block: &Block<'_>, parts: &mut Vec<(String, String)>) {
    let text = match block {
        Block::Heading(s) => return parts.push((s.id.clone(), s.title.clone())),
        Block::Chapter(c) => return parts.push((c.id.clone(), c.title.clone())),
        Block::Article(a) => {
            parts.push((a.id.clone(), String::new()));
            &a.text
        }
        Block::Point(p) => {
            parts.push((p.id.clone(), String::new()));
            if p.paragraph.is_empty() { &p.text } else { &p.paragraph }
        }
        Block::Paragraph { paragraph, .. } => &paragraph.text,
        Block::Markdown(p) => &p.text,
    };
    let mut done = 0;
    for mark in block.marks() {
        append(parts, text.get(done..mark.at).unwrap_or(""));
        parts.push((mark.id.clone(), String::new()));
        done = mark.at;
    }
    append(parts, text.get(done..).unwrap_or(""));
}

fn append(parts: &mut [(String, String)], text: &str) {
    if let Some((_, words)) = parts.last_mut() {
        words.extend(["\n", text]);
    }
}

/// What is the matter with one passage of a translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lag {
    /// The original has changed since.
    Changed,
    /// The original has it, and the translation was made before.
    New,
    /// The original has it no more.
    Gone,
    /// It is still to be translated.
    Waiting,
}

impl Lag {
    /// What it is called, Chinese and English.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Changed => ("原文已改", "changed"),
            Self::New => ("原文新增", "new"),
            Self::Gone => ("原文已删", "gone"),
            Self::Waiting => ("待译", "waiting"),
        }
    }
}

impl Page {
    /// The passages with the ids that the site settled on.
    pub fn settled_passages(&self) -> impl Iterator<Item = (&str, &Passage)> {
        self.passages.iter().map(|p| (p.heading.and_then(|n| self.heading_ids.get(n)).map_or(p.id.as_str(), String::as_str), p))
    }

    /// What a translation made now stores of this text: `title:1f2e3d4c top:… s1:…`.
    pub fn stamp(&self) -> String {
        self.settled_passages().map(|(id, p)| format!("{id}:{}", p.digest)).collect::<Vec<_>>().join(" ")
    }
}

/// What a translation stores of each passage; `None` where it stores the digest of the whole.
pub fn stored_passages(translates: &str) -> Option<Vec<(&str, &str)>> {
    translates.contains(':').then(|| translates.split_whitespace().filter_map(|part| part.rsplit_once(':')).collect())
}

impl Site {
    /// The passages of a translation that lag behind its original, in the order of the original; those still to be
    /// translated too. Empty for an original, and for a translation that does not say what it was made from.
    pub fn lags(&self, id: PageId) -> Vec<(String, Lag)> {
        let Some(page) = self.pages.get(id) else { return Vec::new() };
        let Some(original) = page.original.and_then(|o| self.pages.get(o)) else { return Vec::new() };
        let mut lags = lags(page, original);
        lags.extend(page.settled_passages().filter(|(_, p)| p.waiting).map(|(id, _)| (id.to_owned(), Lag::Waiting)));
        lags
    }
}

fn lags(page: &Page, original: &Page) -> Vec<(String, Lag)> {
    let Some(stored) = page.common.translates.as_ref().and_then(|t| stored_passages(&t.value)) else { return Vec::new() };
    let mut lags = Vec::new();
    for (id, passage) in original.settled_passages() {
        match stored.iter().find(|(known, _)| *known == id) {
            None => lags.push((id.to_owned(), Lag::New)),
            Some((_, digest)) if *digest != passage.digest => lags.push((id.to_owned(), Lag::Changed)),
            Some(_) => {}
        }
    }
    let gone = stored.iter().filter(|(id, _)| !original.settled_passages().any(|(known, _)| known == *id));
    lags.extend(gone.map(|(id, _)| ((*id).to_owned(), Lag::Gone)));
    lags
}

/// What lags behind, one finding a passage, at its place in the translation.
pub(super) fn findings(page: &Page, original: &Page, findings: &mut Vec<Diagnostic>) {
    let Some(stored) = &page.common.translates else { return };
    for (id, lag) in lags(page, original) {
        let place = page.settled_passages().find(|(own, _)| *own == id).and_then(|(_, p)| p.span);
        let (zh, en) = match lag {
            Lag::New => (format!("原文新增了“{id}”这一段，还没有译"), format!("the original has a new passage “{id}”")),
            Lag::Gone => (format!("原文已经没有“{id}”这一段"), format!("the original has no passage “{id}” any more")),
            Lag::Changed | Lag::Waiting => {
                (format!("原文的“{id}”这一段在翻译之后改过"), format!("the passage “{id}” of the original has changed since it was translated"))
            }
        };
        let finding = Diagnostic::new(Code::StaleTranslation, zh, en);
        let finding = match place {
            Some(at) => finding.in_file(page.file()).at(at),
            None => finding.in_file(stored.file.clone()).at(stored.span),
        };
        let lang = page.lang.tag();
        let path = &original.document.path;
        findings.push(finding.help(
            format!("对照 {path} 改好译文，再运行 jiangxin translate {path} --to {lang} --done {id}"),
            format!("bring the translation up to {path}, then run jiangxin translate {path} --to {lang} --done {id}"),
        ));
    }
}

/// Passages and fields of a translation that are still to be written. In a draft that is what it is for: a note.
pub(super) fn waiting(text: &str, body: Span, passages: &[Passage], draft: bool, file: std::sync::Arc<str>) -> Vec<Diagnostic> {
    let severity = if draft { Severity::Note } else { Severity::Warning };
    let finding = |zh: String, en: String, span: Span| {
        let mut finding = Diagnostic::new(Code::UntranslatedPart, zh, en).in_file(file.clone()).at(span);
        finding.severity = severity;
        finding.help(format!("译好以后删去{WAITING}"), format!("write the translation and delete {WAITING}"))
    };
    let head = text.get(..body.start).unwrap_or("");
    let fields = head
        .match_indices(WAITING)
        .map(|(at, mark)| finding("这个字段还没有译".to_owned(), "this field is still to be translated".to_owned(), Span::new(at, at + mark.len())));
    let parts = passages.iter().filter(|p| p.waiting).filter_map(|p| {
        let span = p.span?;
        let at = span.start + text.get(span.start..)?.find(WAITING)?;
        Some(finding(format!("“{}”这一段还没有译", p.id), format!("the passage “{}” is still to be translated", p.id), Span::new(at, at + WAITING.len())))
    });
    fields.chain(parts).collect()
}
