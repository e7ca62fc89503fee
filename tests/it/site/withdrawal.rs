//! Withdrawal (撤稿): gone from everything at once, a note at the old address.

use crate::html::{tags, text};
use crate::press::{Press, SETTINGS};

const SITE: &str = "
--- content/index.md
+++
title = \"首页\"
+++
开篇。
--- content/news/a.md
+++
title = \"一场有误的活动\"
date = 2022-04-29
tags = [\"活动\"]
cover = \"a.svg\"
files = [\"名单.txt\"]
summary = \"写错了数字。\"
+++
独一无二的正文。
--- content/news/a.en.md
+++
title = \"An event with a mistake\"
date = 2022-04-29
+++
The words of the event.
--- content/news/a.svg
<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"></svg>
--- content/news/名单.txt
名单
--- content/news/b.md
+++
title = \"另一场活动\"
date = 2022-04-30
tags = [\"活动\"]
+++
见[前一场](a.md)和[同一篇](/news/a/)。
";

fn press() -> Press {
    let settings = SETTINGS.replace("[languages.en]", "[languages.zh-Hant]\nderive = \"zh-Hans\"\n[languages.en]");
    Press::lay(&format!("{settings}{SITE}"))
}

fn withdraw(press: &Press) {
    let written = press.read("content/news/a.md");
    press.write("content/news/a.md", written.replacen("date =", "withdrawn = 2022-05-06\nwithdrawn_note = \"数字有误 <正在核对>。\"\ndate =", 1).as_bytes());
}

#[test]
fn a_note_stands_at_the_address_and_nothing_else_is_left() {
    let press = press();
    press.build();
    assert!(press.has("output/news/a.svg") || press.output().keys().any(|p| p.contains("名单")), "files are there before");
    withdraw(&press);
    press.build();
    for (page, title, said) in [
        ("news/a/", "本文已撤下", "本文已于2022年5月6日撤下"),
        ("zh-hant/news/a/", "本文已撤下", "本文已於2022年5月6日撤下"),
        ("en/news/a/", "This page has been withdrawn", "This page was withdrawn on"),
    ] {
        let html = press.page(page);
        let words = text(&html);
        assert!(words.contains(title) && words.contains(said), "{page}: {words}");
        assert!(tags(&html, "meta").iter().any(|m| m.get("name") == "robots" && m.get("content") == "noindex"), "{page} is not to be found");
    }
    assert!(text(&press.page("news/a/")).contains("数字有误 <正在核对>。"), "the reason");
    assert!(!text(&press.page("en/news/a/")).contains("数字有误"), "a reason is told in its own language only");
    for (path, bytes) in press.output() {
        let words = String::from_utf8_lossy(&bytes);
        for left in ["独一无二", "一场有误的活动", "獨一無二", "An event with a mistake", "The words of the event", "写错了数字"] {
            assert!(!words.contains(left), "{left} in {path}");
        }
        assert!(!path.contains("名单") && !path.ends_with("a.svg"), "{path} is left");
    }
    let map = press.page("sitemap.xml");
    assert!(map.contains("/news/b/") && !map.contains("/news/a/"), "{map}");
    press.run(&["build", "--verify"]).ends(0);
}

#[test]
fn links_to_it_are_told_and_stop_nothing() {
    let press = press();
    withdraw(&press);
    press.build();
    let found = press.found("link-to-withdrawn");
    assert_eq!(found, ["content/news/b.md:6:2", "content/news/b.md:6:14"]);
    assert!(press.found("dead-link").is_empty());
    assert_eq!(press.found("withdrawn-item").len(), 2, "the document and its translation");
    let listed = press.run(&["list", "withdrawn", "--format", "json"]).ends(0).json();
    assert_eq!(listed.as_array().map(Vec::len), Some(2), "{listed}");
}

#[test]
fn from_its_day_on_and_a_translation_alone_too() {
    let press = press();
    let written = press.read("content/news/a.md");
    press.write("content/news/a.md", written.replacen("date =", "withdrawn = 2999-01-01\ndate =", 1).as_bytes());
    press.build();
    assert!(text(&press.page("news/a/")).contains("独一无二"), "its day has not come");
    press.write("content/news/a.md", written.as_bytes());
    let english = press.read("content/news/a.en.md");
    press.write("content/news/a.en.md", english.replacen("date =", "withdrawn = 2022-05-06\ndate =", 1).as_bytes());
    press.build();
    assert!(text(&press.page("news/a/")).contains("独一无二") && text(&press.page("en/news/a/")).contains("withdrawn"));
}
