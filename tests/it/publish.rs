//! Publishing to a folder: only what differs, whole at every moment, and back again.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use jiangxin::edge::{Folder, Shelf, ShelfFault, Step, deliver, published, roll_back};
use jiangxin::package::{Inventory, Purpose};
use jiangxin::path::OutPath;

use crate::press::{Press, Tree, tree};

fn site() -> Press {
    Press::lay_at(
        "site",
        "--- content/site.toml\ntitle = \"站\"\ncards = false\nbase_url = \"https://zt.example.cn/\"\n--- content/about.md\n+++\ntitle = \"关于\"\n+++\n正文。\n--- content/news/_index.md\n+++\ntitle = \"动态\"\nkind = \"news\"\n+++\n--- content/news/yi.md\n+++\ntitle = \"启动\"\ndate = 2026-04-01\n+++\n正文。\n",
    )
}

/// What readers can see of a target.
fn public(target: &Path) -> Tree {
    tree(target).into_iter().filter(|(name, _)| !name.starts_with(".jiangxin-publish")).collect()
}

#[test]
fn the_target_holds_what_build_writes_and_a_second_run_does_nothing() {
    let press = site();
    press.run(&["publish", "../www"]).ends(0);
    press.build();
    let www = press.root.parent().expect("above").join("www");
    assert_eq!(public(&www), press.output());
    assert!(press.run(&["publish", "../www"]).ends(0).out.contains("up to date"));
    press.edit("--- content/news/yi.md\n+++\ntitle = \"启动了\"\ndate = 2026-04-01\n+++\n正文。\n");
    press.remove("content/about.md");
    let plan = press.run(&["publish", "../www", "--dry-run"]).ends(0).out;
    assert!(plan.contains("update news/yi/index.html") && plan.contains("delete about/index.html") && plan.contains("nothing was done"), "{plan}");
    assert!(www.join("about/index.html").exists());
    press.run(&["publish", "../www"]).ends(0);
    press.build();
    assert_eq!(public(&www), press.output());
    assert!(!www.join("about").exists(), "a folder without a page answers otherwise than one that is not there");
}

#[test]
fn a_rollback_brings_the_earlier_site_back_byte_for_byte() {
    let press = site();
    let www = press.root.parent().expect("above").join("www");
    assert!(press.run(&["publish", "../www", "--rollback"]).ends(2).err.contains("no earlier site"));
    press.run(&["publish", "../www"]).ends(0);
    assert!(press.run(&["publish", "../www", "--rollback"]).ends(2).err.contains("no earlier site"), "the first one has nothing before it");
    let before = public(&www);
    press.edit("--- content/news/yi.md\n+++\ntitle = \"改\"\n+++\n--- content/news/er.md\n+++\ntitle = \"二\"\n+++\n");
    press.remove("content/about.md");
    press.run(&["publish", "../www"]).ends(0);
    assert_ne!(public(&www), before);
    press.run(&["publish", "../www", "--rollback"]).ends(0);
    assert_eq!(public(&www), before);
    press.run(&["publish", "../www"]).ends(0);
    press.build();
    assert_eq!(public(&www), press.output());
}

#[test]
fn strangers_and_the_sites_own_folders_are_left_alone() {
    let press = site();
    let other = press.root.parent().expect("above").join("other");
    fs::create_dir_all(&other).expect("a folder");
    fs::write(other.join("mine.txt"), "mine").expect("written");
    assert!(press.run(&["publish", "../other"]).ends(2).err.contains("was left alone"));
    assert_eq!(tree(&other).len(), 1);
    for own in [".", "content", "output", "../", "output/x"] {
        press.run(&["publish", own]).ends(2);
    }
    if cfg!(not(feature = "remote")) {
        assert!(press.run(&["publish", "davs://www.example.cn/zt"]).ends(2).err.contains("--features remote"));
    }
    for odd in ["ftp://x/y", "sftp://-oProxyCommand=touch/x", "sftp://a:secret@h/x"] {
        press.run(&["publish", odd]).ends(2);
    }
    press.edit("--- content/news/er.md\n+++\ntitle = \"示例\"\nsample = true\n+++\n");
    let refused = press.run(&["publish", "../www"]).ends(1).err;
    assert!(refused.contains("Not published") && !refused.contains("--sample"), "{refused}");
    assert!(!press.root.parent().expect("above").join("www").exists());
}

