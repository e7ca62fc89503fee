use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::decode::decode;
use crate::edge::Showing;
use crate::path::SitePath;
use crate::site::PageId;

/// What is shown, with the one document edited that the places name; `None` where more may have changed than its words.
///
/// Places are where the system saw something change, below `home`. What is not there any more is passed over: editors write
/// beside a file and rename. The whole site is read after this all the same, and that decides.
pub(super) fn glance(shown: &Showing, home: &Path, places: &BTreeSet<PathBuf>) -> Option<Showing> {
    let mut there = places.iter().filter(|at| at.is_file());
    let (at, None) = (there.next()?, there.next()) else { return None };
    let file = SitePath::below(home, at)?;
    let id: PageId = shown.site.pages.iter().position(|page| page.document.path == file)?;
    let beside = match &shown.site.pages.get(id)?.document.sidecar {
        Some(sidecar) => Some(text(&sidecar.on_disk(home))?),
        None => None,
    };
    shown.revised(id, &text(at)?, beside.as_deref())
}

fn text(at: &Path) -> Option<String> {
    Some(decode(&std::fs::read(at).ok()?).ok()?.text)
}
