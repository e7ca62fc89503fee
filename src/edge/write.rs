use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// How names of files begin that are not whole yet.
pub(super) const TEMPORARY: &str = ".jiangxin-tmp-";

/// Why the output could not be brought up to date.
#[derive(Debug)]
pub struct WriteFault {
    /// The file or folder in question.
    pub at: PathBuf,
    /// What the disk said.
    pub error: io::Error,
}

impl WriteFault {
    pub(super) fn at(at: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| Self { at: at.to_path_buf(), error }
    }
}

/// Writes a file beside its place and renames it there, so that no reader ever sees half of it.
///
/// # Errors
/// The disk's; the old file is then untouched.
pub fn write_file(at: &Path, bytes: &[u8]) -> io::Result<()> {
    beside(at, bytes)?.persist(at).map_err(|e| e.error)?;
    Ok(())
}

/// The same for a file that is not there yet; one that is stays as it is.
///
/// # Errors
/// The disk's; `AlreadyExists` where the name is taken.
pub fn write_new_file(at: &Path, bytes: &[u8]) -> io::Result<()> {
    beside(at, bytes)?.persist_noclobber(at).map_err(|e| e.error)?;
    Ok(())
}

fn beside(at: &Path, bytes: &[u8]) -> io::Result<tempfile::NamedTempFile> {
    let folder = at.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.flush()?;
    Ok(file)
}
