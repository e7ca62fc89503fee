//! The fixture site of `tests/golden/site`, built once for all tests that only look.

use std::path::Path;
use std::sync::LazyLock;

use crate::press::{Press, Tree};

/// The fixture built as it is, with plain pages, and for opening by double click.
pub struct Built {
    pub output: Tree,
    pub plain: Tree,
    pub relative: Tree,
}

pub static FIXTURE: LazyLock<Built> = LazyLock::new(|| {
    let press = lay();
    press.build();
    let output = press.output();
    press.build_with(&["--no-minify"]);
    let plain = press.output();
    press.build_with(&["--relative"]);
    Built { output, plain, relative: press.output() }
});

/// The fixture in a folder of its own, to be changed.
pub fn lay() -> Press {
    Press::copy_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/site"))
}

/// A text file of a tree; an address ending in `/` is its `index.html`.
#[track_caller]
pub fn text<'a>(tree: &'a Tree, path: &str) -> &'a str {
    let path = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    let bytes = tree.get(&path).unwrap_or_else(|| panic!("there is no {path}: {:?}", tree.keys()));
    std::str::from_utf8(bytes).expect("UTF-8")
}

/// A page of the fixture.
#[track_caller]
pub fn page(path: &str) -> &'static str {
    text(&FIXTURE.output, path)
}

/// Every HTML page of a tree.
pub fn pages(tree: &Tree) -> impl Iterator<Item = (&str, &str)> {
    tree.keys().filter(|p| p.ends_with(".html")).map(|p| (p.as_str(), text(tree, p)))
}
