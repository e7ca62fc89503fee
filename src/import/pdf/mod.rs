//! PDFs with a text layer (ISO 32000), as Word, WPS, LibreOffice and browsers write them.
//!
//! A PDF holds characters at places, no paragraphs: lines, page numbers and paragraphs are told from where they stand. Words are as the
//! file gives them; what it does not give is a finding and nothing is guessed.

mod left;
mod line;
mod margin;
mod page;
mod paragraph;

use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::refusal::Refusal;
use super::story::{Block, Story};
use crate::diag::Checked;
use left::Left;

/// Pages of one file; more than any paper.
const PAGES: usize = 2000;
/// Characters of one file.
const MARKS: usize = 4_000_000;
/// Of a hundred characters, how many may lack their text before the file counts as unreadable.
const UNKNOWN: usize = 5;
/// How long a file may take.
const PATIENCE: Duration = Duration::from_secs(120);
/// The name of the thread that reads a PDF. What ends it is told as a finding, so it need not speak for itself.
pub const THREAD: &str = "pdf";
/// Bytes of stack: forms within forms go deep.
const STACK: usize = 64 << 20;

/// Reads the bytes of a PDF.
///
/// # Errors
/// Why it cannot be read at all; what of it was left out is a finding.
pub(super) fn read(bytes: &[u8]) -> Result<Checked<Story>, Refusal> {
    let bytes = bytes.to_vec();
    // A reader of a stranger's file may fail in ways of its own: that ends its thread and not the program.
    let (send, receive) = mpsc::channel();
    let read = move || drop(send.send(interpret(bytes)));
    std::thread::Builder::new().name(THREAD.to_owned()).stack_size(STACK).spawn(read).map_err(|_| Refusal::Broken)?;
    receive.recv_timeout(PATIENCE).map_err(|why| if why == RecvTimeoutError::Timeout { Refusal::TooLarge } else { Refusal::Broken })?
}

fn interpret(bytes: Vec<u8>) -> Result<Checked<Story>, Refusal> {
    let pdf = Pdf::new(bytes).map_err(|fault| match fault {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Refusal::Encrypted,
        LoadPdfError::Decryption(_) | LoadPdfError::Invalid => Refusal::Broken,
    })?;
    if pdf.pages().len() > PAGES {
        return Err(Refusal::TooLarge);
    }
    let mut left = Left::default();
    let mut pages = page::pages(&pdf, MARKS).ok_or(Refusal::TooLarge)?;
    let known: usize = pages.iter().map(|p| p.marks.len()).sum();
    let unknown: usize = pages.iter().map(|p| p.unknown).sum();
    if unknown * 100 > (known + unknown) * UNKNOWN {
        return Err(Refusal::Glyphs);
    }
    left.look_at(&pages);
    let mut lines: Vec<Vec<line::Line>> = pages.iter_mut().map(line::lines).collect();
    left.margins = margin::take(&mut lines, &pages);
    left.tabular = paragraph::tabular(&lines);
    let paragraphs = paragraph::paragraphs(&lines, &pages);
    let story = Story { blocks: paragraphs.into_iter().map(Block::Paragraph).collect(), ..Story::default() };
    Ok(Checked::new(story, left.findings()))
}
