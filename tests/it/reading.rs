//! Promises of the reading rooms: encodings, front matter, settings, documents.
//!
//! `tests/cases/reading/*.md` hold bad input with what is said about it; `UPDATE_CASES=1 cargo test` writes the blocks
//! `结果` anew, to be read before they are kept. `UPDATE_DOCS=1` does the same for the tables in `docs/`.

use std::path::Path;
use std::sync::Arc;

use jiangxin::config::{self, read_settings};
use jiangxin::decode::{Decoded, Encoding, decode, encode_like};
use jiangxin::diag::Diagnostic;
use jiangxin::document::{self, Kind};
use jiangxin::fields::{self, Field};
use jiangxin::lang::Lang;
use jiangxin::path::SitePath;
use jiangxin::text::LineIndex;
use proptest::prelude::*;

fn languages() -> Vec<Lang> {
    ["zh-Hans", "en"].iter().filter_map(|tag| Lang::new(tag)).collect()
}

fn bytes_of(content: &str, form: &[&str]) -> Vec<u8> {
    if form.contains(&"hex") {
        return content.split_whitespace().map(|b| u8::from_str_radix(b, 16).unwrap()).collect();
    }
    let encoding = match form {
        f if f.contains(&"gb18030") => Encoding::Gb18030,
        f if f.contains(&"utf-8-bom") => Encoding::Utf8Bom,
        f if f.contains(&"utf-16le") => Encoding::Utf16Le,
        f if f.contains(&"utf-16be") => Encoding::Utf16Be,
        f if f.contains(&"utf-16le-bare") => Encoding::Utf16LeBare,
        _ => Encoding::Utf8,
    };
    encode_like(&Decoded { text: String::new(), encoding, crlf: form.contains(&"crlf") }, content)
}

/// Reads the files of a case as a build would, and prints what is found: place, code, underlined text, message, help.
fn judge(files: &[(String, Vec<u8>)]) -> String {
    let mut findings: Vec<Diagnostic> = Vec::new();
    let mut texts: Vec<(String, Arc<str>)> = Vec::new();
    for (path, bytes) in files {
        match decode(bytes) {
            Ok(decoded) => texts.push((path.clone(), decoded.text.into())),
            Err(why) => findings.push(why.undecodable_finding(path.as_str())),
        }
    }
    if let Some((path, text)) = texts.first() {
        let sidecar = texts.get(1).map(|(p, t)| (SitePath::new(p).unwrap(), t.clone()));
        findings.extend(read(path, text.clone(), sidecar.as_ref().map(|(p, t)| (p, t.clone()))));
    }
    if findings.is_empty() {
        return "没有问题\n".to_owned();
    }
    findings.iter().map(|d| told(d, &texts)).collect::<Vec<_>>().join("\n")
}

fn read(path: &str, text: Arc<str>, sidecar: Option<(&SitePath, Arc<str>)>) -> Vec<Diagnostic> {
    if path.ends_with("site.toml") {
        return read_settings(&text, path).findings;
    }
    let mut findings = Vec::new();
    let parsed = document::parse(&SitePath::new(path).unwrap(), text, sidecar, &languages()).into(&mut findings);
    if parsed.is_index {
        findings.extend(document::section_fields(&parsed).findings);
    } else {
        findings.extend(document::fields(Kind::of_folder(&parsed.section), &parsed).findings);
    }
    findings
}

fn told(d: &Diagnostic, texts: &[(String, Arc<str>)]) -> String {
    let file = d.file.clone().unwrap();
    let text = texts.iter().find(|(p, _)| **p == *file).map(|(_, t)| t.clone()).unwrap_or_default();
    let place = d.span.map_or(String::new(), |span| {
        let (line, column) = LineIndex::new(&text).place(&text, span.start);
        assert!(text.get(span.start..span.end).is_some(), "a span between characters: {d:?}");
        format!(":{line}:{column} 【{}】", span.of(&text).replace('\n', "⏎"))
    });
    let help = d.help.clone().unwrap_or_else(|| panic!("no help: {d:?}"));
    let edited = d.edit.as_ref().map_or(String::new(), |e| {
        assert!(text.get(e.span.start..e.span.end).is_some(), "an edit between characters: {d:?}");
        format!("  改：{} → {}\n", e.span.of(&text), e.text)
    });
    format!("{file}{place} {}\n  {}\n  {}\n  {}\n  {}\n{edited}", d.code.name(), d.message.zh, help.zh, d.message.en, help.en)
}

/// One case: its title, its files, the expected result with its place in the markdown.
struct Case {
    title: String,
    files: Vec<(String, Vec<u8>)>,
    expected: String,
    at: std::ops::Range<usize>,
}

