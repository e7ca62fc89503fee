//! Languages: versions of a page, the switcher, hreflang, anchors that hold in both.

use std::collections::BTreeMap;

use crate::fixture::{FIXTURE, page, pages};
use crate::html::{between, tags, text, values};
use crate::press::{Press, SETTINGS};

/// The switcher: language, whether it is a link, where to.
fn switcher(html: &str) -> Vec<(String, String)> {
    let Some(nav) = html.split("<nav").find(|n| n.contains("versions")) else { return Vec::new() };
    let nav = nav.split("</nav>").next().unwrap_or("");
    let link = |t: crate::html::Tag| (t.get("hreflang").to_owned(), t.get("href").to_owned());
    tags(&format!("<nav{nav}"), "a").into_iter().map(link).collect()
}

fn alternates(html: &str) -> BTreeMap<String, String> {
    let all = tags(html, "link").into_iter().filter(|t| t.get("rel") == "alternate" && t.attributes.contains_key("hreflang"));
    all.map(|t| (t.get("hreflang").to_owned(), t.get("href").to_owned())).collect()
}

#[test]
fn the_switcher_leads_to_the_same_page_in_the_other_language() {
    for (path, lang, target) in [
        ("", "en", "./en/"),
        ("en/", "zh-Hans", "../"),
        ("about/", "en", "../en/about/"),
        ("notices/slf-2026-1/", "en", "../../en/notices/slf-2026-1/"),
        ("en/notices/slf-2026-1/", "zh-Hans", "../../../notices/slf-2026-1/"),
        ("features/", "en", "../en/features/"),
        ("coverage/", "en", "../en/coverage/"),
        ("tags/", "en", "../en/tags/"),
    ] {
        assert_eq!(switcher(page(path)), [(lang.to_owned(), target.to_owned())], "{path}");
    }
}

#[test]
fn a_page_without_a_version_leads_to_the_original_and_says_so() {
    let html = page("news/zhunbei/");
    assert_eq!(switcher(html), [("en".to_owned(), "../../news/zhunbei/".to_owned())]);
    assert!(html.contains("version-note"), "it says that there is no such version");
    assert!(!page("news/kaimu/").contains("version-note"));
}

#[test]
fn a_language_may_be_hidden_where_it_has_no_version() {
    let press = Press::lay(&format!(
        "{SETTINGS}fallback = \"hide\"\n--- content/a.md\n+++\ntitle = \"甲\"\n+++\n--- content/b.md\n+++\ntitle = \"乙\"\n+++\n--- content/b.en.md\n+++\ntitle = \"B\"\n+++\n"
    ));
    press.build();
    assert_eq!(switcher(&press.page("a/")), []);
    assert_eq!(switcher(&press.page("b/")), [("en".to_owned(), "../en/b/".to_owned())]);
}

#[test]
fn hreflang_is_reciprocal_and_has_a_default() {
    let mut seen = 0;
    let by_address: BTreeMap<String, BTreeMap<String, String>> = pages(&FIXTURE.output)
        .map(|(p, html)| (format!("https://zt.example.cn/2026/{}", jiangxin::path::encode(p.trim_end_matches("index.html"))), alternates(html)))
        .collect();
    for (address, versions) in by_address.iter().filter(|(_, v)| !v.is_empty()) {
        seen += 1;
        assert!(versions.len() == 3 && versions.contains_key("zh-Hans") && versions.contains_key("en"), "{address}: {versions:?}");
        assert_eq!(versions["x-default"], versions["zh-Hans"], "{address}");
        assert!(versions.values().any(|v| v == address), "{address} names itself");
        for other in versions.values() {
            assert_eq!(by_address.get(other), Some(versions), "{address} and {other}");
        }
    }
    assert!(seen >= 14, "{seen}");
    for alone in ["news/zhunbei/", "profiles/jia/", "404.html"] {
        assert!(alternates(page(alone)).is_empty(), "{alone}");
    }
}

#[test]
fn a_translation_takes_its_originals_anchors() {
    let heading_ids = |html: &str| {
        let main = between(html, "<main", "</main>");
        ["h2", "h3"].iter().flat_map(|h| values(main, h, "id")).filter(|id| !id.starts_with("jx-")).collect::<Vec<String>>()
    };
    for path in ["about/", "features/jiangxin/", "notices/slf-2026-1/"] {
        let (original, translation) = (heading_ids(page(path)), heading_ids(page(&format!("en/{path}"))));
        assert!(!original.is_empty());
        assert_eq!(original, translation, "{path}");
    }
    assert_eq!(heading_ids(page("about/")), ["lianxi"]);
    assert_eq!(heading_ids(page("features/jiangxin/")), ["s1", "s1-1"]);
    let english = page("en/notices/slf-2026-1/");
    for id in ["s1-p1", "s1-p2", "s2-p1", "s2-p2"] {
        assert!(crate::html::pieces(english).iter().any(|p| matches!(p, crate::html::Piece::Open(t) if t.get("id") == id)), "{id}");
    }
}

