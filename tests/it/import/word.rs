//! Word files.

use std::path::Path;

use jiangxin::diag::Code;
use jiangxin::document::Kind;
use jiangxin::notice;

use super::{body, codes, docx, draft, foot, head, is_notice, numbered, p};

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/word").join(name)).expect(name)
}

/// The numbers of an official paper as Word's list gives them.
const LIST: &str = "<w:numbering $SPACES><w:abstractNum w:abstractNumId=\"4\">\
<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCountingThousand\"/><w:suff w:val=\"nothing\"/><w:lvlText w:val=\"%1、\"/></w:lvl>\
<w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCountingThousand\"/><w:suff w:val=\"nothing\"/><w:lvlText w:val=\"（%2）\"/></w:lvl>\
<w:lvl w:ilvl=\"2\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:suff w:val=\"space\"/><w:lvlText w:val=\"%3.\"/></w:lvl>\
<w:lvl w:ilvl=\"3\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"（%4）\"/></w:lvl>\
</w:abstractNum><w:abstractNum w:abstractNumId=\"5\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"\u{f06c}\"/></w:lvl></w:abstractNum>\
<w:num w:numId=\"1\"><w:abstractNumId w:val=\"4\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"5\"/></w:num>\
<w:num w:numId=\"3\"><w:abstractNumId w:val=\"4\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num></w:numbering>";

#[test]
fn a_notice_of_python_docx_keeps_its_parts() {
    let (draft, findings) = draft("通知.docx", &fixture("python-docx-notice.docx"));
    is_notice(&draft);
    assert_eq!((draft.title.as_str(), draft.path.as_str()), ("示例总工会关于开展2026年“安康杯”竞赛活动的通知", "content/notices/slgf-2026-3.md"));
    let read = notice::read(body(&draft)).notice;
    assert_eq!(read.issuer_mark.as_deref(), Some("示例总工会文件"));
    assert_eq!(read.sections.iter().map(|s| s.id.as_str()).collect::<Vec<_>>(), ["s1", "s2"]);
    assert_eq!(read.sections[1].children.iter().map(|s| s.title.as_str()).collect::<Vec<_>>(), ["组织报名", "开展竞赛"]);
    assert_eq!(read.attachments.iter().map(|a| a.name.as_str()).collect::<Vec<_>>(), ["报名表", "评分标准"]);
    assert_eq!((read.date.map(|d| d.to_string()).as_deref(), read.annotation.as_deref()), (Some("2026-04-01"), Some("此件公开发布")));
    assert_eq!((read.cc.as_slice(), read.print.map(|p| p.organ).as_deref()), (&["示例市应急管理局".to_owned()][..], Some("示例总工会办公室")));
    assert!(body(&draft).contains("<td rowspan=\"2\">示例市</td>"), "{}", body(&draft));
    assert_eq!(findings, []);
    assert!(draft.text.contains("\ndraft = true"), "a draft");
}

#[test]
fn news_of_python_docx_becomes_markdown_with_its_picture() {
    let (draft, findings) = draft("稿件.docx", &fixture("python-docx-news.docx"));
    assert_eq!((draft.kind, draft.title.as_str()), (Kind::News, "示例市举办职工技能大赛"));
    assert_eq!(
        draft.fields,
        [("title", "示例市举办职工技能大赛".into()), ("date", "2026-05-06".into()), ("source", "示例晚报".into()), ("author", "示例记者".into())]
    );
    assert_eq!(draft.pictures.len(), 1);
    assert_eq!(draft.pictures[0].0.as_str(), format!("{}picture-1.png", draft.path.as_str().trim_end_matches("index.md")));
    for part in ["**120名选手**参加。", "![选手在赛场](picture-1.png)", "## 现场", "- 焊接\n- 电工", "2\\*3、a_b、<尖括号>、\\`反引号\\`、[1]"]
    {
        assert!(body(&draft).contains(part), "{part}: {}", body(&draft));
    }
    assert_eq!(findings, []);
}

