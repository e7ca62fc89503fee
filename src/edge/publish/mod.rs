//! Publishing (发布到输出目录): what changed is written into a folder of its own first and put in place once all of it is
//! there, so that a run that fails leaves the site as it was.

mod foreign;
mod stage;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{Claim, Stamp, WriteFault, write_file};
use crate::diag::Diagnostic;
use crate::digest::Digest;
use crate::path::OutPath;
use crate::plan::{Entry, MANIFEST, Manifest};
use foreign::Found;
use stage::Stage;

/// The bytes of one output file.
#[derive(Debug)]
pub enum Content<'a> {
    /// In memory.
    Bytes(&'a [u8]),
    /// A file that is copied.
    File(PathBuf),
}

/// What a run did to the output.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Files that are new or changed.
    pub written: Vec<OutPath>,
    /// Files that went.
    pub deleted: Vec<OutPath>,
    /// Files that stayed as they were.
    pub kept: usize,
}

/// A file that is as it should be, or waits to be put in place.
#[derive(Debug)]
pub struct Brought {
    /// How it will stand.
    pub stamp: Stamp,
    entry: Entry,
    staged: Option<PathBuf>,
}

impl Brought {
    /// Of its bytes.
    pub fn digest(&self) -> Digest {
        self.entry.digest
    }

    /// Its length in bytes.
    pub fn len(&self) -> u64 {
        self.entry.len
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.entry.len == 0
    }
}

/// One run's way into its output folder.
pub struct Publication {
    out: PathBuf,
    old: Manifest,
    found: Found,
    stage: Stage,
    /// Foreign files, which stay; an error where one stands at a planned path, and then nothing is to be written.
    pub findings: Vec<Diagnostic>,
}

impl Publication {
    /// Looks at the folder: what of it is ours, and whether anything foreign stands where a planned file goes.
    /// Nothing is written yet.
    pub fn open<'a>(out: &Path, claim: Claim, planned: impl IntoIterator<Item = &'a OutPath>) -> Self {
        let (old, is_fresh) = match claim {
            Claim::Fresh => (Manifest::default(), true),
            Claim::Ours(manifest) => (manifest, false),
        };
        let found = foreign::look(out, &old);
        let mut findings: Vec<Diagnostic> = planned.into_iter().filter(|p| found.is_taken(p, &old)).map(foreign::in_the_way_finding).collect();
        if findings.is_empty() {
            findings.extend(foreign::foreign_finding(&found.foreign));
        }
        Self { out: out.to_path_buf(), old, found, stage: Stage::new(out, is_fresh), findings }
    }

    /// Compares a file with what stands in its place, and stages it where the two differ. Any number of threads may bring files.
    ///
    /// # Errors
    /// The disk's.
    pub fn bring(&self, path: &OutPath, content: &Content<'_>) -> Result<Brought, WriteFault> {
        let read;
        let bytes: &[u8] = match content {
            Content::Bytes(bytes) => bytes,
            Content::File(from) => {
                read = std::fs::read(from).map_err(WriteFault::at(from))?;
                &read
            }
        };
        let entry = Entry { digest: Digest::of(bytes), len: bytes.len() as u64 };
        let there = self.stands(path).filter(|stamp| stamp.len == entry.len && holds(&path.on_disk(&self.out), bytes));
        match there {
            Some(stamp) => Ok(Brought { stamp, entry, staged: None }),
            None => self.stage.put(path, bytes).map(|(at, stamp)| Brought { stamp, entry, staged: Some(at) }),
        }
    }

    /// How a file of ours stands.
    pub fn stands(&self, path: &OutPath) -> Option<Stamp> {
        self.found.ours.get(path).copied()
    }

    /// The bytes of a file of ours.
    pub fn read(&self, path: &OutPath) -> Option<Vec<u8>> {
        std::fs::read(path.on_disk(&self.out)).ok()
    }

    /// A file of ours that is as it should be; `None` where there is none.
    pub fn keep(&self, path: &OutPath) -> Option<Brought> {
        let entry = self.old.files.get(path).cloned().flatten()?;
        Some(Brought { stamp: self.stands(path)?, entry, staged: None })
    }

    /// Whether the folder holds just these files of ours, whole, and no leftovers.
    pub fn is_settled(&self, files: usize) -> bool {
        self.old.complete && self.old.files.len() == files && self.found.ours.len() == files && self.found.leftovers.is_empty()
    }

    /// Puts every staged file in place, each by rename, then deletes what the manifest lists and `brought` does not hold.
    /// Foreign files stay.
    ///
    /// # Errors
    /// The disk's; the folder then holds complete old or new files and an incomplete manifest, and the next run mends it.
    pub fn finish(self, brought: BTreeMap<OutPath, Brought>) -> Result<Outcome, WriteFault> {
        let Self { out, old, found, .. } = &self;
        let mut outcome = Outcome::default();
        std::fs::create_dir_all(out).map_err(WriteFault::at(out))?;
        found.leftovers.iter().for_each(|p| drop(if p.is_dir() { std::fs::remove_dir_all(p) } else { std::fs::remove_file(p) }));
        let manifest_at = out.join(MANIFEST);
        if !old.complete || brought.keys().any(|p| !old.files.contains_key(p)) {
            let intended = old.files.keys().chain(brought.keys()).map(|p| (p.clone(), old.files.get(p).cloned().flatten())).collect();
            write_file(&manifest_at, Manifest::new(false, intended).print().as_bytes()).map_err(WriteFault::at(&manifest_at))?;
        }
        // A file where a folder is to stand, or the other way round, has to go first.
        let folders: BTreeSet<&str> = brought.keys().flat_map(OutPath::ancestors).collect();
        let gone = || old.files.keys().filter(|p| !brought.contains_key(*p));
        let names: BTreeSet<&str> = brought.keys().map(OutPath::as_str).collect();
        for path in gone().filter(|p| folders.contains(p.as_str()) || p.ancestors().any(|a| names.contains(a))) {
            remove(out, path, &mut outcome)?;
        }
        let staged: Vec<(&OutPath, &Path)> = brought.iter().filter_map(|(path, file)| Some((path, file.staged.as_deref()?))).collect();
        if self.stage.is_tree {
            self.place_all()?;
        } else {
            staged.par_iter().try_for_each(|(path, from)| {
                let at = path.on_disk(out);
                place(from, &at).map_err(WriteFault::at(&at))
            })?;
        }
        outcome.written = staged.iter().map(|(path, _)| (*path).clone()).collect();
        outcome.kept = brought.len() - outcome.written.len();
        for path in gone() {
            remove(out, path, &mut outcome)?;
        }
        let manifest = Manifest::new(true, brought.into_iter().map(|(path, file)| (path, Some(file.entry))).collect());
        if manifest != *old {
            write_file(&manifest_at, manifest.print().as_bytes()).map_err(WriteFault::at(&manifest_at))?;
        }
        Ok(outcome)
    }
}

