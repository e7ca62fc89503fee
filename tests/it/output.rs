//! The output folder: whose it is, what is written, what is deleted, what a failing or killed build leaves.

use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

use crate::press::{Press, Tree, run_in, tree};

const MANIFEST: &str = "output/.jiangxin-manifest.json";

const SITE: &str = "
--- content/news/a.md
+++
title = \"甲\"
date = 2022-04-29
tags = [\"匠心\"]
+++
甲文。
--- content/news/b.md
+++
title = \"乙\"
date = 2022-04-30
+++
乙文，见[甲](a.md)。
--- content/about.md
+++
title = \"关于\"
+++
关于本站。
";

/// Everything below a folder with its time of change and, where the system has one, its inode.
fn stamps(folder: &std::path::Path) -> Vec<(PathBuf, SystemTime, u64)> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten().filter(|e| e.file_type().is_file());
    files
        .map(|e| {
            let about = e.metadata().expect("metadata");
            #[cfg(unix)]
            let inode = std::os::unix::fs::MetadataExt::ino(&about);
            #[cfg(not(unix))]
            let inode = 0;
            (e.into_path(), about.modified().expect("a time"), inode)
        })
        .collect()
}

#[track_caller]
fn refused(press: &Press, output: &str) {
    let before = tree(&press.root);
    let ran = press.run(&["build", "--output", output]).ends(2);
    assert!(ran.err.starts_with("error: ") && ran.out.is_empty(), "{output}: {}", ran.err);
    let zh = run_in(&press.root, &["--lang", "zh", "build", "--output", output], b"").ends(2);
    assert!(zh.err.starts_with("错误：") && zh.err != ran.err, "{output}: {}", zh.err);
    assert_eq!(tree(&press.root), before, "{output}");
}

#[test]
fn a_folder_that_is_not_ours_is_refused() {
    let press = Press::small(SITE);
    press.write("photos/a.jpg", b"x");
    press.write("plain", b"x");
    press.write("src/main.rs", b"x");
    for output in ["/", ".", "..", "content", "content/out", "themes", "themes/longyuan", "src", "src/site", "photos", "plain", "photos/../content/x"] {
        refused(&press, output);
    }
    assert!(!press.has("content/out"));
}

#[cfg(unix)]
#[test]
fn a_link_into_the_originals_is_refused_too() {
    let press = Press::small(SITE);
    std::os::unix::fs::symlink(press.root.join("content"), press.root.join("shortcut")).expect("a link");
    refused(&press, "shortcut/site");
    std::os::unix::fs::symlink(press.root.join(".."), press.root.join("up")).expect("a link");
    refused(&press, "up");
}

#[test]
fn a_damaged_manifest_is_not_taken_for_ours() {
    let press = Press::small(SITE);
    for text in [
        "",
        "{}",
        "{\"format\":99,\"generator\":\"x\",\"complete\":true,\"files\":{}}",
        "[1,",
        "{\"format\":1,\"generator\":\"x\",\"complete\":true,\"files\":{\"../x\":null}}",
    ] {
        press.write("old/.jiangxin-manifest.json", text.as_bytes());
        refused(&press, "old");
    }
}

#[test]
fn a_missing_an_empty_and_a_kept_folder_are_taken() {
    let press = Press::small(SITE);
    fs::create_dir_all(press.root.join("empty")).expect("a folder");
    press.write("kept/.gitkeep", b"");
    press.write("kept/.gitignore", b"*\n");
    for output in ["new/deep", "empty", "kept"] {
        press.build_with(&["--output", output]);
        assert!(press.has(&format!("{output}/news/a/index.html")), "{output}");
    }
    assert_eq!(press.read("kept/.gitignore"), "*\n");
}

#[test]
fn foreign_files_stay_and_are_named_once() {
    let press = Press::small(SITE);
    press.build();
    press.write("output/notes.txt", b"mine");
    press.write("output/news/mine/photo.jpg", b"mine");
    let ran = press.build();
    assert!(ran.err.contains("warning[foreign-file]") && ran.err.contains("notes.txt") && ran.err.contains("news/mine/photo.jpg"), "{}", ran.err);
    press.remove("content/news/a.md");
    press.edit("--- content/news/b.md\n+++\ntitle = \"乙\"\ndate = 2022-04-30\n+++\n乙文。\n");
    press.build();
    assert_eq!((press.read("output/notes.txt"), press.read("output/news/mine/photo.jpg")), ("mine".to_owned(), "mine".to_owned()));
}

#[test]
fn a_foreign_file_where_a_page_should_stand_stops_the_build() {
    let press = Press::small(SITE);
    press.build();
    press.write("output/news/c/index.html", b"mine");
    press.edit("--- content/news/c.md\n+++\ntitle = \"丙\"\ndate = 2022-05-01\n+++\n丙文。\n--- content/about.md\n+++\ntitle = \"改了\"\n+++\n改了。\n");
    let before = stamps(&press.root.join("output"));
    let ran = press.run(&["build"]).ends(1);
    assert!(ran.err.contains("error[foreign-in-the-way]") && ran.err.contains("news/c/index.html"), "{}", ran.err);
    assert_eq!(stamps(&press.root.join("output")), before);
    press.remove("output/news/c/index.html");
    press.build();
    assert!(press.page("news/c/").contains("丙文"));
}

