//! Emphasis, line ends and addresses in Chinese text.

use super::{cases, paragraph};

#[test]
fn emphasis_stands_beside_full_width_punctuation() {
    let wrong: Vec<_> = cases(include_str!("../../cases/markup/emphasis.txt"))
        .map(|(source, wanted)| (source, wanted, paragraph(source)))
        .filter(|(_, wanted, got)| wanted != got)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn line_ends_between_han_are_no_spaces() {
    for (source, wanted) in cases(include_str!("../../cases/markup/breaks.txt")) {
        assert_eq!(paragraph(&source.replace('⏎', "\n")).replace('\n', " "), wanted, "{source}");
    }
}

#[test]
fn bare_addresses_end_where_chinese_begins() {
    for (source, wanted) in cases(include_str!("../../cases/markup/addresses.txt")) {
        let wanted = wanted.split('[').enumerate().map(|(i, part)| match part.split_once(']') {
            Some((address, rest)) if i > 0 => format!("<a href=\"{address}\" class=\"address\" rel=\"noopener\">{address}</a>{rest}"),
            _ => part.to_owned(),
        });
        assert_eq!(paragraph(source), wanted.collect::<String>(), "{source}");
    }
    assert_eq!(paragraph("访问www.a.cn/x。"), "访问<a href=\"http://www.a.cn/x\" class=\"address\" rel=\"noopener\">www.a.cn/x</a>。");
    assert_eq!(paragraph("[https://a.cn](b.md)"), "<a href=\"b.md\">https://a.cn</a>");
    assert_eq!(
        paragraph("https://a.cn/x?a=1&b=2。"),
        "<a href=\"https://a.cn/x?a=1&amp;b=2\" class=\"address\" rel=\"noopener\">https://a.cn/x?a=1&amp;b=2</a>。"
    );
}

#[test]
fn marks_leave_other_syntax_alone() {
    for (source, wanted) in [
        ("***\n", "<hr>\n"),
        ("* 甲\n* 乙\n", "<ul>\n<li>甲</li>\n<li>乙</li>\n</ul>\n"),
        ("* （甲）\n", "<ul>\n<li>（甲）</li>\n</ul>\n"),
        ("> ~~~（示例）\n> x\n> ~~~\n", "<blockquote>\n<pre><code class=\"language-（示例）\">x\n</code></pre>\n</blockquote>\n"),
        (">~~~（示例）\n>x\n>~~~\n", "<blockquote>\n<pre><code class=\"language-（示例）\">x\n</code></pre>\n</blockquote>\n"),
        ("~~~\n**（甲）**\n~~~\n", "<pre><code>**（甲）**\n</code></pre>\n"),
        ("    **（甲）**\n", "<pre><code>**（甲）**\n</code></pre>\n"),
        ("[*（注）*]: a.md\n\n[*（注）*]\n", "<p><a href=\"a.md\"><em>（注）</em></a></p>\n"),
    ] {
        assert_eq!(super::html(source), wanted, "{source}");
    }
    let table = super::html("|甲|**（乙）**|\n|---|---|\n|**“丙”**丁|~~（戊）~~|\n");
    for cell in ["<th scope=\"col\"><strong>（乙）</strong></th>", "<td><strong>“丙”</strong>丁</td>", "<td><del>（戊）</del></td>"] {
        assert!(table.contains(cell), "{table}");
    }
}

#[test]
fn a_text_may_hold_private_use_characters_of_its_own() {
    assert_eq!(paragraph("\u{E000}中**“中”**文\u{E001}"), "\u{E000}中<strong>“中”</strong>文\u{E001}");
    assert_eq!(paragraph("&#xE000;&#57345;中**“中”**文"), "\u{E000}\u{E001}中<strong>“中”</strong>文");
}

#[test]
fn wide_blank_lines_part_paragraphs() {
    assert_eq!(super::html("　　甲\n　　\n　　乙\n"), "<p>甲</p>\n<p>乙</p>\n");
    assert_eq!(super::html("```\n　\n```\n"), "<pre><code>　\n</code></pre>\n");
}
