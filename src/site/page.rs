use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use super::{Manuscript, Target};
use crate::document::Kind;
use crate::lang::Lang;
use crate::markup::{Body, Hole};
use crate::notice::Reading;
use crate::path::Url;

/// The place of a page in [`super::Site::pages`].
pub type PageId = usize;

/// Whether a document is published in this edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// On the site.
    Published,
    /// `draft = true`
    Draft,
    /// `publish_at` is still to come.
    Future,
    /// `expire_at` is past.
    Expired,
    /// Withdrawn (撤稿): a short note stands at its address.
    Withdrawn,
}

/// Which place a file takes on the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Role {
    /// A page of its own.
    Document,
    /// The words over a section's list (`_index.md`).
    Section {
        /// Its place among the sections, lightest first.
        order: i64,
        /// The kind of its documents, where it names one.
        kind: Option<Kind>,
        /// How its documents follow one another.
        sort: crate::document::Sort,
        /// Whether it stands in the menu.
        menu: bool,
    },
    /// The lead text of the home page (`content/index.md`).
    Home,
}

/// A document's text, read as its kind asks.
#[derive(Debug, Clone)]
pub enum Text {
    /// Markdown.
    Markup(Box<Body>),
    /// A notice (公文) in the grammar of its own.
    Notice(Box<Reading>),
}

/// A point (要点) of a notice, as coverage and citations name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// The anchor: `s1-p3`.
    pub id: String,
    /// Index into [`Page::parts`] of the part it stands in; `None` before any.
    pub part: Option<usize>,
    /// From 1 within its part.
    pub ordinal: u32,
    /// Its first sentence.
    pub title: String,
}

/// A top-level part (一、) of a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The anchor: `s1`.
    pub id: String,
    /// From 1.
    pub ordinal: u32,
    /// 一、
    pub marker: String,
    /// The heading without its marker.
    pub title: String,
}

/// An id that was published once and whose target went: it stands, empty, where it leads now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Former {
    /// The id.
    pub id: String,
    /// The anchor before which it stands; `None` is the top of the text.
    pub at: Option<String>,
}

/// A document in its place on the site. What takes room is shared, for a preview copies the site for every text that is edited.
#[derive(Debug, Clone)]
pub struct Page {
    /// What its file says; of a document that was remembered, all but its text.
    pub manuscript: Arc<Manuscript>,
    /// The same with its text, once that has been asked for.
    pub(super) completed: OnceLock<Arc<Manuscript>>,
    /// Its language.
    pub lang: Lang,
    /// The document that it is made from by changing the script; nobody wrote it.
    pub derived: Option<PageId>,
    /// Whether this edition shows it, and why not.
    pub state: State,
    /// Whether it is on the site in this edition.
    pub shown: bool,
    /// Its address.
    pub url: Url,
    /// Index into [`super::Site::sections`].
    pub section: Option<usize>,
    /// The final ids of the text's headings, in order.
    pub heading_ids: Arc<Vec<String>>,
    /// Where each hole of the text leads; as many as the text has holes.
    pub targets: Arc<Vec<Target>>,
    /// Versions of the same document by language, itself included.
    pub versions: Arc<BTreeMap<Lang, PageId>>,
    /// What it translates.
    pub original: Option<PageId>,
    /// A notice's points.
    pub points: Vec<Point>,
    /// A notice's top-level parts.
    pub parts: Vec<Part>,
    /// Every anchor of the page.
    pub anchors: Arc<std::collections::BTreeSet<String>>,
    /// Ids once published that lead elsewhere now.
    pub former: Vec<Former>,
    /// Points of notices that it carries out: notice and anchor.
    pub implements: Vec<(PageId, String)>,
}

impl Deref for Page {
    type Target = Manuscript;

    fn deref(&self) -> &Manuscript {
        &self.manuscript
    }
}

impl Page {
    /// The file, as reports name it.
    pub fn file(&self) -> std::sync::Arc<str> {
        self.document.path.shared()
    }

    /// What its file says, with its text as far as that is here.
    pub fn fullest(&self) -> &Arc<Manuscript> {
        self.completed.get().unwrap_or(&self.manuscript)
    }

    /// Whether its text is here.
    pub fn is_whole(&self) -> bool {
        self.fullest().whole
    }

    /// The markdown body, where the text is one.
    pub fn body(&self) -> Option<&Body> {
        match &self.fullest().text {
            Text::Markup(body) => Some(body),
            Text::Notice(_) => None,
        }
    }

    /// Links, pictures and what else its text leaves open, in the order of [`Page::targets`]; a notice's are those of its Markdown.
    pub fn holes(&self) -> &[Hole] {
        self.fullest().holes()
    }

    /// The notice, where the text is one.
    pub fn notice(&self) -> Option<&Reading> {
        match &self.text {
            Text::Notice(reading) => Some(reading),
            Text::Markup(_) => None,
        }
    }
}
