use super::compose::Composer;
use super::{Alternate, Filing, FooterFrame, Link, Mark, MenuItem, PageFrame, SiteFrame, Version};
use crate::config::Fallback;
use crate::document::Own;
use crate::lang::Lang;
use crate::site::PageKey;

/// What the pages of a language say about the site.
pub(super) fn site_frame(c: &Composer<'_>, lang: &Lang) -> SiteFrame {
    let site = c.site;
    SiteFrame {
        title: site.settings.title_in(lang).to_owned(),
        lang: lang.tag().to_owned(),
        path: c.path(&PageKey::Home(lang.clone())),
        menu: menu(c, lang),
        search: site.searched().contains(lang).then(|| c.path(&PageKey::Search(lang.clone()))),
        grey: site.settings.grey,
        generator: concat!("jiangxin ", env!("CARGO_PKG_VERSION")).to_owned(),
    }
}

/// The menu of the settings; without one, the home page, every section, coverage and every plain page that asks for it.
fn menu(c: &Composer<'_>, lang: &Lang) -> Vec<MenuItem> {
    let site = c.site;
    let item = |title: String, key: &PageKey| MenuItem { title, path: Some(c.path(key)), url: None, key: menu_key(c, key) };
    if !site.settings.menu.is_empty() {
        return site.settings.menu.iter().filter_map(|m| super::language::menu_item(c, m, lang)).collect();
    }
    let words = c.words(lang);
    let mut items = vec![item(words.get("home_page").to_owned(), &PageKey::Home(lang.clone()))];
    for index in 0..site.sections.len() {
        if site.sections[index].menu && site.sections[index].pages.contains_key(lang) {
            items.push(item(site.section_title(index, lang).to_owned(), &PageKey::Section(index, lang.clone(), 1)));
        }
    }
    items.extend(
        site.documents()
            .filter(|(_, p)| p.lang == *lang && matches!(&p.own, Own::Page(page) if page.menu))
            .map(|(id, p)| item(p.title.clone(), &PageKey::Document(id))),
    );
    items
}

/// The footer, as far as the settings fill it.
pub(super) fn footer_frame(c: &Composer<'_>, lang: &Lang) -> FooterFrame {
    let footer = &c.site.settings.footer;
    let words = |w: &crate::config::Worded| w.in_language(lang).map(ToOwned::to_owned);
    let filing = |text: &str, url: &str| Filing { text: text.to_owned(), url: url.to_owned() };
    FooterFrame {
        organiser: words(&footer.organiser),
        undertaker: words(&footer.undertaker),
        address: words(&footer.address),
        postcode: footer.postcode.clone(),
        phone: footer.phone.clone(),
        email: footer.email.clone(),
        icp: footer.icp.as_ref().map(|f| filing(&f.text, &f.url)),
        police: footer.police.as_ref().map(|f| filing(&f.text, &f.url)),
        identifier: footer.identifier.clone(),
        mark: footer.mark.as_ref().map(|m| {
            let src = m.src.value.trim_start_matches('/');
            let asset = crate::path::SitePath::new(&format!("content/static/{src}")).and_then(|file| c.site.assets.get(&file));
            let size = asset.and_then(|a| a.picture).and_then(Result::ok);
            let (width, height) = size.map_or((0, 0), |s| (s.width, s.height));
            Mark { src: crate::path::encode(src), url: m.url.clone(), alt: words(&m.alt).unwrap_or_default(), width, height }
        }),
        note: words(&footer.note),
        accessibility: words(&footer.accessibility),
        ipv6: footer.ipv6,
    }
}

/// What a page says about itself, as far as its address tells it; documents add the rest.
pub(super) fn page_frame(c: &Composer<'_>, key: &PageKey) -> PageFrame {
    let site = c.site;
    let lang = site.language_of(key);
    let (words, url) = (c.words(lang), site.url(key));
    let title = title(c, key);
    let site_title = site.settings.title_in(lang);
    let number = match key {
        PageKey::Section(_, _, n) | PageKey::Tag(_, _, n) | PageKey::Narrowed { number: n, .. } if *n > 1 => {
            format!(" · {}", words.with("page_number", "n", &n.to_string()))
        }
        _ => String::new(),
    };
    let title_of = |id: &usize| site.pages[*id].title.as_str();
    let number = if let PageKey::Bilingual(id, _) = key { format!(" · {}", title_of(id)) } else { number };
    let head_title = if matches!(key, PageKey::Home(_)) { site_title.to_owned() } else { format!("{title}{number} · {site_title}") };
    let absolute = site.edition.absolute(&url.link(false)).filter(|_| *key != PageKey::NotFound);
    PageFrame {
        kind: kind(key),
        key: menu_key(c, key),
        description: site
            .settings
            .meta
            .iter()
            .find(|(name, _)| name == "Description")
            .map(|(_, content)| content.clone())
            .unwrap_or_else(|| format!("{title} · {site_title}")),
        title,
        head_title,
        path: c.link(&url),
        url: absolute,
        lang: lang.tag().to_owned(),
        crumbs: crumbs(c, key, lang),
        versions: versions(c, key, lang),
        alternates: alternates(c, key),
        feeds: feeds(c, lang),
        meta: super::meta::of_page(c, key),
        ..PageFrame::default()
    }
}

