//! The preview's server (预览): planned pages from memory on the loopback address, and word of every change.
//!
//! It never maps an address to a place on disk: an address is looked up in the plan or is nowhere.

mod act;
mod address;
mod answer;
mod file;
mod files;
mod guard;
mod listen;
mod mend;
mod overlay;
mod own;
mod policy;
mod ranges;
mod review;
mod seat;
mod secret;
mod showing;
mod stage;
mod words;

pub use listen::{Listening, Reach, network_address};
pub use policy::Policy;
pub use review::Findings;
pub use secret::Secret;
pub use showing::Showing;
pub use stage::Stage;
