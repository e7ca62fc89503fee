use std::fs::Metadata;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// What a file's entry in its folder says of it (文件戳): enough to tell that it was not touched since.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// In bytes.
    pub len: u64,
    /// Time of the last change, in nanoseconds since 1970; 0 where the system has none.
    pub changed: u64,
    /// The number of the file itself, where the system has one: a file renamed into place has another.
    pub number: u64,
}

impl Stamp {
    /// Of what the system says of a file.
    pub fn of(about: &Metadata) -> Self {
        #[cfg(unix)]
        let number = std::os::unix::fs::MetadataExt::ino(about);
        #[cfg(not(unix))]
        let number = 0;
        Self { len: about.len(), changed: about.modified().map_or(0, nanoseconds), number }
    }

    /// Whether the file was settled when it was read at `read`: one that changed within two seconds of it may change again
    /// without showing it, for some disks count no finer.
    pub fn is_settled(&self, read: SystemTime) -> bool {
        self.changed > 0 && self.changed.saturating_add(Duration::from_secs(2).as_nanos() as u64) < nanoseconds(read)
    }
}

fn nanoseconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).map_or(0, |d| u64::try_from(d.as_nanos()).unwrap_or(u64::MAX))
}
