//! What `init` and `new` write.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiangxin::config::read_settings;
use jiangxin::diag::Diagnostic;
use jiangxin::document::{Kind, fields, known, parse, section_fields};
use jiangxin::lang::Lang;
use jiangxin::path::SitePath;
use jiangxin::scaffold::{document, site, slug};
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
fn editors_find_a_schema_for_every_field_of_a_new_site() {
    let files = files("专题");
    let rules: Table = files[".taplo.toml"].parse().expect("TOML");
    for rule in rules["rule"].as_array().expect("rules") {
        let path = rule["schema"]["path"].as_str().expect("a path");
        let schema: serde_json::Value = serde_json::from_str(&files[path]).expect("JSON");
        assert_eq!((&schema["type"], &schema["additionalProperties"]), (&"object".into(), &false.into()), "{path}");
    }
    let schema: serde_json::Value = serde_json::from_str(&files["schemas/site.schema.json"]).expect("JSON");
    let site: Table = files["content/site.toml"].parse().expect("TOML");
    assert!(site.keys().all(|key| schema["properties"].get(key).is_some()), "{site:?}");
    for kind in Kind::ALL {
        let schema: serde_json::Value = serde_json::from_str(&files[&format!("schemas/{}.schema.json", kind.name())]).expect("JSON");
        assert!(known(kind).iter().all(|field| schema["properties"].get(field.key).is_some()), "{kind:?}");
    }
}

#[test]
fn settings_of_a_new_site_are_toml_on_and_off() {
    for title in ["匠心逐梦专题", HARD] {
        let text = &files(title)["content/site.toml"];
        let table: Table = text.parse().expect("TOML");
        assert_eq!(table["title"].as_str(), Some(title));
        assert_eq!(read_settings(text, "content/site.toml").findings, []);
        let on: Vec<&str> = text.lines().map(|l| l.strip_prefix("# ").filter(|l| l.contains(" = ") || l.starts_with('[')).unwrap_or(l)).collect();
        let on = read_settings(&on.join("\n"), "content/site.toml");
        assert_eq!(on.findings, []);
        assert!(on.value.footer.icp.is_some() && on.value.footer.police.is_some() && on.value.tags().len() == 2);
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
    for kind in Kind::ALL {
        for title in ["弘扬劳模精神", HARD] {
            let (path, text) = document(kind, title, "first-one", TODAY);
            let (off, on) = (front(path.as_str(), &text), switched_on(path.as_str(), &text));
            assert_eq!(off.get("draft"), Some(&true.into()), "{path}");
            for field in known(kind) {
                assert!(on.contains_key(field.key), "{path} lacks {}", field.key);
                assert!(text.contains(&format!("# {} / {}\n", field.zh, field.en)), "{path} does not say what {} is", field.key);
            }
            assert_eq!(on["title"].as_str(), Some(title), "{path}");
            assert_eq!(on["date"].to_string(), "2026-04-21", "{path}");
            assert!(kind == Kind::Notice || off["title"].as_str() == Some(title), "{path}");
            assert!(title == HARD || !text.contains("{{"), "{path}: {text}");
        }
    }
    assert_eq!(front("", &document(Kind::Profile, "张三", "zs", TODAY).1)["name"].as_str(), Some("张三"));
}

#[test]
fn what_a_scaffold_writes_is_read_without_a_finding() {
    for (path, text) in site("专题", TODAY).iter().filter(|(path, _)| path.name().ends_with(".md") && path.folder().starts_with("content")) {
        let beside = SitePath::new(&path.as_str().replace(".md", ".toml")).expect("a path");
        let sidecar = site("专题", TODAY).into_iter().find(|(path, _)| *path == beside).map(|(_, text)| text);
        let findings = read(path, text, sidecar.map(|words| (beside, words)), None);
        assert_eq!(findings, [], "{path}");
    }
    for kind in Kind::ALL {
        for title in ["弘扬劳模精神", "Tags", "en", "con", "page", "…", HARD] {
            let (path, text) = document(kind, title, "", TODAY);
            assert_eq!(read(&path, &text, None, Some(kind)), [], "{path}");
            let on = format!("+++\n{}+++\n", toml::to_string(&switched_on(path.as_str(), &text)).expect("TOML"));
            assert_eq!(read(&path, &on, None, Some(kind)), [], "{path} with every field switched on:\n{on}");
        }
    }
}

fn read(path: &SitePath, text: &str, sidecar: Option<(SitePath, String)>, kind: Option<Kind>) -> Vec<Diagnostic> {
    let languages = [Lang::new("zh-Hans").expect("a tag"), Lang::new("en").expect("a tag")];
    let sidecar = sidecar.as_ref().map(|(path, words)| (path, Arc::from(words.as_str())));
    let parsed = parse(path, text.into(), sidecar, &languages);
    let kind = kind.unwrap_or(Kind::of_folder(&parsed.value.section));
    let typed = match parsed.value.is_index {
        true => section_fields(&parsed.value).findings,
        false => fields(kind, &parsed.value).findings,
    };
    parsed.findings.into_iter().chain(typed).collect()
}

#[test]
fn a_hard_title_stays_a_title() {
    let (_, text) = document(Kind::Notice, HARD, "a", TODAY);
    assert!(text.contains("\n# “五一” \"奖章\"\\\\ \\[示例\\] \\*{{date}}\\* \\# 第1号\n"), "{text}");
    let (_, text) = document(Kind::Page, "第一行\n+++\n第二行", "a", TODAY);
    assert_eq!(front("", &text)["title"].as_str(), Some("第一行 +++ 第二行"));
}

#[test]
fn slugs_are_clean_path_parts() {
    for (title, expected) in [
        ("弘扬劳模精神", "20260421-hylmjs"),
        ("Safety Day 2026", "safety-day-2026"),
        ("“安康杯”竞赛：第2期 ABC", "20260421-akbjsd2qabc"),
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
        assert_eq!(document(Kind::News, "标题", wanted, TODAY).0.as_str(), path, "{wanted}");
    }
}
