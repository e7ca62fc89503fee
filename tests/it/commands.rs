//! The commands: what each prints and how it ends.

use std::path::Path;

use jiangxin::diag::Code;
use serde_json::Value;

use crate::press::{Press, run_in};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn inspected(file: &str) -> Value {
    run_in(root(), &["--lang", "en", "inspect", file, "--format", "json"], b"").ends(0).json()
}

#[test]
fn inspect_reads_the_seed_notice_whole_and_right() {
    let notice = inspected("content/notices/gzgf-2022-18.md");
    assert_eq!((&notice["kind"], &notice["genre"]), (&"notice".into(), &"通知".into()));
    assert_eq!((&notice["issuer_mark"], &notice["issuer"]), (&"甘肃省总工会文件".into(), &"甘肃省总工会".into()));
    assert_eq!(notice["doc_number"], serde_json::json!({ "text": "甘总工发〔2022〕18号", "code": "甘总工发", "year": 2022, "serial": 18 }));
    assert_eq!(notice["title"], "甘肃省总工会关于学习宣传贯彻习近平总书记致首届大国工匠创新交流大会贺信精神的通知");
    let addressees = &notice["addressees"];
    assert!(addressees["text"].as_str().is_some_and(|t| t.starts_with("各市州总工会，") && t.ends_with("直属单位")), "{addressees}");
    assert_eq!(addressees["names"].as_array().map(Vec::len), Some(8));
    let sections = notice["sections"].as_array().expect("sections");
    let of = |key: &str| sections.iter().map(|s| s[key].as_str().unwrap_or("").to_owned()).collect::<Vec<_>>();
    assert_eq!((of("id"), of("marker")), (vec!["s1".into(), "s2".into(), "s3".into()], vec!["一、".into(), "二、".into(), "三、".into()]));
    assert_eq!(
        of("title"),
        [
            "提高政治站位，深刻理解把握习近平总书记贺信的精神实质和重大意义",
            "以学习宣传贯彻习近平总书记贺信精神为强劲动力，团结动员广大职工在推动经济社会发展中更好发挥工人阶级主力军作用",
            "把工会系统学习宣传贯彻贺信精神不断引向深入",
        ]
    );
    assert!(sections.iter().all(|s| s["level"] == 1 && s["run_in"] == false));
    let ids: Vec<String> = sections.iter().flat_map(|s| s["points"].as_array().expect("points")).map(|p| p["id"].as_str().unwrap_or("").to_owned()).collect();
    let expected: Vec<String> = [5, 5, 3].iter().enumerate().flat_map(|(s, n)| (1..=*n).map(move |p| format!("s{}-p{p}", s + 1))).collect();
    assert_eq!(ids, expected);
    assert_eq!(notice["print"], serde_json::json!({ "organ": "甘肃省总工会", "date": "2022-04-29" }));
    assert_eq!((&notice["date"], &notice["signature"]), (&Value::Null, &serde_json::json!([])));
    let joins: Vec<&Value> = notice["mends"].as_array().expect("mends").iter().filter(|m| m["code"] == "join-page-break").collect();
    assert_eq!(joins.len(), 9);
    assert!(
        joins
            .iter()
            .all(|m| m["line"].is_u64() && m["before"].as_str().is_some_and(|b| b.contains('⏎')) && m["after"].as_str().is_some_and(|a| !a.contains('⏎')))
    );
    let found: Vec<(String, u64)> = notice["diagnostics"]
        .as_array()
        .expect("findings")
        .iter()
        .map(|d| (d["code"].as_str().unwrap_or("").to_owned(), d["line"].as_u64().unwrap_or(0)))
        .collect();
    assert_eq!(found, [("doubled-word".to_owned(), 63), ("print-line-truncated".to_owned(), 75)]);
    assert!(!notice.to_string().replace("\\\"", "").contains("\"title\":\"**"), "no stray marks in titles");
}

