//! What machines read: feeds, the sitemap, robots.txt, the page for lost addresses.

use crate::fixture::{FIXTURE, page, pages, text};
use crate::html::{between, tags, values};
use crate::press::Press;

/// Panics unless the text is well-formed XML: one root, tags closed in order, only known references.
#[track_caller]
fn well_formed(xml: &str) {
    let body = xml
        .strip_prefix("<?xml version=\"1.0\" encoding=\"utf-8\"?>")
        .or_else(|| xml.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"))
        .expect("a declaration");
    assert!(!body.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')), "control characters");
    let (mut open, mut roots, mut rest) = (Vec::new(), 0, body);
    while let Some(at) = rest.find('<') {
        let end = rest[at..].find('>').expect("a tag ends") + at;
        let (words, tag) = (&rest[..at], &rest[at + 1..end]);
        assert!(!open.is_empty() || words.trim().is_empty(), "text outside: {words}");
        references(words);
        references(tag);
        assert!(tag.matches('"').count() % 2 == 0, "{tag}");
        let name = |t: &str| t.split(|c: char| c.is_whitespace()).next().unwrap_or("").to_owned();
        match tag.strip_prefix('/') {
            Some(close) => assert_eq!(open.pop(), Some(close.to_owned())),
            None if tag.ends_with('/') => roots += usize::from(open.is_empty()),
            None => {
                roots += usize::from(open.is_empty());
                open.push(name(tag));
            }
        }
        rest = &rest[end + 1..];
    }
    assert!(open.is_empty() && roots == 1 && rest.trim().is_empty(), "{open:?}, {roots} roots, {rest}");
}

#[track_caller]
fn references(text: &str) {
    for after in text.split('&').skip(1) {
        let name = after.split(';').next().unwrap_or("");
        assert!(matches!(name, "amp" | "lt" | "gt" | "quot" | "apos") || name.starts_with('#'), "&{name}");
    }
}

fn elements<'a>(xml: &'a str, name: &str) -> Vec<&'a str> {
    xml.split(&format!("<{name}>")).skip(1).filter_map(|rest| rest.split(&format!("</{name}>")).next()).collect()
}

#[test]
fn feeds_are_well_formed_with_absolute_ids_and_times() {
    let feeds = FIXTURE.output.keys().filter(|p| p.ends_with("atom.xml"));
    let mut count = 0;
    for path in feeds {
        let xml = text(&FIXTURE.output, path);
        well_formed(xml);
        for id in elements(xml, "id") {
            assert!(id.starts_with("https://zt.example.cn/2026/") && !id.contains(char::is_whitespace), "{path}: {id}");
        }
        for time in elements(xml, "updated").into_iter().chain(elements(xml, "published")) {
            assert!(time.parse::<jiff::Timestamp>().is_ok(), "{path}: {time}");
        }
        let links: Vec<String> = tags(xml, "link").iter().map(|t| t.get("href").to_owned()).collect();
        assert!(links.iter().all(|l| l.starts_with("https://")) && links[0] == format!("https://zt.example.cn/2026/{path}"), "{path}: {links:?}");
        count += 1;
    }
    assert_eq!(count, 9);
}

#[test]
fn a_feed_holds_the_newest_twenty_of_its_language_and_section() {
    let titles = |path: &str| elements(text(&FIXTURE.output, path), "title").into_iter().skip(1).map(str::to_owned).collect::<Vec<String>>();
    assert_eq!(titles("atom.xml"), ["竞赛开幕", "示例工匠甲", "一把锉刀", "竞赛准备就绪", "示例总工会关于开展“匠心逐梦”主题活动的通知"]);
    assert_eq!(titles("news/atom.xml"), ["竞赛开幕", "竞赛准备就绪"]);
    assert_eq!(titles("en/news/atom.xml"), ["The contest opens"]);
    let one = |i: usize| format!("--- content/news/n{i:02}.md\n+++\ntitle = \"第{i}条\"\ndate = 2026-01-{i:02}\n+++\n正文 <b>&amp; \u{1}。\n");
    let press = Press::small(&(1..=25).map(one).collect::<String>());
    press.build();
    let xml = press.page("atom.xml");
    well_formed(&xml);
    assert_eq!((elements(&xml, "entry").len(), elements(&xml, "title")[1]), (20, "第25条"));
}

#[test]
fn links_in_a_feeds_text_are_absolute() {
    let xml = text(&FIXTURE.output, "features/atom.xml");
    let html = crate::html::unescape(between(xml, "<content type=\"html\" xml:lang=\"zh-Hans\">", "</content>"));
    let links = [values(&html, "a", "href"), values(&html, "img", "src")].concat();
    assert!(links.len() >= 3 && links.iter().all(|l| l.starts_with("https://") || l.starts_with('#')), "{links:?}");
}

