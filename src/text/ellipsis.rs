use super::is_cjk;

/// The first `count` characters of a text and an ellipsis: …… after Chinese (GB/T 15834-2011, 4.11), … after a whole word of another
/// script. A text that is no longer stays as it is.
pub fn cut_short(text: &str, count: usize) -> String {
    let Some((end, next)) = text.char_indices().nth(count) else { return text.to_owned() };
    let head = text.get(..end).unwrap_or(text);
    let in_word = |c: char| c.is_alphanumeric() && !is_cjk(c);
    let parted = in_word(next) && head.ends_with(in_word);
    let whole = match head.rfind(|c: char| c.is_whitespace() || is_cjk(c)) {
        Some(at) if parted => head.get(..at + head[at..].chars().next().map_or(1, char::len_utf8)).unwrap_or(head),
        _ => head,
    };
    let whole = whole.trim_end().trim_end_matches([',', ';', ':', '，', '；', '：', '、']);
    let dots = if whole.chars().next_back().is_none_or(is_cjk) { "……" } else { "…" };
    format!("{whole}{dots}")
}

#[cfg(test)]
mod tests {
    use super::cut_short;

    #[test]
    fn words_stay_whole_and_dots_are_those_of_the_script() {
        assert_eq!(cut_short("three spirits", 13), "three spirits");
        assert_eq!(cut_short("the three spirits, and more", 8), "the…");
        assert_eq!(cut_short("three spirits, and more", 15), "three spirits…");
        assert_eq!(cut_short("一封贺信，三种精神", 5), "一封贺信……");
        assert_eq!(cut_short("使用AutoCAD制图", 5), "使用……");
        assert_eq!(cut_short("Unbreakable", 4), "Unbr…");
        assert_eq!(cut_short("", 0), "");
    }
}
