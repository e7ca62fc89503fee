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
    /// Time at which anything about it changed, in the same unit; 0 where it is not asked for.
    pub touched: u64,
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
        Self { touched: 0, len: about.len(), changed: about.modified().map_or(0, nanoseconds), number }
    }

    /// The same of a file of the content, with the time at which anything about it changed where the system keeps one: tools
    /// that restore copies put the other time back.
    pub fn of_original(about: &Metadata) -> Self {
        #[cfg(unix)]
        let touched = {
            use std::os::unix::fs::MetadataExt;
            u64::try_from(about.ctime()).unwrap_or(0).wrapping_mul(1_000_000_000).wrapping_add(u64::try_from(about.ctime_nsec()).unwrap_or(0))
        };
        #[cfg(not(unix))]
        let touched = 0;
        Self { touched, ..Self::of(about) }
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
