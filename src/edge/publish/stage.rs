use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use tempfile::TempDir;

use crate::edge::write::TEMPORARY;
use crate::edge::{Stamp, WriteFault};
use crate::path::OutPath;

/// A folder inside the output where changed files wait; it is made with the first of them and goes with the run.
///
/// Where nothing stands in the output yet, the files wait there as they will stand, so that whole folders can be put in place.
pub(super) struct Stage {
    out: PathBuf,
    /// Whether the files wait as they will stand.
    pub is_tree: bool,
    made_out: OnceLock<PathBuf>,
    folder: OnceLock<TempDir>,
    making: std::sync::Mutex<()>,
    count: AtomicUsize,
}

impl Stage {
    pub fn new(out: &Path, is_tree: bool) -> Self {
        Self {
            out: out.to_path_buf(),
            is_tree,
            made_out: OnceLock::new(),
            folder: OnceLock::new(),
            making: std::sync::Mutex::new(()),
            count: AtomicUsize::new(0),
        }
    }

    /// Writes a file there and says where, and how it stands.
    pub fn put(&self, path: &OutPath, bytes: &[u8]) -> Result<(PathBuf, Stamp), WriteFault> {
        let folder = self.folder()?;
        let at = if self.is_tree { path.on_disk(folder) } else { folder.join(self.count.fetch_add(1, Ordering::Relaxed).to_string()) };
        let made = if self.is_tree { make_folder_of(&at, folder) } else { Ok(()) };
        let written = made.and_then(|()| File::create(&at)).and_then(|mut file| file.write_all(bytes).and_then(|()| file.metadata()));
        let stamp = Stamp::of(&written.map_err(WriteFault::at(&at))?);
        Ok((at, stamp))
    }

    /// The names at the top of what waits.
    pub fn top(&self) -> io::Result<Vec<PathBuf>> {
        let folder = self.folder.get().filter(|_| self.is_tree);
        let entries = folder.map(|folder| std::fs::read_dir(folder.path())).transpose()?;
        entries.into_iter().flatten().map(|entry| entry.map(|entry| entry.path())).collect()
    }

    fn folder(&self) -> Result<&Path, WriteFault> {
        let _one_at_a_time = self.making.lock();
        if let Some(folder) = self.folder.get() {
            return Ok(folder.path());
        }
        if !self.out.exists() {
            std::fs::create_dir_all(&self.out).map_err(WriteFault::at(&self.out))?;
            drop(self.made_out.set(self.out.clone()));
        }
        let folder = tempfile::Builder::new().prefix(TEMPORARY).tempdir_in(&self.out).map_err(WriteFault::at(&self.out))?;
        Ok(self.folder.get_or_init(|| folder).path())
    }
}

/// Most files are the only one of their folder.
fn make_folder_of(at: &Path, top: &Path) -> io::Result<()> {
    match at.parent().filter(|folder| *folder != top).map(|folder| (folder, std::fs::create_dir(folder))) {
        Some((_, Err(e))) if e.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Some((folder, Err(_))) => std::fs::create_dir_all(folder),
        _ => Ok(()),
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        drop(self.folder.take());
        // Only an empty one goes: a run that failed before the first file was put in place.
        if let Some(out) = self.made_out.get() {
            drop(std::fs::remove_dir(out));
        }
    }
}
