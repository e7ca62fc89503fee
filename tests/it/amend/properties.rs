use std::{fs, path::Path};

use jiangxin::amend::{Amendment, Patch, amend, undo};
use jiangxin::decode::{Decoded, Encoding, decode, encode_like};
use jiangxin::notice;
use proptest::prelude::*;

/// What a reading says, places and the form of the number's brackets aside.
fn says(text: &str) -> String {
    fn strip(value: serde_json::Value) -> serde_json::Value {
        match value {
            serde_json::Value::Object(map) => map.into_iter().filter(|(k, _)| k != "line").map(|(k, v)| (k, strip(v))).collect(),
            serde_json::Value::Array(list) => list.into_iter().map(strip).collect(),
            other => other,
        }
    }
    let mut notice = notice::read(text).notice;
    if let Some(number) = &mut notice.doc_number {
        number.text = number.text.replace(['[', '（', '('], "〔").replace([']', '）', ')'], "〕");
    }
    serde_json::to_string_pretty(&strip(serde_json::to_value(notice).expect("it serialises"))).expect("JSON")
}

/// Every promise about one file.
#[track_caller]
fn holds(bytes: &[u8]) -> Amendment {
    let made = amend("content/notices/a.md", bytes, true, &|_| Vec::new()).expect("it can be mended");
    let (was, is) = (decode(bytes).expect("text"), decode(&made.after).expect("text"));
    assert_eq!(was.encoding, is.encoding);
    let (was, is) = (says(&was.text), says(&is.text));
    let differs = was.lines().zip(is.lines()).find(|(a, b)| a != b);
    assert!(was == is, "it reads differently: {differs:?}");
    let again = amend("content/notices/a.md", &made.after, true, &|_| Vec::new()).expect("it can be mended again");
    assert!(again.changes.is_empty() && again.after == made.after, "a second run finds {:#?}", again.changes);
    let printed = Patch { files: vec![made.patch.clone()] }.print("甲\n乙");
    let parsed = Patch::parse(&printed).unwrap_or_else(|f| panic!("line {} of\n{printed}", f.0));
    let file = parsed.files.first().expect("one file");
    match made.after == bytes {
        true => assert!(file.hunks.is_empty() && made.changes.is_empty()),
        false => assert!(undo(file, &made.after).expect("it can be undone") == bytes, "another text came back"),
    }
    made
}

fn forms(text: &str) -> Vec<Vec<u8>> {
    use Encoding::{Gb18030, Utf8, Utf8Bom, Utf16Be, Utf16Le};
    let forms = [Utf8, Utf8Bom, Gb18030, Utf16Le, Utf16Be].into_iter().flat_map(|e| [(e, false), (e, true)]);
    forms.map(|(encoding, crlf)| encode_like(&Decoded { text: String::new(), encoding, crlf }, text)).collect()
}

#[test]
fn every_sample_in_every_encoding_reads_the_same_and_comes_back() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/notices");
    let (mut files, mut changes) = (0, 0);
    for entry in fs::read_dir(folder).expect("the samples").flatten().filter(|e| e.file_name() != "expected.json") {
        let text = decode(&fs::read(entry.path()).expect("a sample")).expect("text").text;
        let plain = holds(text.as_bytes());
        let mended = String::from_utf8(plain.after).expect("UTF-8");
        for bytes in forms(&text) {
            let made = amend("a.md", &bytes, true, &|_| Vec::new()).expect("it can be mended");
            assert_eq!((&decode(&made.after).expect("text").text, made.changes.len()), (&mended, plain.changes.len()), "{:?}", entry.file_name());
            assert!(made.after == bytes || undo(&made.patch, &made.after) == Ok(bytes), "{:?}", entry.file_name());
        }
        let left = notice::read(&mended).mends;
        assert!(left.is_empty(), "{:?} keeps {left:#?}", entry.file_name());
        (files, changes) = (files + 1, changes + plain.changes.len());
    }
    assert!(files > 20 && changes > 200, "{changes} changes in {files} files");
}

