//! What the gate finds and what it leaves alone: planted faults, clean pages, real notices.
//!
//! `tests/data/gate/*.md` are sites: a heading names a file, `<- code` behind it names the faults that are planted in it.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::press::Press;

/// A site of the data: its text, and for each file the codes that must be found there.
struct Planted {
    name: String,
    site: String,
    faults: Vec<(String, String)>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/gate")
}

fn read(path: &Path) -> Planted {
    let text = std::fs::read_to_string(path).expect("readable");
    let (mut site, mut faults, mut inside) = (String::new(), Vec::new(), false);
    for line in text.lines() {
        match line.strip_prefix("## ") {
            _ if line == "~~~~" => inside = !inside,
            _ if inside => site.extend([line, "\n"]),
            Some(head) => {
                let (file, codes) = head.split_once(" <- ").unwrap_or((head, ""));
                site.extend(["--- ", file, "\n"]);
                faults.extend(codes.split(", ").filter(|c| !c.is_empty()).map(|code| (file.to_owned(), code.to_owned())));
            }
            None => {}
        }
    }
    Planted { name: path.file_stem().expect("a name").to_string_lossy().into_owned(), site, faults }
}

fn planted() -> Vec<Planted> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder().join("planted")).expect("planted sites").flatten().map(|e| e.path()).collect();
    paths.sort();
    paths.iter().map(|p| read(p)).collect()
}

fn word<'a>(finding: &'a Value, key: &str) -> &'a str {
    finding[key].as_str().unwrap_or("")
}

#[test]
fn planted_faults_are_found() {
    let (mut found, mut missed) = (0, Vec::new());
    let mut codes = std::collections::BTreeSet::new();
    for site in planted() {
        let said = Press::lay(&site.site).check(&[]);
        for (file, code) in &site.faults {
            codes.insert(code.clone());
            match said.iter().any(|d| word(d, "file") == file && word(d, "code") == code) {
                true => found += 1,
                false => missed.push(format!("{}: {code} in {file}", site.name)),
            }
        }
    }
    let all = found + missed.len();
    println!("planted faults found: {found} of {all}, {} codes", codes.len());
    assert!(all >= 200, "{all}");
    assert!(found * 100 >= all * 98, "{found} of {all}; missed: {missed:#?}");
}

#[test]
fn clean_pages_pass_the_gate_for_release() {
    let site = read(&folder().join("clean.md"));
    let pages = site.site.lines().filter(|l| l.starts_with("--- ") && l.ends_with(".md") && !l.contains("_index")).count();
    assert!(pages >= 30, "{pages}");
    let press = Press::lay(&site.site);
    let told = press.check(&["--release"]);
    let wrong: Vec<&Value> = told.iter().filter(|d| d["severity"] != "note").collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    press.run(&["check", "--release"]).ends(0);
    press.build();
}

#[test]
fn real_notices_and_the_project_s_own_site_give_no_false_errors() {
    let press = Press::small("");
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let mut n = 0;
    for folder in ["notices", "offices"] {
        for (path, bytes) in crate::press::tree(&data.join(folder)) {
            if (path.ends_with(".md") || path.ends_with(".txt")) && path != "README.md" {
                n += 1;
                press.write(&format!("content/notices/{folder}-{}.md", path.rsplit_once('.').map_or("", |(stem, _)| stem)), &bytes);
            }
        }
    }
    assert!(n > 60, "{n}");
    // A text without a title needs one in its fields; that is no fault of the gate.
    let errors: Vec<Value> = press.check(&[]).into_iter().filter(|d| d["severity"] == "error" && d["code"] != "missing-field").collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let own = Press::lay("");
    for (path, bytes) in crate::press::tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content")) {
        own.write(&format!("content/{path}"), &bytes);
    }
    let owed = ["sample-content", "example-address"];
    let errors: Vec<Value> = own.check(&["--release"]).into_iter().filter(|d| d["severity"] == "error" && !owed.contains(&word(d, "code"))).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}
