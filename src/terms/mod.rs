//! Terms (术语, `content/terms.toml`): what is called how in the other language, where that is from, and how sure it is.

mod find;
mod read;

use std::sync::Arc;

pub use find::{Found, Use};
pub use read::{SCHEMA, read};

use crate::digest::Digest;

/// Where they lie in a site.
pub const TERMS: &str = "content/terms.toml";

/// How sure a rendering is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// An official or widely read source has it.
    Verified,
    /// A lesser source has it, or it follows a pattern that one has.
    Likely,
    /// No source: a rendering of the site's own.
    #[default]
    Unverified,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 3] = [Self::Verified, Self::Likely, Self::Unverified];

    /// The word in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Likely => "likely",
            Self::Unverified => "unverified",
        }
    }
}

/// One term.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Term {
    /// In Chinese.
    pub zh: String,
    /// In English, the form to use first.
    pub en: String,
    /// Other English forms that are right: plurals, short forms.
    pub also: Vec<String>,
    /// English forms that are wrong.
    pub avoid: Vec<String>,
    /// Where the rendering is from, or "".
    pub source: String,
    /// A remark, or "".
    pub note: String,
    /// How sure it is.
    pub status: Status,
}

/// The terms of a site.
#[derive(Clone, Default)]
pub struct Terms {
    /// In the order of the file.
    pub list: Vec<Term>,
    /// Of what the file says; that of nothing where there is none.
    pub digest: Option<Digest>,
    finder: Option<Arc<find::Finder>>,
}

impl std::fmt::Debug for Terms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Terms").field("list", &self.list).finish_non_exhaustive()
    }
}

impl Terms {
    /// Makes them ready to be found in texts.
    pub fn new(list: Vec<Term>, digest: Digest) -> Self {
        let finder = find::Finder::new(&list).map(Arc::new);
        Self { list, digest: Some(digest), finder }
    }

    /// The id of a term on the glossary page: its English words.
    pub fn id(&self, term: usize) -> String {
        self.list.get(term).map_or_else(String::new, |t| crate::markup::heading_id(&t.en))
    }

    /// English forms in an English text, the longest at each place, from left to right; whole words only.
    pub fn in_english(&self, text: &str) -> Vec<Found> {
        self.finder.as_ref().map_or_else(Vec::new, |f| f.english(text))
    }

    /// Chinese terms in a Chinese text, the longest at each place, from left to right.
    pub fn in_chinese(&self, text: &str) -> Vec<Found> {
        self.finder.as_ref().map_or_else(Vec::new, |f| f.chinese(text))
    }
}
