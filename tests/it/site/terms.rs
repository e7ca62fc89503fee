//! Terms: their Chinese at the first use, the glossary, and what `check` says of other renderings.

use crate::html::{tags, text};
use crate::press::Press;

const SITE: &str = "
--- content/terms.toml
[[term]]
zh = \"大国工匠\"
en = \"Craftsman of the Nation\"
also = [\"Craftsmen of the Nation\"]
avoid = [\"Great Country Craftsman\"]
source = \"新华社\"
status = \"verified\"
[[term]]
zh = \"陇原工匠\"
en = \"Longyuan Craftsman\"
--- content/a.md
+++
title = \"甲\"
+++
大国工匠和陇原工匠。
--- content/a.en.md
+++
title = \"A\"
+++
## Craftsmen of the Nation

`Craftsmen of the Nation`, [Craftsmen of the Nation](a.md), then Craftsmen of the Nation & a Craftsman of the Nation; Longyuan Craftsmanship.
";

#[test]
fn the_chinese_of_a_term_stands_at_its_first_use_in_running_text() {
    let press = Press::small(SITE);
    press.build();
    let html = press.page("en/a/");
    assert_eq!(html.matches("class=glossed-zh").count() + html.matches("class=\"glossed-zh\"").count(), 1, "once a page");
    let link = tags(&html, "a").into_iter().find(|a| a.get("class") == "glossed").expect("a link");
    assert_eq!(link.get("href"), "../../en/glossary/#craftsman-of-the-nation");
    assert!(text(&html).contains("then Craftsmen of the Nation (大国工匠) & a Craftsman of the Nation; Longyuan Craftsmanship"), "{}", text(&html));
    assert!(!press.page("a/").contains("class=glossed"), "a Chinese page has none");
}

#[test]
fn the_glossary_stands_in_both_languages_in_their_order() {
    let press = Press::small(SITE);
    press.build();
    let letters = |html: &str| tags(html, "h2").iter().map(|h| h.get("id").to_owned()).collect::<Vec<_>>();
    assert_eq!(letters(&press.page("en/glossary/")), ["jx-letter-C", "jx-letter-L"]);
    assert_eq!(letters(&press.page("glossary/")), ["jx-letter-D", "jx-letter-L"]);
    let html = press.page("en/glossary/");
    assert!(html.contains("craftsman-of-the-nation") && text(&html).contains("From an authority 新华社"), "{}", text(&html));
    let bare = Press::small("--- content/a.md\n+++\ntitle = \"甲\"\n+++\n文。\n");
    bare.build();
    assert!(!bare.has("output/glossary/index.html"), "no terms, no glossary");
}

fn codes(press: &Press, code: &str) -> Vec<(String, u64, String)> {
    let of = |f: &serde_json::Value| {
        (f["severity"].as_str().unwrap_or("").to_owned(), f["line"].as_u64().unwrap_or(0), f["message"]["zh"].as_str().unwrap_or("").to_owned())
    };
    press.check(&[]).iter().filter(|f| f["code"] == code).map(of).collect()
}

#[test]
fn another_rendering_is_found_at_its_place() {
    let press = Press::small(SITE);
    press.edit("--- content/a.en.md\n+++\ntitle = \"A\"\n+++\nFirst.\n\nThe great country craftsman and a Longyuan Craftsman.\n");
    let found = codes(&press, "term-rendering");
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.contains(&("warning".to_owned(), 6, "“大国工匠”不译作“great country craftsman”".to_owned())), "{found:?}");
    assert!(found.iter().any(|(severity, _, message)| severity == "note" && message.contains("译文里没有约定的译法“Craftsman of the Nation”")), "{found:?}");
    assert_eq!(codes(&press, "unverified-term").len(), 1, "the second term has no source");
}

#[test]
fn agreed_renderings_are_silent() {
    let press = Press::small(SITE);
    press.edit("--- content/a.md\n+++\ntitle = \"甲\"\n+++\n大国工匠。\n--- content/a.en.md\n+++\ntitle = \"A\"\n+++\nCraftsmen of the Nation.\n");
    assert_eq!(codes(&press, "term-rendering"), []);
    assert_eq!(codes(&press, "unverified-term"), []);
}

#[test]
fn faults_of_the_file_stand_at_their_line() {
    let press = Press::small(
        "--- content/a.md\n+++\ntitle = \"甲\"\n+++\n文。\n--- content/terms.toml\n[[term]]\nzh = \"甲\"\nen = \"A\"\nstatus = \"sure\"\n[[term]]\nzh = \"甲\"\nen = \"B\"\n[[term]]\nzh = \"乙\"\nenglish = \"C\"\n",
    );
    let found: Vec<(String, u64)> = press
        .check(&[])
        .iter()
        .filter(|f| f["file"] == "content/terms.toml")
        .map(|f| (f["code"].as_str().unwrap_or("").to_owned(), f["line"].as_u64().unwrap_or(0)))
        .collect();
    for expected in [("bad-value", 4), ("bad-value", 6), ("unknown-field", 10)] {
        assert!(found.contains(&(expected.0.to_owned(), expected.1)), "{expected:?} in {found:?}");
    }
    assert!(found.iter().any(|(code, _)| code == "missing-field"), "{found:?}");
}

#[test]
fn a_changed_term_changes_the_pages_as_a_clean_build_does() {
    let press = Press::small(SITE);
    press.build();
    press.edit("--- content/terms.toml\n[[term]]\nzh = \"国之工匠\"\nen = \"Craftsman of the Nation\"\nalso = [\"Craftsmen of the Nation\"]\n");
    press.build();
    let remembered = press.output();
    assert!(press.page("en/a/").contains("国之工匠"));
    press.build_with(&["--clean"]);
    assert!(remembered == press.output());
}