#[test]
fn inspect_always_gives_every_key() {
    let keys = [
        "kind",
        "genre",
        "issuer",
        "issuer_mark",
        "copy_number",
        "secrecy",
        "urgency",
        "signer",
        "doc_number",
        "title",
        "addressees",
        "lead",
        "points",
        "sections",
        "chapters",
        "articles",
        "attachments",
        "signature",
        "date",
        "annotation",
        "cc",
        "print",
        "attached",
        "mends",
        "diagnostics",
    ];
    for input in ["", "随便一句话。", "# Heading\n\n- a\n- b\n", "+++\ntitle = \"x\"\n+++\n正文"] {
        let object = run_in(root(), &["inspect", "-", "--format", "json"], input.as_bytes()).ends(0).json();
        let map = object.as_object().expect("one object");
        assert!(keys.iter().all(|k| map.contains_key(*k)) && map.len() == keys.len(), "{input}: {:?}", map.keys());
        assert_eq!(object["kind"], "other", "{input}");
        for list in ["signer", "lead", "points", "sections", "chapters", "articles", "attachments", "signature", "cc", "attached", "mends", "diagnostics"] {
            assert!(object[list].is_array(), "{list}");
        }
    }
}

#[test]
fn inspect_counts_the_lines_of_the_front_matter() {
    let text = "+++\ntitle = \"x\"\n+++\n## 关于某事的通知\n\n各单位：\n\n要学习贯彻贯彻。\n";
    let object = run_in(root(), &["inspect", "-", "--format", "json"], text.as_bytes()).ends(0).json();
    assert_eq!((&object["lead"][0]["line"], &object["diagnostics"][0]["line"]), (&8.into(), &8.into()));
}

#[test]
fn inspect_ends_with_one_on_a_classified_notice_and_still_prints_it() {
    let text = "机密★5年\n\n示例总工会文件\n\n示例发〔2026〕2号\n\n## 关于某事的通知\n\n各单位：\n\n正文。\n";
    let ran = run_in(root(), &["--lang", "en", "inspect", "-", "--format", "json"], text.as_bytes()).ends(1);
    assert_eq!((&ran.json()["diagnostics"][0]["code"], &ran.json()["title"]), (&"classified".into(), &"关于某事的通知".into()));
    assert!(run_in(root(), &["--lang", "en", "inspect", "-"], text.as_bytes()).ends(1).out.contains("关于某事的通知"));
}

#[test]
fn inspect_prints_an_outline_and_the_whole_in_standard_form() {
    let outline = run_in(root(), &["--lang", "zh", "inspect", "content/notices/gzgf-2022-18.md"], b"").ends(0).out;
    for part in ["发文字号：甘总工发〔2022〕18号", "[s1] 一、提高政治站位", "[s3-p3]", "跨页断开的段落已接上"] {
        assert!(outline.contains(part), "{part}: {outline}");
    }
    let text = run_in(root(), &["inspect", "content/notices/gzgf-2022-18.md", "--format", "text"], b"").ends(0).out;
    let again = run_in(root(), &["inspect", "-", "--format", "text"], text.as_bytes()).ends(0).out;
    assert!(text.contains("甘总工发〔2022〕18号") && !text.contains("**") && text == again, "a fixed point");
}

#[test]
fn render_prints_a_fragment_and_nothing_else() {
    let render = |text: &str| run_in(root(), &["render", "-"], text.as_bytes()).ends(0).out;
    assert_eq!(render("**“中文”**中文[甲](a.md)\n第二行"), "<p><strong>“中文”</strong>中文<a href=\"a.md\">甲</a>第二行</p>\n");
    assert_eq!(render("+++\nx = 1\n+++\n").trim(), "<p>+++\nx = 1\n+++</p>", "no front matter");
    assert_eq!(render(""), "");
    assert!(!render("<script>alert(1)</script>好").contains("script"));
    let press = Press::lay("--- content/site.toml\ntitle = \"站\"\nraw_html = true\n--- a.md\n<b onclick=\"x()\">好</b>\n");
    assert!(press.run(&["render", "a.md"]).ends(0).out.contains("onclick"), "as the site renders it");
}

