//! Reads an index as a page does: keys of a query, shards, lists.

use std::collections::{BTreeMap, BTreeSet};

use jiangxin::search::{Index, Numbers, Space, folded, shard_of};

/// What a folded query asks for; `true` asks for every key that begins so. The same as `asked` of `search.js`.
fn asked(query: &[char]) -> Vec<(String, bool)> {
    let text = |key: &[char]| key.iter().collect::<String>();
    let narrow = |at: usize| query.get(at).is_some_and(char::is_ascii);
    if query.len() == 1 {
        return vec![(text(query), false)];
    }
    let mut all = Vec::new();
    for at in 0..query.len() - 1 {
        let pair = narrow(at) && narrow(at + 1);
        if pair && narrow(at + 2) {
            all.push((text(&query[at..at + 3]), false));
        } else if !pair || at + 2 < query.len() {
            all.push((text(&query[at..at + 2]), false));
        } else if at == 0 || !narrow(at - 1) {
            all.push((text(&query[at..]), true));
        }
    }
    all
}

/// The documents of a list with their levels.
pub fn list(signs: &str) -> BTreeMap<u32, u32> {
    let mut at = 0;
    let mut found = BTreeMap::new();
    for number in Numbers::of(signs) {
        at += number / 3;
        found.insert(at, number % 3);
        at += 1;
    }
    found
}

/// The keys and lists of a shard's script.
pub fn shard(script: &str) -> BTreeMap<String, String> {
    let inside = script.strip_prefix("jxSearch.shard(").and_then(|s| s.split_once(",\"")).and_then(|(_, s)| s.strip_suffix("\");\n")).expect("a shard");
    let words: Vec<&str> = inside.split(' ').collect();
    words.chunks_exact(2).map(|pair| (pair[0].to_owned(), pair[1].to_owned())).collect()
}

/// The documents that may hold a query in a space of keys.
pub fn candidates(index: &Index, shards: u32, space: Space, query: &str) -> BTreeSet<u32> {
    let query = folded(query);
    let find = |(key, open): (String, bool)| {
        let mut letters = key.chars();
        let number = shard_of(space, letters.next().expect("a character"), letters.next(), shards);
        let held = shard(std::str::from_utf8(&index.shard(number)).expect("UTF-8"));
        let key = format!("{}{key}", space.sign());
        let found = held.iter().filter(|(k, _)| if open { k.starts_with(&key) } else { **k == key });
        found.flat_map(|(_, signs)| list(signs).into_keys()).collect::<BTreeSet<u32>>()
    };
    asked(&query).into_iter().map(find).reduce(|a, b| &a & &b).unwrap_or_default()
}
