//! The translation desk: the skeleton, what lags behind, and how that is recorded.

use crate::html::values;
use crate::press::Press;

const SITE: &str = "
--- content/terms.toml
[[term]]
zh = \"大国工匠\"
en = \"Craftsman of the Nation\"
status = \"verified\"
--- content/notices/n.md
示发〔2022〕1号

# 关于开展活动的通知

各单位：

现通知如下。

一、总体要求

学习大国工匠。一要学习。二要实践。

二、工作安排

抓紧落实。

示例总工会

2022年4月29日
--- content/features/f.md
+++
title = \"一篇专稿\"
date = 2022-05-02
kicker = \"大国工匠\"
tags = [\"匠心\", \"劳模\"]
weight = 3
implements = [\"n#s1-p1\"]
+++
引子[^1]。

## 一节 {#yj}

第一段。

{#dian}
第二段。

- 甲
- 乙

## 二节

末段。

[^1]: 出处。
";

fn stale(press: &Press) -> Vec<(u64, String)> {
    let found = press.check(&[]);
    found
        .iter()
        .filter(|f| f["code"] == "stale-translation")
        .map(|f| (f["line"].as_u64().unwrap_or(0), f["message"]["zh"].as_str().unwrap_or("").to_owned()))
        .collect()
}

#[test]
fn the_skeleton_of_a_notice_has_its_ids_its_source_and_its_terms() {
    let press = Press::small(SITE);
    press.run(&["translate", "content/notices/n.md", "--to", "en"]).ends(0);
    let text = press.read("content/notices/n.en.md");
    let expected = "
<!-- 一、总体要求 -->
## 【待译】 {#s1}

<!-- 学习大国工匠。
术语 terms: 大国工匠 = Craftsman of the Nation -->
【待译】

<!-- 一要学习。 -->
{#s1-p1}
【待译】

<!-- 二要实践。 -->
{#s1-p2}
【待译】

<!-- 二、工作安排 -->
## 【待译】 {#s2}

<!-- 抓紧落实。 -->
【待译】
";
    assert!(text.ends_with(expected), "{text}");
    assert!(text.contains("addressees = \"【待译】\" # 各单位\n") && text.contains("title = \"【待译】\" # 关于开展活动的通知\n"), "{text}");
    // It builds, says what waits, and has the structure of its original.
    let found = press.check(&[]);
    let count = |code: &str| found.iter().filter(|f| f["code"] == code).count();
    assert!(count("untranslated-part") >= 6, "{found:?}");
    assert_eq!((count("raw-html"), count("anchor-mismatch"), count("stale-translation")), (0, 0, 0), "{found:?}");
    press.build();
    assert!(!press.has("output/en/notices/n/index.html"), "a draft is not published");
}

#[test]
fn the_skeleton_of_an_article_keeps_its_lists_notes_and_fields() {
    let press = Press::small(SITE);
    press.run(&["translate", "content/features/f.md", "--to", "EN"]).ends(0);
    let text = press.read("content/features/f.en.md");
    for part in [
        "title = \"【待译】\" # 一篇专稿\n",
        "date = 2022-05-02\n",
        "kicker = \"Craftsman of the Nation\" # 大国工匠\n",
        "tags = [\"【待译】\", \"【待译】\"] # 匠心 / 劳模\n",
        "weight = 3\n",
        "<!-- 一节 -->\n## 【待译】 {#yj}\n",
        "<!-- 第二段。 -->\n{#dian}\n【待译】\n",
        "\n【待译】\n\n- 甲\n- 乙\n",
        "\n[^1]: 出处。\n",
    ] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
    assert!(!text.contains("implements"), "a translation carries out what its original does");
    let english = text.replace("【待译】", "Words").replace("draft = true\n", "").replace("Words\n\n- 甲\n- 乙", "- A\n- B");
    press.write("content/features/f.en.md", english.as_bytes());
    press.build();
    let page = press.page("en/features/f/");
    assert_eq!(values(&page, "h2", "id"), ["yj", "ej"]);
    assert!(values(&page, "p", "id").contains(&"dian".to_owned()));
    assert!(!page.contains("第一段"), "comments are not published: {page}");
    assert_eq!(stale(&press), [], "made from the original as it is");
}

#[test]
fn nothing_is_overwritten() {
    let press = Press::small(SITE);
    press.edit("--- content/notices/n.en.md\n+++\ntitle = \"Mine\"\n+++\nMy words.\n");
    let before = press.read("content/notices/n.en.md");
    press.run(&["translate", "content/notices/n.md", "--to", "en"]).ends(0);
    assert_eq!(press.read("content/notices/n.en.md"), before);
    for wrong in [
        &["translate", "content/notices/n.md", "--to", "fr"][..],
        &["translate", "content/none.md", "--to", "en"],
        &["translate", "content/features/f.md", "--to", "en", "--done", "all"],
    ] {
        press.run(wrong).ends(2);
    }
    assert!(!press.has("content/features/f.en.md"));
}

#[test]
fn a_change_is_told_by_its_passage_and_recorded_by_it() {
    let press = Press::small(SITE);
    press.run(&["translate", "content/features/f.md", "--to", "en"]).ends(0);
    let english = press.read("content/features/f.en.md").replace("【待译】", "Words").replace("draft = true\n", "");
    press.write("content/features/f.en.md", english.replace('\n', "\r\n").as_bytes());
    assert_eq!(stale(&press), []);
    // A blank more is no change; other words are; a new section is new.
    let original = press.read("content/features/f.md");
    press.write("content/features/f.md", original.replace("第二段。", "另一段。").replace("末段。", "末段。\n\n\n## 三节\n\n新段。").as_bytes());
    let found = stale(&press);
    assert_eq!(found.len(), 2, "{found:?}");
    let line = 1 + english.lines().position(|l| l == "{#dian}").expect("the point") as u64;
    assert!(found.contains(&(line, "原文的“dian”这一段在翻译之后改过".to_owned())), "{found:?}");
    assert!(found.iter().any(|(_, message)| message.contains("新增了“sj”")), "{found:?}");
    let listed = press.run(&["list", "stale", "--format", "json"]).ends(0).json();
    assert_eq!((listed[0]["file"].as_str(), listed[0]["parts"].as_str()), (Some("content/features/f.en.md"), Some("dian sj")), "{listed}");
    // Recorded, the file's other bytes stay.
    press.run(&["translate", "content/features/f.md", "--to", "en", "--done", "dian"]).ends(0);
    assert_eq!(stale(&press).len(), 1);
    let after = press.read("content/features/f.en.md");
    let others = |text: &str| text.lines().filter(|l| !l.starts_with("translates")).collect::<Vec<_>>().join("\n");
    assert_eq!(others(&after), others(&english.replace('\n', "\r\n")));
    assert!(after.contains("\r\n"));
    press.run(&["translate", "content/features/f.en.md", "--to", "en", "--done", "all"]).ends(0);
    assert_eq!(stale(&press), []);
    press.run(&["translate", "content/features/f.md", "--to", "en", "--done", "nowhere"]).ends(2);
}

#[test]
fn a_record_can_be_begun_in_any_form_of_front_matter() {
    for (before, after) in [
        ("+++\ntitle = \"F\"\n+++\nText.\n", "+++\ntranslates = \""),
        ("---\ntitle: F\n---\nText.\n", "---\ntranslates: \""),
        ("+++\ntranslates = \"684c33d368f8f726\"\ntitle = \"F\"\n+++\nText.\n", "+++\ntranslates = \"title:"),
    ] {
        let press = Press::small(SITE);
        press.write("content/features/f.en.md", before.as_bytes());
        press.run(&["translate", "content/features/f.md", "--to", "en", "--done", "all"]).ends(0);
        let text = press.read("content/features/f.en.md");
        assert!(text.starts_with(after), "{text}");
        assert_eq!(stale(&press), [], "{text}");
    }
}

#[test]
fn passages_still_to_be_translated_are_a_warning_once_published() {
    let press = Press::small(SITE);
    press.edit("--- content/features/f.en.md\n+++\ntitle = \"F\"\n+++\nText.\n\n## One {#yj}\n\n【待译】\n");
    let found = press.check(&[]);
    let waiting: Vec<_> = found.iter().filter(|f| f["code"] == "untranslated-part").collect();
    assert_eq!(waiting.len(), 1, "{found:?}");
    assert_eq!((waiting[0]["severity"].as_str(), waiting[0]["line"].as_u64()), (Some("warning"), Some(8)));
    let listed = press.run(&["list", "untranslated", "--format", "json"]).ends(0).json();
    let row = listed.as_array().expect("rows").iter().find(|r| r["file"] == "content/features/f.en.md").expect("it is listed").clone();
    assert_eq!(row["parts"], "yj");
}
