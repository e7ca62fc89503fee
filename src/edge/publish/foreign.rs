use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::diag::{Code, Diagnostic};
use crate::edge::Stamp;
use crate::edge::write::TEMPORARY;
use crate::path::{OutPath, SitePath};
use crate::plan::{MANIFEST, Manifest};

/// What stands in an output folder.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Files that the manifest lists: how long each is and when it was written.
    pub ours: HashMap<OutPath, Stamp>,
    /// Files that no manifest lists.
    pub foreign: BTreeSet<OutPath>,
    /// Folders, the output itself left out.
    pub folders: HashSet<String>,
    /// What a killed run left.
    pub leftovers: Vec<PathBuf>,
}

/// One name in a folder.
enum Entry {
    Folder(PathBuf),
    File(OutPath, Option<Stamp>),
    Leftover(PathBuf),
}

/// Looks through the folder, links not followed.
pub(super) fn look(out: &Path, old: &Manifest) -> Found {
    let mut found = Found::default();
    let mut level = vec![out.to_path_buf()];
    while !level.is_empty() {
        let entries: Vec<Entry> = level.par_iter().flat_map_iter(|folder| inside(out, folder, old)).collect();
        level.clear();
        for entry in entries {
            match entry {
                Entry::Folder(at) => {
                    found.folders.extend(SitePath::below(out, &at).map(|p| p.as_str().to_owned()));
                    level.push(at);
                }
                Entry::File(path, Some(stamp)) => drop(found.ours.insert(path, stamp)),
                Entry::File(path, None) => drop(found.foreign.insert(path)),
                Entry::Leftover(at) => found.leftovers.push(at),
            }
        }
    }
    found
}

fn inside(out: &Path, folder: &Path, old: &Manifest) -> Vec<Entry> {
    let entry = |entry: std::fs::DirEntry| {
        let at = entry.path();
        if entry.file_name().to_string_lossy().starts_with(TEMPORARY) {
            return Some(Entry::Leftover(at));
        }
        if entry.file_type().is_ok_and(|t| t.is_dir()) {
            return Some(Entry::Folder(at));
        }
        let path = OutPath::new(SitePath::below(out, &at)?.as_str())?;
        if matches!(path.as_str(), MANIFEST | ".gitkeep" | ".gitignore") {
            return None;
        }
        let stamp = if old.files.contains_key(&path) { Some(Stamp::of(&entry.metadata().ok()?)) } else { None };
        Some(Entry::File(path, stamp))
    };
    std::fs::read_dir(folder).into_iter().flatten().flatten().filter_map(entry).collect()
}

impl Found {
    /// Whether something that is not ours stands at a planned path: a file, or a folder with anything foreign or nothing in it.
    pub fn is_taken(&self, path: &OutPath, old: &Manifest) -> bool {
        if !self.foreign.is_empty() && (self.foreign.contains(path) || path.ancestors().any(|a| self.foreign.iter().any(|f| f.as_str() == a))) {
            return true;
        }
        if !self.folders.contains(path.as_str()) {
            return false;
        }
        let inside = format!("{path}/");
        !old.files.keys().any(|p| p.as_str().starts_with(&inside)) || self.foreign.iter().any(|p| p.as_str().starts_with(&inside))
    }
}

pub(super) fn in_the_way_finding(path: &OutPath) -> Diagnostic {
    Diagnostic::new(
        Code::ForeignInTheWay,
        format!("输出位置 {path} 已有一个不是匠心写的文件"),
        format!("a file that jiangxin did not write stands where {path} should go"),
    )
    .help("请把那个文件移走或改名，再运行一次；网站没有改动", "move or rename that file and run again; the site was left as it was")
}

pub(super) fn foreign_finding(foreign: &BTreeSet<OutPath>) -> Option<Diagnostic> {
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
