//! The edge: the only room that touches disk, clock and network.

mod folder;
mod lock;
mod read;
mod server;
mod watch;
mod write;

pub use folder::{Claim, Refusal, claim};
pub use lock::BuildLock;
pub use read::{read_site, read_theme};
pub use server::{Listening, Showing, Stage};
pub use watch::{Pace, Watch};
pub use write::{Content, Outcome, publish, write_file};
