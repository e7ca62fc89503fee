//! PDFs with a text layer (ISO 32000), as Word, WPS, LibreOffice and browsers write them.
//!
//! A PDF holds characters at places, no paragraphs: lines, page numbers and paragraphs are told from where they stand. Words are as the
//! file gives them; what it does not give is a finding and nothing is guessed.

mod left;
mod line;
mod margin;
mod paragraph;

use super::refusal::Refusal;
use super::story::{Block, Story};
use crate::diag::Checked;
use crate::pdf::{Page, PdfFault, pages};
use left::Left;

/// Of a hundred characters, how many may lack their text before the file counts as unreadable.
const UNKNOWN: usize = 5;

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
    let known: usize = pages.iter().map(|p| p.marks.len()).sum();
    let unknown: usize = pages.iter().map(|p| p.unknown).sum();
    if unknown * 100 > (known + unknown) * UNKNOWN {
        return Err(Refusal::Glyphs);
    }
    let mut left = Left::default();
    left.look_at(&pages);
    let mut lines: Vec<Vec<line::Line>> = pages.iter_mut().map(line::lines).collect();
    left.margins = margin::take(&mut lines, &pages);
    left.tabular = paragraph::tabular(&lines);
    let paragraphs = paragraph::paragraphs(&lines, &pages);
    let story = Story { blocks: paragraphs.into_iter().map(Block::Paragraph).collect(), ..Story::default() };
    Ok(Checked::new(story, left.findings()))
}