#[test]
fn list_prints_what_was_asked_in_each_form() {
    let press = crate::fixture::lay();
    press.edit("--- content/news/jianglai.md\n+++\ntitle = \"将来\"\npublish_at = 2999-01-01\n+++\n--- content/news/guoqi.md\n+++\ntitle = \"过期, \\\"旧\\\"\"\nexpire_at = 2000-01-01\n+++\n--- content/about.en.md\n+++\ntitle = \"About\"\ntranslates = \"0\"\n+++\n## Contact\n");
    let listed = |what: &str| -> Vec<String> {
        let rows = press.run(&["list", what, "--format", "json"]).ends(0).json();
        let rows = rows.as_array().expect("an array").clone();
        rows.iter().for_each(|r| assert!(["file", "url", "title"].iter().all(|k| r[*k].is_string()), "{r}"));
        rows.iter().map(|r| r["file"].as_str().unwrap_or("").trim_start_matches("content/").to_owned()).collect()
    };
    assert_eq!(listed("drafts"), ["news/caogao.md"]);
    assert_eq!(listed("future"), ["news/jianglai.md"]);
    assert_eq!(listed("expired"), ["news/guoqi.md"]);
    assert_eq!(listed("sample"), ["features/jiangxin/index.en.md", "features/jiangxin/index.md", "profiles/jia/index.md"]);
    assert_eq!(listed("stale"), ["about.en.md"]);
    let untranslated = listed("untranslated");
    assert!(untranslated.contains(&"news/zhunbei.md".to_owned()) && !untranslated.contains(&"news/kaimu.md".to_owned()), "{untranslated:?}");
    assert!(listed("all").len() >= 13 && listed("all").iter().all(|f| !f.contains("_index")));
    let csv = press.run(&["list", "expired", "--format", "csv"]).ends(0).out;
    assert!(csv.starts_with('\u{feff}') && csv.contains("\"过期, \"\"旧\"\"\"") && csv.lines().count() == 2, "{csv}");
    let table = press.run(&["list", "drafts"]).ends(0).out;
    assert!(table.contains("没写完的稿子") && table.contains("/news/caogao/") && table.lines().count() >= 2, "{table}");
    let table = run_in(&press.root, &["--lang", "zh", "list", "drafts"], b"").ends(0).out;
    assert!(table.contains("草稿") && !table.contains("draft"), "{table}");
    assert_eq!(run_in(&press.root, &["--lang", "zh", "list", "drafts", "--format", "json"], b"").json()[0]["state"], "draft");
}

#[test]
fn coverage_prints_what_the_page_shows() {
    let press = crate::fixture::lay();
    let rows = press.run(&["coverage", "--format", "json"]).ends(0).json();
    let rows: Vec<(String, u64, String)> = rows
        .as_array()
        .expect("an array")
        .iter()
        .map(|r| (r["point"].as_str().unwrap_or("").to_owned(), r["count"].as_u64().unwrap_or(99), r["url"].as_str().unwrap_or("").to_owned()))
        .collect();
    let expected = [("s1-p1", 0), ("s1-p2", 1), ("s2-p1", 1), ("s2-p2", 2)].map(|(p, n)| (p.to_owned(), n, format!("/notices/slf-2026-1/#{p}")));
    assert_eq!(rows, expected);
    let csv = press.run(&["coverage", "--format", "csv"]).ends(0).out;
    assert!(csv.starts_with('\u{feff}') && csv.lines().count() == 5 && csv.contains("选树典型"), "{csv}");
    assert!(run_in(&press.root, &["--lang", "zh", "coverage"], b"").ends(0).out.contains("第二部分第二点"));
    let seed = run_in(root(), &["coverage", "--format", "json"], b"").ends(0).json();
    assert_eq!(seed.as_array().map(Vec::len), Some(13));
}

#[test]
fn explain_tells_every_code_in_both_languages() {
    for code in Code::ALL {
        let zh = run_in(root(), &["--lang", "zh", "explain", code.name()], b"").ends(0).out;
        let en = run_in(root(), &["--lang", "en", "explain", code.name()], b"").ends(0).out;
        assert!(zh.contains(code.title().0) && en.contains(code.title().1) && zh.contains(code.name()), "{}", code.name());
    }
    let all = run_in(root(), &["--lang", "en", "explain"], b"").ends(0).out;
    assert_eq!(all.lines().count(), Code::ALL.len());
}

