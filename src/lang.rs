//! Language tags (语言标记): BCP 47, as far as a site's languages need it.

use std::fmt;
use std::sync::Arc;

/// A language of the site, as its settings spell it: `zh-Hans`, `en`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(Arc<str>);

impl Lang {
    /// A tag of letters, digits and hyphens that starts with two or three letters (BCP 47); `None` for anything else.
    pub fn new(tag: &str) -> Option<Self> {
        let mut parts = tag.split('-');
        let primary = parts.next()?;
        let plain = |p: &str, from: usize| (from..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric());
        let fits = (2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_alphabetic()) && parts.all(|p| plain(p, 1));
        fits.then(|| Self(tag.into()))
    }

    /// The tag as spelled in the settings.
    pub fn tag(&self) -> &str {
        &self.0
    }

    /// The folder of this language under the output, in lower case: `en`, `zh-hant`.
    pub fn folder(&self) -> String {
        self.0.to_ascii_lowercase()
    }

    /// Whether it is a form of English.
    pub fn is_english(&self) -> bool {
        self.0.split('-').next().is_some_and(|p| p.eq_ignore_ascii_case("en"))
    }

    /// Whether it is Chinese in simplified characters.
    pub fn is_simplified(&self) -> bool {
        matches!(self.folder().as_str(), "zh" | "zh-hans" | "zh-cn" | "zh-hans-cn")
    }

    /// Whether it is a form of Chinese.
    pub fn is_chinese(&self) -> bool {
        self.0.split('-').next().is_some_and(|p| p.eq_ignore_ascii_case("zh"))
    }
}

/// Simplified Chinese, the language of a site that names none.
impl Default for Lang {
    fn default() -> Self {
        Self("zh-Hans".into())
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl serde::Serialize for Lang {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> serde::Deserialize<'de> for Lang {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let tag = String::deserialize(deserializer)?;
        Self::new(&tag).ok_or_else(|| serde::de::Error::custom("a language tag expected"))
    }
}