#[test]
fn a_notice_of_libreoffice_gets_its_numbers_as_text() {
    let (draft, _) = draft("通知.docx", &fixture("libreoffice-notice.docx"));
    is_notice(&draft);
    let text = body(&draft);
    let read = notice::read(text).notice;
    assert_eq!(read.issuer_mark.as_deref(), Some("示例市总工会文件"), "{text}");
    assert_eq!(read.title, "示例市总工会关于做好2026年劳模选树工作的通知");
    for line in [
        "一、选树范围",
        "（一）基层一线职工。",
        "（二）专业技术人员。",
        "1.从业满五年。",
        "2.获得过市级表彰。",
        "二、工作要求",
        "〔注1〕",
        "注1：推荐材料一式三份。",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    assert!(text.contains("colspan=\"2\""), "{text}");
}

#[test]
fn automatic_numbers_count_restart_and_nest() {
    let items = [
        numbered(1, 0, "总体要求"),
        numbered(1, 1, "指导思想"),
        numbered(1, 2, "抓培训。"),
        numbered(1, 2, "抓宣传。"),
        numbered(1, 1, "目标任务"),
        numbered(1, 2, "抓落实。"),
        numbered(1, 3, "抓小事。"),
        numbered(2, 0, "点"),
        numbered(1, 0, "工作安排"),
        numbered(1, 1, "启动"),
    ]
    .concat();
    let (draft, _) = draft("a.docx", &docx(&format!("{}{items}{}", head(), foot()), &[("numbering", LIST)]));
    is_notice(&draft);
    let lines: Vec<&str> = body(&draft).lines().filter(|l| !l.is_empty()).collect();
    let expected =
        ["一、总体要求", "（一）指导思想", "1.抓培训。", "2.抓宣传。", "（二）目标任务", "1.抓落实。", "（1）抓小事。", "- 点", "二、工作安排", "（一）启动"];
    assert!(lines.windows(expected.len()).any(|w| w == expected), "{lines:#?}");
    let again = [numbered(1, 0, "甲"), numbered(1, 0, "乙"), numbered(3, 0, "丙"), numbered(3, 0, "丁"), numbered(0, 0, "无号")].concat();
    let text = body(&super::draft("a.docx", &docx(&again, &[("numbering", LIST)])).0).to_owned();
    assert!(text.contains("一、丙") && text.contains("二、丁") && text.contains("\n无号"), "{text}");
}

#[test]
fn numbers_come_from_a_style_and_headings_become_headings() {
    let styles = "<w:styles $SPACES><w:style w:type=\"paragraph\" w:styleId=\"2\"><w:name w:val=\"heading 1\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"a7\"><w:name w:val=\"小标题\"/><w:basedOn w:val=\"2\"/></w:style></w:styles>";
    let heading = |style: &str, text: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>");
    let text = [p("匠心之路"), p("他从学徒做起。"), heading("2", "学艺"), p("正文。"), heading("a7", "绝活"), p("正文。")].concat();
    let (draft, _) = draft("a.docx", &docx(&text, &[("numbering", LIST), ("styles", styles)]));
    assert_eq!((draft.kind, draft.title.as_str()), (Kind::Feature, "匠心之路"));
    assert!(body(&draft).contains("## 一、学艺") && body(&draft).contains("## 二、绝活"), "{}", body(&draft));
}

#[test]
fn a_red_head_in_a_text_box_is_read_once_and_first() {
    let boxed = |choice: &str| format!("<w:txbxContent>{}</w:txbxContent>", p(choice));
    let drawing = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>{0}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:shape><v:textbox>{0}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>示例工发〔2026〕3号</w:t></w:r></w:p>",
        boxed("示例总工会文件")
    );
    let rest = ["示例总工会关于开展安全生产月活动的通知", "各基层工会：", "现将有关事项通知如下。"].map(p).concat();
    let (draft, _) = draft("a.docx", &docx(&format!("{drawing}{rest}{}", foot()), &[]));
    is_notice(&draft);
    assert_eq!(draft.text.matches("示例总工会文件").count(), 1);
    assert!(body(&draft).starts_with("示例总工会文件\n\n示例工发〔2026〕3号\n"), "{}", body(&draft));
}

#[test]
fn head_and_imprint_in_headers_and_footers_come_over_and_other_words_are_told() {
    let section = "<w:sectPr><w:headerReference w:type=\"first\" r:id=\"r-header1\"/><w:footerReference w:type=\"default\" r:id=\"r-footer1\"/></w:sectPr>";
    let text = ["示例工发〔2026〕3号", "示例总工会关于开展安全生产月活动的通知", "各基层工会：", "现将有关事项通知如下。"].map(p).concat();
    let file = |header: &str, footer: &str| {
        docx(
            &format!("{text}{}{section}", foot()),
            &[("header1", &format!("<w:hdr $SPACES>{}</w:hdr>", p(header))), ("footer1", &format!("<w:ftr $SPACES>{}</w:ftr>", p(footer)))],
        )
    };
    let (first, findings) = draft("a.docx", &file("示例总工会文件", "示例总工会办公室　2026年4月1日印发"));
    assert!(body(&first).starts_with("示例总工会文件") && body(&first).trim_end().ends_with("印发"), "{}", body(&first));
    assert_eq!(findings, []);
    let (_, findings) = draft("a.docx", &file("内部资料 注意保存", "第 1 页 共 2 页"));
    assert_eq!(codes(&findings), [Code::LeftOut]);
    assert!(findings[0].message.zh.contains("内部资料"));
}

