//! Every link from one page of the repository to another leads somewhere.

use std::path::{Component, Path, PathBuf};

use jiangxin::markup::heading_id;

use super::{exists, pages, parts, text};

/// The targets of the links and pictures of a text, code left out.
pub(super) fn of(text: &str) -> Vec<String> {
    let outside = parts(text).1.join("\n");
    let prose: String = outside.split('`').step_by(2).collect();
    prose.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0.to_owned())).collect()
}

#[test]
fn every_relative_link_leads_somewhere() {
    let mut seen = 0;
    for page in pages() {
        for link in of(&text(&page)).into_iter().filter(|l| !l.contains("://")) {
            let (file, anchor) = link.split_once('#').map_or((link.as_str(), None), |(file, anchor)| (file, Some(anchor)));
            let target = if file.is_empty() { PathBuf::from(&page) } else { beside(&page, file) };
            assert!(exists(&target), "{page}: {link}");
            if let Some(anchor) = anchor {
                let target = text(target.to_str().expect("a name"));
                let known: Vec<String> = parts(&target).1.iter().filter(|l| l.starts_with('#')).map(|l| heading_id(l.trim_matches(['#', ' ']))).collect();
                assert!(known.iter().any(|k| k == anchor), "{page}: {link} is none of {known:?}");
            }
            seen += 1;
        }
    }
    assert!(seen > 20, "{seen} links");
}

/// `link` as seen from `page`, `..` taken out.
fn beside(page: &str, link: &str) -> PathBuf {
    let mut path = PathBuf::new();
    for part in Path::new(page).parent().expect("a folder").join(link).components() {
        match part {
            Component::ParentDir => assert!(path.pop(), "{page}: {link} leads out"),
            other => path.push(other),
        }
    }
    path
}

#[test]
fn pictures_stay_small() {
    for entry in std::fs::read_dir(super::root().join("docs/screens")).expect("docs/screens") {
        let entry = entry.expect("an entry");
        assert!(entry.metadata().expect("its size").len() <= 150 * 1024, "{:?}", entry.file_name());
    }
}