#[test]
fn the_sitemap_lists_every_page_with_its_versions() {
    let xml = text(&FIXTURE.output, "sitemap.xml");
    well_formed(xml);
    let mut listed: Vec<String> = elements(xml, "loc").into_iter().map(str::to_owned).collect();
    listed.sort();
    // Two versions side by side say what each says on its own page.
    let is_alias = |p: &str| p.starts_with("guanyu") || p.starts_with("old/") || p.ends_with("/bilingual/index.html");
    let mut there: Vec<String> = pages(&FIXTURE.output)
        .filter(|(p, _)| *p != "404.html" && !is_alias(p))
        .map(|(p, _)| format!("https://zt.example.cn/2026/{}", jiangxin::path::encode(p.trim_end_matches("index.html"))))
        .collect();
    there.sort();
    assert_eq!(listed, there);
    let notice = xml.split("<url>").find(|u| u.contains("<loc>https://zt.example.cn/2026/notices/slf-2026-1/</loc>")).expect("the notice");
    for lang in ["zh-Hans", "en", "x-default"] {
        assert!(notice.contains(&format!("hreflang=\"{lang}\"")), "{notice}");
    }
    assert!(notice.contains("<lastmod>2026-04-21</lastmod>"), "{notice}");
    let single = xml.split("<url>").find(|u| u.contains("/news/zhunbei/")).expect("a page in one language");
    assert!(!single.contains("hreflang"), "{single}");
}

#[test]
fn robots_may_read_and_find_the_sitemap() {
    assert_eq!(text(&FIXTURE.output, "robots.txt"), "User-agent: *\nAllow: /\n\nSitemap: https://zt.example.cn/2026/sitemap.xml\n");
    let press = Press::small("--- content/about.md\n+++\ntitle = \"关于\"\n+++\n--- content/static/robots.txt\nUser-agent: *\nDisallow: /\n");
    press.build();
    assert_eq!(press.page("robots.txt"), "User-agent: *\nDisallow: /\n", "the site's own stays");
}

#[test]
fn a_lost_reader_is_led_home_from_any_depth() {
    let links = |html: &str| [values(html, "a", "href"), values(html, "link", "href"), values(html, "script", "src"), values(html, "img", "src")].concat();
    let inner = |html: &str| links(html).into_iter().filter(|l| !l.starts_with("https://") && !l.starts_with('#')).collect::<Vec<_>>();
    let found = inner(page("404.html"));
    assert!(found.len() > 5 && found.iter().all(|l| l.starts_with("/2026/")), "{found:?}");
    let press = Press::lay("--- content/site.toml\ntitle = \"站\"\n--- content/about.md\n+++\ntitle = \"关于\"\n+++\n");
    press.build();
    assert!(inner(&press.page("404.html")).iter().all(|l| l.starts_with('/') && !l.starts_with("//")));
    press.build_with(&["--base-url", "https://www.example.cn/zt/gj"]);
    assert!(inner(&press.page("404.html")).iter().all(|l| l.starts_with("/zt/gj/")));
}

#[test]
fn a_site_without_an_address_has_no_absolute_links_to_itself() {
    let press = Press::lay("--- content/site.toml\ntitle = \"站\"\n--- content/news/a.md\n+++\ntitle = \"甲\"\ndate = 2026-01-01\n+++\n");
    press.build();
    let files: Vec<String> = press.output().into_keys().filter(|p| p.ends_with(".xml") || p == "robots.txt").collect();
    assert_eq!(files, ["robots.txt"]);
    let head = tags(&press.page("news/a/"), "link");
    assert!(head.iter().all(|t| t.get("rel") != "canonical" && t.get("type") != "application/atom+xml"), "{head:?}");
    assert_eq!(press.page("robots.txt"), "User-agent: *\nAllow: /\n");
}

#[test]
fn another_address_on_the_command_line_takes_the_place_of_the_settings() {
    let press = Press::small("--- content/news/a.md\n+++\ntitle = \"甲\"\ndate = 2026-01-01\n+++\n");
    press.build_with(&["--base-url", "http://10.1.2.3:8080/站点"]);
    let sitemap = press.page("sitemap.xml");
    assert!(!sitemap.contains("zt.example.cn") && sitemap.contains("<loc>http://10.1.2.3:8080/"), "{sitemap}");
    assert!(!press.page("news/a/").contains("zt.example.cn"));
    for odd in ["example.cn", "ftp://example.cn", "/zt/"] {
        assert!(press.run(&["build", "--base-url", odd]).ends(2).err.contains(odd));
    }
}
