use std::sync::Arc;

use rayon::prelude::*;

use super::page::{Page, PageId, Text};
use super::{Record, lock, paper};
use crate::diag::{Checked, Code, Diagnostic};
use crate::path::SitePath;
use crate::source::Source;

/// The record of published anchors.
pub(super) fn published(source: &Source) -> Checked<Record> {
    SitePath::new(lock::LOCK).and_then(|path| source.texts.get(&path)).map_or_else(Checked::default, |text| Record::read(text.clone()))
}

/// Settles the ids of every page: a notice's follow its numbering, a translation takes its original's, the rest keep those
/// that were published. Gives what is to be remembered.
pub(super) fn settle(pages: &mut [Page], published: Record, findings: &mut Vec<Diagnostic>) -> Record {
    let own = |page: &mut Page| match &page.text {
        Text::Notice(reading) => {
            let places = paper::places(&reading.notice);
            (page.parts, page.points, page.anchors) = (places.parts, places.points, Arc::new(places.anchors));
            places.headings
        }
        Text::Markup(body) => {
            page.heading_ids = Arc::new(body.headings.iter().map(|h| h.id.clone()).collect());
            Vec::new()
        }
    };
    let mut headings: Vec<Vec<(u8, String)>> = pages.par_iter_mut().map(own).collect();
    let remembered = lock::hold(pages, published, findings);
    // Only versions of one another are compared.
    for (page, headings) in pages.iter().zip(&mut headings).filter(|(page, _)| page.versions.len() > 1) {
        if let Text::Markup(body) = &page.text {
            *headings = body.headings.iter().map(|h| h.level).zip(page.heading_ids.iter().cloned()).skip(usize::from(page.title_in_text)).collect();
        }
    }
    for id in 0..pages.len() {
        if let Some(original) = pages[id].original {
            pages[id].former = pages[original].former.clone();
            translate(id, original, pages, &headings, findings);
        }
    }
    pages.par_iter_mut().for_each(|page| {
        if let Text::Markup(body) = &page.text {
            page.anchors = Arc::new(page.heading_ids.iter().cloned().chain(body.anchors.iter().map(|a| a.id.clone())).collect());
        }
        page.former.retain(|f| !page.anchors.contains(&f.id));
        if !page.former.is_empty() {
            Arc::make_mut(&mut page.anchors).extend(page.former.iter().map(|f| f.id.clone()));
        }
    });
    remembered
}

/// Gives a translation's headings the ids of the original's, by order and level; says where the two differ.
fn translate(id: PageId, original: PageId, pages: &mut [Page], headings: &[Vec<(u8, String)>], findings: &mut Vec<Diagnostic>) {
    let (there, here) = (&headings[original], &headings[id]);
    let skip = usize::from(pages[id].title_in_text);
    let levels = |list: &[(u8, String)]| {
        let top = list.iter().map(|(l, _)| *l).min().unwrap_or(1);
        list.iter().map(|(l, _)| l - top).collect::<Vec<u8>>()
    };
    if levels(there) == levels(here) {
        for (n, (_, from)) in there.iter().enumerate() {
            if let Some(own) = Arc::make_mut(&mut pages[id].heading_ids).get_mut(n + skip) {
                own.clone_from(from);
            }
        }
    } else if !there.is_empty() || !here.is_empty() {
        findings.push(
            Diagnostic::new(
                Code::AnchorMismatch,
                format!("译文有 {} 个标题，原文有 {} 个，或层次不同", here.len(), there.len()),
                format!("the translation has {} headings, the original {}, or their levels differ", here.len(), there.len()),
            )
            .in_file(pages[id].file())
            .help(
                format!("请让译文的标题与 {} 一一对应，锚点才能通用", pages[original].document.path),
                format!("give it the same headings as {}, so that anchors hold in both", pages[original].document.path),
            ),
        );
    }
    let missing: Vec<String> = match pages[id].body() {
        Some(body) => pages[original].points.iter().filter(|p| !body.anchors.iter().any(|a| a.id == p.id)).map(|p| p.id.clone()).collect(),
        None => Vec::new(),
    };
    if !missing.is_empty() {
        let list = missing.join(", ");
        findings.push(
            Diagnostic::new(Code::AnchorMismatch, format!("译文没有标出这些要点：{list}"), format!("the translation marks no such points: {list}"))
                .in_file(pages[id].file())
                .help(format!("请在要点前单独写一行 {{#{}}}", missing[0]), format!("put a line {{#{}}} before the point", missing[0])),
        );
    }
}
