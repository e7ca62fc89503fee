use super::Converter;

/// Elements whose text stays as it is.
const KEPT: [&str; 7] = ["code", "pre", "kbd", "samp", "script", "style", "svg"];

/// Attributes that hold words.
const WORDS: [&str; 8] = ["alt", "title", "aria-label", "content", "label", "placeholder", "data-label", "data-copied"];

impl Converter {
    /// The same for html or XML as this program writes it: text and the attributes that people read, nothing else. Code stays,
    /// and so does what says that it is in another language; `keep` names one more element to leave alone.
    pub fn html(&self, html: &str, lang: &str, keep: Option<&str>) -> String {
        let mut out = String::with_capacity(html.len() + html.len() / 32);
        let mut rest = html;
        // The elements of one name that are open inside the one to be kept.
        let mut kept: Option<(&str, usize)> = None;
        while !rest.is_empty() {
            let (text, tag) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
            if kept.is_none() {
                out.push_str(&self.text(text))
            } else {
                out.push_str(text)
            }
            let (tag, after) = tag.split_at(tag_end(tag));
            rest = after;
            let name = tag.trim_start_matches(['<', '/']).split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
            let closes = tag.starts_with("</");
            match &mut kept {
                Some((open, depth)) if *open == name && !tag.ends_with("/>") => {
                    if closes {
                        *depth -= 1
                    } else {
                        *depth += 1
                    }
                    if *depth == 0 {
                        kept = None;
                    }
                    out.push_str(tag);
                }
                Some(_) => out.push_str(tag),
                None if closes || name.is_empty() => out.push_str(tag),
                None => {
                    let is_other = attribute(tag, "lang").is_some_and(|own| own != lang);
                    let is_void = matches!(name, "meta" | "link" | "img" | "br" | "hr" | "input" | "path") || tag.ends_with("/>");
                    // What machines read of a page (JSON-LD) is words too; addresses in it are percent-encoded.
                    let is_data = name == "script" && attribute(tag, "type").is_some_and(|kind| kind == "application/ld+json");
                    if (KEPT.contains(&name) && !is_data || keep == Some(name) || is_other) && !is_void {
                        kept = Some((name, 1));
                        out.push_str(tag);
                    } else {
                        self.tag(tag, &mut out);
                    }
                }
            }
        }
        out
    }

    fn tag(&self, tag: &str, out: &mut String) {
        let mut rest = tag;
        while let Some((before, after)) = rest.split_once("=\"") {
            let (value, behind) = after.split_once('"').unwrap_or((after, ""));
            let name = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or("");
            out.push_str(before);
            out.push_str("=\"");
            if WORDS.contains(&name) {
                out.push_str(&self.text(value))
            } else {
                out.push_str(value)
            }
            if after.len() > value.len() {
                out.push('"');
            }
            rest = behind;
        }
        out.push_str(rest);
    }
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

/// Behind the tag that a text begins with; quotes may hold a `>`.
pub fn tag_end(text: &str) -> usize {
    let mut quoted = false;
    let end = text.bytes().position(|b| {
        quoted ^= b == b'"';
        b == b'>' && !quoted
    });
    end.map_or(text.len(), |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hant::Forms;

    #[test]
    fn words_change_and_addresses_ids_code_and_other_languages_stay() {
        let converter = Converter::new(Forms::Taiwan, Vec::new());
        let html = "<html lang=\"zh-Hant\"><a href=\"../学习/\" id=\"学\" title=\"学>习\">学习</a> <code>学<b>习</b></code> \
            <p lang=\"en\">学 <p>x</p></p> 发展<img alt=\"头发\" src=\"头发.png\"><a lang=\"zh-Hans\">简体</a>国</html>";
        let expected = "<html lang=\"zh-Hant\"><a href=\"../学习/\" id=\"学\" title=\"學>習\">學習</a> <code>学<b>习</b></code> \
            <p lang=\"en\">学 <p>x</p></p> 發展<img alt=\"頭髮\" src=\"头发.png\"><a lang=\"zh-Hans\">简体</a>國</html>";
        assert_eq!(converter.html(html, "zh-Hant", None), expected);
        assert_eq!(converter.html("<title>国</title><content>国</content>", "zh-Hant", Some("content")), "<title>國</title><content>国</content>");
        assert_eq!(converter.html("<a title=\"国", "zh-Hant", None), "<a title=\"國");
    }
}
