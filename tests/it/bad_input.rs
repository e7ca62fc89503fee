//! Bad input: what an editor is told, where, and how the program ends.
//!
//! `tests/cases/site/*.md` are sites with faults and the findings they must give; `JIANGXIN_BLESS=1` writes the findings
//! anew, to be read before they are kept.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiangxin::diag::Code;
use serde_json::Value;
use unicode_width::UnicodeWidthChar;

use crate::press::{Press, Ran, place, run_in};

/// A case: its files, and what `check` must find, each as the line that the file prints.
struct Case {
    name: String,
    site: String,
    expected: Vec<String>,
    written: PathBuf,
    text: String,
}

const FINDINGS: &str = "## 应报告 / Findings\n";

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/site");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("cases").flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|x| x == "md")).collect();
    paths.sort();
    paths.into_iter().map(read).collect()
}

fn read(path: PathBuf) -> Case {
    let text = std::fs::read_to_string(&path).expect("readable");
    let (sites, findings) = text.split_once(FINDINGS).unwrap_or((&text, ""));
    let (mut site, mut inside) = (String::new(), false);
    for line in sites.lines() {
        match line.strip_prefix("## ") {
            _ if line == "~~~~" => inside = !inside,
            _ if inside => site.extend([line, "\n"]),
            Some(file) => site.extend(["--- ", file.trim(), "\n"]),
            None => {}
        }
    }
    let expected = findings.lines().filter(|l| l.starts_with("- ")).map(str::to_owned).collect();
    Case { name: path.file_stem().expect("a name").to_string_lossy().into_owned(), site, expected, written: path.clone(), text: text.clone() }
}

/// What a report in words shows under each place: the characters that its marks underline.
fn underlined(report: &str, place: &str, code: &str) -> String {
    let blocks = report.split("\n\n").filter(|b| b.contains(&format!("[{code}]")));
    let Some(block) = blocks.into_iter().find(|b| b.lines().any(|l| l.trim_start().strip_prefix("--> ") == Some(place))) else { return String::new() };
    let lines: Vec<&str> = block.lines().collect();
    let Some(n) = lines.iter().position(|l| l.trim_start().starts_with('|') && l.contains('^')) else { return String::new() };
    let column = |line: &str| line.find('|').map_or(0, |at| at + 2);
    let (source, marks) = (lines[n - 1], lines[n]);
    let (text, marks) = (&source[column(source).min(source.len())..], &marks[column(marks)..]);
    let mut at = 0;
    let under = |from: usize, width: usize| (from..from + width).all(|c| marks.as_bytes().get(c) == Some(&b'^')) && width > 0;
    let mut found = String::new();
    for c in text.chars() {
        let width = c.width().unwrap_or(0);
        if under(at, width) {
            found.push(c);
        }
        at += width;
    }
    found
}

/// The findings of a site as the lines of a case: code, place, what is underlined, what to do.
fn findings(press: &Press) -> Vec<String> {
    let report = press.run(&["check"]).out;
    let line = |d: &Value| {
        let (code, place) = (d["code"].as_str().unwrap_or(""), place(d));
        let under = underlined(&report, &place, code);
        let under = if under.is_empty() { String::new() } else { format!(" `{under}`") };
        let place = if place.is_empty() { String::new() } else { format!(" `{place}`") };
        format!("- `{code}`{place}{under} {}", d["message"]["zh"].as_str().unwrap_or(""))
    };
    press.check(&[]).iter().filter(|d| d["severity"] != "note").map(line).collect()
}

