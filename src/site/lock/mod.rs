//! The memory of published anchors (锚点记录, `content/anchors.lock`): an id once published never leads nowhere.

mod hold;
mod item;
mod keep;
mod print;
mod read;

use std::collections::BTreeMap;

pub(super) use hold::hold;
pub use item::{Item, Kind};
pub use keep::{Kept, Naming, keep};

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
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// 12 hex digits of a text, blanks squeezed.
pub(super) fn digest(text: &str) -> String {
    Digest::of(squeezed(text).as_bytes()).short(12)
}
