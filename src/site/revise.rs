use std::collections::BTreeSet;
use std::sync::Arc;

use super::manuscript::Manuscript;
use super::{Page, PageId, Role, Site, Text, paper};
use crate::diag::Severity;
use crate::digest::Digest;
use crate::document;
use crate::markup::{Body, HoleKind};
use crate::notice::Reading;
use crate::path::SitePath;

impl Site {
    /// The site with one document's text edited (改稿), for whoever looks at that page and cannot wait for the whole site.
    ///
    /// `None` where the edit may reach beyond the words of one text: its fields, title or date are others, it leads
    /// elsewhere, its anchors are others, something in it is wrong, or nothing in it changed. `text` is the decoded file,
    /// `beside` that of the `.toml` beside it.
    pub fn revised(&self, id: PageId, text: &str, beside: Option<&str>) -> Option<Self> {
        let old = self.pages.get(id).filter(|page| !matches!(page.role, Role::Section { .. }))?;
        let sidecar: Option<(&SitePath, Arc<str>)> = old.document.sidecar.as_ref().zip(beside).map(|(path, text)| (path, text.into()));
        if sidecar.is_some() != old.document.sidecar.is_some() {
            return None;
        }
        let read = document::parse(&old.document.path, text.into(), sidecar, &old.document.languages);
        if !read.findings.is_empty() {
            return None;
        }
        let new = Manuscript::read(Digest::of(text.as_bytes()), read.value, None, old.kind, &self.settings);
        let is_wrong = new.findings.iter().any(|f| f.severity == Severity::Error);
        if is_wrong || new.digest == old.digest || !stands_alike(old, &new) {
            return None;
        }
        let places = match (&old.text, &new.text) {
            (Text::Markup(was), Text::Markup(is)) => leads_alike(was, is).then_some(None),
            (Text::Notice(_), Text::Notice(is)) => Some(Some(notice_places(old, is)?)),
            _ => None,
        }?;
        let mut site = self.clone();
        let page = site.pages.get_mut(id)?;
        page.manuscript = Arc::new(new);
        if let Some(places) = places {
            (page.parts, page.points) = (places.parts, places.points);
        }
        Some(site)
    }
}

/// Everything by which a document takes its place among the others.
fn stands_alike(old: &Page, new: &Manuscript) -> bool {
    (old.kind, old.role, &old.lang, old.date, old.title_in_text) == (new.kind, new.role, &new.lang, new.date, new.title_in_text)
        && (&old.title, &old.common, &old.own) == (&new.title, &new.common, &new.own)
}

/// Whether two texts have the same ids and lead to the same places in the same order.
fn leads_alike(was: &Body, is: &Body) -> bool {
    let headings = |body: &Body| body.headings.iter().map(|h| (h.level, h.id.clone())).collect::<Vec<_>>();
    let anchors = |body: &Body| body.anchors.iter().map(|a| a.id.clone()).collect::<Vec<_>>();
    was.holes.len() == is.holes.len()
        && was.holes.iter().zip(&is.holes).all(|(a, b)| lead(&a.kind) == lead(&b.kind))
        && headings(was) == headings(is)
        && anchors(was) == anchors(is)
}

/// What of a hole is settled with the whole site.
fn lead(hole: &HoleKind) -> (u8, &str) {
    match hole {
        HoleKind::Href { dest } => (0, dest),
        HoleKind::Picture { dest, .. } => (1, dest),
        HoleKind::Source { dest, .. } => (2, dest),
        HoleKind::Id { .. } => (3, ""),
        HoleKind::Word { .. } => (4, ""),
    }
}

/// The places of a notice, if they have the ids that they had.
fn notice_places(old: &Page, is: &Reading) -> Option<paper::Places> {
    let places = paper::places(&is.notice);
    let former: BTreeSet<&String> = old.former.iter().map(|f| &f.id).collect();
    let anchors: BTreeSet<&String> = places.anchors.iter().chain(former).collect();
    let points = |points: &[super::Point]| points.iter().map(|p| p.id.clone()).collect::<Vec<_>>();
    (anchors.into_iter().eq(old.anchors.iter()) && points(&places.points) == points(&old.points)).then_some(places)
}
