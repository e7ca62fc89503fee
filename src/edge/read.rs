use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;

use super::{Reading, Recall, Recalled, Stamp};
use crate::decode::{Decoded, decode};
use crate::diag::{Checked, Code, Diagnostic};
use crate::digest::Digest;
use crate::path::SitePath;
use crate::source::{Asset, Source};
use crate::theme::ThemeFiles;

/// Files that are asked for at a time: a disk that has to look for each answers several sooner than one after another.
const READERS: usize = 12;

enum Read {
    Text(SitePath, Arc<Decoded>, Digest),
    Kept(SitePath, Digest),
    Asset(SitePath, Asset),
    Bad(Diagnostic),
}

/// Reads everything under `content/` of the site at `root`, but for files that stand as they did when they were last read and
/// that the memory knows: of such a document the snapshot may hold the digest alone.
///
/// Dot names and editors' own files are passed over (`content/static/.well-known` and the like are not); a link that
/// leads out of the root is a finding and is not followed; a file that cannot be read or decoded is a finding.
pub fn read_changed(root: &Path, memory: &impl Recall) -> Checked<Reading> {
    let mut findings = Vec::new();
    let begun = SystemTime::now();
    let files = list(root, "content", &mut findings);
    let one = |(path, at): (SitePath, PathBuf)| {
        let stamp = std::fs::metadata(&at).ok().map(|about| Stamp::of_original(&about));
        let settled = stamp.filter(|s| s.is_settled(begun)).map(|stamp| (path.clone(), stamp));
        let known = stamp.and_then(|stamp| memory.recall(&path, stamp));
        let read = match known {
            Some(Recalled::Digest(digest)) => Read::Kept(path, digest),
            Some(Recalled::Text(text, digest)) => Read::Text(path, text, digest),
            Some(Recalled::Asset(asset)) => Read::Asset(path, asset),
            None => read_one(path, &at),
        };
        (read, settled)
    };
    let all = || files.into_par_iter().map(one).unzip();
    // Without threads of their own the files are read by those that compute.
    let (read, settled): (Vec<Read>, Vec<Option<(SitePath, Stamp)>>) = match rayon::ThreadPoolBuilder::new().num_threads(READERS).build() {
        Ok(readers) => readers.install(all),
        Err(_) => all(),
    };
    let source = gathered(read, &mut findings);
    Checked::new(Reading { source, stamps: settled.into_iter().flatten().collect() }, findings)
}

/// Reads these documents too, whatever is known of them; one that cannot be read stays unread.
pub fn read_documents(root: &Path, paths: &[SitePath], source: &mut Source) {
    let read = gathered(paths.par_iter().map(|path| read_one(path.clone(), &path.on_disk(root))).collect(), &mut Vec::new());
    source.texts.extend(read.texts);
    source.digests.extend(read.digests);
}

fn gathered(read: Vec<Read>, findings: &mut Vec<Diagnostic>) -> Source {
    let mut source = Source::default();
    for one in read {
        match one {
            Read::Kept(path, digest) => drop(source.digests.insert(path, digest)),
            Read::Text(path, text, digest) => {
                source.digests.insert(path.clone(), digest);
                source.texts.insert(path, text);
            }
            Read::Asset(path, asset) => drop(source.assets.insert(path, asset)),
            Read::Bad(finding) => findings.push(finding),
        }
    }
    source
}

/// Reads the site's own files of the theme `name`; empty where it has none.
pub fn read_theme(root: &Path, name: &str) -> Checked<ThemeFiles> {
    let mut findings = Vec::new();
    let folder = format!("themes/{name}");
    let mut files = ThemeFiles::default();
    for (path, at) in list(root, &folder, &mut findings) {
        let Some(inner) = path.as_str().strip_prefix(&folder).and_then(|p| p.strip_prefix('/')) else { continue };
        match std::fs::read(&at) {
            Ok(bytes) => drop(files.0.insert(inner.to_owned(), bytes.into())),
            Err(e) => findings.push(unreadable(&path, &e)),
        }
    }
    Checked::new(files, findings)
}

