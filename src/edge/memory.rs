use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Stamp, write_file};
use crate::diag::Diagnostic;
use crate::digest::Digest;
use crate::path::{OutPath, SitePath};
use crate::site::{Manuscript, Memo};
use crate::source::Asset;

/// What a build of one output folder leaves for the next (构建记忆): kept under `.jiangxin/` of the site, as quick to lose as
/// to make again. One that is damaged, of another program or of another place is taken for none.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Memory {
    /// The digest of all that the build was made from; `None` where the next one has to look again.
    pub ground: Option<Digest>,
    /// The first moment at which something appears or goes by its date, in the site's time zone.
    pub until: Option<String>,
    /// The digest of all that pages show of one another; what no page but its own shows of a document is left out.
    pub shown: Option<Digest>,
    /// What it had to say.
    pub findings: Vec<Diagnostic>,
    /// How many pages it has.
    pub pages: usize,
    /// Theme and settings with which every page came out.
    pub tried: Option<Digest>,
    /// Documents whose file was settled when it was read.
    #[serde(deserialize_with = "in_order")]
    pub texts: BTreeMap<SitePath, KeptText>,
    /// Other files that were settled.
    #[serde(deserialize_with = "in_order")]
    pub assets: BTreeMap<SitePath, (Stamp, Asset)>,
    /// Output files: what each was made from, and how it stood afterwards.
    #[serde(deserialize_with = "in_order")]
    pub outputs: BTreeMap<OutPath, (Option<Digest>, Stamp)>,
}

/// A document as it was read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct KeptText {
    /// How its file stood.
    pub stamp: Stamp,
    /// Of the file's bytes.
    pub digest: Digest,
    /// Of what other pages may show of it.
    pub shown: Digest,
    /// The manuscript, stored; taken apart only where it is needed.
    #[serde(with = "bytes")]
    pub manuscript: Vec<u8>,
}

impl KeptText {
    /// `None` for documents that are read again each time.
    pub fn of(stamp: Stamp, digest: Digest, manuscript: &Manuscript) -> Option<Self> {
        Some(Self { stamp, digest, shown: manuscript.shown()?, manuscript: postcard::to_stdvec(manuscript).ok()? })
    }
}

const FORM: &[u8] = b"jiangxin memory 2\n";

impl Memory {
    /// Reads what the last build of `out` left.
    pub fn read(root: &Path, out: &Path) -> Self {
        Self::read_at(&place(root, out)).unwrap_or_default()
    }

    /// Reads what the last preview left; what the last build did where there was none, which tried no drafts.
    pub fn of_preview(root: &Path) -> Self {
        Self::read_at(&preview(root)).unwrap_or_else(|| Self { tried: None, ..Self::read(root, &root.join("output")) })
    }

    fn read_at(place: &Path) -> Option<Self> {
        let stored = std::fs::read(place).ok()?;
        let rest = stored.strip_prefix(FORM).and_then(|rest| rest.strip_prefix(program().bytes()));
        let (sum, stored) = rest.and_then(|rest| rest.split_first_chunk::<32>())?;
        if Digest::of(stored).bytes() != sum {
            return None;
        }
        postcard::from_bytes(stored).ok()
    }

    /// Leaves it for the next build. A place that cannot be written has no memory; that is no reason to fail.
    pub fn write(&self, root: &Path, out: &Path) {
        self.write_at(&place(root, out));
    }

    /// Leaves it for the next preview.
    pub fn write_preview(&self, root: &Path) {
        self.write_at(&preview(root));
    }

    fn write_at(&self, place: &Path) {
        let Ok(stored) = postcard::to_stdvec(self) else { return };
        let whole = [FORM, program().bytes(), Digest::of(&stored).bytes(), &stored].concat();
        drop(write_file(place, &whole));
    }

    /// Takes away what was left, where it turned out wrong.
    pub fn forget(root: &Path, out: &Path) {
        drop(std::fs::remove_file(place(root, out)));
    }

    /// The documents among these files, as they were read.
    pub fn memo<'a>(&self, files: impl IntoIterator<Item = &'a SitePath>) -> Memo {
        let kept: Vec<(&SitePath, &KeptText)> = files.into_iter().filter_map(|path| self.texts.get_key_value(path)).collect();
        let read = |(path, text): (&SitePath, &KeptText)| Some((path.clone(), postcard::from_bytes::<Manuscript>(&text.manuscript).ok()?.into()));
        kept.into_par_iter().filter_map(read).collect()
    }
}

/// One file for all previews of a site.
fn preview(root: &Path) -> PathBuf {
    root.join(".jiangxin").join("preview")
}

/// One file for each output folder.
fn place(root: &Path, out: &Path) -> PathBuf {
    let out = out.canonicalize().or_else(|_| std::path::absolute(out)).unwrap_or_else(|_| out.to_path_buf());
    let name = Digest::of(out.as_os_str().as_encoded_bytes()).short(16);
    root.join(".jiangxin").join(format!("memory-{name}"))
}

/// The program that wrote it: its version and the file that it runs from.
fn program() -> Digest {
    let file = std::env::current_exe().and_then(std::fs::metadata).map(|about| Stamp::of(&about));
    let file = postcard::to_stdvec(&file.ok()).unwrap_or_default();
    Digest::of_parts([env!("CARGO_PKG_VERSION").as_bytes(), &file])
}

/// A map as it was written, in order: made at once, without looking for each place.
fn in_order<'de, D, K, V>(deserializer: D) -> Result<BTreeMap<K, V>, D::Error>
where
    D: serde::Deserializer<'de>,
    K: Ord + Deserialize<'de>,
    V: Deserialize<'de>,
{
    Ok(Vec::<(K, V)>::deserialize(deserializer)?.into_iter().collect())
}

/// Bytes as one piece, not as a list of numbers.
mod bytes {
    use serde::{Deserializer, Serializer, de::Visitor};

    pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(bytes)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        struct Bytes;
        impl Visitor<'_> for Bytes {
            type Value = Vec<u8>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("bytes")
            }
            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
                Ok(bytes.to_vec())
            }
        }
        deserializer.deserialize_bytes(Bytes)
    }
}
