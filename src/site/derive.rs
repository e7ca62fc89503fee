//! Versions in traditional characters (繁体版): every document in simplified characters has one, unless somebody wrote it.
//! Nothing in a document is converted here: its page is, when it has been printed.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::page::{Page, PageId, State};
use super::{Site, Target};
use crate::config::Settings;
use crate::diag::Diagnostic;
use crate::document::Own;
use crate::hant::{self, Converter};
use crate::lang::Lang;
use crate::path::{SitePath, Url};
use crate::source::Source;

/// The converter that the settings, the site's own words and the names of its people make; one that changes nothing where no language
/// is derived.
pub(super) fn converter(source: &Source, settings: &Settings, pages: &[Page], findings: &mut Vec<Diagnostic>) -> Converter {
    let Some(language) = settings.languages.iter().find(|l| l.derive.is_some()) else { return Converter::default() };
    let text = SitePath::new(hant::HANT).and_then(|path| source.text(&path));
    let mut own = text.map_or_else(Vec::new, |text| hant::read(text).into(findings));
    let plain = Converter::new(language.forms, own.clone());
    let written: BTreeSet<&str> = pages.iter().flat_map(people).collect();
    let names: Vec<hant::Own> = written.into_iter().filter_map(|name| hant::name(&plain, name)).collect();
    for (name, form) in names {
        if !own.iter().any(|(word, _)| *word == name) {
            own.push((name, form));
        }
    }
    Converter::new(language.forms, own)
}

/// The people whom a document names in its fields.
fn people(page: &Page) -> impl Iterator<Item = &str> {
    let (one, more) = match &page.own {
        Own::Profile(profile) => (Some(profile.name.as_str()), &[][..]),
        Own::Feature(feature) => (None, feature.people.as_slice()),
        _ => (None, &[][..]),
    };
    one.into_iter().chain(more.iter().map(String::as_str)).chain(page.common.author.as_deref())
}

/// Adds the derived version of every document that is shown, or withdrawn, and has none.
pub(super) fn derive(pages: &mut Vec<Page>, settings: &Settings) {
    for language in &settings.languages {
        let Some(from) = &language.derive else { continue };
        for id in 0..pages.len() {
            let page = &pages[id];
            if page.lang != *from || page.derived.is_some() || !(page.shown || page.state == State::Withdrawn) || page.versions.contains_key(&language.lang) {
                continue;
            }
            let new = pages.len();
            let url = in_language(&page.url, from, &language.lang, settings.default_language());
            let copy = Page { lang: language.lang.clone(), derived: Some(id), url, original: None, ..page.clone() };
            pages.push(copy);
            let versions: Vec<PageId> = pages[id].versions.values().copied().chain([id, new]).collect();
            for version in versions {
                Arc::make_mut(&mut pages[version].versions).insert(language.lang.clone(), new);
            }
            let all = pages[id].versions.clone();
            pages[new].versions = all;
        }
    }
}

/// The address of a page in another language.
fn in_language(url: &Url, from: &Lang, to: &Lang, default: &Lang) -> Url {
    let folder = format!("{}/", from.folder());
    let inner = if from == default { url.as_str() } else { url.as_str().strip_prefix(&folder).unwrap_or(url.as_str()) };
    super::route::address(to, default, inner)
}

/// Where the links of a derived page lead: to the derived version of what the original leads to, where there is one.
pub(super) fn follow(targets: Vec<Target>, page: &Page, site: &Site) -> Vec<Target> {
    let Some(from) = page.derived.and_then(|id| site.pages.get(id)).map(|p| &p.lang) else { return targets };
    let listings: Vec<Url> = site.listings().iter().filter(|key| site.language_of(key) == &page.lang).map(|key| site.url(key)).collect();
    let one = |target: Target| match target {
        Target::Document(id, anchor) => Target::Document(site.version(id, &page.lang), anchor),
        Target::Address(url, anchor) => {
            let there = in_language(&url, from, &page.lang, site.settings.default_language());
            Target::Address(if listings.contains(&there) { there } else { url }, anchor)
        }
        other => other,
    };
    targets.into_iter().map(one).collect()
}
