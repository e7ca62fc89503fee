//! Exporting: a document for WeChat, Word, plain text and other programs.

use serde_json::Value;

use crate::press::{Press, run_in};

const NOTICE: &str = "示例总工会文件\n\n示例工发〔2026〕3号\n\n示例总工会关于开展安全生产月活动的通知\n\n各县区总工会，各基层工会：\n\n现将有关事项通知如下。\n\n一、总体要求\n\n一要抓好宣传。\n\n二要抓好培训。\n\n二、工作安排\n\n（一）组织报名。各单位于4月底前报名。\n\n1.填写报名表。\n\n| 项目 | 时间 |\n| --- | --- |\n| 焊接 | 5月 |\n\n附件：1.报名表\n\n2.评分标准\n\n示例总工会\n\n2026年4月1日\n\n（此件公开发布）\n\n抄送：示例市应急管理局。\n\n示例总工会办公室　2026年4月1日印发\n";

fn site() -> Press {
    let press = Press::small(
        "--- content/notices/_index.md\n+++\ntitle = \"公文\"\nkind = \"notice\"\n+++\n--- content/features/_index.md\n+++\ntitle = \"专稿\"\nkind = \"feature\"\n+++\n--- content/features/a/index.md\n+++\ntitle = \"巧手 & 匠心\"\ndraft = true\n+++\n他说[^1]：**“一丝不苟”**，见[报道](https://www.example.cn/x)和[通知](@/notices/slgf-2026-3.md)，又见[报道](https://www.example.cn/x)。\n\n## 学艺\n\n- [x] 做完的事\n\n- 一\n  - 二\n    - 三\n\n![焊花 & 火](b.png)\n\n| 年 | 事 |\n| --- | --- |\n| 2001 | 入厂 |\n\n[^1]: 示例年鉴。\n",
    );
    press.write("content/notices/slgf-2026-3.md", NOTICE.as_bytes());
    press.write("content/features/a/b.png", &png());
    press
}

/// One red pixel.
fn png() -> Vec<u8> {
    let hex = "89504e470d0a1a0a0000000d49484452000000010000000108020000009077533d0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082";
    (0..hex.len()).step_by(2).map(|i| u8::from_str_radix(&hex[i..i + 2], 16).expect("hex")).collect()
}

const FEATURE: &str = "content/features/a/index.md";
const PAPER: &str = "content/notices/slgf-2026-3.md";

#[test]
fn text_is_the_standard_form_of_a_notice() {
    let press = site();
    let text = press.run(&["export", "text", PAPER]).ends(0).out;
    assert_eq!(text, press.run(&["inspect", PAPER, "--format", "text"]).ends(0).out);
    let article = press.run(&["export", "text", FEATURE]).ends(0).out;
    assert!(
        article.starts_with("巧手 & 匠心\n")
            && article.contains("　　他说〔注1〕：“一丝不苟”")
            && article.contains("注1：示例年鉴。")
            && article.contains("☑ 做完的事")
            && article.contains("2001\t入厂"),
        "{article}"
    );
}

#[test]
fn wechat_gets_inline_styles_notes_for_links_and_places_for_pictures() {
    let press = site();
    press.run(&["export", "wechat", FEATURE]).ends(0);
    let page = press.read("a.wechat.html");
    let content = page.split_once("<div id=\"content\">").and_then(|(_, rest)| rest.split_once("</div></main>")).expect("the content").0;
    for gone in ["<a ", "href", "<img", " id=", " class=", "<style", "<script", "<div", "<ul", "flex", "position"] {
        assert!(!content.contains(gone), "{gone}: {content}");
    }
    assert!(content.starts_with("<section style=") && content.ends_with("</section>"));
    assert!(content.split('<').skip(1).filter(|t| t.starts_with("p ") || t.starts_with("p>")).all(|t| t.contains("color:")), "every paragraph has its colour");
    assert_eq!(content.matches("[1]").count(), 3, "one note for a repeated link: {content}");
    assert!(content.contains("[1] https://www.example.cn/x") && content.contains("[2] https://zt.example.cn/notices/slgf-2026-3/"));
    assert!(content.contains("<strong>“一丝不苟”</strong>") && content.contains("在这里插入图 1：b.png") && content.contains("焊花 &amp; 火"));
    assert!(page.contains("<li>content/features/a/b.png（焊花 &amp; 火）</li>") && page.contains("巧手 &amp; 匠心"));
    let kept = press.run(&["export", "wechat", FEATURE]).ends(2);
    assert!(kept.err.contains("--force"));
    press.run(&["export", "wechat", FEATURE, "--force"]).ends(0);
    let before = press.read(FEATURE);
    assert!(press.run(&["export", "text", FEATURE, "--output", FEATURE, "--force"]).ends(2).err.contains("an original of the site"));
    assert_eq!(press.read(FEATURE), before);
}

