use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Memory, Stamp};
use crate::decode::Decoded;
use crate::digest::Digest;
use crate::path::SitePath;
use crate::source::{Asset, Source};

/// What an earlier reading knows of a file (记得的): it stands for reading the file again.
#[derive(Debug, Clone)]
pub enum Recalled {
    /// Of a document's bytes; its text is not needed, for what it says is known.
    Digest(Digest),
    /// A text and the digest of its bytes.
    Text(Arc<Decoded>, Digest),
    /// A file that is published as it is.
    Asset(Asset),
}

/// Something that knows files as they were read before.
pub trait Recall: Sync {
    /// What is known of a file, if it still stands as it did then and was settled.
    fn recall(&self, path: &SitePath, stamp: Stamp) -> Option<Recalled>;
}

impl Recall for Memory {
    fn recall(&self, path: &SitePath, stamp: Stamp) -> Option<Recalled> {
        if let Some(kept) = self.texts.get(path) {
            return (kept.stamp == stamp).then_some(Recalled::Digest(kept.digest));
        }
        let (then, asset) = self.assets.get(path)?;
        (*then == stamp).then(|| Recalled::Asset(asset.clone()))
    }
}

/// A snapshot, and how its files stood when they were read.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The snapshot.
    pub source: Source,
    /// Files that were settled: one that still stands like this is as it was.
    pub stamps: BTreeMap<SitePath, Stamp>,
}

impl Reading {
    /// The same for the next reading: without the texts of documents that were read, which whoever keeps this keeps as
    /// manuscripts. What sections' own pages say is asked for each time.
    pub fn kept(mut self) -> Self {
        self.source.texts.retain(|path, _| !path.as_str().ends_with(".md") || path.name().starts_with("_index."));
        self
    }
}

impl Recall for Reading {
    fn recall(&self, path: &SitePath, stamp: Stamp) -> Option<Recalled> {
        self.stamps.get(path).filter(|then| **then == stamp)?;
        if let Some(asset) = self.source.assets.get(path) {
            return Some(Recalled::Asset(asset.clone()));
        }
        let digest = *self.source.digests.get(path)?;
        Some(self.source.texts.get(path).map_or(Recalled::Digest(digest), |text| Recalled::Text(text.clone(), digest)))
    }
}