#[test]
fn a_foreign_folder_where_a_file_should_stand_is_no_lost_data() {
    let press = Press::small(SITE);
    press.build();
    press.write("content/static/data.csv", b"1");
    press.write("output/data.csv/mine.txt", b"mine");
    let ran = press.run(&["build"]);
    assert!(ran.status > 0, "{}", ran.out);
    assert_eq!(press.read("output/data.csv/mine.txt"), "mine");
    assert!(press.page("news/a/").contains("甲文"));
}

#[test]
fn the_page_of_a_deleted_document_goes_with_its_folder() {
    let press = Press::small(SITE);
    press.build();
    let before = press.output();
    press.remove("content/about.md");
    press.build();
    let gone: Vec<String> = before.into_keys().filter(|path| !press.has(&format!("output/{path}"))).collect();
    assert_eq!(gone, ["about/index.html", "search/t/about.js"]);
    assert!(!press.has("output/about"));
}

#[test]
fn nothing_changed_is_nothing_written() {
    let press = Press::small(SITE);
    press.build();
    let before = stamps(&press.root.join("output"));
    press.build();
    assert_eq!(stamps(&press.root.join("output")), before);
}

#[test]
fn one_edit_writes_only_the_pages_that_show_it() {
    let press = Press::small(SITE);
    press.build();
    let (before, old) = (stamps(&press.root.join("output")), press.output());
    press.edit("--- content/about.md\n+++\ntitle = \"关于\"\n+++\n改过的关于本站。\n");
    press.build();
    let written: Vec<PathBuf> = stamps(&press.root.join("output")).into_iter().filter(|s| !before.contains(s)).map(|(path, ..)| path).collect();
    let changed: Vec<String> = press.output().into_iter().filter(|(path, bytes)| old.get(path) != Some(bytes)).map(|(path, _)| path).collect();
    let pages: Vec<&String> = changed.iter().filter(|path| !path.starts_with("search/")).collect();
    assert_eq!(pages, ["about/index.html"]);
    let mut sorted: Vec<PathBuf> = written;
    sorted.sort();
    let mut wanted: Vec<PathBuf> = changed.iter().map(|path| press.root.join("output").join(path)).chain([press.root.join(MANIFEST)]).collect();
    wanted.sort();
    assert_eq!(sorted, wanted);
}

#[test]
fn a_build_with_errors_leaves_the_output_byte_for_byte() {
    let press = Press::small(SITE);
    press.build();
    let before = stamps(&press.root.join("output"));
    press.edit("--- content/news/b.md\n+++\ntitle = 7\n+++\n[x](nowhere.md)\n--- content/about.md\n+++\ntitle = \"改了\"\n+++\n改了。\n");
    let ran = press.run(&["build"]).ends(1);
    assert!(ran.err.contains("wrong-type") && ran.err.contains("dead-link"), "{}", ran.err);
    assert_eq!(stamps(&press.root.join("output")), before);
}

#[test]
fn a_broken_template_leaves_the_output_byte_for_byte() {
    let press = Press::small(SITE);
    press.build();
    let before = stamps(&press.root.join("output"));
    press.write("themes/longyuan/templates/news.html", b"{% extends \"base.html\" %}\n{% block main %}\n{{ page.no.such.thing }}\n{% endblock main %}\n");
    let ran = press.run(&["build"]).ends(1);
    assert!(ran.err.contains("template-error") && ran.err.contains("themes/longyuan/templates/news.html:3"), "{}", ran.err);
    assert_eq!(stamps(&press.root.join("output")), before);
}

#[test]
fn a_killed_build_mends_itself() {
    let press = Press::small(SITE);
    press.build();
    let clean = tree(&press.root.join("output"));
    let manifest = press.read(MANIFEST).replace("\"complete\": true", "\"complete\": false");
    assert!(manifest.contains("\"complete\": false"), "{manifest}");
    // Half of a run: a page planned and not yet there, an old page still there, half-written temporary files.
    press.write(MANIFEST, manifest.replacen("\"files\": {", "\"files\": {\n    \"aaa/index.html\": null,", 1).as_bytes());
    press.write("output/aaa/index.html", b"an older page");
    press.remove("output/news/a/index.html");
    press.write("output/news/b/index.html", b"<!doctype ht");
    press.write("output/news/.jiangxin-tmp-Xy12", b"<!doctype");
    press.write("output/.jiangxin-tmp-Ab34", b"{");
    let ran = press.build();
    assert!(!ran.err.contains("foreign-file"), "{}", ran.err);
    assert_eq!(tree(&press.root.join("output")), clean);
}

#[test]
fn a_page_that_a_hand_changed_is_brought_back() {
    let press = Press::small(SITE);
    press.build();
    let clean = press.output();
    press.write("output/about/index.html", b"changed by hand");
    press.remove("output/robots.txt");
    press.build();
    assert_eq!(press.output(), clean);
}