#[test]
fn completions_name_every_command_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = run_in(root(), &["completions", shell], b"").ends(0).out;
        for word in ["build", "inspect", "coverage", "base-url"] {
            assert!(script.contains(word), "{shell} lacks {word}");
        }
    }
}

#[test]
fn help_lists_only_what_works_in_the_language_asked_for() {
    let zh = run_in(root(), &["--lang", "zh", "--help"], b"").ends(0).out;
    let en = run_in(root(), &["--help", "--lang", "en"], b"").ends(0).out;
    for command in
        ["init", "new", "build", "check", "inspect", "render", "list", "coverage", "explain", "completions", "import", "export", "package", "publish", "schema"]
    {
        assert!(zh.contains(command) && en.contains(command), "{command}");
    }
    assert!(zh.contains("用法") && en.contains("Usage"));
    assert!(run_in(root(), &["--version"], b"").ends(0).out.contains(env!("CARGO_PKG_VERSION")));
    let commands = zh.split("\n\n").nth(2).expect("the commands").lines().skip(1).filter_map(|line| line.split_whitespace().next());
    for command in commands {
        let help = run_in(root(), &["--lang", "zh", command, "--help"], b"").ends(0).out;
        for english in ["possible values", "default", "Arguments", "Options", "Usage", "[OPTIONS]"] {
            assert!(!help.contains(english), "{command}: {english} in\n{help}");
        }
    }
}

#[test]
fn what_is_missing_on_the_command_line_is_told_with_an_example() {
    let told = |arguments: &[&str]| run_in(root(), &[&["--lang", "zh"], arguments].concat(), b"").ends(2).err;
    for (arguments, words) in [
        (&["import"][..], "例如：jiangxin import 通知.docx"),
        (&["publish"], "还要写出发布到哪里"),
        (&["translate"], "例如：jiangxin translate content/news/活动.md --to en"),
        (&["inspect"], "例如：jiangxin inspect content/notices/通知.md"),
        (&["check", "--yes"], "还要加上 --fix 或 --undo"),
        (&["import", ""], "引号里什么也没有"),
        (&["publish", ""], "没有写出发布到哪里"),
        (&["package", "--output", "站.rar"], "例如 站.zip"),
        (&["package", "--previous", "没有.zip"], "没有 没有.zip 这个文件"),
        (&["check", "--report", "审签单.txt"], "例如 审签单.html"),
    ] {
        let said = told(arguments);
        assert!(said.contains(words) && !said.contains(['<', '>', '|']), "{arguments:?}: {said}");
    }
}

#[test]
fn check_looks_at_the_files_and_folders_that_it_is_given() {
    let press = Press::small(
        "--- content/news/a.md\n+++\ntitle = \"甲\"\n+++\n[断了](没有.md)\n--- content/features/b.md\n+++\ntitle = \"乙\"\n+++\n[断了](没有.md)\n",
    );
    let files = |named: &[&str]| -> Vec<String> {
        let said = press.run(&[&["check", "--format", "json"], named].concat()).json();
        let mut files: Vec<String> = said["diagnostics"].as_array().expect("findings").iter().filter_map(|d| Some(d["file"].as_str()?.to_owned())).collect();
        files.dedup();
        files
    };
    assert_eq!(files(&["content/news/a.md"]), ["content/news/a.md"]);
    assert_eq!(files(&["content/features"]), ["content/features/b.md"]);
    assert_eq!(
        files(&["content/news/a.md", press.root.join("content/features/b.md").to_str().expect("a name")]),
        ["content/features/b.md", "content/news/a.md"]
    );
    let whole = press.root.to_str().expect("a name").to_owned();
    assert!(run_in(root(), &["--root", &whole, "check", "content/news/a.md"], b"").ends(1).out.contains("没有.md"), "named from the site's folder");
    assert!(run_in(root(), &["--root", &whole, "--lang", "zh", "check", "没有.md"], b"").ends(2).err.contains("请核对文件名"));
}

