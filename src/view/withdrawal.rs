use super::compose::Composer;
use super::text::escaped;
use super::{Meta, PageFrame, date_text};
use crate::document::Kind;
use crate::site::{Page, Withdrawal};

/// The note that stands at the address of a withdrawn document (撤稿说明): when it went and why, and nothing of what it said.
pub(super) fn note(c: &Composer<'_>, page: &Page, withdrawal: Withdrawal<'_>, frame: &mut PageFrame) {
    let words = c.words(&page.lang);
    let said = words.with("withdrawn_text", "date", &date_text(&withdrawal.at, &page.lang).text);
    frame.kind = Kind::Page.name();
    frame.description.clone_from(&said);
    frame.body = format!("<p>{}</p>", escaped(&said));
    if let Some(note) = withdrawal.note {
        frame.body.push_str(&format!("<p>{}</p>", escaped(note)));
    }
    frame.meta.push(Meta { name: "robots".to_owned(), content: "noindex".to_owned() });
}
