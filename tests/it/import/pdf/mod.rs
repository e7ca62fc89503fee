//! PDFs: what programs print comes back as lines and paragraphs, and what does not is told.

mod paper;

use std::path::Path;

use jiangxin::diag::{Code, Diagnostic};
use jiangxin::document::Kind;
use jiangxin::import::Refusal;
use jiangxin::notice;

use super::{body, codes, draft, import, is_notice};
use paper::{Ink, ink, paper, picture};

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/pdf").join(name)).expect(name)
}

fn paragraphs(bytes: &[u8]) -> (Vec<String>, Vec<Diagnostic>) {
    let (draft, findings) = draft("稿.pdf", bytes);
    (body(&draft).split("\n\n").map(|p| p.trim().to_owned()).collect(), findings)
}

/// Full lines of 28 characters of 16 points, as GB/T 9704 sets them; the first is indented.
fn text(y: f32, text: &str) -> Vec<Ink> {
    let all: Vec<char> = text.chars().collect();
    let (first, rest) = all.split_at(all.len().min(26));
    let mut out = vec![ink(111.5, y, 16.0, &first.iter().collect::<String>())];
    out.extend(rest.chunks(28).enumerate().map(|(n, line)| ink(79.5, y + 29.0 * (n + 1) as f32, 16.0, &line.iter().collect::<String>())));
    out
}

const LONG: &str = "为深入学习宣传贯彻示例精神，推动示例工作走深走实，现将有关事项通知如下，请各示例单位结合实际认真抓好落实，并及时报送情况。";

#[test]
fn a_notice_of_libreoffice_keeps_its_parts() {
    let (draft, findings) = draft("通知.pdf", &fixture("libreoffice-notice.pdf"));
    is_notice(&draft);
    assert_eq!((draft.title.as_str(), draft.path.as_str()), ("示例市总工会关于做好2026年劳模选树工作的通知", "content/notices/slsgf-2026-12.md"));
    let read = notice::read(body(&draft)).notice;
    assert_eq!(read.issuer_mark.as_deref(), Some("示例市总工会文件"));
    assert_eq!(read.sections.iter().map(|s| s.title.as_str()).collect::<Vec<_>>(), ["选树范围", "工作要求"]);
    assert_eq!(read.sections[0].children[1].children.len(), 2, "1. and 2.");
    assert_eq!(read.date.map(|d| d.to_string()).as_deref(), Some("2026-03-05"));
    assert!(body(&draft).contains("严格把关¹，"), "the mark of a note is no number of the text: {}", body(&draft));
    assert_eq!(codes(&findings), [Code::LeftOut], "its table");
    assert!(draft.text.contains("\ndraft = true"), "a draft");
}

#[test]
fn an_article_of_a_browser_keeps_words_and_paragraphs() {
    let (draft, findings) = draft("稿件.pdf", &fixture("chromium-article.pdf"));
    assert_eq!((draft.kind, draft.title.as_str()), (Kind::Feature, "示例工匠：一把锉刀用了三十年的道理"));
    let paragraphs: Vec<&str> = body(&draft).split("\n\n").collect();
    assert_eq!(
        paragraphs[0],
        "示例工匠甲在示例单位当钳工，一干就是三十年。他常说，活儿好不好，手先知道，眼睛后知道；手上没有数，图纸看得再熟也白搭。¹这句话，徒弟们都能背下来。"
    );
    assert!(paragraphs[1].contains("一本 QC 小本子，写着 Plan、Do、Check、Act 四个词"), "{}", paragraphs[1]);
    assert_eq!(&paragraphs[2..4], ["项目　以前　现在", "合格率　96%　99.2%"]);
    // Chromium names 一, 工 and others by their radicals; the text has the characters.
    assert!(!draft.text.chars().any(|c| ('\u{2E80}'..'\u{2FE0}').contains(&c)), "{}", draft.text);
    assert_eq!(codes(&findings), [Code::LeftOut, Code::LookAlikeRadical]);
}

