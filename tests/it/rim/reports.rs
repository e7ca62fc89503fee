//! What a person and a program read about findings.

use jiangxin::diag::{Code, Diagnostic};
use jiangxin::report::{Place, SHOWN_PER_CODE, Summary, Texts, Tongue, check_json, explain, human, json};
use unicode_width::UnicodeWidthStr;

const FILE: &str = "content/notices/a.md";
const NOTICE: &str = "# 通知\n\n　　干部要做学习贯彻贯彻的模范，在抓好自身学习的同时\n\tauthr = \"甲\"\n";

fn texts(text: &str) -> Texts {
    let mut texts = Texts::new();
    texts.insert(FILE.into(), text.into());
    texts
}

fn doubled(text: &str, words: &str) -> Diagnostic {
    let start = text.find(words).expect("the words stand in the text");
    Diagnostic::new(Code::DoubledWord, "“贯彻”连写了两次", "“贯彻” stands twice").in_file(FILE).at(start..start + words.len())
}

/// Display columns of the underlined part of the first excerpt, and the same of `words` in the line above it.
fn underlined(report: &str, words: &str) -> ((usize, usize), (usize, usize)) {
    let lines: Vec<&str> = report.lines().collect();
    let at = lines.iter().position(|l| l.contains('^')).expect("an underline");
    let mark = lines[at].find('^').expect("a mark");
    let start = lines[at][..mark].width();
    let above = lines[at - 1];
    let word = above.find(words).expect("the words stand above");
    ((start, start + lines[at][mark..].trim_end().width()), (above[..word].width(), above[..word + words.len()].width()))
}

#[test]
fn a_chinese_finding_is_printed_exactly() {
    let finding = doubled(NOTICE, "贯彻贯彻").help("多半是多写了一次，请删去一个。", "Probably written once too often: delete one.");
    assert_eq!(
        human(std::slice::from_ref(&finding), &texts(NOTICE), Tongue::Zh, false),
        "\
警告[doubled-word]: “贯彻”连写了两次
 --> content/notices/a.md:3:9
  |
3 | 　　干部要做学习贯彻贯彻的模范，在抓好自身学习的同时
  |                 ^^^^^^^^
  |
  = 怎么办: 多半是多写了一次，请删去一个。

1 个警告
"
    );
    let english = human(&[finding], &texts(NOTICE), Tongue::En, false);
    assert!(english.starts_with("warning[doubled-word]: “贯彻” stands twice\n --> content/notices/a.md:3:9\n"), "{english}");
    assert!(english.ends_with("= help: Probably written once too often: delete one.\n\n1 warning\n"), "{english}");
}

#[test]
fn the_underline_stands_under_its_characters() {
    let long = format!("{}贯彻贯彻{}\n", "学习ab\t".repeat(400), "的模范".repeat(400));
    let deep = format!("{}贯彻贯彻\n", "　".repeat(40));
    let first = "贯彻贯彻的模范\n";
    let zero = "一\u{200B}二\u{FEFF}三\u{0301}贯彻贯彻\r的\n";
    for text in [NOTICE, &long, &deep, first, zero] {
        let report = human(&[doubled(text, "贯彻贯彻")], &texts(text), Tongue::Zh, false);
        let (mark, words) = underlined(&report, "贯彻贯彻");
        assert_eq!(mark, words, "{report}");
        assert!(report.lines().all(|line| line.width() <= 80), "{report}");
    }
}

#[test]
fn a_range_of_several_lines_is_marked_on_its_first() {
    let report = human(&[doubled("甲乙\n丙丁\n", "乙\n丙")], &texts("甲乙\n丙丁\n"), Tongue::Zh, false);
    assert!(report.contains("1 | 甲乙\n  |   ^^\n"), "{report}");
    assert!(!report.contains("丙丁"), "{report}");
}

#[test]
fn no_range_is_too_odd_to_report() {
    let texts = texts(NOTICE);
    for start in 0..NOTICE.len() + 3 {
        for end in [0, start, start + 1, start + 2, NOTICE.len(), usize::MAX] {
            let finding = Diagnostic::new(Code::DoubledWord, "重复", "doubled").in_file(FILE).at(start..end);
            let place = texts.place(&finding).expect("a known text");
            assert!((1..=5).contains(&place.line) && place.column >= 1, "{start}..{end}: {place:?}");
            let report = human(std::slice::from_ref(&finding), &texts, Tongue::Zh, false);
            assert!(report.contains(&format!(" --> {FILE}:{}:{}\n", place.line, place.column)), "{report}");
        }
    }
    assert_eq!(texts.place(&Diagnostic::new(Code::DoubledWord, "", "").in_file("b.md").at(0..1)), None);
}

