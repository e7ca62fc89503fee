//! What a site consists of, as read from disk (快照): texts decoded, everything else by digest and header.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::decode::Decoded;
use crate::digest::Digest;
use crate::path::SitePath;

mod film;
mod metadata;
mod picture;
mod raster;
mod svg;

pub use picture::{PictureFault, Size, has_position, size};
pub use raster::{Format, Raster};
pub use svg::svg_fault;

use film::film_position;
use svg::svg_position;

/// A file that is published as it is: its bytes stay on disk.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Asset {
    /// Of its bytes.
    pub digest: Digest,
    /// In bytes.
    pub len: u64,
    /// For pictures: its size, or why it cannot be told.
    pub picture: Option<Result<Size, PictureFault>>,
    /// What can be made of its pixels, where it has pixels that can be read here.
    pub raster: Option<Raster>,
    /// A photo, a film, or a drawing with a photo in it, that carries where it was taken.
    pub position: bool,
    /// It tells of its making, in a format that cannot be cleaned here.
    pub tells: bool,
    /// What in a vector picture runs a program or asks other hosts, if anything does.
    pub active: Option<String>,
    /// Whom its properties name.
    pub people: Vec<String>,
}

impl Asset {
    /// What the site needs to know of a file.
    pub fn of(name: &str, bytes: &[u8]) -> Self {
        let is_svg = name.to_ascii_lowercase().ends_with(".svg");
        let picture = picture::is_picture(name).then(|| size(name, bytes));
        let active = if is_svg { svg_fault(bytes) } else { None };
        let people = metadata::people(name, bytes);
        let raster = picture.and_then(Result::ok).and_then(|_| Raster::of(bytes));
        let photo = picture.is_some() || raster::is_camera_file(name);
        let tells = raster.is_none() && photo && !is_svg && raster::tells(bytes);
        Self {
            people,
            digest: Digest::of(bytes),
            len: bytes.len() as u64,
            position: if is_svg { svg_position(bytes) } else { photo && has_position(bytes) || film_position(name, bytes) },
            picture,
            raster,
            tells,
            active,
        }
    }
}

/// The snapshot of a site's files; every later stage works from it.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// `.md` and `.toml` files of `content/`, decoded.
    pub texts: BTreeMap<SitePath, Arc<Decoded>>,
    /// Everything else in `content/`.
    pub assets: BTreeMap<SitePath, Asset>,
    /// Digests of the bytes of text files, those included whose text was not read because it is known what it says.
    pub digests: BTreeMap<SitePath, Digest>,
}

impl Source {
    /// The text of a file.
    pub fn text(&self, path: &SitePath) -> Option<&str> {
        self.texts.get(path).map(|d| d.text.as_str())
    }

    /// Every text file, read or not, in order.
    pub fn names(&self) -> impl Iterator<Item = &SitePath> {
        let all: BTreeSet<&SitePath> = self.texts.keys().chain(self.digests.keys()).collect();
        all.into_iter()
    }

    /// Whether there is such a text file.
    pub fn holds(&self, path: &SitePath) -> bool {
        self.texts.contains_key(path) || self.digests.contains_key(path)
    }

    /// The digest of a text file's bytes; of its text where the bytes are not known.
    pub fn digest(&self, path: &SitePath) -> Digest {
        self.digests.get(path).copied().unwrap_or_else(|| Digest::of(self.text(path).unwrap_or("").as_bytes()))
    }
}
