use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::Claim;
use crate::diag::{Code, Diagnostic};
use crate::digest::Digest;
use crate::path::OutPath;
use crate::plan::{Entry, MANIFEST, Manifest};

/// The bytes of one output file.
#[derive(Debug, Clone)]
pub enum Content {
    /// In memory.
    Bytes(Arc<[u8]>),
    /// A file that is copied.
    File(std::path::PathBuf),
}

/// What a run did to the output.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Files that are new or changed.
    pub written: Vec<OutPath>,
    /// Files that went.
    pub deleted: Vec<OutPath>,
    /// Files that stayed as they were.
    pub kept: usize,
    /// Foreign files, which stay; an error where one stands at a planned path, and then nothing was written.
    pub findings: Vec<Diagnostic>,
}

const TEMPORARY: &str = ".jiangxin-tmp-";

/// Brings the folder to the given files: writes only what changed, each by rename, then deletes what the manifest
/// lists and the plan no longer holds. Foreign files stay.
///
/// # Errors
/// The disk's; the folder then holds complete old or new files and an incomplete manifest, and the next run mends it.
pub fn publish(out: &Path, claim: Claim, files: &BTreeMap<OutPath, Content>) -> io::Result<Outcome> {
    let old = match claim {
        Claim::Fresh => Manifest::default(),
        Claim::Ours(manifest) => manifest,
    };
    let (foreign, leftovers) = foreign_files(out, &old);
    let mut outcome = Outcome::default();
    let in_the_way: Vec<&OutPath> = files.keys().filter(|p| foreign.contains(*p)).collect();
    if !in_the_way.is_empty() {
        outcome.findings.extend(in_the_way.iter().map(|p| in_the_way_finding(p)));
        return Ok(outcome);
    }
    outcome.findings.extend(foreign_finding(&foreign));
    std::fs::create_dir_all(out)?;
    leftovers.iter().for_each(|p| drop(std::fs::remove_file(p)));
    let intended = old.files.keys().chain(files.keys()).map(|p| (p.clone(), old.files.get(p).cloned().flatten())).collect();
    let manifest_at = out.join(MANIFEST);
    if !old.complete || files.keys().any(|p| !old.files.contains_key(p)) {
        write_file(&manifest_at, Manifest::new(false, intended).print().as_bytes())?;
    }
    let results: Vec<(OutPath, Entry, bool)> = files.par_iter().map(|(path, content)| bring(out, path, content)).collect::<io::Result<_>>()?;
    let mut new = BTreeMap::new();
    for (path, entry, changed) in results {
        if changed {
            outcome.written.push(path.clone());
        } else {
            outcome.kept += 1;
        }
        new.insert(path, Some(entry));
    }
    for path in old.files.keys().filter(|p| !files.contains_key(*p)) {
        let at = path.on_disk(out);
        match std::fs::remove_file(&at) {
            Ok(()) => outcome.deleted.push(path.clone()),
            Err(e) if e.kind() == io::ErrorKind::NotFound || e.kind() == io::ErrorKind::NotADirectory => {}
            Err(e) => return Err(e),
        }
        prune(out, at.parent());
    }
    let manifest = Manifest::new(true, new);
    if manifest != old {
        write_file(&manifest_at, manifest.print().as_bytes())?;
    }
    Ok(outcome)
}

/// Writes a file beside its place and renames it there, so that no reader ever sees half of it.
///
/// # Errors
/// The disk's; the old file is then untouched.
pub fn write_file(at: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = at.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.flush()?;
    file.persist(at).map_err(|e| e.error)?;
    Ok(())
}

fn bring(out: &Path, path: &OutPath, content: &Content) -> io::Result<(OutPath, Entry, bool)> {
    let at = path.on_disk(out);
    let read;
    let bytes: &[u8] = match content {
        Content::Bytes(bytes) => bytes,
        Content::File(from) => {
            read = std::fs::read(from)?;
            &read
        }
    };
    let entry = Entry { digest: Digest::of(bytes), len: bytes.len() as u64 };
    let same = std::fs::read(&at).is_ok_and(|there| there == bytes);
    if !same {
        write_file(&at, bytes)?;
    }
    Ok((path.clone(), entry, !same))
}

/// Files in the folder that no manifest lists, and temporary files that a killed run left.
fn foreign_files(out: &Path, old: &Manifest) -> (BTreeSet<OutPath>, Vec<std::path::PathBuf>) {
    let (mut foreign, mut leftovers) = (BTreeSet::new(), Vec::new());
    for entry in walkdir::WalkDir::new(out).min_depth(1).into_iter().flatten().filter(|e| !e.file_type().is_dir()) {
        let name = entry.file_name().to_string_lossy();
        if name.starts_with(TEMPORARY) {
            leftovers.push(entry.into_path());
            continue;
        }
        let Some(path) = crate::path::SitePath::below(out, entry.path()).and_then(|p| OutPath::new(p.as_str())) else { continue };
        let housekeeping = matches!(path.as_str(), MANIFEST | ".gitkeep" | ".gitignore");
        if !housekeeping && !old.files.contains_key(&path) {
            foreign.insert(path);
        }
    }
    (foreign, leftovers)
}

fn in_the_way_finding(path: &OutPath) -> Diagnostic {
    Diagnostic::new(
        Code::ForeignInTheWay,
        format!("输出位置 {path} 已有一个不是匠心写的文件"),
        format!("a file that jiangxin did not write stands where {path} should go"),
    )
    .help("请把那个文件移走或改名，再运行一次；网站没有改动", "move or rename that file and run again; the site was left as it was")
}

fn foreign_finding(foreign: &BTreeSet<OutPath>) -> Option<Diagnostic> {
    let first: Vec<&str> = foreign.iter().take(5).map(OutPath::as_str).collect();
    (!first.is_empty()).then(|| {
        let list = first.join(", ");
        let n = foreign.len();
        Diagnostic::new(
            Code::ForeignFile,
            format!("输出目录里有 {n} 个不是匠心写的文件，已原样保留：{list}"),
            format!("{n} files in the output were not written by jiangxin and stay: {list}"),
        )
        .help("想随站发布的文件请放进 content/static/", "files to publish with the site belong in content/static/")
    })
}

/// Removes folders that a deletion left empty, up to the output's root.
fn prune(out: &Path, folder: Option<&Path>) {
    let mut folder = folder;
    while let Some(at) = folder {
        if at == out || !at.starts_with(out) || std::fs::remove_dir(at).is_err() {
            return;
        }
        folder = at.parent();
    }
}
