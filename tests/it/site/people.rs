//! Lists of people in their order, and characters that readers may not see.

use crate::html::tags;
use crate::press::Press;

fn site(sort: &str) -> String {
    let mut site =
        format!("--- content/profiles/_index.md\n+++\ntitle = \"工匠\"\n{sort}+++\n--- content/profiles/_index.en.md\n+++\ntitle = \"Craftsmen\"\n+++\n");
    for (file, name, english) in
        [("a", "曾一", "Zeng Yi"), ("b", "丁二", "Ding Er"), ("c", "欧阳三", "Ouyang San"), ("d", "王四", "Wang Si"), ("e", "单五", "Shan Wu")]
    {
        site.push_str(&format!("--- content/profiles/{file}.md\n+++\nname = \"{name}\"\nweight = {}\n+++\n文。\n", 100 - u32::from(file.as_bytes()[0]) % 7));
        site.push_str(&format!("--- content/profiles/{file}.en.md\n+++\nname = \"{english}\"\n+++\nText.\n"));
    }
    site
}

fn names(press: &Press, page: &str) -> String {
    let html = press.page(page);
    let links = tags(&html, "a").into_iter().map(|a| a.get("href").to_owned());
    let mut files: Vec<String> = links.filter_map(|h| Some(h.trim_end_matches('/').rsplit_once("profiles/")?.1.to_owned())).filter(|f| f.len() == 1).collect();
    files.dedup();
    files.concat()
}

#[test]
fn a_section_says_how_its_people_are_sorted() {
    for (sort, chinese, english) in
        [("sort = \"strokes\"\n", "bdcea", "bceda"), ("sort = \"pinyin\"\n", "bceda", "bceda"), ("sort = \"written\"\n", "aedcb", "abcde")]
    {
        let press = Press::small(&site(sort));
        press.build();
        assert_eq!(names(&press, "profiles/"), chinese, "{sort}");
        let expected: String = english.to_owned();
        assert_eq!(names(&press, "en/profiles/"), expected, "{sort}");
    }
    let press = Press::small(&site("sort = \"alphabet\"\n"));
    assert!(press.run(&["build"]).ends(1).err.contains("bad-value"));
}

#[test]
fn rare_characters_are_found_with_their_code() {
    let press = Press::small(
        "--- content/a.md\n+++\ntitle = \"甲\"\n+++\n常用字，〇和々。喆字和喆字。\n\n龘，𬭚，\u{E863}。\n--- content/a.en.md\n+++\ntitle = \"A\"\n+++\n喆\n",
    );
    let found = press.check(&[]);
    let rare: Vec<(String, u64, String)> = found
        .iter()
        .filter(|f| f["code"] == "rare-character")
        .map(|f| {
            (
                f["severity"].as_str().unwrap_or("").to_owned(),
                f["line"].as_u64().unwrap_or(0),
                f["message"]["en"].as_str().unwrap_or("").split(')').next().unwrap_or("").to_owned(),
            )
        })
        .collect();
    let expected = [("note", 4, "“喆” (U+5586"), ("note", 6, "“龘” (U+9F98"), ("warning", 6, "“𬭚” (U+2CB5A"), ("warning", 6, "“\u{E863}” (U+E863")];
    assert_eq!(rare, expected.map(|(s, l, m)| (s.to_owned(), l, m.to_owned())));
}
