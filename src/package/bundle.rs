use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::inventory::{INVENTORY, Inventory};
use super::{readme, server};
use crate::path::{OutPath, Url};

/// What a package is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A web server.
    Server,
    /// Opening by double click.
    Offline,
}

impl Purpose {
    /// Its name in the inventory.
    pub fn name(self) -> &'static str {
        match self {
            Self::Server => "server",
            Self::Offline => "offline",
        }
    }
}

/// Everything that goes into a package.
#[derive(Debug, Clone)]
pub struct Package<'a> {
    /// What it is for.
    pub purpose: Purpose,
    /// The site's title.
    pub title: &'a str,
    /// Its address, ending in `/`.
    pub base_url: Option<&'a str>,
    /// The path of that address, beginning and ending in `/`.
    pub prefix: &'a str,
    /// Every file of the site.
    pub files: &'a BTreeMap<OutPath, Vec<u8>>,
    /// Old addresses and where they lead.
    pub moved: Vec<(Url, Url)>,
    /// Addresses of withdrawn pages, where a note stands.
    pub gone: Vec<Url>,
    /// Whether placeholder content was let through.
    pub sample: bool,
    /// The package that it will be laid over.
    pub earlier: Option<Inventory>,
    /// A WARC of the whole site.
    pub archive: Option<Vec<u8>>,
}

/// The package as a zip, and its inventory.
///
/// # Errors
/// Only where a zip cannot hold it, by the zip writer's own account.
pub fn pack(package: &Package) -> Result<(Vec<u8>, Inventory), String> {
    let inventory = Inventory::of(package.files, package.purpose, package.base_url, package.sample);
    let listed: String = inventory.files.iter().map(|(path, item)| format!("{}  site/{path}\n", item.sha256)).collect();
    let gone: Vec<&OutPath> = package.earlier.iter().flat_map(|earlier| inventory.gone_since(earlier)).collect();
    let mut beside: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    beside.insert("SHA256SUMS".to_owned(), listed.into_bytes());
    beside.insert(INVENTORY.to_owned(), inventory.print().into_bytes());
    beside.insert("README.txt".to_owned(), readme::readme(package, &gone));
    if !gone.is_empty() {
        beside.insert("DELETE.txt".to_owned(), windows_text(&gone.iter().map(|path| format!("site/{path}\n")).collect::<String>()));
    }
    if package.purpose == Purpose::Server {
        beside.extend(
            server::settings(package.prefix, &package.moved, &package.gone).into_iter().map(|(name, text)| (format!("server/{name}"), text.into_bytes())),
        );
    }
    if let Some(warc) = &package.archive {
        beside.insert("archive/site.warc".to_owned(), warc.clone());
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let all = beside.iter().map(|(name, bytes)| (name.clone(), bytes)).chain(package.files.iter().map(|(path, bytes)| (format!("site/{path}"), bytes)));
    for (name, bytes) in all {
        let packed = !PACKED.iter().any(|ending| name.ends_with(ending));
        let method = if packed { CompressionMethod::Deflated } else { CompressionMethod::Stored };
        let options = SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::DEFAULT).unix_permissions(0o644);
        zip.start_file(name, options).map_err(|e| e.to_string())?;
        zip.write_all(bytes).map_err(|e| e.to_string())?;
    }
    let bytes = zip.finish().map_err(|e| e.to_string())?.into_inner();
    Ok((bytes, inventory))
}

/// Endings of files that do not get smaller.
const PACKED: [&str; 14] = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".mp4", ".mp3", ".zip", ".docx", ".xlsx", ".pptx", ".pdf", ".woff2"];

/// A text that Notepad of any Windows opens rightly.
pub(super) fn windows_text(text: &str) -> Vec<u8> {
    [b"\xEF\xBB\xBF", text.replace('\n', "\r\n").as_bytes()].concat()
}
