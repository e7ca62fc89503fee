//! What a site consists of, as read from disk (快照): texts decoded, everything else by digest and header.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::decode::Decoded;
use crate::digest::Digest;
use crate::path::SitePath;

mod picture;
mod svg;

pub use picture::{PictureFault, Size, has_position, size};
pub use svg::svg_fault;

/// A file that is published as it is: its bytes stay on disk.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Of its bytes.
    pub digest: Digest,
    /// In bytes.
    pub len: u64,
    /// For pictures: its size, or why it cannot be told.
    pub picture: Option<Result<Size, PictureFault>>,
    /// A photo that carries where it was taken.
    pub position: bool,
    /// What in a vector picture runs a program or asks other hosts, if anything does.
    pub active: Option<String>,
}

impl Asset {
    /// What the site needs to know of a file.
    pub fn of(name: &str, bytes: &[u8]) -> Self {
        let picture = picture::is_picture(name).then(|| size(name, bytes));
        let active = if name.to_ascii_lowercase().ends_with(".svg") { svg_fault(bytes) } else { None };
        Self { digest: Digest::of(bytes), len: bytes.len() as u64, position: picture.is_some() && has_position(bytes), picture, active }
    }
}

/// The snapshot of a site's files; every later stage works from it.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// `.md` and `.toml` files of `content/`, decoded.
    pub texts: BTreeMap<SitePath, Arc<Decoded>>,
    /// Everything else in `content/`.
    pub assets: BTreeMap<SitePath, Asset>,
}

impl Source {
    /// The text of a file.
    pub fn text(&self, path: &SitePath) -> Option<&str> {
        self.texts.get(path).map(|d| d.text.as_str())
    }
}
