/// A stretch of a paper's text: words, and where they lead if they are a link of Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Linked<'a> {
    /// What a reader sees.
    pub words: &'a str,
    /// The target as written.
    pub target: Option<&'a str>,
}

/// A text cut at its links, `[文字](地址)`: converters leave them in prose. Total, linear.
pub fn linked(text: &str) -> Vec<Linked<'_>> {
    let (mut out, mut done) = (Vec::new(), 0);
    for (middle, _) in text.match_indices("](") {
        // Words and target are short; looking no further keeps a line of brackets linear.
        let before = text.get(done..middle).unwrap_or("");
        let Some(open) = before.char_indices().rev().take(200).find(|(_, c)| matches!(c, '[' | ']')).filter(|(_, c)| *c == '[').map(|(i, _)| done + i) else {
            continue;
        };
        let behind = text.get(middle + 2..).unwrap_or("");
        let Some(len) = behind.char_indices().take(2000).find(|(_, c)| *c == ')' || c.is_whitespace()).filter(|(i, c)| *c == ')' && *i > 0).map(|(i, _)| i)
        else {
            continue;
        };
        let (words, target) = (text.get(open + 1..middle).unwrap_or(""), behind.get(..len).unwrap_or(""));
        if words.is_empty() {
            continue;
        }
        let plain = text.get(done..open).unwrap_or("");
        // A picture inside a sentence has only its words.
        let (plain, target) = plain.strip_suffix('!').map_or((plain, Some(target)), |p| (p, None));
        out.extend((!plain.is_empty()).then_some(Linked { words: plain, target: None }));
        out.push(Linked { words, target });
        done = middle + 2 + len + 1;
    }
    let rest = text.get(done..).unwrap_or("");
    out.extend((!rest.is_empty() || out.is_empty()).then_some(Linked { words: rest, target: None }));
    out
}

/// A text as a reader sees it: of a link its words.
pub fn words(text: &str) -> String {
    if text.contains("](") { linked(text).iter().map(|l| l.words).collect() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_told_from_brackets() {
        let text = "请登录[网站](https://example.com/a)报名，见[2022](3号)和[注]（略）。";
        let found: Vec<_> = linked(text).iter().filter_map(|l| l.target.map(|t| (l.words, t))).collect();
        assert_eq!(found, [("网站", "https://example.com/a"), ("2022", "3号")]);
        assert_eq!(words("见![图](a.png)。"), "见图。");
        assert_eq!(words("[a](b c)"), "[a](b c)");
        assert_eq!(words("无链接"), "无链接");
    }
}
