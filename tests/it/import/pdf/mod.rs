//! PDFs: what programs print comes back as lines and paragraphs, and what does not is told.

mod paper;

use std::path::Path;

use jiangxin::diag::{Code, Diagnostic};
use jiangxin::document::Kind;
use jiangxin::import::Refusal;
use jiangxin::notice;

use super::{body, codes, draft, import, is_notice};
use paper::{Ink, ink, paper, picture, rule};

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
    assert!(body(&draft).contains("严格把关〔注1〕，") && body(&draft).contains("\n注1："), "a note of its own: {}", body(&draft));
    assert_eq!(codes(&findings), [Code::LeftOut], "its table, which has no lines");
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
    assert_eq!(paragraphs[2], "| 项目 | 以前 | 现在 |\n| --- | --- | --- |\n| 合格率 | 96% | 99.2% |");
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
    assert_eq!(refused(b"no pdf at all"), Some(Refusal::Misnamed));
    assert_eq!(refused(b""), Some(Refusal::Misnamed));
    assert_eq!(refused(&paper(&[Vec::new(), Vec::new()])), Some(Refusal::Broken), "nothing on any page");
    let outlines = (0..120).map(|n| rule((80.0, 100.0 + n as f32), (83.0, 100.0 + n as f32))).collect();
    assert_eq!(refused(&paper(&[outlines])), Some(Refusal::Glyphs), "letters as outlines");
    let (_, findings) = paragraphs(&paper(&[text(200.0, LONG), Vec::new()]));
    assert!(findings.len() == 1 && findings[0].message.zh.contains("第 2 页是空白的"), "{findings:?}");
}

/// The edges of a grid.
fn grid(columns: &[f32], rows: &[f32]) -> Vec<Ink> {
    let (left, right, top, bottom) = (columns[0], columns[columns.len() - 1], rows[0], rows[rows.len() - 1]);
    let level = rows.iter().map(|y| rule((left, *y), (right, *y)));
    level.chain(columns.iter().map(|x| rule((*x, top), (*x, bottom)))).collect()
}

#[test]
fn a_table_with_drawn_edges_is_one_over_two_pages_too() {
    let columns = [80.0, 130.0, 300.0, 510.0];
    let row = |y: f32, cells: [&str; 3]| cells.iter().zip(columns).map(|(cell, x)| ink(x + 4.0, y, 12.0, cell)).collect::<Vec<_>>();
    let head = |y: f32| row(y, ["序号", "姓名", "单位"]);
    let one = [text(200.0, LONG), grid(&columns, &[400.0, 430.0, 460.0, 500.0]), head(420.0), row(450.0, ["1", "示例甲", "第一车间"])].concat();
    // A name that fills its cell goes on in the next line.
    let long = [row(478.0, ["2", "示例乙", "示例省示例市示例区示例街道示例第"]), vec![ink(304.0, 494.0, 12.0, "车间")]].concat();
    let two = [grid(&columns, &[80.0, 110.0, 140.0]), head(100.0), row(130.0, ["3", "示例丙", "第三车间"]), text(200.0, LONG)].concat();
    let (paragraphs, findings) = paragraphs(&paper(&[[one, long].concat(), two]));
    let table = "| 序号 | 姓名 | 单位 |\n| --- | --- | --- |\n| 1 | 示例甲 | 第一车间 |\n| 2 | 示例乙 | 示例省示例市示例区示例街道示例第车间 |\n| 3 | 示例丙 | 第三车间 |";
    assert_eq!(paragraphs, [LONG, table, LONG]);
    let told: Vec<&str> = findings.iter().map(|f| &*f.message.zh).collect();
    assert_eq!(told, ["PDF 第 1、2 页的表格是按框线认出来的"].map(|t| t.replace("1、2", "1-2")).each_ref().map(String::as_str));
}

#[test]
fn merged_cells_stay_merged_and_a_frame_is_no_table() {
    let mut inks = grid(&[80.0, 200.0, 510.0], &[400.0, 440.0, 480.0]);
    // The first column is one cell over both rows.
    inks.retain(|ink| !ink.is_rule((80.0, 440.0)));
    inks.push(rule((200.0, 440.0), (510.0, 440.0)));
    inks.extend([ink(90.0, 445.0, 12.0, "姓名"), ink(210.0, 425.0, 12.0, "示例甲"), ink(210.0, 465.0, 12.0, "示例乙")]);
    let (parts, _) = paragraphs(&paper(&[[text(200.0, LONG), inks].concat()]));
    assert_eq!(parts[1], "<table>\n<tr><td rowspan=\"2\">姓名</td><td>示例甲</td></tr>\n<tr><td>示例乙</td></tr>\n</table>");
    let framed = [grid(&[60.0, 530.0], &[150.0, 500.0]), text(200.0, LONG)].concat();
    let (parts, findings) = paragraphs(&paper(&[framed]));
    assert_eq!((parts, findings.len()), (vec![LONG.to_owned()], 0));
}

