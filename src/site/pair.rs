use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Page, PageId, Role, Site, translation, wording};
use crate::diag::{Code, Diagnostic};
use crate::digest::Digest;
use crate::lang::Lang;

/// Joins documents that are versions of one another: same folder, same file stem, another language.
///
/// The version in the default language is the original; without one, the first language of the settings that has a version.
pub(super) fn pair(pages: &mut [Page], languages: &[Lang]) {
    let mut groups: BTreeMap<(String, String, bool), BTreeMap<Lang, PageId>> = BTreeMap::new();
    for (id, page) in pages.iter().enumerate() {
        let key = (page.document.section.clone(), page.document.slug.clone(), page.role != Role::Document);
        groups.entry(key).or_default().entry(page.lang.clone()).or_insert(id);
    }
    for versions in groups.into_values() {
        let versions = Arc::new(versions);
        let original = languages.iter().find_map(|l| versions.get(l).copied());
        for &id in versions.values() {
            pages[id].original = original.filter(|&o| o != id);
            pages[id].versions = versions.clone();
        }
    }
}

/// The digest that a translation stores of what it translates: the original's text, 16 hex digits.
pub(super) fn digest_of(text: &str) -> String {
    Digest::of(text.trim().as_bytes()).short(16)
}

/// Versions that are missing, and translations older than what they translate.
pub(super) fn findings(site: &Site, findings: &mut Vec<Diagnostic>) {
    let pages = &site.pages;
    let languages: Vec<&Lang> = site.languages.iter().filter(|l| !site.is_derived(l)).collect();
    if languages.len() < 2 {
        return;
    }
    for page in pages.iter().filter(|p| p.shown && p.derived.is_none()) {
        let Some(original) = page.original else {
            let missing: Vec<&str> = languages.iter().filter(|l| !page.versions.contains_key(**l)).map(|l| l.tag()).collect();
            if !missing.is_empty() {
                let list = missing.join(", ");
                findings.push(
                    Diagnostic::new(Code::MissingTranslation, format!("还没有这些语言的版本：{list}"), format!("no version in: {list}")).in_file(page.file()),
                );
            }
            continue;
        };
        wording::left_out(page, &pages[original], &site.terms, findings);
        let Some(stored) = &page.common.translates else { continue };
        if translation::stored_passages(&stored.value).is_some() {
            translation::findings(page, &pages[original], findings);
            continue;
        }
        let now = &pages[original].digest;
        if stored.value != *now {
            findings.push(
                Diagnostic::new(Code::StaleTranslation, "原文在翻译之后改过", "the original has changed since it was translated")
                    .in_file(stored.file.clone())
                    .at(stored.span)
                    .help(
                        format!("请对照原文 {} 更新译文，然后把 translates 改成 \"{now}\"", pages[original].document.path),
                        format!("bring the translation up to {} and set translates to \"{now}\"", pages[original].document.path),
                    ),
            );
        }
    }
}
