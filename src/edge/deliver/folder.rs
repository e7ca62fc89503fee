use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::shelf::{Shelf, ShelfFault, Step};
use crate::edge::write_file;

/// A folder of this machine, or a share that looks like one.
#[derive(Debug, Clone)]
pub struct Folder(pub PathBuf);

impl Folder {
    fn at(&self, path: &str) -> PathBuf {
        path.split('/').filter(|p| !p.is_empty()).fold(self.0.clone(), |at, part| at.join(part))
    }

    fn step(&self, step: &Step<'_>) -> io::Result<()> {
        let fine = |done: io::Result<()>, kind: ErrorKind| done.or_else(|e| if e.kind() == kind { Ok(()) } else { Err(e) });
        match step {
            Step::Folder(path) => fine(std::fs::create_dir(self.at(path)), ErrorKind::AlreadyExists),
            Step::Put { bytes, to, .. } => write_file(&self.at(to), bytes),
            Step::Move(from, to) => fine(std::fs::rename(self.at(from), self.at(to)), ErrorKind::NotFound),
            // A folder that is not empty stays: that is the disk's own rule.
            Step::Clear(path) => {
                let _ = std::fs::remove_dir(self.at(path));
                Ok(())
            }
            Step::Keep(from, to) => fine(keep(&self.at(from), &self.at(to)), ErrorKind::NotFound),
        }
    }
}

/// A second name where the disk can give one, else a copy.
fn keep(from: &Path, to: &Path) -> io::Result<()> {
    let _ = std::fs::remove_file(to);
    std::fs::hard_link(from, to).or_else(|_| std::fs::copy(from, to).map(drop))
}

impl Shelf for Folder {
    fn whole(&self) -> bool {
        true
    }

    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, ShelfFault> {
        match std::fs::read(self.at(path)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
            Err(e) => Err(ShelfFault::Disk(e)),
        }
    }

    fn names(&mut self, folder: &str) -> Result<Vec<String>, ShelfFault> {
        match std::fs::read_dir(self.at(folder)) {
            Ok(entries) => Ok(entries.flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect()),
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(Vec::new()),
            Err(e) => Err(ShelfFault::Disk(e)),
        }
    }

    fn run(&mut self, steps: &[Step<'_>]) -> Result<(), ShelfFault> {
        std::fs::create_dir_all(&self.0).map_err(ShelfFault::Disk)?;
        steps.iter().try_for_each(|step| self.step(step)).map_err(ShelfFault::Disk)
    }
}
