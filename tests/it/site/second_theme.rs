//! A second theme, `themes/jian`, made of nothing but what docs/theme.md promises.

use std::collections::BTreeSet;
use std::path::Path;

use crate::fixture::{FIXTURE, lay, pages, text};
use crate::html::{between, tags, text as words, values};
use crate::press::{Press, tree};

fn jian() -> Press {
    let press = lay();
    for (path, bytes) in tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/jian")) {
        press.write(&format!("themes/jian/{path}"), &bytes);
    }
    let settings = press.read("content/site.toml").replace("timezone =", "theme = \"jian\"\ntimezone =");
    press.write("content/site.toml", settings.as_bytes());
    press
}

#[test]
fn the_contract_suffices_for_another_theme() {
    let press = jian();
    press.build();
    let output = press.output();
    // A theme without a search page has no index either.
    let is_own = |path: &&String| !path.starts_with("assets/") && !path.starts_with("search/") && !path.contains("/search/");
    let own = |tree: &crate::press::Tree| tree.keys().filter(is_own).cloned().collect::<BTreeSet<_>>();
    assert_eq!(own(&output), own(&FIXTURE.output), "the same pages as with longyuan");
    for (path, html) in pages(&output) {
        if !html.contains("<main") {
            continue;
        }
        let main = between(html, "<main", "</main>");
        assert!(tags(main, "h1").len() == 1, "{path}");
        let ids: Vec<String> = crate::html::pieces(html)
            .into_iter()
            .filter_map(|p| match p {
                crate::html::Piece::Open(tag) => Some(tag.get("id").to_owned()).filter(|id| !id.is_empty()),
                _ => None,
            })
            .collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{path}: every id once");
        assert!(!html.contains(">null<") && !html.contains("\"null\"") && !main.contains("undefined"), "{path}");
    }
}

#[test]
fn it_prints_every_word_of_the_notice_and_every_anchor() {
    let press = jian();
    press.build();
    let output = press.output();
    let (mine, theirs) = (text(&output, "notices/slf-2026-1/"), text(&FIXTURE.output, "notices/slf-2026-1/"));
    let anchors = |html: &str| values(html, "a", "href").into_iter().filter(|h| h.starts_with("#s")).collect::<BTreeSet<_>>();
    assert!(!anchors(mine).is_empty() && anchors(mine).is_subset(&anchors(theirs)), "{:?}", anchors(mine));
    let body = |html: &str, from: &str| words(between(html, from, "</article>")).replace(char::is_whitespace, "");
    let paper = body(mine, "<article");
    for sentence in between(theirs, "class=notice-body", "</article>").split("<p class=np").skip(1) {
        let sentence = words(between(&format!("<p{sentence}"), "<p", "</p>")).replace(char::is_whitespace, "");
        let sentence = sentence.split_once('>').map_or(sentence.as_str(), |(_, rest)| rest);
        assert!(paper.contains(sentence), "{sentence}");
    }
}
