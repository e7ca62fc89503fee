use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use super::link::Ground;
use super::page::{Page, PageId};
use super::{
    Memo, Role, Section, Site, Tag, Target, address, anchor, asset, coverage, derive, duty, facet, gather, link, order, pair, route::tag_folder, withdrawal,
};
use crate::config::Settings;
use crate::diag::{Checked, Code, Diagnostic};
use crate::document::{FeatureFields, Kind, Own};
use crate::edition::Edition;
use crate::lang::Lang;
use crate::path::{SitePath, Url};
use crate::source::Source;
use crate::terms::Terms;

/// Reads every document of the snapshot and joins them to a site: addresses, languages, order, links, coverage.
///
/// Findings: everything wrong in any file, duplicate addresses, links and anchors that lead nowhere, missing pictures,
/// points that do not exist, translations that lag behind. `memo` holds documents as they were read before.
pub fn resolve(source: &Source, settings: Settings, edition: Edition, memo: &Memo) -> Checked<Site> {
    let mut findings = Vec::new();
    let languages = settings.tags();
    let terms = terms(source, &mut findings);
    let (published, (mut pages, wanting)) =
        rayon::join(|| anchor::published(source), || gather::gather(source, &settings, &edition, &terms, memo, &mut findings));
    let hant = derive::converter(source, &settings, &pages, &mut findings);
    pair::pair(&mut pages, &languages);
    withdrawal::follow(&mut pages);
    let mut sections = sections(&pages);
    place(&mut pages, &sections, &settings);
    let record = anchor::settle(&mut pages, published.into(&mut findings), &mut findings);
    let mut coverage = coverage::resolve(&mut pages, &mut findings);
    derive::derive(&mut pages, &settings);
    let ranks = order::Ranks::of(&pages);
    coverage.sort(&ranks);
    let home = pages.iter().enumerate().filter(|(_, p)| p.shown && p.role == Role::Home).map(|(id, p)| (p.lang.clone(), id)).collect();
    fill(&mut sections, &pages, &ranks);
    let facets = facet::facets(&sections, &pages);
    let mut folders = HashMap::new();
    let tags = tags(&pages, &mut folders, &ranks);
    let series = series(&pages);
    let mut places = vec![None; pages.len()];
    sections.iter().flat_map(|s| s.pages.values()).for_each(|list| list.iter().enumerate().for_each(|(at, &id)| places[id] = Some(at)));
    let mut site = Site {
        settings,
        edition,
        languages,
        pages,
        sections,
        home,
        tags,
        folders,
        series,
        facets,
        coverage,
        ranks,
        places,
        files: BTreeMap::new(),
        record: Arc::new(record),
        assets: Arc::new(source.assets.clone()),
        terms: Arc::new(terms),
        hant: Arc::new(hant),
        wanting,
    };
    // A withdrawn document still leaves its note.
    if site.documents().next().is_none() && site.withdrawn().next().is_none() {
        findings.push(empty_content());
    }
    let addresses = address::addresses(&site, &mut findings);
    let targets = targets(&site, source, &addresses, &mut findings);
    for (page, targets) in site.pages.iter_mut().zip(targets) {
        page.targets = Arc::new(targets);
    }
    site.files = asset::published(&site.pages, source, &mut findings);
    duty::findings(&site, source, &mut findings);
    pair::findings(&site, &mut findings);
    Checked::new(site, findings)
}

fn terms(source: &Source, findings: &mut Vec<Diagnostic>) -> Terms {
    let text = SitePath::new(crate::terms::TERMS).and_then(|path| source.text(&path));
    text.map_or_else(Terms::default, |text| crate::terms::read(text).into(findings))
}

fn sections(pages: &[Page]) -> Vec<Section> {
    let fresh = |folder: &str| Section { folder: folder.to_owned(), kind: Kind::of_folder(folder), menu: true, ..Section::default() };
    let mut by_folder: BTreeMap<&str, Section> = BTreeMap::new();
    for (id, page) in pages.iter().enumerate() {
        let Role::Section { order, kind, sort, menu } = page.role else { continue };
        let folder = page.document.section.as_str();
        let section = by_folder.entry(folder).or_insert_with(|| fresh(folder));
        if page.original.is_none() {
            (section.kind, section.weight, section.sort, section.menu) = (kind.unwrap_or(section.kind), order, sort, menu);
        }
        if page.shown {
            section.index.insert(page.lang.clone(), id);
        }
    }
    for page in pages.iter().filter(|p| p.role == Role::Document && !p.document.section.is_empty()) {
        let folder = section_folder(&page.document.section, |f| by_folder.contains_key(f));
        if !by_folder.contains_key(folder) {
            by_folder.insert(folder, fresh(folder));
        }
    }
    let mut sections: Vec<Section> = by_folder.into_values().collect();
    sections.sort_by(|a, b| (a.weight, &a.folder).cmp(&(b.weight, &b.folder)));
    sections
}

