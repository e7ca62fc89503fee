use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
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
    File(PathBuf),
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

/// Why the output could not be brought up to date.
#[derive(Debug)]
pub struct WriteFault {
    /// The file or folder in question.
    pub at: PathBuf,
    /// What the disk said.
    pub error: io::Error,
}

impl WriteFault {
    fn at(at: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| Self { at: at.to_path_buf(), error }
    }
}

/// Brings the folder to the given files: writes only what changed, each by rename, then deletes what the manifest
/// lists and the plan no longer holds. Foreign files stay.
///
/// # Errors
/// The disk's; the folder then holds complete old or new files and an incomplete manifest, and the next run mends it.
pub fn publish(out: &Path, claim: Claim, files: &BTreeMap<OutPath, Content>) -> Result<Outcome, WriteFault> {
    let old = match claim {
        Claim::Fresh => Manifest::default(),
        Claim::Ours(manifest) => manifest,
    };
    let (foreign, leftovers) = foreign_files(out, &old);
    let mut outcome = Outcome::default();
    outcome.findings.extend(files.keys().filter(|p| is_taken(out, p, &foreign, &old)).map(in_the_way_finding));
    if !outcome.findings.is_empty() {
        return Ok(outcome);
    }
    outcome.findings.extend(foreign_finding(&foreign));
    std::fs::create_dir_all(out).map_err(WriteFault::at(out))?;
    leftovers.iter().for_each(|p| drop(std::fs::remove_file(p)));
    let intended = old.files.keys().chain(files.keys()).map(|p| (p.clone(), old.files.get(p).cloned().flatten())).collect();
    let manifest_at = out.join(MANIFEST);
    if !old.complete || files.keys().any(|p| !old.files.contains_key(p)) {
        write_file(&manifest_at, Manifest::new(false, intended).print().as_bytes()).map_err(WriteFault::at(&manifest_at))?;
    }
    // A file where a folder is to stand, or the other way round, has to go first.
    let folders: BTreeSet<&str> = files.keys().flat_map(OutPath::ancestors).collect();
    let names: BTreeSet<&str> = files.keys().map(OutPath::as_str).collect();
    let gone = || old.files.keys().filter(|p| !files.contains_key(*p));
    for path in gone().filter(|p| folders.contains(p.as_str()) || p.ancestors().any(|a| names.contains(a))) {
        remove(out, path, &mut outcome)?;
    }
    let results: Vec<(OutPath, Entry, bool)> = files.par_iter().map(|(path, content)| bring(out, path, content)).collect::<Result<_, WriteFault>>()?;
    let mut new = BTreeMap::new();
    for (path, entry, changed) in results {
        if changed {
            outcome.written.push(path.clone());
        } else {
            outcome.kept += 1;
        }
        new.insert(path, Some(entry));
    }
    for path in gone() {
        remove(out, path, &mut outcome)?;
    }
    let manifest = Manifest::new(true, new);
    if manifest != old {
        write_file(&manifest_at, manifest.print().as_bytes()).map_err(WriteFault::at(&manifest_at))?;
    }
    Ok(outcome)
}

/// Whether something that is not ours stands at a planned path: a file, or a folder with anything foreign or nothing in it.
fn is_taken(out: &Path, path: &OutPath, foreign: &BTreeSet<OutPath>, old: &Manifest) -> bool {
    if foreign.contains(path) || path.ancestors().any(|a| foreign.iter().any(|f| f.as_str() == a)) {
        return true;
    }
    let inside = format!("{path}/");
    path.on_disk(out).is_dir() && (!old.files.keys().any(|p| p.as_str().starts_with(&inside)) || foreign.iter().any(|p| p.as_str().starts_with(&inside)))
}

/// Deletes a file that the manifest lists, and the folders that leaves empty.
fn remove(out: &Path, path: &OutPath, outcome: &mut Outcome) -> Result<(), WriteFault> {
    let at = path.on_disk(out);
    match std::fs::remove_file(&at) {
        Ok(()) => outcome.deleted.push(path.clone()),
        Err(e) if matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {}
        Err(_) if at.is_dir() => {}
        Err(e) => return Err(WriteFault { at, error: e }),
    }
    prune(out, at.parent());
    Ok(())
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

fn bring(out: &Path, path: &OutPath, content: &Content) -> Result<(OutPath, Entry, bool), WriteFault> {
    let at = path.on_disk(out);
    let read;
    let bytes: &[u8] = match content {
        Content::Bytes(bytes) => bytes,
        Content::File(from) => {
            read = std::fs::read(from).map_err(WriteFault::at(from))?;
            &read
        }
    };
    let entry = Entry { digest: Digest::of(bytes), len: bytes.len() as u64 };
    let same = std::fs::read(&at).is_ok_and(|there| there == bytes);
    if !same {
        write_file(&at, bytes).map_err(WriteFault::at(&at))?;
    }
    Ok((path.clone(), entry, !same))
}

/// Files in the folder that no manifest lists, and temporary files that a killed run left.
fn foreign_files(out: &Path, old: &Manifest) -> (BTreeSet<OutPath>, Vec<PathBuf>) {
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
