use std::{fs, path::Path};

use jiangxin::notice::{self, Notice};
use proptest::prelude::*;

/// What two readings have in common: everything but lines, places and what only the source's form decides.
fn content(notice: &Notice) -> String {
    fn strip(value: serde_json::Value) -> serde_json::Value {
        match value {
            serde_json::Value::Object(map) => map.into_iter().filter(|(k, _)| k != "line").map(|(k, v)| (k, strip(v))).collect(),
            serde_json::Value::Array(list) => list.into_iter().map(strip).collect(),
            other => other,
        }
    }
    serde_json::to_string_pretty(&strip(serde_json::to_value(notice).expect("a notice serialises"))).expect("JSON")
}

/// Printing is a fixed point: what was printed reads as what it says and prints the same again.
fn assert_fixed(name: &str, text: &str) {
    let first = notice::print(&notice::read(text).notice);
    let read = notice::read(&first).notice;
    let second = notice::print(&read);
    let differs = first.lines().zip(second.lines()).find(|(a, b)| a != b);
    assert!(first == second, "{name} prints differently after reading its own print: {differs:?}");
    assert_eq!(content(&read), content(&notice::read(&second).notice), "{name}");
}

fn samples() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/notices");
    let files = fs::read_dir(folder).expect("the samples").map(|e| e.expect("an entry").path());
    let texts = files.filter(|p| p.file_name().is_some_and(|n| n != "README.md" && n != "expected.json"));
    let mut out: Vec<(String, String)> =
        texts.map(|p| (p.display().to_string(), fs::read_to_string(&p).expect("a sample").trim_start_matches('\u{FEFF}').replace("\r\n", "\n"))).collect();
    out.sort();
    assert!(out.len() > 20);
    out
}

#[test]
fn printing_every_sample_is_a_fixed_point() {
    samples().iter().for_each(|(name, text)| assert_fixed(name, text));
}

#[test]
fn printing_keeps_a_date_that_cannot_be_read() {
    for text in [
        "关于甲的通知\n\n各单位：\n\n请报名。\n\n示例单位\n2026年2月30日\n",
        "关于甲的通知\n\n请报名。\n\n附件：表\n\n示例单位\n\n2026年13月45日\n\n附件\n\n表\n\n甲。\n",
    ] {
        let printed = notice::print(&notice::read(text).notice);
        assert!(printed.contains("示例单位\n\n2026年"), "{printed}");
        assert_fixed(text, text);
    }
}

#[test]
fn a_print_says_what_the_sample_says() {
    for (name, text) in samples() {
        let read = notice::read(&text).notice;
        let again = notice::read(&notice::print(&read)).notice;
        assert_eq!(
            (&read.title, &read.signature, read.date, &read.attachments.len()),
            (&again.title, &again.signature, again.date, &again.attachments.len()),
            "{name}"
        );
        let count = |n: &Notice| (n.sections.len(), n.attached.len(), notice::blocks(n).len());
        assert_eq!(count(&read), count(&again), "{name}");
    }
}

#[test]
fn mends_written_into_the_file_change_nothing_that_was_read() {
    for (name, text) in samples() {
        let reading = notice::read(&text);
        let mended = notice::apply(&text, &reading.mends);
        let again = notice::read(&mended);
        let (was, is) = (content(&reading.notice), content(&again.notice));
        let differs = was.lines().zip(is.lines()).find(|(a, b)| a != b);
        assert!(was == is, "{name}: {differs:?}");
        assert!(again.mends.is_empty(), "{name}: {:#?}", again.mends);
    }
}

fn line() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "一、",
        "（二）",
        "3.",
        "（4）",
        "⑤",
        "一要",
        "二是",
        "第三条 ",
        "第二章",
        "附件",
        "附件：",
        "附件2",
        "1.",
        "2022年4月29日",
        "二○二二年四月",
        "某总工发〔2022〕18号",
        "关于某事的通知",
        "某某市总工会",
        "各单位：",
        "抄送：",
        "印发",
        "印",
        "（此件公开发布）",
        "，",
        "。",
        "；",
        "：",
        "要认真学习贯彻贯彻精神",
        "**",
        "# ",
        "## ",
        "| a | b |",
        "---",
        " ",
        "　　",
        "- ",
        "\t",
        "\u{FFFD}",
        "⼀",
        "《",
        "》",
        "“",
        "”",
        "(",
        ")",
        "[",
        "]",
        "‘十四",
        "13500008618",
        "https://a.cn/x",
        "```",
        "<table>",
        "<!--",
        "-->",
        "签发人：",
        "机密★1年",
        "特急",
        "000001",
        "— 3 —",
        "发布日期：2022-04-28",
        "a",
        "𠀀",
        "\u{200B}",
    ]);
    prop::collection::vec(words, 0..9).prop_map(|w| w.concat())
}

