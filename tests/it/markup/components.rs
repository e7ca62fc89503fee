//! Components: what authors write in fenced blocks.

use jiangxin::markup::{HoleKind, Options, parse, render_plain};
use proptest::prelude::*;

use super::{body, html};

fn codes(text: &str) -> Vec<(&'static str, String)> {
    let found = body(text).findings;
    found.iter().map(|d| (d.code.name(), d.span.map_or(String::new(), |span| span.of(text).to_owned()))).collect()
}

#[test]
fn a_timeline_is_a_list_of_times() {
    let page = html("```时间轴\n标题：安排\n2022年5月：启动，**印发**\n2022-09-01: 发布\n“十三五”期间：准备\n还有一行\n来源：[通知](a.md)\n```\n");
    assert_eq!(
        page,
        "<figure class=\"component component-timeline\">\n<p class=\"component-title\">安排</p>\n<ol>\n\
         <li><time datetime=\"2022-05\">2022年5月</time> <span class=\"component-what\">启动，<strong>印发</strong></span></li>\n\
         <li><time datetime=\"2022-09-01\">2022-09-01</time> <span class=\"component-what\">发布</span></li>\n\
         <li><span class=\"component-when\">“十三五”期间</span> <span class=\"component-what\">准备<br>还有一行</span></li>\n\
         </ol>\n<figcaption>来源：<a href=\"a.md\">通知</a></figcaption>\n</figure>\n"
    );
    for (written, iso) in
        [("April 27, 2022", "2022-04-27"), ("27 April 2022", "2022-04-27"), ("May 2022", "2022-05"), ("2022年", "2022"), ("2022.4.27", "2022-04-27")]
    {
        let page = html(&format!("```timeline\n{written}: a\n```\n"));
        assert!(page.contains(&format!("<time datetime=\"{iso}\">{written}</time>")), "{page}");
    }
    assert_eq!(
        codes("```timeline\n2022年13月：甲\n2022-02-30：乙\n1999：丙\n```\n"),
        [("component-value", "2022年13月".to_owned()), ("component-value", "2022-02-30".to_owned())]
    );
}

