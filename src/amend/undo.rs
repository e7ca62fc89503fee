use super::hunk::Side;
use super::patch::FilePatch;
use crate::decode::{encode_like, exact};
use crate::digest::Digest;

/// Why a patch cannot be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UndoFault {
    /// The file stands already as it was before the patch.
    Undone,
    /// The file was changed since.
    Changed,
    /// The patch does not lead back to the bytes that it names: it was edited, or another program converted it.
    Damaged,
}

/// The bytes of a file before the patch, from those after it. Nothing is read or written here.
///
/// # Errors
/// [`UndoFault`]; nothing but the very bytes that were there before is ever given.
pub fn undo(patch: &FilePatch, bytes: &[u8]) -> Result<Vec<u8>, UndoFault> {
    let digest = Digest::of(bytes);
    if digest == patch.before {
        return Err(UndoFault::Undone);
    }
    if digest != patch.after {
        return Err(UndoFault::Changed);
    }
    let form = exact(bytes).map_err(|_| UndoFault::Damaged)?;
    let old = backwards(patch, &form.text).ok_or(UndoFault::Damaged)?;
    let bytes = encode_like(&form, &old);
    if Digest::of(&bytes) == patch.before { Ok(bytes) } else { Err(UndoFault::Damaged) }
}

fn backwards(patch: &FilePatch, text: &str) -> Option<String> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for hunk in &patch.hunks {
        out.extend(lines.get(at..hunk.new)?.iter().copied());
        at = hunk.new;
        for line in &hunk.lines {
            if line.side != Side::Old {
                if *lines.get(at)? != line.text {
                    return None;
                }
                at += 1;
            }
            if line.side != Side::New {
                out.push_str(&line.text);
            }
        }
    }
    out.extend(lines.get(at..)?.iter().copied());
    Some(out)
}
