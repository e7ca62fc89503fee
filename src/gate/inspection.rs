use std::sync::Arc;

use rayon::prelude::*;

use super::passage::{self, Passage};
use super::quote::{self, Quotable};
use super::wording::{FOLDER, Matcher, Wording};
use super::{characters, duty, files, numbers, people, structure, words};
use crate::diag::{Checked, Code, Diagnostic, Severity};
use crate::notice;
use crate::path::SitePath;
use crate::site::{Page, Site, State};
use crate::source::Source;

/// How bad a finding is in a check for release, where that is worse than its own severity.
pub fn for_release(code: Code) -> Option<Severity> {
    match code {
        Code::SampleContent | Code::ExampleAddress => Some(Severity::Error),
        Code::FooterOrganiser
        | Code::FooterContact
        | Code::FooterFiling
        | Code::UndatedItem
        | Code::OrphanPage
        | Code::SimilarTitle
        | Code::FileAuthor
        | Code::EmptySection => Some(Severity::Warning),
        _ => None,
    }
}

/// Everything that is odd about a site and its texts, beyond what resolving it has found. `source` holds the texts of all documents.
pub fn inspect(site: &Site, source: &Source) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let wording = wording_of_site(source).into(&mut findings);
    let bench = Bench { site, source, matcher: Matcher::new(&wording), wording };
    // What is made from a document by changing its script has the same faults.
    let written = site.pages.par_iter().filter(|page| page.derived.is_none());
    let read: Vec<(&Page, Read)> = written.filter_map(|page| Some((page, bench.read(page)?))).collect();
    let (mut documents, mut notices) = (Vec::new(), Vec::new());
    for (page, read) in &read {
        findings.extend(read.findings.iter().cloned());
        match page.notice() {
            Some(_) => notices.push(Quotable { title: &page.title, passages: read.kept.as_slice() }),
            None => documents.push((page, read.kept.as_slice())),
        }
    }
    let kept: Vec<&[Passage]> = documents.iter().map(|(_, passages)| *passages).collect();
    let quoted = quote::check(&kept, &notices);
    findings.extend(quoted.into_iter().filter_map(|(n, finding)| Some(finding.in_file(documents.get(n)?.0.file()))));
    structure::of_site(site, &mut findings);
    files::check(site, source, &mut findings);
    let settings = SitePath::new("content/site.toml");
    if let Some(text) = settings.as_ref().and_then(|path| source.text(path)) {
        duty::check(site, text, &mut findings);
    }
    if let Some(path) = settings {
        bench.fields(&path, &mut findings);
    }
    findings
}

/// The wording lists of a site.
pub(super) fn wording_of_site(source: &Source) -> Checked<Wording> {
    let lists = source.texts.iter().filter(|(path, _)| path.as_str().starts_with(FOLDER) && path.as_str().ends_with(".toml"));
    Wording::read(lists.map(|(path, decoded)| (path.shared(), decoded.text.as_str())))
}

/// What each document is read with.
struct Bench<'a> {
    site: &'a Site,
    source: &'a Source,
    wording: Wording,
    matcher: Option<Matcher>,
}

/// What one document gave.
struct Read {
    findings: Vec<Diagnostic>,
    /// Passages that quote, or of a notice all that may be quoted.
    kept: Vec<Passage>,
}

impl Bench<'_> {
    fn read(&self, page: &Page) -> Option<Read> {
        let mut findings = Vec::new();
        if !page.shown {
            structure::of_hidden(page, &mut findings);
            findings.extend(self.note_of(page));
            return Some(Read { findings, kept: Vec::new() });
        }
        let text = self.source.text(&page.document.path)?;
        let passages = passage::of_page(page, text);
        let chinese = page.lang.is_chinese();
        for passage in &passages {
            self.wording_of(passage, text, &mut findings);
            if chinese {
                numbers::check(passage, text, &mut findings);
            }
            // A notice has these from its own rules.
            if chinese && page.notice().is_none() {
                numbers::check_marks(passage, text, &mut findings);
                findings.extend(notice::weekday_findings(passage, page.date.map(|d| d.day)));
            }
        }
        // A notice's text has these from its own rules.
        let end = if page.notice().is_some() { page.document.body.start } else { text.len() };
        findings.extend(notice::privacy_findings(text.get(..end).unwrap_or("")));
        characters::check(text, page.notice().is_none(), &mut findings);
        let file: Arc<str> = page.file();
        let mut findings: Vec<Diagnostic> = findings.into_iter().map(|f| f.in_file(file.clone())).collect();
        if let Some(beside) = &page.document.sidecar {
            self.fields(beside, &mut findings);
            let personal = self.source.text(beside).map(notice::privacy_findings).unwrap_or_default();
            findings.extend(personal.into_iter().map(|f| f.in_file(beside.shared())));
        }
        structure::of_page(page, self.site.edition.now.date(), &mut findings);
        let all = page.notice().is_some();
        let kept = passages.into_iter().filter(|p| chinese && (all || p.text().contains('“'))).collect();
        Some(Read { findings, kept })
    }

    /// What the note of a withdrawn document says stays public.
    fn note_of(&self, page: &Page) -> Vec<Diagnostic> {
        let Some(note) = page.common.withdrawn_note.as_deref().filter(|_| page.state == State::Withdrawn) else { return Vec::new() };
        let files = [Some(&page.document.path), page.document.sidecar.as_ref()];
        let place = |path: &SitePath| {
            let text = self.source.text(path)?;
            let at = text.find(note)?;
            Some(notice::privacy_findings(note).into_iter().map(|f| f.shifted(at).in_file(path.shared())).collect())
        };
        files.into_iter().flatten().find_map(place).unwrap_or_default()
    }

    fn wording_of(&self, passage: &Passage, text: &str, findings: &mut Vec<Diagnostic>) {
        if let Some(matcher) = &self.matcher {
            words::check(passage, text, &self.wording, matcher, findings);
        }
        people::check(passage, &self.wording, findings);
    }

    /// The words of a file that holds fields alone.
    fn fields(&self, path: &SitePath, findings: &mut Vec<Diagnostic>) {
        let Some(text) = self.source.text(path) else { return };
        let mut found = Vec::new();
        for passage in passage::of_fields(text, crate::text::Span::new(0, text.len())) {
            self.wording_of(&passage, text, &mut found);
        }
        characters::check(text, true, &mut found);
        findings.extend(found.into_iter().map(|f| f.in_file(path.shared())));
    }
}