#[test]
fn columns_that_stand_close_are_told() {
    let row = |n: usize| {
        let y = 300.0 + 29.0 * n as f32;
        ["1", "示例甲", "钳工"].iter().zip([79.5, 105.0, 170.0]).map(move |(cell, x)| ink(x, y, 16.0, cell)).collect::<Vec<_>>()
    };
    let (_, findings) = paragraphs(&paper(&[[text(120.0, LONG), row(0), row(1), row(2)].concat()]));
    assert!(findings.len() == 1 && findings[0].message.zh.contains("表格或分栏"), "{findings:?}");
}

#[test]
fn a_running_head_in_the_text_s_own_size_parts_no_sentence() {
    let body: String = LONG.chars().cycle().take(26 + 28 * 20).collect();
    let page = |n: usize| {
        let lines = text(150.0, &body).into_iter().take(20);
        [vec![ink(79.5, 80.0, 16.0, &format!("示例学习材料　第 {n} 页"))], lines.collect()].concat()
    };
    let (paragraphs, findings) = paragraphs(&paper(&[page(1), page(2), page(3), page(4)]));
    assert!(!paragraphs[1..].concat().contains("学习材料") && findings.iter().any(|f| f.message.zh.contains("示例学习材料")), "{paragraphs:?}");
}

#[test]
fn footnotes_are_notes_where_their_marks_stand() {
    let page = |note: &str| {
        let mark = vec![ink(79.5, 400.0, 16.0, "合格率上升"), ink(159.5, 394.0, 10.0, "1"), ink(165.0, 400.0, 16.0, "，受到好评。")];
        [text(200.0, LONG), mark, vec![ink(79.5, 760.0, 10.5, note), ink(79.5, 776.0, 10.5, "见示例年鉴。")]].concat()
    };
    let (parts, findings) = paragraphs(&paper(&[page("1以下简称甲，")]));
    assert_eq!((parts.as_slice(), findings.len()), (&[LONG.to_owned(), "合格率上升〔注1〕，受到好评。".into(), "注1：以下简称甲，见示例年鉴。".into()][..], 0));
    let lost = [text(200.0, LONG), vec![ink(79.5, 760.0, 10.5, "①没有注号的注。")]].concat();
    let (parts, findings) = paragraphs(&paper(&[lost]));
    assert_eq!(parts, [LONG, "①没有注号的注。"]);
    assert!(findings[0].message.zh.contains("脚注放到了文末"), "{findings:?}");
}

#[test]
fn items_hang_and_ragged_english_lines_are_one_paragraph() {
    let line = |x: f32, y: f32, text: &str| ink(x, y, 12.0, text);
    let bytes = paper(&[vec![
        ink(80.0, 80.0, 20.0, "Learning on the Shop Floor"),
        line(80.0, 120.0, "When the turner entered the workshop in 1998 he could not read a microm"),
        line(80.0, 140.0, "eter and measured everything twice before he cut it three times, so"),
        line(80.0, 160.0, "“apprenticeships” begin."),
        ink(80.0, 200.0, 15.0, "A long way"),
        line(92.0, 230.0, "•"),
        line(104.0, 230.0, "Watch first, ask second, touch third; this order never changed, and it is"),
        line(104.0, 250.0, "as old as the shop."),
        line(92.0, 270.0, "•"),
        line(104.0, 270.0, "Write it down."),
    ]]);
    let (draft, _) = draft("稿.pdf", &bytes);
    assert_eq!(draft.title, "Learning on the Shop Floor");
    let whole = body(&draft);
    assert!(whole.contains("cut it three times, so “apprenticeships” begin.\n"), "{whole}");
    assert!(
        whole.contains("\n## A long way\n")
            && whole.contains("\n- Watch first, ask second, touch third; this order never changed, and it is as old as the shop.\n"),
        "{whole}"
    );
    assert!(whole.contains("\n- Write it down."), "{whole}");
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
