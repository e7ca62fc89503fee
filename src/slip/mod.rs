//! Slips (分享图): what stands for a page where it is shared, a wide card for links and a tall poster with a QR code. What is on
//! one is settled here; it is drawn elsewhere.

mod ground;

use std::sync::Arc;

pub use ground::{Area, Ground, Grounds};

use crate::digest::Digest;
use crate::path::{OutPath, Url, encode};

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// Wide, for links (Open Graph).
    Card,
    /// Tall, with a QR code, for pictures that are sent on.
    Poster,
}

impl Shape {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Card, Self::Poster];

    /// Its name in a theme and in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::Poster => "poster",
        }
    }
}

/// The words on a slip; empty ones are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// Above the title: the section, or that it is a sample.
    pub kicker: String,
    /// The title.
    pub title: String,
    /// What the page is about, in a sentence or two; on posters.
    pub lead: String,
    /// The site.
    pub site: String,
    /// Whose site it is, and the page's date.
    pub foot: String,
    /// What to do with the code.
    pub scan: String,
}

impl Words {
    /// Every text changed in the same way.
    pub fn map(self, change: impl Fn(String) -> String) -> Self {
        let [kicker, title, lead, site, foot, scan] = [self.kicker, self.title, self.lead, self.site, self.foot, self.scan].map(change);
        Self { kicker, title, lead, site, foot, scan }
    }
}

/// A slip as it is published.
#[derive(Debug, Clone)]
pub struct Slip {
    /// Which of the two.
    pub shape: Shape,
    /// Its words.
    pub words: Words,
    /// Where its code leads.
    pub address: String,
    /// What is behind the words.
    pub ground: Arc<Ground>,
    /// Of the font files that the words are set in; without one no word is set.
    pub face: Option<Digest>,
    /// The document that it stands for, for findings.
    pub file: Option<Arc<str>>,
    /// Of everything above: the same for the same picture.
    pub digest: Digest,
    /// Where it is published.
    pub at: OutPath,
}

/// Another way of drawing is another number.
const WAY: &[u8] = b"jiangxin slips 5";

impl Slip {
    /// A slip for the page at `url`; `None` where no file can have its name.
    pub fn new(shape: Shape, words: Words, address: String, url: &Url, ground: &Arc<Ground>, face: Option<Digest>, file: Option<Arc<str>>) -> Option<Self> {
        let texts = [&words.kicker, &words.title, &words.lead, &words.site, &words.foot, &words.scan, &address].map(|t| t.as_bytes());
        let around = [WAY, shape.name().as_bytes(), ground.digest.bytes(), face.as_ref().map_or(&[][..], |d| d.bytes())];
        let digest = Digest::of_parts(around.into_iter().chain(texts));
        let page = url.output();
        let folder = page.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
        let slash = if folder.is_empty() { "" } else { "/" };
        let at = OutPath::new(&format!("{folder}{slash}{}.{}.png", shape.name(), digest.short(8)))?;
        Some(Self { shape, words, address, ground: ground.clone(), face, file, digest, at })
    }

    /// As a page links it, from the site's root.
    pub fn path(&self) -> String {
        encode(self.at.as_str())
    }
}

impl PartialEq for Slip {
    fn eq(&self, other: &Self) -> bool {
        (&self.digest, &self.at) == (&other.digest, &other.at)
    }
}

impl Eq for Slip {}