fn cases(markdown: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let (mut title, mut files, mut fence) = (String::new(), Vec::new(), None::<(String, usize)>);
    let mut at = 0;
    for line in markdown.split_inclusive('\n') {
        let start = at;
        at += line.len();
        match (&fence, line.trim_end()) {
            (None, l) if l.starts_with("## ") => title = l[3..].to_owned(),
            (None, l) if l.starts_with("````") => fence = Some((l[4..].trim().to_owned(), at)),
            (Some((info, from)), "````") => {
                let content = &markdown[*from..start];
                if info == "结果" {
                    cases.push(Case { title: title.clone(), files: std::mem::take(&mut files), expected: content.to_owned(), at: *from..start });
                } else {
                    let words: Vec<&str> = info.split_whitespace().collect();
                    files.push((words[0].to_owned(), bytes_of(content, &words[1..])));
                }
                fence = None;
            }
            _ => {}
        }
    }
    assert!(fence.is_none() && files.is_empty(), "a case without its result");
    cases
}

#[test]
fn cases_say_what_an_editor_needs() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/reading");
    let (mut seen, mut wrong) = (0, Vec::new());
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let mut markdown = std::fs::read_to_string(&path).unwrap();
        for case in cases(&markdown.clone()).iter().rev() {
            seen += 1;
            let got = judge(&case.files);
            if got != case.expected {
                wrong.push(format!("{} · {}\n{got}", path.display(), case.title));
                markdown.replace_range(case.at.clone(), &got);
            }
        }
        if std::env::var_os("UPDATE_CASES").is_some() {
            std::fs::write(&path, markdown).unwrap();
        }
    }
    assert!(seen > 40, "only {seen} cases");
    assert!(wrong.is_empty(), "{} cases differ:\n{}", wrong.len(), wrong.join("\n"));
}

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

/// Compares every table of a page in `docs/` with the known fields.
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

/// Text as editors and their mistakes make it.
fn scraps() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "---\n",
        "+++\n",
        "...\n",
        "\n",
        " ",
        "\t",
        "　",
        "title",
        "date",
        "files",
        "menu",
        "footer",
        "标题",
        "=",
        " = ",
        ":",
        ": ",
        "＝",
        "：",
        "\"",
        "'",
        "“",
        "”",
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        ",",
        "，",
        "、",
        "- ",
        "&a",
        "*a",
        "!!str ",
        "|\n",
        ">\n",
        "#",
        "\\",
        "true",
        "2022",
        "2022-04-29",
        "0x",
        "甲",
        "劳模精神",
        "é",
        "𠮷",
        "\u{FEFF}",
        "\u{85}",
        "\u{2028}",
        "%",
        "@",
        "?",
        "~",
    ];
    let piece = prop_oneof![4 => proptest::sample::select(PIECES).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    proptest::collection::vec(piece, 0..40).prop_map(|p| p.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
        match decode(&bytes) {
            Ok(decoded) => {
                prop_assert!(!decoded.text.contains(['\r', '\0']));
                let plain = |t: &str| t.trim_start_matches('\u{FEFF}').to_owned();
                let again = decode(&encode_like(&decoded, &decoded.text)).map(|a| plain(&a.text));
                prop_assert!(again.is_err() || again == Ok(plain(&decoded.text)));
            }
            Err(why) => prop_assert!(why.at <= bytes.len() && why.line >= 1),
        }
    }

    #[test]
    fn what_is_written_back_is_read_again(text in "[ -~\n一-龥。，“”]{0,60}", crlf in any::<bool>()) {
        for encoding in [Encoding::Utf8, Encoding::Utf8Bom, Encoding::Utf16Le, Encoding::Utf16Be] {
            let form = Decoded { text: String::new(), encoding, crlf };
            let back = decode(&encode_like(&form, &text)).unwrap();
            prop_assert_eq!(&back.text, &text);
            prop_assert_eq!(back.encoding, encoding);
            prop_assert_eq!(back.crlf, crlf && text.contains('\n'));
        }
        let chinese = format!("关于深入宣传贯彻劳模精神、劳动精神、工匠精神的通知\n{}", text.replace(|c| ('一'..='龥').contains(&c), "工"));
        let form = Decoded { text: String::new(), encoding: Encoding::Gb18030, crlf };
        prop_assert_eq!(decode(&encode_like(&form, &chinese)).map(|d| d.text), Ok(chinese));
    }

    #[test]
    fn no_text_breaks_the_readers(head in prop_oneof![Just("---\n"), Just("+++\n"), Just("")], inner in scraps(), close in prop_oneof![Just("\n---\n正文"), Just("\n+++\n"), Just("")]) {
        let text = format!("{head}{inner}{close}");
        let parts = fields::split(&text);
        prop_assert_eq!(parts.body.end, text.len());
        prop_assert!(text.get(parts.body.start..).is_some());
        for path in ["content/news/a.md", "content/profiles/a.md", "content/notices/a.md", "content/news/_index.md", "content/site.toml"] {
            for finding in read(path, text.as_str().into(), None) {
                let span = finding.span.unwrap_or_default();
                prop_assert!(text.get(span.start..span.end).is_some(), "{:?}", finding);
                prop_assert!(finding.edit.as_ref().is_none_or(|e| text.get(e.span.start..e.span.end).is_some()), "{:?}", finding);
                prop_assert!(finding.help.is_some());
            }
        }
    }
}
