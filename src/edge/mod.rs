//! The edge: the only room that touches disk, clock and network.

mod amend;
mod ask;
mod darkroom;
mod deliver;
mod folder;
mod lock;
mod memory;
mod publish;
mod read;
mod reason;
mod recall;
mod server;
mod slips;
mod stamp;
mod typeface;
mod watch;
mod write;

pub use amend::{AmendFault, Replacement, amend_files};
pub use ask::{Courtesy, ask};
pub use darkroom::{Darkroom, Spoilt};
#[cfg(feature = "remote")]
pub use deliver::Store;
pub use deliver::{Delivery, DeliveryFault, Folder, Sftp, SftpTarget, Shelf, ShelfFault, Step, compare, deliver, published, roll_back};
pub use folder::{Claim, Refusal, claim};
pub use lock::BuildLock;
pub use memory::{KeptText, Memory};
pub use publish::{Brought, Content, Outcome, Publication};
pub use read::{read_changed, read_documents, read_theme};
pub use reason::reason;
pub use recall::{Reading, Recall, Recalled};
pub use server::{Findings, Listening, Policy, Reach, Secret, Showing, Stage, network_address};
pub use slips::lacking;
pub use stamp::Stamp;
pub use typeface::typeface;
pub use watch::{Pace, Watch};
pub use write::{WriteFault, write_file, write_new_file};
