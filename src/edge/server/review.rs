use serde_json::{Value, json};

use super::mend::may_mend;
use super::overlay::entry;
use crate::diag::{Code, Diagnostic, Severity};
use crate::markup;
use crate::plan::Artifact;
use crate::report::{Texts, Tongue};
use crate::site::{Page, PageId, PageKey, Site, State};
use crate::text::tally;

/// Findings and mends of a page that its bar lists; the rest are counted.
const SHOWN: usize = 50;

/// Everything found in the files as they are now, with the texts it was found in.
#[derive(Debug, Default)]
pub struct Findings {
    /// Of every severity.
    pub list: Vec<Diagnostic>,
    /// The files that they name.
    pub texts: Texts,
}

/// The document behind a page: itself, a section's `_index.md`, the home page's `index.md`.
pub(super) fn document(site: &Site, artifact: &Artifact) -> Option<PageId> {
    let (Artifact::Page(key) | Artifact::Alias { to: key, .. }) = artifact else { return None };
    match key {
        PageKey::Document(id) | PageKey::Bilingual(id, _) => Some(*id),
        PageKey::Section(section, lang, _) => site.sections.get(*section)?.index.get(lang).copied(),
        PageKey::Home(lang) => site.home.get(lang).copied(),
        PageKey::Narrowed { .. }
        | PageKey::Tags(_)
        | PageKey::Tag(..)
        | PageKey::Coverage(_)
        | PageKey::Search(_)
        | PageKey::Glossary(_)
        | PageKey::NotFound => None,
    }
}

/// What the bar of a page says of it: its file, its state, its versions, how long it is, what was found and mended.
///
/// `texts` are those of its own files.
pub(super) fn review(site: &Site, artifact: &Artifact, (findings, texts): (&Findings, &Texts), tongue: Tongue) -> Value {
    let Some(page) = document(site, artifact).and_then(|id| site.pages.get(id)) else {
        return json!({ "file": null, "name": null, "badges": [], "versions": [], "findings": [], "warnings": "", "length": "", "mends": null });
    };
    let own: Vec<&Diagnostic> =
        findings.list.iter().filter(|f| f.severity != Severity::Error && f.file.as_deref().is_some_and(|file| concerns(page, file))).collect();
    let warnings = own.iter().filter(|f| f.severity == Severity::Warning).count();
    let warnings = if warnings == 0 { String::new() } else { tongue.pick(format!("{warnings} 个警告"), counted(warnings, "warning")) };
    let mut listed = own.clone();
    listed.sort_by_key(|f| (std::cmp::Reverse(f.severity), f.span.map_or(0, |s| s.start)));
    json!({
        "file": page.document.path.as_str(),
        "name": page.document.path.name(),
        "badges": badges(page, tongue),
        "versions": versions(site, page, findings, tongue),
        "findings": listed.iter().take(SHOWN).map(|f| entry(f, texts, tongue)).collect::<Vec<_>>(),
        "warnings": warnings,
        "length": "",
        "mends": mends(page, tongue),
    })
}

/// Whether a file is the page's own: its document or the `.toml` beside it.
fn concerns(page: &Page, file: &str) -> bool {
    page.document.path.as_str() == file || page.document.sidecar.as_ref().is_some_and(|s| s.as_str() == file)
}

fn badges(page: &Page, tongue: Tongue) -> Vec<Value> {
    let state = match page.state {
        State::Published => None,
        State::Draft => Some(("draft", tongue.pick("草稿", "draft"))),
        State::Future => Some(("future", tongue.pick("未到发布时间", "not yet published"))),
        State::Expired => Some(("expired", tongue.pick("已过期", "expired"))),
        State::Withdrawn => Some(("withdrawn", tongue.pick("已撤下", "withdrawn"))),
    };
    let sample = page.common.sample.then(|| ("sample", tongue.pick("示例", "sample")));
    state.into_iter().chain(sample).map(|(kind, text)| json!({ "kind": kind, "text": text })).collect()
}

/// The site's languages, and how the page stands in each; nothing on a site of one language.
fn versions(site: &Site, page: &Page, findings: &Findings, tongue: Tongue) -> Vec<Value> {
    let languages = &site.settings.languages;
    if languages.len() < 2 {
        return Vec::new();
    }
    let of = |lang: &crate::lang::Lang| page.versions.get(lang).and_then(|&id| site.pages.get(id));
    let stale = |other: &Page| findings.list.iter().any(|f| f.code == Code::StaleTranslation && f.file.as_deref().is_some_and(|file| concerns(other, file)));
    let entry = |language: &crate::config::Language| {
        let version = of(&language.lang);
        let (state, text) = match version {
            None => ("missing", tongue.pick("缺", "missing")),
            Some(other) if !other.shown => ("hidden", tongue.pick("未发布", "not published")),
            Some(other) if stale(other) => ("stale", tongue.pick("落后于原文", "older than the original")),
            Some(_) => ("there", tongue.pick("✓", "✓")),
        };
        let href = version.filter(|other| other.shown && other.lang != page.lang).map(|other| format!("/{}", other.url.link(false)));
        json!({ "name": language.name, "state": state, "text": text, "href": href })
    };
    languages.iter().map(entry).collect()
}

/// How long a page's text is, without marks of any markup; `text` is the body of its file.
pub(super) fn length(page: &Page, text: &str, tongue: Tongue) -> String {
    let count = match page.notice() {
        None => tally(&markup::parse(text, &markup::Options::default()).value.plain),
        Some(reading) => tally(&crate::notice::print(&reading.notice)),
    };
    let count = grouped(count);
    tongue.pick(format!("{count} 字"), format!("{count} characters"))
}

fn mends(page: &Page, tongue: Tongue) -> Value {
    let Some(mends) = page.notice().map(|reading| &reading.mends).filter(|mends| !mends.is_empty()) else { return Value::Null };
    let title = |code: Code| tongue.pick(code.title().0, code.title().1);
    let list: Vec<Value> = mends.iter().take(SHOWN).map(|m| json!({ "title": title(m.code), "before": m.before, "after": m.after })).collect();
    let count = mends.len();
    let title = tongue.pick(format!("{count} 处已在页面上修正，文件没有动"), format!("{} on the page; the file is as it was", counted(count, "mend")));
    json!({ "title": title, "list": list, "write": may_mend(page) })
}

/// `1 mend`, `2 mends`.
pub(super) fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// A number with a comma between its thousands.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn thousands() {
        assert_eq!([0, 999, 1000, 1_234_567].map(super::grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
