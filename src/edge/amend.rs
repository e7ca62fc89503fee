use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::path::SitePath;

/// New bytes for a file that is expected to hold certain bytes still.
#[derive(Debug, Clone)]
pub struct Replacement {
    /// The file.
    pub file: SitePath,
    /// What it must hold.
    pub before: Vec<u8>,
    /// What it will hold.
    pub after: Vec<u8>,
}

/// Why files were not replaced.
#[derive(Debug)]
pub enum AmendFault {
    /// These hold something else by now; no file was touched.
    Changed(Vec<SitePath>),
    /// The disk's word on one file; those before it in the list are replaced.
    Disk(PathBuf, io::Error),
}

/// Replaces files of the site at `root`, each as a whole: written beside its place, then renamed, its permissions kept.
/// First every file is read again; `patch`, what undoes it all, is written before the first of them.
///
/// # Errors
/// [`AmendFault`]; a file is always either as it was or as it is to be.
pub fn amend_files(root: &Path, files: &[Replacement], patch: Option<(&SitePath, &str)>) -> Result<(), AmendFault> {
    let disk = |at: &Path| {
        let at = at.to_path_buf();
        move |error| AmendFault::Disk(at, error)
    };
    let differs = |f: &&Replacement| !std::fs::read(f.file.on_disk(root)).is_ok_and(|there| there == f.before);
    let changed: Vec<SitePath> = files.iter().filter(differs).map(|f| f.file.clone()).collect();
    if !changed.is_empty() {
        return Err(AmendFault::Changed(changed));
    }
    if let Some((name, text)) = patch {
        let at = name.on_disk(root);
        super::write_file(&at, text.as_bytes()).map_err(disk(&at))?;
    }
    for file in files {
        let at = file.file.on_disk(root);
        replace(&at, &file.after).map_err(disk(&at))?;
    }
    Ok(())
}

/// Replaces a file that is there; through a link, the file that it leads to.
fn replace(at: &Path, bytes: &[u8]) -> io::Result<()> {
    let at = at.canonicalize()?;
    let permissions = std::fs::metadata(&at)?.permissions();
    let mut file = tempfile::Builder::new().prefix(".jiangxin-tmp-").tempfile_in(at.parent().unwrap_or(Path::new(".")))?;
    file.write_all(bytes)?;
    file.as_file().set_permissions(permissions)?;
    file.as_file().sync_all()?;
    file.persist(&at).map_err(|e| e.error)?;
    Ok(())
}
