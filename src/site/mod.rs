//! The site as a whole: kinds, addresses, order, languages, links, coverage.

mod address;
mod anchor;
mod asset;
mod coverage;
mod derive;
mod duty;
mod facet;
mod gather;
mod inlay;
mod link;
mod lock;
mod manuscript;
mod name_order;
mod order;
mod page;
mod pair;
mod paper;
mod rare;
mod resolve;
mod revise;
mod route;
mod translation;
mod withdrawal;
mod wording;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

pub use asset::{file_of_field, published_at};
pub use coverage::Coverage;
pub use facet::{Choice, Facet, Facets};
pub use inlay::Inlay;
pub use link::Target;
pub use lock::{Item, Kept, Kind as ItemKind, LOCK, Lock, Locked, Naming, Record, keep};
pub use manuscript::Manuscript;
pub use page::{Former, Page, PageId, Part, Point, Role, State, Text};
pub use resolve::resolve;
pub use route::{Alias, PAGE_SIZE, PageKey, SEARCH_TABLE, tag_folder};
pub use translation::{Lag, Passage, WAITING, stored_passages};
pub use withdrawal::Withdrawal;

use crate::config::Settings;
use crate::document::Kind;
use crate::edition::Edition;
use crate::lang::Lang;
use crate::path::{OutPath, SitePath};
use crate::source::Source;

/// A section (栏目): a folder of documents with a list of its own.
#[derive(Debug, Clone, Default)]
pub struct Section {
    /// Its folder under `content/`, which is its address too.
    pub folder: String,
    /// The kind of its documents.
    pub kind: Kind,
    /// Its place among the sections, lightest first.
    pub weight: i64,
    /// How its documents follow one another.
    pub sort: crate::document::Sort,
    /// Whether it stands in the menu.
    pub menu: bool,
    /// Its `_index.md` by language.
    pub index: BTreeMap<Lang, PageId>,
    /// Its documents by language, in the order of the list.
    pub pages: BTreeMap<Lang, Vec<PageId>>,
}

/// A tag (标签) and the documents that carry it.
#[derive(Debug, Clone, Default)]
pub struct Tag {
    /// As it is written.
    pub title: String,
    /// Its documents, in the order of lists.
    pub pages: Vec<PageId>,
}

impl Section {
    /// Whether it has a list in a language: documents, or at least words over them.
    pub fn stands_in(&self, lang: &Lang) -> bool {
        self.pages.contains_key(lang) || self.index.contains_key(lang)
    }
}

/// The whole site, resolved; everything later only reads it.
#[derive(Debug, Clone)]
pub struct Site {
    /// From `site.toml`.
    pub settings: Settings,
    /// What this run publishes.
    pub edition: Edition,
    /// The default language first.
    pub languages: Vec<Lang>,
    /// Every document, section indexes and home pages included, shown or not.
    pub pages: Vec<Page>,
    /// In the order of their weight.
    pub sections: Vec<Section>,
    /// The home page's document by language.
    pub home: BTreeMap<Lang, PageId>,
    /// Tags by language and by the folder of their address: tags that differ only in what an address cannot hold are one.
    pub tags: BTreeMap<Lang, BTreeMap<String, Tag>>,
    /// The folders of all tags as they are spelled: they are asked for on every page.
    pub folders: HashMap<String, String>,
    /// Features by language and series, in the order of the series.
    pub series: BTreeMap<(Lang, String), Vec<PageId>>,
    /// By what the list of a section can be narrowed in a language.
    pub facets: BTreeMap<(usize, Lang), Facets>,
    /// Which document carries out which point.
    pub coverage: Coverage,
    /// Where each document stands among all.
    ranks: order::Ranks,
    /// Where each document stands in its section's list.
    pub places: Vec<Option<usize>>,
    /// Files published as they are: where, and from where.
    pub files: BTreeMap<OutPath, SitePath>,
    /// The ids published so far, this edition's included.
    pub record: Arc<Record>,
    /// What is known of every file.
    pub assets: Arc<BTreeMap<SitePath, crate::source::Asset>>,
    /// What is called how in the other language.
    pub terms: Arc<crate::terms::Terms>,
    /// Turns pages into traditional characters.
    pub hant: Arc<crate::hant::Converter>,
    /// Documents that are left out because neither the snapshot nor the memo holds their text: read them and resolve again.
    pub wanting: Vec<SitePath>,
}

