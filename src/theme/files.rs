use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use crate::digest::Digest;
use crate::path::{Url, encode};

static LONGYUAN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/longyuan");

/// A theme's files by their path in its folder: `templates/base.html`, `static/style.css`.
#[derive(Debug, Clone, Default)]
pub struct ThemeFiles(pub BTreeMap<String, Arc<[u8]>>);

impl ThemeFiles {
    /// This theme with the files of `over` in place of its own.
    pub fn layered(mut self, over: ThemeFiles) -> Self {
        self.0.extend(over.0);
        self
    }

    /// The digest of all names and bytes.
    pub fn digest(&self) -> Digest {
        Digest::of_parts(self.0.iter().flat_map(|(name, bytes)| [name.as_bytes(), bytes.as_ref()]))
    }
}

/// The theme of that name that is inside the program.
pub fn embedded(name: &str) -> Option<ThemeFiles> {
    fn walk(dir: &Dir<'_>, files: &mut BTreeMap<String, Arc<[u8]>>) {
        for file in dir.files() {
            if let Some(path) = file.path().to_str() {
                files.insert(path.replace('\\', "/"), file.contents().into());
            }
        }
        dir.dirs().for_each(|d| walk(d, files));
    }
    (name == "longyuan").then(|| {
        let mut files = BTreeMap::new();
        walk(&LONGYUAN, &mut files);
        ThemeFiles(files)
    })
}

/// A static file of a theme as it is published.
#[derive(Debug, Clone)]
pub struct StaticFile {
    /// Where, digest in the name: `assets/style.1a2b3c4d.css`.
    pub url: Url,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

impl StaticFile {
    /// A file of `static/`; `None` where the name is odd.
    pub(super) fn new(name: &str, bytes: &Arc<[u8]>) -> Option<Self> {
        let digest = Digest::of(bytes).short(8);
        let named = match name.rsplit_once('.') {
            Some((stem, ending)) if !stem.is_empty() => format!("assets/{stem}.{digest}.{ending}"),
            _ => format!("assets/{name}.{digest}"),
        };
        Some(Self { url: Url::file(&named)?, bytes: bytes.clone() })
    }

    /// As a page links it, from the site's root.
    pub fn path(&self) -> String {
        encode(self.url.as_str())
    }
}
