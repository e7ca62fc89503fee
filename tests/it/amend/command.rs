use serde_json::Value;

use crate::press::Press;

const NOTICE: &str = "某某市总工会文件\n\n某总工发〔2026〕3号\n\n某某市总工会关于开展示例工作的通知\n\n各单位：\n\n要学习,要贯彻。\n";

fn site() -> Press {
    let press = Press::small(
        "--- content/notices/_index.md\n+++\ntitle = \"公文\"\nkind = \"notice\"\n+++\n--- content/news/b.md\n+++\ntitle = \"新闻\"\n+++\n要学习，要贯彻。\n",
    );
    press.write("content/notices/a.md", NOTICE.as_bytes());
    press.write("content/notices/c.md", NOTICE.replace("3号", "4号").as_bytes());
    press
}

fn patch(press: &Press) -> String {
    let folder = std::fs::read_dir(press.root.join(".jiangxin")).expect("the folder of patches");
    let mut names: Vec<String> = folder.flatten().map(|e| e.file_name().to_string_lossy().into_owned()).filter(|n| n.ends_with(".patch")).collect();
    names.sort();
    format!(".jiangxin/{}", names.pop().expect("a patch"))
}

fn mended() -> String {
    NOTICE.replace(",", "，")
}

#[test]
fn without_a_terminal_it_only_shows() {
    let press = site();
    let ran = press.run(&["check", "--fix"]).ends(1);
    for part in [
        "content/notices/a.md: 1 to mend",
        "+++ content/notices/c.md（改后 after）",
        "-要学习,要贯彻。",
        "+要学习，要贯彻。",
        "Not written: 2 mends in 2 files.",
    ] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    assert!(ran.err.contains("--yes") && !ran.out.contains("news/b.md"), "nothing to mend in the news: {}", ran.err);
    assert_eq!(press.read("content/notices/a.md"), NOTICE);
    let left = walkdir::WalkDir::new(press.root.join(".jiangxin")).into_iter().flatten();
    assert!(left.into_iter().all(|entry| entry.path().extension().is_none_or(|e| e != "patch")), "no patch of what was not written");
}

#[test]
fn it_writes_once_and_can_be_undone() {
    let press = site();
    let ran = press.run(&["check", "--fix", "--yes"]).ends(0);
    assert_eq!(press.read("content/notices/a.md"), mended());
    let patch = patch(&press);
    assert!(ran.out.contains(&format!("jiangxin check --undo {patch}")), "{}", ran.out);
    let again = press.run(&["check", "--fix", "--yes"]).ends(0);
    assert!(again.out.starts_with("There is nothing to mend"), "{}", again.out);
    let shown = press.run(&["check", "--undo", &patch]).ends(1);
    assert!(shown.out.contains("+要学习,要贯彻。") && press.read("content/notices/a.md") == mended());
    press.run(&["check", "--undo", &patch, "--yes"]).ends(0);
    assert_eq!((press.read("content/notices/a.md"), press.read("content/notices/c.md")), (NOTICE.to_owned(), NOTICE.replace("3号", "4号")));
    assert!(press.run(&["check", "--fix", "--undo", &patch, "--yes"]).ends(0).out.contains("already"));
}

#[test]
fn undoing_refuses_a_text_that_was_changed_since() {
    let press = site();
    press.run(&["check", "--fix", "--yes"]).ends(0);
    let patch = patch(&press);
    press.write("content/notices/a.md", format!("{}又一段。\n", mended()).as_bytes());
    let ran = press.run(&["check", "--undo", &patch, "--yes"]).ends(2);
    assert!(ran.err.contains("content/notices/a.md") && !ran.err.contains("content/notices/c.md"), "{}", ran.err);
    assert!(press.read("content/notices/c.md").contains("学习，"), "nothing was written");
    press.run(&["check", "--undo", &patch, "content/notices/c.md", "--yes"]).ends(0);
    assert!(press.read("content/notices/c.md").contains("学习,") && press.read("content/notices/a.md").contains("又一段"));
}

#[test]
fn only_the_named_files_are_mended() {
    let press = site();
    press.run(&["check", "--fix", "--yes", "content/notices/c.md"]).ends(0);
    assert_eq!(press.read("content/notices/a.md"), NOTICE);
    press.run(&["check", "--fix", "--yes", "content/notices"]).ends(0);
    assert_eq!(press.read("content/notices/a.md"), mended());
    for name in ["content/none.md", ".."] {
        let ran = press.run(&["check", "--fix", name]).ends(2);
        assert!(ran.err.contains(name), "{}", ran.err);
    }
    let looked = press.run(&["check", "content/notices/a.md"]).ends(0);
    assert!(looked.out.contains("content/notices/a.md") && !looked.out.contains("c.md"), "without --fix it only looks: {}", looked.out);
    press.run(&["check", "--yes"]).ends(2);
}

#[test]
fn a_program_gets_the_mends_with_the_findings() {
    let press = site();
    let shown = press.run(&["check", "--fix", "--format", "json"]).ends(1).json();
    assert_eq!((&shown["written"], &shown["undo"]), (&false.into(), &Value::Null));
    assert_eq!(shown["fixes"][0]["file"], "content/notices/a.md");
    let change = serde_json::json!({ "code": "half-width-punctuation", "line": 9, "before": "要学习,要贯彻。", "after": "要学习，要贯彻。" });
    assert_eq!(shown["fixes"][0]["changes"], serde_json::json!([change]));
    assert!(shown["fixes"][0]["diff"].as_str().is_some_and(|d| d.contains("+要学习，要贯彻。")));
    let done = press.run(&["check", "--fix", "--yes", "--format", "json"]).ends(0).json();
    assert_eq!((&done["written"], &done["undo"]), (&true.into(), &patch(&press).into()));
    assert!(done["diagnostics"].is_array() && done["summary"]["error"] == 0 && done["passed"] == serde_json::json!([]));
    let back = press.run(&["check", "--undo", &patch(&press), "--yes", "--format", "json"]).ends(0).json();
    assert_eq!(back, serde_json::json!({ "written": true, "files": ["content/notices/a.md", "content/notices/c.md"] }));
}

