//! The markup of a page: tables, notes, tasks, alerts, links, pictures.

use jiangxin::markup::{HoleKind, Word, escape_attribute, escape_href, escape_text};

use super::{body, html, paragraph};

#[test]
fn escapes_are_right_for_their_place() {
    let escaped = |f: fn(&str, &mut String), text: &str| {
        let mut out = String::new();
        f(text, &mut out);
        out
    };
    assert_eq!(escaped(escape_text, "a<b>&\"'"), "a&lt;b&gt;&amp;\"'");
    assert_eq!(escaped(escape_attribute, "a<b>&\"'"), "a&lt;b&gt;&amp;&quot;'");
    assert_eq!(escaped(escape_href, "甲 b?x=1&y=%20\"<"), "%E7%94%B2%20b?x=1&amp;y=%20%22%3C");
    assert_eq!(paragraph("1 < 2 & \"3\" &amp; &lt;"), "1 &lt; 2 &amp; \"3\" &amp; &lt;");
    assert_eq!(paragraph("[a](<b\"c> \"t\\\"<\")"), "<a href=\"b%22c\" title=\"t&quot;&lt;\">a</a>");
}

#[test]
fn a_table_scrolls_and_has_a_name() {
    assert_eq!(
        html("|甲| |\n|:-|-:|\n|1|2|\n"),
        "<div class=\"table-wrap\" role=\"region\" tabindex=\"0\" aria-label=\"表格\"><table><thead><tr><th scope=\"col\" class=\"align-left\">甲</th>\
         <td class=\"align-right\"></td></tr></thead>\n<tbody>\n<tr><td class=\"align-left\">1</td><td class=\"align-right\">2</td></tr>\n</tbody></table></div>\n"
    );
    let two = html("|甲|\n|-|\n|1|\n\n|乙|\n|-|\n");
    assert!(two.contains("aria-label=\"表格 1\"") && two.contains("aria-label=\"表格 2\"") && two.matches("<tbody>").count() == 1, "{two}");
}

#[test]
fn notes_are_numbered_by_their_first_mark() {
    let page = html("甲[^b]乙[^a]丙[^b]\n\n[^a]: 一\n[^b]: 二[^c]\n[^c]: 三\n[^d]: 四\n");
    let order: Vec<_> = ["二", "一", "三", "四"].iter().map(|t| page.find(&format!("<p>{t}"))).collect();
    assert!(order.is_sorted() && order.iter().all(Option::is_some), "{page}");
    for part in ["<a id=\"fnref-1\" href=\"#fn-1\"", "<a id=\"fnref-1-2\" href=\"#fn-1\"", "href=\"#fnref-1-2\"", "<li id=\"fn-4\">"] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert_eq!(paragraph("甲[^没有]"), "甲[^没有]");
}

#[test]
fn words_wait_for_the_language_of_the_page() {
    let value = body("> [!WARNING]\n> 甲\n\n- [x] 乙\n\n# 丙\n").value;
    let keys: Vec<_> = value.holes.iter().filter_map(|h| if let HoleKind::Word { key } = h.kind { Some(key.key()) } else { None }).collect();
    assert_eq!(keys, ["alert_warning", "task_done", "anchor_label"]);
    let page = html("> [!WARNING]\n> 甲\n");
    assert_eq!(page, "<div class=\"markdown-alert markdown-alert-warning\" role=\"note\">\n<p class=\"markdown-alert-title\">警告</p>\n<p>甲</p>\n</div>\n");
    assert_eq!(Word::ALL.len(), Word::ALL.iter().map(|w| w.key()).collect::<std::collections::BTreeSet<_>>().len());
}

#[test]
fn links_and_pictures_wait_for_the_site() {
    let source = "[甲](a.md#s1 \"题\") ![乙*丙*](b.png) <https://c.cn> <d@e.cn> www.f.cn";
    let value = body(source).value;
    let found: Vec<_> = value.links().map(|l| (l.dest, l.picture, l.span.of(source))).collect();
    let wanted = [
        ("a.md#s1", false, "[甲](a.md#s1 \"题\")"),
        ("b.png", true, "![乙*丙*](b.png)"),
        ("https://c.cn", false, "<https://c.cn>"),
        ("mailto:d@e.cn", false, "<d@e.cn>"),
        ("http://www.f.cn", false, "www.f.cn"),
    ];
    assert_eq!(found, wanted);
    assert!(value.holes.iter().any(|h| matches!(&h.kind, HoleKind::Picture { alt, .. } if alt == "乙丙")));
    assert_eq!(value.fill(|h| format!("<{}>", h.at)).matches('<').count(), value.html.matches('<').count() + value.holes.len());
}

#[test]
fn other_blocks() {
    for (source, wanted) in [
        ("3. 甲\n4. 乙\n", "<ol start=\"3\">\n<li>甲</li>\n<li>乙</li>\n</ol>\n"),
        ("甲\n: 乙\n", "<dl>\n<dt>甲</dt>\n<dd>乙</dd>\n</dl>\n"),
        ("```rust x\n<a>\n```\n", "<pre><code class=\"language-rust\">&lt;a&gt;\n</code></pre>\n"),
        ("> 甲\n", "<blockquote>\n<p>甲</p>\n</blockquote>\n"),
        ("- [ ] 甲\n", "<ul>\n<li class=\"task\"><input type=\"checkbox\" disabled aria-label=\"未完成\"> 甲</li>\n</ul>\n"),
        ("“引号”不'变'\"形\" --- ...\n", "<p>“引号”不'变'\"形\" --- ...</p>\n"),
        ("　　一、甲\n", "<p>一、甲</p>\n"),
    ] {
        assert_eq!(html(source), wanted, "{source}");
    }
}

#[test]
fn a_body_is_stored_and_read_back() {
    let value = body("# 甲\n\n乙 ![丙](d.png) [^1]\n\n[^1]: 丁\n").value;
    let stored = serde_json::to_string(&value).expect("a body has no maps with odd keys");
    assert_eq!(serde_json::from_str::<jiangxin::markup::Body>(&stored).expect("what was written reads back"), value);
}
