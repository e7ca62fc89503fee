//! The preview's server (预览): planned pages from memory on the loopback address, and word of every change.
//!
//! It never maps an address to a place on disk: an address is looked up in the plan or is nowhere.

mod address;
mod answer;
mod guard;
mod listen;
mod media;
mod overlay;
mod showing;
mod stage;

pub use listen::Listening;
pub use showing::Showing;
pub use stage::Stage;