/// The nearest folder that is a section; else the topmost folder.
fn section_folder(folder: &str, is_section: impl Fn(&str) -> bool) -> &str {
    let mut at = folder;
    loop {
        if is_section(at) {
            return at;
        }
        match at.rsplit_once('/') {
            Some((above, _)) => at = above,
            None => return at,
        }
    }
}

/// Gives every document its section and its address.
fn place(pages: &mut [Page], sections: &[Section], settings: &Settings) {
    let by_folder: BTreeMap<&str, usize> = sections.iter().enumerate().map(|(i, s)| (s.folder.as_str(), i)).collect();
    for id in 0..pages.len() {
        let page = &pages[id];
        let section = by_folder.get(section_folder(&page.document.section, |f| by_folder.contains_key(f))).copied();
        let folder = section.map_or("", |s| sections[s].folder.as_str());
        let url = gather::document_address(page, page.original.map(|o| &pages[o]), folder, settings.default_language());
        (pages[id].section, pages[id].url) = (section, url);
    }
}

fn fill(sections: &mut [Section], pages: &[Page], ranks: &order::Ranks) {
    for (id, page) in pages.iter().enumerate().filter(|(_, p)| p.shown && p.derived.is_some() && matches!(p.role, Role::Section { .. })) {
        if let Some(section) = sections.iter_mut().find(|s| s.folder == page.document.section) {
            section.index.insert(page.lang.clone(), id);
        }
    }
    for (id, page) in pages.iter().enumerate().filter(|(_, p)| p.shown && p.role == Role::Document) {
        if let Some(section) = page.section.and_then(|s| sections.get_mut(s)) {
            section.pages.entry(page.lang.clone()).or_default().push(id);
        }
    }
    sections.iter_mut().for_each(|s| s.pages.values_mut().for_each(|ids| order::sort_by(s.sort, ids, pages, ranks)));
}

fn tags(pages: &[Page], folders: &mut HashMap<String, String>, ranks: &order::Ranks) -> BTreeMap<Lang, BTreeMap<String, Tag>> {
    let mut tags: BTreeMap<Lang, BTreeMap<String, Tag>> = BTreeMap::new();
    for (id, page) in pages.iter().enumerate().filter(|(_, p)| p.shown && p.role == Role::Document) {
        let of_language = tags.entry(page.lang.clone()).or_default();
        for tag in page.common.tags.iter().map(|t| t.trim()).filter(|t| !t.is_empty()) {
            let folder = match folders.get(tag) {
                Some(folder) => folder,
                None => folders.entry(tag.to_owned()).or_insert_with(|| tag_folder(tag)),
            };
            match of_language.get_mut(folder) {
                Some(found) if found.pages.last() == Some(&id) => {}
                Some(found) => found.pages.push(id),
                None => drop(of_language.insert(folder.clone(), Tag { title: tag.to_owned(), pages: vec![id] })),
            }
        }
    }
    tags.values_mut().flat_map(|t| t.values_mut()).for_each(|tag| ranks.sort(&mut tag.pages));
    tags
}

/// The documents of every series (系列), in their order.
fn series(pages: &[Page]) -> BTreeMap<(Lang, String), Vec<PageId>> {
    let mut series: BTreeMap<(Lang, String), Vec<PageId>> = BTreeMap::new();
    for (id, page) in pages.iter().enumerate().filter(|(_, p)| p.shown && p.role == Role::Document) {
        if let Own::Feature(FeatureFields { series: Some(title), .. }) = &page.own {
            series.entry((page.lang.clone(), title.clone())).or_default().push(id);
        }
    }
    series.values_mut().for_each(|ids| order::sort_series(ids, pages));
    series
}

fn targets(site: &Site, source: &Source, addresses: &BTreeMap<Url, Option<PageId>>, findings: &mut Vec<Diagnostic>) -> Vec<Vec<Target>> {
    let by_file: BTreeMap<SitePath, PageId> =
        site.pages.iter().enumerate().filter(|(_, p)| p.derived.is_none()).map(|(id, p)| (p.document.path.clone(), id)).collect();
    let ground = Ground { source, by_file: &by_file, addresses, pages: &site.pages };
    let found: Vec<Checked<Vec<Target>>> = site
        .pages
        .par_iter()
        .map(|page| {
            let mut findings = Vec::new();
            let targets = link::resolve(page, &ground, &mut findings);
            let targets = if page.derived.is_some() { derive::follow(targets, page, site) } else { targets };
            Checked::new(targets, if page.shown && page.derived.is_none() { findings } else { Vec::new() })
        })
        .collect();
    found.into_iter().map(|f| f.into(findings)).collect()
}

fn empty_content() -> Diagnostic {
    Diagnostic::new(Code::EmptyContent, "content 目录里还没有可以发布的文档", "there is no document to publish in the content folder").in_file("content/").help(
        "用 jiangxin new news \"标题\" 新建一篇，或把公文放进 content/notices/",
        "make one with jiangxin new news \"Title\", or put a notice into content/notices/",
    )
}