#[test]
fn components_are_exported_as_they_read() {
    let press = site();
    press.write("content/news/_index.md", "+++\ntitle = \"要闻\"\n+++\n".as_bytes());
    press.write("content/news/c/b.png", &png());
    let text = "+++\ntitle = \"开工\"\ndate = 2026-03-01\n[[gallery]]\nsrc = \"b.png\"\ncaption = \"末尾的照片\"\n+++\n正文。\n\n```图集\nb.png：第一张\n```\n\n```时间轴\n2026年5月：启动\n```\n\n```数字\n12人：获奖职工\n```\n";
    press.write("content/news/c/index.md", text.as_bytes());
    let said = press.run(&["export", "text", "content/news/c/index.md"]).ends(0).out;
    assert!(!said.contains('•') && !said.contains("1. "), "pictures and days have no markers: {said}");
    assert!(said.contains("2026年5月 启动") && said.contains("12人 获奖职工"), "the figure stands before what it counts: {said}");
    press.run(&["export", "wechat", "content/news/c/index.md"]).ends(0);
    let page = press.read("c.wechat.html");
    let content = page.split_once("<div id=\"content\">").and_then(|(_, rest)| rest.split_once("</div></main>")).expect("the content").0;
    for caption in ["第一张", "末尾的照片"] {
        assert_eq!(content.matches(caption).count(), 1, "{caption}: {content}");
    }
    assert!(!content.contains('•'), "{content}");
}

#[test]
fn the_marks_between_organs_that_get_copies_stay() {
    let press = site();
    press.write(PAPER, NOTICE.replace("抄送：示例市应急管理局。", "抄送：市委、市政府，市人大常委会、市政协，示例市应急管理局。").as_bytes());
    let line = "抄送：市委、市政府，市人大常委会、市政协，示例市应急管理局。";
    assert!(press.run(&["export", "text", PAPER]).ends(0).out.contains(line));
    press.build();
    let page = press.page("notices/slgf-2026-3/");
    assert!(page.contains(line), "{}", page.split("抄送").nth(1).unwrap_or(""));
    let read = press.run(&["inspect", PAPER, "--format", "json"]).ends(0).json();
    assert_eq!(read["cc"].as_array().map(Vec::len), Some(5));
}

#[test]
fn a_text_too_long_for_wechat_is_told() {
    let press = site();
    let short = press.run(&["export", "wechat", PAPER]).ends(0);
    assert!(!short.err.contains("wechat-too-long"), "{}", short.err);
    press.write("content/features/a/index.md", format!("+++\ntitle = \"长\"\n+++\n{}", "很长的一段话。\n\n".repeat(2000)).as_bytes());
    let long = press.run(&["export", "wechat", FEATURE]).ends(0);
    assert!(long.err.contains("wechat-too-long"), "{}", long.err);
}

#[test]
fn a_notice_goes_to_word_and_comes_back_the_same() {
    let press = site();
    press.run(&["export", "docx", PAPER]).ends(0);
    press.run(&["export", "docx", PAPER, "--output", "again.docx"]).ends(0);
    let bytes = std::fs::read(press.root.join("slgf-2026-3.docx")).expect("a file");
    assert!(bytes == std::fs::read(press.root.join("again.docx")).expect("a file"), "the same bytes");
    press.run(&["import", "again.docx", "--slug", "back"]).ends(0);
    let read = |file: &str| {
        let mut value = press.run(&["inspect", file, "--format", "json"]).ends(0).json();
        forget_lines(&mut value);
        value
    };
    let (before, after) = (read(PAPER), read("content/notices/back.md"));
    for key in before.as_object().expect("an object").keys().filter(|k| *k != "mends" && *k != "diagnostics") {
        assert_eq!(before[key], after[key], "{key}: {}", press.read("content/notices/back.md"));
    }
}

