//! Paths proved to stay inside their root: [`SitePath`] for inputs, [`OutPath`] for outputs, and the links between pages.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What stands bare in a path of a link (RFC 3986 §3.3: unreserved, sub-delims, `:` and `@`), `/` too.
const PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'@').remove(b'!').remove(b'+').remove(b',').remove(b'=');

/// A file of the site, relative to its root, with `/`: `content/news/a.md`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SitePath(Arc<str>);

impl SitePath {
    /// Takes a relative path with `/`; `None` if it is absolute, empty, leads upwards, or has an odd part.
    pub fn new(path: &str) -> Option<Self> {
        is_clean(path).then(|| Self(path.into()))
    }

    /// A path of these parts, for names that the program itself makes: what a part cannot hold becomes `-`. Total.
    pub fn of_parts<'a>(parts: impl IntoIterator<Item = &'a str>) -> Self {
        let mend = |part: &str| match part.replace(|c: char| "\\:/".contains(c) || c.is_control(), "-") {
            mended if matches!(mended.as_str(), "" | "." | "..") => "-".to_owned(),
            mended => mended,
        };
        Self(parts.into_iter().map(mend).collect::<Vec<_>>().join("/").into())
    }

    /// The path below `root`, whatever the system's separator; `None` outside it or where it is no Unicode.
    pub fn below(root: &Path, path: &Path) -> Option<Self> {
        let inside = path.strip_prefix(root).ok()?;
        if std::path::MAIN_SEPARATOR == '/' {
            return Self::new(inside.to_str()?);
        }
        let parts: Option<Vec<&str>> = inside.components().map(|c| c.as_os_str().to_str()).collect();
        Self::new(&parts?.join("/"))
    }

    /// Whether a path is this file, or lies below this folder.
    pub fn holds(&self, path: &str) -> bool {
        path.strip_prefix(self.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The whole path, with `/`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same as shared text.
    pub fn shared(&self) -> Arc<str> {
        self.0.clone()
    }

    /// The last part.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// Everything before the last part; empty at the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(f, _)| f)
    }

    /// What `link` means from this file's folder, `..` allowed as long as it stays in the root.
    pub fn join(&self, link: &str) -> Option<Self> {
        let mut parts: Vec<&str> = self.folder().split('/').filter(|p| !p.is_empty()).collect();
        for part in link.split('/') {
            match part {
                "" | "." => {}
                ".." => drop(parts.pop()?),
                _ => parts.push(part),
            }
        }
        Self::new(&parts.join("/"))
    }

    /// Where it lies on disk.
    pub fn on_disk(&self, root: &Path) -> PathBuf {
        self.0.split('/').fold(root.to_path_buf(), |p, part| p.join(part))
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for SitePath {
    type Error = String;
    fn try_from(path: String) -> Result<Self, String> {
        Self::new(&path).ok_or(path)
    }
}

impl From<SitePath> for String {
    fn from(path: SitePath) -> Self {
        path.0.to_string()
    }
}

/// A file of the output, relative to its root, with `/`: `news/a/index.html`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OutPath(Arc<str>);

impl OutPath {
    /// Takes a relative path with `/`; `None` if it is absolute, empty, leads upwards, or has an odd part.
    pub fn new(path: &str) -> Option<Self> {
        is_clean(path).then(|| Self(path.into()))
    }

    /// The whole path, with `/`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folders it lies in, from the innermost: `news/a`, `news`.
    pub fn ancestors(&self) -> impl Iterator<Item = &str> {
        self.0.rmatch_indices('/').map(|(at, _)| &self.0[..at])
    }

    /// Where it lies on disk.
    pub fn on_disk(&self, root: &Path) -> PathBuf {
        self.0.split('/').fold(root.to_path_buf(), |p, part| p.join(part))
    }
}

impl TryFrom<String> for OutPath {
    type Error = String;
    fn try_from(path: String) -> Result<Self, String> {
        Self::new(&path).ok_or(path)
    }
}

impl From<OutPath> for String {
    fn from(path: OutPath) -> Self {
        path.0.to_string()
    }
}

impl fmt::Display for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An address inside the site, from its root, without a leading `/`: empty for the home page, `news/a/` for a page,
/// `assets/x.css` for a file. Not percent-encoded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Url(Arc<str>);

impl Url {
    /// A page's address, ending in `/` (or empty for the home page); `None` if a part is odd.
    pub fn page(path: &str) -> Option<Self> {
        let path = path.trim_matches('/');
        if path.is_empty() {
            return Some(Self("".into()));
        }
        is_clean(path).then(|| Self(format!("{path}/").into()))
    }

    /// The home page's address.
    pub fn home() -> Self {
        Self("".into())
    }

    /// A file's address; `None` if a part is odd.
    pub fn file(path: &str) -> Option<Self> {
        let path = path.trim_start_matches('/');
        is_clean(path).then(|| Self(path.into()))
    }

    /// From the root, without a leading `/`, not encoded.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is a page (an `index.html`) and not a file.
    pub fn is_page(&self) -> bool {
        self.0.is_empty() || self.0.ends_with('/')
    }

    /// The file that answers it.
    pub fn output(&self) -> OutPath {
        OutPath(if self.is_page() { format!("{}index.html", self.0).into() } else { self.0.clone() })
    }

    /// As a link prints it, from the site's root, percent-encoded (RFC 3986); `whole` writes `…/index.html`.
    pub fn link(&self, whole: bool) -> String {
        let path = if whole && self.is_page() { format!("{}index.html", self.0) } else { self.0.to_string() };
        encode(&path)
    }

    /// The way from this page up to the site's root: `./`, `../../`.
    pub fn up(&self) -> String {
        match self.0.matches('/').count() {
            0 => "./".to_owned(),
            depth => "../".repeat(depth),
        }
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}", self.0)
    }
}

/// Percent-encodes a path for a link, `/` kept.
pub fn encode(path: &str) -> String {
    let bare = |byte: u8| matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_');
    if path.bytes().all(bare) { path.to_owned() } else { utf8_percent_encode(path, PATH).to_string() }
}

/// An address for people to read: letters and Han stand as they are, what else is percent-encoded stays so (RFC 3987, 3.2).
pub fn readable(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    let mut rest = address;
    while let Some(at) = rest.find('%') {
        let (plain, coded) = rest.split_at(at);
        out.push_str(plain);
        let end = coded.as_bytes().chunks(3).take_while(|code| matches!(code, [b'%', a, b] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit())).count() * 3;
        let end = end.max(1);
        let run = coded.get(..end).unwrap_or(coded);
        let decoded = percent_decode_str(run).decode_utf8().ok();
        match decoded.filter(|text| text.chars().all(|c| !c.is_ascii() && c.is_alphanumeric())) {
            Some(text) => out.push_str(&text),
            None => out.push_str(run),
        }
        rest = coded.get(end..).unwrap_or("");
    }
    out + rest
}

/// Bytes alone tell: a control character is below the blank, is DEL, or is U+0080 to U+009F, whose first byte is C2.
fn is_clean(path: &str) -> bool {
    let bytes = path.as_bytes();
    let part = |part: Option<&[u8]>| !matches!(part, None | Some(b"" | b"." | b".."));
    let (mut start, mut before) = (0, 0);
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            0..0x20 | 0x7F | b'\\' | b':' => return false,
            0x80..=0x9F if before == 0xC2 => return false,
            b'/' if !part(bytes.get(start..at)) => return false,
            b'/' => start = at + 1,
            _ => {}
        }
        before = byte;
    }
    part(bytes.get(start..))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside() {
        for bad in ["", "/etc/passwd", "../x", "a/../../b", "a//b", "C:/x", "a\\b", "a/./b", "a\0"] {
            assert!(SitePath::new(bad).is_none() && OutPath::new(bad).is_none(), "{bad}");
        }
        assert_eq!(SitePath::of_parts(["a", "..", "b/c", ""]).as_str(), "a/-/b-c/-");
        let doc = SitePath::new("content/news/a.md").unwrap();
        assert_eq!(doc.join("../notices/b.md").unwrap().as_str(), "content/notices/b.md");
        assert!(doc.join("../../../b.md").is_none());
    }

    #[test]
    fn an_address_is_read_as_it_was_named() {
        let same = |coded: &str, shown: &str| assert_eq!(readable(coded), shown);
        same("https://example.org/news/%E5%8A%B3%E5%8A%A8-1/", "https://example.org/news/劳动-1/");
        same("/a%20b%2Fc%25/%E5%8A", "/a%20b%2Fc%25/%E5%8A");
        same("%", "%");
        same("100%zz%E3%80%80x", "100%zz%E3%80%80x");
    }

    #[test]
    fn urls_lead_up_and_down() {
        let page = Url::page("/news/活动 一/").unwrap();
        assert_eq!((page.as_str(), page.up().as_str()), ("news/活动 一/", "../../"));
        assert_eq!(page.output().as_str(), "news/活动 一/index.html");
        assert_eq!(page.link(false), "news/%E6%B4%BB%E5%8A%A8%20%E4%B8%80/");
        assert_eq!(Url::page("").unwrap().link(true), "index.html");
        assert_eq!(Url::page("").unwrap().up(), "./");
    }
}
