//! SARIF, annotations, the page to sign.

use crate::press::{Press, run_in};

const SITE: &str = "--- content/news/甲 乙.md
+++
title = \"甲\"
date = 2026-01-01
+++
见[乙](b.md)，100% <b>重要</b>。

--- content/notices/a.md
某市总工会关于某事的通知

各单位：

要学习贯彻贯彻会议精神。
";

#[test]
fn sarif_holds_to_its_schema() {
    // One pattern of the schema has a stray bracket, which only JavaScript lets pass.
    let text = include_str!("../../data/sarif/sarif-schema-2.1.0.json").replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}$");
    let schema: serde_json::Value = serde_json::from_str(&text).expect("a schema");
    let schema = jsonschema::validator_for(&schema).expect("a schema that compiles");
    let press = Press::small(SITE);
    for lang in ["zh", "en"] {
        let log = run_in(&press.root, &["--lang", lang, "check", "--format", "sarif"], b"").ends(1).json();
        let wrong: Vec<String> = schema.iter_errors(&log).map(|e| e.to_string()).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
        let results = log["runs"][0]["results"].as_array().expect("results");
        let dead = results.iter().find(|r| r["ruleId"] == "dead-link").expect("the dead link");
        let place = &dead["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "content/news/%E7%94%B2%20%E4%B9%99.md");
        assert_eq!((&place["region"]["startLine"], &place["region"]["startColumn"]), (&5.into(), &2.into()));
        let rule = &log["runs"][0]["tool"]["driver"]["rules"][dead["ruleIndex"].as_u64().expect("an index") as usize];
        assert_eq!(rule["id"], "dead-link");
    }
    let broken = serde_json::json!({ "version": "2.1.0", "runs": [{ "results": [] }] });
    assert!(!schema.is_valid(&broken), "the schema can refuse");
}

#[test]
fn github_annotations_are_one_line_each_and_escaped() {
    let press = Press::small(SITE);
    let out = press.run(&["check", "--format", "github"]).ends(1).out;
    let lines: Vec<&str> = out.lines().collect();
    assert!(lines.iter().all(|l| l.starts_with("::error ") || l.starts_with("::warning ") || l.starts_with("::notice ")), "{out}");
    assert!(out.contains("::error file=content/news/甲 乙.md,line=5,col=2,title=dead-link::"), "{out}");
    assert!(out.contains("%0A"), "{out}");
}

#[test]
fn the_sheet_is_one_whole_page_in_both_languages() {
    let press = Press::small(SITE);
    let file = press.root.join("report.html");
    let name = file.to_str().expect("a name");
    for (lang, words) in [("zh", ["三审三校", "逐页问题", "发布前检查与审签单"]), ("en", ["Readings and proofs", "Findings by page", "Pre-publication check"])]
    {
        run_in(&press.root, &["--lang", lang, "check", "--report", name], b"").ends(1);
        let html = std::fs::read_to_string(&file).expect("the report");
        assert!(words.iter().all(|w| html.contains(w)), "{html}");
        assert!(html.contains("content/news/甲 乙.md") && html.contains("<mark>贯彻贯彻</mark>"), "{html}");
        assert!(!html.contains("<script") && !html.contains("src=") && !html.contains("http://") && !html.contains("url("), "asks for nothing");
        assert!(!html.contains("<b>重要</b>"), "content is escaped");
        assert!(html.matches("<td></td><td></td><td></td>").count() == 6, "cells for a pen");
        let digest: String = crate::html::between(&html, "class=\"digest\">", "</dd>").chars().filter(char::is_ascii_hexdigit).collect();
        assert!(digest.len() > 64, "{digest}");
    }
    let first = std::fs::read(&file).expect("the report");
    press.run(&["check", "--report", name]).ends(1);
    assert_eq!(std::fs::read(&file).expect("the report"), first, "the same site, the same page");
    press.write("content/news/c.md", "+++\ntitle = \"丙\"\ndate = 2026-01-01\n+++\n正文。\n".as_bytes());
    press.run(&["check", "--report", name]).ends(1);
    assert_ne!(std::fs::read(&file).expect("the report"), first, "another digest");
    press.write("notes.html", b"my own");
    assert_eq!(press.run(&["check", "--report", press.root.join("notes.html").to_str().expect("a name")]).status, 2);
    assert_eq!(press.read("notes.html"), "my own");
}
