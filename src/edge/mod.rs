//! The edge: the only room that touches disk, clock and network.

mod folder;
mod lock;
mod read;
mod write;

pub use folder::{Claim, Refusal, claim};
pub use lock::BuildLock;
pub use read::{read_site, read_theme};
pub use write::{Content, Outcome, publish, write_file};
