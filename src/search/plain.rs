use std::borrow::Cow;

/// The text of an html fragment as a reader sees it: one string for each paragraph, list item, cell and so on, none of them empty.
/// Marks of footnotes are left out, for they stand in the middle of sentences.
pub(super) fn lines(html: &str) -> Vec<String> {
    let (mut lines, mut line) = (Vec::new(), String::new());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        line.push_str(&unescaped(&rest[..at]));
        let (tag, behind) = tag(&rest[at..]);
        let name: String = tag.trim_start_matches(['<', '/']).chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        rest = behind;
        match name.as_str() {
            "br" => line.push(' '),
            "a" | "abbr" | "b" | "bdi" | "bdo" | "cite" | "code" | "del" | "dfn" | "em" | "i" | "ins" | "kbd" | "mark" | "q" | "s" | "samp" | "small"
            | "span" | "strong" | "sub" | "u" | "var" | "wbr" | "img" | "input" | "ruby" | "rb" | "rp" | "" => {}
            "sup" if !tag.contains("footnote") => {}
            "sup" | "script" | "style" | "rt" if !tag.starts_with("</") => rest = behind_end(rest, &name),
            "sup" | "rt" => {}
            _ => end(&mut line, &mut lines),
        }
    }
    line.push_str(&unescaped(rest));
    end(&mut line, &mut lines);
    lines
}

fn end(line: &mut String, lines: &mut Vec<String>) {
    let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
    if !words.is_empty() {
        lines.push(words);
    }
    line.clear();
}

/// A tag or comment, and what stands behind it; a `<` that opens neither is taken with the rest.
fn tag(html: &str) -> (&str, &str) {
    if let Some(comment) = html.strip_prefix("<!--") {
        return ("<", comment.split_once("-->").map_or("", |(_, behind)| behind));
    }
    let mut quote = None;
    for (at, c) in html.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            (None, '>') => return html.split_at(at + 1),
            _ => {}
        }
    }
    (html, "")
}

fn behind_end<'a>(html: &'a str, name: &str) -> &'a str {
    let close = format!("</{name}");
    html.split_once(close.as_str()).and_then(|(_, behind)| behind.split_once('>')).map_or("", |(_, behind)| behind)
}

/// With the references that html writers make resolved.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let named = rest[at..].split_once(';').filter(|(name, _)| name.len() < 10).and_then(|(name, behind)| Some((character(&name[1..])?, behind)));
        match named {
            Some((c, behind)) => {
                out.push(c);
                rest = behind;
            }
            None => {
                out.push('&');
                rest = &rest[at + 1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{A0}'),
        _ => {
            let number = name.strip_prefix('#')?;
            let hex = number.strip_prefix(['x', 'X']).map(|hex| u32::from_str_radix(hex, 16));
            char::from_u32(hex.unwrap_or_else(|| number.parse()).ok()?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn blocks_apart_and_marks_left_out() {
        let html = "<p>甲<strong>“乙”</strong>丙<sup class=\"footnote-mark\"><a href=\"#fn-1\">1</a></sup>丁<br>戊</p>\n<table><tr><td>一</td><td title=\"a>b\">二 &amp; 三</td></tr></table><!-- 己 -->";
        assert_eq!(lines(html), ["甲“乙”丙丁 戊", "一", "二 & 三"]);
        assert_eq!(lines("x<sup>2</sup> <script>1<2</script>&#x41;&#66;&c;"), ["x2 AB&c;"]);
        assert!(lines("<p><").is_empty());
    }
}
