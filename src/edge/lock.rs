use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

/// One build at a time in one site (构建锁): held while it lives, let go by the system if the program dies.
#[derive(Debug)]
pub struct BuildLock(#[allow(dead_code)] Option<File>);

impl BuildLock {
    /// Takes the lock of the site at `root`, calling `wait` once if another build holds it and then waiting for it.
    ///
    /// A site in a read-only place cannot be locked; nothing else can write there either, so the build goes on.
    pub fn take(root: &Path, wait: impl FnOnce()) -> Self {
        let folder = root.join(".jiangxin");
        let open = || OpenOptions::new().create(true).truncate(false).write(true).open(folder.join("lock"));
        let Some(file) = std::fs::create_dir_all(&folder).and_then(|()| open()).ok() else { return Self(None) };
        if let Err(TryLockError::WouldBlock) = file.try_lock() {
            wait();
            if file.lock().is_err() {
                return Self(None);
            }
        }
        Self(Some(file))
    }
}
