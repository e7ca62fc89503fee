//! Reads an index as a page does: keys of a query, shards, lists.

use std::collections::{BTreeMap, BTreeSet};

use jiangxin::search::{Index, Space, folded, places, shard_of};

/// What a folded query asks for, and how far on in it; `true` asks for every key that begins so. The same as `asked` of `search.js`.
fn asked(query: &[char]) -> Vec<(String, u32, bool)> {
    let text = |key: &[char]| key.iter().collect::<String>();
    let narrow = |at: usize| query.get(at).is_some_and(char::is_ascii);
    if query.len() == 1 {
        return vec![(text(query), 0, false)];
    }
    let mut all = Vec::new();
    for at in 0..query.len() - 1 {
        let on = u32::try_from(at).expect("a short query");
        let pair = narrow(at) && narrow(at + 1);
        if pair && narrow(at + 2) {
            all.push((text(&query[at..at + 3]), on, false));
        } else if !pair || at + 2 < query.len() {
            all.push((text(&query[at..at + 2]), on, false));
        } else if at == 0 || !narrow(at - 1) {
            all.push((text(&query[at..]), on, true));
        }
    }
    all
}

/// The documents of a list with their levels.
pub fn list(signs: &str) -> BTreeMap<u32, u32> {
    places(signs).map(|place| (place.document, place.level)).collect()
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
    let find = |(key, on, open): (String, u32, bool)| {
        let mut letters = key.chars();
        let number = shard_of(space, letters.next().expect("a character"), letters.next(), shards);
        let held = shard(std::str::from_utf8(&index.shard(number)).expect("UTF-8"));
        let key = format!("{}{key}", space.sign());
        let mut classes: BTreeMap<u32, u8> = BTreeMap::new();
        for signs in held.iter().filter(|(k, _)| if open { k.starts_with(&key) } else { **k == key }).map(|(_, signs)| signs) {
            places(signs).for_each(|place| *classes.entry(place.document).or_default() |= 1 << place.class);
        }
        let turn = if space == Space::Text { on % 8 } else { 0 };
        classes.into_iter().map(|(document, classes)| (document, classes.rotate_right(turn))).collect::<BTreeMap<_, _>>()
    };
    let follow = |a: BTreeMap<u32, u8>, b: BTreeMap<u32, u8>| {
        let left = a.into_iter().filter_map(|(document, classes)| Some((document, classes & b.get(&document)?)));
        left.filter(|(_, classes)| *classes != 0).collect()
    };
    asked(&query).into_iter().map(find).reduce(follow).unwrap_or_default().into_keys().collect()
}
