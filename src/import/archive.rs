use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::refusal::Refusal;

/// More parts than any Word file has.
const PARTS: usize = 10_000;
/// Bytes that all parts together may unpack to; a zip bomb wants more.
const TOTAL: u64 = 256 << 20;

/// A zip whose parts are read by name, each within bounds. Names are looked up, never turned into paths.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Archive<'a> {
    /// Opens a zip.
    ///
    /// # Errors
    /// [`Refusal::Broken`] where it is none, [`Refusal::TooLarge`] where it has too many parts.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Broken)?;
        if zip.len() > PARTS {
            return Err(Refusal::TooLarge);
        }
        Ok(Self { zip, left: TOTAL })
    }

    /// Whether there is a part of that name.
    pub fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The bytes of a part; `None` where there is none of that name.
    ///
    /// # Errors
    /// [`Refusal::Encrypted`], [`Refusal::Broken`], or [`Refusal::TooLarge`] where it unpacks to more than `limit` bytes or all
    /// parts together to more than their bound.
    pub fn part(&mut self, name: &str, limit: u64) -> Result<Option<Vec<u8>>, Refusal> {
        let Some(index) = self.zip.index_for_name(name) else { return Ok(None) };
        let file = self.zip.by_index(index).map_err(|e| match e {
            zip::result::ZipError::UnsupportedArchive(why) if why.contains("assword") => Refusal::Encrypted,
            _ => Refusal::Broken,
        })?;
        let bound = limit.min(self.left);
        let mut bytes = Vec::new();
        // The header's length is not believed: what is read is counted.
        file.take(bound + 1).read_to_end(&mut bytes).map_err(|_| Refusal::Broken)?;
        let len = bytes.len() as u64;
        if len > bound {
            return Err(Refusal::TooLarge);
        }
        self.left -= len;
        Ok(Some(bytes))
    }
}
