use std::collections::HashMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("data/strokes.tsv");

/// How a character is written (笔画): how many strokes, and of which kinds in the order of writing, 1 横, 2 竖, 3 撇, 4 点, 5 折.
/// Sorts as lists by strokes do: fewer first, then by the kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Strokes {
    /// How many.
    pub count: usize,
    /// Their kinds; "" where only the count is known.
    pub kinds: &'static str,
}

/// The strokes of a Han character; `None` for any other, and for the rarest.
pub fn strokes(c: char) -> Option<Strokes> {
    static KNOWN: LazyLock<HashMap<char, Strokes>> = LazyLock::new(|| {
        let lines = TABLE.lines().filter_map(|line| line.split_once('\t'));
        let read = |(head, rest): (&'static str, &'static str)| match head.strip_prefix('#') {
            Some(count) => {
                let count = count.parse().unwrap_or(0);
                rest.chars().map(|c| (c, Strokes { count, kinds: "" })).collect::<Vec<_>>()
            }
            None => head.chars().map(|c| (c, Strokes { count: rest.len(), kinds: rest })).collect(),
        };
        lines.flat_map(read).collect()
    });
    KNOWN.get(&c).copied()
}

#[cfg(test)]
mod tests {
    use super::strokes;

    #[test]
    fn counts_and_kinds() {
        let told = |c: char| strokes(c).map(|s| (s.count, s.kinds));
        assert_eq!(told('王'), Some((4, "1121")));
        assert_eq!(told('丁'), Some((2, "12")));
        assert_eq!(told('a'), None);
        assert!(strokes('王') < strokes('毛') && strokes('毛') < strokes('方') && strokes('方') < strokes('孔') && strokes('孔') < strokes('甘'));
        assert_eq!(strokes('㐀').map(|s| s.count), Some(5));
    }
}
