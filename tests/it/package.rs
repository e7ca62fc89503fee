//! Packages: what an administrator gets.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use sha2::{Digest, Sha256};

use crate::press::Press;

/// Every part of a zip by its name.
fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut out = BTreeMap::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).expect("a part");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("whole");
        out.insert(file.name().expect("a name").into_owned(), bytes);
    }
    out
}

fn packed(press: &Press, name: &str) -> BTreeMap<String, Vec<u8>> {
    parts(&std::fs::read(press.root.join(name)).expect(name))
}

fn text(parts: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(parts.get(name).unwrap_or_else(|| panic!("{name}: {:?}", parts.keys())).clone()).expect("UTF-8")
}

fn site() -> Press {
    Press::small(
        "--- content/about.md\n+++\ntitle = \"关于\"\n+++\n正文。\n--- content/che.md\n+++\ntitle = \"撤下的\"\nwithdrawn = 2026-04-02\n+++\n正文。\n--- content/news/_index.md\n+++\ntitle = \"动态\"\nkind = \"news\"\n+++\n--- content/news/yi.md\n+++\ntitle = \"启动\"\ndate = 2026-04-01\naliases = [\"old/一\"]\n+++\n正文。\n",
    )
}

#[test]
fn a_package_holds_the_site_that_build_writes_with_sums_that_fit() {
    let press = site();
    press.run(&["package"]).ends(0);
    let parts = packed(&press, "package/server.zip");
    press.build();
    let pages: BTreeMap<String, Vec<u8>> = parts.iter().filter_map(|(name, bytes)| Some((name.strip_prefix("site/")?.to_owned(), bytes.clone()))).collect();
    assert_eq!(pages, press.output());
    let sums = text(&parts, "SHA256SUMS");
    assert_eq!(sums.lines().count(), pages.len());
    for line in sums.lines() {
        let (sum, name) = line.split_once("  ").expect("two blanks");
        let hex: String = Sha256::digest(&parts[name]).iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(sum, hex, "{name}");
    }
    for (name, word) in [("nginx.conf", "location"), ("apache.htaccess", "ErrorDocument"), ("Caddyfile", "file_server"), ("web.config", "staticContent")] {
        let settings = text(&parts, &format!("server/{name}"));
        assert!(name == "web.config" || settings.contains("410"), "{name}: {settings}");
        assert!(settings.contains(word) && settings.contains("/404.html") && settings.contains("news/yi/") && !settings.contains("{{"), "{name}: {settings}");
    }
    let readme = text(&parts, "README.txt");
    assert!(readme.starts_with('\u{feff}') && readme.contains("\r\n") && readme.contains("https://zt.example.cn/") && readme.contains("Placing"));
}

#[test]
fn the_same_site_gives_the_same_bytes() {
    let press = site();
    press.run(&["package", "--output", "a.zip"]).ends(0);
    press.run(&["package", "--output", "b.zip"]).ends(0);
    assert!(std::fs::read(press.root.join("a.zip")).expect("a") == std::fs::read(press.root.join("b.zip")).expect("b"));
}

#[test]
fn laid_over_an_older_one_it_names_what_to_delete() {
    let press = site();
    press.run(&["package"]).ends(0);
    assert!(!packed(&press, "package/server.zip").contains_key("DELETE.txt"));
    press.remove("content/about.md");
    let ran = press.run(&["package"]).ends(0);
    assert!(ran.out.contains("no longer needed: 2;"), "{}", ran.out);
    assert_eq!(text(&packed(&press, "package/server.zip"), "DELETE.txt"), "\u{feff}site/about/index.html\r\nsite/search/t/about.js\r\n");
    press.write("mine.zip", b"PK of mine");
    let refused = press.run(&["package", "--output", "mine.zip"]).ends(2);
    assert!(refused.err.contains("was left alone") && press.read("mine.zip") == "PK of mine");
    press.run(&["package", "--output", "new.zip", "--previous", "mine.zip"]).ends(2);
}

#[test]
fn an_offline_package_names_whole_files_and_has_no_server_settings() {
    let press = site();
    press.run(&["package", "--offline"]).ends(0);
    let parts = packed(&press, "package/offline.zip");
    assert!(text(&parts, "site/index.html").contains("news/index.html"));
    assert!(!parts.keys().any(|name| name.starts_with("server/")) && text(&parts, "README.txt").contains("双击"));
}

#[test]
fn errors_and_samples_are_not_packed_unless_marked() {
    let press = site();
    press.edit("--- content/news/er.md\n+++\ntitle = \"示例\"\nsample = true\n+++\n");
    let refused = press.run(&["package"]).ends(1);
    assert!(refused.err.contains("sample-content") && refused.err.contains("--sample") && !press.has("package/server.zip"), "{}", refused.err);
    press.run(&["package", "--sample"]).ends(0);
    let parts = packed(&press, "package/server.zip");
    assert!(text(&parts, "README.txt").contains("不得公开发布") && text(&parts, "manifest.json").contains("\"sample\": true"));
    press.edit("--- content/news/san.md\n+++\ntitle = \"坏\"\n+++\n[x](nowhere.md)\n");
    press.run(&["package", "--sample"]).ends(1);
}

#[test]
fn an_archive_has_a_record_for_every_file() {
    let press = site();
    press.run(&["package", "--archive"]).ends(0);
    let parts = packed(&press, "package/server.zip");
    let warc = &parts["archive/site.warc"];
    let whole = String::from_utf8_lossy(warc);
    assert_eq!(whole.matches("WARC/1.1\r\n").count(), 1 + parts.keys().filter(|n| n.starts_with("site/")).count());
    assert!(whole.contains("WARC-Target-URI: https://zt.example.cn/news/yi/\r\n") && whole.contains("Content-Type: text/html; charset=utf-8\r\n"));
    let bare = Press::lay("--- content/site.toml\ntitle = \"站\"\n--- content/a.md\n# 甲\n");
    assert!(bare.run(&["package", "--archive"]).ends(2).err.contains("base_url"));
}
