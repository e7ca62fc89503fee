//! The memory of published anchors (锚点记录, `content/anchors.lock`): an id once published never leads nowhere.

mod hold;
mod item;
mod keep;
mod line;
mod print;
mod read;
mod record;

use std::collections::BTreeMap;

pub(super) use hold::hold;
pub use item::{Item, Kind};
pub(super) use item::{of_body, of_notice};
pub use keep::{Kept, Naming, keep};
pub use record::Record;

use crate::digest::Digest;

/// Where it lies in a site.
pub const LOCK: &str = "content/anchors.lock";

/// What an id was when it was last published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locked {
    /// The id, without `#`.
    pub id: String,
    /// What it stands on.
    pub kind: Kind,
    /// Its target went; it lives on at another place.
    pub gone: bool,
    /// 12 hex digits: of the text under a heading, or of a notice's own words without their number.
    pub digest: String,
    /// The words at the place, spaces squeezed.
    pub text: String,
}

/// Every id that was ever published: documents by their place under `content/` without language and ending, ids in the
/// order of the text. [`Lock::read`] and `to_string` are each other's inverse.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    /// `notices/gzgf-2022-18` and its ids.
    pub documents: BTreeMap<String, Vec<Locked>>,
    /// Lines that could not be read, kept as they are.
    pub unread: Vec<String>,
}

impl Lock {
    /// The ids of a document.
    pub fn of(&self, document: &str) -> &[Locked] {
        self.documents.get(document).map_or(&[], Vec::as_slice)
    }

    /// Adds an id at the end of a document's.
    fn put(&mut self, document: std::borrow::Cow<'_, str>, locked: Locked) {
        match self.documents.get_mut(document.as_ref()) {
            Some(ids) => ids.push(locked),
            None => drop(self.documents.insert(document.into_owned(), vec![locked])),
        }
    }

    /// Takes up every id of `other` that is not known here, at the end of its document.
    pub fn absorb(&mut self, other: Self) {
        for (document, ids) in other.documents {
            let mine = self.documents.entry(document).or_default();
            let known: std::collections::BTreeSet<String> = mine.iter().map(|l| l.id.clone()).collect();
            mine.extend(ids.into_iter().filter(|l| !known.contains(&l.id)));
        }
        for line in other.unread {
            if !self.unread.contains(&line) {
                self.unread.push(line);
            }
        }
    }
}

/// A text on one line, blanks squeezed to one space.
pub(super) fn squeezed(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    let (mut from, mut at) = (0, 0);
    while let Some(&byte) = bytes.get(at) {
        // Blanks begin with other bytes than Han, and Han is most of what comes here.
        let blank = match byte {
            0xE4..=0xEF => {
                at += 3;
                continue;
            }
            0x21..=0x7F => 0,
            _ => text.get(at..).and_then(|rest| rest.chars().next()).filter(|c| c.is_whitespace()).map_or(0, char::len_utf8),
        };
        if blank > 0 {
            add(text, from, at, &mut out);
            from = at + blank;
        }
        at += blank.max(1);
    }
    add(text, from, text.len(), &mut out);
    out
}

fn add(text: &str, from: usize, to: usize, out: &mut String) {
    let Some(word) = text.get(from..to).filter(|w| !w.is_empty()) else { return };
    if !out.is_empty() {
        out.push(' ');
    }
    out.push_str(word);
}

/// 12 hex digits of a text, blanks squeezed.
pub(super) fn digest(text: &str) -> String {
    Digest::of(squeezed(text).as_bytes()).short(12)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::squeezed;

    proptest! {
        #[test]
        fn blanks_of_every_kind_become_one_space(text in "[ \\t\\n\u{a0}\u{3000}\u{2003}\u{1680}\u{85}\u{2028}、。甲é€a\u{e000}]{0,40}|\\PC{0,20}") {
            prop_assert_eq!(squeezed(&text), text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
}
