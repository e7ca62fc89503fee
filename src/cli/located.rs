use std::path::{Path, PathBuf};

use super::desk::{Complaint, Desk};
use crate::path::SitePath;

/// A file or folder of the site, named from where the command stands or from the site's folder.
pub(super) fn located(name: &Path, desk: &Desk) -> Result<SitePath, Complaint> {
    let root = desk.root.canonicalize().unwrap_or_else(|_| desk.root.clone());
    let below = |at: PathBuf| at.canonicalize().ok().and_then(|at| SitePath::below(&root, &at));
    below(name.to_path_buf()).or_else(|| below(root.join(name))).ok_or_else(|| not_of_site(name, desk))
}

/// What is said of a name that stands for nothing of the site.
pub(super) fn not_of_site(name: &Path, desk: &Desk) -> Complaint {
    let root = desk.root.canonicalize().unwrap_or_else(|_| desk.root.clone());
    let (name, root) = (name.display(), root.display());
    Complaint::new(
        format!("{name} 不是站点 {root} 里的文件。请核对文件名；不在站点里的公文可以用 jiangxin inspect 看"),
        format!("{name} is no file of the site in {root}. Check its name; a notice elsewhere can be looked at with jiangxin inspect"),
    )
}
