//! Word files (.docx, ECMA-376), as Word, WPS, LibreOffice and python-docx write them.

mod body;
mod drawing;
mod field;
mod left;
mod margin;
mod number;
mod parts;
mod run;
mod style;
mod table;

use super::archive::Archive;
use super::refusal::Refusal;
use super::story::{Block, Story};
use crate::diag::{Checked, Diagnostic};
use body::Body;
use left::Left;
use number::Numbering;
use style::Styles;

/// Reads the bytes of a .docx.
///
/// # Errors
/// Why it cannot be read at all; what of it was left out is a finding.
pub(super) fn read(bytes: &[u8]) -> Result<Checked<Story>, Refusal> {
    let mut archive = Archive::open(bytes)?;
    let main = parts::main_part(&mut archive)?;
    let root = parts::part(&mut archive, &main)?.ok_or(Refusal::NoDocument)?;
    let body = root.child("document").and_then(|d| d.child("body")).ok_or(Refusal::NoDocument)?;
    let relations = parts::relations(&mut archive, &main)?;
    let mut beside = |kind: &str| -> Result<_, Refusal> {
        let name = relations.values().find(|r| r.kind == kind && !r.external).map(|r| r.target.clone());
        name.map_or(Ok(None), |name| parts::part(&mut archive, &name))
    };
    let (styles, numbers) = (beside("styles")?, beside("numbering")?);
    let notes = [("footnote", beside("footnotes")?), ("endnote", beside("endnotes")?)];
    let mut reader = Body {
        archive: &mut archive,
        relations: &relations,
        styles: Styles::read(styles.as_ref()),
        numbering: Numbering::read(numbers.as_ref()),
        notes: &notes,
        noted: Vec::new(),
        pictures: Vec::new(),
        story: Story::default(),
        left: Left::default(),
        depth: 0,
    };
    let blocks = reader.blocks(body)?;
    let (mut head, foot) = margin::read(&mut reader, body, &blocks)?;
    head.extend(blocks);
    head.extend(foot);
    let Body { mut story, left, .. } = reader;
    story.blocks = head;
    let findings: Vec<Diagnostic> = left.findings();
    Ok(Checked::new(story, findings))
}

/// The words of blocks, a line each.
fn words(blocks: &[Block]) -> Vec<String> {
    let mut out = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(p) => out.extend(p.text().split('\n').map(|line| line.trim().to_owned())),
            Block::Table(t) => out.extend(t.rows.iter().flatten().map(super::story::Cell::text)),
        }
    }
    out.retain(|line| !line.is_empty());
    out
}
