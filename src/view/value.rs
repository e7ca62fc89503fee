use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

/// A link with its words.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Link {
    /// What it is called.
    pub title: String,
    /// From the site's root, percent-encoded.
    pub path: String,
}

/// A date as a page prints it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DateText {
    /// For `datetime` attributes: `2022-04-29`.
    pub iso: String,
    /// In the page's language: 2022年4月29日, 29 April 2022.
    pub text: String,
}

/// A picture with everything an `img` needs.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Picture {
    /// From the site's root, percent-encoded.
    pub src: String,
    /// Pixels across; 0 where the file does not say.
    pub width: u32,
    /// Pixels down; 0 where the file does not say.
    pub height: u32,
    /// Text for those who do not see it.
    pub alt: String,
    /// The same in every size that there is, smallest first; empty for drawings and moving pictures.
    pub srcset: Vec<PictureSize>,
    /// The same as WebP.
    pub webp: Vec<PictureSize>,
    /// The same as AVIF; empty but for programs that make it.
    pub avif: Vec<PictureSize>,
    /// How wide the theme shows it, for `sizes`.
    pub sizes: String,
    /// Words under it; "" for none.
    pub caption: String,
}

/// One size of a picture.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PictureSize {
    /// From the site's root, percent-encoded.
    pub src: String,
    /// Pixels across.
    pub width: u32,
}

/// A document in a list.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Card {
    /// The document's kind: `news`, `profile` …
    pub kind: &'static str,
    /// Its title.
    pub title: String,
    /// From the site's root, percent-encoded.
    pub path: String,
    /// Its language, where it differs from the page's; "" otherwise.
    pub lang: String,
    /// One or two sentences.
    pub summary: String,
    /// Its date.
    pub date: Option<DateText>,
    /// Placeholder content.
    pub sample: bool,
    /// Shown in the preview only.
    pub draft: bool,
    /// Its cover or portrait.
    pub cover: Option<Picture>,
    /// A feature's kicker (引题).
    pub kicker: String,
    /// Where the news happened.
    pub place: String,
    /// A profile's name.
    pub name: String,
    /// A profile's trade (工种).
    pub trade: String,
    /// A profile's employer.
    pub employer: String,
    /// A profile's city.
    pub city: String,
    /// A profile's first honour.
    pub honour: String,
    /// Its tags.
    pub tags: Vec<Link>,
}

/// A heading in the contents list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TocEntry {
    /// The anchor.
    pub id: String,
    /// 一、 or "".
    pub marker: String,
    /// The heading without its marker.
    pub title: String,
    /// From 1.
    pub level: u8,
}

/// A piece of a document in reading order.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Block {
    /// A numbered or plain heading.
    Heading {
        /// From 1.
        level: u8,
        /// The anchor.
        id: String,
        /// 一、 or "".
        marker: String,
        /// The heading without its marker.
        title: String,
        /// The rest of a run-in item (html), or "".
        text: String,
        /// Whether text follows on the same line.
        run_in: bool,
        /// What its anchor is called, for screen readers.
        label: String,
        /// The citation to copy.
        cite: String,
    },
    /// A point (要点): 一要, 一是.
    Point {
        /// The anchor.
        id: String,
        /// 一要 or "".
        marker: String,
        /// The point's text without the marker.
        html: String,
        /// Whether it stands inside a paragraph.
        inline: bool,
        /// What implements it.
        documents: Vec<Arc<Card>>,
        /// What its anchor is called, for screen readers.
        label: String,
        /// The citation to copy.
        cite: String,
    },
    /// A paragraph.
    Paragraph {
        /// Its text.
        html: String,
        /// The anchor, or "".
        id: String,
    },
    /// Who came to a meeting, was excused or sat in (GB/T 9704-2012 10.3).
    Presence {
        /// 出席：
        label: String,
        /// The names.
        html: String,
    },
    /// Tables, lists and whatever else a text holds.
    Html {
        /// Ready to print.
        html: String,
    },
}

/// A page number in a pager.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PageLink {
    /// From 1.
    pub number: usize,
    /// From the site's root.
    pub path: String,
    /// Whether it is this page.
    pub current: bool,
}

/// Numbered pages of a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pager {
    /// This page, from 1.
    pub current: usize,
    /// How many there are.
    pub total: usize,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// Every page.
    pub pages: Vec<PageLink>,
}

/// The fixed words (固定用语) of one language, from the theme.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Words(pub BTreeMap<String, String>);

impl Words {
    /// The word of that key; the key itself where the theme lacks it (an error of its own, found when the theme is read).
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.0.get(key).map_or(key, String::as_str)
    }

    /// The word with `{name}` replaced.
    pub fn with(&self, key: &str, name: &str, value: &str) -> String {
        self.get(key).replace(&format!("{{{name}}}"), value)
    }
}

/// The words that the program itself prints; every theme has them in every language.
pub const WORDS: &[&str] = &[
    "home_page",
    "tags",
    "bilingual",
    "tag_title",
    "coverage",
    "glossary",
    "not_found_title",
    "withdrawn_title",
    "withdrawn_text",
    "page_number",
    "alert_note",
    "alert_tip",
    "alert_important",
    "alert_warning",
    "alert_caution",
    "anchor_label",
    "table_label",
    "footnotes_label",
    "footnote_ref",
    "footnote_back",
    "task_done",
    "task_open",
    "source_label",
    "video_file",
    "captions",
];

/// Those that it prints where the theme has a search page.
pub const SEARCH_WORDS: &[&str] = &["search", "other_pages"];
