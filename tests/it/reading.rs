//! Promises of the reading rooms: encodings, front matter, settings, documents.

mod cases;
mod properties;

use std::path::Path;
use std::sync::Arc;

use cases::{bytes_of, languages, read};
use jiangxin::config::{self, read_settings};
use jiangxin::decode::decode;
use jiangxin::document::{self, Kind};
use jiangxin::fields::{self, Field};
use jiangxin::gate;
use jiangxin::path::SitePath;

#[test]
fn settings_have_defaults() {
    let read = read_settings("title = \"劳模精神\"\n", "content/site.toml");
    assert_eq!(read.findings, []);
    assert_eq!((read.value.title.as_str(), read.value.default_language().tag(), read.value.theme.as_str()), ("劳模精神", "zh-Hans", "longyuan"));
    assert_eq!(read.value.timezone.iana_name(), Some("Asia/Shanghai"));
}

/// The documentation's table for some fields, as markdown lines.
fn table(fields: &[Field]) -> Vec<String> {
    let head = ["| 名称 key | 类型 type | 含义 meaning |".to_owned(), "| --- | --- | --- |".to_owned()];
    let rows = fields.iter().map(|f| {
        let (zh, en) = f.shape.words();
        format!("| `{}` | {zh}<br>{en} | {}<br>{} |", f.key, f.zh, f.en)
    });
    head.into_iter().chain(rows).collect()
}

/// Compares every table of a page in `docs/` with the known fields; `UPDATE_DOCS=1` writes them.
fn documented(page: &str, schemas: &[(&str, &[Field])]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(page);
    let written = std::fs::read_to_string(&path).unwrap();
    let mut fresh = String::new();
    let mut names = Vec::new();
    for line in written.lines() {
        if !line.starts_with('|') {
            fresh += &format!("{line}\n");
        }
        if let Some((_, schema)) = line.strip_prefix("## ").and_then(|h| schemas.iter().find(|(name, _)| h.ends_with(&format!("`{name}`")))) {
            names.push(line.to_owned());
            fresh += &format!("\n{}\n", table(schema).join("\n"));
        }
    }
    while fresh.contains("\n\n\n") {
        fresh = fresh.replace("\n\n\n", "\n\n");
    }
    assert_eq!(names.len(), schemas.len(), "one heading a table in {page}: {names:?}");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &fresh).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), fresh, "{page} differs from the known fields; UPDATE_DOCS=1 writes it");
}

#[test]
fn every_field_and_setting_is_documented() {
    documented("front-matter.md", &document::SCHEMAS.iter().map(|s| (s.name, s.fields)).collect::<Vec<_>>());
    let lists = [gate::ENTRY_SCHEMA].into_iter().chain(gate::wording::LIST_SCHEMAS.iter().copied());
    documented("checking.md", &lists.map(|s| (s.name, s.fields)).collect::<Vec<_>>());
    documented("site.md", &config::SCHEMAS.iter().map(|s| (s.name, s.fields)).collect::<Vec<_>>());
}

#[test]
fn front_matter_is_only_taken_where_it_is_meant() {
    let front = |text: &str| fields::split(text).front.map(|f| (f.format, f.span.of(text).to_owned(), f.closed));
    let body = |text: &str| fields::split(text).body.of(text).to_owned();
    let toml = "+++\ntitle = \"甲\"\n+++\n正文\n";
    assert_eq!(front(toml), Some((fields::Format::Toml, "title = \"甲\"\n".to_owned(), true)));
    assert_eq!(body(toml), "正文\n");
    assert_eq!(front("---\ntitle: 甲\n...\n正文"), Some((fields::Format::Yaml, "title: 甲\n".to_owned(), true)));
    assert_eq!(body("---\ntitle: 甲\n---"), "");
    assert_eq!(front("---\n---\n正文\n").map(|f| f.1), Some(String::new()), "an empty front matter");
    for text in
        ["", "正文\n---\ntitle: 甲\n---\n", "---\n\n正文\n\n---\n", "---\n正文\n", "----\ntitle: 甲\n----\n", "---\n各有关单位：\n---\n", "***\na: b\n***\n"]
    {
        assert_eq!((front(text), body(text)), (None, text.to_owned()));
    }
}

