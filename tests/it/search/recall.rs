//! Every stretch of a text leads to it.

use jiangxin::search::{Index, Leaf, Part, Space, folded};
use proptest::prelude::*;

use super::reader::{candidates, list, shard};

fn leaf(title: &str, lines: &[&str]) -> Leaf {
    let part = Part { lines: lines.iter().map(|l| (*l).to_owned()).collect(), ..Part::default() };
    Leaf { title: title.to_owned(), parts: vec![part], ..Leaf::default() }
}

fn index(leaves: &[Leaf], shards: u32) -> Index {
    Index::of(leaves.len(), shards, |n| leaves[n].clone())
}

/// Few characters, so that texts share most of what they hold; every sort of them.
fn texts() -> impl Strategy<Value = Vec<Vec<String>>> {
    let line = prop::collection::vec(prop::sample::select("工人劳模精神匠心的一〇𠮷ａＢabcAé12９，。“ 　-".chars().collect::<Vec<_>>()), 2..60);
    let line = line.prop_map(|chars| chars.into_iter().collect::<String>());
    prop::collection::vec(prop::collection::vec(line, 1..4), 1..40)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_stretch_of_two_to_eight_characters_is_found(all in texts(), picks in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<prop::sample::Index>(), 1_usize..9), 20)) {
        let leaves: Vec<Leaf> = all.iter().map(|lines| leaf(&lines[0], &lines.iter().map(String::as_str).collect::<Vec<_>>())).collect();
        let index = index(&leaves, 8);
        for (document, line, start, length) in picks {
            let at = document.index(all.len());
            let chars: Vec<char> = line.get(&all[at]).chars().collect();
            let start = start.index(chars.len());
            let query: String = chars[start..chars.len().min(start + length)].iter().collect();
            if !folded(&query).is_empty() {
                let found = candidates(&index, 8, Space::Text, &query);
                prop_assert!(found.contains(&u32::try_from(at).unwrap()), "{query:?} of {:?}: {found:?}", all[at]);
            }
        }
    }
}

#[test]
fn a_pair_is_found_only_where_it_stands() {
    let index = index(&[leaf("甲乙", &["丙丁"]), leaf("乙甲", &["丁，丙"]), leaf("无", &["甲", "乙"])], 4);
    let found = |query: &str| candidates(&index, 4, Space::Text, query).into_iter().collect::<Vec<_>>();
    assert_eq!((found("甲乙"), found("丁丙"), found("乙")), (vec![0], vec![1], vec![0, 1, 2]));
    // Both pairs stand in the second text, but the first does not end where the second begins.
    let index = self::index(&[leaf("题", &["子丑寅"]), leaf("题", &["子丑，卯丑寅"])], 4);
    assert_eq!(candidates(&index, 4, Space::Text, "子丑寅").into_iter().collect::<Vec<_>>(), [0]);
    assert!(found("没有").is_empty());
}

#[test]
fn the_two_scripts_find_each_other() {
    let index = index(&[leaf("劳动", &["工会与发展"]), leaf("勞動", &["工會與發展"])], 4);
    for query in ["劳动", "勞動", "会与发", "會與發"] {
        assert_eq!(candidates(&index, 4, Space::Text, query).len(), 2, "{query}");
    }
    for (space, query) in [(Space::Pinyin, "laodong"), (Space::Initials, "ld")] {
        assert_eq!(candidates(&index, 4, space, query).len(), 2, "{query}");
    }
}

#[test]
fn names_by_pinyin_and_initials_words_by_stem() {
    let index = index(&[leaf("记王进喜", &["text"]), leaf("单雄信", &["The workers studied."]), leaf("重庆", &["works"])], 4);
    let found = |space, query: &str| candidates(&index, 4, space, query).into_iter().collect::<Vec<_>>();
    assert_eq!((found(Space::Initials, "wjx"), found(Space::Initials, "jx"), found(Space::Pinyin, "wangjinxi")), (vec![0], vec![0], vec![0]));
    for (typed, document) in [("shanxiong", 1), ("danxiong", 1), ("chongqing", 2), ("zhongqing", 2)] {
        assert_eq!(found(Space::Pinyin, typed), [document], "{typed}");
    }
    let stem = |word: &str| {
        let number = jiangxin::search::shard_of(Space::Stem, word.chars().next().unwrap(), word.chars().nth(1), 4);
        let held = shard(std::str::from_utf8(&index.shard(number)).unwrap());
        held.get(&format!("~{word}")).map(|signs| list(signs).into_keys().collect::<Vec<_>>())
    };
    assert_eq!((stem("studi"), stem("work"), stem("worker"), stem("workers")), (Some(vec![1]), Some(vec![2]), Some(vec![1]), None));
}

#[test]
fn a_list_knows_the_best_place_of_a_key() {
    let headed = Part { heading: "工匠".to_owned(), headed: true, lines: vec!["劳模工匠".to_owned()], ..Part::default() };
    let index = index(&[leaf("劳模", &["劳模"]), Leaf { title: "甲".to_owned(), parts: vec![headed], ..Leaf::default() }], 1);
    let held = shard(std::str::from_utf8(&index.shard(0)).unwrap());
    let levels = |key: &str| list(&held[key]).into_iter().collect::<Vec<_>>();
    assert_eq!((levels("劳模"), levels("工匠")), (vec![(0, 2), (1, 0)], vec![(1, 1)]));
}
