//! The house rules that a machine can check: the order of rooms, names, sizes, doors to foreign crates, codes with their accounts.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiangxin::diag::{Basis, Code};

/// A source file without its tests and comments.
struct Source {
    path: String,
    room: String,
    lines: usize,
    code: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = walkdir::WalkDir::new(&root).sort_by_file_name().into_iter().flatten();
    files
        .filter(|e| e.path().extension().is_some_and(|x| x == "rs"))
        .map(|entry| {
            let path = entry.path().strip_prefix(&root).expect("inside").to_string_lossy().replace('\\', "/");
            let text = std::fs::read_to_string(entry.path()).expect("readable");
            let room = path.split('/').next().unwrap_or("").trim_end_matches(".rs").to_owned();
            Source { room, lines: text.lines().count(), code: code(&text), path }
        })
        .filter(|s| !s.path.ends_with("/tests.rs"))
        .collect()
}

/// The code proper: no comments, nothing from the first test module on.
fn code(text: &str) -> String {
    let proper = text.split("#[cfg(test)]\nmod ").next().unwrap_or(text);
    let without_comment = |line: &str| match line.trim_start().starts_with("//") {
        true => String::new(),
        false => line.split(" // ").next().unwrap_or(line).to_owned(),
    };
    proper.lines().map(without_comment).collect::<Vec<_>>().join("\n")
}

/// The rooms in the order of the crate's documentation, which is the rule.
fn rooms() -> Vec<String> {
    let text = include_str!("../../src/lib.rs");
    let lists = text.lines().filter(|l| l.starts_with("//! - "));
    let named = |line: &str| line.split("[`").skip(1).filter_map(|r| r.split_once("`]")).map(|(n, _)| n.to_owned()).collect::<Vec<_>>();
    lists.flat_map(named).collect()
}

/// The rooms that a piece of code names behind `crate::`.
fn imports(code: &str) -> BTreeSet<String> {
    let word = |text: &str| text.trim_start().chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>();
    let mut found = BTreeSet::new();
    for (at, mark) in code.match_indices("crate::") {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c == '$' || c == '_' || c.is_ascii_alphanumeric()) {
            continue;
        }
        let rest = &code[at + mark.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            found.insert(word(rest));
            continue;
        };
        let (mut depth, mut start) = (0, 0);
        for (i, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => {
                    found.insert(word(&group[start..i]));
                    break;
                }
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    found.insert(word(&group[start..i]));
                    start = i + 1;
                }
                _ => {}
            }
        }
    }
    found.remove("");
    found
}

#[test]
fn the_map_names_every_room_once() {
    let rooms = rooms();
    let listed: BTreeSet<&String> = rooms.iter().collect();
    assert_eq!(listed.len(), rooms.len(), "{rooms:?}");
    let there: BTreeSet<String> = sources().into_iter().map(|s| s.room).filter(|r| r != "lib" && r != "main").collect();
    assert_eq!(there.iter().collect::<BTreeSet<_>>(), listed);
}

