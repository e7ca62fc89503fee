//! What `init` and `new` write.

use std::collections::BTreeMap;

use jiangxin::path::SitePath;
use jiangxin::scaffold::{KINDS, document, site, slug};
use jiff::civil::{Date, date};
use toml::Table;

const TODAY: Date = date(2026, 4, 21);
/// A title that means something in TOML, in markdown and in a scaffold's own text.
const HARD: &str = "“五一” \"奖章\"\\ [示例] *{{date}}* # 第1号";

/// Front matter and body of a markdown file.
fn parts(text: &str) -> (&str, &str) {
    text.strip_prefix("+++\n").and_then(|rest| rest.split_once("\n+++\n")).unwrap_or(("", text))
}

fn front(path: &str, text: &str) -> Table {
    parts(text).0.parse().unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// The same with every commented line switched on, as its first line tells an editor to do.
fn switched_on(path: &str, text: &str) -> Table {
    let field = |line: &&str| line.strip_prefix("# ").is_some_and(|l| l.starts_with(|c: char| c.is_ascii_lowercase()) && l.contains(" = "));
    let lines: Vec<&str> = parts(text).0.lines().map(|l| if field(&l) { &l[2..] } else { l }).collect();
    lines.join("\n").parse().unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn files(title: &str) -> BTreeMap<String, String> {
    site(title, TODAY).into_iter().map(|(path, text)| (path.to_string(), text)).collect()
}

#[test]
fn a_new_site_has_every_kind_and_says_what_is_sample() {
    let files = files("匠心逐梦专题");
    let documents = ["notices/slf-2026-1", "features/20260421-bjszdzh/index", "profiles/20260421-slgj/index", "news/20260421-qdh/index"];
    for name in documents {
        let path = format!("content/{name}.md");
        let text = files.get(&path).unwrap_or_else(|| panic!("{path} is missing"));
        let beside = files.get(&format!("content/{name}.toml")).map(|t| t.parse::<Table>().expect("TOML"));
        assert_eq!(beside.unwrap_or_else(|| front(&path, text)).get("sample"), Some(&true.into()), "{path}");
    }
    for section in ["notices", "features", "profiles", "news"] {
        let path = format!("content/{section}/_index.md");
        let table = front(&path, &files[&path]);
        assert!(table.contains_key("title") && table.contains_key("kind") && table.contains_key("order"), "{path}");
    }
    assert!(files[".gitignore"].contains("/output/") && files[".gitignore"].contains("/.jiangxin/"));
    assert!(files["README.md"].contains("匠心逐梦专题") && files["README.md"].contains("In English"));
    assert!(files.values().all(|text| text.ends_with('\n') && !text.contains('\r') && !text.contains("{{")), "whole text files");
}

#[test]
fn settings_of_a_new_site_are_toml_on_and_off() {
    for title in ["匠心逐梦专题", HARD] {
        let text = &files(title)["content/site.toml"];
        let table: Table = text.parse().expect("TOML");
        assert_eq!(table["title"].as_str(), Some(title));
        assert_eq!(table["default_language"].as_str(), Some("zh-Hans"));
        let on: Vec<&str> = text.lines().map(|l| l.strip_prefix("# ").filter(|l| l.contains(" = ") || l.starts_with('[')).unwrap_or(l)).collect();
        let on: Table = on.join("\n").parse().expect("TOML with everything switched on");
        assert!(on["footer"].get("icp").is_some() && on["languages"].get("en").is_some());
    }
}

#[test]
fn links_and_points_of_a_new_site_exist() {
    let files = files("专题");
    let notice = &files["content/notices/slf-2026-1.md"];
    let mut links = 0;
    for (path, text) in &files {
        for target in text.split("](@/").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target) {
            links += 1;
            assert!(files.contains_key(&format!("content/{target}")), "{path}: {target}");
        }
        let points = if path.ends_with(".md") { front(path, text).get("implements").cloned() } else { None };
        for point in points.iter().flat_map(|p| p.as_array().expect("a list")) {
            let ordinal = match point.as_str().and_then(|p| p.strip_prefix("slf-2026-1#s2-p")) {
                Some("1") => "一要",
                Some("3") => "三要",
                other => panic!("{path}: {other:?}"),
            };
            let section = notice.split("## ").find(|s| s.starts_with("二、")).expect("a second section");
            assert!(section.lines().any(|line| line.starts_with(ordinal)), "{path}: {ordinal}");
        }
    }
    assert!(links >= 2);
}

#[test]
fn the_sample_notice_has_the_parts_of_a_notice_in_order() {
    let text = &files("专题")["content/notices/slf-2026-1.md"];
    let parts = ["示例单位文件\n", "\n示例发〔2026〕1号\n", "的通知\n", "各基层单位：\n", "## 一、", "## 二、", "\n一要", "\n二要", "\n三要", "## 三、"];
    let closing = ["\n示例单位\n", "\n2026年4月21日\n", "\n（此件公开发布）\n", "\n---\n", "示例单位办公室　　2026年4月21日印发\n"];
    let mut rest = text.as_str();
    for part in parts.into_iter().chain(closing) {
        let at = rest.find(part).unwrap_or_else(|| panic!("{part} does not follow"));
        rest = &rest[at + part.len() - usize::from(part.ends_with('\n'))..];
    }
}

#[test]
fn a_new_document_shows_all_its_fields() {
    let shared = [
        "summary",
        "tags",
        "cover",
        "draft",
        "publish_at",
        "expire_at",
        "aliases",
        "weight",
        "source",
        "author",
        "sample",
        "implements",
        "files",
        "slug",
        "updated",
        "date",
    ];
    for (kind, own) in [
        ("notice", vec!["title", "issuer", "number", "addressees"]),
        ("feature", vec!["title", "kicker", "people", "series"]),
        ("profile", vec!["title", "name", "trade", "employer", "city", "honours", "portrait", "quote", "batch"]),
        ("news", vec!["title", "place", "organiser", "happened_on", "gallery", "video"]),
        ("page", vec!["title", "menu"]),
    ] {
        for title in ["弘扬劳模精神", HARD] {
            let (path, text) = document(kind, title, "first-one", TODAY).expect("a known kind");
            let (off, on) = (front(path.as_str(), &text), switched_on(path.as_str(), &text));
            assert_eq!(off.get("draft"), Some(&true.into()), "{path}");
            for field in own.iter().chain(&shared) {
                assert!(on.contains_key(*field), "{path} lacks {field}");
            }
            assert_eq!(on["title"].as_str(), Some(title), "{path}");
            assert_eq!(on["date"].to_string(), "2026-04-21", "{path}");
            assert!(kind == "notice" || off["title"].as_str() == Some(title), "{path}");
            assert!(title == HARD || !text.contains("{{"), "{path}: {text}");
        }
    }
    assert_eq!(front("", &document("profile", "张三", "zs", TODAY).expect("a known kind").1)["name"].as_str(), Some("张三"));
    assert!(document("poster", "标题", "a", TODAY).is_none());
    assert_eq!(KINDS.len(), 5);
}

#[test]
fn a_hard_title_stays_a_title() {
    let (_, text) = document("notice", HARD, "a", TODAY).expect("a known kind");
    assert!(text.contains("\n# “五一” \"奖章\"\\\\ \\[示例\\] \\*{{date}}\\* \\# 第1号\n"), "{text}");
    let (_, text) = document("page", "第一行\n+++\n第二行", "a", TODAY).expect("a known kind");
    assert_eq!(front("", &text)["title"].as_str(), Some("第一行 +++ 第二行"));
}

#[test]
fn slugs_are_clean_path_parts() {
    for (title, expected) in [
        ("弘扬劳模精神", "20260421-hylmjs"),
        ("Safety Day 2026", "safety-day-2026"),
        ("“安康杯”竞赛：第2期 ABC", "20260421-akb-js-d-2-q-abc"),
        ("！！！", "20260421"),
        ("", "20260421"),
        ("CON", "con-1"),
        ("lpt1", "lpt1-1"),
        ("../../etc/passwd", "etc-passwd"),
        ("a".repeat(300).as_str(), "a".repeat(48).as_str()),
        ("习近平总书记致首届大国工匠创新交流大会贺信精神", "20260421-xjpzsjzsjdgg"),
    ] {
        assert_eq!(slug(title, TODAY), expected, "{title}");
    }
    for (wanted, path) in [
        ("sl", "content/news/sl/index.md"),
        ("../../Up Here", "content/news/up-here/index.md"),
        ("", "content/news/20260421-bt/index.md"),
        ("…", "content/news/20260421-bt/index.md"),
    ] {
        assert_eq!(document("news", "标题", wanted, TODAY).map(|(path, _)| path), SitePath::new(path), "{wanted}");
    }
}
