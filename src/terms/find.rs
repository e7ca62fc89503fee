use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::Term;

/// In which way a term stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// In a form that is right.
    Right,
    /// In a form to avoid.
    Wrong,
}

/// A term in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its place in the list.
    pub term: usize,
    /// Its bytes in the text.
    pub at: Range<usize>,
    /// Whether the form is right.
    pub is: Use,
}

/// Finds all terms of a list in one pass over a text.
pub(super) struct Finder {
    english: AhoCorasick,
    chinese: AhoCorasick,
    /// What each English form belongs to.
    forms: Vec<(usize, Use)>,
}

impl Finder {
    /// `None` for an empty list, or one too large to search for.
    pub fn new(list: &[Term]) -> Option<Self> {
        let mut words: Vec<&str> = Vec::new();
        let mut forms = Vec::new();
        for (n, term) in list.iter().enumerate() {
            let right = std::iter::once(&term.en).chain(&term.also).map(|w| (w, Use::Right));
            for (word, is) in right.chain(term.avoid.iter().map(|w| (w, Use::Wrong))) {
                words.push(word);
                forms.push((n, is));
            }
        }
        if list.is_empty() {
            return None;
        }
        let build = |insensitive: bool, words: Vec<&str>| {
            AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).ascii_case_insensitive(insensitive).build(words).ok()
        };
        Some(Self { english: build(true, words)?, chinese: build(false, list.iter().map(|t| t.zh.as_str()).collect())?, forms })
    }

    pub fn english(&self, text: &str) -> Vec<Found> {
        let mut found = Vec::new();
        let mut from = 0;
        // A match inside a longer word says nothing of the words behind it, so the search goes on one character later.
        while let Some(hit) = text.get(from..).and_then(|rest| self.english.find(rest)) {
            let at = from + hit.start()..from + hit.end();
            if is_whole(text, &at) {
                let (term, is) = self.forms.get(hit.pattern().as_usize()).copied().unwrap_or((0, Use::Right));
                from = at.end;
                found.push(Found { term, at, is });
            } else {
                from = at.start + text.get(at.start..).and_then(|r| r.chars().next()).map_or(1, char::len_utf8);
            }
        }
        found
    }

    pub fn chinese(&self, text: &str) -> Vec<Found> {
        self.chinese.find_iter(text).map(|hit| Found { term: hit.pattern().as_usize(), at: hit.range(), is: Use::Right }).collect()
    }
}

/// Whether no letter or digit stands before or behind.
fn is_whole(text: &str, at: &Range<usize>) -> bool {
    let before = text.get(..at.start).and_then(|t| t.chars().next_back());
    let after = text.get(at.end..).and_then(|t| t.chars().next());
    ![before, after].into_iter().flatten().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::super::Terms;
    use super::*;
    use crate::digest::Digest;

    fn terms() -> Terms {
        let term = |zh: &str, en: &str, also: &[&str], avoid: &[&str]| Term {
            zh: zh.to_owned(),
            en: en.to_owned(),
            also: also.iter().map(|s| (*s).to_owned()).collect(),
            avoid: avoid.iter().map(|s| (*s).to_owned()).collect(),
            ..Term::default()
        };
        let list = vec![
            term("大国工匠", "Craftsman of the Nation", &["Craftsmen of the Nation"], &["Great Country Craftsman"]),
            term("工匠", "craftsman", &[], &[]),
            term("大国工匠创新交流大会", "Innovation Exchange Conference for Craftsmen of the Nation", &[], &[]),
        ];
        Terms::new(list, Digest::of(b""))
    }

    #[test]
    fn the_longest_form_counts_and_only_whole_words() {
        let found = |text: &str| terms().in_english(text).into_iter().map(|f| (f.term, text[f.at].to_owned(), f.is)).collect::<Vec<_>>();
        assert_eq!(
            found("a Craftsmen of the Nation, great country craftsman"),
            [(0, "Craftsmen of the Nation".to_owned(), Use::Right), (0, "great country craftsman".to_owned(), Use::Wrong)]
        );
        assert_eq!(found("craftsmanship and a craftsman"), [(1, "craftsman".to_owned(), Use::Right)]);
        assert_eq!(found("Innovation Exchange Conference for Craftsmen of the Nation").len(), 1);
        assert_eq!(found("’craftsman’"), [(1, "craftsman".to_owned(), Use::Right)]);
    }

    #[test]
    fn chinese_terms_are_found_by_the_longest() {
        let all: Vec<usize> = terms().in_chinese("首届大国工匠创新交流大会上的大国工匠和工匠").into_iter().map(|f| f.term).collect();
        assert_eq!(all, [2, 0, 1]);
        assert!(Terms::default().in_chinese("工匠").is_empty());
    }
}
