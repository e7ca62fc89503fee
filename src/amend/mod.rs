//! Mending files (改写): a file's bytes and what may be mended in, new bytes and a patch that can be undone out.
//!
//! Only the mends of a notice and findings that carry an edit are written; what a notice says, its words, numbers and
//! names, is read the same before and after, or the mend is left out. Untouched lines keep their bytes.

mod change;
mod draft;
mod hunk;
mod notice;
mod patch;
mod round;
mod spell;
mod undo;

pub use change::Change;
pub use hunk::{Hunk, HunkLine, Side};
pub use patch::{FilePatch, Patch, PatchFault};
pub use undo::{UndoFault, undo};

use crate::decode::exact;
use crate::diag::Diagnostic;
use crate::digest::Digest;
use draft::Draft;

/// A file as it would stand with its mends written in.
#[derive(Debug, Clone)]
pub struct Amendment {
    /// The bytes that were read.
    pub before: Vec<u8>,
    /// The bytes to write; equal to `before` where there is nothing to mend.
    pub after: Vec<u8>,
    /// What changes and why, in the order of the text.
    pub changes: Vec<Change>,
    /// The same line by line, with digests of both sides.
    pub patch: FilePatch,
}

/// Why a file is left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unamendable {
    /// Its bytes are no text.
    Undecodable,
    /// It carries a 密级 marking and is not to be worked on.
    Classified,
    /// Its encoding cannot write the mended text, or cannot write back exactly what was read.
    Encoding,
}

/// Writes into one file what may be mended in it. Nothing is read or written here; total, linear in the file's length.
///
/// `file` names it in the patch. `is_notice` says whether its text is read by the notice grammar. `fields` gives the
/// findings of its front matter for a text, with places in it; those with an edit are taken up where fewer errors are
/// left then. A second run over the bytes that come out changes nothing.
///
/// # Errors
/// [`Unamendable`]; the file then stays as it is.
pub fn amend(file: &str, bytes: &[u8], is_notice: bool, fields: &dyn Fn(&str) -> Vec<Diagnostic>) -> Result<Amendment, Unamendable> {
    amend_with(file, bytes, is_notice, fields, &|_| Vec::new())
}

/// The same, and what `look` finds wrong with the form of a text, as long as less is left each time; its words are the caller's
/// to answer for.
///
/// # Errors
/// [`Unamendable`]; the file then stays as it is.
pub fn amend_with(
    file: &str,
    bytes: &[u8],
    is_notice: bool,
    fields: &dyn Fn(&str) -> Vec<Diagnostic>,
    look: &dyn Fn(&str) -> Vec<Diagnostic>,
) -> Result<Amendment, Unamendable> {
    let form = exact(bytes).map_err(|_| Unamendable::Undecodable)?;
    let text = spell::unified(&form.text);
    let mut draft = Draft::new(&text);
    let mut changes = round::fields(&mut draft, fields);
    if is_notice {
        changes.extend(round::notice(&mut draft).map_err(|_| Unamendable::Classified)?);
    }
    changes.extend(round::form(&mut draft, look));
    changes.sort_by_key(|c| c.at);
    let edits = spell::raw(&form.text, draft.edits());
    let mended = draft::applied(&form.text, &edits);
    let after = if edits.is_empty() { bytes.to_vec() } else { crate::decode::encode_like(&form, &mended) };
    let hunks = hunk::hunks(&form.text, &edits, &changes);
    let patch = FilePatch { file: file.to_owned(), before: Digest::of(bytes), after: Digest::of(&after), hunks };
    // What could not be undone is not done.
    if undo(&patch, &after).is_ok_and(|was| was == bytes) || after == bytes {
        Ok(Amendment { before: bytes.to_vec(), after, changes, patch })
    } else {
        Err(Unamendable::Encoding)
    }
}
