use std::collections::{HashMap, HashSet};

use pinyin::ToPinyin;

use super::number::Number;
use crate::text::is_han;

/// Most characters of an id made from a Han heading.
const MOST: usize = 12;

/// Gives every heading an id that stands once on the page.
#[derive(Default)]
pub(super) struct Ids {
    taken: HashSet<String>,
    /// How often a base came up.
    repeats: HashMap<String, usize>,
    /// The numbers that are open, 一、 first: "2", "2b".
    path: Vec<String>,
}

impl Ids {
    /// Keeps an id from being given to a heading.
    pub fn reserve(&mut self, id: &str) {
        self.taken.insert(id.to_owned());
    }

    /// The id for a heading; `explicit` wins, its number is still counted.
    pub fn give(&mut self, number: Option<Number>, title: &str, explicit: Option<&str>) -> String {
        let own = match number {
            Some(Number::Section { level, ordinal }) => self.section(level, ordinal, explicit.is_some()),
            Some(Number::Chapter(n)) => self.lettered(&format!("c{n}"), explicit.is_some()).0,
            Some(Number::Article(n)) => self.lettered(&format!("a{n}"), explicit.is_some()).0,
            None if explicit.is_some() => String::new(),
            None => self.counted(heading_id(title)),
        };
        if matches!(number, Some(Number::Chapter(_))) {
            self.path.clear();
        }
        explicit.map_or(own, str::to_owned)
    }

    fn section(&mut self, level: usize, ordinal: u32, explicit: bool) -> String {
        self.path.truncate(level - 1);
        self.path.resize(level - 1, "0".to_owned());
        let parents: String = self.path.iter().map(|part| format!("{part}-")).collect();
        let (id, letter) = self.lettered(&format!("s{parents}{ordinal}"), explicit);
        self.path.push(format!("{ordinal}{letter}"));
        id
    }

    /// `base`, or `base` with the first free letter from b on. An explicit id leaves `base` free.
    fn lettered(&mut self, base: &str, explicit: bool) -> (String, String) {
        if explicit {
            return (String::new(), String::new());
        }
        let mut turn = self.repeats.get(base).copied().unwrap_or(0);
        loop {
            let letter = if turn == 0 { String::new() } else { letters(turn) };
            let id = format!("{base}{letter}");
            turn += 1;
            if self.taken.insert(id.clone()) {
                self.repeats.insert(base.to_owned(), turn);
                return (id, letter);
            }
        }
    }

    /// `base`, or `base` with the first free number from 2 on.
    fn counted(&mut self, base: String) -> String {
        let mut turn = self.repeats.get(&base).copied().unwrap_or(0);
        loop {
            let id = if turn == 0 { base.clone() } else { format!("{base}-{}", turn + 1) };
            turn += 1;
            if self.taken.insert(id.clone()) {
                self.repeats.insert(base, turn);
                return id;
            }
        }
    }
}

/// The id that a heading's text alone gives: pinyin initials of Han characters with Latin words between them, at most 12
/// characters (劳模精神 is `lmjs`); lower-case words with hyphens where there is no Han; `section` where nothing is left.
pub fn heading_id(title: &str) -> String {
    let id = if title.chars().any(is_han) { initials(title) } else { words(title) };
    if id.is_empty() { "section".to_owned() } else { own(&id).into_owned() }
}

/// `id`, moved out of the way of the ids that the program gives itself.
pub(super) fn own(id: &str) -> std::borrow::Cow<'_, str> {
    let note = id.strip_prefix("fn-").or_else(|| id.strip_prefix("fnref-")).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if note || id.starts_with("jx-") { format!("x{id}").into() } else { id.into() }
}

fn initials(title: &str) -> String {
    let letter = |c: char| match c.to_pinyin() {
        Some(pinyin) => pinyin.first_letter().chars().next(),
        None => Some(c).filter(|c| c.is_alphanumeric() && !is_han(*c)),
    };
    title.chars().filter_map(letter).flat_map(char::to_lowercase).map(plain_digit).take(MOST).collect()
}

fn words(title: &str) -> String {
    let mut id = String::new();
    for word in title.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').filter(|w| w.chars().any(char::is_alphanumeric)) {
        if !id.is_empty() {
            id.push('-');
        }
        id.extend(word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).map(plain_digit));
    }
    id
}

fn plain_digit(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        _ => c,
    }
}

/// 1 is b, 25 is z, 26 is ba: letters of a repeat.
fn letters(turn: usize) -> String {
    let (high, low) = (turn / 26, turn % 26);
    let letter = |n: usize| char::from(b'a'.saturating_add(u8::try_from(n).unwrap_or(0)));
    if high == 0 { letter(low).to_string() } else { format!("{}{}", letters(high), letter(low)) }
}
