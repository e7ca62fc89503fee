use std::collections::BTreeMap;
use std::sync::Arc;

use super::page::PageId;
use super::{PageKey, Role, Site};
use crate::diag::{Code, Diagnostic};
use crate::path::Url;
use crate::text::Span;

/// Every address of the site and the document that stands there, if it is one; two at one address are a finding.
pub(super) fn addresses(site: &Site, findings: &mut Vec<Diagnostic>) -> BTreeMap<Url, Option<PageId>> {
    let mut taken: BTreeMap<Url, Option<PageId>> = BTreeMap::new();
    for key in site.listings() {
        let url = site.url(&key);
        if taken.contains_key(&url) {
            findings.push(twice(&url, "栏目、标签页、检索页或落实情况页", "a section, a tag, the search or the coverage page", place_of(site, &key)));
        }
        taken.insert(url, None);
    }
    for (id, page) in site.pages.iter().enumerate().filter(|(_, p)| p.shown && p.role != Role::Document) {
        taken.insert(page.url.clone(), Some(id));
    }
    for (id, page) in site.documents().chain(site.withdrawn()) {
        let place = page.common.slug.as_ref().map_or_else(|| (page.file(), Span::default()), |slug| (slug.file.clone(), slug.span));
        claim(site, &mut taken, page.url.clone(), Some(id), place, findings);
    }
    for key in site.bilinguals() {
        let PageKey::Bilingual(id, _) = key else { continue };
        claim(site, &mut taken, site.url(&key), None, (site.pages[id].file(), Span::default()), findings);
    }
    let mut with_aliases = taken.clone();
    for alias in site.aliases() {
        if site.pages[alias.to].url == alias.from {
            findings.push(onto_itself(&alias.from).in_file(alias.file).at(alias.span));
            continue;
        }
        claim(site, &mut with_aliases, alias.from, Some(alias.to), (alias.file, alias.span), findings);
    }
    taken
}

fn claim(site: &Site, taken: &mut BTreeMap<Url, Option<PageId>>, url: Url, document: Option<PageId>, place: (Arc<str>, Span), findings: &mut Vec<Diagnostic>) {
    match taken.get(&url) {
        Some(Some(other)) => {
            let other = site.pages[*other].document.path.to_string();
            findings.push(twice(&url, &other, &other, place));
        }
        Some(None) => findings.push(twice(&url, "栏目页、标签页或另一个旧网址", "a list page or another alias", place)),
        None => drop(taken.insert(url, document)),
    }
}

fn onto_itself(url: &Url) -> Diagnostic {
    Diagnostic::new(
        Code::RedirectLoop,
        format!("旧网址 {url} 就是现在的网址，会转向自己"),
        format!("the old address {url} is the present one and would lead to itself"),
    )
    .help("删去 aliases 里的这一项", "delete this entry of aliases")
}

/// Where a list's address comes from: its section's index, where there is one.
fn place_of(site: &Site, key: &PageKey) -> (Arc<str>, Span) {
    let index = match key {
        PageKey::Section(section, lang, _) => site.sections[*section].index.get(lang).or_else(|| site.sections[*section].index.values().next()),
        _ => None,
    };
    (index.map_or_else(|| Arc::from("content/"), |&id| site.pages[id].file()), Span::default())
}

fn twice(url: &Url, zh: &str, en: &str, place: (Arc<str>, Span)) -> Diagnostic {
    Diagnostic::new(Code::DuplicateUrl, format!("网址 {url} 已被占用：{zh}"), format!("{url} is taken already: {en}"))
        .in_file(place.0)
        .at(place.1)
        .help("请改文件名，或在文件头写一个不同的 slug", "rename the file, or give it a slug of its own in its front matter")
}
