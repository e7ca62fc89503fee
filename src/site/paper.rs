use std::collections::BTreeSet;

use super::page::{Part, Point};
use crate::document::{Common, NoticeFields};
use crate::notice::{Addressees, Block, DocNumber, Notice, PrintLine, attached_blocks, blocks};

/// Lets the fields of the front matter overrule what was read from the text.
pub(super) fn overrule(notice: &mut Notice, common: &Common, own: &NoticeFields) {
    if let Some(title) = &common.title {
        notice.title.clone_from(&title.value);
    }
    let parts = [
        (&mut notice.issuer_mark, &own.issuer_mark),
        (&mut notice.issuer, &own.issuer),
        (&mut notice.copy_number, &own.copy_number),
        (&mut notice.urgency, &own.urgency),
        (&mut notice.annotation, &own.annotation),
    ];
    for (read, field) in parts {
        if field.is_some() {
            read.clone_from(field);
        }
    }
    for (read, field) in [(&mut notice.signer, &own.signer), (&mut notice.signature, &own.signature), (&mut notice.cc, &own.cc)] {
        if !field.is_empty() {
            read.clone_from(field);
        }
    }
    if !own.cc.is_empty() {
        notice.cc_text = own.cc.join("，");
    }
    if let Some(number) = &own.number {
        notice.doc_number = Some(DocNumber { text: number.clone(), ..notice.doc_number.take().unwrap_or_default() });
    }
    if let Some(addressees) = &own.addressees {
        notice.addressees = Some(Addressees { text: addressees.clone(), names: Vec::new() });
    }
    if let Some(day) = own.signed_on {
        notice.date = Some(day.day);
    }
    if own.print_organ.is_some() || own.print_date.is_some() {
        let read = notice.print.take().unwrap_or_default();
        notice.print = Some(PrintLine { organ: own.print_organ.clone().unwrap_or(read.organ), date: own.print_date.map(|d| d.day).or(read.date) });
    }
}

/// What other documents can name in a notice.
pub(super) struct Places {
    /// Top-level parts (一、).
    pub parts: Vec<Part>,
    /// Points (要点), attached texts' included, in reading order.
    pub points: Vec<Point>,
    /// Every heading: level from 1, id; in reading order.
    pub headings: Vec<(u8, String)>,
    /// Every anchor.
    pub anchors: BTreeSet<String>,
}

/// Lists the places of a notice.
pub(super) fn places(notice: &Notice) -> Places {
    let mut places = Places { parts: Vec::new(), points: Vec::new(), headings: Vec::new(), anchors: BTreeSet::new() };
    for block in &blocks(notice) {
        place(block, true, &mut places);
    }
    for attached in &notice.attached {
        places.anchors.insert(attached.id.clone());
        for block in &attached_blocks(attached) {
            place(block, false, &mut places);
        }
    }
    places
}

fn place(block: &Block<'_>, own: bool, places: &mut Places) {
    match block {
        Block::Heading(section) => {
            places.anchors.insert(section.id.clone());
            places.headings.push((section.level, section.id.clone()));
            if own && section.level == 1 {
                places.parts.push(Part { id: section.id.clone(), ordinal: section.ordinal, marker: section.marker.clone(), title: section.title.clone() });
            }
        }
        Block::Chapter(chapter) => {
            places.anchors.insert(chapter.id.clone());
            places.headings.push((1, chapter.id.clone()));
        }
        Block::Article(article) => drop(places.anchors.insert(article.id.clone())),
        Block::Point(point) if own => {
            let part = part_of(&point.id, &places.parts);
            places.points.push(Point { id: point.id.clone(), part, ordinal: point.ordinal, title: first_sentence(&crate::notice::words(&point.text)) });
        }
        _ => {}
    }
    if let Block::Point(point) = block {
        places.anchors.insert(point.id.clone());
    }
    let text = match block {
        Block::Point(p) => p.paragraph.as_str(),
        Block::Paragraph { paragraph, .. } => paragraph.text.as_str(),
        Block::Article(a) => a.text.as_str(),
        _ => return,
    };
    for mark in block.marks() {
        places.anchors.insert(mark.id.clone());
        if own {
            let title = first_sentence(text.get(mark.at..).unwrap_or(""));
            let ordinal = crate::text::parse_numeral(mark.marker.trim_end_matches(['要', '是', '则'])).unwrap_or(0);
            places.points.push(Point { id: mark.id.clone(), part: part_of(&mark.id, &places.parts), ordinal, title });
        }
    }
}

/// The part whose number the id starts with: `s2-1-p3` and `s2-p4` stand in `s2`.
fn part_of(id: &str, parts: &[Part]) -> Option<usize> {
    let first = id.split('-').next().unwrap_or(id);
    parts.iter().position(|p| p.id == first)
}

fn first_sentence(text: &str) -> String {
    let end = text.find(['。', '；', '：']).unwrap_or(text.len());
    text.get(..end).unwrap_or(text).trim().to_owned()
}
