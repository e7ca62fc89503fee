use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use super::manuscript::Manuscript;
use super::{Page, PageId, Role, Site, Text, facet, order, paper};
use crate::diag::Severity;
use crate::digest::Digest;
use crate::document::{self, Common};
use crate::markup::{Body, Hole, HoleKind};
use crate::notice::Reading;
use crate::path::SitePath;

impl Site {
    /// The site with one document edited (改稿), for whoever looks at that page and cannot wait for the whole site: its text,
    /// its title, its summary, its date and what else only says something about it.
    ///
    /// `None` where the edit may reach further: it leads elsewhere, its anchors are others, it has another address or other
    /// tags, something in it is wrong, or nothing in it changed. `text` is the decoded file, `beside` that of the `.toml`
    /// beside it.
    pub fn revised(&self, id: PageId, text: &str, beside: Option<&str>) -> Option<Self> {
        let old = self.pages.get(id).filter(|page| !matches!(page.role, Role::Section { .. }) && page.derived.is_none())?;
        let sidecar: Option<(&SitePath, Arc<str>)> = old.document.sidecar.as_ref().zip(beside).map(|(path, text)| (path, text.into()));
        if sidecar.is_some() != old.document.sidecar.is_some() {
            return None;
        }
        let read = document::parse(&old.document.path, text.into(), sidecar, &old.document.languages);
        if !read.findings.is_empty() {
            return None;
        }
        let new = Manuscript::read(Digest::of(text.as_bytes()), read.value, None, old.kind, &self.settings, &self.terms);
        let is_wrong = new.findings.iter().any(|f| f.severity == Severity::Error);
        if is_wrong || !stands_alike(old, &new) || says_the_same(old, &new) {
            return None;
        }
        let places = match (&old.text, &new.text) {
            (Text::Markup(was), Text::Markup(is)) => leads_alike(was, is).then_some(None),
            (Text::Notice(_), Text::Notice(is)) if holes_lead_alike(old.holes(), new.holes()) => Some(Some(notice_places(old, is)?)),
            _ => None,
        }?;
        let (mut site, new) = (self.clone(), Arc::new(new));
        let derived: Vec<PageId> = self.pages.iter().enumerate().filter(|(_, page)| page.derived == Some(id)).map(|(other, _)| other).collect();
        for own in std::iter::once(id).chain(derived) {
            let page = site.pages.get_mut(own)?;
            (page.manuscript, page.completed) = (new.clone(), OnceLock::new());
            if let Some(places) = &places {
                (page.parts, page.points) = (places.parts.clone(), places.points.clone());
            }
            site.reorder(own);
        }
        Some(site)
    }

    /// Puts a document into its place in every list that it stands in.
    fn reorder(&mut self, id: PageId) {
        let Self { pages, sections, facets, tags, series, coverage, ranks, places, folders, .. } = self;
        let Some(page) = pages.get(id) else { return };
        *ranks = ranks.renewed(id, pages);
        let sort = page.section.and_then(|s| sections.get(s)).map_or_else(Default::default, |s| s.sort);
        if let Some((section, list)) = page.section.and_then(|s| Some((s, sections.get_mut(s)?.pages.get_mut(&page.lang)?))) {
            order::sort_by(sort, list, pages, ranks);
            if let Some(facets) = facets.get_mut(&(section, page.lang.clone())) {
                *facets = facet::of_list(list, pages);
            }
            list.iter().enumerate().for_each(|(at, &id)| places[id] = places[id].map(|_| at));
        }
        let carried = page.common.tags.iter().filter_map(|tag| folders.get(tag.trim()));
        for folder in carried {
            if let Some(tag) = tags.get_mut(&page.lang).and_then(|tags| tags.get_mut(folder)) {
                ranks.sort(&mut tag.pages);
            }
        }
        series.values_mut().filter(|list| list.contains(&id)).for_each(|list| order::sort_series(list, pages));
        coverage.sort(ranks);
    }
}

impl Page {
    /// Whether a reader sees the same of it as of `other`; `false` where one of them is there in outline alone.
    pub fn says_the_same(&self, other: &Self) -> bool {
        says_the_same(self, other.fullest())
    }
}

/// Everything by which a document takes its place among the others.
fn stands_alike(old: &Page, new: &Manuscript) -> bool {
    // What only says something about a document moves it in lists at most.
    let others = |of: &Manuscript| {
        let said = Common { title: None, summary: None, date: None, updated: None, weight: None, source: None, author: None, ..of.common.clone() };
        (said.unplaced(), of.own.clone().unplaced())
    };
    (old.kind, old.role, &old.lang, old.title_in_text) == (new.kind, new.role, &new.lang, new.title_in_text)
        && others(old) == others(new)
        && facet::values(old) == facet::values(new)
}

/// Whether nothing of a document changed that a reader sees. One that is there in outline alone cannot tell.
fn says_the_same(old: &Page, new: &Manuscript) -> bool {
    let same_text = match (&old.fullest().text, &new.text) {
        (Text::Markup(was), Text::Markup(is)) => (&was.html, &was.holes) == (&is.html, &is.holes),
        (Text::Notice(was), Text::Notice(is)) => was.notice == is.notice,
        _ => false,
    };
    same_text && (&old.title, old.date, &old.summary) == (&new.title, new.date, &new.summary) && old.common.clone().unplaced() == new.common.clone().unplaced()
}

/// Whether two texts have the same ids and lead to the same places in the same order.
fn leads_alike(was: &Body, is: &Body) -> bool {
    let headings = |body: &Body| body.headings.iter().map(|h| (h.level, h.id.clone())).collect::<Vec<_>>();
    let anchors = |body: &Body| body.anchors.iter().map(|a| a.id.clone()).collect::<Vec<_>>();
    holes_lead_alike(&was.holes, &is.holes) && headings(was) == headings(is) && anchors(was) == anchors(is)
}

fn holes_lead_alike(was: &[Hole], is: &[Hole]) -> bool {
    was.len() == is.len() && was.iter().zip(is).all(|(a, b)| lead(&a.kind) == lead(&b.kind))
}

/// What of a hole is settled with the whole site.
fn lead(hole: &HoleKind) -> (u8, &str) {
    match hole {
        HoleKind::Href { dest } => (0, dest),
        HoleKind::Picture { dest, .. } => (1, dest),
        HoleKind::Source { dest, .. } => (2, dest),
        HoleKind::Id { .. } => (3, ""),
        HoleKind::Word { .. } => (4, ""),
        HoleKind::Person { dest } => (5, dest),
        HoleKind::FileNote { dest } => (6, dest),
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
