//! PDF files (ISO 32000): the characters of their pages, and whom their properties name. The one door to the PDF reader.
//!
//! A stranger's file is read in a thread of its own with a limit of time: what goes wrong there ends the reading, not the program.

mod eye;
mod page;
mod people;

use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
pub use page::{Mark, Page, Rule};

/// The name of the threads that read PDFs. What ends one is told as a finding, so it need not speak for itself.
pub const THREAD: &str = "pdf";
/// Pages of one file; more than any paper.
const PAGES: usize = 2000;
/// Characters of one file.
const MARKS: usize = 4_000_000;
/// How long the pages of a file may take.
const PATIENCE: Duration = Duration::from_secs(120);
/// How long its properties may take.
const GLANCE: Duration = Duration::from_secs(5);
/// Bytes of stack: forms within forms go deep.
const STACK: usize = 64 << 20;

/// Why a PDF is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PdfFault {
    /// It does not hold together.
    Broken,
    /// It opens with a password only.
    Encrypted,
    /// It has more pages or characters than any paper, or takes too long.
    TooLarge,
}

/// What every page shows.
///
/// # Errors
/// [`PdfFault`]
pub fn pages(bytes: &[u8]) -> Result<Vec<Page>, PdfFault> {
    apart(bytes, PATIENCE, |pdf| if pdf.pages().len() > PAGES { Err(PdfFault::TooLarge) } else { eye::pages(pdf, MARKS).ok_or(PdfFault::TooLarge) })?
}

/// Whom the properties of a file name: `/Author` of the Info dictionary (ISO 32000-1, 14.3.3) as bytes of a text string, and XMP packets
/// (14.3.2), wherever they stand in it. An encrypted or broken file says nothing.
pub fn properties(bytes: &[u8]) -> (Vec<Vec<u8>>, Vec<Vec<u8>>) {
    apart(bytes, GLANCE, people::properties).unwrap_or_default()
}

fn apart<T: Send + 'static>(bytes: &[u8], patience: Duration, look: impl FnOnce(&Pdf) -> T + Send + 'static) -> Result<T, PdfFault> {
    let (send, receive) = mpsc::channel();
    let bytes = bytes.to_vec();
    let read = move || {
        let looked = Pdf::new(bytes).map(|pdf| look(&pdf)).map_err(|fault| match fault {
            LoadPdfError::Decryption(DecryptionError::PasswordProtected) => PdfFault::Encrypted,
            LoadPdfError::Decryption(_) | LoadPdfError::Invalid => PdfFault::Broken,
        });
        drop(send.send(looked));
    };
    std::thread::Builder::new().name(THREAD.to_owned()).stack_size(STACK).spawn(read).map_err(|_| PdfFault::Broken)?;
    receive.recv_timeout(patience).map_err(|why| if why == RecvTimeoutError::Timeout { PdfFault::TooLarge } else { PdfFault::Broken })?
}
