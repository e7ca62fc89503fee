use std::sync::Arc;

use super::page::{Role, Text};
use super::translation::{self, Passage};
use super::{lock, pair, wording};
use crate::config::Settings;
use crate::date::Moment;
use crate::diag::{Code, Diagnostic};
use crate::digest::Digest;
use crate::document::{self, Common, Document, Kind, Own, SectionFields, Typed};
use crate::fields::{Entry, Spanned, Table, Value};
use crate::lang::Lang;
use crate::markup::Hole;
use crate::terms::Terms;
use crate::text::Span;
use crate::{markup, notice};

/// One document read by itself (稿件): nothing in it depends on other documents, on the date or on what is published, so that
/// it can be kept for as long as its file stays as it is.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Manuscript {
    /// Whether the text is here whole: what a run remembers of the last one leaves out what only its own page prints.
    #[serde(skip)]
    pub whole: bool,
    /// The digest of everything that it was made from.
    pub key: Digest,
    /// The file it comes from; its text and raw fields are not kept.
    pub document: Document,
    /// What it is.
    pub kind: Kind,
    /// Which place it takes on the site.
    pub role: Role,
    /// Its language.
    pub lang: Lang,
    /// Fields of every kind.
    pub common: Common,
    /// Fields of its own kind.
    pub own: Own,
    /// Its text.
    #[serde(with = "outline")]
    pub text: Text,
    /// What a notice has in Markdown; places are those of its text.
    #[serde(skip)]
    pub inlay: Option<Box<super::Inlay>>,
    /// Its title.
    pub title: String,
    /// The first block of the text is the title and is not printed again.
    pub title_in_text: bool,
    /// Its publishing date.
    pub date: Option<Moment>,
    /// One or two sentences.
    pub summary: String,
    /// What a translation stores of the text that it translates: 16 hex digits; "" on a site of one language.
    pub digest: String,
    /// The places of the text that an address can name.
    pub places: Vec<lock::Item>,
    /// The passages that a translation answers for.
    pub passages: Vec<Passage>,
    /// The terms in it, by their place in the list.
    pub terms: Vec<u16>,
    /// What is wrong with it.
    pub findings: Vec<Diagnostic>,
}

impl Manuscript {
    /// Reads a document; `section` are the fields of a section's own page, `kind` is what its folder holds.
    pub(super) fn read(key: Digest, document: Document, section: Option<SectionFields>, kind: Kind, settings: &Settings, terms: &Terms) -> Self {
        let mut findings = Vec::new();
        let lang = document.language.clone().unwrap_or_else(|| settings.default_language().clone());
        let kind = if section.is_some() || document.is_home() { Kind::Page } else { kind };
        let (role, typed) = typed(&document, section, kind, &mut findings);
        let source = document.body();
        let mut inlay = None;
        let mut text = if kind == Kind::Notice && lang.is_chinese() {
            let reading = notice::read(source);
            findings.extend(placed(reading.diagnostics.clone(), &document));
            if let Some(read) = super::inlay::inlay(source, &reading.notice, settings.raw_html) {
                findings.extend(placed(read.findings, &document));
                inlay = Some(Box::new(read.value));
            }
            Text::Notice(Box::new(reading))
        } else {
            let body = markup::parse(source, &markup::Options { raw_html: settings.raw_html });
            findings.extend(placed(body.findings, &document));
            findings.extend(placed(notice::secrecy_findings(source), &document));
            Text::Markup(Box::new(body.value))
        };
        if let (Text::Notice(reading), Own::Notice(own)) = (&mut text, &typed.own) {
            super::paper::overrule(&mut reading.notice, &typed.common, own);
        }
        findings.extend(marked_fields(&document.fields));
        findings.extend(untitled(&document, &typed, &text));
        let (title, title_in_text) = title(&document, &typed, &text);
        let summary = typed.common.summary.clone().unwrap_or_else(|| opening(&text));
        let places = match &text {
            Text::Notice(reading) => lock::of_notice(&reading.notice),
            Text::Markup(body) => lock::of_body(body, source, usize::from(title_in_text)),
        };
        // Passages are for translations: a site of one language has none.
        let (passages, digest) = match settings.languages.len() {
            0 | 1 => (Vec::new(), String::new()),
            _ => (translation::passages(&text, &title, source, usize::from(title_in_text), document.body.start), pair::digest_of(source)),
        };
        if document.language.is_some() {
            findings.extend(translation::waiting(&document.text, document.body, &passages, typed.common.draft, document.path.shared()));
        }
        if lang.is_simplified() {
            findings.extend(super::rare::findings(&document, &title));
        }
        let used = wording::used(&document, &lang, &title, &summary, terms, &mut findings);
        if let Text::Markup(body) = &mut text {
            // Nothing reads it from here on, and it is as large as the file.
            (body.plain, body.opening) = Default::default();
        }
        Self {
            whole: true,
            key,
            kind,
            role,
            lang,
            title,
            title_in_text,
            date: typed.common.date.or_else(|| date_in_text(&text)),
            summary,
            digest,
            places,
            passages,
            terms: used,
            common: typed.common,
            own: typed.own,
            text,
            inlay,
            findings,
            document: Document { text: Arc::from(""), fields: Default::default(), ..document },
        }
    }
}