/// Documents as they were read before, by their file.
pub type Memo = HashMap<SitePath, Arc<Manuscript>>;

impl Site {
    /// Every document as it was read, for the next time; one that was remembered stays without its text.
    pub fn memo(&self) -> Memo {
        self.pages.iter().map(|page| (page.document.path.clone(), page.manuscript.clone())).collect()
    }

    /// Gives documents that were remembered in outline their text, from a snapshot that holds it; one whose file is another
    /// by now stays as it is.
    pub fn complete(&self, source: &Source) {
        let outlines = self.pages.par_iter().filter(|page| !page.is_whole() && source.texts.contains_key(&page.document.path));
        outlines.for_each(|page| {
            drop(gather::read_again(page, source, &self.settings, &self.terms).filter(|read| read.key == page.key).map(|read| page.completed.set(read)))
        });
    }

    /// Gives one document its text as its file is by now: what a page shows before the site takes a change in.
    pub fn complete_newest(&self, id: PageId, source: &Source) {
        let page = self.pages.get(id).filter(|page| !page.is_whole());
        drop(page.and_then(|page| Some(page.completed.set(gather::read_again(page, source, &self.settings, &self.terms)?))));
    }

    /// Documents that somebody wrote and that are shown.
    pub fn written(&self) -> impl Iterator<Item = (PageId, &Page)> {
        self.documents().filter(|(_, p)| p.derived.is_none())
    }

    /// Whether a language's pages are made from another one's by changing the script.
    pub fn is_derived(&self, lang: &Lang) -> bool {
        self.settings.language(lang).is_some_and(|l| l.derive.is_some())
    }

    /// Documents that have a page of their own and are shown.
    pub fn documents(&self) -> impl Iterator<Item = (PageId, &Page)> {
        self.pages.iter().enumerate().filter(|(_, p)| p.shown && p.role == Role::Document)
    }

    /// The title of a section in a language; that of another language, or its folder, where it has none.
    pub fn section_title(&self, section: usize, lang: &Lang) -> &str {
        let section = &self.sections[section];
        let index = section.index.get(lang).or_else(|| section.index.values().next());
        index.map_or(section.folder.as_str(), |&id| self.pages[id].title.as_str())
    }

    /// One value by which a section's list can be narrowed.
    pub fn choice(&self, section: usize, lang: &Lang, by: Facet, value: &str) -> Option<&Choice> {
        self.facets.get(&(section, lang.clone()))?.get(&by)?.get(value)
    }

    /// Up to `most` documents that share a tag with a document, nearest first.
    pub fn related(&self, page: PageId, most: usize) -> Vec<PageId> {
        let Some(tags) = self.tags.get(&self.pages[page].lang) else { return Vec::new() };
        let of_tag = |tag: &String| {
            let list = tags.get(self.tag_folder(tag).as_ref())?.pages.as_slice();
            Some((list, self.ranks.place(page, list)?))
        };
        let lists: Vec<(&[PageId], usize)> = self.pages[page].common.tags.iter().filter_map(of_tag).collect();
        order::related(&lists, most)
    }

    /// A tag's folder, as [`tag_folder`] gives it.
    pub fn tag_folder(&self, tag: &str) -> Cow<'_, str> {
        self.folders.get(tag).map_or_else(|| Cow::Owned(tag_folder(tag)), |folder| Cow::Borrowed(folder.as_str()))
    }

    /// The version of a document in a language, where it is shown; itself otherwise.
    pub fn version(&self, page: PageId, lang: &Lang) -> PageId {
        self.pages[page].versions.get(lang).copied().filter(|&id| self.pages[id].shown).unwrap_or(page)
    }
}
