//! Text files and web pages.

use encoding_rs::GB18030;
use jiangxin::diag::Code;
use jiangxin::document::Kind;
use jiangxin::import::read;

use super::{body, codes, draft, is_notice, wish};

const NOTICE: &str = "示例总工会文件\r\n示例工发〔2026〕3号\r\n示例总工会关于开展安全生产月活动的通知\r\n各基层工会：\r\n　　现将有关事项通知如下。\r\n　　一、总体要求\r\n　　坚持安全第一。\r\n示例总工会\r\n2026年4月1日\r\n";

#[test]
fn notepads_encodings_all_read_alike() {
    let (gb, _, _) = GB18030.encode(NOTICE);
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(NOTICE.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let bom = [b"\xEF\xBB\xBF", NOTICE.as_bytes()].concat();
    let plain = draft("通知.txt", NOTICE.as_bytes()).0;
    is_notice(&plain);
    assert_eq!(plain.path.as_str(), "content/notices/slgf-2026-3.md");
    for bytes in [gb.into_owned(), utf16, bom] {
        assert_eq!(draft("通知.txt", &bytes).0.text, plain.text);
    }
    assert!(!plain.text.contains('\r'));
}

#[test]
fn an_article_in_a_text_file_keeps_its_paragraphs() {
    let text =
        "一名焊工的一天\n\n　　清晨六点，他已经在车间。这一行写得很长很长，用来看看折行的文字会不会被接起来，它在这里\n断开，到这里才完。\n　　第二段。\n";
    let (draft, _) = draft("稿.txt", text.as_bytes());
    assert_eq!((draft.kind, draft.title.as_str()), (Kind::Feature, "一名焊工的一天"));
    assert_eq!(body(&draft), "清晨六点，他已经在车间。这一行写得很长很长，用来看看折行的文字会不会被接起来，它在这里断开，到这里才完。\n\n第二段。\n");
}

#[test]
fn markdown_keeps_its_fields_and_brings_its_pictures() {
    let text = "---\ntitle: 巧手\ntags: [焊工]\n---\n\n正文。\n\n![焊花](img/a.png)\n\n![没有](b.png)\n";
    let beside = |name: &str| (name == "img/a.png").then(|| b"PNG".to_vec());
    let read = read("qiaoshou.md", text.as_bytes(), &beside, &wish()).expect("readable");
    let (draft, findings) = (read.value, read.findings);
    assert!(draft.text.starts_with("---\ndraft: true\ntitle: 巧手\ntags: [焊工]\n---\n\n正文。"), "{}", draft.text);
    assert_eq!(draft.pictures.iter().map(|(p, _)| p.as_str()).collect::<Vec<_>>(), ["content/features/qiaoshou/img/a.png"]);
    assert_eq!(codes(&findings), [Code::LeftOut]);
}

const PAGE: &str = "<!DOCTYPE html><html><head><title>劳模进校园_示例网</title><meta name=PubDate content='2026-04-28 09:00'><style>p{color:red}</style></head>
<body><div class=header><a href=/>首页</a><p>网站标语网站标语网站标语</p></div><div class='nav'><ul><li><a href=/a>新闻</a></li></ul></div>
<div class=wrap><h1>劳模进校园</h1><p>来源：示例日报&nbsp;&nbsp;作者：示例记者</p><div id=zoom class=TRS_Editor>
<p>　　4月28日，示例市劳模宣讲团走进示例学校，<strong>300名</strong>学生参加
活动，见<a href='https://www.example.cn/x'>报道</a>。</p><p><img src='page_files/a.jpg' alt='宣讲现场'></p><p><img src='https://cdn.example.cn/b.jpg'></p>
<p>第一段到此。<br><br>第二段从这里开始，写得长一些，让正文的字数比周围的多得多，好让程序认出正文在哪里。</p>
<table><tr><td>学校</td><td>人数</td></tr><tr><td>示例学校</td><td>300</td></tr></table><script>alert(1)</script></div></div>
<div class=footer>版权所有 示例网 备案号</div></body></html>";

#[test]
fn a_saved_page_gives_its_article_only() {
    let beside = |name: &str| (name == "page_files/a.jpg").then(|| vec![0xFF, 0xD8, 0xFF]);
    let read = read("page.html", PAGE.as_bytes(), &beside, &wish()).expect("readable");
    let (draft, findings) = (read.value, read.findings);
    assert_eq!((draft.kind, draft.title.as_str()), (Kind::News, "劳模进校园"));
    assert_eq!(&draft.fields[1..], [("date", "2026-04-28".into()), ("source", "示例日报".into()), ("author", "示例记者".into())]);
    let expected = "4月28日，示例市劳模宣讲团走进示例学校，**300名**学生参加活动，见[报道](<https://www.example.cn/x>)。\n\n![宣讲现场](picture-1.jpg)\n\n第一段到此。\n\n第二段从这里开始，写得长一些，让正文的字数比周围的多得多，好让程序认出正文在哪里。\n\n| 学校 | 人数 |\n| --- | --- |\n| 示例学校 | 300 |\n";
    assert_eq!(body(&draft), expected);
    assert_eq!(codes(&findings), [Code::LeftOut], "the picture of another host");
}

#[test]
fn a_saved_page_with_a_notice_is_a_notice() {
    let lines: String = NOTICE.lines().map(|l| format!("<p style='text-align:center'>{l}</p>")).collect();
    let page = format!(
        "<html><body><div class=nav><a href=/>首页</a></div><div class=article><h1>示例总工会关于开展安全生产月活动的通知</h1>{lines}</div></body></html>"
    );
    let (draft, _) = draft("a.htm", page.as_bytes());
    is_notice(&draft);
    assert_eq!(draft.path.as_str(), "content/notices/slgf-2026-3.md");
}

#[test]
fn a_page_of_this_program_comes_back_as_what_it_was() {
    let press = crate::press::Press::small("--- content/notices/_index.md\n+++\ntitle = \"公文\"\nkind = \"notice\"\n+++\n");
    press.write("content/notices/a.md", NOTICE.as_bytes());
    press.build();
    let (draft, _) = draft("index.html", press.page("notices/a/").as_bytes());
    is_notice(&draft);
    assert_eq!((draft.path.as_str(), draft.title.as_str()), ("content/notices/slgf-2026-3.md", "示例总工会关于开展安全生产月活动的通知"), "{}", draft.text);
}
