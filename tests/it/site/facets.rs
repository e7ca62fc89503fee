//! Lists narrowed to a place, a trade, a batch or a month; the tags and the band that the field expects.

use crate::fixture::page;
use crate::html::{between, tags, text, values};
use crate::press::Press;

const NEWS: &str = "--- content/news/a.md
+++
title = \"甲\"
date = 2022-04-29
place = \"兰州市、天水市\"
+++
正文。
--- content/news/b.md
+++
title = \"乙\"
date = 2022-04-02
place = \"兰州市\"
+++
正文。
--- content/news/c.md
+++
title = \"丙\"
date = 2023-11-27
+++
正文。
--- content/profiles/x.md
+++
title = \"某\"
name = \"某\"
trade = \"焊工\"
city = \"兰州\"
batch = \"第五批\"
date = 2022-01-01
+++
正文。
--- content/profiles/y.md
+++
title = \"某某\"
name = \"某某\"
trade = \"钳工\"
city = \"兰州\"
batch = \"第六批\"
date = 2023-01-01
+++
正文。
";

fn rows(html: &str) -> Vec<&'static str> {
    let list = between(html, "rows rows-", "</ol>");
    ["甲", "乙", "丙"].into_iter().filter(|title| list.contains(&format!(">{title}<"))).collect()
}

#[test]
fn a_list_is_narrowed_by_plain_pages_with_links_to_each_other() {
    let press = Press::small(NEWS);
    press.build();
    assert_eq!(rows(&press.page("news/")), ["甲", "乙", "丙"]);
    assert_eq!(rows(&press.page("news/place/兰州市/")), ["甲", "乙"], "two places in one field");
    assert_eq!(rows(&press.page("news/place/天水市/")), ["甲"]);
    assert_eq!(rows(&press.page("news/month/2022-04/")), ["甲", "乙"]);
    assert_eq!(rows(&press.page("news/month/2023-11/")), ["丙"]);
    let whole = press.page("news/");
    let links = values(between(&whole, "class=filters", "</nav>"), "a", "href");
    assert!(links.contains(&"../news/month/2023-11/".to_owned()) && links.iter().any(|l| l.starts_with("../news/place/")), "{links:?}");
    let narrowed = press.page("news/month/2022-04/");
    let here = between(&narrowed, "class=filters", "</nav>");
    assert!(text(here).contains("2022年4月"), "{here}");
    assert!(values(here, "a", "href").contains(&"../../../news/".to_owned()), "back to the whole list");
    assert!(tags(here, "a").iter().any(|t| t.get("aria-current") == "true"), "the value of this page is marked");
    assert!(between(&narrowed, "<title>", "</title>").contains("2022年4月"));
}

#[test]
fn what_tells_nothing_apart_is_not_offered() {
    let press = Press::small(NEWS);
    press.build();
    assert!(press.has("output/profiles/trade/焊工") && press.has("output/profiles/batch/第六批"));
    assert!(!press.has("output/profiles/place"), "all live in one city");
    assert!(!press.has("output/profiles/month"), "people are not found by month");
}

#[test]
fn a_month_has_its_page_in_the_other_language_and_a_place_leads_to_the_whole_list() {
    let press = Press::lay(&format!(
        "--- content/site.toml\ntitle = \"站\"\ncards = false\nbase_url = \"https://a.cn/\"\n[languages.en]\ntitle = \"Site\"\n{NEWS}--- content/news/a.en.md\n+++\ntitle = \"A\"\ndate = 2022-04-29\nplace = \"Lanzhou\"\n+++\nText.\n--- content/news/c.en.md\n+++\ntitle = \"C\"\ndate = 2023-11-27\nplace = \"Tianshui\"\n+++\nText.\n"
    ));
    press.build();
    let month = press.page("news/month/2022-04/");
    assert!(values(&month, "a", "href").contains(&"../../../en/news/month/2022-04/".to_owned()));
    assert!(values(&month, "link", "hreflang").contains(&"en".to_owned()));
    assert!(text(&press.page("en/news/month/2022-04/")).contains("April 2022"));
    let place = press.page("news/place/兰州市/");
    assert!(values(&place, "a", "href").contains(&"../../../en/news/".to_owned()));
    assert!(values(&place, "link", "hreflang").iter().all(String::is_empty), "the whole list is no translation of it");
}

