use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::Timestamp;
use rayon::prelude::*;

use crate::cli::desk::{Choice, Complaint, Desk, Opened, Snapshot};
use crate::digest::Digest;
use crate::document::Kind;
use crate::edge::{KeptText, Memory, Reading, Stamp};
use crate::path::SitePath;
use crate::site::{Memo, Page, Role, Site};

/// A memory is left again when so many documents in a hundred are not in it as they are.
const WORTH: usize = 2;

/// What the preview knows of the files from its last reading (所知): the next one reads and parses only what changed.
pub(super) struct Known {
    reading: Reading,
    memo: Arc<Memo>,
    /// How the documents stood that the memory on the disk holds.
    stored: HashMap<SitePath, Stamp>,
    /// Theme and settings with which the documents of the memory came out.
    tried: Option<Digest>,
}

/// A site as it was read and resolved.
pub(super) struct Read {
    pub digest: Digest,
    pub opened: Opened,
    stamps: BTreeMap<SitePath, Stamp>,
}

impl Known {
    /// Reads a site for the first time in this run; what the last run left saves most of it.
    pub fn first(desk: &Desk, choice: &Choice) -> Result<(Self, Read), Complaint> {
        let memory = Memory::of_preview(&desk.root);
        let snapshot = desk.read_changed(&memory)?.remembered(&memory);
        let digest = snapshot.digest();
        let Memory { texts, tried, .. } = memory;
        let mut known =
            Self { reading: Reading::default(), memo: snapshot.memo(), stored: texts.into_iter().map(|(path, text)| (path, text.stamp)).collect(), tried };
        let mut read = known.open(desk, choice, digest, snapshot)?;
        known.take(&mut read);
        Ok((known, read))
    }

    /// Reads what changed.
    pub fn snapshot(&self, desk: &Desk) -> Result<Snapshot, Complaint> {
        desk.read_changed(&self.reading)
    }

    /// Resolves what was read, with the documents that are as they were.
    pub fn open(&self, desk: &Desk, choice: &Choice, digest: Digest, snapshot: Snapshot) -> Result<Read, Complaint> {
        let stamps = snapshot.stamps.clone();
        let opened = desk.open_remembered(snapshot.remembering(self.memo.clone()), choice, Timestamp::now())?;
        Ok(Read { digest, opened, stamps })
    }

    /// Goes on from there.
    pub fn take(&mut self, read: &mut Read) {
        let source = std::mem::take(&mut read.opened.source);
        self.memo = Arc::new(read.opened.press.site.memo());
        self.reading = Reading { source, stamps: std::mem::take(&mut read.stamps) }.kept();
    }

    /// The documents that came out when they were tried with this theme and these settings, as far as that is remembered.
    pub fn tried(&self, ground: Digest) -> Option<Memo> {
        (self.tried == Some(ground)).then(|| self.memo.iter().filter(|(_, m)| !m.whole).map(|(path, m)| (path.clone(), m.clone())).collect())
    }

    /// Leaves what is known for the next run, if that is worth it; `tried` are the theme and settings with which all came out.
    pub fn store(&mut self, desk: &Desk, site: &Site, tried: Option<Digest>) {
        let is_kept = |page: &&Page| page.role == Role::Document && page.kind != Kind::Notice;
        let is_new = |page: &&Page| self.reading.stamps.get(&page.document.path).is_some_and(|now| self.stored.get(&page.document.path) != Some(now));
        let news = site.pages.iter().filter(is_kept).filter(is_new).count();
        let is_tried = tried.is_none() || self.tried == tried;
        if is_tried && news * 100 <= site.pages.len() * WORTH {
            return;
        }
        let kept = |page: &Page| {
            let path = &page.document.path;
            let text = KeptText::of(*self.reading.stamps.get(path)?, *self.reading.source.digests.get(path)?, &page.manuscript)?;
            Some((path.clone(), text))
        };
        let Reading { source, stamps } = &self.reading;
        let memory = Memory {
            tried,
            texts: site.pages.par_iter().filter_map(kept).collect(),
            assets: source.assets.iter().filter_map(|(path, asset)| Some((path.clone(), (*stamps.get(path)?, asset.clone())))).collect(),
            ..Memory::default()
        };
        if memory.texts.is_empty() {
            return;
        }
        memory.write_preview(&desk.root);
        self.stored = memory.texts.into_iter().map(|(path, text)| (path, text.stamp)).collect();
        self.tried = tried;
    }
}