#[test]
fn a_font_that_is_only_named_is_read() {
    let (draft, findings) = draft("通知.pdf", &fixture("reportlab-notice.pdf"));
    is_notice(&draft);
    assert_eq!((draft.title.as_str(), draft.path.as_str()), ("关于开展示例活动的通知", "content/notices/sgf-2026-3.md"));
    assert!(body(&draft).contains("\n\n为做好示例工作，现将有关事项通知如下，请各单位结合实际认真落实。\n\n"), "{}", body(&draft));
    assert_eq!(findings, []);
}

#[test]
fn page_numbers_and_heads_go_and_a_paragraph_crosses_the_page() {
    let page = |n: usize, mut inks: Vec<Ink>| {
        inks.push(ink(79.5, 60.0, 9.0, &format!("示例总工会办公室 第{n}期")));
        inks.push(ink(280.0, 790.0, 14.0, &format!("— {n} —")));
        inks
    };
    let (one, two): (String, String) = (LONG.chars().take(54).collect(), LONG.chars().skip(54).collect());
    let bytes = paper(&[
        page(1, text(640.0, &one)),
        page(2, [vec![ink(79.5, 120.0, 16.0, &two)], text(200.0, LONG)].concat()),
        page(3, [text(120.0, LONG), vec![ink(111.5, 300.0, 16.0, "2026")], text(400.0, "另起一段。")].concat()),
    ]);
    let (paragraphs, findings) = paragraphs(&bytes);
    assert_eq!(paragraphs, [LONG, LONG, LONG, "2026", "另起一段。"], "a number in the text stays");
    assert_eq!(codes(&findings), [Code::LeftOut]);
    assert!(findings[0].message.zh.contains("示例总工会办公室"), "{}", findings[0].message.zh);
}

#[test]
fn a_title_over_lines_and_a_hanging_name_are_one_each_and_a_signature_is_not() {
    let bytes = paper(&[[
        vec![ink(80.6, 120.0, 22.0, "示例总工会关于学习宣传贯彻示例精神的若"), ink(276.0, 178.0, 22.0, "干规定")],
        text(250.0, LONG),
        vec![
            ink(111.5, 400.0, 16.0, "附件：1.示例市总工会关于推荐评选年度示例奖状和示例称"),
            ink(175.5, 429.0, 16.0, "号的通知"),
            ink(400.0, 487.0, 16.0, "示例总工会"),
            ink(383.0, 516.0, 16.0, "2026年4月21日"),
        ],
    ]
    .concat()]);
    let (paragraphs, findings) = paragraphs(&bytes);
    assert_eq!(
        paragraphs,
        ["示例总工会关于学习宣传贯彻示例精神的若干规定", LONG, "附件：1.示例市总工会关于推荐评选年度示例奖状和示例称号的通知", "示例总工会", "2026年4月21日"]
    );
    assert_eq!(codes(&findings), [Code::LoneAttachmentNumber]);
}

#[test]
fn what_does_not_come_over_is_told_by_page() {
    let bytes = paper(&[
        [text(200.0, LONG), vec![ink(100.0, 600.0, 60.0, "内部资料").aslant(), picture()]].concat(),
        vec![picture()],
        [text(200.0, LONG), vec![ink(111.5, 400.0, 16.0, "生僻字\u{E000}在此。")]].concat(),
        [text(200.0, LONG).into_iter().map(Ink::unseen).collect(), vec![picture()]].concat(),
    ]);
    let (paragraphs, findings) = paragraphs(&bytes);
    assert_eq!(paragraphs, [LONG, LONG, "生僻字　在此。", LONG]);
    let told: Vec<String> = findings.iter().map(|f| f.message.zh.to_string()).collect();
    for part in ["第 2 页没有文字", "第 3 页有些字没有文字编码", "第 4 页的文字是识别软件认出来的", "第 1、4 页的图片没有导入", "第 1 页斜排的字"]
    {
        assert_eq!(told.iter().filter(|t| t.contains(part)).count(), 1, "{part}: {told:?}");
    }
    assert!(findings.iter().all(|f| f.code == Code::LeftOut && f.help.is_some()));
}

#[test]
fn what_is_as_large_as_the_text_stays_at_the_head_of_pages() {
    let page = |title: &str, form: &str| [vec![ink(260.0, 80.0, 22.0, title)], text(140.0, LONG), vec![ink(111.5, 780.0, 16.0, form)]].concat();
    let bytes = paper(&[page("案例一", "编号：2026101"), page("案例一", "编号：2026102"), page("案例一", "编号：2026103")]);
    let (paragraphs, findings) = paragraphs(&bytes);
    let whole = paragraphs.join("");
    assert_eq!((whole.matches("案例一").count(), whole.matches("编号：").count(), findings.len()), (3, 3, 0), "{paragraphs:?}");
}