fn read_one(path: SitePath, at: &Path) -> Read {
    let bytes = match std::fs::read(at) {
        Ok(bytes) => bytes,
        Err(e) => return Read::Bad(unreadable(&path, &e)),
    };
    let published_as_is = path.as_str().starts_with("content/static/");
    let is_text = [".md", ".toml", ".lock"].iter().any(|ending| path.name().to_lowercase().ends_with(ending));
    if published_as_is || !is_text {
        let asset = Asset::of(path.name(), &bytes);
        return Read::Asset(path, asset);
    }
    match decode(&bytes) {
        Ok(text) => Read::Text(path, Arc::new(text), Digest::of(&bytes)),
        Err(fault) => Read::Bad(fault.undecodable_finding(path.shared())),
    }
}

fn list(root: &Path, folder: &str, findings: &mut Vec<Diagnostic>) -> Vec<(SitePath, PathBuf)> {
    let home = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
    let mut outside = Vec::new();
    let mut found = Vec::new();
    let walk = walkdir::WalkDir::new(root.join(folder)).follow_links(true).sort_by_file_name().into_iter().filter_entry(|entry| {
        if entry.depth() == 0 {
            return true;
        }
        let leads_out = entry.path_is_symlink() && !entry.path().canonicalize().is_ok_and(|real| real.starts_with(&home));
        if leads_out {
            outside.push(entry.path().to_path_buf());
        }
        !leads_out && !is_passed_over(root, entry.path())
    });
    let mut files = Vec::new();
    for entry in walk {
        match entry {
            Ok(entry) => files.push(entry),
            // No folder at all is no fault; a link to nothing and a closed folder hold something that is not published.
            Err(e) if e.depth() > 0 => findings.extend(unlisted(root, &e)),
            Err(_) => {}
        }
    }
    for entry in files.into_iter().filter(|e| e.file_type().is_file()) {
        match SitePath::below(root, entry.path()) {
            Some(path) => found.push((path, entry.into_path())),
            None => findings.push(
                bad_name(entry.path().strip_prefix(root).unwrap_or(entry.path()))
                    .help("文件名里请不要用 : \\ 或看不见的字符", "do not use : \\ or invisible characters in file names"),
            ),
        }
    }
    for at in outside {
        let at = SitePath::below(root, &at).map_or_else(|| at.display().to_string(), |p| p.to_string());
        findings.push(
            Diagnostic::new(
                Code::LinkOutside,
                "这个快捷方式（符号链接）指向站点之外，没有读取",
                "this symbolic link leads out of the site and was not followed",
            )
            .in_file(at)
            .help("请把文件本身复制进站点目录", "copy the file itself into the site's folder"),
        );
    }
    found
}

fn bad_name(at: &Path) -> Diagnostic {
    let name = at.to_string_lossy();
    Diagnostic::new(Code::BadFileName, format!("文件名不能用：{name}"), format!("a file name that cannot be used: {name}")).in_file(&*name)
}

/// A link to nothing, or a folder that does not open; a link that leads round in a circle only repeats what is read already.
fn unlisted(root: &Path, error: &walkdir::Error) -> Option<Diagnostic> {
    let at = error.path().filter(|at| !is_passed_over(root, at))?;
    Some(unreadable(&SitePath::below(root, at)?, error.io_error()?))
}

fn is_passed_over(root: &Path, at: &Path) -> bool {
    let name = at.file_name().unwrap_or_default().to_string_lossy();
    let editors_own =
        name.starts_with("~$") || name.ends_with('~') || matches!(name.as_ref(), "Thumbs.db" | "desktop.ini") || name == ".DS_Store" || name.ends_with(".swp");
    let is_static = at.starts_with(root.join("content").join("static"));
    editors_own || (name.starts_with('.') && !is_static)
}

fn unreadable(path: &SitePath, error: &std::io::Error) -> Diagnostic {
    let (zh, en) = super::reason(error);
    Diagnostic::new(Code::Unreadable, format!("文件读不出来：{zh}"), format!("the file cannot be read: {en}"))
        .in_file(path.shared())
        .help("请检查文件是否被别的程序占用、有没有读取权限", "see whether another program holds the file and whether you may read it")
}