/// A folder whose connection is cut after so many steps.
struct Cut {
    whole: bool,
    inner: Folder,
    left: usize,
}

impl Shelf for Cut {
    fn whole(&self) -> bool {
        self.whole
    }

    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, ShelfFault> {
        self.inner.read(path)
    }

    fn names(&mut self, folder: &str) -> Result<Vec<String>, ShelfFault> {
        self.inner.names(folder)
    }

    fn run(&mut self, steps: &[Step<'_>]) -> Result<(), ShelfFault> {
        for step in steps {
            if self.left == 0 {
                return Err(ShelfFault::Program("cut".to_owned()));
            }
            self.left -= 1;
            self.inner.run(std::slice::from_ref(step))?;
        }
        Ok(())
    }
}

#[test]
fn cut_at_any_step_every_public_file_is_whole_and_the_next_run_completes() {
    let of = |pages: &[(&str, &str)]| -> BTreeMap<OutPath, Vec<u8>> {
        pages.iter().map(|(p, t)| (OutPath::new(p).expect("a path"), t.as_bytes().to_vec())).collect()
    };
    let old = of(&[("index.html", "old home"), ("a/index.html", "old a"), ("gone/index.html", "gone"), ("assets/x.1.css", "css")]);
    let new = of(&[("index.html", "new home"), ("a/index.html", "new a"), ("b/index.html", "b"), ("assets/x.2.css", "css2")]);
    let inventory = |files: &BTreeMap<OutPath, Vec<u8>>| Inventory::of(files, Purpose::Server, None, false);
    for whole in [false, true] {
        let mut completed = false;
        for steps in 0..80 {
            let home = tempfile::tempdir().expect("a folder");
            let mut folder = Folder(home.path().join("www"));
            let there = published(&mut folder).expect("empty");
            deliver(&mut folder, &there, &inventory(&old), &old, &mut |_, _| {}).expect("delivered");
            let before = public(&folder.0);
            let mut cut = Cut { whole, inner: folder.clone(), left: steps };
            let there = published(&mut cut).expect("ours");
            let ended = deliver(&mut cut, &there, &inventory(&new), &new, &mut |_, _| {});
            let seen = public(&folder.0);
            for (name, bytes) in &seen {
                let path = OutPath::new(name).expect("a path");
                let whole = [&old, &new].iter().any(|site| site.get(&path) == Some(bytes));
                assert!(whole || name.starts_with(".jiangxin"), "{name} after {steps} steps");
            }
            // No page is new while what it needs is not there, and none is gone while pages that lead to it are old.
            let is = |name: &str, site: &BTreeMap<OutPath, Vec<u8>>| seen.get(name) == site.get(&OutPath::new(name).expect("a path"));
            assert!(!is("index.html", &new) || (is("assets/x.2.css", &new) && is("a/index.html", &new) && is("b/index.html", &new)), "after {steps} steps");
            assert!(is("gone/index.html", &old) || is("index.html", &new), "after {steps} steps");
            if steps < if whole { 6 } else { 10 } {
                assert_eq!(seen.get("index.html"), before.get("index.html"), "staging shows nothing");
            }
            completed |= ended.is_ok();
            let there = published(&mut folder).expect("ours");
            deliver(&mut folder, &there, &inventory(&new), &new, &mut |_, _| {}).expect("completed");
            let now: BTreeMap<String, Vec<u8>> = new.iter().map(|(p, b)| (p.to_string(), b.clone())).collect();
            let after: BTreeMap<String, Vec<u8>> = public(&folder.0).into_iter().filter(|(n, _)| !n.starts_with(".jiangxin")).collect();
            assert_eq!(after, now, "after {steps} steps and another run");
            if !completed {
                roll_back(&mut folder).expect("there is one before");
                assert_eq!(public(&folder.0), before, "back after {steps} steps and another run");
            }
        }
        assert!(completed, "more steps than it takes");
    }
}
