use std::cell::RefCell;
use std::collections::BTreeSet;

use pinyin::ToPinyin;
use serde::Serialize;

use super::compose::Composer;
use super::text::escaped;
use crate::hant::tag_end;
use crate::lang::Lang;
use crate::markup::escape_attribute;
use crate::site::{Page, PageKey};
use crate::terms::{Term, Terms, Use};

/// A term on the glossary page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GlossaryEntry {
    /// Its anchor.
    pub id: String,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
    /// Other English forms.
    pub also: Vec<String>,
    /// Where the rendering is from, or "".
    pub source: String,
    /// A remark, or "".
    pub note: String,
    /// `verified`, `likely` or `unverified`.
    pub status: &'static str,
}

/// The terms under one letter.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GlossaryLetter {
    /// A to Z.
    pub letter: String,
    /// Sorted.
    pub entries: Vec<GlossaryEntry>,
}

impl Composer<'_> {
    /// All terms from A to Z: by their English words, on a Chinese page by the sound of the Chinese ones.
    pub(super) fn glossary(&self, lang: &Lang) -> Vec<GlossaryLetter> {
        let terms = &self.site.terms;
        let entry = |(n, term): (usize, &Term)| {
            let key = if lang.is_chinese() { sound(&term.zh) } else { term.en.to_lowercase() };
            // Quotation marks have no place in an alphabet.
            let key = key.trim_start_matches(|c: char| !c.is_alphanumeric()).to_owned();
            let Term { zh, en, also, source, note, status, .. } = term.clone();
            (key, GlossaryEntry { id: terms.id(n), zh, en, also, source, note, status: status.name() })
        };
        let mut all: Vec<(String, GlossaryEntry)> = terms.list.iter().enumerate().map(entry).collect();
        all.sort_by(|(a, one), (b, other)| (a, &one.zh).cmp(&(b, &other.zh)));
        let mut letters: Vec<GlossaryLetter> = Vec::new();
        for (key, entry) in all {
            let letter = key.chars().find(char::is_ascii_alphanumeric).map_or_else(|| "#".to_owned(), |c| c.to_ascii_uppercase().to_string());
            match letters.last_mut().filter(|l| l.letter == letter) {
                Some(open) => open.entries.push(entry),
                None => letters.push(GlossaryLetter { letter, entries: vec![entry] }),
            }
        }
        letters
    }
}

/// How Chinese words sound, for sorting; what is no Han character stays.
fn sound(text: &str) -> String {
    text.chars().map(|c| c.to_pinyin().map_or_else(|| c.to_lowercase().to_string(), |p| p.plain().to_owned())).collect::<Vec<_>>().join(" ")
}

/// Shows the Chinese of each term where it first stands on an English page.
pub(super) struct Glosses<'a> {
    terms: &'a Terms,
    /// The glossary page, as links of this page name it.
    path: String,
    seen: RefCell<BTreeSet<usize>>,
}

impl<'a> Glosses<'a> {
    /// `None` for pages in other languages and sites without terms.
    pub fn new(composer: &Composer<'a>, page: &Page, root: &str) -> Option<Self> {
        let terms = &composer.site.terms;
        if terms.list.is_empty() || !page.lang.is_english() {
            return None;
        }
        let path = format!("{root}{}", composer.path(&PageKey::Glossary(page.lang.clone())));
        Some(Self { terms, path, seen: RefCell::default() })
    }

    /// The html with every term that was not seen before as a link to the glossary, its Chinese behind it; headings, links
    /// and code are left alone.
    pub fn shown(&self, html: String) -> String {
        if self.seen.borrow().len() == self.terms.list.len() {
            return html;
        }
        let mut out = String::with_capacity(html.len() + 256);
        let (mut rest, mut closed) = (html.as_str(), Vec::new());
        while !rest.is_empty() {
            let (text, tag) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
            if closed.is_empty() {
                self.text(text, &mut out)
            } else {
                out.push_str(text)
            }
            let end = tag_end(tag);
            let (tag, after) = tag.split_at(end);
            let name = tag.trim_start_matches(['<', '/']).split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
            if is_left_alone(name) {
                match (tag.starts_with("</"), closed.last() == Some(&name)) {
                    (true, true) => drop(closed.pop()),
                    (false, _) if !tag.ends_with("/>") => closed.push(name),
                    _ => {}
                }
            }
            out.push_str(tag);
            rest = after;
        }
        out
    }

    fn text(&self, text: &str, out: &mut String) {
        let mut done = 0;
        for found in self.terms.in_english(text).into_iter().filter(|f| f.is == Use::Right) {
            let Some(term) = self.terms.list.get(found.term).filter(|_| self.seen.borrow_mut().insert(found.term)) else { continue };
            out.push_str(text.get(done..found.at.start).unwrap_or(""));
            out.push_str("<a class=\"glossed\" href=\"");
            escape_attribute(&format!("{}#{}", self.path, crate::path::encode(&self.terms.id(found.term))), out);
            let words = text.get(found.at.clone()).unwrap_or("");
            out.push_str(&format!("\">{words}<span class=\"glossed-zh\" lang=\"zh-Hans\"> ({})</span></a>", escaped(&term.zh)));
            done = found.at.end;
        }
        out.push_str(text.get(done..).unwrap_or(""));
    }
}

fn is_left_alone(name: &str) -> bool {
    matches!(name, "a" | "code" | "pre" | "kbd" | "samp" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "abbr" | "dfn" | "script" | "style" | "button" | "svg")
}
