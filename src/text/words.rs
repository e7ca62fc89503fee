use std::collections::HashSet;
use std::sync::LazyLock;

/// Words of official titles, with blanks between them.
const WORDS: &str = include_str!("data/words.txt");
/// Characters of the longest.
const LONGEST: usize = 6;

static KNOWN: LazyLock<HashSet<&'static str>> = LazyLock::new(|| WORDS.split_whitespace().collect());

/// For every character of a text but its blanks, whether it stands inside a word (词), behind its first character. The longest known
/// word counts, from left to right.
pub fn inside_words(text: &str) -> Vec<bool> {
    let text: String = text.chars().filter(|c| *c != ' ').collect();
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut inside = vec![false; starts.len().saturating_sub(1)];
    let mut at = 0;
    while at < inside.len() {
        let word = (2..=LONGEST).rev().find(|&count| {
            let end = starts.get(at + count);
            end.and_then(|&end| text.get(starts[at]..end)).is_some_and(|word| KNOWN.contains(word))
        });
        let count = word.unwrap_or(1);
        inside[at + 1..at + count].fill(true);
        at += count;
    }
    inside
}

/// Whether no line ends inside a word that goes on in the next.
pub fn words_are_whole(lines: &[String]) -> bool {
    let inside = inside_words(&lines.concat());
    let mut at = 0;
    lines.iter().all(|line| {
        let begins_inside = inside.get(at).copied().unwrap_or(false);
        at += line.chars().filter(|c| *c != ' ').count();
        !begins_inside
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_and_none_is_longer_than_is_looked_for() {
        assert_eq!(inside_words("学 习大国工匠的X"), [false, true, false, true, true, true, false, false]);
        assert!(inside_words("").is_empty());
        let lines = |text: &str| text.split('|').map(str::to_owned).collect::<Vec<_>>();
        assert!(words_are_whole(&lines("学习宣传贯彻|习近平总书记贺信")) && !words_are_whole(&lines("学习宣传贯彻习近平|总书记贺信")) && words_are_whole(&[]));
        assert!(KNOWN.iter().all(|word| word.chars().count() <= LONGEST && !word.is_empty()));
    }
}
