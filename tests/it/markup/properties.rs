//! What holds for every text.

use jiangxin::markup::{Body, Options, parse};
use proptest::prelude::*;

/// Texts made of what could matter: syntax, Han, punctuation, private-use characters, raw HTML.
fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "*",
        "**",
        "***",
        "~~",
        "~",
        "_",
        "__",
        "`",
        "```\n",
        "[",
        "]",
        "(",
        ")",
        "](a.md)",
        "![",
        "<b>",
        "</b>",
        "<div>\n",
        "</div>\n",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<a href=\"",
        "\">",
        "\n",
        "\n\n",
        "  \n",
        "    ",
        "# ",
        "## 一、",
        "（一）",
        "> ",
        "- ",
        "1. ",
        "| ",
        "|-|\n",
        "{#x}",
        "{#s1-p1}\n",
        "[^1]",
        "[^1]: ",
        "\\",
        "&#xE000;",
        "&amp;",
        "\u{E000}",
        "\u{E001}",
        "\u{F0000}",
        "甲",
        "乙。",
        "（丙）",
        "“丁”",
        "……",
        "　",
        "a",
        "b.",
        "https://a.cn/x",
        "www.b.cn",
        "한",
        "カ",
        "😀",
        "\u{301}",
        "\u{FE0F}",
        "\r\n",
        "\t",
        ":\n",
        ": ",
        "<table>",
        "<td>",
        "<!",
        "<?",
        "<p",
        "[!NOTE]\n",
        "[ ] ",
    ]);
    prop_oneof![4 => prop::collection::vec(piece, 0..60).prop_map(|p| p.concat()), 1 => any::<String>()]
}

fn check(source: &str, body: &Body) {
    assert!(body.holes.is_sorted_by_key(|h| h.at));
    assert!(body.holes.iter().all(|h| body.html.is_char_boundary(h.at)));
    let spans = body.holes.iter().map(|h| h.span).chain(body.headings.iter().map(|h| h.span)).chain(body.anchors.iter().map(|a| a.span));
    for span in spans.chain(body.blocks.iter().map(|b| b.span)) {
        assert!(source.get(span.start..span.end).is_some(), "{span:?} in {source:?}");
    }
    let ends: Vec<_> = body.blocks.iter().map(|b| (b.html.clone(), b.holes.clone())).collect();
    let (mut html, mut holes) = (0, 0);
    for (h, n) in ends {
        assert_eq!((h.start, n.start), (html, holes));
        (html, holes) = (h.end, n.end);
    }
    assert_eq!((html, holes), (body.html.len(), body.holes.len()));
    let mut ids: Vec<_> = body.headings.iter().filter(|h| !h.explicit).map(|h| &h.id).collect();
    ids.sort();
    assert!(ids.windows(2).all(|w| w[0] != w[1]) && ids.iter().all(|id| !id.is_empty() && !id.starts_with("jx-")));
}

/// Private-use characters and characters of a dead script, whatever form they have.
fn odd(text: &str) -> Vec<char> {
    let mut odd: Vec<_> = text.chars().filter(|c| matches!(*c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. | '\u{12470}'..='\u{12474}')).collect();
    odd.sort_unstable();
    odd.dedup();
    odd
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn every_text_gives_a_sound_body(source in text()) {
        for raw_html in [false, true] {
            let checked = parse(&source, &Options { raw_html });
            check(&source, &checked.value);
            prop_assert!(checked.findings.iter().all(|f| f.span.is_none_or(|s| source.get(s.start..s.end).is_some())));
            let mut known = odd(&source);
            known.extend(['\u{E000}', '\u{E001}']);
            let page = checked.value.fill_plain() + &checked.value.plain;
            prop_assert!(odd(&page).iter().all(|c| known.contains(c)), "{page}");
            if !source.contains(['\u{E000}', '\u{E001}']) && !source.contains("&#") {
                prop_assert!(odd(&page).iter().all(|c| odd(&source).contains(c)), "{page}");
            }
        }
    }

    #[test]
    fn cleaned_pages_hold_no_program(source in text()) {
        let page = parse(&source, &Options::default()).value.fill_plain();
        prop_assert!(!page.contains("<script") && !page.contains("<!--") && !page.contains("<?"), "{page}");
        for name in ["b", "div", "table", "p", "strong", "em", "ul", "li", "a", "td"] {
            let open = format!("<{name}");
            let opens = page.match_indices(&open).filter(|(i, t)| page[i + t.len()..].starts_with([' ', '>'])).count();
            prop_assert_eq!(opens, page.matches(&format!("</{name}>")).count(), "{} in {}", name, page);
        }
    }

    #[test]
    fn the_same_text_gives_the_same_body(source in text()) {
        prop_assert_eq!(parse(&source, &Options::default()).value, parse(&source, &Options::default()).value);
    }
}

#[test]
fn hostile_nesting_takes_neither_stack_nor_time() {
    let n = 20_000;
    let texts = [
        ">".repeat(n),
        "[".repeat(n),
        "![".repeat(n),
        "- ".repeat(n),
        "*a ".repeat(n),
        "**（".repeat(n),
        "*_".repeat(n),
        "<b>".repeat(n),
        "<div>\n".repeat(n),
        "<div>\n\n".repeat(n),
        "</div>".repeat(n),
        "<a href=\"".repeat(n),
        "`a``".repeat(n),
        "[^1]: ".repeat(n),
        "{#".repeat(n),
        "# 一、\n".repeat(n),
        "甲\n<br>\n".repeat(n),
        "https://a.cn/(".repeat(n),
        "www.".repeat(n),
        format!("https://a.cn/{}", ")".repeat(n)),
        "[a](b)\n".repeat(n),
        "甲[^1]\n".repeat(n) + "\n[^1]: 注\n",
        "<table><tr><td>".repeat(n),
        "|a\n|-\n".repeat(n / 4),
        "|**（甲）**".repeat(n / 4),
        "<p title='".repeat(n),
        "<!--".repeat(n),
        "&#xE000;".repeat(n),
    ];
    for text in texts {
        let start = std::time::Instant::now();
        let body = parse(&text, &Options::default()).value;
        check(&text, &body);
        assert!(start.elapsed().as_secs() < 20, "{} takes {:?}", text.get(..12).unwrap_or(""), start.elapsed());
    }
}
