use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::path::OutPath;

/// The manifest's file name in the output.
pub const MANIFEST: &str = ".jiangxin-manifest.json";

/// What is known of a written file; a path that was only intended has none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Of its bytes.
    pub digest: Digest,
    /// In bytes.
    pub len: u64,
}

/// What this program wrote into an output folder, and so may replace and delete there.
///
/// It is written twice: with the intended paths before the first file, with digests after the last.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The format; another one is not ours to read.
    pub format: u32,
    /// The program and version that wrote it.
    pub generator: String,
    /// Whether the run came to its end.
    pub complete: bool,
    /// Every file, in order.
    pub files: BTreeMap<OutPath, Option<Entry>>,
}

impl Manifest {
    /// The format that this version writes.
    pub const FORMAT: u32 = 1;

    /// A manifest of these files.
    pub fn new(complete: bool, files: BTreeMap<OutPath, Option<Entry>>) -> Self {
        Self { format: Self::FORMAT, generator: concat!("jiangxin ", env!("CARGO_PKG_VERSION")).to_owned(), complete, files }
    }

    /// Reads one back; `None` for anything that is not a manifest of this format.
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str::<Self>(text).ok().filter(|m| m.format == Self::FORMAT)
    }

    /// As it stands on disk.
    pub fn print(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}
