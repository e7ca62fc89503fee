use crate::import::story::{Block, Paragraph, Role};

/// Tells title and headings by the size of their letters; `em` is that of the text, in points.
pub(super) fn give_roles(blocks: &mut [Block], em: f32) {
    let mut first: Vec<&mut Paragraph> = blocks.iter_mut().map_while(|b| if let Block::Paragraph(p) = b { Some(p) } else { None }).collect();
    let end = titles(&mut first, em).or_else(|| one_largest(&mut first, em)).unwrap_or(0);
    let rest = blocks.iter_mut().skip(end).filter_map(|b| if let Block::Paragraph(p) = b { Some(p) } else { None });
    headings(&mut rest.collect::<Vec<_>>(), em);
}

/// The title of a text: the larger lines in the middle of its beginning. Gives how many paragraphs it ends after.
fn titles(paragraphs: &mut [&mut Paragraph], em: f32) -> Option<usize> {
    let larger = |p: &Paragraph| p.centred && p.size as f32 > em * 2.0 * 1.15;
    let first = paragraphs.iter().take(4).position(|p| larger(p))?;
    let size = paragraphs[first].size;
    let count = paragraphs.iter().skip(first).take_while(|p| larger(p) && p.size == size).count();
    paragraphs.iter_mut().skip(first).take(count).for_each(|p| p.role = Role::Title);
    Some(first + count)
}

/// The title where it stands at the left: the one paragraph at the beginning in the largest letters of all.
fn one_largest(paragraphs: &mut [&mut Paragraph], em: f32) -> Option<usize> {
    let largest = paragraphs.iter().map(|p| p.size).max().filter(|size| *size as f32 > em * 2.0 * 1.3)?;
    let at = paragraphs.iter().take(2).position(|p| p.size == largest)?;
    let is_one = paragraphs.iter().filter(|p| p.size == largest).count() == 1;
    is_one.then(|| {
        paragraphs[at].role = Role::Title;
        at + 1
    })
}

/// Headings below it: short lines in larger letters at the left, the larger the higher.
fn headings(paragraphs: &mut [&mut Paragraph], em: f32) {
    let is_one = |p: &Paragraph| !p.centred && p.role == Role::Body && p.size as f32 > em * 2.0 * 1.12 && p.text().chars().count() < 60;
    let mut sizes: Vec<u32> = paragraphs.iter().filter(|p| is_one(p)).map(|p| p.size).collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    sizes.dedup();
    for p in paragraphs.iter_mut().filter(|p| is_one(p)) {
        let level = sizes.iter().position(|size| *size == p.size).unwrap_or(0);
        p.role = Role::Heading(u8::try_from(level + 1).unwrap_or(3).min(3));
    }
}
