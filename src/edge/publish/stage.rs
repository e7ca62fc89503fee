use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use tempfile::TempDir;

use crate::edge::write::TEMPORARY;
use crate::edge::{Stamp, WriteFault};

/// A folder inside the output where changed files wait; it is made with the first of them and goes with the run.
pub(super) struct Stage {
    out: PathBuf,
    made_out: OnceLock<PathBuf>,
    folder: OnceLock<TempDir>,
    making: std::sync::Mutex<()>,
    count: AtomicUsize,
}

impl Stage {
    pub fn new(out: &Path) -> Self {
        Self { out: out.to_path_buf(), made_out: OnceLock::new(), folder: OnceLock::new(), making: std::sync::Mutex::new(()), count: AtomicUsize::new(0) }
    }

    /// Writes a file there and says where, and how it stands.
    pub fn put(&self, bytes: &[u8]) -> Result<(PathBuf, Stamp), WriteFault> {
        let at = self.folder()?.join(self.count.fetch_add(1, Ordering::Relaxed).to_string());
        let written = File::create(&at).and_then(|mut file| file.write_all(bytes).and_then(|()| file.metadata()));
        let stamp = Stamp::of(&written.map_err(WriteFault::at(&at))?);
        Ok((at, stamp))
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

impl Drop for Stage {
    fn drop(&mut self) {
        drop(self.folder.take());
        // Only an empty one goes: a run that failed before the first file was put in place.
        if let Some(out) = self.made_out.get() {
            drop(std::fs::remove_dir(out));
        }
    }
}
