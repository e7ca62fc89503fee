use serde::Serialize;

use super::leaf::json;
use super::number::{Numbers, write_number};
use crate::document::Own;
use crate::site::{Page, PageId};
use crate::view::Composer;

/// What a page has to know of every document before it asks for any.
#[derive(Serialize)]
struct Table<'a> {
    /// Of all that the index is made from: it stands behind the addresses of the other scripts.
    version: &'a str,
    shards: u32,
    /// Sections: folder and title.
    kinds: Vec<(&'a str, String)>,
    places: Vec<String>,
    years: Vec<i16>,
    /// For each document how much of the address before it is kept, and what follows; a line each.
    urls: String,
    /// For each document its kind, its place (0 for none) and its year, as numbers.
    facts: String,
}

/// The script that tells a page of all documents: `jxSearch.table({…})`.
pub(super) fn table(composer: &Composer<'_>, documents: &[PageId], shards: u32, version: &str) -> String {
    let site = composer.site;
    let pages: Vec<&Page> = documents.iter().map(|&id| &site.pages[id]).collect();
    let folder = |page: &Page| page.section.map_or("", |s| site.sections[s].folder.as_str());
    let mut kinds: Vec<(&str, String)> = Vec::new();
    for (section, found) in site.sections.iter().enumerate().filter(|(_, s)| pages.iter().any(|p| folder(p) == s.folder)) {
        let lang = pages.first().map_or(site.settings.default_language(), |p| &p.lang);
        kinds.push((&found.folder, site.section_title(section, lang).to_owned()));
    }
    if let Some(page) = pages.iter().find(|p| p.section.is_none()) {
        kinds.push(("", composer.words(&page.lang).get("other_pages").to_owned()));
    }
    let mut places: Vec<&str> = pages.iter().filter_map(|p| place(p)).collect();
    places.sort_unstable();
    places.dedup();
    let mut years: Vec<i16> = pages.iter().map(|p| year(p)).collect();
    years.sort_unstable();
    years.dedup();
    let mut facts = Vec::new();
    let number = |at: usize| u32::try_from(at).unwrap_or(0);
    for page in &pages {
        write_number(number(kinds.iter().position(|(f, _)| *f == folder(page)).unwrap_or(0)), &mut facts);
        write_number(place(page).and_then(|p| places.binary_search(&p).ok()).map_or(0, |at| number(at) + 1), &mut facts);
        write_number(number(years.binary_search(&year(page)).unwrap_or(0)), &mut facts);
    }
    let facts = String::from_utf8(facts).unwrap_or_default();
    let shown = |words: &str| match pages.first() {
        Some(page) if site.is_derived(&page.lang) => site.hant.text(words),
        _ => words.to_owned(),
    };
    kinds.iter_mut().for_each(|(_, title)| *title = shown(title));
    let places = places.into_iter().map(shown).collect();
    let table = Table { version, shards, kinds, places, years, urls: urls(&pages), facts };
    format!("jxSearch.table({});\n", json(&table))
}

/// Addresses, each without what it shares with the one before.
fn urls(pages: &[&Page]) -> String {
    let (mut lines, mut before) = (Vec::new(), "");
    for page in pages {
        let url = page.url.as_str().trim_end_matches('/');
        let same = before.char_indices().zip(url.chars()).take_while(|((_, a), b)| a == b).count();
        // Browsers count in UTF-16.
        let kept: String = url.chars().take(same).collect();
        let mut line = Vec::new();
        write_number(u32::try_from(kept.encode_utf16().count()).unwrap_or(0), &mut line);
        lines.push(format!("{}{}", String::from_utf8(line).unwrap_or_default(), url.get(kept.len()..).unwrap_or("")));
        before = url;
    }
    lines.join("\n")
}

/// The addresses of a table's script, one for each document, and how many shards its index has; `None` for anything else.
pub fn read_urls(script: &str) -> Option<(Vec<String>, u32)> {
    let table: serde_json::Value = serde_json::from_str(script.strip_prefix("jxSearch.table(")?.trim_end().strip_suffix(");")?).ok()?;
    let shards = u32::try_from(table.get("shards")?.as_u64()?).ok()?;
    let mut before: Vec<u16> = Vec::new();
    let mut urls = Vec::new();
    for line in table.get("urls")?.as_str()?.split('\n').filter(|line| !line.is_empty()) {
        // Numbers that are read from a line with an address behind them end where the first one does.
        let signs = line.char_indices().nth(2).map_or(line, |(at, _)| &line[..at]);
        let kept = Numbers::of(signs).next()?;
        let mut written = Vec::new();
        write_number(kept, &mut written);
        before.truncate(kept as usize);
        before.extend(line.get(written.len()..)?.encode_utf16());
        urls.push(String::from_utf16(&before).ok()?);
    }
    Some((urls, shards))
}

/// Where the news happened, or where a person works.
fn place(page: &Page) -> Option<&str> {
    let place = match &page.own {
        Own::News(news) => news.place.as_deref(),
        Own::Profile(profile) => profile.city.as_deref(),
        _ => None,
    };
    place.map(str::trim).filter(|place| !place.is_empty())
}

/// 0 for a document without a date.
fn year(page: &Page) -> i16 {
    page.date.map_or(0, |date| date.day.year())
}
