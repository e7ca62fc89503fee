//! Components on a site: people from their profiles, files with their sizes, galleries, and what changes with them.

use crate::press::Press;

const SITE: &str = "
--- content/index.md
+++
title = \"首页\"
+++
--- content/profiles/jia/index.md
+++
title = \"示例甲的一天\"
name = \"示例甲\"
trade = \"焊工\"
employer = \"示例厂\"
portrait = \"p.svg\"
sample = true
+++
正文。
--- content/profiles/jia/index.en.md
+++
title = \"A day of Sample A\"
name = \"Sample A\"
trade = \"Welder\"
sample = true
+++
Text.
--- content/profiles/jia/p.svg
<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"10\"></svg>
--- content/news/a.md
+++
title = \"一次活动\"
date = 2022-04-29
+++
```人物
人物：jia
简介：一句话
```

```附件
名单.txt：名单
```

```图集
a.svg：第一张
```
--- content/news/a.en.md
+++
title = \"An event\"
date = 2022-04-29
+++
```person
profile: jia
```

```timeline
title: Plan
May 2022: start
source: the notice
```
--- content/news/a.svg
<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"></svg>
--- content/news/名单.txt
名单
";

#[test]
fn people_come_from_their_profiles_in_the_language_of_the_page() {
    let press = Press::small(SITE);
    press.build_with(&["--no-minify"]);
    let page = press.page("news/a/");
    for part in ["<a href=\"../../profiles/jia/\">示例甲</a>", ">焊工<", ">示例厂<", "profiles/jia/p.svg", "一句话"] {
        assert!(page.contains(part), "{part}");
    }
    let english = press.page("en/news/a/");
    for part in ["<a href=\"../../../en/profiles/jia/\">Sample A</a>", ">Welder<", "Source: the notice"] {
        assert!(english.contains(part), "{part}");
    }
    press.write("content/profiles/jia/index.md", press.read("content/profiles/jia/index.md").replace("焊工", "高级焊工").as_bytes());
    press.build();
    assert!(press.page("news/a/").contains("高级焊工"), "the next build knows");
    press.build_with(&["--verify"]);
}

#[test]
fn files_are_published_with_their_kind_and_size_and_galleries_open() {
    let press = Press::small(SITE);
    press.build_with(&["--no-minify"]);
    let page = press.page("news/a/");
    assert!(page.contains("download>名单</a> <span class=\"file-meta\">TXT · 7 B</span>"), "kind and size stand behind the name");
    assert!(press.has("output/news/名单.txt"), "the file is published");
    assert!(page.contains("id=\"jx-viewer\""), "pictures open over the page");
    assert!(!press.page("en/news/a/").contains("jx-viewer"));
}

#[test]
fn what_is_missing_is_told_at_its_line() {
    let press = Press::small(SITE);
    let text = press.read("content/news/a.md").replace("人物：jia", "人物：yi").replace("名单.txt", "名册.txt").replace("a.svg", "b.svg");
    press.write("content/news/a.md", text.as_bytes());
    assert_eq!(press.found("dead-link"), ["content/news/a.md:11:1"]);
    assert_eq!(press.found("component-value"), ["content/news/a.md:6:4"]);
    let said = press.run(&["check"]).ends(1);
    assert!(said.out.contains("there is no profile of that name: yi") || said.err.contains("there is no profile of that name: yi"));
    assert_eq!(press.found("missing-picture"), ["content/news/a.md:15:1"]);
    let text = text.replace("人物：yi", "人物：@/index.md");
    press.write("content/news/a.md", text.as_bytes());
    assert_eq!(press.found("component-value"), ["content/news/a.md:6:4"]);
}

#[test]
fn exports_and_feeds_hold_the_words() {
    let press = Press::small(SITE);
    press.build();
    let text = press.run(&["export", "text", "content/news/a.md"]).ends(0).out;
    for words in ["示例甲", "焊工", "一句话", "名单", "第一张"] {
        assert!(text.contains(words), "{words} in {text}");
    }
    let english = press.run(&["export", "text", "content/news/a.en.md"]).ends(0).out;
    for words in ["Plan", "May 2022", "start", "the notice"] {
        assert!(english.contains(words), "{words} in {english}");
    }
    let feed = press.output().into_iter().find(|(path, _)| path.ends_with("news/feed.xml") || path.ends_with("feed.xml"));
    if let Some((_, bytes)) = feed {
        assert!(String::from_utf8_lossy(&bytes).contains("一句话"));
    }
}
