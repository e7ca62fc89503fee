//! Importing (导入): what Word, WPS, a web page or Notepad left becomes a document of the site.
//!
//! [`read`] turns a file's bytes into a [`Draft`]: what it seems to be, its fields, its text as Markdown and its pictures. Words are
//! never changed; what did not come over is a finding. Nothing here touches the disk: pictures beside a page are asked for.

mod archive;
mod byline;
mod docx;
mod draft;
mod left;
mod markdown;
mod pdf;
mod plain;
mod refusal;
mod story;
mod web;

pub use draft::{Draft, Wish};
pub use refusal::Refusal;

use crate::diag::Checked;
use story::Story;

/// Reads a file: `name` is its name, `beside` gives the bytes of a file beside it by its relative path, `wish` what the editor
/// said of it.
///
/// # Errors
/// Why the file cannot be imported at all.
pub fn read(name: &str, bytes: &[u8], beside: &dyn Fn(&str) -> Option<Vec<u8>>, wish: &Wish) -> Result<Checked<Draft>, Refusal> {
    let ending = name.rsplit_once('.').map(|(_, e)| e.to_lowercase()).unwrap_or_default();
    let story: Checked<Story> = match bytes {
        [b'P', b'K', 3 | 5, 4 | 6, ..] => docx::read(bytes)?,
        [0xD0, 0xCF, 0x11, 0xE0, ..] => return Err(if is_encrypted(bytes) { Refusal::Encrypted } else { Refusal::OldWord }),
        [b'%', b'P', b'D', b'F', ..] => pdf::read(bytes)?,
        // Other bytes may stand before its head (ISO 32000-1, annex H).
        _ if ending == "pdf" && bytes.windows(5).take(1024).any(|head| head == b"%PDF-") => pdf::read(bytes)?,
        [b'{', b'\\', b'r', b't', b'f', ..] => return Err(Refusal::Unknown),
        _ if matches!(ending.as_str(), "docx" | "docm" | "dotx" | "zip" | "pdf") => return Err(Refusal::Misnamed),
        _ if matches!(ending.as_str(), "doc" | "wps" | "wpt") => return Err(Refusal::OldWord),
        _ if !matches!(ending.as_str(), "" | "txt" | "md" | "markdown" | "text" | "html" | "htm" | "mht") => return Err(Refusal::Unknown),
        _ => {
            let text = crate::decode::decode(bytes).map_err(Refusal::Undecodable)?.text;
            if matches!(ending.as_str(), "html" | "htm") || web::is_page(&text) {
                web::read(&text, beside)?
            } else {
                plain::read(&text, ending == "md" || ending == "markdown", beside)
            }
        }
    };
    if story.value.is_empty() {
        return Err(Refusal::Empty);
    }
    let mut findings = Vec::new();
    let story = story.into(&mut findings);
    let draft = draft::draft(story, name, wish).into(&mut findings);
    Ok(Checked::new(draft, findings))
}

/// A Word file with a password is kept in the old container, under this name.
fn is_encrypted(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|w| w == name)
}