#[test]
fn twenty_one_make_two_pages() {
    let one = |i: usize| {
        let place = if i == 0 { "天水市" } else { "兰州市" };
        format!("--- content/news/n{i:02}.md\n+++\ntitle = \"第{i}条\"\ndate = 2022-05-01\nplace = \"{place}\"\n+++\n正文。\n")
    };
    let press = Press::small(&(0..22).map(one).collect::<String>());
    press.build();
    assert!(press.has("output/news/place/兰州市/page/2/index.html") && !press.has("output/news/place/兰州市/page/3"));
    let back = "../../../../../news/place/%E5%85%B0%E5%B7%9E%E5%B8%82/".to_owned();
    assert!(values(&press.page("news/place/兰州市/page/2/"), "a", "href").contains(&back));
}

#[test]
fn government_tags_stand_on_every_page_and_are_never_empty() {
    for (path, names) in [
        ("", &["SiteName", "SiteDomain"][..]),
        ("news/", &["SiteName", "SiteDomain", "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"]),
        ("features/jiangxin/", &["SiteName", "SiteDomain", "ArticleTitle", "PubDate", "Url"]),
        ("tags/", &["SiteName", "SiteDomain"]),
        ("en/notices/slf-2026-1/", &["SiteName", "SiteDomain", "ArticleTitle", "Url"]),
    ] {
        let html = page(path);
        let meta = tags(html, "meta");
        for name in names {
            assert_eq!(meta.iter().filter(|m| m.get("name") == *name).count(), 1, "{path}: {name}");
        }
        let named = || meta.iter().filter(|m| !m.get("name").is_empty());
        assert!(named().all(|m| !m.get("content").trim().is_empty() && m.get("content") != "null"), "{path}");
        assert_eq!(named().filter(|m| m.get("name").eq_ignore_ascii_case("description")).count(), 1, "{path}: one description");
    }
}

#[test]
fn the_home_page_tells_the_campaign_in_its_order_of_time_and_prints_figures_with_their_source() {
    let press = Press::lay(&format!(
        "--- content/site.toml\ntitle = \"站\"\n[[figure]]\nvalue = \"84.86\"\nunit = \"亿元\"\nlabel = \"总金额\"\nsource = \"某报\"\npath = \"news/c.md\"\n{NEWS}"
    ));
    press.build();
    let home = press.page("");
    let events = between(&home, "class=events", "</ol>");
    let places: Vec<usize> = ["乙", "甲", "丙"].into_iter().filter_map(|t| events.find(&format!(">{t}<"))).collect();
    assert!(places.len() == 3 && places.is_sorted(), "{events}");
    let band = between(&home, "class=figure-band", "</ul>");
    assert!(["84.86", "亿元", "总金额", "某报"].iter().all(|part| text(band).contains(part)), "{band}");
    assert!(values(band, "a", "href").contains(&"./news/c/".to_owned()), "{band}");
}

#[test]
fn a_figure_that_leads_nowhere_is_a_dead_link() {
    let press = Press::lay(
        "--- content/site.toml\ntitle = \"站\"\n[[figure]]\nvalue = \"1\"\nlabel = \"条\"\nsource = \"某报\"\npath = \"news/none.md\"\n--- content/about.md\n+++\ntitle = \"关于\"\n+++\n",
    );
    let found = press.found("dead-link");
    assert!(found.len() == 1 && found[0].starts_with("content/site.toml:6:"), "{found:#?}");
}