#[test]
fn an_english_notice_says_that_it_is_no_official_text() {
    let html = page("en/notices/slf-2026-1/");
    let note = html.split("translation-note").nth(1).map(|n| n.split("</div>").next().unwrap_or("")).expect("a note");
    assert!(values(&format!("<div {note}"), "a", "href").contains(&"../../../notices/slf-2026-1/".to_owned()), "{note}");
    assert!(text(&format!("<div {note}")).to_lowercase().contains("translation"), "{note}");
    assert!(!page("notices/slf-2026-1/").contains("translation-note"));
}

#[test]
fn points_of_a_translation_show_what_carries_them_out() {
    let links = values(page("en/notices/slf-2026-1/"), "a", "href");
    assert!(links.contains(&"../../../en/news/kaimu/".to_owned()), "its own language where there is one: {links:?}");
    assert!(links.contains(&"../../../profiles/jia/".to_owned()), "else the original: {links:?}");
    let implements = values(page("en/news/kaimu/"), "a", "href");
    assert!(implements.contains(&"../../../en/notices/slf-2026-1/#s2-p1".to_owned()), "{implements:?}");
}

#[test]
fn words_and_dates_are_those_of_the_language() {
    assert!(text(page("news/kaimu/")).contains("2026年5月3日") && text(page("en/news/kaimu/")).contains("3 May 2026"));
    let chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    for path in ["en/", "en/news/", "en/news/kaimu/", "en/about/", "en/tags/"] {
        let html = page(path);
        let main = text(between(html, "<main", "</main>"));
        let own = main.replace("示例工匠甲", "").replace("陇原工匠", "").replace("竞赛准备就绪", "");
        assert!(!own.chars().any(chinese), "{path}: {own}");
    }
}

#[test]
fn a_translation_with_other_headings_or_without_points_is_named() {
    let press = crate::fixture::lay();
    press.edit("--- content/features/jiangxin/index.en.md\n+++\ntitle = \"One File\"\ndate = 2026-05-01\n+++\n## Only one\n");
    let notice = press.read("content/notices/slf-2026-1.en.md").replace("{#s2-p2}\n", "");
    press.write("content/notices/slf-2026-1.en.md", notice.as_bytes());
    assert_eq!(press.found("anchor-mismatch"), ["content/features/jiangxin/index.en.md", "content/notices/slf-2026-1.en.md"]);
    press.build();
}

#[test]
fn a_translation_that_lags_behind_is_named_until_it_catches_up() {
    let press = Press::small(
        "--- content/a.md\n+++\ntitle = \"甲\"\n+++\n第一版。\n--- content/a.en.md\n+++\ntitle = \"A\"\ntranslates = \"0000000000000000\"\n+++\nFirst.\n--- content/b.md\n+++\ntitle = \"乙\"\n+++\n",
    );
    assert_eq!(press.found("stale-translation"), ["content/a.en.md:3:14"]);
    assert_eq!(press.found("missing-translation"), ["content/b.md"]);
    let help = press.check(&[]).iter().find(|d| d["code"] == "stale-translation").map(|d| d["help"]["en"].as_str().unwrap_or("").to_owned()).expect("help");
    let digest = help.split('"').nth(1).expect("a digest").to_owned();
    press.edit(&format!("--- content/a.en.md\n+++\ntitle = \"A\"\ntranslates = \"{digest}\"\n+++\nFirst.\n"));
    assert_eq!(press.found("stale-translation"), [""; 0]);
    press.edit("--- content/a.md\n+++\ntitle = \"甲\"\n+++\n第二版。\n");
    assert_eq!(press.found("stale-translation"), ["content/a.en.md:3:14"]);
}

#[test]
fn a_translation_without_an_original_is_named() {
    let press = Press::small("--- content/a.md\n+++\ntitle = \"甲\"\n+++\n--- content/b.en.md\n+++\ntitle = \"B\"\n+++\n");
    let press_found = press.check(&[]);
    assert!(
        press_found.iter().any(|d| d["file"] == "content/b.en.md" && matches!(d["code"].as_str(), Some("missing-translation" | "orphan-translation"))),
        "{press_found:?}"
    );
    press.run(&["build"]);
}

#[test]
fn the_default_language_may_be_any() {
    let press = Press::lay(
        "--- content/site.toml\ntitle = \"Craft\"\ndefault_language = \"en\"\n[languages.en]\nname = \"English\"\n[languages.zh-Hans]\nname = \"简体中文\"\n--- content/news/a.md\n+++\ntitle = \"A\"\n+++\n--- content/news/a.zh-Hans.md\n+++\ntitle = \"甲\"\n+++\n",
    );
    press.build();
    assert!(text(&press.page("news/a/")).contains('A') && text(&press.page("zh-hans/news/a/")).contains('甲'));
    assert_eq!(values(&press.page("zh-hans/news/a/"), "html", "lang"), ["zh-Hans"]);
}

#[test]
fn a_site_of_one_language_has_no_switcher() {
    let press = Press::lay("--- content/site.toml\ntitle = \"站\"\ncards = false\nbase_url = \"https://a.cn/\"\n--- content/a.md\n+++\ntitle = \"甲\"\n+++\n");
    press.build();
    let html = press.page("a/");
    assert!(switcher(&html).is_empty() && alternates(&html).is_empty() && !press.has("output/en"));
    assert_eq!(press.found("missing-translation"), [""; 0]);
}
