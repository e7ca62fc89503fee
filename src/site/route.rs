use crate::lang::Lang;
use crate::path::Url;

use super::{PageId, Site};

/// What stands at an address of the site.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PageKey {
    /// The home page of a language.
    Home(Lang),
    /// A section's list: its index, the language, the number of the page from 1.
    Section(usize, Lang, usize),
    /// A document.
    Document(PageId),
    /// All tags of a language.
    Tags(Lang),
    /// One tag's list: its folder, the language, the number of the page from 1.
    Tag(String, Lang, usize),
    /// Coverage in a language.
    Coverage(Lang),
    /// The page for addresses that do not exist.
    NotFound,
}

/// How many documents stand on one page of a list.
pub const PAGE_SIZE: usize = 20;

impl Site {
    /// The address of a page of this site.
    pub fn url(&self, key: &PageKey) -> Url {
        match key {
            PageKey::Home(lang) => self.in_language(lang, ""),
            PageKey::Section(section, lang, n) => self.in_language(lang, &numbered(&self.sections[*section].folder, *n)),
            PageKey::Document(id) => self.pages[*id].url.clone(),
            PageKey::Tags(lang) => self.in_language(lang, "tags"),
            PageKey::Tag(tag, lang, n) => self.in_language(lang, &numbered(&format!("tags/{tag}"), *n)),
            PageKey::Coverage(lang) => self.in_language(lang, "coverage"),
            PageKey::NotFound => Url::file("404.html").unwrap_or_else(Url::home),
        }
    }

    /// The language of a page of this site.
    pub fn language_of<'a>(&'a self, key: &'a PageKey) -> &'a Lang {
        match key {
            PageKey::Home(lang) | PageKey::Section(_, lang, _) | PageKey::Tags(lang) | PageKey::Tag(_, lang, _) | PageKey::Coverage(lang) => lang,
            PageKey::Document(id) => &self.pages[*id].lang,
            PageKey::NotFound => self.settings.default_language(),
        }
    }

    /// Every page of the site but documents and aliases, in a settled order.
    pub fn listings(&self) -> Vec<PageKey> {
        let mut keys = vec![PageKey::NotFound];
        for lang in &self.languages {
            keys.push(PageKey::Home(lang.clone()));
            for (index, section) in self.sections.iter().enumerate().filter(|(_, s)| s.stands_in(lang)) {
                let count = section.pages.get(lang).map_or(0, Vec::len);
                keys.extend((1..=count.div_ceil(PAGE_SIZE).max(1)).map(|n| PageKey::Section(index, lang.clone(), n)));
            }
            let Some(tags) = self.tags.get(lang).filter(|t| !t.is_empty()) else { continue };
            keys.push(PageKey::Tags(lang.clone()));
            for (tag, found) in tags {
                keys.extend((1..=found.pages.len().div_ceil(PAGE_SIZE)).map(|n| PageKey::Tag(tag.clone(), lang.clone(), n)));
            }
        }
        if self.pages.iter().any(|p| p.shown && !p.points.is_empty()) {
            keys.extend(self.languages.iter().map(|l| PageKey::Coverage(l.clone())));
        }
        keys
    }

    /// Where the feed of the home page or of a section stands.
    pub fn feed(&self, key: &PageKey) -> String {
        format!("{}atom.xml", self.url(key).as_str())
    }

    /// Every page that has a feed: each language's home page and each of its sections with documents.
    pub fn feeds(&self) -> Vec<PageKey> {
        let of = |lang: &Lang| {
            let sections = (0..self.sections.len()).filter(|&s| self.sections[s].pages.contains_key(lang));
            std::iter::once(PageKey::Home(lang.clone())).chain(sections.map(|s| PageKey::Section(s, lang.clone(), 1))).collect::<Vec<_>>()
        };
        self.languages.iter().flat_map(of).collect()
    }

    /// Older addresses and the documents that stand there now.
    pub fn aliases(&self) -> Vec<(Url, PageId)> {
        let of = |(id, page): (PageId, &super::Page)| page.common.aliases.iter().filter_map(move |a| Some((Url::page(&a.value)?, id))).collect::<Vec<_>>();
        self.documents().flat_map(of).collect()
    }

    fn in_language(&self, lang: &Lang, path: &str) -> Url {
        address(lang, self.settings.default_language(), path)
    }
}

/// The address of `path` in a language: the default language stands at the root, others in their folder.
pub(super) fn address(lang: &Lang, default: &Lang, path: &str) -> Url {
    let whole = if lang == default { path.to_owned() } else { format!("{}/{path}", lang.folder()) };
    Url::page(&whole).unwrap_or_else(Url::home)
}

fn numbered(path: &str, n: usize) -> String {
    if n <= 1 { path.to_owned() } else { format!("{path}/page/{n}") }
}

/// A tag as a folder: what a path cannot hold becomes `-`, upper case becomes lower.
pub fn tag_folder(tag: &str) -> String {
    let clean: String = tag.trim().chars().map(|c| if c.is_control() || "/\\:*?\"<>|#%".contains(c) || c.is_whitespace() { '-' } else { c }).collect();
    let clean = clean.trim_matches(['-', '.']).to_lowercase();
    if clean.is_empty() { "-".to_owned() } else { clean }
}
