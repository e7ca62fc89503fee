//! What a check remembers: the same answer, sooner.

use crate::press::Press;

const SITE: &str = "--- content/notices/a.md\n某市总工会关于某事的通知\n\n各单位：\n\n要学习贯彻贯彻会议精神。\n--- content/news/b.md\n+++\ntitle = \"甲\"\ndate = 2025-01-01\n+++\n其它事项。\n";

/// Lets the files settle: what changed within two seconds is looked at again.
fn settled() -> Press {
    let press = Press::small(SITE);
    let past = std::time::SystemTime::now() - std::time::Duration::from_secs(60);
    for path in ["content/site.toml", "content/notices/a.md", "content/news/b.md"] {
        let file = std::fs::File::options().append(true).open(press.root.join(path)).expect("a file");
        file.set_modified(past).expect("a time");
    }
    press
}

#[test]
fn an_unchanged_site_is_answered_from_memory_and_any_change_is_seen() {
    let press = settled();
    let first = press.run(&["check"]).ends(0).out;
    assert!(first.contains("doubled-word") && first.contains("wrong-word"), "{first}");
    let memory = || {
        let folder = std::fs::read_dir(press.root.join(".jiangxin")).expect("a folder").flatten();
        folder
            .filter(|e| e.file_name().to_string_lossy().starts_with("memory-"))
            .map(|e| (e.path(), std::fs::read(e.path()).expect("read")))
            .collect::<Vec<_>>()
    };
    let kept = memory();
    assert_eq!(kept.len(), 1);
    assert_eq!(press.run(&["check"]).ends(0).out, first, "the same words, lines included");
    assert_eq!(memory(), kept, "nothing was looked at anew");
    assert_eq!(press.check(&["--allow", "wrong-word"]).iter().filter(|d| d["code"] == "wrong-word").count(), 0, "options weigh what is remembered");
    for (path, change) in [("content/news/b.md", "其它"), ("content/wording/a.toml", ""), ("content/accepted.toml", "")] {
        let before = press.run(&["check"]).out;
        match change {
            "" if path.contains("wording") => press.write(path, "[[word]]\nwrong = \"事项\"\nright = \"事情\"\n".as_bytes()),
            "" => press.write(path, b"[[accepted]]\n"),
            word => press.write(path, press.read(path).replace(word, "其他").as_bytes()),
        }
        assert_ne!(press.run(&["check"]).out, before, "{path}");
    }
    press.remove("content/accepted.toml");
    let remembered = press.run(&["check"]).out;
    std::fs::remove_dir_all(press.root.join(".jiangxin")).expect("removed");
    assert_eq!(press.run(&["check"]).out, remembered, "without a memory it is the same");
}