#[test]
fn a_path_says_section_slug_and_language() {
    let name = |path: &str| {
        let d = document::parse(&SitePath::new(path).unwrap(), "".into(), None, &languages()).value;
        (d.section.clone(), d.slug.clone(), d.language.as_ref().map(|l| l.tag().to_owned()), d.is_index, d.is_bundle, d.is_home())
    };
    let own = |section: &str, slug: &str, language: Option<&str>| (section.to_owned(), slug.to_owned(), language.map(str::to_owned), false, false, false);
    assert_eq!(name("content/notices/gzgf-2022-18.md"), own("notices", "gzgf-2022-18", None));
    assert_eq!(name("content/notices/gzgf-2022-18.en.md"), own("notices", "gzgf-2022-18", Some("en")));
    assert_eq!(name("content/news/2022.04.md"), own("news", "2022.04", None));
    assert_eq!(name("content/news/活动.EN.MD"), own("news", "活动", Some("en")));
    assert_eq!(name("content/about.md"), own("", "about", None));
    assert_eq!(name("content/profiles/x/index.en.md"), ("profiles".to_owned(), "x".to_owned(), Some("en".to_owned()), false, true, false));
    assert_eq!(name("content/about/index.md"), (String::new(), "about".to_owned(), None, false, true, false));
    assert_eq!(name("content/index.en.md"), (String::new(), String::new(), Some("en".to_owned()), false, false, true));
    assert_eq!(name("content/news/_index.en.md"), ("news".to_owned(), String::new(), Some("en".to_owned()), true, false, false));
}

#[test]
fn typed_fields_keep_their_places() {
    let text: Arc<str> = "---\ntitle: 示例工匠甲\nname: 示例工匠甲\nhonours:\n  - year: 2021\n    title: 陇原工匠\nimplements: gzgf-2022-18#s2-p1\nfiles:\n  - {path: a.pdf, name: 登记表}\n---\n# 事迹\n".into();
    let path = SitePath::new("content/profiles/a.md").unwrap();
    let parsed = document::parse(&path, text.clone(), None, &languages());
    let typed = document::fields(Kind::Profile, &parsed.value);
    assert_eq!((parsed.findings, typed.findings), (vec![], vec![]));
    let document::Own::Profile(profile) = &typed.value.own else { panic!("a profile") };
    assert_eq!((profile.name.as_str(), profile.honours[0].year, profile.honours[0].title.as_str()), ("示例工匠甲", Some(2021), "陇原工匠"));
    let common = &typed.value.common;
    assert_eq!(common.implements[0].span.of(&text), "gzgf-2022-18#s2-p1");
    assert_eq!((common.files[0].span.of(&text), common.files[0].name.as_deref()), ("a.pdf", Some("登记表")));
    assert_eq!(common.title.as_ref().map(|t| t.span.of(&text)), Some("示例工匠甲"));
    assert_eq!(parsed.value.body(), "# 事迹\n");
}

#[test]
fn depth_and_size_are_bounded() {
    let many = 60_000;
    for inner in [
        "- ".repeat(many),
        "[".repeat(many),
        "{a: ".repeat(many),
        format!("a: {}", "- ".repeat(many)),
        (0..300).map(|n| format!("{}a:\n", " ".repeat(n))).collect(),
    ] {
        let text = format!("---\nt: 1\n{inner}\n---\n");
        assert!(!read("content/news/a.md", text.into(), None).is_empty());
    }
    for inner in ["a = ".to_owned() + &"[".repeat(many), "a = ".to_owned() + &"{a = ".repeat(many), vec!["a"; many].join(".") + " = 1"] {
        assert!(!read("content/news/a.md", format!("+++\n{inner}\n+++\n").into(), None).is_empty());
    }
}

#[test]
fn real_notices_survive_every_encoding() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/notices");
    let Ok(entries) = std::fs::read_dir(&folder) else { return println!("skipped: no ../shared/notices") };
    let texts: Vec<String> = entries.filter_map(|e| decode(&std::fs::read(e.unwrap().path()).ok()?).ok()).map(|d| d.text).collect();
    for text in &texts {
        for form in ["gb18030", "utf-16le crlf", "utf-16be", "utf-8-bom crlf", "utf-16le-bare"] {
            let words: Vec<&str> = form.split(' ').collect();
            assert_eq!(decode(&bytes_of(text, &words)).map(|d| (d.text == *text, d.crlf)), Ok((true, form.contains("crlf"))), "{form}");
        }
    }
    assert!(!texts.is_empty());
}

#[test]
fn the_projects_own_content_has_no_faults() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut documents = 0;
    for entry in walkdir::WalkDir::new(root.join("content")).sort_by_file_name() {
        let entry = entry.unwrap();
        let path = SitePath::below(root, entry.path()).unwrap();
        let is_document = path.name().ends_with(".md") && !path.as_str().starts_with("content/static/");
        if !is_document && path.name() != "site.toml" {
            continue;
        }
        documents += 1;
        let text: Arc<str> = decode(&std::fs::read(entry.path()).unwrap()).unwrap().text.into();
        let beside = entry.path().with_extension("toml");
        let sidecar =
            std::fs::read(&beside).ok().filter(|_| is_document).map(|bytes| (SitePath::below(root, &beside).unwrap(), Arc::from(decode(&bytes).unwrap().text)));
        assert_eq!(read(path.as_str(), text, sidecar.as_ref().map(|(p, t)| (p, Arc::clone(t)))), [], "{path}");
    }
    assert!(documents > 20, "only {documents}");
}