#[test]
fn columns_count_characters_in_long_texts_too() {
    let text = format!("{}\n{}贯彻贯彻", "一二三\n".repeat(1000), "学a".repeat(2000));
    assert_eq!(texts(&text).place(&doubled(&text, "贯彻贯彻")), Some(Place { line: 1002, column: 4001 }));
}

#[test]
fn findings_without_a_place_have_no_excerpt_and_stand_last() {
    let findings = [
        Diagnostic::new(Code::EmptyContent, "没有可发布的内容", "nothing to publish").help("先写一篇。", "Write something."),
        Diagnostic::new(Code::Undecodable, "读不出来", "unreadable").in_file("content/b.md").at(4..9),
        doubled(NOTICE, "贯彻贯彻"),
        doubled(NOTICE, "通知"),
    ];
    let report = human(&findings, &texts(NOTICE), Tongue::Zh, false);
    let order: Vec<&str> = report.lines().filter(|line| line.contains(" --> ") || line.contains("怎么办")).collect();
    assert_eq!(order, [" --> content/b.md", " --> content/notices/a.md:1:3", " --> content/notices/a.md:3:9", " = 怎么办: 先写一篇。"]);
    assert!(report.ends_with("\n\n2 个错误，2 个警告\n"), "{report}");
    assert_eq!(human(&[], &Texts::new(), Tongue::Zh, false), "");
    assert_eq!(Summary::default().line(Tongue::Zh), "没有发现问题");
}

#[test]
fn a_flood_of_one_kind_is_counted() {
    let mut findings = vec![doubled(NOTICE, "贯彻贯彻"); SHOWN_PER_CODE + 7];
    findings.push(Diagnostic::new(Code::EmptyContent, "没有可发布的内容", "nothing to publish"));
    let report = human(&findings, &texts(NOTICE), Tongue::Zh, false);
    assert_eq!(report.matches("警告[doubled-word]").count(), SHOWN_PER_CODE);
    assert!(report.contains("[doubled-word] 词语重复：另有 7 处\n1 个错误，57 个警告\n"), "{report}");
}

#[test]
fn colour_changes_nothing_but_colour() {
    let findings = [doubled(NOTICE, "贯彻贯彻").help("删去一个。", "Delete one.")];
    let colored = human(&findings, &texts(NOTICE), Tongue::Zh, true);
    let mut plain = String::new();
    let mut rest = colored.as_str();
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        rest = after.split_once('m').expect("an escape code ends in m").1;
    }
    plain.push_str(rest);
    let trimmed = |text: &str| text.lines().map(|l| l.trim_end().to_owned()).collect::<Vec<_>>();
    assert_ne!(colored, plain);
    assert_eq!(trimmed(&plain), trimmed(&human(&findings, &texts(NOTICE), Tongue::Zh, false)));
}

#[test]
fn names_cannot_steer_the_terminal() {
    let finding = Diagnostic::new(Code::DeadLink, "没有\u{1b}[2J这个文件", "no such file").in_file("content/\u{1b}[2Ja.md");
    assert!(!human(&[finding], &Texts::new(), Tongue::Zh, false).contains('\u{1b}'));
}

#[test]
fn json_has_every_key() {
    let findings =
        [Diagnostic::new(Code::EmptyContent, "没有内容", "nothing"), doubled(NOTICE, "贯彻贯彻").help("删去一个。", "Delete one."), doubled(NOTICE, "通知")];
    let printed = check_json(&findings, &texts(NOTICE));
    assert_eq!(printed["summary"], serde_json::json!({ "error": 1, "warning": 2, "note": 0 }));
    assert_eq!(printed["diagnostics"], json(&findings, &texts(NOTICE)));
    assert_eq!(
        printed["diagnostics"][1],
        serde_json::json!({
            "code": "doubled-word", "severity": "warning", "file": FILE, "line": 3, "column": 9,
            "message": { "zh": "“贯彻”连写了两次", "en": "“贯彻” stands twice" },
            "help": { "zh": "删去一个。", "en": "Delete one." },
        })
    );
    assert_eq!(
        printed["diagnostics"][2],
        serde_json::json!({
            "code": "empty-content", "severity": "error", "file": null, "line": null, "column": null,
            "message": { "zh": "没有内容", "en": "nothing" }, "help": null,
        })
    );
}

#[test]
fn explain_names_code_severity_and_basis() {
    let zh = explain(Code::Classified, Tongue::Zh);
    assert!(zh.starts_with("classified（错误）文件带有密级标志\n\n"), "{zh}");
    assert!(zh.trim_end().lines().last().is_some_and(|l| l.starts_with("法规依据：")), "{zh}");
    let en = explain(Code::Classified, Tongue::En);
    assert!(en.starts_with("classified (error): A classified document\n\n"), "{en}");
    assert!(en.lines().all(|line| line.width() <= 80), "{en}");
}
