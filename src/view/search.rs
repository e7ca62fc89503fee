use std::collections::BTreeMap;

use super::compose::Composer;
use super::{Link, SearchEntry, SearchGroup, SearchView, SearchYear, date_text};
use crate::lang::Lang;
use crate::path::encode;
use crate::site::{PAGE_SIZE, PageId, PageKey, SEARCH_TABLE};

/// Up to so many documents the plain list names each; beyond, its years lead to the sections' lists.
const NAMED: usize = 400;

impl Composer<'_> {
    pub(super) fn search(&self, lang: &Lang) -> SearchView {
        let site = self.site;
        let base = site.url(&PageKey::Search(lang.clone()));
        let all = site.documents().filter(|(_, p)| p.lang == *lang).count();
        let sections = (0..site.sections.len()).filter_map(|s| Some((s, site.sections[s].pages.get(lang)?)));
        let mut groups: Vec<SearchGroup> = sections.map(|(s, ids)| self.search_group(Some(s), lang, ids, all)).collect();
        let loose: Vec<PageId> = site.documents().filter(|(_, p)| p.lang == *lang && p.section.is_none()).map(|(id, _)| id).collect();
        if !loose.is_empty() {
            groups.push(self.search_group(None, lang, &loose, all));
        }
        let other = |other: &Lang| {
            let title = site.settings.language(other).map_or_else(|| other.tag().to_owned(), |l| l.name.clone());
            Link { title, path: self.path(&PageKey::Search(other.clone())) }
        };
        SearchView {
            base: encode(base.as_str()),
            table: encode(&format!("{}{SEARCH_TABLE}", base.as_str())),
            whole: site.edition.whole_links,
            groups,
            others: site.searched().iter().filter(|l| *l != lang).map(other).collect(),
        }
    }

    fn search_group(&self, section: Option<usize>, lang: &Lang, ids: &[PageId], all: usize) -> SearchGroup {
        let site = self.site;
        let list = |section: usize, n: usize| self.path(&PageKey::Section(section, lang.clone(), n));
        // The place in the list of the first document of each year.
        let mut years: BTreeMap<Option<i16>, (usize, Vec<PageId>)> = BTreeMap::new();
        for (at, &id) in ids.iter().enumerate() {
            years.entry(site.pages[id].date.map(|d| d.day.year())).or_insert((at, Vec::new())).1.push(id);
        }
        let year = |(year, (at, ids)): (Option<i16>, (usize, Vec<PageId>))| SearchYear {
            year: year.map_or(String::new(), |y| y.to_string()),
            count: ids.len(),
            path: section.map(|s| list(s, at / PAGE_SIZE + 1)),
            documents: if all > NAMED { Vec::new() } else { ids.into_iter().map(|id| self.search_entry(id)).collect() },
        };
        SearchGroup {
            title: section.map_or_else(|| self.words(lang).get("other_pages").to_owned(), |s| site.section_title(s, lang).to_owned()),
            path: section.map(|s| list(s, 1)),
            count: ids.len(),
            years: years.into_iter().rev().map(year).collect(),
        }
    }

    fn search_entry(&self, id: PageId) -> SearchEntry {
        let page = &self.site.pages[id];
        SearchEntry { title: page.title.clone(), path: self.link(&page.url), date: page.date.as_ref().map(|d| date_text(d, &page.lang)) }
    }
}