#[test]
fn a_new_site_builds_at_once_and_takes_every_kind() {
    let press = Press::lay("");
    press.run(&["init", "新 专题"]).ends(0);
    let site = press.root.join("新 专题");
    let run = |arguments: &[&str]| run_in(&site, &[&["--lang", "en"], arguments].concat(), b"");
    let built = run(&["build"]).ends(0);
    assert!(!built.err.contains("error") && !built.err.contains("warning"), "{}", built.err);
    assert!(site.join("output/index.html").exists());
    for kind in ["notice", "feature", "profile", "news", "page"] {
        run(&["new", kind, "第一篇 “试试”"]).ends(0);
        let again = run(&["new", kind, "第一篇 “试试”"]).ends(2);
        assert!(again.err.contains("exists already") && again.err.contains("--slug"), "{}", again.err);
        run(&["new", kind, "First", "--slug", "first-one"]).ends(0);
    }
    let checked = run(&["check", "--format", "json"]).ends(0).json();
    assert_eq!(checked["summary"]["error"], 0, "{checked:#}");
    run(&["build", "--drafts"]).ends(0);
    for path in ["notices/first-one", "features/first-one", "profiles/first-one", "news/first-one", "first-one"] {
        assert!(site.join("output").join(path).join("index.html").exists(), "{path}");
    }
    press.run(&["init", "新 专题"]).ends(2);
    // In the folder itself: its name is the title, and there is nowhere to go.
    let here = press.root.join("劳模 专题");
    std::fs::create_dir(&here).expect("a folder");
    let made = run_in(&here, &["--lang", "en", "init", "."], b"").ends(0);
    assert!(!made.out.contains("cd "), "{}", made.out);
    assert!(std::fs::read_to_string(here.join("content/site.toml")).expect("settings").contains("title = \"劳模 专题\""));
}

#[test]
fn a_document_is_not_made_without_a_title() {
    let press = Press::small("--- content/about.md\n+++\ntitle = \"关于\"\n+++\n");
    for title in ["", "  ", "　"] {
        let ran = press.run(&["new", "news", title]).ends(2);
        assert!(ran.err.contains("标题是空的") || ran.err.contains("title is empty"), "{}", ran.err);
    }
    assert!(!press.has("content/news"));
}

#[test]
fn a_list_ends_well_where_only_drafts_have_faults() {
    let press =
        Press::small("--- content/about.md\n+++\ntitle = \"关于\"\n+++\n--- content/news/a.md\n+++\ntitle = \"草稿\"\ndraft = true\n+++\n[断了](没有.md)\n");
    let ran = press.run(&["list", "drafts"]).ends(0);
    assert!(ran.err.contains("dead-link") && ran.out.contains("草稿"), "{} {}", ran.err, ran.out);
    press.edit("--- content/news/b.md\n+++\ntitle = \"成稿\"\n+++\n[断了](没有.md)\n");
    press.run(&["list", "drafts"]).ends(1);
}

#[test]
fn a_slug_cannot_lead_out_of_the_site() {
    let press = Press::small("--- content/about.md\n+++\ntitle = \"关于\"\n+++\n");
    for slug in ["../../x", "/etc/x", "a/b", "..", "con", "x\\y"] {
        let ran = press.run(&["new", "news", "标题", "--slug", slug]);
        assert!(ran.status == 0 || ran.status == 2, "{slug}: {}", ran.err);
        assert!(!press.root.parent().expect("above").join("x").exists() && !press.has("content/x") && !press.has("x"), "{slug}");
    }
    assert_eq!(press.check(&[]).iter().filter(|d| d["severity"] == "error").count(), 0);
}

#[test]
fn root_and_language_stand_before_or_after_the_command() {
    let press = Press::small("--- content/about.md\n+++\ntitle = \"关于\"\n+++\n");
    let above = press.root.parent().expect("above");
    for arguments in [["--root", "site", "--lang", "zh", "check"], ["check", "--lang", "zh", "--root", "site"]] {
        assert!(run_in(above, &arguments, b"").ends(0).out.contains("还没有这些语言的版本"), "{arguments:?}");
    }
}
