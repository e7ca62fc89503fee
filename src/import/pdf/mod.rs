//! PDFs with a text layer (ISO 32000), as Word, WPS, LibreOffice and browsers write them.
//!
//! A PDF holds characters at places, no paragraphs: lines, page numbers and paragraphs are told from where they stand. Words are as the
//! file gives them; what it does not give is a finding and nothing is guessed.

mod grid;
mod left;
mod line;
mod margin;
mod note;
mod outline;
mod paragraph;

use super::refusal::Refusal;
use super::story::Story;
use crate::diag::Checked;
use crate::pdf::{Page, PdfFault, pages};
use left::Left;

/// Of a hundred characters, how many may lack their text before the file counts as unreadable.
const UNKNOWN: usize = 5;

/// So many shapes on a page without a character are outlines of letters.
const OUTLINES: usize = 100;

/// Reads the bytes of a PDF.
///
/// # Errors
/// Why it cannot be read at all; what of it was left out is a finding.
pub(super) fn read(bytes: &[u8]) -> Result<Checked<Story>, Refusal> {
    let mut pages: Vec<Page> = pages(bytes).map_err(|fault| match fault {
        PdfFault::Broken => Refusal::Broken,
        PdfFault::Encrypted => Refusal::Encrypted,
        PdfFault::TooLarge => Refusal::TooLarge,
    })?;
    if pages.iter().all(|page| page.marks.is_empty() && page.pictures == 0 && page.unknown == 0) {
        // Letters that were turned into outlines, or pages that could not be read.
        return Err(if pages.iter().any(|page| page.shapes > OUTLINES) { Refusal::Glyphs } else { Refusal::Broken });
    }
    let known: usize = pages.iter().map(|p| p.marks.len()).sum();
    let unknown: usize = pages.iter().map(|p| p.unknown).sum();
    if unknown * 100 > (known + unknown) * UNKNOWN {
        return Err(Refusal::Glyphs);
    }
    let mut left = Left::default();
    left.look_at(&pages);
    let tables: Vec<Vec<grid::Ruled>> = pages.iter_mut().map(grid::tables).collect();
    left.ruled = tables.iter().enumerate().filter(|(_, tables)| !tables.is_empty()).map(|(n, _)| n + 1).collect();
    let mut lines: Vec<Vec<line::Line>> = pages.iter_mut().map(|page| line::lines(std::mem::take(&mut page.marks))).collect();
    left.margins = margin::take(&mut lines, &pages);
    left.tabular = paragraph::tabular(&lines);
    let notes = note::take(&mut lines);
    left.moved = note::unplaced(&notes);
    let mut blocks = paragraph::blocks(&lines, tables, &pages);
    let notes = note::place(notes, &mut blocks);
    Ok(Checked::new(Story { blocks, notes, ..Story::default() }, left.findings()))
}