#[test]
fn slips_of_the_front_matter_are_mended_where_that_leaves_fewer_errors() {
    let press = site();
    press.edit("--- content/news/b.md\n+++\ntitle ＝ “新闻”\nsummry = \"甲\"\ntags = [\"a\"，\"b\"]\n+++\n正文。\n--- content/news/d.md\n+++\ntitle = \"丁\"\ntitel = \"丁\"\n+++\n正文。\n");
    press.edit("--- content/notices/a.toml\nsummry = \"丙\"\n");
    press.run(&["check", "--fix", "--yes"]).ends(1);
    assert_eq!(press.read("content/news/b.md"), "+++\ntitle = \"新闻\"\nsummary = \"甲\"\ntags = [\"a\", \"b\"]\n+++\n正文。\n");
    assert_eq!(press.read("content/news/d.md"), "+++\ntitle = \"丁\"\ntitel = \"丁\"\n+++\n正文。\n", "a second title would be no mend");
    assert_eq!(press.read("content/notices/a.toml"), "summary = \"丙\"\n");
    assert!(press.run(&["check", "--fix", "--yes"]).ends(1).out.starts_with("There is nothing to mend"));
    press.run(&["check", "--undo", &patch(&press), "--yes"]).ends(0);
    assert!(press.read("content/news/b.md").contains("title ＝ “新闻”"));
}

#[test]
fn a_translation_that_was_up_to_its_original_stays_so() {
    let press = site();
    press.edit("--- content/notices/a.en.md\n+++\ntitle = \"On an example\"\ntranslates = \"?\"\n+++\nText.\n");
    let stamp = |press: &Press| {
        let found = press.check(&[]).into_iter().find(|d| d["code"] == "stale-translation")?;
        found["help"]["en"].as_str().and_then(|h| h.split('"').nth(1)).map(str::to_owned)
    };
    let old = stamp(&press).expect("a stamp to write");
    press.edit(&format!("--- content/notices/a.en.md\n+++\ntitle = \"On an example\"\ntranslates = \"{old}\"\n+++\nText.\n"));
    press.run(&["check", "--fix", "--yes", "content/notices/a.md"]).ends(0);
    assert_eq!(stamp(&press), None, "{}", press.read("content/notices/a.en.md"));
    assert!(!press.read("content/notices/a.en.md").contains(&old));
    press.run(&["check", "--undo", &patch(&press), "--yes"]).ends(0);
    assert!(press.read("content/notices/a.en.md").contains(&old));
}

#[test]
fn a_classified_text_is_not_touched() {
    let press = site();
    let text = format!("机密★5年\n\n{NOTICE}");
    press.write("content/notices/a.md", text.as_bytes());
    let ran = press.run(&["check", "--fix", "--yes"]).ends(1);
    assert!(ran.err.contains("content/notices/a.md: left as it is, it carries a secrecy marking"), "{}", ran.err);
    assert_eq!(press.read("content/notices/a.md"), text);
    assert!(press.read("content/notices/c.md").contains("学习，"));
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::PermissionsExt;
    let press = site();
    let real = press.root.join("content/notices/echt.txt");
    std::fs::rename(press.root.join("content/notices/a.md"), &real).expect("renamed");
    std::fs::set_permissions(&real, std::fs::Permissions::from_mode(0o664)).expect("permitted");
    std::os::unix::fs::symlink("echt.txt", press.root.join("content/notices/a.md")).expect("linked");
    press.run(&["check", "--fix", "--yes"]).ends(0);
    assert!(press.root.join("content/notices/a.md").is_symlink());
    assert_eq!(std::fs::metadata(&real).expect("a file").permissions().mode() & 0o777, 0o664);
    assert_eq!(press.read("content/notices/echt.txt"), mended());
}

#[test]
fn a_file_that_changed_after_it_was_read_stops_all_of_them() {
    use jiangxin::edge::{AmendFault, Replacement, amend_files};
    use jiangxin::path::SitePath;
    let press = site();
    let path = |name: &str| SitePath::new(name).expect("a path");
    let replace = |name: &str, before: &str| Replacement { file: path(name), before: before.as_bytes().to_vec(), after: b"new".to_vec() };
    let files = [replace("content/notices/a.md", NOTICE), replace("content/notices/c.md", "what it was a moment ago")];
    let patch = path(".jiangxin/fix.patch");
    let fault = amend_files(&press.root, &files, Some((&patch, "# patch\n"))).expect_err("a refusal");
    assert!(matches!(&fault, AmendFault::Changed(list) if list == &[path("content/notices/c.md")]), "{fault:?}");
    assert!(press.read("content/notices/a.md") == NOTICE && !press.has(".jiangxin/fix.patch"), "nothing was written");
    amend_files(&press.root, &files[..1], Some((&patch, "# patch\n"))).expect("written");
    assert_eq!((press.read("content/notices/a.md").as_str(), press.read(".jiangxin/fix.patch").as_str()), ("new", "# patch\n"));
    let left: Vec<_> = std::fs::read_dir(press.root.join("content/notices")).expect("a folder").flatten().map(|e| e.file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().starts_with(".jiangxin-tmp")), "{left:?}");
}
