//! The index of a built site.

use crate::press::{Press, Tree};

const SITE: &str = "
--- content/notices/n1.md
示发〔2022〕1号

# 关于开展活动的通知

各单位：

一、总体要求

一要学习独一词。二要实践。

示例总工会

2022年4月29日
--- content/news/a.md
+++
title = \"甲标题\"
date = 2022-04-29
place = \"兰州\"
+++
开头一段。

## 第一节 {#first}

正文里的**“独二词”**说明&amp;注。
--- content/news/b.md
+++
title = \"乙标题\"
date = 2023-04-30
+++
乙文。
--- content/news/secret.md
+++
title = \"保密甲\"
draft = true
+++
尚未公布。
--- content/news/gone.md
+++
title = \"过期乙\"
expire_at = 2020-01-01
+++
已经撤下。
--- content/news/later.md
+++
title = \"将来丙\"
publish_at = 2999-01-01
+++
时候未到。
--- content/profiles/w.md
+++
title = \"铁人\"
name = \"王进喜\"
city = \"玉门\"
+++
石油工人。
--- content/news/a.en.md
+++
title = \"First\"
date = 2022-04-29
+++
Workers study.
--- content/about.md
+++
title = \"关于\"
+++
说明。
";

fn index(tree: &Tree) -> Vec<(&String, &Vec<u8>)> {
    tree.iter().filter(|(path, _)| path.starts_with("search/") && path.ends_with(".js")).collect()
}

#[test]
fn every_document_has_its_text_with_places_to_lead_to() {
    let press = Press::small(SITE);
    press.build();
    let (a, n, w) = (press.page("search/t/news/a.js"), press.page("search/t/notices/n1.js"), press.page("search/t/profiles/w.js"));
    assert!(a.starts_with("jxSearch.text(\"news/a\",[\"甲标题\",\"2022年4月29日\","), "{a}");
    assert!(a.contains("[\"first\",\"第一节\",1,\"正文里的“独二词”说明&注。\"]"), "{a}");
    assert!(n.contains("[\"s1\",\"一、总体要求\",1,\"\"]") && n.contains("[\"s1-p1\",\"一、总体要求\",0,\"一要学习独一词。"), "{n}");
    assert!(w.contains("[\"王进喜\",\"wang/yu jin xi") || w.contains("[\"王进喜\",\"wang jin xi"), "{w}");
    assert!(press.page("en/search/t/en/news/a.js").contains("Workers study."));
    for (page, id) in [("news/a/", "first"), ("notices/n1/", "s1-p1")] {
        assert!(press.page(page).contains(id));
    }
}

#[test]
fn what_is_not_shown_is_in_no_file_of_the_index() {
    let press = Press::small(SITE);
    press.build();
    let tree = press.output();
    for words in ["保密", "尚未公", "密甲", "过期", "已经撤", "将来丙", "时候未", "secret", "gone", "later"] {
        let leak = index(&tree).into_iter().find(|(path, bytes)| path.contains(words) || bytes.windows(words.len()).any(|w| w == words.as_bytes()));
        assert!(leak.is_none(), "{words} in {:?}", leak.map(|(path, _)| path));
    }
    press.build_with(&["--drafts"]);
    assert!(press.page("search/t/news/secret.js").contains("尚未公布"));
    press.build();
    assert!(!press.has("output/search/t/news/secret.js") && press.output() == tree);
}

#[test]
fn without_scripts_there_is_a_list_by_section_and_year() {
    let press = Press::small(SITE);
    press.build();
    let page = press.page("search/");
    for words in ["甲标题", "乙标题", "铁人", "关于", "2023", "2022", "关于开展活动的通知"] {
        assert!(page.contains(words), "{words}");
    }
    assert!(page.find("2023") < page.find("甲标题") && !page.contains("保密甲"));
    assert!(press.page("news/a/").contains("../../search/"));
    assert!(press.page("en/search/").contains("First"));
}

#[test]
fn a_site_that_wants_no_search_has_none_of_it() {
    let press = Press::small(SITE);
    press.write("content/site.toml", format!("search = false\n{}", press.read("content/site.toml")).as_bytes());
    press.build();
    assert!(!press.has("output/search") && !press.page("news/a/").contains("search/"));
    let press = Press::small(SITE);
    press.write("content/site.toml", press.read("content/site.toml").replace("base_url", "search = \"yes\"\nbase_url").as_bytes());
    assert_eq!(press.found("wrong-type").len(), 1);
}

#[test]
fn one_text_edited_rewrites_its_script_and_the_shards_of_its_words() {
    let press = Press::small(SITE);
    for n in 0..60 {
        press.write(&format!("content/news/x{n}.md"), format!("+++\ntitle = \"第{n}篇\"\ndate = 2022-05-01\n+++\n各有各的话，{n}。\n").as_bytes());
    }
    press.build();
    let before = press.output();
    press.edit("--- content/news/b.md\n+++\ntitle = \"乙标题\"\ndate = 2023-04-30\n+++\n乙文犇。\n");
    press.build_with(&["--verify"]);
    let after = press.output();
    let changed: Vec<&String> = index(&after).into_iter().filter(|(path, bytes)| before.get(*path) != Some(*bytes)).map(|(path, _)| path).collect();
    assert!(changed.contains(&&"search/t/news/b.js".to_owned()) && changed.contains(&&"search/table.js".to_owned()), "{changed:?}");
    // 犇 and 文犇.
    assert!(changed.len() <= 4 && index(&after).iter().filter(|(path, _)| path.starts_with("search/i/")).count() == 16, "{changed:?}");
}

#[test]
fn a_folder_that_is_called_search_is_said() {
    let press = Press::small("--- content/search/a.md\n+++\ntitle = \"甲\"\n+++\n甲。\n");
    assert_eq!(press.found("duplicate-url").len(), 1);
}