fn kind(key: &PageKey) -> &'static str {
    match key {
        PageKey::Home(_) => "home",
        PageKey::Section(..) | PageKey::Narrowed { .. } => "section",
        PageKey::Document(_) => "page",
        PageKey::Bilingual(..) => "bilingual",
        PageKey::Tags(_) => "tags",
        PageKey::Tag(..) => "tag",
        PageKey::Coverage(_) => "coverage",
        PageKey::Search(_) => "search",
        PageKey::Glossary(_) => "glossary",
        PageKey::NotFound => "not-found",
    }
}

/// What `page.key` and a menu entry share where the entry leads to the page or to its section.
pub(super) fn menu_key(c: &Composer<'_>, key: &PageKey) -> String {
    match key {
        PageKey::Section(section, ..) | PageKey::Narrowed { section, .. } => c.site.sections[*section].folder.clone(),
        PageKey::Document(id) | PageKey::Bilingual(id, _) => match c.site.pages[*id].section {
            Some(section) => c.site.sections[section].folder.clone(),
            None => format!("/{}", c.site.pages[*id].document.slug),
        },
        PageKey::Tag(..) => "tags".to_owned(),
        other => kind(other).to_owned(),
    }
}

pub(super) fn title(c: &Composer<'_>, key: &PageKey) -> String {
    let words = c.words(c.site.language_of(key));
    match key {
        PageKey::Home(lang) => c.site.settings.title_in(lang).to_owned(),
        PageKey::Section(section, lang, _) => c.site.section_title(*section, lang).to_owned(),
        PageKey::Narrowed { section, lang, by, value, .. } => {
            format!("{} · {}", c.site.section_title(*section, lang), super::facet::choice_title(c.site, *section, lang, *by, value))
        }
        PageKey::Document(id) if c.site.withdrawal(*id).is_some() => words.get("withdrawn_title").to_owned(),
        PageKey::Document(id) => c.site.pages[*id].title.clone(),
        PageKey::Bilingual(..) => words.get("bilingual").to_owned(),
        PageKey::Tags(_) => words.get("tags").to_owned(),
        PageKey::Tag(tag, lang, _) => {
            let title = c.site.tags.get(lang).and_then(|t| t.get(tag)).map_or(tag.as_str(), |t| t.title.as_str());
            words.with("tag_title", "tag", title)
        }
        PageKey::Coverage(_) => words.get("coverage").to_owned(),
        PageKey::Search(_) => words.get("search").to_owned(),
        PageKey::Glossary(_) => words.get("glossary").to_owned(),
        PageKey::NotFound => words.get("not_found_title").to_owned(),
    }
}

fn crumbs(c: &Composer<'_>, key: &PageKey, lang: &Lang) -> Vec<Link> {
    let mut crumbs = Vec::new();
    if matches!(key, PageKey::Home(_) | PageKey::NotFound) {
        return crumbs;
    }
    crumbs.push(Link { title: c.words(lang).get("home_page").to_owned(), path: c.path(&PageKey::Home(lang.clone())) });
    match key {
        PageKey::Document(id) => crumbs.extend(c.site.pages[*id].section.map(|s| section_link(c, s, lang))),
        PageKey::Narrowed { section, .. } => crumbs.push(section_link(c, *section, lang)),
        PageKey::Bilingual(id, _) => {
            crumbs.extend(c.site.pages[*id].section.map(|s| section_link(c, s, lang)));
            crumbs.push(c.document_link(*id));
        }
        PageKey::Section(section, _, n) if *n > 1 => crumbs.push(section_link(c, *section, lang)),
        PageKey::Tag(..) => crumbs.push(Link { title: c.words(lang).get("tags").to_owned(), path: c.path(&PageKey::Tags(lang.clone())) }),
        _ => {}
    }
    crumbs
}

/// A section's list as a link.
pub(super) fn section_link(c: &Composer<'_>, section: usize, lang: &Lang) -> Link {
    Link { title: c.site.section_title(section, lang).to_owned(), path: c.path(&PageKey::Section(section, lang.clone(), 1)) }
}

fn versions(c: &Composer<'_>, key: &PageKey, lang: &Lang) -> Vec<Version> {
    if c.site.languages.len() < 2 || *key == PageKey::NotFound {
        return Vec::new();
    }
    let version = |l: &Lang| {
        let found = super::language::counterpart(c, key, l).or_else(|| super::language::broader(c, key, l));
        let missing = found.is_none();
        if missing && c.site.settings.language(l).is_some_and(|l| l.fallback == Fallback::Hide) {
            return None;
        }
        let path = c.path(&found.unwrap_or_else(|| super::language::original(c, key)));
        Some(Version {
            tag: l.tag().to_owned(),
            name: c.site.settings.language(l).map_or_else(|| l.tag().to_owned(), |l| l.name.clone()),
            path,
            current: l == lang,
            original_only: missing,
        })
    };
    c.site.languages.iter().filter_map(version).collect()
}

fn alternates(c: &Composer<'_>, key: &PageKey) -> Vec<Alternate> {
    c.alternates(key).into_iter().map(|(lang, url)| Alternate { lang, url }).collect()
}

fn feeds(c: &Composer<'_>, lang: &Lang) -> Vec<Link> {
    if c.site.edition.base_url.is_none() {
        return Vec::new();
    }
    let home = PageKey::Home(lang.clone());
    let sections = (0..c.site.sections.len()).filter(|&s| c.site.sections[s].pages.contains_key(lang)).map(|s| PageKey::Section(s, lang.clone(), 1));
    std::iter::once(home).chain(sections).map(|key| Link { title: title(c, &key), path: crate::path::encode(&c.site.feed(&key)) }).collect()
}
