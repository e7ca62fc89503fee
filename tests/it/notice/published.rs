//! What must not be published, and what must not get lost on the way to the page.

use crate::press::Press;

#[test]
fn a_marking_is_found_in_every_kind_of_document() {
    for folder in ["features", "news", "topics"] {
        let site = format!("--- content/{folder}/a.md\n+++\ntitle = \"甲\"\n+++\n机密★1年\n\n正文。\n");
        assert_eq!(Press::small(&site).found("classified"), [format!("content/{folder}/a.md:4:1")], "{folder}");
    }
    let harmless = Press::small("--- content/features/a.md\n+++\ntitle = \"甲\"\n+++\n## 保守国家秘密\n\n要严守秘密。\n");
    assert_eq!(harmless.found("classified"), [""; 0]);
}

#[test]
fn a_date_that_cannot_be_read_stays_on_the_page() {
    for date in ["2026年2月30日", "2026年13月45日"] {
        let press = Press::small(&format!("--- content/notices/a.md\n# 示例单位关于甲的通知\n\n各单位：\n\n请报名。\n\n示例市总工会\n\n{date}\n"));
        assert_eq!(press.found("impossible-date"), ["content/notices/a.md:9:1"]);
        press.build();
        let page = press.page("notices/a/");
        assert!(page.find("示例市总工会").is_some_and(|at| page[at..].contains(date)), "{page}");
    }
}

#[test]
fn a_notice_needs_a_title_of_its_own() {
    for (text, place) in [("", ""), ("+++\ndate = 2026-01-01\n+++\n", ":4:1"), ("各单位：\n\n请报名。\n", ":1:1")] {
        let press = Press::small(&format!("--- content/notices/b.md\n# 示例单位关于甲的通知\n\n请报名。\n--- content/notices/a.md\n{text}"));
        let found = press.found("missing-field");
        assert!(found.len() == 1 && found[0].starts_with("content/notices/a.md") && found[0].ends_with(place), "{found:?} in {text:?}");
        press.run(&["build"]).ends(1);
    }
    let english = Press::small("--- content/notices/a.md\n# 示例单位关于甲的通知\n\n请报名。\n--- content/notices/a.en.md\nPlease enter.\n");
    assert_eq!(english.found("missing-field"), ["content/notices/a.en.md:1:1"]);
    let titled = Press::small("--- content/notices/a.md\n+++\ntitle = \"关于甲的通知\"\n+++\n各单位：\n\n请报名。\n");
    assert_eq!(titled.found("missing-field"), [""; 0]);
}

#[test]
fn links_in_a_notice_lead_where_they_say() {
    let text = "# 示例单位关于甲的通知\n\n各单位：\n\n请登录[网站](https://example.com/a?x=1&y=2)报名，见[表](表.xlsx)。\n\n一、报名。请登录[平台](https://example.com/b)。\n\n二、登录[网站](https://example.com/c)\n\n一是登录[甲](https://example.com/d)。\n\n二是见[乙](javascript:alert)。\n";
    let press = Press::small(&format!("--- content/notices/a/index.md\n{text}--- content/notices/a/表.xlsx\n表\n"));
    press.build();
    let page = press.page("notices/a/");
    assert!(press.output().contains_key("notices/a/表.xlsx"), "what it links to is published");
    // Minified pages quote an address only where they must.
    let page = page.replace(" rel=noopener>", ">").replace(" rel=\"noopener\">", ">").replace("&amp;", "&").replace('"', "");
    for link in ["<a href=https://example.com/a?x=1&y=2>网站</a>", "<a href=https://example.com/b>平台</a>", "<a href=https://example.com/d>甲</a>"] {
        assert!(page.contains(link), "{link} in {page}");
    }
    assert!(!page.contains("](") && !page.contains("javascript:alert") && page.contains("登录网站") && page.contains(">表</a>。"), "{page}");
}

#[test]
fn pictures_and_tables_in_a_notice_are_published_as_elsewhere() {
    let text = "# 示例单位关于甲的通知\n\n各单位：\n\n请报名。\n\n| 项目 | 见 |\n| --- | --- |\n| 甲 | [动态](../../news/b.md) |\n\n![会场](hc.svg)\n\n示例单位\n\n2026年1月1日\n";
    let press = Press::small(&format!(
        "--- content/notices/a/index.md\n{text}--- content/notices/a/hc.svg\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"/>\n--- content/news/b.md\n+++\ntitle = \"乙\"\n+++\n正文。\n"
    ));
    press.build();
    let page = press.page("notices/a/").replace('"', "");
    assert!(page.contains("href=../../news/b/>动态</a>"), "{page}");
    assert!(page.contains("src=../../notices/a/hc.svg") && page.contains("width=4") && page.contains("alt=会场"), "{page}");
    assert!(press.output().contains_key("notices/a/hc.svg"));
    press.write("content/notices/a/index.md", text.replace("hc.svg", "no.svg").replace("../../news/b.md", "b.md").as_bytes());
    assert_eq!(press.found("missing-picture"), ["content/notices/a/index.md:11:1"]);
    assert_eq!(press.found("dead-link"), ["content/notices/a/index.md:9:7"]);
}
