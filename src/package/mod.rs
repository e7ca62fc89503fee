//! Packages (打包): a whole site as one zip for an administrator, with checksums, server settings and a read-me; and an archive.
//!
//! Pure functions from the files of a site to the bytes of a zip: the same files give the same bytes.

mod bundle;
mod inventory;
mod readme;
mod server;
mod sums;
mod warc;

pub use bundle::{Package, Purpose, pack};
pub use inventory::Inventory;
pub use warc::{Capture, warc};
