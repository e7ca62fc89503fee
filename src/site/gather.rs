use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::page::{Page, Role, State, Text};
use super::route::address;
use crate::config::Settings;
use crate::date::Moment;
use crate::diag::{Checked, Code, Diagnostic};
use crate::document::{self, Common, Document, Kind, Own, SectionFields, Typed};
use crate::edition::Edition;
use crate::fields::{Spanned, Value};
use crate::lang::Lang;
use crate::path::{SitePath, Url};
use crate::source::Source;
use crate::text::Span;
use crate::{markup, notice};

/// Every document of the site with its fields and its text, not yet joined to the others.
pub(super) fn gather(source: &Source, settings: &Settings, edition: &Edition, languages: &[Lang], findings: &mut Vec<Diagnostic>) -> Vec<Page> {
    let documents = documents(source, languages, findings);
    let sections: Vec<Option<SectionFields>> = documents.iter().map(|d| d.is_index.then(|| document::section_fields(d).into(findings))).collect();
    let folders = Folders {
        kinds: documents.iter().zip(&sections).filter_map(|(d, s)| Some((d.section.clone(), s.as_ref()?.kind?))).collect(),
        drafts: documents
            .iter()
            .zip(&sections)
            .filter(|(_, s)| s.as_ref().is_some_and(|s| s.draft))
            .map(|(d, _)| (d.section.clone(), d.language.clone()))
            .collect(),
    };
    let read: Vec<Checked<Page>> =
        documents.into_par_iter().zip(sections).map(|(document, section)| page(document, section, &folders, settings, edition)).collect();
    read.into_iter().map(|one| one.into(findings)).collect()
}

/// What the indexes of sections say of the documents in their folders.
struct Folders {
    kinds: BTreeMap<String, Kind>,
    drafts: BTreeSet<(String, Option<Lang>)>,
}

impl Folders {
    /// The kind of documents in a folder: that of the nearest section which names one.
    fn kind(&self, folder: &str) -> Kind {
        above(folder).find_map(|f| self.kinds.get(f).copied()).unwrap_or_else(|| Kind::of_folder(folder))
    }

    /// Whether a section around a document is a draft, in all languages or in its own.
    fn is_draft(&self, document: &Document) -> bool {
        above(&document.section).any(|f| [None, document.language.clone()].into_iter().any(|lang| self.drafts.contains(&(f.to_owned(), lang))))
    }
}

/// A folder and those above it, nearest first.
fn above(folder: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder), |f| f.rsplit_once('/').map(|(above, _)| above))
}

fn documents(source: &Source, languages: &[Lang], findings: &mut Vec<Diagnostic>) -> Vec<Document> {
    let of: Vec<(&SitePath, Arc<str>)> =
        source.texts.iter().filter(|(path, _)| path.as_str().to_ascii_lowercase().ends_with(".md")).map(|(p, d)| (p, Arc::from(d.text.as_str()))).collect();
    let read: Vec<Checked<Document>> = of
        .into_par_iter()
        .map(|(path, text)| {
            let beside = path.as_str().get(..path.as_str().len() - 3).and_then(|stem| SitePath::new(&format!("{stem}.toml")));
            let sidecar = beside.as_ref().and_then(|b| Some((b, Arc::<str>::from(source.text(b)?))));
            document::parse(path, text, sidecar, languages)
        })
        .collect();
    let documents: Vec<Document> = read.into_iter().map(|d| d.into(findings)).collect();
    findings.extend(documents.iter().filter_map(unknown_language));
    documents
}

/// Says so where a file's name ends like a language that the settings do not know.
fn unknown_language(document: &Document) -> Option<Diagnostic> {
    const LIKELY: [&str; 16] = ["en", "zh", "zh-hans", "zh-hant", "zh-cn", "zh-tw", "ja", "ko", "ru", "fr", "de", "es", "ar", "bo", "mn", "ug"];
    let stem = document.path.name().strip_suffix(".md")?;
    let (_, suffix) = stem.rsplit_once('.')?;
    let known = document.languages.iter().any(|l| l.tag().eq_ignore_ascii_case(suffix));
    (!known && LIKELY.contains(&suffix.to_ascii_lowercase().as_str())).then(|| {
        Diagnostic::new(Code::UnknownLanguage, format!("site.toml 里没有语言“{suffix}”"), format!("site.toml has no language “{suffix}”"))
            .in_file(document.path.shared())
            .help(
                format!("是译文就在 site.toml 加一组 [languages.{suffix}]，不是就改文件名"),
                format!("add a table [languages.{suffix}] to site.toml if it is a translation; rename the file if not"),
            )
    })
}

