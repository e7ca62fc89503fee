use crate::package::Inventory;
use crate::path::OutPath;

/// What has to be done to bring a target up to date.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Files that are new or differ, in the order in which they are put in place.
    pub put: Vec<OutPath>,
    /// Files that go, last.
    pub delete: Vec<OutPath>,
    /// Files that stay.
    pub kept: usize,
}

impl Delivery {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.put.is_empty() && self.delete.is_empty()
    }
}

/// Compares what a target holds with what it is to hold.
pub fn compare(there: &Inventory, new: &Inventory) -> Delivery {
    let mut put: Vec<OutPath> = new.files.iter().filter(|(path, item)| there.files.get(*path) != Some(*item)).map(|(path, _)| path.clone()).collect();
    put.sort_by_key(|path| (turn(path), path.clone()));
    Delivery { kept: new.files.len() - put.len(), put, delete: new.gone_since(there).into_iter().cloned().collect() }
}

/// Whose turn a step is: that of the file that it brings into sight.
#[cfg(feature = "remote")]
pub(super) fn turn_of(step: &super::Step<'_>) -> Option<u8> {
    match step {
        super::Step::Move(_, to) => OutPath::new(to).map(|path| turn(&path)),
        _ => None,
    }
}

/// Whose turn it is: what pages need, then pages, then what lists them.
pub(super) fn turn(path: &OutPath) -> u8 {
    let path = path.as_str();
    match () {
        () if path == "index.html" => 2,
        () if path.ends_with(".html") => 1,
        () if path.ends_with("atom.xml") || path == "sitemap.xml" => 3,
        () => 0,
    }
}