#[test]
fn figures_are_told_from_their_units_on_either_side() {
    let page = html("```数字\n13 个：市州\n劳模：近300名\n1,200.5万元：投入\n```\n");
    for part in [
        "<div><dt>市州</dt><dd><strong>13</strong><small>个</small></dd></div>",
        "<div><dt>劳模</dt><dd><small>近</small><strong>300</strong><small>名</small></dd></div>",
        "<div><dt>投入</dt><dd><strong>1,200.5</strong><small>万元</small></dd></div>",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert_eq!(codes("```numbers\n许多：市州\n```\n"), [("component-value", "许多".to_owned())]);
}

#[test]
fn quotations_and_people_are_made_of_fields() {
    let page = html("```quote\ntext: a *b*\nby: C\nrole: D\n```\n");
    assert_eq!(
        page,
        "<figure class=\"component component-quote\">\n<blockquote><p>a <em>b</em></p></blockquote>\n<figcaption><span class=\"component-by\">C</span> \
         <span class=\"component-role\">D</span></figcaption>\n</figure>\n"
    );
    let page = html("```人物\n姓名：示例甲\n身份：车工\n单位：示例厂\n照片：a.jpg\n简介：一句话\n```\n");
    for part in
        ["<img src=\"a.jpg\" alt=\"示例甲\">", "<p class=\"component-person-name\">示例甲</p>", "<p class=\"component-person-line\">示例厂</p>", "一句话"]
    {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert_eq!(codes("```人物\n人物：shili\n姓名：甲\n```\n"), [("component-field", "甲".to_owned())]);
    assert_eq!(codes("```人物\n单位：甲\n```\n"), [("component-field", "```人物".to_owned())]);
    assert_eq!(codes("```金句\n作者：甲\n```\n"), [("component-field", "```金句".to_owned())]);
    assert_eq!(codes("```金句\n内容：甲\n```\n"), []);
}

#[test]
fn notes_are_marked_in_values() {
    let page = html("甲[^a]\n\n```时间轴\n2022年：乙[^b]丙[^没有]\n```\n\n[^a]: 一\n[^b]: 二\n");
    assert!(
        page.contains("乙<sup class=\"footnote-mark\"><a id=\"fnref-2\" href=\"#fn-2\" role=\"doc-noteref\" aria-label=\"注 2\">2</a></sup>丙[^没有]"),
        "{page}"
    );
    assert!(page.contains("<li id=\"fn-2\"><p>二"), "{page}");
}

#[test]
fn files_wait_for_the_site() {
    let text = "```图集\na.jpg：甲\nb.jpg\n```\n\n```附件\nc.docx：丙\n```\n\n```视频\n文件：d.mp4\n封面：e.jpg\n字幕：f.vtt\n说明：丁\n```\n";
    let value = body(text).value;
    let dests: Vec<(&str, bool)> = value.links().map(|link| (link.dest, link.picture)).collect();
    assert_eq!(dests, [("a.jpg", true), ("b.jpg", true), ("c.docx", false), ("e.jpg", true), ("d.mp4", false), ("f.vtt", false), ("d.mp4", false)]);
    for link in value.links() {
        assert_eq!(link.span.of(text), link.dest);
    }
    assert_eq!(value.holes.iter().filter(|h| matches!(h.kind, HoleKind::FileNote { .. })).count(), 2);
    assert_eq!(codes(text), []);
    let wrong = "```视频\n文件：https://v.example.cn/a.mp4\n```\n\n```视频\n文件：a.avi\n字幕：a.srt\n```\n";
    assert_eq!(
        codes(wrong).iter().map(|(code, line)| (*code, line.as_str())).collect::<Vec<_>>(),
        [("component-value", "https://v.example.cn/a.mp4"), ("component-value", "a.avi"), ("component-value", "a.srt")]
    );
    assert!(!html(wrong).contains("src=\"https:"));
}

#[test]
fn what_windows_editors_write_reads_the_same() {
    let plain = "```时间轴\n标题：甲\n2022年5月：乙\n```\n";
    let typed = "```　时间轴\r\n　　标题 : 甲\r\n\r\n- 2022年5月：乙　\r\n```\r\n";
    assert_eq!(html(typed), html(plain));
    assert_eq!(html(&plain.replace("```", "~~~")), html(plain));
    let inside = html("- 甲\n\n  ```timeline\n  2022年5月：乙\n  ```\n\n> ```timeline\n> 2022年6月：丙\n> ```\n");
    assert!(
        inside.contains("<li><p>甲</p>\n<figure class=\"component component-timeline\">") && inside.contains("datetime=\"2022-06\">2022年6月<"),
        "{inside}"
    );
}

#[test]
fn a_line_that_fits_nowhere_is_told_and_shown() {
    let text = "```金句\n内容：甲\n出处：乙\n```\n";
    assert_eq!(codes(text), [("component-field", "出处".to_owned())]);
    assert!(html(text).contains("<p>出处：乙</p>"), "{}", html(text));
    let twice = "```金句\n内容：甲\n内容：乙\n```\n";
    assert_eq!(codes(twice), [("component-field", "内容".to_owned())]);
    assert!(html(twice).contains("乙"));
    assert_eq!(codes("```时间轴\n没有冒号\n```\n")[0].1, "没有冒号");
    assert_eq!(codes("```附件\n```\n"), [("component-field", "```附件".to_owned())]);
    let told = body("```video\nfle: a.mp4\n```\n").findings;
    assert!(told.iter().any(|d| d.help.iter().any(|h| h.en.contains("did you mean file?"))), "{told:?}");
}

#[test]
fn a_name_that_is_nearly_right_is_told_and_code_stays_code() {
    assert_eq!(codes("```timelin\na: b\n```\n"), [("component-name", "```timelin".to_owned())]);
    assert_eq!(codes("```时间表\n甲\n```\n"), [("component-name", "```时间表".to_owned())]);
    assert_eq!(html("```timelin\na: b\n```\n"), "<pre><code class=\"language-timelin\">a: b\n</code></pre>\n");
    for code in ["```\n2022：a\n```\n", "```rust\na: b\n```\n", "```text\n标题：甲\n```\n", "    timeline\n"] {
        assert!(html(code).starts_with("<pre><code") && codes(code).is_empty(), "{code}");
    }
    assert_eq!(codes("···时间轴\n2022年：甲\n···\n"), [("component-name", "···时间轴".to_owned())]);
    // Indented, and without a line end: the place is the marks and the name.
    assert_eq!(codes("甲\n\n  ···图集"), [("component-name", "···图集".to_owned())]);
    assert_eq!(codes("甲···乙\n"), []);
}

#[test]
fn html_and_programs_in_values_are_cleaned_as_elsewhere() {
    let text = "```金句\n内容：甲<script>alert(1)</script> [乙](javascript:alert)\n作者：<b onclick=\"x\">丙</b>\n```\n";
    let page = html(text);
    assert!(!page.contains("<script") && !page.contains("onclick") && !page.contains("javascript:") && page.contains("<b>丙</b>"), "{page}");
    assert!(codes(text).iter().all(|(code, _)| *code == "raw-html") && !codes(text).is_empty());
}

#[test]
fn search_finds_the_words_and_not_the_names_of_fields() {
    let plain = body("```数字\n标题：甲\n13 个：市州\n来源：乙\n```\n\n```附件\na.docx：报名表\n```\n").value.plain;
    assert_eq!(plain, "甲\n市州\n13\n个\n乙\n报名表");
}

proptest! {
    #[test]
    fn no_word_of_a_component_is_lost(
        kind in prop::sample::select(vec!["图集", "金句", "人物", "时间轴", "数字", "视频", "附件"]),
        lines in prop::collection::vec("(标题|内容|文件|人物|姓名|说明|2022年5月|13 个|甲乙|a.jpg)?[：: ]{0,2}[甲-癸a-z0-9 *<>&\\[\\]()#：:\\-]{0,12}", 0..6),
    ) {
        let text = format!("```{kind}\n{}\n```\n", lines.join("\n"));
        let read = parse(&text, &Options::default());
        let page = render_plain(&text, &Options::default()).value;
        let dests: String = read.value.links().map(|l| l.dest.to_owned()).collect();
        let shown: String = page.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">") + &dests;
        for word in lines.iter().flat_map(|l| l.split(|c: char| !crate_word(c))).filter(|w| w.chars().all(|c| ('甲'..='癸').contains(&c)) && !w.is_empty()) {
            prop_assert!(shown.contains(word), "{} in {}", word, page);
        }
    }
}

fn crate_word(c: char) -> bool {
    c.is_alphanumeric()
}