#[test]
fn untouched_lines_keep_their_own_line_ends() {
    let text = "某某市总工会关于甲的通知\r\n\r\n各单位：\n\n要学习,贯彻。\r再说一遍。\r\n\r\n特此通知。";
    let made = holds(text.as_bytes());
    let after = String::from_utf8(made.after).expect("UTF-8");
    assert_eq!(after, text.replace(',', "，"));
}

#[test]
fn a_line_of_page_furniture_goes_with_its_blank_line() {
    let made = holds("某某市总工会关于甲的通知\n\n各单位：\n\n要学习，要贯彻。\n\n— 1 —\n\n特此通知。\n".as_bytes());
    assert_eq!(String::from_utf8(made.after).expect("UTF-8"), "某某市总工会关于甲的通知\n\n各单位：\n\n要学习，要贯彻。\n\n特此通知。\n");
}

#[test]
fn latin_words_keep_the_space_that_their_line_end_was() {
    let text =
        "某某市总工会关于举办竞赛的通知\n\n各单位：\n\n本次竞赛由市总工会主办，参赛选手须使用指定的软件平台，名称为 Smart\n\nFactory Studio，版本不低于三。\n";
    let made = holds(text.as_bytes());
    assert!(String::from_utf8(made.after).expect("UTF-8").contains("Smart Factory"));
}

#[test]
fn only_the_marks_around_the_year_of_its_own_number_are_form() {
    let text = |own: &str, cited: &str| format!("示例市总工会文件\n\n示总发{own}\n\n示例市总工会关于甲的通知\n\n各单位：\n\n根据示发{cited}要求，请报名。\n");
    let after = |own: &str| String::from_utf8(holds(text(own, "[2021]3号").as_bytes()).after).expect("UTF-8");
    assert_eq!(after("[2026]18号"), text("〔2026〕18号", "[2021]3号"));
    assert_eq!(after("[2026]第018号"), text("〔2026〕第018号", "[2021]3号"), "words and figures stay");
    assert_eq!(after("[26]18号"), text("[26]18号", "[2021]3号"));
}

fn text() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "一、",
        "（二）",
        "3.",
        "一要",
        "二是",
        "附件",
        "附件：",
        "1.",
        "2022年4月29日",
        "某总工发[2022]18号",
        "关于某事的通知",
        "某某市总工会",
        "各单位：",
        "抄送：",
        "（此件公开发布）",
        "，",
        "。",
        ",",
        ";",
        "要认真学习贯彻精神，抓好落实，推动各项工作再上新的台阶",
        "**",
        "# ",
        "## ",
        "| a | b |",
        "---",
        " ",
        "　　",
        "- ",
        "⼀",
        "“",
        "”",
        "(",
        ")",
        "```",
        "<!--",
        "— 3 —",
        "某某市总工会通知专用页眉",
        "a b",
        "𠀀",
        "\u{200B}",
        "\n",
        "\n\n",
        "\r\n",
    ]);
    prop::collection::vec(words, 0..60).prop_map(|w| w.concat())
}

proptest! {
    #[test]
    fn any_text_reads_the_same_and_comes_back(text in text()) {
        holds(text.as_bytes());
    }

    #[test]
    fn any_bytes_are_mended_or_left(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(made) = amend("a.md", &bytes, true, &|_| Vec::new()) {
            prop_assert!(made.after == bytes || undo(&made.patch, &made.after) == Ok(bytes));
        }
    }

    #[test]
    fn any_text_is_a_patch_or_none(text in "(diff a\n|blake3-before 00\n|--- x\n|@@ -1,1 \\+1,2 @@\n|[ +-]甲?\n|\\\\ No newline at end of file\n|.{0,9}\n?){0,12}") {
        let _ = Patch::parse(&text);
    }
}
