use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::compose::Composer;
use super::{Meta, PageFrame};
use crate::document::Kind;
use crate::lang::Lang;
use crate::site::{Page, PageId, PageKey, Site};

/// How many keywords a column names.
const KEYWORDS: usize = 5;

/// The tags that checkers of government sites look for (国办发〔2017〕47号; names as live sites have them): SiteName,
/// SiteDomain and SiteIDCode on every page, the Column tags on a section's lists. What is not known is left out: never
/// empty, never `null`.
pub(super) fn of_page(c: &Composer<'_>, key: &PageKey) -> Vec<Meta> {
    let lang = c.site.language_of(key);
    let settings = &c.site.settings;
    let base = c.site.edition.base_url.as_ref().and_then(|b| b.as_str().split_once("://"));
    let domain = base.map(|(_, rest)| rest.split('/').next().unwrap_or(rest).to_owned());
    let mut meta = vec![("SiteName", Some(settings.title_in(lang).to_owned())), ("SiteDomain", domain), ("SiteIDCode", settings.footer.identifier.clone())];
    if let PageKey::Section(section, ..) | PageKey::Narrowed { section, .. } = key {
        meta.extend(column(c, *section, lang));
    }
    let own = settings.meta.iter().filter(|(name, _)| !name.eq_ignore_ascii_case("description"));
    let own = own.map(|(name, content)| (name.as_str(), Some(content.clone())));
    // What the settings say of a name holds.
    meta.retain(|(name, _)| !settings.meta.iter().any(|(own, _)| own == name));
    known(meta.into_iter().chain(own))
}

/// ArticleTitle, PubDate (never the 成文日期), ContentSource and the rest, of a document whose frame is complete.
pub(super) fn of_article(page: &Page, frame: &PageFrame) -> Vec<Meta> {
    let time = |m: &crate::date::Moment| m.time.map_or_else(|| "00:00".to_owned(), |t| format!("{:02}:{:02}", t.hour(), t.minute()));
    known(
        [
            ("ArticleTitle", Some(page.title.clone())),
            ("PubDate", page.date.as_ref().map(|m| format!("{} {}", m.day, time(m)))),
            ("ContentSource", page.common.source.clone()),
            ("Keywords", Some(page.common.tags.join(";"))),
            ("Author", page.common.author.clone()),
            ("Image", frame.og_image.as_ref().map(|image| image.url.clone())),
            ("Url", frame.url.clone()),
        ]
        .into_iter(),
    )
}

fn known<'a>(meta: impl Iterator<Item = (&'a str, Option<String>)>) -> Vec<Meta> {
    let meta = meta.filter_map(|(name, content)| Some((name, content.filter(|c| !c.trim().is_empty())?)));
    meta.map(|(name, content)| Meta { name: name.to_owned(), content }).collect()
}

fn column(c: &Composer<'_>, section: usize, lang: &Lang) -> [(&'static str, Option<String>); 4] {
    let title = c.site.section_title(section, lang);
    let index = c.site.sections[section].index.get(lang).map(|&id| c.site.pages[id].summary.clone());
    let about = index.filter(|summary| !summary.is_empty()).unwrap_or_else(|| format!("{title} · {}", c.site.settings.title_in(lang)));
    [
        ("ColumnName", Some(title.to_owned())),
        ("ColumnDescription", Some(about)),
        ("ColumnKeywords", Some(c.keywords(section, lang).unwrap_or(title).to_owned())),
        ("ColumnType", Some(column_type(c.site.sections[section].kind, lang).to_owned())),
    ]
}

/// The tags that most documents of a section have, most frequent first, by language; none where they have no tags.
pub(super) fn keywords(site: &Site, section: usize) -> BTreeMap<Lang, String> {
    let of = |pages: &[PageId]| {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        pages.iter().flat_map(|&id| &site.pages[id].common.tags).for_each(|tag| *counts.entry(tag.trim()).or_default() += 1);
        let mut tags: Vec<(&str, usize)> = counts.into_iter().filter(|(tag, _)| !tag.is_empty()).collect();
        tags.sort_by_key(|(_, count)| Reverse(*count));
        tags.into_iter().take(KEYWORDS).map(|(tag, _)| tag).collect::<Vec<_>>().join(";")
    };
    let by_lang = site.sections.get(section).into_iter().flat_map(|s| &s.pages).map(|(lang, pages)| (lang.clone(), of(pages)));
    by_lang.filter(|(_, keywords)| !keywords.is_empty()).collect()
}

/// What government sites call a column that holds such documents.
fn column_type(kind: Kind, lang: &Lang) -> &'static str {
    let (zh, en) = match kind {
        Kind::Notice => ("通知公告", "Notices"),
        Kind::News => ("工作动态", "News"),
        Kind::Profile => ("人物风采", "People"),
        Kind::Feature | Kind::Page => ("专题专栏", "Features"),
    };
    if lang.is_chinese() { zh } else { en }
}
