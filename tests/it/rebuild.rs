//! Builds that remember the last one: what they keep, what they make again, and that no memory can make a page wrong.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use proptest::prelude::*;

use crate::press::{Press, Tree, command, tree};

const SITE: &str = "
--- content/index.md
+++
title = \"匠心\"
+++
开篇的话。
--- content/notices/n1.md
示发〔2022〕1号

# 关于开展活动的通知

各单位：

一、总体要求

一要学习。二要实践。

示例总工会

2022年4月29日
--- content/notices/n1.en.md
+++
title = \"Notice on Activities\"
+++
## 总体要求 {#s1}

Study and practise.
--- content/news/a.md
+++
title = \"甲\"
date = 2022-04-29
tags = [\"匠心\", \"劳模\"]
implements = [\"n1#s1-p1\"]
+++
甲文，见[乙](b.md)。

## 第一节

说明。
--- content/news/b.md
+++
title = \"乙\"
date = 2022-04-30
tags = [\"匠心\"]
+++
乙文，见[甲的一节](a.md#dyj)和![图](p.svg)。
--- content/news/c.md
+++
title = \"丙\"
date = 2022-05-01
+++
丙文。
--- content/news/a.en.md
+++
title = \"A\"
date = 2022-04-29
+++
Text of A.

## First
--- content/features/f.md
+++
title = \"专稿\"
date = 2022-05-02
series = \"三种精神\"
+++
专稿的正文。
--- content/news/p.svg
<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"></svg>
--- content/about.md
+++
title = \"关于\"
menu = true
+++
关于本站。
";

/// Makes every file as old as it would be in real life: what changed a moment ago is read again in any case.
fn age(folder: &Path, seconds: u64) {
    for entry in walkdir::WalkDir::new(folder).into_iter().flatten().filter(|e| e.file_type().is_file()) {
        let fresh = entry.metadata().ok().and_then(|m| m.modified().ok()).is_some_and(|t| t.elapsed().is_ok_and(|age| age < Duration::from_secs(60)));
        if fresh {
            let file = fs::File::options().append(true).open(entry.path()).expect("a file");
            file.set_modified(SystemTime::now() - Duration::from_secs(seconds)).expect("a time");
        }
    }
}

/// A site whose files are old, built once.
fn built() -> Press {
    let press = Press::small(SITE);
    age(&press.root.join("content"), 9000);
    press.build();
    press
}

/// How many files a build wrote and kept.
fn counts(said: &str) -> (usize, usize) {
    let number = |before: &str| said.split(before).next().and_then(|s| s.rsplit([' ', ':']).find(|w| !w.is_empty())?.parse().ok());
    let numbers = (number(" files written"), number(" unchanged"));
    (numbers.0.unwrap_or_else(|| panic!("{said}")), numbers.1.unwrap_or_else(|| panic!("{said}")))
}

fn memory(press: &Press) -> std::path::PathBuf {
    let folder = fs::read_dir(press.root.join(".jiangxin")).expect("a folder");
    folder.flatten().map(|e| e.path()).find(|p| p.file_name().is_some_and(|n| n.to_string_lossy().starts_with("memory-"))).expect("a memory")
}

#[test]
fn an_unchanged_site_is_left_alone_and_says_what_it_said() {
    let press = built();
    let first = press.build();
    let (before, all) = (tree(&press.root), press.output().len());
    let again = press.build();
    assert_eq!(counts(&again.out), (0, all), "{}", again.out);
    assert_eq!(again.err, first.err);
    assert_eq!(tree(&press.root), before);
}

#[test]
fn one_text_edited_writes_its_page_and_what_prints_it() {
    let press = built();
    press.edit("--- content/news/c.md\n+++\ntitle = \"丙\"\ndate = 2022-05-01\nsummary = \"丙\"\n+++\n丙文。\n");
    age(&press.root.join("content"), 8000);
    press.build();
    let before = press.output();
    press.edit("--- content/news/c.md\n+++\ntitle = \"丙\"\ndate = 2022-05-01\nsummary = \"丙\"\n+++\n丙文改了。\n");
    let ran = press.build();
    let after = press.output();
    let changed: Vec<&String> = after.iter().filter(|(path, bytes)| before.get(*path) != Some(*bytes)).map(|(path, _)| path).collect();
    assert_eq!(counts(&ran.out).0, changed.len(), "{}", ran.out);
    // The index has a test of its own.
    let pages: Vec<&str> = changed.into_iter().map(String::as_str).filter(|path| !path.starts_with("search/")).collect();
    assert_eq!(pages, ["atom.xml", "news/atom.xml", "news/c/index.html"], "the page and the two feeds that hold its text");
    assert!(press.page("news/c/").contains("丙文改了"));
}

#[test]
fn settled_documents_are_remembered_and_fresh_ones_are_not() {
    let press = built();
    press.edit("--- content/news/fresh.md\n+++\ntitle = \"刚写的文章\"\ndate = 2022-05-04\n+++\n刚写的正文。\n");
    press.build();
    let stored = fs::read(memory(&press)).expect("a memory");
    let holds = |words: &str| stored.windows(words.len()).any(|w| w == words.as_bytes());
    assert!(holds("content/news/c.md") && holds("丙"), "a document whose file is old");
    assert!(!holds("content/news/fresh.md") && !holds("刚写的文章"), "a document written a moment ago");
    assert!(holds("news/fresh/index.html"), "its page");
    assert!(!holds("示例总工会"), "a notice, which is read again each time");
}

#[test]
fn a_damaged_memory_is_no_memory() {
    let press = built();
    let clean = tree(&press.root.join("output"));
    let at = memory(&press);
    let whole = fs::read(&at).expect("a memory");
    let mut turned = whole.clone();
    let last = turned.len() - 1;
    turned[last] ^= 1;
    let other = [b"jiangxin memory 0\n", &whole[18..]].concat();
    for odd in [&b""[..], b"x", &whole[..whole.len() / 2], &turned, &other] {
        fs::write(&at, odd).expect("written");
        press.build();
        assert_eq!(tree(&press.root.join("output")), clean);
    }
    // A folder where the memory should stand: there is none then.
    fs::remove_file(&at).expect("removed");
    fs::create_dir(&at).expect("a folder");
    press.build_with(&["--verify"]);
}

#[test]
fn clean_uses_no_memory_and_verify_finds_what_differs() {
    let press = built();
    let ran = press.build_with(&["--clean", "--verify"]);
    assert!(ran.out.contains("Verified: "), "{}", ran.out);
    let all = press.output().len();
    assert_eq!(counts(&ran.out), (0, all));
}

#[test]
fn a_page_changed_by_hand_to_the_same_length_is_brought_back() {
    let press = built();
    let page = press.page("news/c/");
    press.write("output/news/c/index.html", page.replace("丙文", "丁文").as_bytes());
    press.build();
    assert_eq!(press.page("news/c/"), page);
}

#[test]
fn a_document_appears_and_goes_when_its_time_comes() {
    let press = built();
    let zone = jiff::tz::TimeZone::get("Asia/Shanghai").expect("a zone");
    let at = |seconds: i64| jiff::Timestamp::now().to_zoned(zone.clone()).datetime().saturating_add(jiff::Span::new().seconds(seconds));
    let begun = std::time::Instant::now();
    let wait = |until: u64| std::thread::sleep(Duration::from_millis(until).saturating_sub(begun.elapsed()));
    let (from, until) = (at(6).strftime("%Y-%m-%dT%H:%M:%S").to_string(), at(12).strftime("%Y-%m-%dT%H:%M:%S").to_string());
    press.edit(&format!("--- content/news/t.md\n+++\ntitle = \"定时\"\ndate = 2022-05-03\npublish_at = {from}\nexpire_at = {until}\n+++\n到时才见。\n"));
    age(&press.root.join("content"), 7000);
    press.build();
    assert!(!press.has("output/news/t/index.html"));
    wait(6300);
    press.build();
    assert!(press.has("output/news/t/index.html") && press.page("news/").contains("定时"));
    wait(12300);
    press.build();
    assert!(!press.has("output/news/t/index.html") && !press.page("news/").contains("定时"));
}

#[test]
fn the_fields_beside_a_notice_change_what_others_show() {
    let press = built();
    press.write("content/notices/n1.toml", "tags = [\"匠心\"]\n".as_bytes());
    press.build();
    press.build_with(&["--verify"]);
    press.write("content/notices/n1.toml", "tags = [\"另一个\"]\n".as_bytes());
    press.build_with(&["--verify"]);
    press.remove("content/notices/n1.toml");
    press.build_with(&["--verify"]);
}

#[cfg(unix)]
#[test]
fn a_text_of_the_same_length_and_time_is_seen() {
    let press = built();
    let at = press.root.join("content/news/c.md");
    let time = fs::metadata(&at).and_then(|m| m.modified()).expect("a time");
    press.write("content/news/c.md", press.read("content/news/c.md").replace("丙文", "丁文").as_bytes());
    fs::File::options().append(true).open(&at).and_then(|file| file.set_modified(time)).expect("a time");
    press.build();
    assert!(press.page("news/c/").contains("丁文"));
}

#[test]
fn options_are_part_of_what_is_remembered() {
    let press = built();
    let whole = press.output();
    press.build_with(&["--no-minify"]);
    assert_ne!(press.output(), whole);
    press.build_with(&["--base-url", "https://other.example.cn/x/"]);
    assert!(press.page("news/c/").contains("https://other.example.cn/x/news/c/"));
    press.build();
    assert_eq!(press.output(), whole);
}

#[test]
fn two_outputs_have_memories_of_their_own() {
    let press = built();
    press.build_with(&["--output", "second", "--relative"]);
    let (first, second) = (tree(&press.root.join("output")), tree(&press.root.join("second")));
    press.build();
    press.build_with(&["--output", "second", "--relative"]);
    assert_eq!((tree(&press.root.join("output")), tree(&press.root.join("second"))), (first, second));
}

/// A site large enough that a build takes a while, and one change to every page of it.
fn large(press: &Press, word: &str) {
    for n in 0..150 {
        let text = format!("+++\ntitle = \"第{n}篇{word}\"\ndate = 2022-05-{:02}\ntags = [\"匠心\"]\n+++\n{word}的正文。\n\n## 小节\n\n{word}\n", n % 28 + 1);
        press.write(&format!("content/news/x{n}.md"), text.as_bytes());
    }
}

#[test]
fn killed_at_any_moment_every_page_is_whole_and_the_next_build_is_a_clean_one() {
    let press = built();
    let wanted: Vec<Tree> = ["甲版", "乙版"]
        .into_iter()
        .map(|word| {
            large(&press, word);
            press.build_with(&["--output", "wanted", "--clean"]);
            tree(&press.root.join("wanted"))
        })
        .collect();
    large(&press, "甲版");
    let started = std::time::Instant::now();
    press.build_with(&["--clean"]);
    let whole = started.elapsed();
    for (n, word) in ["乙版", "甲版"].into_iter().cycle().take(50).enumerate() {
        large(&press, word);
        let mut child = command()
            .current_dir(&press.root)
            .args(["build"])
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("a build");
        // Spread over the whole of a run, in an order that is no order.
        std::thread::sleep(whole.mul_f64((n * 37 % 50) as f64 / 45.0));
        child.kill().expect("killed");
        child.wait().expect("ended");
        for (path, bytes) in tree(&press.root.join("output")) {
            let known = wanted.iter().any(|tree| tree.get(&path) == Some(&bytes));
            assert!(known || path.contains(".jiangxin-"), "{path} is neither the old page nor the new one (kill {n})");
        }
    }
    large(&press, "乙版");
    press.build();
    assert_eq!(tree(&press.root.join("output")), wanted[1]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_and_the_next_build_is_a_clean_one() {
    let press = built();
    large(&press, "甲版");
    let disk = press.root.join("disk");
    fs::create_dir(&disk).expect("a folder");
    let mount = |arguments: &[&str]| std::process::Command::new("mount").args(arguments).arg(&disk).status().is_ok_and(|s| s.success());
    if !mount(&["-t", "tmpfs", "-o", "size=400k", "tmpfs"]) {
        eprintln!("SKIPPED: mounting a small disk is not allowed here");
        return;
    }
    let full = press.run(&["build", "--output", "disk/site"]);
    let left = tree(&disk);
    let room = mount(&["-o", "remount,size=64m"]);
    let mended = press.run(&["build", "--output", "disk/site"]);
    let site = tree(&disk.join("site"));
    let unmounted = std::process::Command::new("umount").arg(&disk).status().is_ok_and(|s| s.success());
    let ran = full.ends(2);
    assert!(ran.err.contains("writing ") && ran.err.contains("full"), "{}", ran.err);
    press.build_with(&["--clean"]);
    let clean = tree(&press.root.join("output"));
    assert!(left.iter().all(|(path, bytes)| path.contains(".jiangxin-") || clean.get(path.trim_start_matches("site/")) == Some(bytes)), "{:?}", left.keys());
    assert!(room && unmounted);
    mended.ends(0);
    assert_eq!(site, clean);
}

#[test]
fn two_builds_at_once_end_as_one() {
    let press = built();
    large(&press, "甲版");
    let start = || command().current_dir(&press.root).args(["--lang", "en", "build"]).output();
    let both = std::thread::scope(|scope| [scope.spawn(start), scope.spawn(start)].map(|t| t.join().expect("ended").expect("a build")));
    assert!(both.iter().all(|ran| ran.status.success()), "{both:?}");
    press.build_with(&["--verify"]);
}

/// One thing that an editor does to a site; the numbers choose among files and words.
fn act(press: &Press, what: u8, which: u8, turn: usize) {
    let names: Vec<&str> = ["news/a", "news/b", "news/c", "features/f", "about", "news/a.en", "news/new", "features/g", "index", "news/_index"].to_vec();
    let at = format!("content/{}.md", names[which as usize % names.len()]);
    let there = press.has(&at);
    let text = if there { press.read(&at) } else { String::new() };
    let moved = format!("content/news/moved{}.md", which % 3);
    let beside = ["content/news/c.toml", "content/notices/n1.toml"][which as usize % 2];
    let template = "themes/longyuan/templates/page.html";
    match what % 13 {
        0 if there => press.write(&at, format!("{text}\n第{turn}次修改。\n").as_bytes()),
        1 if there => press.write(&at, text.replacen("title = \"", &format!("title = \"改{turn}"), 1).as_bytes()),
        2 => press.write(&at, format!("+++\ntitle = \"新{turn}\"\ndate = 2022-05-{:02}\n+++\n新的一篇，见[甲](@/news/a.md)。\n", turn % 28 + 1).as_bytes()),
        3 if there && which % 10 != 8 => press.remove(&at),
        4 if there && text.contains("title") => {
            press.remove(&at);
            press.write(&moved, text.as_bytes());
        }
        5 if there => {
            press.write(&at, text.replacen("+++\n", &format!("+++\ntags = [\"新{}\"]\n", turn % 3), 1).replacen("tags = [\"匠心\"]\n", "", 1).as_bytes())
        }
        6 if there => press.write(&at, text.replacen("+++\n", "+++\ndraft = true\n", 1).as_bytes()),
        7 => press.write("content/news/p.svg", format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"9\"></svg>", turn + 1).as_bytes()),
        8 => {
            press.write(template, format!("{{% extends \"base.html\" %}}{{% block main %}}<p>{turn}</p>{{{{ page.body | safe }}}}{{% endblock %}}").as_bytes())
        }
        9 => press.write("content/site.toml", press.read("content/site.toml").replacen("title = \"", &format!("title = \"{}", turn % 10), 1).as_bytes()),
        10 => press
            .write("content/news/_index.md", format!("+++\ntitle = \"栏目{turn}\"\nkind = \"{}\"\n+++\n", ["news", "feature", "page"][turn % 3]).as_bytes()),
        11 if !press.has(beside) => press.write(beside, format!("author = \"作者{turn}\"\ntags = [\"旁{}\"]\n", turn % 3).as_bytes()),
        11 => press.remove(beside),
        12 => {
            let settings = press.read("content/site.toml");
            let other = settings.strip_prefix("precompress = true\n").map_or_else(|| format!("precompress = true\n{settings}"), str::to_owned);
            press.write("content/site.toml", other.as_bytes());
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, max_shrink_iters: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_any_edits_a_build_is_the_same_as_a_clean_one(acts in prop::collection::vec((any::<u8>(), any::<u8>()), 4..14)) {
        let press = built();
        for (turn, (what, which)) in acts.iter().enumerate() {
            act(&press, *what, *which, turn);
            age(&press.root.join("content"), 5000 - turn as u64);
            age(&press.root.join("themes"), 5000 - turn as u64);
            let ran = press.run(&["build"]);
            let clean = press.run(&["build", "--clean", "--output", "clean"]);
            prop_assert_eq!(ran.status, clean.status, "{} {}", ran.err, clean.err);
            if ran.status == 0 {
                let (one, other) = (tree(&press.root.join("output")), tree(&press.root.join("clean")));
                let odd: Vec<&String> = one.keys().chain(other.keys()).filter(|path| one.get(*path) != other.get(*path)).collect();
                prop_assert!(odd.is_empty(), "turn {} ({} {}): {:?}", turn, what % 13, which, odd);
            }
        }
    }
}
