//! Headings, ids, anchors, blocks.

use jiangxin::diag::Code;
use jiangxin::markup::BlockKind;

use super::{body, html};

fn ids(source: &str) -> Vec<String> {
    body(source).value.headings.into_iter().map(|h| h.id).collect()
}

#[test]
fn numbered_headings_take_ids_from_their_numbers() {
    let source = "# 一、甲\n## （一）乙\n### 1.丙\n#### （1）丁\n### 2. 戊\n## （二）己\n# 二、庚\n### 3.辛\n# 二、壬\n## （一）癸\n# 三、子\n";
    assert_eq!(ids(source), ["s1", "s1-1", "s1-1-1", "s1-1-1-1", "s1-1-2", "s1-2", "s2", "s2-0-3", "s2b", "s2b-1", "s3"]);
    assert_eq!(ids("# （一）甲\n"), ["s0-1"]);
    assert_eq!(ids("# 1. 甲\n"), ["s0-0-1"]);
    assert_eq!(ids("# 第三章 甲\n## 第十二条 乙\n## 第十二条\n# 第4章\n"), ["c3", "a12", "a12b", "c4"]);
    assert_eq!(ids("# **一、甲**\n# 一、乙\n# 一、丙\n"), ["s1", "s1b", "s1c"]);
}

#[test]
fn other_headings_take_initials_or_words() {
    assert_eq!(ids("# 劳模精神\n# 劳模精神\n# 劳模精神\n"), ["lmjs", "lmjs-2", "lmjs-3"]);
    assert_eq!(ids("# Hello, World!\n# 5G 时代的AI\n# ！？\n# 1.5万人\n"), ["hello-world", "5gsddai", "section", "15wr"]);
    assert_eq!(ids("# 深入学习宣传贯彻首届大国工匠创新交流大会精神\n"), ["srxxxcgcsjdg"]);
    assert_eq!(ids("# 甲 {#jx-top}\n# fn 1\n"), ["xjx-top", "xfn-1"]);
    assert_eq!(ids("# 劳模精神\n# 乙 {#lmjs}\n"), ["lmjs-2", "lmjs"]);
}

#[test]
fn a_heading_keeps_its_marker_and_title_apart() {
    let value = body("前言\n\n## **一、提高“站位”** {#top}\n\n### 第二章　总则\n").value;
    let found: Vec<_> = value.headings.iter().map(|h| (h.marker.as_str(), h.title.as_str(), h.level, h.element, h.explicit)).collect();
    assert_eq!(found, [("一、", "提高“站位”", 2, 2, true), ("第二章", "总则", 3, 3, false)]);
    assert_eq!(value.headings[0].span.of("前言\n\n## **一、提高“站位”** {#top}\n\n### 第二章　总则\n").trim(), "## **一、提高“站位”** {#top}");
}

#[test]
fn heading_elements_start_at_two_and_skip_nothing() {
    let elements = |source: &str| body(source).value.headings.iter().map(|h| h.element).collect::<Vec<_>>();
    assert_eq!(elements("# a\n## b\n### c\n# d\n"), [2, 3, 4, 2]);
    assert_eq!(elements("### a\n##### b\n### c\n# d\n"), [2, 3, 2, 2]);
    assert_eq!(elements("# a\n## b\n### c\n#### d\n##### e\n###### f\n"), [2, 3, 4, 5, 6, 6]);
}

#[test]
fn braces_that_are_no_id_are_text() {
    assert!(html("## 标题 {重要}\n").contains("标题 {重要}<a"), "{}", html("## 标题 {重要}\n"));
    assert_eq!(body("## 标题 {重要}\n").value.headings[0].title, "标题 {重要}");
    assert!(!html("## 标题 {#x onclick=alert}\n").contains("onclick"));
}

#[test]
fn a_line_of_braces_names_the_paragraph_after_it() {
    let source = "{#s1-p1}\n一要甲\n\n{#s1-p2}\n\n二要乙\n\n- {#p1} 丙\n- {#p2}\n  丁\n\n1. {#p3} 戊\n\n2. 己\n\n文中 {#no} 不算\n";
    let page = html(source);
    for part in ["<p id=\"s1-p1\">一要甲</p>", "<p id=\"s1-p2\">二要乙</p>", "<li id=\"p1\">丙</li>", "<li id=\"p2\">丁</li>", "<li id=\"p3\"><p>戊</p>"]
    {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(page.contains("文中 {#no} 不算"));
    let value = body(source).value;
    assert_eq!(value.anchors.iter().map(|a| a.span.of(source)).collect::<Vec<_>>(), ["s1-p1", "s1-p2", "p1", "p2", "p3"]);
    assert_eq!(value.blocks.iter().filter_map(|b| b.id.as_deref()).collect::<Vec<_>>(), ["s1-p1", "s1-p2"]);
}

#[test]
fn an_id_written_twice_is_an_error_at_its_place() {
    let source = "# 甲 {#x}\n\n{#x}\n乙\n";
    let findings = body(source).findings;
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].code, Code::DuplicateId);
    assert_eq!(findings[0].span.map(|s| s.start), source.rfind('x'));
}

#[test]
fn blocks_tile_the_fragment() {
    let value = body("# 甲\n\n乙[^1]\n\n- 丙\n\n***\n\n<div>丁</div>\n\n[^1]: 注\n").value;
    let kinds: Vec<_> = value.blocks.iter().map(|b| b.kind).collect();
    assert_eq!(kinds, [BlockKind::Heading(0), BlockKind::Paragraph, BlockKind::Other, BlockKind::Other, BlockKind::Other, BlockKind::Footnotes]);
    assert_eq!(value.fill_block(&value.blocks[1], |_| "-".into()).matches("aria-label=\"- 1\"").count(), 1);
    let joined: String = value.blocks.iter().map(|b| value.fill_block(b, |_| "-".into())).collect();
    assert_eq!(joined, value.fill(|_| "-".into()));
    assert_eq!(value.plain, "甲\n乙\n丙\n注");
}
