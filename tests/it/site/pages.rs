//! Addresses of every page kind; drafts, times and old addresses.

use crate::fixture::{FIXTURE, page, pages};
use crate::html::{tags, text, values};
use crate::press::Press;

#[test]
fn every_page_kind_has_its_address_in_both_languages() {
    let there: Vec<&str> = pages(&FIXTURE.output).map(|(path, _)| path).collect();
    let expected = [
        "404.html",
        "about/bilingual/index.html",
        "about/index.html",
        "coverage/index.html",
        "en/about/bilingual/index.html",
        "en/about/index.html",
        "en/coverage/index.html",
        "en/features/index.html",
        "en/features/jiangxin/bilingual/index.html",
        "en/features/jiangxin/index.html",
        "en/index.html",
        "en/news/index.html",
        "en/news/kaimu/bilingual/index.html",
        "en/news/kaimu/index.html",
        "en/notices/index.html",
        "en/notices/slf-2026-1/bilingual/index.html",
        "en/notices/slf-2026-1/index.html",
        "en/search/index.html",
        "en/tags/craft/index.html",
        "en/tags/index.html",
        "features/index.html",
        "features/jiangxin/bilingual/index.html",
        "features/jiangxin/index.html",
        "guanyu/index.html",
        "index.html",
        "news/index.html",
        "news/kaimu/bilingual/index.html",
        "news/kaimu/index.html",
        "news/month/2026-04/index.html",
        "news/month/2026-05/index.html",
        "news/zhunbei/index.html",
        "notices/index.html",
        "notices/slf-2026-1/bilingual/index.html",
        "notices/slf-2026-1/index.html",
        "old/about/index.html",
        "profiles/index.html",
        "profiles/jia/index.html",
        "search/index.html",
        "tags/index.html",
        "tags/匠心/index.html",
        "tags/技能/index.html",
    ];
    assert_eq!(there, expected);
}

#[test]
fn every_page_says_its_language_its_title_and_its_address() {
    for (path, html) in pages(&FIXTURE.output).filter(|(p, _)| !p.starts_with("guanyu") && !p.starts_with("old/")) {
        let lang = if path.starts_with("en/") { "en" } else { "zh-Hans" };
        assert_eq!(values(html, "html", "lang"), [lang], "{path}");
        assert_eq!(tags(html, "title").len(), 1, "{path}");
        assert_eq!(tags(html, "h1").len(), 1, "{path} has one heading of the first level");
        let canonical: Vec<String> = tags(html, "link").iter().filter(|t| t.get("rel") == "canonical").map(|t| t.get("href").to_owned()).collect();
        let encoded = jiangxin::path::encode(path.trim_end_matches("index.html"));
        match path {
            "404.html" => assert!(canonical.is_empty()),
            _ => assert_eq!(canonical, [format!("https://zt.example.cn/2026/{encoded}")], "{path}"),
        }
    }
}

#[test]
fn ids_stand_once_and_the_themes_own_keep_to_their_prefix() {
    let own = ["notices/slf-2026-1", "features/jiangxin", "about", "profiles/jia"];
    for (path, html) in pages(&FIXTURE.output) {
        let mut ids: Vec<String> = crate::html::pieces(html)
            .into_iter()
            .filter_map(|p| match p {
                crate::html::Piece::Open(tag) => tag.attributes.get("id").cloned(),
                _ => None,
            })
            .collect();
        ids.sort();
        let count = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), count, "{path}");
        let content = own.iter().any(|o| path.trim_start_matches("en/").starts_with(o));
        assert!(content || ids.iter().all(|id| id.starts_with("jx-")), "{path}: {ids:?}");
    }
}

