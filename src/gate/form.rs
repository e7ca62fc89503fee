use super::inspection::wording_of_site;
use super::passage;
use super::wording::{Matcher, Wording};
use super::{characters, numbers, words};
use crate::diag::{Code, Diagnostic};
use crate::fields::split;
use crate::site::Page;
use crate::source::Source;

/// What can be mended mechanically in the form of a text (形式): marks, digits, units, invisible characters, and, where asked for,
/// the words of the lists.
pub struct Form {
    wording: Wording,
    matcher: Option<Matcher>,
}

impl Form {
    /// With the lists of a site; `words` says whether their words are put right too.
    pub fn of(source: &Source, words: bool) -> Self {
        let wording = if words { wording_of_site(source).value } else { Wording::default() };
        Self { matcher: Matcher::new(&wording), wording }
    }

    /// Findings that carry an edit, with places in `text`, which is what the file of `page` holds or may come to hold.
    pub fn findings(&self, page: &Page, text: &str) -> Vec<Diagnostic> {
        let is_notice = page.notice().is_some();
        let mut found = Vec::new();
        for passage in passage::of_text(text, split(text).body, is_notice) {
            // What a notice says in figures and marks is its own grammar's to mend.
            if page.lang.is_chinese() && !is_notice {
                numbers::check(&passage, text, &mut found);
                numbers::check_marks(&passage, text, &mut found);
            }
            if let Some(matcher) = &self.matcher {
                words::check(&passage, text, &self.wording, matcher, &mut found);
            }
        }
        characters::check(text, !is_notice, &mut found);
        found.retain(|f| f.edit.is_some() && (f.code != Code::HiddenCharacter || !is_notice));
        found
    }
}
