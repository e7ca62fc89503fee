//! An edition (版次): what a run publishes and for where, decided once and handed in as a value.

use jiff::civil::DateTime;

use crate::config::BaseUrl;

/// The choices that every later stage takes as given; no stage looks at a clock or an environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Now, in the site's time zone.
    pub now: DateTime,
    /// Whether drafts, future and expired documents are shown.
    pub drafts: bool,
    /// Where the site will stand, if that is known.
    pub base_url: Option<BaseUrl>,
    /// Links name `…/index.html`, for pages opened from a folder (`file://`).
    pub whole_links: bool,
    /// Whether pages are minified.
    pub minify: bool,
    /// Of the font files that slips are set in, where the site has slips and a font was found.
    pub face: Option<crate::digest::Digest>,
}

impl Edition {
    /// An absolute address for a path from the site's root; `None` where the site has no base.
    pub fn absolute(&self, path: &str) -> Option<String> {
        self.base_url.as_ref().map(|base| format!("{}{path}", base.as_str()))
    }

    /// The path of the base, with `/` at both ends, for pages that are shown at any address (404).
    pub fn base_path(&self) -> String {
        self.base_url.as_ref().map_or_else(|| "/".to_owned(), |base| base.path().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_path_of_a_sub_path() {
        let mut edition =
            Edition { now: jiff::civil::date(2022, 4, 29).at(0, 0, 0, 0), drafts: false, base_url: None, whole_links: false, minify: true, face: None };
        assert_eq!(edition.base_path(), "/");
        edition.base_url = BaseUrl::new("https://a.cn/x/y");
        assert_eq!((edition.base_path().as_str(), edition.absolute("news/").as_deref()), ("/x/y/", Some("https://a.cn/x/y/news/")));
    }
}