/// A notice as an office would write it.
fn notice_text() -> impl Strategy<Value = String> {
    let sentence = prop::sample::select(vec![
        "各级工会要认真学习贯彻，抓好落实。",
        "加强组织领导，明确责任分工，形成工作合力。",
        "一要提高认识；二要抓好落实；三要加强督查。",
        "根据《关于某事的意见》（某发〔2021〕7号）要求，结合实际，制定本方案。",
        "工作步骤如下：",
    ]);
    let heading = prop::sample::select(vec!["总体要求", "提高站位，深刻理解重大意义", "工作目标", "保障措施"]);
    let item = (0u8..5, heading, prop::collection::vec(sentence, 0..3), any::<bool>());
    (prop::collection::vec(item, 0..8), any::<bool>(), any::<bool>(), 0usize..3, any::<bool>()).prop_map(|(items, number, to, attachments, signed)| {
        let mut out = String::new();
        if number {
            out.push_str("某某市总工会文件\n\n某总工发[2022]第018号\n\n");
        }
        out.push_str("某某市总工会关于开展某项工作的通知\n\n");
        if to {
            out.push_str("各县（市、区）总工会，各产业工会：\n\n");
        }
        let mut counts = [0u32; 5];
        for (level, heading, body, run_in) in items {
            let level = usize::from(level);
            counts[level] += 1;
            counts[level + 1..].fill(0);
            let n = counts[level];
            let marker = [format!("{}、", jiangxin::text::chinese_numeral(n)), format!("（{}）", jiangxin::text::chinese_numeral(n)), format!("{n}．"), format!("({n})"), format!("第{n}条  ")][level].clone();
            let gap = if run_in { "。" } else { "\n\n　　" };
            out.push_str(&format!("　　{marker}{heading}{gap}{}\n\n", body.join("\n\n　　")));
        }
        for n in 1..=attachments {
            out.push_str(&format!("{}{n}.某某表{n}\n", if n == 1 { "附件：" } else { "" }));
        }
        if signed {
            out.push_str("\n某某市总工会\n二○二二年四月二十九日\n\n（此件公开发布）\n\n附件1\n\n某某管理办法\n\n第一条 为了规范管理，制定本办法。\n\n抄送：某某省总工会。\n某某市总工会办公室 2022年4月30日印发\n");
        }
        out
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reading_never_panics_and_every_place_is_inside_the_text(lines in prop::collection::vec(line(), 0..24)) {
        let text = lines.join("\n");
        let reading = notice::read(&text);
        let spans = reading.diagnostics.iter().filter_map(|d| d.span).chain(reading.mends.iter().map(|m| m.span));
        for span in spans {
            prop_assert!(text.get(span.start..span.end).is_some(), "{span:?} in {text:?}");
        }
        let _ = notice::apply(&text, &reading.mends);
        let _ = notice::read(&notice::print(&reading.notice));
    }

    #[test]
    fn any_text_at_all_is_read(text in "\\PC{0,400}") {
        let reading = notice::read(&text);
        prop_assert!(notice::blocks(&reading.notice).len() <= text.len());
    }

    #[test]
    fn printing_a_notice_is_a_fixed_point(text in notice_text()) {
        assert_fixed("generated", &text);
    }

    #[test]
    fn ids_are_unique(lines in prop::collection::vec(line(), 0..24)) {
        let notice = notice::read(&lines.join("\n")).notice;
        let json = serde_json::to_value(&notice).expect("a notice serialises");
        let mut ids = Vec::new();
        collect(&json, &mut ids);
        let all = ids.len();
        ids.sort();
        ids.dedup();
        prop_assert_eq!(all, ids.len());
    }
}

fn collect(value: &serde_json::Value, out: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(map) => {
            out.extend(map.get("id").and_then(|v| v.as_str()).map(str::to_owned));
            map.values().for_each(|v| collect(v, out));
        }
        serde_json::Value::Array(list) => list.iter().for_each(|v| collect(v, out)),
        _ => {}
    }
}
