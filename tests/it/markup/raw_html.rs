//! Raw HTML: what stays, what goes, and that nothing gets out of the article.

use jiangxin::diag::{Code, Severity};
use jiangxin::markup::{Options, parse, render_plain};

use super::{body, html, paragraph};

#[test]
fn layout_stays() {
    for source in [
        "<table><tr><td colspan=\"2\">甲</td></tr></table>",
        "<figure><img src=\"a.jpg\" alt=\"甲\"><figcaption>乙</figcaption></figure>",
        "<ruby>陇<rt>lǒng</rt></ruby>",
    ] {
        let findings = body(source).findings;
        assert!(findings.is_empty(), "{findings:?}");
    }
    assert_eq!(paragraph("H<sub>2</sub>O 与 m<sup>2</sup><br>下"), "H<sub>2</sub>O 与 m<sup>2</sup><br>下");
    assert!(html("<details><summary>展开</summary>\n\n内容 **甲**\n\n</details>\n").contains("<p>内容 <strong>甲</strong></p>"));
}

#[test]
fn programs_go_and_are_named() {
    for (source, named) in [
        ("<script>alert(1)</script>\n", "<script>"),
        ("甲<script>alert(1)</script>乙\n", "<script>"),
        ("<style>p{}</style>\n", "<style>"),
        ("<b onclick=\"x()\">甲</b>\n", "onclick"),
        ("<b style=\"color:red\">甲</b>\n", "style"),
        ("<a href=\"javascript:x()\">甲</a>\n", "javascript:"),
        ("<a href=\" java\nscript:x()\">甲</a>\n", "href"),
        ("<iframe src=\"https://a.cn\"></iframe>\n", "<iframe>"),
        ("<svg onload=x()></svg>\n", "<svg>"),
        ("[甲](javascript:x())\n", "javascript:"),
        ("[甲](JaVaScRiPt:x())\n", "JaVaScRiPt:"),
    ] {
        let checked = body(source);
        let page = checked.value.fill_plain();
        for bad in ["<script", "<style", "onclick", "style=", "javascript:", "JaVaScRiPt:", "<iframe", "<svg", "onload", "script:x"] {
            assert!(!page.contains(bad), "{bad} in {page}");
        }
        let finding = checked.findings.first().unwrap_or_else(|| panic!("no finding: {source}"));
        assert_eq!((finding.code, finding.severity), (Code::RawHtml, Severity::Warning));
        assert!(finding.message.zh.contains(named) && finding.message.en.contains(named), "{named}: {:?}", finding.message);
        assert!(finding.span.is_some() && finding.help.is_some());
    }
}

#[test]
fn unbalanced_tags_stay_in_their_block() {
    for source in [
        "</article></div></main>\n\n甲\n",
        "<div><div>\n\n甲\n",
        "<b>\n\n甲\n",
        "乙 <b> 丙\n\n甲\n",
        "<!-- 开\n\n甲\n",
        "<div title=\"开\n\n甲\n",
        "<table>\n\n甲\n",
    ] {
        let page = html(source);
        let opens = page.matches("<div").count() + page.matches("<b>").count() + page.matches("<table").count();
        let closes = page.matches("</div>").count() + page.matches("</b>").count() + page.matches("</table>").count();
        assert_eq!(opens, closes, "{page}");
        assert!(!page.contains("article") && !page.contains("main"), "{page}");
        assert!(source.starts_with("<!--") || page.contains("<p>甲</p>"), "{page}");
    }
}

#[test]
fn holes_survive_cleaning() {
    let source = "# 甲\n\n<div>\n\n![图](a.png) [链](b.md)\n\n## 乙\n\n</div>\n\n丙 <b>[丁](c.md)</b>\n";
    let value = body(source).value;
    assert_eq!(value.links().map(|l| (l.dest, l.picture)).collect::<Vec<_>>(), [("a.png", true), ("b.md", false), ("c.md", false)]);
    let page = value.fill_plain();
    for part in ["<img src=\"a.png\" alt=\"图\">", "<a href=\"b.md\">链</a>", "<h3 id=\"y\">乙<a", "<b><a href=\"c.md\">丁</a></b>"] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(value.holes.is_sorted_by_key(|h| h.at));
}

#[test]
fn raw_html_stays_where_the_site_wants_it() {
    let options = Options { raw_html: true };
    assert_eq!(render_plain("<b onclick=\"x()\">甲</b>", &options).value, "<p><b onclick=\"x()\">甲</b></p>\n");
    assert!(parse("<script>1</script>\n", &options).findings.is_empty());
    assert_eq!(parse("<div id=\"甲\">乙</div>\n", &options).value.ids().collect::<Vec<_>>(), ["甲"]);
}

#[test]
fn addresses_of_raw_html_are_open_as_those_of_markdown() {
    let source = "<img src=\"https://evil.cn/1.png\"> 甲 <img alt='' src=没.png srcset=\"b.png 2x\"> <a href=\"missing.md?a=1&amp;b=2\">缺</a> <a href='#nope'>乙</a>\n\n<div>\n<img src=\"块.png\" alt=\"块\">\n</div>\n";
    let checked = body(source);
    let links: Vec<_> = checked.value.links().map(|l| (l.dest, l.picture)).collect();
    assert_eq!(links, [("https://evil.cn/1.png", true), ("没.png", true), ("missing.md?a=1&b=2", false), ("#nope", false), ("块.png", true)]);
    let page = checked.value.fill(|_| "X".to_owned());
    assert!(!page.contains("evil") && !page.contains("没.png") && !page.contains("srcset") && !page.contains("b.png"), "{page}");
    assert_eq!(page.matches("src=\"X\"").count(), 3, "{page}");
    let page = html("<a href=\"&#106;avascript:x()\">甲</a> <a href=\"java&Tab;script&colon;x()\">乙</a>\n");
    assert_eq!(page, "<p><a>甲</a> <a>乙</a></p>\n");
}

