//! Traditional characters (繁体): a page in simplified characters becomes one in traditional ones, phrase by phrase, with the
//! dictionaries of OpenCC. Only forms of characters change, never words: 软件 becomes 軟件 and not 軟體, for an official text
//! keeps its wording.

mod html;
mod read;

use std::collections::HashMap;
use std::sync::LazyLock;

pub use html::tag_end;
pub use read::{HANT, read};

use crate::digest::Digest;

const CHARACTERS: &str = include_str!("data/STCharacters.tsv");
const PHRASES: &str = include_str!("data/STPhrases.tsv");
const TAIWAN: &str = include_str!("data/TWVariants.tsv");
const HONG_KONG: &str = include_str!("data/HKVariants.tsv");

/// Which forms of the characters are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Forms {
    /// 為, 裡, 群: OpenCC's s2tw. The default: the forms that most readers of traditional characters know.
    #[default]
    Taiwan,
    /// 為, 裏, 羣 as Hong Kong's list has them: OpenCC's s2hk.
    HongKong,
    /// 爲, 裏, 羣: OpenCC's own standard, s2t.
    Standard,
}

impl Forms {
    /// Every choice with its name in the settings.
    pub const ALL: [(Self, &'static str); 3] = [(Self::Taiwan, "taiwan"), (Self::HongKong, "hongkong"), (Self::Standard, "standard")];
}

/// A word with its traditional form, as the site wants it.
pub type Own = (String, String);

/// Turns simplified characters into traditional ones.
#[derive(Debug, Clone, Default)]
pub struct Converter {
    own: Words<String>,
    forms: Forms,
    /// Of everything that its results depend on beside the text.
    pub digest: Option<Digest>,
}

/// Words by their simplified form, and how long the longest is that a character begins.
#[derive(Debug, Clone, Default)]
struct Words<T> {
    forms: HashMap<T, T>,
    longest: HashMap<char, usize>,
}

impl<T: std::borrow::Borrow<str> + std::hash::Hash + Eq> Words<T> {
    fn new(pairs: impl Iterator<Item = (T, T)>) -> Self {
        let mut words = Self { forms: HashMap::new(), longest: HashMap::new() };
        for (from, to) in pairs {
            if let Some(first) = from.borrow().chars().next() {
                let longest = words.longest.entry(first).or_default();
                *longest = (*longest).max(from.borrow().chars().count());
            }
            words.forms.insert(from, to);
        }
        words
    }

    /// The longest word that a text begins with: how many bytes, and its form.
    fn at<'a>(&'a self, text: &str, first: char) -> Option<(usize, &'a str)> {
        let longest = *self.longest.get(&first)?;
        let mut ends: Vec<usize> = text.char_indices().skip(1).map(|(at, _)| at).take(longest).collect();
        if ends.len() < longest {
            ends.push(text.len());
        }
        ends.into_iter().rev().find_map(|end| Some((end, self.forms.get(text.get(..end)?)?.borrow())))
    }
}

static DICTIONARY: LazyLock<Words<&'static str>> = LazyLock::new(|| Words::new(pairs(CHARACTERS).chain(pairs(PHRASES))));

fn pairs(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().filter_map(|line| line.split_once('\t'))
}

impl Converter {
    /// With the site's own words, which go before all others.
    pub fn new(forms: Forms, own: Vec<Own>) -> Self {
        let chosen = [forms as u8];
        let parts = own.iter().flat_map(|(from, to)| [from.as_bytes(), to.as_bytes()]);
        let digest = Digest::of_parts([chosen.as_slice(), PHRASES.as_bytes(), CHARACTERS.as_bytes()].into_iter().chain(parts));
        Self { own: Words::new(own.into_iter()), forms, digest: Some(digest) }
    }

    /// The text in traditional characters; what has no other form stays.
    pub fn text(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + 8);
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let taken = match self.own.at(rest, first) {
                Some((end, form)) => {
                    out.push_str(form);
                    end
                }
                None => match DICTIONARY.at(rest, first) {
                    Some((end, form)) => {
                        form.chars().for_each(|c| out.push(self.variant(c)));
                        end
                    }
                    None => {
                        out.push(self.variant(first));
                        first.len_utf8()
                    }
                },
            };
            rest = rest.get(taken..).unwrap_or("");
        }
        out
    }

    /// The form of a traditional character where these forms are read.
    fn variant(&self, c: char) -> char {
        static VARIANTS: LazyLock<[HashMap<char, char>; 2]> = LazyLock::new(|| {
            let single = |table| pairs(table).filter_map(|(from, to)| Some((from.chars().next()?, to.chars().next()?))).collect();
            [single(TAIWAN), single(HONG_KONG)]
        });
        let table = match self.forms {
            Forms::Taiwan => VARIANTS.first(),
            Forms::HongKong => VARIANTS.get(1),
            Forms::Standard => None,
        };
        table.and_then(|t| t.get(&c)).copied().unwrap_or(c)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn phrases_decide_between_forms() {
        let converter = Converter::new(Forms::Taiwan, Vec::new());
        for (simplified, traditional) in [
            ("头发发展", "頭髮發展"),
            ("皇后以后", "皇后以後"),
            ("干部干净干燥", "幹部乾淨乾燥"),
            ("甘总工发〔2022〕18号", "甘總工發〔2022〕18號"),
            ("学习宣传贯彻", "學習宣傳貫徹"),
            ("为群众办实事", "為群眾辦實事"),
            ("软件和信息", "軟件和信息"),
            ("甲乙 abc，。", "甲乙 abc，。"),
        ] {
            assert_eq!(converter.text(simplified), traditional);
        }
        assert_eq!(Converter::new(Forms::Standard, Vec::new()).text("为群众"), "爲羣衆");
        assert_eq!(Converter::new(Forms::HongKong, Vec::new()).text("里面"), "裏面");
    }

    #[test]
    fn the_sites_own_words_go_first() {
        let own = |from: &str, to: &str| (from.to_owned(), to.to_owned());
        let converter = Converter::new(Forms::Taiwan, vec![own("范仲淹", "范仲淹"), own("台风", "台風"), own("里程", "里程")]);
        assert_eq!(converter.text("范仲淹范围台风里程"), "范仲淹範圍台風里程");
    }

    proptest! {
        #[test]
        fn any_text_has_a_form_and_ascii_is_its_own(text in "\\PC{0,60}", plain in "[ -~]{0,60}") {
            let converter = Converter::new(Forms::Taiwan, Vec::new());
            prop_assert_eq!(converter.text(&plain), plain);
            let done = converter.text(&text);
            prop_assert!(done.chars().count() <= text.chars().count() * 2);
        }
    }
}
