use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::Wording;

/// Finds wrong words in a text, in one pass over it.
#[derive(Debug, Clone)]
pub struct Matcher {
    wrong: AhoCorasick,
    allowed: Option<AhoCorasick>,
}

/// A wrong word in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// First byte.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Which of [`Wording::words`].
    pub word: usize,
}

impl Matcher {
    /// Makes ready to find the words of some lists. `None` where there is none, or they are too many for the machine.
    pub fn new(wording: &Wording) -> Option<Self> {
        if wording.words.is_empty() {
            return None;
        }
        let build = |words: &mut dyn Iterator<Item = &str>| {
            let kind = Some(AhoCorasickKind::ContiguousNFA);
            AhoCorasick::builder().match_kind(MatchKind::Standard).kind(kind).build(words).ok()
        };
        let wrong = build(&mut wording.words.iter().map(|w| w.wrong.as_str()))?;
        let allowed = if wording.allowed.is_empty() { None } else { Some(build(&mut wording.allowed.iter().map(String::as_str))?) };
        Some(Self { wrong, allowed })
    }

    /// The wrong words of a text in its order: the longest where several begin, none that stands inside an allowed phrase or
    /// inside a longer word of Latin letters, and none that overlaps an earlier one.
    pub fn hits(&self, text: &str) -> Vec<Hit> {
        let mut found: Vec<Hit> =
            self.wrong.find_overlapping_iter(text).map(|m| Hit { start: m.start(), end: m.end(), word: m.pattern().as_usize() }).collect();
        if found.is_empty() {
            return found;
        }
        found.retain(|hit| is_whole(text, hit));
        if let Some(allowed) = &self.allowed {
            let phrases: Vec<(usize, usize)> = allowed.find_overlapping_iter(text).map(|m| (m.start(), m.end())).collect();
            found.retain(|hit| !phrases.iter().any(|(start, end)| *start <= hit.start && hit.end <= *end));
        }
        found.sort_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end)));
        let mut done = 0;
        found.retain(|hit| {
            let fits = hit.start >= done;
            done = if fits { hit.end } else { done };
            fits
        });
        found
    }
}

/// A word of letters is not found inside another.
fn is_whole(text: &str, hit: &Hit) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let (before, word, after) = (text.get(..hit.start).unwrap_or(""), text.get(hit.start..hit.end).unwrap_or(""), text.get(hit.end..).unwrap_or(""));
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let ends_in_letters = letter(word.chars().next_back()) && !digit(word.chars().next_back());
    let inside = letter(word.chars().next()) && letter(before.chars().next_back());
    !(inside || ends_in_letters && letter(after.chars().next()))
}