#[test]
fn the_same_input_gives_the_same_bytes_anywhere_on_any_number_of_cores() {
    let build = |press: &Press, threads: &str| -> Tree {
        let mut command = crate::press::command();
        let ran = command.arg("build").current_dir(&press.root).env("RAYON_NUM_THREADS", threads).env("TZ", "America/Lima").output().expect("runs");
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        tree(&press.root.join("output"))
    };
    let (one, four) = (Press::small(SITE), Press::lay_at("另一个 目录", &format!("{}{SITE}", crate::press::SETTINGS)));
    let first = build(&one, "1");
    assert_eq!(first, build(&four, "4"));
    one.remove("output");
    assert_eq!(first, build(&one, "4"));
}

#[test]
fn edits_and_then_a_build_are_the_same_as_a_clean_build() {
    let press = Press::small(SITE);
    press.build();
    let edits = [
        "--- content/news/c.md\n+++\ntitle = \"丙\"\ndate = 2022-05-01\ntags = [\"匠心\", \"新\"]\naliases = [\"old/c\"]\n+++\n见[甲](a.md)。\n",
        "--- content/news/a.md\n+++\ntitle = \"甲改\"\ndate = 2022-05-02\n+++\n改。\n--- content/news/a.en.md\n+++\ntitle = \"A\"\n+++\nNew.\n",
        "--- content/news/_index.md\n+++\ntitle = \"要闻\"\norder = 2\n+++\n--- content/static/x.txt\nx\n",
    ];
    for edit in edits {
        press.edit(edit);
        press.build();
        press.build_with(&["--output", "clean"]);
        assert_eq!(tree(&press.root.join("output")), tree(&press.root.join("clean")));
        press.remove("clean");
    }
    press.remove("content/news/c.md");
    press.remove("content/static/x.txt");
    press.build();
    press.build_with(&["--output", "clean"]);
    assert_eq!(tree(&press.root.join("output")), tree(&press.root.join("clean")));
    assert!(!press.has("output/old") && !press.has("output/tags"));
}

#[test]
fn pages_are_readable_by_the_server() {
    let press = Press::small(SITE);
    press.build();
    #[cfg(unix)]
    for entry in walkdir::WalkDir::new(press.root.join("output")).into_iter().flatten().filter(|e| e.file_type().is_file()) {
        let mode = std::os::unix::fs::PermissionsExt::mode(&entry.metadata().expect("metadata").permissions());
        assert_eq!(mode & 0o044, 0o044, "{}", entry.path().display());
    }
    assert!(press.has(MANIFEST));
}

#[test]
fn a_file_and_a_folder_may_change_places() {
    let press = Press::small("--- content/news/a.md\n+++\ntitle = \"甲\"\n+++\n正文。\n--- content/static/x\n一\n");
    press.build();
    assert!(press.root.join("output").join("x").is_file());
    std::fs::remove_file(press.root.join("content/static/x")).unwrap();
    press.write("content/static/x/y", "二\n".as_bytes());
    press.build();
    assert!(press.root.join("output").join("x/y").is_file());
    std::fs::remove_dir_all(press.root.join("content/static/x")).unwrap();
    press.write("content/static/x", "三\n".as_bytes());
    press.build();
    assert!(press.root.join("output").join("x").is_file());
}

#[test]
fn an_alias_of_the_sites_own_files_is_found_before_anything_is_written() {
    let press = Press::small(
        "--- content/site.toml\ntitle = \"站\"\ncards = false\nbase_url = \"https://example.org/\"\n--- content/news/a.md\n+++\ntitle = \"甲\"\n+++\n正文。\n",
    );
    press.build();
    let before = std::fs::read_to_string(press.root.join("output").join("news/a/index.html")).unwrap();
    for alias in ["sitemap.xml", "robots.txt", "404.html", "news/a/index.html/x", "news/atom.xml"] {
        press.write("content/news/a.md", format!("+++\ntitle = \"乙\"\naliases = [\"{alias}\"]\n+++\n正文。\n").as_bytes());
        let ran = press.run(&["build"]);
        assert_eq!(ran.status, 1, "{alias}: {}", ran.err);
        assert!(ran.err.contains("duplicate-url") && ran.err.contains("content/news/a.md"), "{alias}: {}", ran.err);
        assert_eq!(std::fs::read_to_string(press.root.join("output").join("news/a/index.html")).unwrap(), before, "{alias}");
    }
}

#[test]
fn a_foreign_folder_at_a_planned_path_is_in_the_way() {
    let press = Press::small("--- content/news/a.md\n+++\ntitle = \"甲\"\n+++\n正文。\n");
    press.build();
    std::fs::remove_file(press.root.join("output").join("404.html")).unwrap();
    std::fs::create_dir(press.root.join("output").join("404.html")).unwrap();
    let ran = press.run(&["build"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert!(ran.err.contains("foreign-in-the-way"), "{}", ran.err);
}
