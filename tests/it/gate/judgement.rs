//! Acceptances, baselines, severities.

use serde_json::Value;

use crate::press::Press;

/// One warning: a word that stands twice.
const NOTICE: &str = "--- content/notices/a.md\n某市总工会关于某事的通知\n\n各单位：\n\n要学习贯彻贯彻会议精神。\n\n一、要求\n\n要办好这件事。\n";

fn site() -> Press {
    Press::small(NOTICE)
}

fn codes(found: &[Value]) -> Vec<&str> {
    found.iter().filter(|d| d["severity"] != "note").map(|d| d["code"].as_str().unwrap_or("")).collect()
}

/// The entries that `check --accept` prints, filled in.
fn entries(press: &Press, who: &str, why: &str) -> String {
    let printed = press.run(&["check", "--accept", "--deny", "doubled-word"]).out;
    assert!(!printed.contains("doubled-word"), "an error has no entry: {printed}");
    let printed = press.run(&["check", "--accept"]).ends(0).out;
    let groups = printed.split("\n\n").filter(|g| g.contains("code = \"doubled-word\""));
    groups
        .map(|g| format!("{}\n\n", g.trim_end().replace("who = \"\"", &format!("who = \"{who}\"")).replace("why = \"\"", &format!("why = \"{why}\""))))
        .collect()
}

#[test]
fn an_accepted_finding_is_gone_until_its_line_changes() {
    let press = site();
    assert_eq!(codes(&press.check(&[])), ["doubled-word"]);
    let entry = entries(&press, "张某", "会议名称如此");
    assert!(entry.contains("file = \"content/notices/a.md\"") && entry.contains("when = 20"), "{entry}");
    press.write("content/accepted.toml", entry.as_bytes());
    assert!(codes(&press.check(&[])).is_empty());
    assert!(press.run(&["check"]).ends(0).out.contains("accepted by people"));
    assert!(press.run(&["build"]).ends(0).err.contains("doubled-word"), "a build says what it says");
    // Text above it may grow.
    let text = press.read("content/notices/a.md");
    press.write("content/notices/a.md", text.replace("各单位：", "各单位：\n\n现通知如下。").as_bytes());
    assert!(codes(&press.check(&[])).is_empty());
    press.write("content/notices/a.md", text.replace("会议精神", "大会精神").as_bytes());
    assert_eq!(codes(&press.check(&[])), ["unknown-acceptance", "doubled-word"]);
    press.write("content/notices/a.md", text.replace("贯彻贯彻", "贯彻").as_bytes());
    assert_eq!(codes(&press.check(&[])), ["unknown-acceptance"]);
}

#[test]
fn an_acceptance_ends_with_its_day_and_needs_who_when_and_why() {
    let press = site();
    let entry = entries(&press, "张某", "原文如此");
    press.write("content/accepted.toml", format!("{}until = 2020-01-01\n", entry.trim_end().to_owned() + "\n").as_bytes());
    assert_eq!(codes(&press.check(&[])), ["expired-acceptance", "doubled-word"]);
    press.write("content/accepted.toml", format!("{}until = 2999-01-01\n", entry.trim_end().to_owned() + "\n").as_bytes());
    assert!(codes(&press.check(&[])).is_empty());
    press.remove("content/accepted.toml");
    press.write("content/accepted.toml", entries(&press, "", "").as_bytes());
    let found = press.check(&[]);
    assert_eq!(codes(&found), ["missing-field", "missing-field", "doubled-word"]);
    press.write("content/accepted.toml", b"[[accepted]]\nfindng = \"x\"\n");
    assert!(codes(&press.check(&[])).contains(&"unknown-setting"));
}

#[test]
fn an_error_cannot_be_accepted() {
    let press = Press::small("--- content/news/a.md\n+++\ntitle = \"甲\"\ndate = 2026-01-01\n+++\n见[乙](b.md)。\n");
    let sarif = press.run(&["check", "--format", "sarif"]).ends(1).json();
    let results = sarif["runs"][0]["results"].as_array().expect("results").clone();
    let dead = results.iter().find(|r| r["ruleId"] == "dead-link").expect("the dead link");
    let mark = dead["partialFingerprints"]["jiangxin/v1"].as_str().expect("a mark");
    press.write("content/accepted.toml", format!("[[accepted]]\nfinding = \"{mark}\"\nwho = \"甲\"\nwhen = 2026-01-01\nwhy = \"乙\"\n").as_bytes());
    assert_eq!(codes(&press.check(&[])), ["unknown-acceptance", "dead-link"]);
}

#[test]
fn a_baseline_leaves_only_what_is_new() {
    let press = site();
    for form in ["json", "sarif"] {
        let report = press.run(&["check", "--format", form]).ends(0).out;
        let file = press.root.join(format!("known.{form}"));
        std::fs::write(&file, report).expect("written");
        let known = ["--baseline", file.to_str().expect("a name")];
        assert!(press.check(&known).is_empty(), "{form}");
        press.edit(&NOTICE.replace("a.md", "b.md").replace("某事的", "另一件事的"));
        assert_eq!(codes(&press.check(&known)), ["doubled-word"], "{form}");
        press.remove("content/notices/b.md");
    }
    let text = press.read("content/notices/a.md");
    std::fs::write(press.root.join("odd"), text).expect("written");
    assert_eq!(press.run(&["check", "--baseline", press.root.join("odd").to_str().expect("a name")]).status, 2);
    assert_eq!(press.run(&["check", "--baseline", "nowhere"]).status, 2);
}

#[test]
fn a_site_weighs_its_codes_and_cannot_make_errors_lighter() {
    let weighed = |severity: &str| {
        let press = site();
        let settings = press.read("content/site.toml");
        press.write("content/site.toml", format!("{settings}\n[check]\nseverity = {{ {severity} }}\n").as_bytes());
        press
    };
    let press = weighed("doubled-word = \"error\"");
    assert!(press.check(&[]).iter().any(|d| d["code"] == "doubled-word" && d["severity"] == "error"));
    assert_eq!(press.run(&["build"]).status, 1, "an error stops a build, whoever made it one");
    let press = weighed("doubled-word = \"off\"");
    assert!(codes(&press.check(&[])).is_empty());
    assert!(codes(&press.check(&["--deny", "doubled-word"])).is_empty());
    let press = weighed("doubled-word = \"note\"");
    assert!(press.check(&[]).iter().any(|d| d["code"] == "doubled-word" && d["severity"] == "note"));
    assert!(press.check(&["--allow", "doubled-word"]).iter().all(|d| d["code"] != "doubled-word"));
    for (wrong, said) in
        [("dead-link = \"note\"", "cannot be made lighter"), ("doubled-wrd = \"off\"", "doubled-word"), ("doubled-word = \"bad\"", "no severity")]
    {
        let found = weighed(wrong).check(&[]);
        let told = found.iter().find(|d| d["code"] == "bad-value").expect("a finding");
        assert!(told["message"]["en"].as_str().is_some_and(|m| m.contains(said)), "{told:#}");
    }
}
