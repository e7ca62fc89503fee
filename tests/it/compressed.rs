//! Compressed copies beside published files: which have one, that they say the same, and that they come and go with their file.

use std::io::Read;
use std::time::{Duration, SystemTime};

use jiangxin::compress::Coding;

use crate::press::{Press, Tree, tree};

const SITE: &str = "
--- content/site.toml
title = \"匠心专题\"
cards = false
base_url = \"https://zt.example.cn/\"
precompress = true
--- content/news/a.md
+++
title = \"甲\"
date = 2022-04-29
+++
甲文，见[乙](b.md)。
--- content/news/b.md
+++
title = \"乙\"
date = 2022-04-30
+++
乙文。
--- content/static/short.txt
短。
";

/// A site built once, whose files are as old as they would be in real life.
fn built() -> Press {
    let press = Press::lay(SITE);
    press.write("content/static/long.txt", "长长的文字。\n".repeat(200).as_bytes());
    press.write("content/static/own.txt", "自己压缩的文字。\n".repeat(200).as_bytes());
    press.write("content/static/own.txt.gz", b"the site's own");
    press.write("content/static/photo.bin", &[7; 4000]);
    age(&press);
    press.build();
    press
}

fn age(press: &Press) {
    for entry in walkdir::WalkDir::new(press.root.join("content")).into_iter().flatten().filter(|e| e.file_type().is_file()) {
        let file = std::fs::File::options().append(true).open(entry.path()).expect("a file");
        file.set_modified(SystemTime::now() - Duration::from_secs(9000)).expect("a time");
    }
}

fn is_copy(path: &str) -> bool {
    Coding::ALL.iter().any(|coding| path.strip_suffix(coding.ending()).is_some_and(|rest| rest.ends_with('.')))
}

fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    flate2::read::GzDecoder::new(bytes).read_to_end(&mut out).expect("a gzip file");
    out
}

/// Asserts that exactly the texts over 1 KiB have copies, and that those say the same.
#[track_caller]
fn whole(output: &Tree) {
    let texts = [".html", ".css", ".js", ".svg", ".xml", ".txt"];
    for (path, bytes) in output.iter().filter(|(path, _)| !is_copy(path)) {
        let wanted = bytes.len() > 1024 && texts.iter().any(|ending| path.ends_with(ending));
        for coding in Coding::ALL {
            let copy = output.get(&format!("{path}.{}", coding.ending()));
            if path == "own.txt" && coding.ending() == "gz" {
                assert_eq!(copy.map(Vec::as_slice), Some(&b"the site's own"[..]));
                continue;
            }
            assert_eq!(copy.is_some(), wanted, "{path}.{}", coding.ending());
        }
        if wanted && path != "own.txt" {
            assert_eq!(&unpacked(&output[&format!("{path}.gz")]), bytes, "{path}");
        }
    }
}

#[test]
fn texts_over_a_kilobyte_have_copies_that_say_the_same() {
    let press = built();
    let output = press.output();
    whole(&output);
    assert!(output.contains_key("news/a/index.html.gz") && output.contains_key("long.txt.gz"), "{:?}", output.keys());
    assert!(!output.contains_key("short.txt.gz") && !output.contains_key("photo.bin.gz"));
    let manifest = press.read("output/.jiangxin-manifest.json");
    assert!(output.keys().all(|path| manifest.contains(&format!("\"{path}\""))));
    assert!(press.check(&[]).iter().all(|finding| finding["code"] != "setting-idle"));
    press.build_with(&["--verify"]);
}

#[test]
fn only_what_changed_is_compressed_again() {
    let press = built();
    let stamp = |path: &str| std::fs::metadata(press.root.join("output").join(path)).expect("a file").modified().expect("a time");
    let (a, b, style) = (stamp("news/a/index.html.gz"), stamp("news/b/index.html.gz"), stamp("long.txt.gz"));
    press.write("content/news/a.md", press.read("content/news/a.md").replace("甲文", "改过的甲文").as_bytes());
    age(&press);
    press.build();
    whole(&press.output());
    assert!(stamp("news/a/index.html.gz") != a && (stamp("news/b/index.html.gz"), stamp("long.txt.gz")) == (b, style));
    press.build_with(&["--clean", "--output", "clean"]);
    assert!(tree(&press.root.join("output")) == tree(&press.root.join("clean")), "incremental and clean differ");
}

#[test]
fn copies_go_with_their_file_and_with_the_setting() {
    let press = built();
    press.write("content/news/a.md", press.read("content/news/a.md").replace("，见[乙](b.md)", "").as_bytes());
    press.remove("content/news/b.md");
    press.build();
    whole(&press.output());
    assert!(!press.has("output/news/b"));
    press.write("content/site.toml", press.read("content/site.toml").replace("precompress = true\n", "").as_bytes());
    press.build();
    let left: Vec<String> = press.output().into_keys().filter(|path| is_copy(path)).collect();
    assert_eq!(left, ["own.txt.gz"]);
}

#[test]
fn a_copy_that_was_touched_is_made_again_and_a_foreign_one_is_not_replaced() {
    let press = built();
    let before = tree(&press.root.join("output"));
    press.write("output/news/a/index.html.gz", b"touched");
    press.remove("output/long.txt.gz");
    press.build();
    assert!(tree(&press.root.join("output")) == before);
    press.write("content/static/more.txt", "后来的文字。\n".repeat(200).as_bytes());
    press.write("output/more.txt.gz", b"not ours");
    let ran = press.run(&["build"]).ends(1);
    assert!(ran.err.contains("more.txt.gz"), "{}", ran.err);
    assert_eq!(press.read("output/more.txt.gz"), "not ours");
}
