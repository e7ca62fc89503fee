use std::sync::Arc;

use crate::lang::Lang;
use crate::path::Url;
use crate::text::Span;

use super::{Facet, PageId, Site};

/// What stands at an address of the site.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PageKey {
    /// The home page of a language.
    Home(Lang),
    /// A section's list: its index, the language, the number of the page from 1.
    Section(usize, Lang, usize),
    /// A section's list narrowed to one value of a facet, by the folder of its address.
    Narrowed {
        /// The section's index.
        section: usize,
        /// The language.
        lang: Lang,
        /// By what.
        by: Facet,
        /// The value's folder.
        value: String,
        /// The number of the page from 1.
        number: usize,
    },
    /// A document.
    Document(PageId),
    /// A document beside another version of it: whose page it is, and the other.
    Bilingual(PageId, PageId),
    /// All tags of a language.
    Tags(Lang),
    /// One tag's list: its folder, the language, the number of the page from 1.
    Tag(String, Lang, usize),
    /// Coverage in a language.
    Coverage(Lang),
    /// Search in a language, and the index of its documents by section and year.
    Search(Lang),
    /// The glossary in a language.
    Glossary(Lang),
    /// The page for addresses that do not exist.
    NotFound,
}

/// An older address of a document.
#[derive(Debug, Clone)]
pub struct Alias {
    /// The address.
    pub from: Url,
    /// The document that stands elsewhere now.
    pub to: PageId,
    /// The file that names it.
    pub file: Arc<str>,
    /// Where in that file.
    pub span: Span,
}

/// An older address as it was published: a page's folder, or a file where it ended in `.html`.
fn old_address(written: &str) -> Option<Url> {
    let is_file = written.to_ascii_lowercase().ends_with(".html") || written.to_ascii_lowercase().ends_with(".htm");
    let folder = written.trim_matches('/').strip_suffix("index.html").filter(|rest| rest.is_empty() || rest.ends_with('/'));
    match folder {
        Some(folder) => Url::page(folder),
        None if is_file => Url::file(written.trim_matches('/')),
        None => Url::page(written),
    }
}

/// The first script of a search index, beside the search page.
pub const SEARCH_TABLE: &str = "table.js";

/// How many documents stand on one page of a list.
pub const PAGE_SIZE: usize = 20;

impl Site {
    /// The address of a page of this site.
    pub fn url(&self, key: &PageKey) -> Url {
        match key {
            PageKey::Home(lang) => self.in_language(lang, ""),
            PageKey::Section(section, lang, n) => self.in_language(lang, &numbered(&self.sections[*section].folder, *n)),
            PageKey::Narrowed { section, lang, by, value, number } => {
                self.in_language(lang, &numbered(&format!("{}/{}/{value}", self.sections[*section].folder, by.name()), *number))
            }
            PageKey::Document(id) => self.pages[*id].url.clone(),
            PageKey::Bilingual(id, other) => self.bilingual_address(*id, *other),
            PageKey::Tags(lang) => self.in_language(lang, "tags"),
            PageKey::Tag(tag, lang, n) => self.in_language(lang, &numbered(&format!("tags/{tag}"), *n)),
            PageKey::Coverage(lang) => self.in_language(lang, "coverage"),
            PageKey::Search(lang) => self.in_language(lang, "search"),
            PageKey::Glossary(lang) => self.in_language(lang, "glossary"),
            PageKey::NotFound => Url::file("404.html").unwrap_or_else(Url::home),
        }
    }

