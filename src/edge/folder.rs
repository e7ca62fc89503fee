use std::path::{Component, Path, PathBuf};

use super::write::TEMPORARY;
use crate::diag::Words;
use crate::plan::{MANIFEST, Manifest};

/// An output folder that is ours.
#[derive(Debug, Clone, PartialEq)]
pub enum Claim {
    /// Missing, or empty but for `.gitkeep` and `.gitignore`.
    Fresh,
    /// It carries our manifest.
    Ours(Manifest),
}

/// Why a folder is not taken for output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The file system's root, the site's root, or a folder above it.
    Above,
    /// Inside `content/`, `themes/` or `src/`.
    Inside(&'static str),
    /// It holds files that this program did not write.
    Foreign,
    /// A file of that name is in the way.
    NotAFolder,
    /// Its manifest is damaged or of another version.
    OddManifest,
}

impl Refusal {
    /// What to tell the editor: what is wrong and what to do.
    pub fn words(&self, out: &Path) -> Words {
        let out = out.display();
        match self {
            Self::Above => Words::new(
                format!("不能把网站写到 {out}：它是站点目录本身或在它之上。请换一个专用的目录，如 --output output"),
                format!("cannot write the site to {out}: it is the site's own folder or above it. Choose a folder of its own, such as --output output"),
            ),
            Self::Inside(what) => Words::new(
                format!("不能把网站写到 {out}：它在 {what}/ 里面，会和原稿混在一起。请换一个目录"),
                format!("cannot write the site to {out}: it lies inside {what}/, among the originals. Choose another folder"),
            ),
            Self::Foreign => Words::new(
                format!("{out} 里有不是匠心写的文件，为免误删，没有动它。请换一个空目录，或先自行清空它"),
                format!("{out} holds files that jiangxin did not write, so it was left alone. Choose an empty folder, or empty it yourself first"),
            ),
            Self::NotAFolder => Words::new(format!("{out} 是一个文件，不是目录。请换一个名字"), format!("{out} is a file, not a folder. Choose another name")),
            Self::OddManifest => Words::new(
                format!("{out} 里的清单 {MANIFEST} 已损坏或属于别的版本，为免误删，没有动它。请换一个目录，或确认后删除整个目录再运行"),
                format!(
                    "the manifest {MANIFEST} in {out} is damaged or of another version, so the folder was left alone. Choose another folder, or delete this one after a look"
                ),
            ),
        }
    }
}

/// Says whether `out` may be written: missing, empty, or carrying our manifest, and not among the originals.
///
/// # Errors
/// The reason it is refused; nothing was touched.
pub fn claim(root: &Path, out: &Path) -> Result<Claim, Refusal> {
    let (root, out) = (settled(root), settled(out));
    if root.starts_with(&out) {
        return Err(Refusal::Above);
    }
    for inside in ["content", "themes", "src"] {
        if out.starts_with(root.join(inside)) {
            return Err(Refusal::Inside(inside));
        }
    }
    if out.is_file() {
        return Err(Refusal::NotAFolder);
    }
    match std::fs::read_to_string(out.join(MANIFEST)) {
        Ok(text) => return Manifest::read(&text).map(Claim::Ours).ok_or(Refusal::OddManifest),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound || e.kind() == std::io::ErrorKind::NotADirectory => {}
        Err(_) => return Err(Refusal::OddManifest),
    }
    let Ok(entries) = std::fs::read_dir(&out) else { return Ok(Claim::Fresh) };
    // What a build leaves that was killed before it put anything in place is no more than nothing.
    let is_none = |name: &str| matches!(name, ".gitkeep" | ".gitignore") || name.starts_with(TEMPORARY);
    let foreign = entries.flatten().any(|e| !e.file_name().to_str().is_some_and(is_none));
    if foreign { Err(Refusal::Foreign) } else { Ok(Claim::Fresh) }
}

/// The absolute path with links resolved as far as it exists, `.` and `..` taken out.
fn settled(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut plain = PathBuf::new();
    for part in absolute.components() {
        match part {
            Component::ParentDir => drop(plain.pop()),
            Component::CurDir => {}
            other => plain.push(other),
        }
    }
    let mut missing = Vec::new();
    let mut there = plain.clone();
    loop {
        if let Ok(real) = there.canonicalize() {
            return missing.iter().rev().fold(real, |p: PathBuf, part| p.join(part));
        }
        match there.file_name().map(ToOwned::to_owned) {
            Some(name) => missing.push(name),
            None => return plain,
        }
        there.pop();
    }
}
