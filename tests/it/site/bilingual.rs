//! Two versions side by side (对照): which pages there are, what stands beside what, and how they are found.

use crate::html::{Piece, between, pieces, tags, text};
use crate::press::{Press, SETTINGS};

const PAIR: &str = "
--- content/notices/n1.md
示发〔2022〕1号

# 关于开展活动的通知

各单位：

为做好工作，现通知如下。

一、总体要求

一要学习。二要实践。

二、工作安排

抓紧落实。

确保实效。

示例总工会

2022年4月29日
--- content/notices/n1.en.md
+++
title = \"Notice on Activities\"
addressees = \"All units\"
signature = [\"Sample Federation\"]
+++
To do the work well, notice is given as follows.

## General requirements

{#s1-p1}
First, study.

{#s1-p2}
Second, practise.

## Arrangements

Act at once and make it count.
--- content/features/f.md
+++
title = \"一篇专稿\"
date = 2022-05-02
+++
引子，见[注](#yj)[^1]。

## 一节 {#yj}

第一段。

- 甲
- 乙

[^1]: 出处。
--- content/features/f.en.md
+++
title = \"A feature\"
date = 2022-05-02
+++
Opening, see [below](#yj)[^1].

## One section

First paragraph.

- A
- B

[^1]: Source.
--- content/features/alone.md
+++
title = \"只有中文\"
date = 2022-05-01
+++
没有译文。
";

/// The rows of a page: the words of the left side, the words of the right side.
fn rows(html: &str) -> Vec<(String, String)> {
    let main = between(html, "pair-rows", "print-address");
    let mut rows: Vec<(String, String)> = Vec::new();
    let mut side = None;
    for piece in pieces(main) {
        match piece {
            Piece::Open(tag) if tag.name == "div" => {
                let classes: Vec<&str> = tag.get("class").split(' ').collect();
                if classes.contains(&"pair") {
                    rows.push(Default::default());
                    side = None;
                } else if classes.contains(&"side-left") {
                    side = Some(false);
                } else if classes.contains(&"side-right") {
                    side = Some(true);
                }
            }
            Piece::Text(words) => {
                let Some((row, right)) = rows.last_mut().zip(side) else { continue };
                let into = if right { &mut row.1 } else { &mut row.0 };
                into.push_str(words.trim());
            }
            _ => {}
        }
    }
    rows
}

fn pressed() -> Press {
    let press = Press::small(PAIR);
    press.build();
    press
}

#[test]
fn a_notice_stands_beside_its_translation_by_its_anchors() {
    let press = pressed();
    let expected = [
        ("各单位：", "All units:"),
        ("为做好工作，现通知如下。", "To do the work well, notice is given as follows."),
        ("一、总体要求", "General requirements"),
        ("一要学习。二要实践。", "First, study.Second, practise."),
        ("二、工作安排", "Arrangements"),
        ("抓紧落实。确保实效。", "Act at once and make it count."),
        ("示例总工会2022年4月29日", "Sample Federation29 April 2022"),
    ];
    let expected: Vec<(String, String)> = expected.iter().map(|(l, r)| (l.to_string(), r.to_string())).collect();
    assert_eq!(rows(&press.page("notices/n1/bilingual/")), expected);
    assert_eq!(rows(&press.page("en/notices/n1/bilingual/")), expected, "the original stands on the left in both");
}

#[test]
fn a_document_without_a_version_has_no_such_page() {
    let output = pressed().output();
    let all: Vec<&String> = output.keys().filter(|p| p.contains("/bilingual/")).collect();
    assert_eq!(
        all,
        ["en/features/f/bilingual/index.html", "en/notices/n1/bilingual/index.html", "features/f/bilingual/index.html", "notices/n1/bilingual/index.html"]
    );
}

#[test]
fn each_version_leads_there_and_the_two_pages_lead_to_each_other() {
    let press = pressed();
    for (page, target) in [("notices/n1/", "../../notices/n1/bilingual/"), ("en/features/f/", "../../../en/features/f/bilingual/")] {
        let html = press.page(page);
        assert!(tags(&html, "a").iter().any(|a| a.get("href") == target), "{page} leads to {target}");
    }
    assert!(!press.page("features/alone/").contains("bilingual"));
    let html = press.page("notices/n1/bilingual/");
    let alternates: Vec<(String, String)> =
        tags(&html, "link").iter().filter(|l| !l.get("hreflang").is_empty()).map(|l| (l.get("hreflang").to_owned(), l.get("href").to_owned())).collect();
    let (zh, en) = ("https://zt.example.cn/notices/n1/bilingual/", "https://zt.example.cn/en/notices/n1/bilingual/");
    assert_eq!(alternates, [("zh-Hans", zh), ("en", en), ("x-default", zh)].map(|(l, u)| (l.to_owned(), u.to_owned())));
    assert!(tags(&html, "a").iter().any(|a| a.get("hreflang") == "en" && a.get("href") == "../../../en/notices/n1/bilingual/"), "the switcher");
}

#[test]
fn no_id_stands_twice_and_every_link_on_the_page_has_its_target() {
    let press = pressed();
    for page in ["notices/n1/bilingual/", "features/f/bilingual/", "en/features/f/bilingual/"] {
        let html = press.page(page);
        let ids: Vec<String> = pieces(&html)
            .into_iter()
            .filter_map(|p| match p {
                Piece::Open(tag) => tag.attributes.get("id").cloned(),
                _ => None,
            })
            .collect();
        let once: std::collections::BTreeSet<&String> = ids.iter().collect();
        assert_eq!(once.len(), ids.len(), "{page}: {ids:?}");
        for link in tags(&html, "a").iter().filter_map(|a| a.get("href").strip_prefix('#').map(str::to_owned)) {
            assert!(ids.contains(&link), "{page}: #{link} in {ids:?}");
        }
    }
    let english = press.page("en/features/f/bilingual/");
    assert!(english.contains("id=yj") || english.contains("id=\"yj\""), "the page's own side keeps its ids");
}

#[test]
fn text_that_changes_changes_the_page_and_only_where_it_stands() {
    let press = pressed();
    press
        .edit("--- content/features/f.en.md\n+++\ntitle = \"A feature\"\ndate = 2022-05-02\n+++\nOther opening.\n\n## One section {#yj}\n\nFirst paragraph.\n");
    press.build();
    let remembered = press.output();
    assert!(text(&press.page("features/f/bilingual/")).contains("Other opening."));
    press.build_with(&["--clean"]);
    assert_eq!(remembered.keys().collect::<Vec<_>>(), press.output().keys().collect::<Vec<_>>());
    assert!(remembered == press.output(), "the same bytes as from nothing");
}

#[test]
fn a_document_at_that_address_is_an_error() {
    let press = Press::small(&format!(
        "{PAIR}--- content/features/f/_index.md\n+++\ntitle = \"子栏目\"\n+++\n--- content/features/f/bilingual.md\n+++\ntitle = \"撞了\"\n+++\n文。\n"
    ));
    let ran = press.run(&["build"]).ends(1);
    assert!(ran.err.contains("duplicate-url"), "{}", ran.err);
}

#[test]
fn with_three_languages_every_translation_stands_beside_the_original() {
    let settings = SETTINGS.replace("[languages.en]", "[languages.zh-Hant]\n[languages.en]");
    let press = Press::lay(&format!(
        "{settings}--- content/a.md\n+++\ntitle = \"甲\"\n+++\n文。\n--- content/a.en.md\n+++\ntitle = \"A\"\n+++\nText.\n--- content/a.zh-Hant.md\n+++\ntitle = \"甲\"\n+++\n文。\n"
    ));
    press.write("themes/longyuan/i18n/zh-Hant.toml", include_bytes!("../../../themes/longyuan/i18n/zh-Hans.toml"));
    press.build();
    let pages: Vec<String> = press.output().into_keys().filter(|p| p.contains("/bilingual") && p.ends_with(".html")).collect();
    assert_eq!(
        pages,
        ["a/bilingual-en/index.html", "a/bilingual/index.html", "en/a/bilingual/index.html", "zh-hant/a/bilingual/index.html"],
        "the first language of the settings has the short address"
    );
}