#[test]
fn the_notice_page_shows_the_paper_and_what_carries_it_out() {
    let html = page("notices/slf-2026-1/");
    let shown = text(html);
    for part in ["示例总工会文件", "示例总发〔2026〕1号", "各市州总工会，各产业工会：", "2026年4月20日", "此件公开发布", "示例总工会办公室", "2026年4月21日"]
    {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    for id in ["s1", "s1-p1", "s1-p2", "s2", "s2-p1", "s2-p2"] {
        assert!(html.contains(&format!("id=\"{id}\"")) || html.contains(&format!("id={id} ")) || html.contains(&format!("id={id}>")), "{id}");
    }
    let links = values(html, "a", "href");
    for (document, times) in [("../../features/jiangxin/", 2), ("../../profiles/jia/", 1), ("../../news/kaimu/", 1)] {
        assert!(links.iter().filter(|l| *l == document).count() >= times, "{document}: {links:?}");
    }
}

#[test]
fn coverage_counts_points_and_marks_empty_ones() {
    for (path, title, none) in [("coverage/", "加强领导", "s1-p1"), ("en/coverage/", "First, lead well", "s1-p1")] {
        let html = page(path);
        assert!(text(html).contains("3 / 4"), "{path}: {}", text(html));
        let row = html.split("cov-empty").nth(1).expect("an empty row");
        let row = row.split("</tr>").next().unwrap_or("");
        assert!(row.contains(title) && row.contains(none), "{path}: {row}");
        assert_eq!(html.matches("cov-empty").count(), 1, "{path}");
    }
}

#[test]
fn drafts_and_times_decide_what_is_published() {
    let press = Press::small(
        "
--- content/news/now.md
+++
title = \"现在\"
date = 2026-01-01
publish_at = 2000-01-01
expire_at = 2999-12-31T23:59:00
+++
--- content/news/draft.md
+++
title = \"草稿\"
draft = true
tags = [\"只在草稿\"]
+++
![图](draft.svg)
--- content/news/draft.svg
<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>
--- content/news/future.md
+++
title = \"将来\"
publish_at = 2999-01-01
aliases = [\"old-future\"]
+++
--- content/news/expired.md
+++
title = \"过期\"
expire_at = 2000-01-01
+++
",
    );
    let documents = |press: &Press| -> Vec<String> {
        let under = |p: &String| p.starts_with("news/") && p.ends_with(".html") && p.matches('/').count() == 2;
        press.output().into_keys().filter(under).map(|p| p.replace("/index.html", "").replace("news/", "")).collect()
    };
    press.build();
    assert_eq!(documents(&press), ["now"]);
    assert!(!press.has("output/news/draft.svg") && !press.has("output/tags") && !press.has("output/old-future"));
    for path in ["index.html", "news/index.html", "sitemap.xml", "atom.xml"] {
        let page = press.page(path);
        assert!(!page.contains("草稿") && !page.contains("将来") && !page.contains("future") && !page.contains("expired"), "{path}");
    }
    press.build_with(&["--drafts"]);
    assert_eq!(documents(&press), ["draft", "expired", "future", "now"]);
    assert!(press.has("output/news/draft.svg") && press.has("output/old-future/index.html"));
}

#[test]
fn a_moment_of_publishing_is_read_in_the_sites_time_zone() {
    let moment = |seconds: i64| {
        let zone = jiff::tz::TimeZone::get("Pacific/Kiritimati").expect("a zone");
        jiff::Timestamp::now().checked_add(jiff::SignedDuration::from_secs(seconds)).expect("a time").to_zoned(zone).strftime("%Y-%m-%dT%H:%M:%S").to_string()
    };
    let site = |past: &str, soon: &str| {
        format!(
            "--- content/site.toml\ntitle = \"站\"\ntimezone = \"Pacific/Kiritimati\"\n--- content/past.md\n+++\ntitle = \"a\"\npublish_at = {past}\n+++\n--- content/soon.md\n+++\ntitle = \"b\"\npublish_at = {soon}\n+++\n"
        )
    };
    let press = Press::lay(&site(&moment(-3600), &moment(3600)));
    press.build();
    assert!(press.has("output/past/index.html") && !press.has("output/soon"));
}

#[test]
fn a_draft_section_keeps_its_documents_back() {
    let press = Press::small(
        "--- content/about.md\n+++\ntitle = \"关于\"\n+++\n--- content/news/_index.md\n+++\ntitle = \"动态\"\ndraft = true\n+++\n--- content/news/a.md\n+++\ntitle = \"甲\"\n+++\n",
    );
    press.build();
    assert!(!press.has("output/news"), "{:?}", press.output().keys());
    press.build_with(&["--drafts"]);
    assert!(press.has("output/news/a/index.html"));
}

#[test]
fn an_old_address_leads_to_the_new_one_from_any_depth() {
    for (path, target) in [("guanyu/", "../about/"), ("old/about/", "../../about/")] {
        let html = page(path);
        let refresh = tags(html, "meta").iter().find(|t| t.get("http-equiv") == "refresh").map(|t| t.get("content").to_owned());
        assert_eq!(refresh.as_deref(), Some(format!("0; url={target}").as_str()), "{path}");
        assert_eq!(values(html, "a", "href"), [target], "{path}");
        assert!(text(html).contains("关于本站"), "{path}: {}", text(html));
        assert!(!crate::fixture::text(&FIXTURE.output, "sitemap.xml").contains(path), "{path}");
    }
}

#[test]
fn a_new_folder_with_an_index_is_a_section_of_any_kind() {
    let press = Press::small(
        "--- content/heroes/_index.md\n+++\ntitle = \"群英\"\nkind = \"profile\"\n+++\n--- content/heroes/yi.md\n+++\nname = \"示例工匠乙\"\ntrade = \"焊工\"\n+++\n他焊了三十年。\n",
    );
    press.build();
    assert!(text(&press.page("heroes/yi/")).contains("焊工") && text(&press.page("heroes/")).contains("示例工匠乙"));
}

#[test]
fn slugs_may_be_chinese_and_dates_in_names_are_no_language() {
    let press = Press::small(
        "--- content/news/2022.04.md\n+++\ntitle = \"四月\"\n+++\n--- content/news/五一 活动.md\n+++\ntitle = \"五一\"\n+++\n见[四月](2022.04.md)。\n--- content/news/b.md\n+++\ntitle = \"乙\"\nslug = \"更好的名字\"\n+++\n见[五一](五一%20活动.md)和[又](<五一 活动.md>)。\n",
    );
    press.build();
    for path in ["news/2022.04/index.html", "news/五一 活动/index.html", "news/更好的名字/index.html"] {
        assert!(press.has(&format!("output/{path}")), "{path}");
    }
    let links = values(&press.page("news/更好的名字/"), "a", "href");
    assert!(links.iter().filter(|l| l.as_str() == "../../news/%E4%BA%94%E4%B8%80%20%E6%B4%BB%E5%8A%A8/").count() >= 2, "{links:?}");
}

#[test]
fn a_page_weighs_its_words_and_nothing_from_elsewhere() {
    for (path, html) in pages(&FIXTURE.output) {
        for (name, attribute) in
            [("img", "src"), ("script", "src"), ("source", "src"), ("video", "src"), ("iframe", "src"), ("img", "srcset"), ("source", "srcset")]
        {
            assert!(values(html, name, attribute).iter().all(|v| v.starts_with("data:") || !v.contains("//")), "{path}: {name}");
        }
        let loaded = tags(html, "link").into_iter().filter(|t| matches!(t.get("rel"), "stylesheet" | "icon" | "preload"));
        assert!(loaded.into_iter().all(|t| !t.get("href").contains("//")), "{path}");
        // JSON-LD is data: no browser runs it, and no policy asks about it (HTML, prepare the script element).
        let runs = |t: &crate::html::Tag| !t.attributes.contains_key("src") && t.get("type") != "application/ld+json";
        assert!(tags(html, "style").is_empty() && !tags(html, "script").iter().any(runs), "{path}: inline code");
        let policy = tags(html, "meta").iter().find(|t| t.get("http-equiv") == "Content-Security-Policy").map(|t| t.get("content").to_owned());
        assert!(policy.is_some_and(|p| !p.contains("unsafe")), "{path}");
    }
}

#[test]
fn a_correction_stands_under_the_title_of_every_kind() {
    let line = "corrections = [{ date = 2026-04-03, text = \"人数应为 <120> 名\" }, { text = \"地名有误\" }]";
    let press = Press::small(&format!(
        "--- content/notices/_index.md\n+++\ntitle = \"公文\"\nkind = \"notice\"\n+++\n--- content/notices/a.md\n+++\n{line}\n+++\n某市总工会关于某事的通知\n\n各单位：\n\n要办好。\n--- content/news/_index.md\n+++\ntitle = \"动态\"\nkind = \"news\"\n+++\n--- content/news/b.md\n+++\ntitle = \"启动\"\n{line}\n+++\n正文。\n--- content/news/b.en.md\n+++\ntitle = \"Start\"\n{line}\n+++\nText.\n--- content/news/c.md\n+++\ntitle = \"没有更正\"\n+++\n正文。\n"
    ));
    press.build();
    for (page, word) in [("notices/a/", "更正"), ("news/b/", "更正"), ("en/news/b/", "Correction")] {
        let html = press.page(page);
        let at = html.find("class=corrections").unwrap_or_else(|| panic!("{page}: {html}"));
        let shown = &html[at..];
        assert!(html.find("<h1").is_some_and(|title| title < at), "{page}");
        assert!(
            shown.contains(word) && shown.contains("2026-04-03") && shown.contains("120") && !shown.contains("<120>") && shown.contains("地名有误"),
            "{page}"
        );
    }
    assert!(!press.page("news/c/").contains("corrections"));
    press.edit("--- content/news/c.md\n+++\ntitle = \"写错\"\ncorrections = [{ day = 2026-04-03 }]\n+++\n正文。\n");
    assert_eq!((press.found("unknown-field").len(), press.found("missing-field").len()), (1, 1));
}