#[test]
fn tracked_changes_are_taken_as_accepted_and_told() {
    let ins = |text: &str| format!("<w:ins w:id=\"1\" w:author=\"x\"><w:r><w:t>{text}</w:t></w:r></w:ins>");
    let del = |text: &str| format!("<w:del w:id=\"2\" w:author=\"x\"><w:r><w:delText>{text}</w:delText></w:r></w:del>");
    let line = format!("<w:p><w:r><w:t>各单位要</w:t></w:r>{}{}<w:r><w:t>落实。</w:t></w:r></w:p>", del("认真"), ins("抓好"));
    let joined = "<w:p><w:pPr><w:rPr><w:del w:id=\"3\"/></w:rPr></w:pPr><w:r><w:t>前半句，</w:t></w:r></w:p><w:p><w:r><w:t>后半句。</w:t></w:r></w:p>";
    let (draft, findings) = draft("a.docx", &docx(&format!("{}{line}{joined}{}", head(), foot()), &[]));
    assert!(body(&draft).contains("各单位要抓好落实。") && !draft.text.contains("认真") && body(&draft).contains("前半句，后半句。"), "{}", body(&draft));
    assert_eq!(codes(&findings), [Code::TrackedChanges]);
    assert!(findings[0].message.en.contains("1 insertions, 1 deletions"), "{}", findings[0].message.en);
}

#[test]
fn fields_links_signs_and_hidden_text() {
    let field = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> HYPERLINK \"https://www.example.cn/\" </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>示例网</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    let link = "<w:hyperlink r:id=\"r9\"><w:r><w:t>另一处</w:t></w:r></w:hyperlink>";
    let odd = "<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0A8\"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r><w:r><w:commentReference w:id=\"0\"/></w:r>";
    let relation = ("relations", "<Relationship Id=\"r9\" Type=\"http://x/hyperlink\" Target=\"https://b.example.cn/\" TargetMode=\"External\"/>");
    let text = format!("{}<w:p><w:r><w:t>见</w:t></w:r>{field}{link}{odd}</w:p>", p("标题一行"));
    let (draft, findings) = draft("a.docx", &docx(&text, &[relation]));
    assert_eq!(body(&draft).trim(), "见[示例网](<https://www.example.cn/>)[另一处](<https://b.example.cn/>)□");
    assert_eq!(codes(&findings), [Code::LeftOut, Code::LeftOut]);
}

#[test]
fn footnotes_of_an_article_are_markdown_footnotes() {
    let notes = "<w:footnotes $SPACES><w:footnote w:id=\"-1\" w:type=\"separator\"><w:p/></w:footnote><w:footnote w:id=\"2\"><w:p><w:r><w:t>示例年鉴。</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let text =
        format!("{}<w:p><w:r><w:t>据记载</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:t>，厂建于此。</w:t></w:r></w:p>", p("老厂旧事"));
    let (draft, _) = draft("a.docx", &docx(&text, &[("footnotes", notes)]));
    assert_eq!(body(&draft), "据记载[^1]，厂建于此。\n\n[^1]: 示例年鉴。\n");
}

#[test]
fn line_ends_in_titles_join_and_in_texts_stay() {
    let title = "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:t>示例总工会关于开展</w:t><w:br/><w:t>安全生产月活动的通知</w:t></w:r></w:p>";
    let text = ["示例工发〔2026〕3号"].map(p).concat() + title + &["各基层工会：", "现将有关事项通知如下。"].map(p).concat();
    let (draft, _) = draft("a.docx", &docx(&format!("{text}{}", foot()), &[]));
    assert_eq!(draft.title, "示例总工会关于开展安全生产月活动的通知");
}

#[test]
fn secrecy_stops_an_import() {
    let (draft, findings) = draft("a.docx", &docx(&format!("{}{}{}", p("机密★1年"), head(), foot()), &[]));
    assert!(codes(&findings).contains(&Code::Classified) && !jiangxin::import::Draft::is_allowed(&findings), "{}", draft.text);
}

#[test]
fn a_contents_list_and_a_picture_of_another_program_are_told() {
    let contents = "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:r><w:t>目　录……1</w:t></w:r></w:p></w:sdtContent></w:sdt>";
    let picture = "<w:p><w:r><w:drawing><wp:inline><wp:docPr id=\"1\" name=\"x\"/><a:blip r:embed=\"r8\"/></wp:inline></w:drawing></w:r></w:p>";
    let parts = [("relations", "<Relationship Id=\"r8\" Type=\"http://x/image\" Target=\"media/image1.emf\"/>"), ("word/media/image1.emf", "EMF")];
    let (draft, findings) = draft("a.docx", &docx(&format!("{}{contents}{}{picture}", p("老厂旧事"), p("正文。")), &parts));
    assert_eq!(body(&draft), "正文。\n");
    assert_eq!(codes(&findings), [Code::LeftOut, Code::LeftOut]);
    assert!(findings.iter().any(|f| f.message.zh.contains("EMF")) && findings.iter().any(|f| f.message.zh.contains("目录")));
}