#[test]
fn a_room_imports_only_rooms_above_it() {
    let rooms = rooms();
    let floor = |room: &str| rooms.iter().position(|r| r == room);
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|s| floor(&s.room).is_some()) {
        for other in imports(&source.code) {
            match (floor(&source.room), floor(&other)) {
                (Some(own), Some(there)) if there <= own => {}
                _ => wrong.push(format!("{} looks into {other}", source.path)),
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_notice_room_could_leave_the_crate() {
    let ground = ["text", "digest", "path", "date", "lang", "diag", "notice"];
    for source in sources().iter().filter(|s| s.room == "notice") {
        let imports = imports(&source.code);
        assert!(imports.iter().all(|room| ground.contains(&room.as_str())), "{}: {imports:?}", source.path);
        assert!(!source.code.contains("std::fs") && !source.code.contains("std::env"), "{}", source.path);
    }
}

#[test]
fn core_rooms_touch_neither_disk_nor_clock_nor_environment() {
    let touches = ["std::fs", "std::env", "std::net", "std::process", "SystemTime::now", "Instant::now", "Timestamp::now", "Zoned::now"];
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|s| !["edge", "cli", "main"].contains(&s.room.as_str())) {
        wrong.extend(touches.iter().filter(|t| source.code.contains(*t)).map(|t| format!("{}: {t}", source.path)));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn files_are_named_after_what_they_hold() {
    let refused = ["utils", "util", "helpers", "helper", "common", "misc", "core", "base", "manager"];
    for source in sources() {
        let parts: Vec<&str> = source.path.trim_end_matches(".rs").split('/').collect();
        assert!(parts.iter().all(|p| !refused.contains(p)), "{}", source.path);
        for module in source.code.split("mod ").skip(1).filter_map(|rest| rest.split_once(['{', ';'])).map(|(name, _)| name.trim()) {
            assert!(!refused.contains(&module), "{}: {module}", source.path);
        }
    }
}

#[test]
fn files_and_functions_stay_short() {
    let mut sizes: Vec<usize> = sources().iter().map(|s| s.lines).collect();
    sizes.sort_unstable();
    let long: Vec<String> = sources().iter().filter(|s| s.lines > 400).map(|s| format!("{}: {}", s.path, s.lines)).collect();
    assert!(long.is_empty(), "{long:?}");
    assert!(sizes[sizes.len() / 2] <= 150, "the median is {}", sizes[sizes.len() / 2]);
    let mut long = Vec::new();
    for source in sources() {
        long.extend(functions(&source.code).into_iter().filter(|(_, lines)| *lines > 70).map(|(name, lines)| format!("{}: {name} has {lines}", source.path)));
    }
    assert!(long.is_empty(), "{long:#?}");
}

/// Every function with its number of lines; a body ends at the brace under its `fn`.
fn functions(code: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = code.lines().collect();
    let mut found = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        let Some((before, after)) = line.split_once("fn ") else { continue };
        if !before.split_whitespace().all(|w| w.starts_with("pub") || matches!(w, "const" | "async" | "unsafe" | "super)" | "in" | "crate)")) {
            continue;
        }
        let indent = line.len() - line.trim_start().len();
        let close = format!("{}}}", " ".repeat(indent));
        let end = lines[n..].iter().position(|l| l.trim_end() == close);
        let one_line = line.trim_end().ends_with(['}', ';']);
        found.push((after.split(['(', '<']).next().unwrap_or("").to_owned(), if one_line { 1 } else { end.map_or(1, |e| e + 1) }));
    }
    found
}

#[test]
fn nothing_reachable_from_input_can_panic_by_name() {
    let words = [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "unreachable!("];
    let mut wrong = Vec::new();
    for source in sources() {
        for line in source.code.lines().filter(|l| words.iter().any(|w| l.contains(w))) {
            wrong.push(format!("{}: {}", source.path, line.trim()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_foreign_crate_has_one_door() {
    let doors: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("clap", &["cli"][..]),
        ("clap_complete", &["cli"]),
        ("tera", &["theme"]),
        ("pulldown_cmark", &["markup"]),
        ("ammonia", &["markup", "import"]),
        ("linkify", &["markup"]),
        ("notify", &["edge"]),
        ("axum", &["edge"]),
        ("tokio", &["edge", "cli"]),
        ("tokio_stream", &["edge"]),
        ("walkdir", &["edge"]),
        ("tempfile", &["edge"]),
        ("fs4", &["edge"]),
        ("open", &["cli", "edge"]),
        ("annotate_snippets", &["report"]),
        ("unicode_width", &["report", "scaffold"]),
        ("minify_html", &["render"]),
        ("zip", &["import", "package", "export", "source"]),
        ("sha2", &["package"]),
        ("quick_xml", &["xml"]),
        ("saphyr_parser", &["fields"]),
        ("toml", &["fields", "theme", "scaffold"]),
        ("encoding_rs", &["decode"]),
        ("chardetng", &["decode"]),
        ("imagesize", &["source"]),
        ("exif", &["source"]),
        ("aho_corasick", &["gate", "terms"]),
        ("zune_jpeg", &["image"]),
        ("png", &["image"]),
        ("jpeg_encoder", &["image"]),
        ("libwebp_sys", &["image"]),
        ("ravif", &["image"]),
        ("opendal", &["edge"]),
        ("hayro_interpret", &["pdf"]),
        ("fast_image_resize", &["image"]),
        ("qcms", &["image"]),
        ("resvg", &["drawing"]),
        ("ttf_parser", &["drawing"]),
        ("fontdb", &["edge"]),
        ("blake3", &["digest"]),
        ("include_dir", &["theme"]),
        ("sys_locale", &["cli"]),
    ]);
    let mut wrong = Vec::new();
    for source in sources() {
        for (name, rooms) in &doors {
            let used = source.code.match_indices(&format!("{name}::")).any(|(at, _)| {
                let before = source.code[..at].chars().next_back().unwrap_or(' ');
                !(before.is_ascii_alphanumeric() || before == '_' || source.code[..at].ends_with("::"))
            });
            if used && !rooms.contains(&source.room.as_str()) {
                wrong.push(format!("{} uses {name}, whose door is {rooms:?}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_code_has_a_title_and_an_account_of_its_own() {
    let mut wrong = Vec::new();
    let mut names = BTreeSet::new();
    for code in Code::ALL {
        let ((zh, en), told) = (code.title(), code.explanation());
        assert!(names.insert(code.name()), "{} stands twice", code.name());
        assert!(code.name().chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", code.name());
        let is_chinese = |t: &str| t.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        assert!(is_chinese(zh) && !en.is_empty(), "{}", code.name());
        if told.zh == zh || told.en == en || !is_chinese(told.zh) || told.en.len() < 20 {
            wrong.push(code.name());
        }
        let basis = match told.basis {
            Basis::Regulation(t) | Basis::Standard(t) | Basis::Specification(t) => t,
            Basis::House => "house",
        };
        assert!(!basis.is_empty(), "{}", code.name());
    }
    assert!(wrong.is_empty(), "no account yet: {wrong:?}");
}

#[test]
fn every_dependency_says_why() {
    let manifest = include_str!("../../Cargo.toml");
    let dependencies = manifest.split_once("[dependencies]\n").and_then(|(_, rest)| rest.split_once("[dev-dependencies]")).expect("both tables").0;
    for line in dependencies.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')) {
        assert!(line.split_once(" # ").is_some_and(|(_, why)| why.len() > 10), "{line}");
    }
}

#[test]
fn imports_are_seen_in_every_form() {
    let code = "use crate::a::b;\nuse crate::{c, d::{e, f},\n g};\nlet x = crate::h::i(); $crate::j; my_crate::k;";
    assert_eq!(imports(code).into_iter().collect::<Vec<_>>(), ["a", "c", "d", "g", "h"]);
    assert_eq!(functions("    pub(super) fn a(\n        x: u8,\n    ) {\n    }\nfn b() {}"), [("a".to_owned(), 4), ("b".to_owned(), 1)]);
}
