//! Withdrawal (撤稿): a document goes from pages, lists, feeds and the index at once, and a note stands at its address, so that
//! readers who come by an old link are told.

use super::Site;
use super::page::{Page, PageId, Role, State};
use crate::date::Moment;

/// When a document was withdrawn, and why, if it says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Withdrawal<'a> {
    /// The day.
    pub at: Moment,
    /// The reason, in the words of the document.
    pub note: Option<&'a str>,
}

/// A translation goes with its original; the other way round the original stays.
pub(super) fn follow(pages: &mut [Page]) {
    for id in 0..pages.len() {
        let goes = pages[id].original.is_some_and(|o| pages[o].state == State::Withdrawn);
        if goes && pages[id].state != State::Draft {
            (pages[id].state, pages[id].shown) = (State::Withdrawn, false);
        }
    }
}

impl Site {
    /// The documents at whose address a note stands.
    pub fn withdrawn(&self) -> impl Iterator<Item = (PageId, &Page)> {
        self.pages.iter().enumerate().filter(|(_, p)| p.state == State::Withdrawn && p.role == Role::Document)
    }

    /// What the note at a document's address says; `None` where the document itself stands there.
    pub fn withdrawal(&self, id: PageId) -> Option<Withdrawal<'_>> {
        let page = self.pages.get(id).filter(|p| p.state == State::Withdrawn)?;
        let original = page.original.and_then(|o| self.pages.get(o));
        let by = [Some(page), original].into_iter().flatten().find(|p| p.common.withdrawn.is_some())?;
        Some(Withdrawal { at: by.common.withdrawn?, note: by.common.withdrawn_note.as_deref().filter(|_| by.lang == page.lang || page.derived.is_some()) })
    }
}
