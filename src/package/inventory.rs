use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use serde::{Deserialize, Serialize};

use super::bundle::Purpose;
use super::sums::sha256;
use crate::path::OutPath;

/// Where the inventory stands in a package.
pub(super) const INVENTORY: &str = "manifest.json";
/// Bytes of an inventory that is read back.
const MOST: u64 = 64 << 20;

/// One file of a package.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// SHA-256 of its bytes, in hex.
    pub sha256: String,
    /// In bytes.
    pub len: u64,
}

/// What a package holds: for the administrator's tools, and for the next package to compare with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inventory {
    /// The form of this file.
    pub format: u32,
    /// The program and version that wrote it.
    pub generator: String,
    /// `server` or `offline`.
    pub purpose: String,
    /// The site's address, where it is settled.
    pub base_url: Option<String>,
    /// Whether it holds placeholder content, which is not for the public.
    pub sample: bool,
    /// Every file of the site, in order.
    pub files: BTreeMap<OutPath, Item>,
}

impl Inventory {
    /// The form that this version writes.
    pub const FORMAT: u32 = 1;

    /// The inventory of these files.
    pub fn of(files: &BTreeMap<OutPath, Vec<u8>>, purpose: Purpose, base_url: Option<&str>, sample: bool) -> Self {
        let items = files.iter().map(|(path, bytes)| (path.clone(), Item { sha256: sha256(bytes), len: bytes.len() as u64 }));
        Self {
            format: Self::FORMAT,
            generator: concat!("jiangxin ", env!("CARGO_PKG_VERSION")).to_owned(),
            purpose: purpose.name().to_owned(),
            base_url: base_url.map(str::to_owned),
            sample,
            files: items.collect(),
        }
    }

    /// The inventory of a package, by the bytes of the zip; `None` where it is no package of this form.
    pub fn of_package(zip: &[u8]) -> Option<Self> {
        let mut archive = zip::ZipArchive::new(Cursor::new(zip)).ok()?;
        let mut text = String::new();
        archive.by_name(INVENTORY).ok()?.take(MOST).read_to_string(&mut text).ok()?;
        serde_json::from_str::<Self>(&text).ok().filter(|i| i.format == Self::FORMAT)
    }

    /// Files of an earlier package that this one no longer has.
    pub fn gone_since<'a>(&self, earlier: &'a Self) -> BTreeSet<&'a OutPath> {
        earlier.files.keys().filter(|path| !self.files.contains_key(*path)).collect()
    }

    /// As it stands in the package.
    pub(super) fn print(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}
