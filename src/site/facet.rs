use std::collections::{BTreeMap, HashMap};

use super::{Manuscript, Page, PageId, Section, route::tag_folder};
use crate::document::Own;
use crate::lang::Lang;

/// By what a section's list can be narrowed (筛选).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// 地点: where news happened, in which city a person works.
    Place,
    /// 工种: a person's trade.
    Trade,
    /// 批次: in which batch a person was named.
    Batch,
    /// 月份: the month of the publishing date.
    Month,
}

impl Facet {
    /// Its name in addresses and templates.
    pub fn name(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Trade => "trade",
            Self::Batch => "batch",
            Self::Month => "month",
        }
    }
}

/// One value of a facet and the documents that have it.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// As it is written; `2022-04` for a month.
    pub title: String,
    /// In the order of the section's list.
    pub pages: Vec<PageId>,
}

/// The facets of one section in one language: only those that tell its documents apart, each with its values by the folder
/// of their address.
pub type Facets = BTreeMap<Facet, BTreeMap<String, Choice>>;

/// The facets of every section in every language that has any.
pub(super) fn facets(sections: &[Section], pages: &[Page]) -> BTreeMap<(usize, Lang), Facets> {
    let mut all = BTreeMap::new();
    for (index, section) in sections.iter().enumerate() {
        for (lang, ids) in &section.pages {
            let found = of_list(ids, pages);
            if !found.is_empty() {
                all.insert((index, lang.clone()), found);
            }
        }
    }
    all
}

/// The facets of one list; empty where nothing tells its documents apart.
pub(super) fn of_list(ids: &[PageId], pages: &[Page]) -> Facets {
    let mut found = Facets::new();
    let mut folders: HashMap<String, String> = HashMap::new();
    for &id in ids {
        for (facet, title) in values(&pages[id]) {
            if !folders.contains_key(&title) {
                folders.insert(title.clone(), tag_folder(&title));
            }
            let Some(folder) = folders.get(&title) else { continue };
            let choices = found.entry(facet).or_default();
            let choice = match choices.get_mut(folder) {
                Some(choice) => choice,
                None => choices.entry(folder.clone()).or_default(),
            };
            if choice.title.is_empty() {
                choice.title = title;
            }
            if choice.pages.last() != Some(&id) {
                choice.pages.push(id);
            }
        }
    }
    found.retain(|_, choices| choices.len() > 1);
    found
}

/// What a document can be found by. Several places in one field stand apart by 、 or ；.
pub(super) fn values(page: &Manuscript) -> Vec<(Facet, String)> {
    let mut values = Vec::new();
    let mut add = |facet, text: Option<&str>| {
        let several = text.unwrap_or("").split(['、', '；']).map(str::trim).filter(|t| !t.is_empty());
        values.extend(several.map(|one| (facet, one.to_owned())));
    };
    match &page.own {
        Own::News(news) => add(Facet::Place, news.place.as_deref()),
        Own::Profile(profile) => {
            add(Facet::Place, profile.city.as_deref());
            add(Facet::Trade, profile.trade.as_deref());
            add(Facet::Batch, profile.batch.as_deref());
        }
        Own::Feature(_) | Own::Notice(_) | Own::Page(_) => {}
    }
    // People are found by who they are, not by when their page was put up.
    if !matches!(page.own, Own::Profile(_)) {
        values.extend(page.date.map(|date| (Facet::Month, format!("{:04}-{:02}", date.day.year(), date.day.month()))));
    }
    values
}
