//! Atom feeds (RFC 4287): the newest documents of a language or of one section of it.

use crate::site::{PageId, PageKey, Site};
use crate::view::Composer;

/// How many documents a feed holds.
const ENTRIES: usize = 20;

/// The feed that announces what stands on `key`: the home page for all sections, or a section's list.
///
/// Empty where the edition has no base address: a feed's links are absolute. `content` gives the text of a document whose links
/// start with the base.
pub fn feed(composer: &Composer<'_>, key: &PageKey, content: impl Fn(PageId, &str) -> String) -> String {
    let site = composer.site;
    let Some(home) = site.edition.absolute("") else { return String::new() };
    let lang = site.language_of(key);
    let ids = announced(site, key);
    let absolute = |path: &str| format!("{home}{path}");
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out.push_str(&format!("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{lang}\">\n"));
    let title = match key {
        PageKey::Section(section, ..) => format!("{} · {}", site.section_title(*section, lang), site.settings.title_in(lang)),
        _ => site.settings.title_in(lang).to_owned(),
    };
    let own = absolute(&crate::path::encode(&site.feed(key)));
    let page = absolute(&site.url(key).link(false));
    let updated = ids.iter().filter_map(|&id| stamp(site, id)).max().unwrap_or_else(|| "1970-01-01T00:00:00Z".to_owned());
    out.push_str(&format!("<title>{}</title>\n<id>{}</id>\n<updated>{updated}</updated>\n", xml(&title), xml(&page)));
    out.push_str(&format!(
        "<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n",
        xml(&own),
        xml(&page)
    ));
    out.push_str(&format!("<author><name>{}</name></author>\n", xml(&author(site, key))));
    for id in ids {
        entry(composer, id, &home, &content(id, &home), &mut out);
    }
    out.push_str("</feed>\n");
    out
}

/// The documents that a feed announces, newest first.
pub fn announced(site: &Site, key: &PageKey) -> Vec<PageId> {
    let lang = site.language_of(key);
    let mut ids: Vec<PageId> = match key {
        PageKey::Section(section, ..) => site.sections[*section].pages.get(lang).cloned().unwrap_or_default(),
        _ => site.documents().filter(|(_, p)| p.lang == *lang && p.section.is_some()).map(|(id, _)| id).collect(),
    };
    ids.retain(|&id| site.pages[id].date.is_some());
    ids.sort_by(|&a, &b| site.pages[b].date.cmp(&site.pages[a].date).then_with(|| site.pages[a].url.cmp(&site.pages[b].url)));
    ids.truncate(ENTRIES);
    ids
}

fn entry(composer: &Composer<'_>, id: PageId, home: &str, html: &str, out: &mut String) {
    let page = &composer.site.pages[id];
    let Some(updated) = stamp(composer.site, id) else { return };
    let published = page.date.map_or_else(|| updated.clone(), |d| instant(composer.site, d));
    let address = format!("{home}{}", page.url.link(false));
    out.push_str(&format!("<entry>\n<title>{}</title>\n<id>{}</id>\n", xml(&page.title), xml(&address)));
    out.push_str(&format!(
        "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n<published>{published}</published>\n<updated>{updated}</updated>\n",
        xml(&address)
    ));
    if let Some(author) = &page.common.author {
        out.push_str(&format!("<author><name>{}</name></author>\n", xml(author)));
    }
    out.push_str(&format!("<summary>{}</summary>\n", xml(&page.summary)));
    if !html.is_empty() {
        out.push_str(&format!("<content type=\"html\" xml:lang=\"{}\">{}</content>\n", page.lang, xml(html)));
    }
    out.push_str("</entry>\n");
}

fn author(site: &Site, key: &PageKey) -> String {
    let lang = site.language_of(key);
    site.settings.footer.organiser.in_language(lang).map_or_else(|| site.settings.title_in(lang).to_owned(), ToOwned::to_owned)
}

fn stamp(site: &Site, id: PageId) -> Option<String> {
    let page = &site.pages[id];
    let latest = page.common.updated.max(page.date)?;
    Some(instant(site, latest))
}

/// A moment of the site's time zone with its offset (RFC 3339).
fn instant(site: &Site, moment: crate::date::Moment) -> String {
    let zoned = moment.at().to_zoned(site.settings.timezone.clone()).ok();
    match zoned {
        Some(zoned) => zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        None => format!("{}Z", moment.at()),
    }
}

/// Escapes text for XML; characters that XML 1.0 does not allow are left out.
pub(crate) fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut done = 0;
    for (at, c) in text.char_indices() {
        let instead = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\t' | '\n' | '\r' => continue,
            '\0'..' ' | '\u{fffe}' | '\u{ffff}' => "",
            _ => continue,
        };
        out.push_str(text.get(done..at).unwrap_or(""));
        out.push_str(instead);
        done = at + c.len_utf8();
    }
    out.push_str(text.get(done..).unwrap_or(""));
    out
}