fn page(document: Document, section: Option<SectionFields>, folders: &Folders, settings: &Settings, edition: &Edition) -> Checked<Page> {
    let mut findings = Vec::new();
    let lang = document.language.clone().unwrap_or_else(|| settings.default_language().clone());
    let kind = if section.is_some() || document.is_home() { Kind::Page } else { folders.kind(&document.section) };
    let (role, typed) = typed(&document, section, kind, &mut findings);
    let source = document.body();
    let mut text = if kind == Kind::Notice && lang.is_chinese() {
        let reading = notice::read(source);
        findings.extend(placed(reading.diagnostics.clone(), &document));
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
    findings.extend(untitled(&document, &typed, &text));
    let (title, title_in_text) = title(&document, &typed, &text);
    let summary = typed.common.summary.clone().unwrap_or_else(|| opening(&text));
    if let Text::Markup(body) = &mut text {
        // Nothing reads it from here on, and it is as large as the file.
        body.plain = String::new();
    }
    let state = if folders.is_draft(&document) { State::Draft } else { state(&typed.common, edition) };
    let page = Page {
        kind,
        role,
        lang,
        state,
        shown: state == State::Published || edition.drafts,
        title,
        title_in_text,
        date: typed.common.date.or_else(|| date_in_text(&text)),
        summary,
        url: Url::home(),
        section: None,
        heading_ids: Vec::new(),
        targets: Vec::new(),
        versions: BTreeMap::new(),
        original: None,
        points: Vec::new(),
        parts: Vec::new(),
        anchors: BTreeSet::new(),
        former: Vec::new(),
        implements: Vec::new(),
        common: typed.common,
        own: typed.own,
        text,
        document,
    };
    Checked::new(page, findings)
}

fn typed(document: &Document, section: Option<SectionFields>, kind: Kind, findings: &mut Vec<Diagnostic>) -> (Role, Typed) {
    let Some(fields) = section else {
        let role = if document.is_home() { Role::Home } else { Role::Document };
        return (role, document::fields(kind, document).into(findings));
    };
    let title = document.fields.get("title").map(|e| Spanned { value: fields.title.clone(), span: e.span, file: e.file.clone() });
    let common = Common { title, summary: fields.summary, cover: fields.cover, draft: fields.draft, ..Common::default() };
    let role = Role::Section { order: fields.order.unwrap_or(0), kind: fields.kind, menu: fields.menu };
    (role, Typed { common, own: Own::Page(Default::default()) })
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

fn state(common: &Common, edition: &Edition) -> State {
    let passed = |moment: Option<Moment>| moment.is_some_and(|m| m.at() <= edition.now);
    if common.draft {
        State::Draft
    } else if common.publish_at.is_some() && !passed(common.publish_at) {
        State::Future
    } else if passed(common.expire_at) {
        State::Expired
    } else {
        State::Published
    }
}

fn date_in_text(text: &Text) -> Option<Moment> {
    let Text::Notice(reading) = text else { return None };
    let day = reading.notice.date.or_else(|| reading.notice.print.as_ref().and_then(|p| p.date))?;
    Some(Moment { day, time: None })
}

/// The first sentences of a text, about eighty characters.
fn opening(text: &Text) -> String {
    let plain = match text {
        Text::Notice(reading) => reading.notice.lead.first().map_or(String::new(), |p| p.text.clone()),
        Text::Markup(body) => body.plain.lines().find(|l| l.chars().count() > 20).or_else(|| body.plain.lines().next()).unwrap_or("").to_owned(),
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

/// The address of a document: its section's folder and its slug, in its language.
pub(super) fn document_address(page: &Page, original: Option<&Page>, section: &str, default: &Lang) -> Url {
    match page.role {
        Role::Home => return address(&page.lang, default, ""),
        Role::Section { .. } => return address(&page.lang, default, &page.document.section),
        Role::Document => {}
    }
    let written = page.common.slug.as_ref().or_else(|| original.and_then(|o| o.common.slug.as_ref()));
    let slug = written.map_or(page.document.slug.as_str(), |s| s.value.as_str());
    let path = if section.is_empty() { slug.to_owned() } else { format!("{section}/{slug}") };
    address(&page.lang, default, &path)
}
