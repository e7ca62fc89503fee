use crate::text::Span;

/// A piece of the source and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part<'s> {
    /// Its text, without blanks around it.
    pub text: &'s str,
    /// Byte of the source at which it starts.
    pub at: usize,
}

impl<'s> Part<'s> {
    fn trimmed(text: &'s str, at: usize) -> Self {
        let start = text.trim_start_matches(is_blank);
        Self { text: start.trim_end_matches(is_blank), at: at + text.len() - start.len() }
    }

    /// Its bytes in the source.
    pub fn span(self) -> Span {
        Span::new(self.at, self.at + self.text.len())
    }
}

/// A line of a component: what stands before its colon, if it has one, and what stands behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'s> {
    /// All of it.
    pub whole: Part<'s>,
    /// Before the colon.
    pub name: Option<Part<'s>>,
    /// Behind the colon, or all of it.
    pub value: Part<'s>,
}

/// Reads the lines of a piece of source that starts at byte `at`; empty ones are left out. A dash or dot before an item is none
/// of its words.
pub(super) fn lines(text: &str, at: usize) -> impl Iterator<Item = Line<'_>> {
    let mut next = at;
    let all = text.split_inclusive(['\n', '\r']).map(move |line| {
        let start = next;
        next += line.len();
        unlisted(Part::trimmed(line, start))
    });
    all.filter(|part| !part.text.is_empty()).map(|whole| match colon(whole.text) {
        Some((before, len)) => {
            let behind = before + len;
            let value = Part::trimmed(whole.text.get(behind..).unwrap_or(""), whole.at + behind);
            Line { whole, name: Some(Part::trimmed(whole.text.get(..before).unwrap_or(""), whole.at)), value }
        }
        None => Line { whole, name: None, value: whole },
    })
}

/// Blanks of either width, and what Windows editors leave at the start of a file.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{FEFF}'
}

fn unlisted(part: Part<'_>) -> Part<'_> {
    let dash = ["- ", "* ", "• ", "·", "•"].iter().find(|dash| part.text.starts_with(**dash)).map_or(0, |dash| dash.len());
    Part::trimmed(part.text.get(dash..).unwrap_or(""), part.at + dash)
}

/// The first colon that parts a name from its value, and its length: none of a time of day (08:30) and none of an address (https://).
fn colon(text: &str) -> Option<(usize, usize)> {
    let found = text.char_indices().find(|(at, c)| match c {
        '：' => true,
        ':' => {
            let (before, behind) = (text.get(..*at).unwrap_or(""), text.get(at + 1..).unwrap_or(""));
            let time = before.ends_with(|c: char| c.is_ascii_digit()) && behind.starts_with(|c: char| c.is_ascii_digit());
            let drive = behind.starts_with('\\');
            !(time || drive || behind.starts_with("//"))
        }
        _ => false,
    });
    found.filter(|(at, _)| *at > 0).map(|(at, c)| (at, c.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(Option<&str>, &str)> {
        lines(text, 7)
            .inspect(|l| assert_eq!(text.get(l.value.at - 7..l.value.at - 7 + l.value.text.len()), Some(l.value.text)))
            .map(|l| (l.name.map(|n| n.text), l.value.text))
            .collect()
    }

    #[test]
    fn colons_of_either_width_part_name_and_value() {
        assert_eq!(read("标题：甲\r\n\r\n　2022年 ： 乙\n- c: d\nx:y\n"), [(Some("标题"), "甲"), (Some("2022年"), "乙"), (Some("c"), "d"), (Some("x"), "y")]);
    }

    #[test]
    fn times_and_addresses_hold_colons_of_their_own() {
        assert_eq!(
            read("08:30 开始：丙\nhttps://a.cn/\n来源：https://a.cn/\nC:\\x.jpg：丁"),
            [(Some("08:30 开始"), "丙"), (None, "https://a.cn/"), (Some("来源"), "https://a.cn/"), (Some("C:\\x.jpg"), "丁")]
        );
    }
}
