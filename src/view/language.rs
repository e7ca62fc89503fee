use super::MenuItem;
use super::compose::Composer;
use crate::config::{MenuEntry, Target};
use crate::lang::Lang;
use crate::site::{Facet, PageId, PageKey};

/// The same page in another language, where there is one.
pub(super) fn counterpart(c: &Composer<'_>, key: &PageKey, lang: &Lang) -> Option<PageKey> {
    let site = c.site;
    match key {
        PageKey::Home(_) => Some(PageKey::Home(lang.clone())),
        PageKey::Section(section, own, n) => {
            let there = if own == lang { *n } else { 1 };
            site.sections[*section].stands_in(lang).then(|| PageKey::Section(*section, lang.clone(), there))
        }
        // Months are the same everywhere; the words of other values differ by language.
        PageKey::Narrowed { section, lang: own, by, value, number } => {
            let number = if own == lang { *number } else { 1 };
            let there = site.choice(*section, lang, *by, value).is_some();
            let narrowed = || PageKey::Narrowed { section: *section, lang: lang.clone(), by: *by, value: value.clone(), number };
            (there && (own == lang || *by == Facet::Month)).then(narrowed)
        }
        PageKey::Document(id) => site.pages[*id].versions.get(lang).copied().filter(|&v| site.pages[v].shown).map(PageKey::Document),
        PageKey::Bilingual(id, other) => [(*id, *other), (*other, *id)]
            .into_iter()
            .find(|(own, _)| site.pages[*own].lang == *lang)
            .map(|(own, beside)| PageKey::Bilingual(own, beside))
            .or_else(|| counterpart(c, &PageKey::Document(*id), lang)),
        PageKey::Tags(_) => site.tags.get(lang).is_some_and(|t| !t.is_empty()).then(|| PageKey::Tags(lang.clone())),
        PageKey::Tag(tag, own, n) => {
            let there = if own == lang { *n } else { 1 };
            site.tags.get(lang).is_some_and(|t| t.contains_key(tag)).then(|| PageKey::Tag(tag.clone(), lang.clone(), there))
        }
        PageKey::Coverage(_) => Some(PageKey::Coverage(lang.clone())),
        PageKey::Search(_) => site.searched().contains(lang).then(|| PageKey::Search(lang.clone())),
        PageKey::Glossary(_) => site.has_glossary(lang).then(|| PageKey::Glossary(lang.clone())),
        PageKey::NotFound => None,
    }
}

/// The whole list in another language, for a list narrowed to a value that the other language has not.
pub(super) fn broader(c: &Composer<'_>, key: &PageKey, lang: &Lang) -> Option<PageKey> {
    let PageKey::Narrowed { section, .. } = key else { return None };
    c.site.sections[*section].stands_in(lang).then(|| PageKey::Section(*section, lang.clone(), 1))
}

/// Where a reader is led who asks for a version that does not exist: the original, else the page itself.
pub(super) fn original(c: &Composer<'_>, key: &PageKey) -> PageKey {
    match key {
        PageKey::Document(id) | PageKey::Bilingual(id, _) => PageKey::Document(c.site.pages[*id].original.filter(|&o| c.site.pages[o].shown).unwrap_or(*id)),
        other => other.clone(),
    }
}

/// A page's versions for `hreflang`: each language that has one, itself included, and `x-default`; empty for a single one.
pub(super) fn alternates(c: &Composer<'_>, key: &PageKey) -> Vec<(String, PageKey)> {
    let numbered = matches!(key, PageKey::Section(_, _, n) | PageKey::Tag(_, _, n) | PageKey::Narrowed { number: n, .. } if *n > 1);
    if numbered {
        return Vec::new();
    }
    if let PageKey::Bilingual(id, other) = key {
        return bilingual_alternates(c, *id, *other);
    }
    let mut found: Vec<(String, PageKey)> = c.site.languages.iter().filter_map(|l| Some((l.tag().to_owned(), counterpart(c, key, l)?))).collect();
    if found.len() < 2 {
        return Vec::new();
    }
    found.push(("x-default".to_owned(), found[0].1.clone()));
    found
}

/// The two pages that show the same two versions, each in its own language.
fn bilingual_alternates(c: &Composer<'_>, id: PageId, other: PageId) -> Vec<(String, PageKey)> {
    let pages = &c.site.pages;
    let (original, translation) = if pages[other].original == Some(id) { (id, other) } else { (other, id) };
    let key = |own: PageId, beside: PageId| (pages[own].lang.tag().to_owned(), PageKey::Bilingual(own, beside));
    vec![key(original, translation), key(translation, original), ("x-default".to_owned(), PageKey::Bilingual(original, translation))]
}

/// A menu entry of the settings in a language; `None` where it leads nowhere in this language.
pub(super) fn menu_item(c: &Composer<'_>, entry: &MenuEntry, lang: &Lang) -> Option<MenuItem> {
    let title = entry.title.in_language(lang)?.to_owned();
    let path = match &entry.target {
        Target::Url(url) => return Some(MenuItem { title, path: None, url: Some(url.clone()), key: String::new() }),
        Target::Path(path) => path,
    };
    let key = c.site.find(path)?;
    let there = counterpart(c, &key, lang)?;
    Some(MenuItem { title, path: Some(c.path(&there)), url: None, key: super::framing::menu_key(c, &there) })
}