impl Manuscript {
    /// Links, pictures and what else its text leaves open; a notice's are those of its Markdown.
    pub fn holes(&self) -> &[Hole] {
        match (&self.text, &self.inlay) {
            (Text::Markup(body), _) => &body.holes,
            (Text::Notice(_), Some(inlay)) => &inlay.body.holes,
            (Text::Notice(_), None) => &[],
        }
    }

    /// The digest of what other pages may show of it: everything but its own text. `None` where more of it stands elsewhere:
    /// a notice's points, the words over a list; such a document is read again each time.
    pub fn shown(&self) -> Option<Digest> {
        if self.role != Role::Document || self.kind == Kind::Notice {
            return None;
        }
        let Text::Markup(body) = &self.text else { return None };
        let Document { path, section, slug, language, is_bundle, .. } = &self.document;
        let place = (path, section, slug, language, is_bundle, self.kind, &self.lang);
        let head = (&self.common, &self.own, &self.title, self.title_in_text, self.date, &self.summary);
        // Where something stands in the file matters to findings alone.
        let holes: Vec<_> = body.holes.iter().map(|h| &h.kind).collect();
        let headings: Vec<_> = body.headings.iter().map(|h| (h.level, h.element, &h.id, &h.marker, &h.title)).collect();
        let anchors: Vec<&str> = body.anchors.iter().map(|a| a.id.as_str()).collect();
        Some(Digest::of(&postcard::to_stdvec(&(place, head, holes, headings, anchors)).ok()?))
    }
}

/// How a text is remembered: without its html. A notice is not, for reading it again is quick.
mod outline {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::Error};

    use super::Text;
    use crate::markup::{Anchor, Body, Heading, Hole};

    pub fn serialize<S: Serializer>(text: &Text, serializer: S) -> Result<S::Ok, S::Error> {
        match text {
            Text::Markup(body) => (&body.holes, &body.headings, &body.anchors).serialize(serializer),
            Text::Notice(_) => Err(S::Error::custom("a notice is read again")),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
        let (holes, headings, anchors) = <(Vec<Hole>, Vec<Heading>, Vec<Anchor>)>::deserialize(deserializer)?;
        Ok(Text::Markup(Box::new(Body { holes, headings, anchors, ..Body::default() })))
    }
}

fn typed(document: &Document, section: Option<SectionFields>, kind: Kind, findings: &mut Vec<Diagnostic>) -> (Role, Typed) {
    let Some(fields) = section else {
        let role = if document.is_home() { Role::Home } else { Role::Document };
        return (role, document::fields(kind, document).into(findings));
    };
    let title = document.fields.get("title").map(|e| Spanned { value: fields.title.clone(), span: e.span, file: e.file.clone() });
    let common = Common { title, summary: fields.summary, cover: fields.cover, draft: fields.draft, ..Common::default() };
    let role = Role::Section { order: fields.order.unwrap_or(0), kind: fields.kind, sort: fields.sort, menu: fields.menu };
    (role, Typed { common, own: Own::Page(Default::default()) })
}

