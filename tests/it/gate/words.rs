//! Wording lists: what is found, what is not, and where.

use jiangxin::gate::wording::{Matcher, Wording};
use proptest::prelude::*;

use crate::press::Press;

fn list(text: &str) -> Wording {
    let read = Wording::read([("content/wording/a.toml".into(), text)]);
    assert_eq!(read.findings, []);
    read.value
}

/// What a list finds in a text.
fn found(list_text: &str, text: &str) -> Vec<String> {
    let wording = list(list_text);
    Matcher::new(&wording).expect("words").hits(text).into_iter().map(|h| text[h.start..h.end].to_owned()).collect()
}

#[test]
fn the_longest_word_wins_and_allowed_phrases_cover_what_is_inside_them_only() {
    let words = "[[word]]\nwrong = \"甲乙\"\nright = \"甲\"\n[[word]]\nwrong = \"甲乙丙\"\nright = \"丙\"\nallow = [\"丁甲乙丙\", \"乙丙戊\"]\n";
    assert_eq!(found(words, "看甲乙丙看甲乙"), ["甲乙丙", "甲乙"]);
    assert!(found(words, "丁甲乙丙").is_empty());
    assert_eq!(found(words, "甲乙丙戊"), ["甲乙丙"], "an allowed phrase that covers a part allows nothing");
    assert_eq!(found(words, "丁甲乙丙和甲乙丙"), ["甲乙丙"]);
    assert_eq!(found("[[word]]\nwrong = \"color\"\nright = \"colour\"\n", "color colors discolor"), ["color"]);
    assert!(found("[[word]]\nwrong = \"贯彻\"\nright = \"学习贯彻\"\n", "学习贯彻").is_empty(), "what is right is allowed");
    assert_eq!(found("[[word]]\nwrong = \"第#届\"\nright = \"第#次\"\n", "第3届第十届"), ["第3届"]);
}

#[test]
fn a_list_of_the_site_replaces_the_built_in_word_and_says_what_is_wrong_with_it() {
    let wording = list("[[word]]\nwrong = \"其它\"\nright = \"别的\"\n");
    let own: Vec<_> = wording.words.iter().filter(|w| w.wrong == "其它").collect();
    assert_eq!((own.len(), own[0].right.as_deref()), (1, Some("别的")));
    let codes = |text: &str| Wording::read([("content/wording/a.toml".into(), text)]).findings.iter().map(|f| f.code.name()).collect::<Vec<_>>();
    assert_eq!(codes("[[word]]\nright = \"甲\"\n"), ["missing-field"]);
    assert_eq!(codes("[[word]]\nwrong = \"甲\"\nseverity = \"bad\"\n"), ["bad-value"]);
    assert_eq!(codes("[[word]]\nwrong = \"甲\"\n[[word]]\nwrong = \"甲\"\n"), ["bad-value"]);
    assert_eq!(codes("[[wrod]]\nwrong = \"甲\"\n"), ["unknown-setting"]);
    assert_eq!(codes("[[word]\n").first(), Some(&"settings-syntax"));
    assert_eq!(codes("[[order]]\nnames = [\"甲\"]\n"), ["missing-field"]);
}

#[test]
fn a_word_is_seen_through_marks_line_ends_spaces_and_page_breaks() {
    let press = Press::small(
        "--- content/news/a.md\n+++\ntitle = \"其它\"\ndate = 2025-01-01\n+++\n**其**它，其\n它，其 它，其\u{200B}它，[其](https://example.org/)它。\n\n其\n\n它 `其它` https://example.org/其它\n\n```\n其它\n```\n--- content/notices/b.md\n某市总工会关于某事的通知\n\n各单位：\n\n要学习宣传贯彻会议精神，认真做好各项工作，并把其\n\n— 1 —\n\n它方面的工作安排好，不得有误，确保各项任务按时完成，取得实实在在的成效。\n\n某市总工会\n\n2025年1月1日\n",
    );
    let found = press.found("wrong-word");
    let news = found.iter().filter(|f| f.contains("news/a.md")).count();
    assert_eq!(news, 6, "the title and five in the text: {found:?}");
    assert_eq!(found.iter().filter(|f| f.starts_with("content/notices/b.md:5:")).count(), 1, "{found:?}");
}

#[test]
fn words_of_the_settings_and_of_fields_beside_a_document_count_too() {
    let press =
        Press::small("--- content/notices/a.md\n某市总工会关于某事的通知\n\n各单位：\n\n要办好。\n--- content/notices/a.toml\nsummary = \"其它事项\"\n");
    assert_eq!(press.found("wrong-word"), ["content/notices/a.toml:1:12"]);
}

proptest! {
    #[test]
    fn hits_are_words_apart_and_never_inside_an_allowed_phrase(text in "[甲乙丙丁 a]{0,40}") {
        let wording = list("allow = [\"丙甲乙\", \"乙乙\"]\n[[word]]\nwrong = [\"甲乙\", \"乙\", \"甲乙丙丁\"]\nright = \"戊\"\n");
        let hits = Matcher::new(&wording).expect("words").hits(&text);
        let mut done = 0;
        for hit in &hits {
            prop_assert!(hit.start >= done);
            done = hit.end;
            prop_assert_eq!(&text[hit.start..hit.end], &wording.words[hit.word].wrong);
            for phrase in ["丙甲乙", "乙乙"] {
                for (at, _) in text.char_indices().filter(|(at, _)| text[*at..].starts_with(phrase)) {
                    prop_assert!(!(at <= hit.start && hit.end <= at + phrase.len()));
                }
            }
        }
    }
}

#[test]
fn what_is_made_by_changing_the_script_has_no_findings_of_its_own() {
    let press = Press::small("--- content/news/a.md\n+++\ntitle = \"甲\"\ndate = 2025-01-01\n+++\n其它的事请打 13900000000。\n");
    let counted = || ["wrong-word", "personal-phone"].map(|code| press.found(code).len());
    let before = counted();
    let settings = press.read("content/site.toml");
    press.write("content/site.toml", format!("{settings}\n[languages.zh-Hant]\nname = \"繁體中文\"\nderive = \"zh-Hans\"\n").as_bytes());
    assert_eq!((before, counted()), ([1, 1], [1, 1]));
}
