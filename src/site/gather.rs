use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::Memo;
use super::manuscript::Manuscript;
use super::page::{Page, Role, State};
use super::route::address;
use crate::config::Settings;
use crate::date::Moment;
use crate::diag::{Checked, Code, Diagnostic};
use crate::digest::Digest;
use crate::document::{self, Common, Document, Kind, SectionFields};
use crate::edition::Edition;
use crate::lang::Lang;
use crate::path::{SitePath, Url};
use crate::source::Source;
use crate::terms::Terms;

/// Every document of the site with its fields and its text, not yet joined to the others; and the documents whose text is
/// neither in the snapshot nor in the memo.
///
/// What the memo holds of a file that is as it was is taken from there.
pub(super) fn gather(
    source: &Source,
    settings: &Settings,
    edition: &Edition,
    terms: &Terms,
    memo: &Memo,
    findings: &mut Vec<Diagnostic>,
) -> (Vec<Page>, Vec<SitePath>) {
    let desk = Desk { source, settings, terms, languages: settings.tags(), folders: Folders::of(source, settings) };
    let files: Vec<&SitePath> = source.names().filter(|p| p.as_str().to_ascii_lowercase().ends_with(".md")).collect();
    let read: Vec<Option<Arc<Manuscript>>> = files.par_iter().map(|path| desk.manuscript(path, memo)).collect();
    let wanting = files.iter().zip(&read).filter(|(_, m)| m.is_none()).map(|(path, _)| (*path).clone()).collect();
    let pages: Vec<Page> = read.into_iter().flatten().map(|manuscript| page(manuscript, &desk.folders, edition)).collect();
    pages.iter().for_each(|page| findings.extend(page.manuscript.findings.iter().cloned()));
    (pages, wanting)
}

/// A document that is there in outline, read whole from a snapshot that holds its text. Outlines are of documents with a page
/// of their own, whose kind is that of their folder.
pub(super) fn read_again(page: &Page, source: &Source, settings: &Settings, terms: &Terms) -> Option<Arc<Manuscript>> {
    Desk { source, settings, terms, languages: settings.tags(), folders: Folders::default() }.read(&page.document.path, page.kind, None)
}

/// What every document is read with.
struct Desk<'a> {
    source: &'a Source,
    settings: &'a Settings,
    terms: &'a Terms,
    languages: Vec<Lang>,
    folders: Folders,
}

impl Desk<'_> {
    fn manuscript(&self, path: &SitePath, memo: &Memo) -> Option<Arc<Manuscript>> {
        self.read(path, self.folders.kind(section_of(path)), memo.get(path))
    }

    /// Reads a document whose folder holds a kind; as it was read before, where nothing of what it is read from changed.
    fn read(&self, path: &SitePath, kind: Kind, before: Option<&Arc<Manuscript>>) -> Option<Arc<Manuscript>> {
        let beside = beside(path).filter(|b| self.source.holds(b));
        let tags = self.languages.iter().map(Lang::tag).collect::<Vec<_>>().join(" ");
        let raw_html = if self.settings.raw_html { "raw" } else { "" };
        let terms = self.terms.digest.as_ref().map_or(&[][..], |d| d.bytes());
        let texts = [Some(path), beside.as_ref()].map(|p| p.map(|p| self.source.digest(p)));
        let texts = texts.iter().map(|d| d.as_ref().map_or(&[][..], |d| d.bytes()));
        let key = Digest::of_parts(texts.chain([path.as_str(), kind.name(), &tags, raw_html].map(str::as_bytes)).chain([terms]));
        if let Some(kept) = before.filter(|m| m.key == key) {
            return Some(kept.clone());
        }
        let document = document(self.source, path, &self.languages)?;
        let mut findings = document.findings;
        let document = document.value;
        let section = document.is_index.then(|| document::section_fields(&document).into(&mut findings));
        findings.extend(unknown_language(&document));
        let mut manuscript = Manuscript::read(key, document, section, kind, self.settings, self.terms);
        manuscript.findings.splice(0..0, findings);
        Some(Arc::new(manuscript))
    }
}

/// Takes a file of the snapshot apart, with the fields beside it; `None` where its text is not there.
fn document(source: &Source, path: &SitePath, languages: &[Lang]) -> Option<Checked<Document>> {
    let text = Arc::from(source.text(path)?);
    let sidecar = match beside(path).filter(|b| source.holds(b)) {
        Some(beside) => Some((source.text(&beside)?, beside)),
        None => None,
    };
    let sidecar = sidecar.as_ref().map(|(words, beside)| (beside, Arc::<str>::from(*words)));
    Some(document::parse(path, text, sidecar, languages))
}

/// The `.toml` that may hold a document's fields.
fn beside(path: &SitePath) -> Option<SitePath> {
    path.as_str().get(..path.as_str().len().saturating_sub(3)).and_then(|stem| SitePath::new(&format!("{stem}.toml")))
}

/// The folder below `content/` that says what a file is.
fn section_of(path: &SitePath) -> &str {
    let folder = path.folder();
    folder.strip_prefix("content").map_or(folder, |rest| rest.strip_prefix('/').unwrap_or(rest))
}

/// What the indexes of sections say of the documents in their folders.
#[derive(Default)]
struct Folders {
    kinds: BTreeMap<String, Kind>,
    drafts: BTreeSet<(String, Option<Lang>)>,
}

impl Folders {
    fn of(source: &Source, settings: &Settings) -> Self {
        let languages = settings.tags();
        let is_index = |path: &&SitePath| path.name().starts_with("_index.");
        let read = source.names().filter(is_index).filter_map(|path| document(source, path, &languages)).map(|d| d.value).filter(|d| d.is_index);
        let read: Vec<(Document, SectionFields)> = read.map(|d| (document::section_fields(&d).value, d)).map(|(fields, d)| (d, fields)).collect();
        Self {
            kinds: read.iter().filter_map(|(d, fields)| Some((d.section.clone(), fields.kind?))).collect(),
            drafts: read.iter().filter(|(_, fields)| fields.draft).map(|(d, _)| (d.section.clone(), d.language.clone())).collect(),
        }
    }

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

/// A document in its place, as far as it alone and its folder tell.
fn page(manuscript: Arc<Manuscript>, folders: &Folders, edition: &Edition) -> Page {
    let state = if folders.is_draft(&manuscript.document) { State::Draft } else { state(&manuscript.common, edition) };
    Page {
        state,
        shown: state == State::Published || edition.drafts && state != State::Withdrawn,
        lang: manuscript.lang.clone(),
        derived: None,
        url: Url::home(),
        section: None,
        heading_ids: Arc::default(),
        targets: Arc::default(),
        versions: Arc::default(),
        original: None,
        points: Vec::new(),
        parts: Vec::new(),
        anchors: Arc::default(),
        former: Vec::new(),
        implements: Vec::new(),
        completed: std::sync::OnceLock::new(),
        manuscript,
    }
}

fn state(common: &Common, edition: &Edition) -> State {
    let passed = |moment: Option<Moment>| moment.is_some_and(|m| m.at() <= edition.now);
    if common.draft {
        State::Draft
    } else if passed(common.withdrawn) {
        State::Withdrawn
    } else if common.publish_at.is_some() && !passed(common.publish_at) {
        State::Future
    } else if passed(common.expire_at) {
        State::Expired
    } else {
        State::Published
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