#[test]
fn raw_ids_keep_out_of_the_way_of_generated_ones() {
    let checked = body("<div id=\"jx-main\">甲</div>\n\n乙 <b id=\"fn-1\">丙</b>\n\n## 一、丁\n\n<p id=\"s1\">戊</p>\n");
    let page = checked.value.fill_plain();
    assert!(page.contains("<div id=\"xjx-main\">") && page.contains("<b id=\"xfn-1\">"), "{page}");
    assert_eq!(checked.findings.iter().map(|f| f.code).collect::<Vec<_>>(), [Code::DuplicateId]);
    assert!(checked.value.ids().any(|id| id == "xjx-main"));
}

#[test]
fn what_word_leaves_behind_goes_without_a_word() {
    for (source, shown) in [
        ("甲<o:p></o:p>乙", "甲乙"),
        ("甲<st1:place>兰州</st1:place>乙", "甲兰州乙"),
        ("甲<st1:place w:st=\"on\">兰州</st1:place><w:r/>乙", "甲兰州乙"),
        ("`<o:p>` \\<o:p> &lt;o:p&gt;", "<code>&lt;o:p&gt;</code> &lt;o:p&gt; &lt;o:p&gt;"),
        (
            "写信到 <mailto:a@b.cn> 看 <https://a.cn>",
            "写信到 <a href=\"mailto:a@b.cn\">mailto:a@b.cn</a> 看 <a href=\"https://a.cn\" class=\"address\" rel=\"noopener\">https://a.cn</a>",
        ),
        ("甲<weixin:dl>乙", "甲&lt;weixin:dl&gt;乙"),
        ("甲<javascript:x()>乙", "甲&lt;javascript:x()&gt;乙"),
    ] {
        let checked = body(source);
        assert_eq!((paragraph(source).as_str(), checked.findings.len()), (shown, 0), "{source}");
    }
    assert_eq!(html("甲\n\n<o:p></o:p>\n\n乙\n"), "<p>甲</p>\n<p>乙</p>\n");
    assert_eq!(html("<p class=\"MsoNormal\">甲<o:p></o:p></p>\n"), "<p class=\"MsoNormal\">甲</p>\n");
    assert!(html("    <o:p>\n").contains("&lt;o:p&gt;"));
    let heading = body("## 二、乙<o:p></o:p>\n").value.headings[0].clone();
    assert_eq!((heading.id.as_str(), heading.title.as_str()), ("s2", "乙"));
}

#[test]
fn everything_removed_is_named_and_links_apart() {
    let names = ["script", "iframe", "form", "video", "audio", "object", "embed", "svg", "math", "button", "select"];
    let source: String = names.iter().map(|n| format!("<{n}></{n}>\n\n")).collect();
    let checked = body(&format!("甲\n\n{source}"));
    assert_eq!(checked.findings.len(), 1);
    let said = &checked.findings[0].message.zh;
    assert!(names.iter().all(|n| said.contains(&format!("<{n}>"))) && !said.contains('等'), "{said}");
    assert_eq!(checked.findings[0].span.map(|s| s.start), Some(5));
    let many: String = (0..40).map(|n| format!("<x{n}>")).collect();
    assert!(body(&format!("甲{many}\n")).findings[0].message.zh.ends_with(" 等"));
    let finding = &body("[甲](data:text/html,x)\n").findings[0];
    assert!(finding.message.zh.contains("链接不能发布") && finding.message.zh.contains("data:text/html,x"), "{:?}", finding.message);
}

#[test]
fn raw_links_and_pictures_of_a_site_are_checked_and_rooted() {
    let press = crate::press::Press::small(
        "--- content/news/b.md\n+++\ntitle = \"乙\"\n+++\n正文\n--- content/news/a/index.md\n+++\ntitle = \"甲\"\n+++\n<img src=\"x.svg\" alt=\"图\"> <a href=\"../b.md\">乙</a>\n",
    );
    press.write("content/news/a/x.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"/>");
    press.build();
    let page = press.page("news/a/");
    assert!(crate::html::values(&page, "img", "src").contains(&"../../news/a/x.svg".to_owned()), "{page}");
    assert!(press.has("output/news/a/x.svg"));
    assert!(crate::html::values(&page, "a", "href").contains(&"../../news/b/".to_owned()), "{page}");
    press.edit("--- content/news/a/index.md\n+++\ntitle = \"甲\"\n+++\n<img src=\"https://evil.cn/1.png\" alt=\"\"> <img src=\"没.png\"> <a href=\"missing.md\">缺</a> <a href=\"#nope\">无</a>\n");
    let mut codes: Vec<String> = press.check(&[]).iter().filter(|f| f["severity"] != "note").map(|f| f["code"].as_str().unwrap_or("").to_owned()).collect();
    codes.sort();
    assert_eq!(codes, ["dead-anchor", "dead-link", "missing-alt", "missing-picture", "missing-picture"]);
}