/// Fields that are marked as classified: they stand in lists, feeds and cards.
fn marked_fields(fields: &Table) -> Vec<Diagnostic> {
    fn texts(value: &Value) -> Vec<&str> {
        match value {
            Value::Text(text) => vec![text],
            Value::List(list) => list.iter().flat_map(|item| texts(&item.value)).collect(),
            Value::Table(table) => table.entries.iter().flat_map(|entry| texts(&entry.value)).collect(),
            _ => Vec::new(),
        }
    }
    let marked = |entry: &Entry| {
        // A title may be the word itself: a story that is called 秘密.
        let is_name = |text: &&str| entry.key == "title" && text.chars().count() == 2;
        let found = texts(&entry.value).into_iter().filter(|text| !is_name(text)).find_map(|text| notice::secrecy_findings(text).into_iter().next())?;
        Some(found.at(entry.span).in_file(entry.file.clone()))
    };
    fields.entries.iter().filter_map(marked).collect()
}

fn placed(findings: Vec<Diagnostic>, document: &Document) -> impl Iterator<Item = Diagnostic> {
    let (start, file) = (document.body.start, document.path.shared());
    findings.into_iter().map(move |f| f.shifted(start).in_file(file.clone()))
}

fn title(document: &Document, typed: &Typed, text: &Text) -> (String, bool) {
    if let Some(title) = &typed.common.title {
        return (title.value.clone(), false);
    }
    let stem = || match &typed.own {
        Own::Profile(profile) if !profile.name.is_empty() => profile.name.clone(),
        _ => document.slug.clone(),
    };
    match text {
        Text::Notice(reading) if !reading.notice.title.is_empty() => (reading.notice.title.clone(), false),
        Text::Notice(_) => (stem(), false),
        Text::Markup(body) => match (body.blocks.first().map(|b| b.kind), body.headings.first()) {
            (Some(markup::BlockKind::Heading(0)), Some(heading)) if heading.level == 1 => (format!("{}{}", heading.marker, heading.title), true),
            _ => (stem(), false),
        },
    }
}

/// A notice whose title stands neither in its fields nor in its text, in any language.
fn untitled(document: &Document, typed: &Typed, text: &Text) -> Option<Diagnostic> {
    let is_said = |title: &str| !title.trim().is_empty();
    // A title of another type has its own finding.
    let is_wrong = document.fields.get("title").is_some_and(|e| !matches!(e.value, Value::Text(_) | Value::Nothing));
    let said = match text {
        Text::Notice(reading) => is_said(&reading.notice.title),
        Text::Markup(_) => title(document, typed, text).1,
    };
    if !matches!(typed.own, Own::Notice(_)) || document.fields.broken || is_wrong || said || typed.common.title.as_ref().is_some_and(|t| is_said(&t.value)) {
        return None;
    }
    let finding = Diagnostic::new(Code::MissingField, "公文没有标题", "The notice has no title").in_file(document.path.shared());
    Some(finding.at(Span::new(document.body.start, document.body.start)).help(
        "在文件头加一行：title = \"……\"，或在正文里写上标题，如“# 关于……的通知”",
        "add a line title = \"…\" to the front matter, or begin the text with a title, as in “# 关于……的通知”",
    ))
}

fn date_in_text(text: &Text) -> Option<Moment> {
    let Text::Notice(reading) = text else { return None };
    let day = reading.notice.date.or_else(|| reading.notice.print.as_ref().and_then(|p| p.date))?;
    Some(Moment { day, time: None })
}

/// The first sentences of a text, about eighty characters.
fn opening(text: &Text) -> String {
    let plain = match text {
        Text::Notice(reading) => reading.notice.lead.first().map_or(String::new(), |p| crate::notice::words(&p.text)),
        Text::Markup(body) => body.opening.replace('\n', " "),
    };
    let cut: String = plain.chars().take(90).collect();
    if cut.len() == plain.len() {
        return plain;
    }
    match cut.rfind(['。', '！', '？', '；']).or_else(|| cut.rfind(". ")) {
        Some(end) => cut.get(..end + cut[end..].chars().next().map_or(1, char::len_utf8)).unwrap_or(&cut).to_owned(),
        None => format!("{cut}…"),
    }
}
