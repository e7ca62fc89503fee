//! Pages in traditional characters, made from those in simplified ones.

use crate::html::{tags, text, values};
use crate::press::{Press, SETTINGS};

const SITE: &str = "
--- content/index.md
+++
title = \"首页\"
+++
开篇。
--- content/notices/_index.md
+++
title = \"通知\"
+++
--- content/notices/n.md
示发〔2022〕1号

# 关于开展活动的通知

各单位：

一、总体要求

一要学习。二要实践。

示例总工会

2022年4月29日
--- content/notices/n.en.md
+++
title = \"On activities\"
+++
## One {#s1}

Words.
--- content/news/a.md
+++
title = \"学习发展\"
date = 2022-04-29
tags = [\"匠心发展\"]
implements = [\"n#s1-p1\"]
aliases = [\"jiu/a\"]
+++
头发和发展，`发展`，见[通知](../notices/n.md#s1)和[栏目](/notices/)，范仲淹。English 发.

## 学习 {#fazhan}

![头发](p.svg)
--- content/news/p.svg
<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"></svg>
--- content/news/b.md
+++
title = \"发展\"
date = 2022-04-30
+++
文。
--- content/news/b.zh-Hant.md
+++
title = \"自己寫的\"
date = 2022-04-30
+++
自己写的不改。
--- content/hant.toml
keep = [\"范仲淹\"]
[words]
\"栏目\" = \"欄位\"
";

fn site() -> String {
    let settings = SETTINGS.replace("[languages.en]", "[languages.zh-Hant]\nderive = \"zh-Hans\"\n[languages.en]");
    format!("{settings}{SITE}")
}

fn pressed() -> Press {
    let press = Press::lay(&site());
    press.build();
    press
}

#[test]
fn words_are_converted_and_addresses_ids_code_and_names_are_not() {
    let press = pressed();
    let html = press.page("zh-hant/news/a/");
    let words = text(&html);
    for part in ["學習發展", "頭髮和發展", "發展，发展，見", "范仲淹", "欄位", "English 發."] {
        assert!(words.contains(part), "{part} in {words}");
    }
    assert!(html.contains("<code>发展</code>"), "code stays");
    let data = html.split_once("ld+json").expect("JSON-LD").1;
    let data = data.split_once('>').and_then(|(_, rest)| rest.split_once("</script>")).expect("a script").0;
    let data: serde_json::Value = serde_json::from_str(data).expect("JSON");
    let whole = data.to_string();
    assert!(whole.contains("學習發展") && !whole.contains("学习发展") && whole.contains("https://zt.example.cn/zh-hant/news/a/"), "{whole}");
    assert!(
        values(&html, "h2", "id").contains(&"fazhan".to_owned()) && values(&html, "img", "alt").contains(&"頭髮".to_owned()) && html.contains("lang=zh-Hant"),
        "{html}"
    );
    assert!(words.contains("首頁") && words.contains("檢索"), "the theme's own words: {words}");
    assert!(words.contains("简体中文"), "a language is called as it calls itself");
    let hrefs: Vec<String> = tags(&html, "a").iter().map(|a| a.get("href").to_owned()).collect();
    for target in ["../../../zh-hant/notices/n/#s1", "../../../zh-hant/notices/"] {
        assert!(hrefs.contains(&target.to_owned()), "{target} in {hrefs:?}");
    }
    let notice = press.page("zh-hant/notices/n/");
    assert!(
        (notice.contains("id=s1-p1") || notice.contains("id=\"s1-p1\"")) && text(&notice).contains("一、總體要求") && text(&notice).contains("示發〔2022〕1號")
    );
}

#[test]
fn a_section_is_called_as_its_original_and_search_shows_what_the_pages_show() {
    let indexes =
        "--- content/news/_index.md\n+++\ntitle = \"发展要闻\"\n+++\n里面是头发。\n--- content/news/_index.en.md\n+++\ntitle = \"News of growth\"\n+++\n";
    let press = Press::lay(&format!("{}{indexes}", site()));
    press.build();
    let list = text(&press.page("zh-hant/news/"));
    assert!(list.contains("發展要聞") && list.contains("裡面是頭髮") && !list.contains("News of growth"), "{list}");
    let table = press.read("output/zh-hant/search/table.js");
    assert!(table.contains("發展要聞") && !table.contains("News of growth"), "{table}");
    let found = || press.read("output/zh-hant/search/t/zh-hant/news/a.js");
    assert!(found().contains("頭髮和發展") && !found().contains("头发"), "{}", found());
    press.write("content/hant.toml", "[words]\n\"头发\" = \"頭发\"\n".as_bytes());
    press.build();
    assert!(found().contains("頭发和發展"), "a word of the site's own reaches the index at once: {}", found());
    press.run(&["build", "--verify"]).ends(0);
}

#[test]
fn a_person_keeps_the_surname_in_every_text() {
    let person = "--- content/profiles/yu.md\n+++\ntitle = \"于建国：一名焊工\"\nname = \"于建国\"\n+++\n于建国从一九九〇年开始工作。他于当年入会。\n";
    let press = Press::lay(&format!("{}{person}", site()));
    press.build();
    let words = text(&press.page("zh-hant/profiles/yu/"));
    assert!(words.contains("于建國從") && words.contains("他於當年"), "{words}");
}

#[test]
fn what_somebody_wrote_stays_as_it_is_written() {
    let press = pressed();
    let html = press.page("zh-hant/news/b/");
    assert!(text(&html).contains("自己寫的"), "{html}");
    let found = press.check(&[]);
    assert!(!found.iter().any(|f| f["code"] == "setting-idle"), "{found:?}");
    let missing: Vec<&str> = found.iter().filter(|f| f["code"] == "missing-translation").filter_map(|f| f["message"]["en"].as_str()).collect();
    assert!(missing.iter().all(|m| !m.contains("zh-Hant")), "{missing:?}");
}

#[test]
fn all_versions_name_each_other_and_lists_feeds_and_coverage_follow() {
    let press = pressed();
    let alternates = |html: &str| -> Vec<(String, String)> {
        tags(html, "link").iter().filter(|l| !l.get("hreflang").is_empty()).map(|l| (l.get("hreflang").to_owned(), l.get("href").to_owned())).collect()
    };
    let all = alternates(&press.page("notices/n/"));
    assert_eq!(all.iter().map(|(l, _)| l.as_str()).collect::<Vec<_>>(), ["zh-Hans", "zh-Hant", "en", "x-default"]);
    assert_eq!(alternates(&press.page("zh-hant/notices/n/")), all);
    assert_eq!(alternates(&press.page("en/notices/n/")), all);
    assert!(text(&press.page("zh-hant/news/")).contains("學習發展"));
    let feed = press.page("zh-hant/atom.xml");
    assert!(feed.contains("學習發展") && feed.contains("&lt;code&gt;发展"), "{feed}");
    let coverage = text(&press.page("zh-hant/coverage/"));
    assert_eq!(coverage.matches("關於開展活動的通知").count(), 1, "{coverage}");
    assert!(coverage.contains("學習發展"));
    assert!(press.has("output/zh-hant/tags/匠心发展/index.html"), "a tag's address is the same in both scripts");
    let listed = press.run(&["list", "--format", "json"]).ends(0).json();
    let files: Vec<&str> = listed.as_array().expect("rows").iter().filter_map(|r| r["file"].as_str()).collect();
    assert_eq!(files.iter().filter(|f| **f == "content/news/a.md").count(), 1, "{files:?}");
}

#[test]
fn a_change_is_followed_as_by_a_clean_build() {
    let press = pressed();
    for edit in [
        "--- content/news/b.md\n+++\ntitle = \"又发\"\ndate = 2022-05-30\n+++\n新文。\n",
        "--- content/hant.toml\nkeep = [\"发展\"]\n",
        "--- content/news/c.md\n+++\ntitle = \"国\"\ndate = 2022-05-01\n+++\n国。\n",
    ] {
        press.edit(edit);
        press.build();
        let remembered = press.output();
        press.build_with(&["--clean"]);
        assert!(remembered == press.output(), "{edit}");
    }
    assert!(text(&press.page("zh-hant/news/a/")).contains("頭髮和发展"));
}

#[test]
fn only_traditional_from_simplified_and_known_forms() {
    let derive = |line: &str| {
        let settings = SETTINGS.replace("[languages.en]", &format!("[languages.zh-Hant]\n{line}\n[languages.en]"));
        let press = Press::lay(&format!("{settings}--- content/a.md\n+++\ntitle = \"为群众\"\n+++\n文。\n"));
        let ran = press.run(&["build"]);
        (ran.status, ran.err, press)
    };
    for wrong in ["derive = \"en\"", "derive = \"zh-Hant\"", "derive = \"zh-Hans\"\nforms = \"korea\""] {
        let (status, err, _) = derive(wrong);
        assert!(status == 1 && err.contains("bad-value"), "{wrong}: {err}");
    }
    for (forms, expected) in [("taiwan", "為群眾"), ("hongkong", "為羣眾"), ("standard", "爲羣衆")] {
        let (status, err, press) = derive(&format!("derive = \"zh-Hans\"\nforms = \"{forms}\""));
        assert_eq!(status, 0, "{err}");
        assert!(text(&press.page("zh-hant/a/")).contains(expected), "{forms}: {}", text(&press.page("zh-hant/a/")));
    }
}

#[test]
fn the_themes_words_are_traditional_already() {
    let words = include_str!("../../../themes/longyuan/i18n/zh-Hant.toml");
    let converter = jiangxin::hant::Converter::new(jiangxin::hant::Forms::Taiwan, Vec::new());
    assert_eq!(converter.text(words), words);
    let keys = |text: &str| text.lines().filter_map(|l| l.split_once(" = ")).map(|(k, _)| k.to_owned()).collect::<Vec<_>>();
    assert_eq!(keys(words), keys(include_str!("../../../themes/longyuan/i18n/zh-Hans.toml")), "the same words in the same order");
}