#[test]
fn every_case_gives_its_findings_and_ends_as_it_must() {
    let bless = std::env::var_os("JIANGXIN_BLESS").is_some();
    let mut wrong = Vec::new();
    for case in cases() {
        let press = Press::lay(&case.site);
        let found = findings(&press);
        if bless {
            let head = case.text.split(FINDINGS).next().unwrap_or("").trim_end();
            std::fs::write(&case.written, format!("{head}\n\n{FINDINGS}\n{}\n", found.join("\n"))).expect("written");
        } else if found != case.expected {
            wrong.push(format!("{}: expected\n{}\nfound\n{}", case.name, case.expected.join("\n"), found.join("\n")));
        }
        assert!(!found.is_empty(), "{} finds nothing", case.name);
        let errors = press.check(&[]).iter().any(|d| d["severity"] == "error");
        let ran = press.run(&["build"]).ends(i32::from(errors));
        assert_eq!(press.has("output"), !errors, "{}: {}", case.name, ran.err);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_finding_speaks_both_languages_and_says_what_to_do() {
    let mut seen = BTreeSet::new();
    let is_chinese = |t: &str| t.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    for case in cases() {
        for d in Press::lay(&case.site).check(&[]) {
            let code = d["code"].as_str().expect("a code").to_owned();
            let text = |of: &Value, lang: &str| of[lang].as_str().unwrap_or("").to_owned();
            assert!(is_chinese(&text(&d["message"], "zh")), "{}: {d:#}", case.name);
            assert!(text(&d["message"], "en").len() > 8, "{}: {d:#}", case.name);
            if d["severity"] == "error" {
                assert!(d["help"].is_object(), "{} says not what to do: {d:#}", case.name);
                assert!(is_chinese(&text(&d["help"], "zh")) && text(&d["help"], "en").len() > 8, "{}: {d:#}", case.name);
            }
            assert_eq!(d["line"].is_null(), d["column"].is_null(), "{d:#}");
            seen.insert(code);
        }
    }
    let tests: String =
        crate::press::tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")).into_values().map(|b| String::from_utf8_lossy(&b).into_owned()).collect();
    let whole = |at: usize, name: &str| {
        let part = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '-');
        !part(tests[..at].chars().next_back()) && !part(tests[at + name.len()..].chars().next())
    };
    let named = |name: &str| tests.match_indices(name).any(|(at, _)| whole(at, name));
    let shown = |code: &Code| seen.contains(code.name()) || named(code.name()) || named(&format!("{code:?}"));
    let missing: Vec<&str> = Code::ALL.iter().filter(|c| !shown(c)).map(|c| c.name()).collect();
    assert!(missing.is_empty(), "no case shows {missing:?}");
}

#[test]
fn everything_wrong_is_said_in_one_run() {
    let all: Vec<Case> =
        cases().into_iter().filter(|c| !["settings", "settings-broken", "empty", "template", "template-missing"].contains(&c.name.as_str())).collect();
    let mut site = "--- content/site.toml\ntitle = \"站\"\n".to_owned();
    let mut codes = BTreeSet::new();
    for (n, case) in all.iter().enumerate() {
        for (path, text) in crate::press::files(&case.site).into_iter().filter(|(p, _)| p != "content/site.toml") {
            // Each case in a section of its own, of the same kind.
            let (section, rest) = path.strip_prefix("content/").and_then(|p| p.split_once('/')).unwrap_or(("", ""));
            if !section.is_empty() && section != "static" {
                site.push_str(&format!("--- content/{section}/c{n}/{rest}\n{text}"));
            }
        }
        codes.extend(case.expected.iter().filter_map(|l| l.split('`').nth(1)).map(str::to_owned));
    }
    let found: BTreeSet<String> = Press::lay(&site).check(&[]).iter().filter_map(|d| d["code"].as_str()).map(str::to_owned).collect();
    for code in [
        "unknown-field",
        "wrong-type",
        "front-matter-syntax",
        "missing-field",
        "bad-value",
        "dead-link",
        "dead-anchor",
        "missing-picture",
        "missing-file",
        "unknown-point",
    ] {
        assert!(codes.contains(code) && found.contains(code), "{code}: {found:?}");
    }
}

#[test]
fn files_from_windows_are_read() {
    let text = "+++\r\ntitle = \"劳动者\"\r\ntags = [\"匠心\"]\r\n+++\r\n第一行\r\n第二行，“引号”。\r\n";
    let utf16 = |little: bool| -> Vec<u8> {
        let units = std::iter::once('\u{feff}').chain(text.chars()).collect::<String>();
        units.encode_utf16().flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect()
    };
    let press = Press::small("");
    let forms: [(&str, Vec<u8>); 5] = [
        ("bom", [b"\xef\xbb\xbf", text.as_bytes()].concat()),
        ("crlf", text.as_bytes().to_vec()),
        ("gb18030", encoding_rs::GB18030.encode(text).0.into_owned()),
        ("utf16le", utf16(true)),
        ("utf16be", utf16(false)),
    ];
    for (name, bytes) in &forms {
        press.write(&format!("content/news/{name}.md"), bytes);
    }
    press.write("content/site.toml", &encoding_rs::GB18030.encode("title = \"专题网站\"\r\n").0);
    assert_eq!(press.check(&[]).iter().filter(|d| d["severity"] != "note").count(), 0);
    press.build();
    for (name, _) in &forms {
        let shown = crate::html::text(&press.page(&format!("news/{name}/")));
        assert!(shown.contains("劳动者") && shown.contains("第一行第二行，“引号”。"), "{name}: {shown}");
    }
    assert!(press.page("").contains("专题网站"));
}

#[test]
fn a_finding_in_a_windows_file_has_the_line_and_column_of_the_editor() {
    let text = "\u{feff}+++\r\ntitle = \"甲\"\r\n+++\r\n\r\n一二三[四五](nowhere.md)\r\n";
    let press = Press::small("");
    press.write("content/news/a.md", text.as_bytes());
    press.write("content/news/b.md", &encoding_rs::GB18030.encode(&text[3..]).0);
    assert_eq!(press.found("dead-link"), ["content/news/a.md:5:4", "content/news/b.md:5:4"]);
}

#[test]
fn bytes_that_are_no_text_are_named() {
    let press = Press::small("--- content/news/a.md\n+++\ntitle = \"甲\"\n+++\n");
    press.build();
    let before = press.output();
    press.write("content/news/b.md", b"+++\ntitle = \"\xff\xfe\xfd\x00\x01\"\n+++\n\x00\x00\x80\x81\xff");
    press.write("content/news/c.md", b"PK\x03\x04\x00\x00\x08\x08\x00\x00\x00\x00docx");
    assert_eq!(
        press.found("undecodable").iter().map(|p| p.split(':').next().unwrap_or("").to_owned()).collect::<Vec<_>>(),
        ["content/news/b.md", "content/news/c.md"]
    );
    press.run(&["build"]).ends(1);
    assert_eq!(press.output(), before);
}

#[test]
fn pictures_that_are_none_or_tell_too_much_are_named() {
    let press = Press::small(
        "--- content/news/a/index.md\n+++\ntitle = \"甲\"\n+++\n![一](broken.jpg)\n\n![二](place.jpg)\n\n![三](huge.svg)\n--- content/news/a/broken.jpg\nthis is no picture\n--- content/news/a/huge.svg\n<svg xmlns=\"http://www.w3.org/2000/svg\"><title>x</title></svg>\n",
    );
    press.write("content/news/a/place.jpg", &crate::pictures::photo(48, 32, Some(&crate::pictures::exif(1))));
    assert_eq!(press.found("broken-picture"), ["content/news/a/broken.jpg", "content/news/a/huge.svg"]);
    assert_eq!(press.found("picture-position"), ["content/news/a/place.jpg"]);
}

#[cfg(unix)]
#[test]
fn a_name_that_no_address_can_have_is_named() {
    let press = Press::small("--- content/about.md\n+++\ntitle = \"关于\"\n+++\n--- content/news/a:b.md\n+++\ntitle = \"甲\"\n+++\n");
    assert_eq!(press.found("bad-file-name").len(), 1);
    press.run(&["build"]).ends(1);
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_is_told_and_not_left_out() {
    let press = Press::small("--- content/news/a.md\n+++\ntitle = \"甲\"\n+++\n");
    assert_eq!(press.found("unreadable"), [""; 0]);
    // An editor's lock is such a link too.
    std::os::unix::fs::symlink("user@host.1", press.root.join("content/news/.#a.md")).expect("a link");
    assert_eq!(press.found("unreadable"), [""; 0]);
    std::os::unix::fs::symlink("gone.md", press.root.join("content/news/b.md")).expect("a link");
    std::os::unix::fs::symlink("d.md", press.root.join("content/news/c.md")).expect("a link");
    std::os::unix::fs::symlink("c.md", press.root.join("content/news/d.md")).expect("a link");
    assert_eq!(press.found("unreadable"), ["content/news/b.md", "content/news/c.md", "content/news/d.md"]);
    press.run(&["build"]).ends(1);
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_site_is_not_followed() {
    let press = Press::small("--- content/about.md\n+++\ntitle = \"关于\"\n+++\n");
    let outside = press.root.parent().expect("above").join("secret");
    std::fs::create_dir_all(&outside).expect("a folder");
    std::fs::write(outside.join("plan.md"), "+++\ntitle = \"机密计划\"\n+++\n").expect("written");
    std::fs::write(outside.join("key.txt"), "机密计划").expect("written");
    std::fs::create_dir_all(press.root.join("content/static")).expect("a folder");
    std::os::unix::fs::symlink(&outside, press.root.join("content/news")).expect("a link");
    std::os::unix::fs::symlink(outside.join("key.txt"), press.root.join("content/static/key.txt")).expect("a link");
    std::os::unix::fs::symlink(press.root.join("content"), press.root.join("content/loop")).expect("a link");
    assert_eq!(press.found("link-outside"), ["content/news", "content/static/key.txt"]);
    press.run(&["build"]);
    assert!(press.output().values().all(|bytes| !String::from_utf8_lossy(bytes).contains("机密计划")));
}

#[track_caller]
fn refused(ran: Ran, said: &str) {
    let ran = ran.ends(2);
    assert!(ran.err.contains(said), "{said}: {}", ran.err);
    assert!(ran.out.is_empty(), "{}", ran.out);
}

#[test]
fn a_wrong_request_ends_with_two_and_says_what_to_type() {
    let press = Press::small("--- content/about.md\n+++\ntitle = \"关于\"\n+++\n");
    let run = |arguments: &[&str]| run_in(&press.root, arguments, b"");
    refused(run(&["--lang", "en", "build", "--outptu", "x"]), "--output");
    refused(run(&["--lang", "zh", "build", "--outptu", "x"]), "不认识的选项 --outptu");
    refused(run(&["--lang", "en", "biuld"]), "build");
    refused(run(&["--lang", "zh", "biuld"]), "没有命令 biuld");
    refused(run(&["--lang", "en"]), "no command was given");
    refused(run(&["--lang", "fr", "build"]), "zh, en");
    refused(run(&["--lang", "en", "inspect"]), "the name of a file");
    refused(run(&["--lang", "en", "inspect", "nowhere.md"]), "nowhere.md cannot be read: there is no such file");
    refused(run(&["--lang", "zh", "render", "没有.md"]), "文件 没有.md 读不出来：找不到这个文件");
    refused(run(&["--lang", "en", "inspect", "content"]), "it is a folder");
    refused(run(&["--lang", "en", "explain", "dead-lnik"]), "did you mean dead-link?");
    refused(run(&["--lang", "en", "check", "--deny", "nothing"]), "there is no code “nothing”");
    refused(run(&["--lang", "en", "new", "poem", "标题"]), "notice, feature, profile, news, page");
    refused(run(&["--lang", "en", "list", "everything"]), "untranslated");
    for command in ["inspect", "render"] {
        refused(run_in(&press.root, &["--lang", "en", command, "-"], b"\xff\xfe\xfd\x00\x81"), "-: ");
    }
}

#[test]
fn no_site_ends_with_two_and_says_how_to_make_one() {
    let empty = tempfile::TempDir::new().expect("a folder");
    for command in ["build", "check", "list", "coverage"] {
        refused(run_in(empty.path(), &["--lang", "en", command], b""), "jiangxin init");
        refused(run_in(empty.path(), &["--lang", "zh", command], b""), "没有站点");
    }
    refused(run_in(empty.path(), &["--lang", "en", "new", "news", "x"], b""), "jiangxin init");
    assert_eq!(std::fs::read_dir(empty.path()).expect("readable").count(), 0, "nothing was made");
    refused(run_in(empty.path(), &["--lang", "en", "--root", "没有这个目录", "build"], b""), "没有这个目录");
}

#[test]
fn a_theme_that_does_not_exist_ends_with_two() {
    let press = Press::lay("--- content/site.toml\ntitle = \"站\"\ntheme = \"longyaun\"\n--- content/about.md\n+++\ntitle = \"关于\"\n+++\n");
    refused(press.run(&["build"]), "themes/longyaun");
}

#[test]
fn a_theme_of_its_own_must_be_whole() {
    let press = Press::lay(
        "--- content/site.toml\ntitle = \"站\"\ntheme = \"mine\"\n--- content/about.md\n+++\ntitle = \"关于\"\n+++\n--- themes/mine/templates/page.html\n<p>{{ t.home }} {{ t.no_such_word }}</p>\n--- themes/mine/i18n/zh-Hans.toml\nhome = \"首页\"\n",
    );
    assert!(press.found("missing-template").len() + press.found("missing-word").len() >= 2);
    press.run(&["build"]).ends(1);
}

#[test]
fn a_word_that_a_theme_lacks_in_one_language_is_named() {
    let press = Press::small("--- content/about.md\n+++\ntitle = \"关于\"\n+++\n--- themes/longyuan/templates/page.html\n{{ t.brand_new_word }}\n");
    let found = press.check(&[]);
    assert!(
        found.iter().any(|d| matches!(d["code"].as_str(), Some("missing-word" | "template-error"))
            && d["message"]["zh"].as_str().is_some_and(|m| m.contains("brand_new_word"))),
        "{found:#?}"
    );
    press.run(&["build"]).ends(1);
}

#[test]
fn a_path_with_spaces_and_chinese_is_as_good_as_any() {
    let press =
        Press::lay_at("我的 站点（2026）", "--- content/site.toml\ntitle = \"站\"\n--- content/news/甲 乙.md\n+++\ntitle = \"甲\"\ntilte = \"乙\"\n+++\n");
    assert_eq!(press.found("unknown-field"), ["content/news/甲 乙.md:3:1"]);
    press.edit("--- content/news/甲 乙.md\n+++\ntitle = \"甲\"\n+++\n");
    let above = press.root.parent().expect("above");
    run_in(above, &["--root", "我的 站点（2026）", "build", "--output", "输 出"], b"").ends(0);
    assert!(above.join("输 出/news/甲 乙/index.html").exists(), "a path on the command line starts where one stands");
}

#[test]
fn a_build_says_warnings_and_is_done() {
    let press = Press::small(
        "--- content/news/a/index.md\n+++\ntitle = \"甲\"\n+++\n![](p.svg)\n--- content/news/a/p.svg\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>\n",
    );
    let ran = press.build();
    assert!(ran.err.contains("warning[missing-alt]"), "{}", ran.err);
    press.run(&["check"]).ends(0);
    press.run(&["check", "--deny", "missing-alt"]).ends(1);
    let quiet = press.run(&["check", "--allow", "missing-alt", "--format", "json"]).ends(0).json();
    assert_eq!(quiet["summary"]["warning"], 0);
}

#[test]
fn samples_pass_until_the_release() {
    let press = crate::fixture::lay();
    press.run(&["check"]).ends(0);
    let ran = press.run(&["check", "--release", "--format", "json"]).ends(1).json();
    let samples = ran["diagnostics"].as_array().expect("a list").iter().filter(|d| d["code"] == "sample-content" && d["severity"] == "error").count();
    assert_eq!((samples, ran["summary"]["error"].as_u64()), (3, Some(3)));
}