impl Publication {
    /// Puts what waits in place, whole folders at once: nothing stands there yet.
    fn place_all(&self) -> Result<(), WriteFault> {
        for from in self.stage.top().map_err(WriteFault::at(&self.out))? {
            let at = from.file_name().map_or_else(|| self.out.clone(), |name| self.out.join(name));
            std::fs::rename(&from, &at).map_err(WriteFault::at(&at))?;
        }
        Ok(())
    }
}

/// Whether a file holds just these bytes.
fn holds(at: &Path, bytes: &[u8]) -> bool {
    std::fs::read(at).is_ok_and(|there| there == bytes)
}

/// Renames into place; the folder is made where there is none.
fn place(from: &Path, at: &Path) -> io::Result<()> {
    match std::fs::rename(from, at) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            at.parent().map_or(Ok(()), std::fs::create_dir_all)?;
            std::fs::rename(from, at)
        }
        done => done,
    }
}

/// Deletes a file that the manifest lists, and the folders that leaves empty.
fn remove(out: &Path, path: &OutPath, outcome: &mut Outcome) -> Result<(), WriteFault> {
    let at = path.on_disk(out);
    match std::fs::remove_file(&at) {
        Ok(()) => outcome.deleted.push(path.clone()),
        Err(e) if matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {}
        Err(_) if at.is_dir() => {}
        Err(e) => return Err(WriteFault { at, error: e }),
    }
    prune(out, at.parent());
    Ok(())
}

/// Removes folders that a deletion left empty, up to the output's root.
fn prune(out: &Path, folder: Option<&Path>) {
    let mut folder = folder;
    while let Some(at) = folder {
        if at == out || !at.starts_with(out) || std::fs::remove_dir(at).is_err() {
            return;
        }
        folder = at.parent();
    }
}