#[test]
fn raised_figures_stay_in_their_line_and_a_first_attachment_is_whole() {
    let bytes = paper(&[[
        vec![ink(79.5, 100.0, 16.0, "新厂房面积三千五百平方米，合"), ink(303.5, 94.0, 13.3, "2"), ink(312.0, 100.0, 16.0, "成一处，余下的另行安排使用。")],
        text(200.0, LONG),
        vec![ink(111.5, 400.0, 16.0, "附件：1.全国技工院校年度招生计划汇总表（含技师学院"), ink(175.5, 428.0, 16.0, "院、高级技工学校、普通技工学校）")],
    ]
    .concat()]);
    let (paragraphs, _) = paragraphs(&bytes);
    assert!(paragraphs.concat().contains("，合²成一处"), "{paragraphs:?}");
    assert!(paragraphs.concat().contains("（含技师学院院、高级技工学校"), "{paragraphs:?}");
}

#[test]
fn a_page_on_its_side_or_head_is_turned_and_columns_are_told() {
    for (matrix, x, y) in [("0 1 -1 0", 300.0, 80.0), ("0 -1 1 0", 300.0, 760.0), ("-1 0 0 -1", 515.0, 120.0)] {
        let (paragraphs, findings) = paragraphs(&paper(&[vec![ink(x, 842.0 - y, 16.0, "横过来扫描的一页，照样读得出。").turned(matrix)]]));
        assert_eq!((paragraphs.as_slice(), findings.len()), (&["横过来扫描的一页，照样读得出。".to_owned()][..], 0), "{matrix}");
    }
    let row = |n: usize| {
        let y = 120.0 + 29.0 * n as f32;
        [ink(79.5, y, 12.0, "左栏的字一行一行排下来，"), ink(330.0, y, 12.0, "右栏的字也是一行一行的。")]
    };
    let (_, findings) = paragraphs(&paper(&[(0..4).flat_map(row).collect()]));
    assert_eq!(codes(&findings), [Code::LeftOut]);
    assert!(findings[0].message.zh.contains("分栏"), "{}", findings[0].message.zh);
}

#[test]
fn a_scan_shapes_without_text_and_a_broken_file_are_refused() {
    let refused = |bytes: &[u8]| import("稿.pdf", bytes).err();
    assert_eq!(refused(&paper(&[vec![picture()], vec![picture()]])), Some(Refusal::Empty));
    assert_eq!(refused(&paper(&[vec![ink(80.0, 100.0, 16.0, "\u{E000}\u{E001}\u{E002}\u{E003}有字")]])), Some(Refusal::Glyphs));
    assert_eq!(refused(b"%PDF-1.7 ..."), Some(Refusal::Broken));
    assert_eq!(refused(b"no pdf at all"), Some(Refusal::Broken));
}

#[test]
fn two_hundred_mutated_files_end_in_a_draft_or_a_finding() {
    let whole = [fixture("reportlab-notice.pdf"), fixture("libreoffice-notice.pdf"), paper(&[text(200.0, LONG)])];
    let mut state = 20_260_421_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0) % below.max(1)
    };
    let mut taken = 0;
    for round in 0..200 {
        let mut bytes = whole[round % whole.len()].clone();
        for _ in 0..=next(12) {
            let at = next(bytes.len());
            match next(4) {
                0 => bytes[at] = u8::try_from(next(256)).unwrap_or(0),
                1 => bytes.truncate(at.max(8)),
                2 => drop(bytes.drain(at..(at + next(40)).min(bytes.len()))),
                _ => drop(bytes.splice(at..at, [b"<<".as_slice(), b"[", b"99999999 0 R", b"/Kids [2 0 R]", b"-1"][next(5)].iter().copied())),
            }
        }
        taken += usize::from(import("稿.pdf", &bytes).is_ok());
    }
    assert!((20..=180).contains(&taken), "{taken} of 200 were taken: too few or too many to tell anything");
}