fn forget_lines(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(forget_lines),
        Value::Object(map) => {
            map.remove("line");
            map.values_mut().for_each(forget_lines);
        }
        _ => {}
    }
}

#[test]
fn an_article_goes_to_word_with_its_picture_and_comes_back() {
    let press = site();
    press.run(&["export", "docx", FEATURE, "--output", "a.docx"]).ends(0);
    press.run(&["import", "a.docx", "--slug", "back"]).ends(0);
    let text = press.read("content/features/back/index.md");
    for part in [
        "title = \"巧手 & 匠心\"",
        "**“一丝不苟”**",
        "[报道](<https://www.example.cn/x>)",
        "## 学艺",
        "- 一\n- 二",
        "![焊花 & 火](picture-1.png)",
        "| 2001 | 入厂 |",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(std::fs::read(press.root.join("content/features/back/picture-1.png")).expect("a picture"), png());
}

#[test]
fn json_fits_its_schema_and_every_schema_knows_what_it_describes() {
    let press = site();
    let schema = press.run(&["schema", "document"]).ends(0).json();
    for file in [PAPER, FEATURE] {
        let data = press.run(&["export", "json", file]).ends(0).json();
        fits(&data, &schema, file);
    }
    let site = press.run(&["schema"]).ends(0).json();
    assert_eq!(site["properties"]["footer"]["properties"]["icp"]["type"], "string");
    let profile = press.run(&["schema", "profile"]).ends(0).json();
    assert_eq!((&profile["required"], &profile["additionalProperties"]), (&serde_json::json!(["name"]), &Value::Bool(false)));
    assert!(profile["properties"]["honours"]["items"]["properties"]["year"].is_object() && profile["properties"]["tags"].is_object());
}

/// The part of JSON Schema that the schema in question uses.
#[track_caller]
fn fits(value: &Value, schema: &Value, at: &str) {
    if let Some(constant) = schema.get("const") {
        assert_eq!(value, constant, "{at}");
    }
    if let Some(list) = schema["enum"].as_array() {
        assert!(list.contains(value), "{at}: {value}");
    }
    let name = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    match &schema["type"] {
        Value::String(one) => assert_eq!(name, one, "{at}"),
        Value::Array(some) => assert!(some.iter().any(|s| s == name), "{at}: {name}"),
        _ => {}
    }
    if let (Some(map), Some(known)) = (value.as_object(), schema["properties"].as_object()) {
        assert_eq!(map.keys().collect::<std::collections::BTreeSet<_>>(), known.keys().collect::<std::collections::BTreeSet<_>>(), "{at}");
        map.iter().for_each(|(key, inner)| fits(inner, &known[key], &format!("{at}.{key}")));
    }
    if let Some(list) = value.as_array() {
        list.iter().for_each(|inner| fits(inner, &schema["items"], &format!("{at}[]")));
    }
}

#[test]
fn what_is_no_document_of_the_site_is_refused() {
    let press = site();
    press.run(&["export", "text", "content/nowhere.md"]).ends(2);
    press.run(&["export", "pdf", PAPER]).ends(2);
    assert_eq!(run_in(&press.root, &["export", "text"], b"").status, 2);
}

#[test]
fn what_was_withdrawn_is_not_exported_and_a_draft_says_so() {
    let press = Press::small(
        "--- content/news/a.md\n+++\ntitle = \"甲\"\nwithdrawn = 2026-03-02\n+++\n正文。\n--- content/news/b.md\n+++\ntitle = \"乙\"\ndraft = true\n+++\n正文。\n",
    );
    for form in ["wechat", "docx", "text", "json"] {
        let ran = press.run(&["export", form, "content/news/a.md"]).ends(2);
        assert!(ran.err.contains("withdrawn") && ran.out.is_empty(), "{form}: {}", ran.err);
    }
    assert!(press.run(&["export", "text", "content/news/b.md"]).ends(0).err.contains("draft"));
}