    /// The language of a page of this site.
    pub fn language_of<'a>(&'a self, key: &'a PageKey) -> &'a Lang {
        match key {
            PageKey::Home(lang)
            | PageKey::Section(_, lang, _)
            | PageKey::Narrowed { lang, .. }
            | PageKey::Tags(lang)
            | PageKey::Tag(_, lang, _)
            | PageKey::Coverage(lang)
            | PageKey::Search(lang)
            | PageKey::Glossary(lang) => lang,
            PageKey::Document(id) | PageKey::Bilingual(id, _) => &self.pages[*id].lang,
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
                keys.extend(self.narrowed(index, lang));
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
        keys.extend(self.searched().into_iter().map(PageKey::Search));
        keys.extend(self.languages.iter().filter(|l| self.has_glossary(l)).map(|l| PageKey::Glossary(l.clone())));
        keys
    }

    /// Every page of a section's list narrowed by each of its facets.
    fn narrowed(&self, section: usize, lang: &Lang) -> impl Iterator<Item = PageKey> {
        let facets = self.facets.get(&(section, lang.clone()));
        let values = facets.into_iter().flatten().flat_map(|(by, choices)| choices.iter().map(move |(value, choice)| (*by, value, choice)));
        values.flat_map(move |(by, value, choice)| {
            let key = move |number| PageKey::Narrowed { section, lang: lang.clone(), by, value: value.clone(), number };
            (1..=choice.pages.len().div_ceil(PAGE_SIZE)).map(key)
        })
    }

    /// The languages that have a search page: those with documents, unless the site has none.
    pub fn searched(&self) -> Vec<Lang> {
        let stands = |lang: &&Lang| self.settings.search && self.documents().any(|(_, p)| p.lang == **lang);
        self.languages.iter().filter(stands).cloned().collect()
    }

    /// Whether a language has a glossary: Chinese and English have, where the site has terms.
    pub fn has_glossary(&self, lang: &Lang) -> bool {
        !self.terms.list.is_empty() && (lang.is_chinese() || lang.is_english())
    }

    /// The versions that a document can be read beside (对照): of an original its translations, of a translation its original.
    pub fn partners(&self, id: PageId) -> Vec<PageId> {
        let page = &self.pages[id];
        if page.role != super::Role::Document || !page.shown {
            return Vec::new();
        }
        let versions = match page.original {
            Some(original) => vec![original],
            None => self.languages.iter().filter_map(|l| page.versions.get(l).copied()).filter(|&v| self.pages[v].original == Some(id)).collect(),
        };
        versions.into_iter().filter(|&v| self.pages[v].shown).collect()
    }

    /// Every page that shows a document beside another version of it.
    pub fn bilinguals(&self) -> Vec<PageKey> {
        self.documents().flat_map(|(id, _)| self.partners(id).into_iter().map(move |other| PageKey::Bilingual(id, other))).collect()
    }

    /// `bilingual/` under the document, for the first version it has; `bilingual-fr/` for any other.
    fn bilingual_address(&self, id: PageId, other: PageId) -> Url {
        let folder = match self.partners(id).first() {
            Some(&first) if first != other => format!("bilingual-{}", self.pages[other].lang.folder()),
            _ => "bilingual".to_owned(),
        };
        Url::page(&format!("{}{folder}", self.pages[id].url.as_str())).unwrap_or_else(Url::home)
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
    pub fn aliases(&self) -> Vec<Alias> {
        let of = |(to, page): (PageId, &super::Page)| {
            let alias = move |a: &crate::fields::Spanned<String>| Some(Alias { from: old_address(&a.value)?, to, file: a.file.clone(), span: a.span });
            page.common.aliases.iter().filter_map(alias).collect::<Vec<_>>()
        };
        self.documents().filter(|(_, page)| page.derived.is_none()).flat_map(of).collect()
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
///
/// A name that lost more than case and spaces carries a digest, so that C and C#, or a/b and a#b, stay apart; so does one
/// that Windows keeps for itself.
pub fn tag_folder(tag: &str) -> String {
    let tag = tag.trim().to_lowercase();
    let odd = |c: char| c.is_control() || "/\\:*?\"<>|#%".contains(c);
    let clean: String = tag.chars().map(|c| if odd(c) || c.is_whitespace() { '-' } else { c }).collect();
    let clean = clean.trim_matches(['-', '.']);
    let device = matches!(clean.split('.').next(), Some("con" | "prn" | "aux" | "nul"))
        || clean.strip_prefix("com").or_else(|| clean.strip_prefix("lpt")).is_some_and(|n| n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit()));
    let kept = tag.split_whitespace().collect::<Vec<_>>().join("-");
    if clean == kept && !device && !clean.is_empty() {
        return kept;
    }
    let digest = crate::digest::Digest::of(tag.as_bytes()).short(4);
    if clean.is_empty() { digest } else { format!("{clean}-{digest}") }
}

#[cfg(test)]
mod tests {
    use super::tag_folder;

    #[test]
    fn tags_that_differ_keep_apart() {
        assert_eq!(tag_folder("The Letter"), "the-letter");
        assert_eq!(tag_folder("劳模精神"), "劳模精神");
        let all = ["C", "C#", "C++", "C/C++", "a/b", "a#b", "a b", "?", ".", "..", "CON", "a%b"];
        let folders: std::collections::BTreeSet<String> = all.iter().map(|t| tag_folder(t)).collect();
        assert_eq!(folders.len(), all.len(), "{folders:?}");
        assert!(folders.iter().all(|f| f != "con" && !f.contains(['/', '#', '?', '%', ' '])));
    }
}
