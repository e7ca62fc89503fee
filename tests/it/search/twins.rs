//! The rules that stand in Rust and in `search.js`: tables that both are held to. `tests/browser/recall.mjs` holds the script.

use jiangxin::search::{fold, stem};
use serde_json::json;

/// Every character that is not itself when folded: those that go, in ranges, and what others become.
fn folds() -> String {
    let mut gone: Vec<(u32, u32)> = Vec::new();
    let mut other = Vec::new();
    for c in '\0'..=char::MAX {
        let n = u32::from(c);
        match (fold(c), gone.last_mut()) {
            (None, Some((_, last))) if *last + 1 == n => *last = n,
            (None, _) => gone.push((n, n)),
            (Some(folded), _) if folded != c => other.push((n, u32::from(folded))),
            _ => {}
        }
    }
    let text = json!({ "gone": gone, "other": other }).to_string();
    format!("{}\n", text.replace("],[", "],\n["))
}

#[test]
fn folding_is_as_written_down() {
    let at = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/search/fold.json");
    if std::env::var_os("JIANGXIN_REFRESH").is_some() {
        std::fs::write(at, folds()).expect("written");
    }
    assert_eq!(std::fs::read_to_string(at).expect("a table"), folds(), "set JIANGXIN_REFRESH to write it anew, and see that search.js follows");
}

#[test]
fn stems_are_as_written_down() {
    for line in include_str!("../../data/search/stems.tsv").lines() {
        let (word, stemmed) = line.split_once('\t').expect("two columns");
        assert_eq!(stem(word), stemmed, "{word}");
    }
    for odd in ["", "a", "s", "yyy", "ss", "eed", "ing", "ed", "ies", "sses", "zzzzing"] {
        stem(odd);
    }
}
