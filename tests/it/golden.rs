//! Pages of the fixture as a person reads them: the main part as text with its structure, kept in `tests/golden/out`.
//!
//! `JIANGXIN_BLESS=1` writes them anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::fixture::{FIXTURE, text};
use crate::html::{Piece, Tag, pieces};

const PAGES: [(&str, &str); 6] = [
    ("notice.txt", "notices/slf-2026-1/"),
    ("notice.en.txt", "en/notices/slf-2026-1/"),
    ("coverage.txt", "coverage/"),
    ("profile.txt", "profiles/jia/"),
    ("feature.txt", "features/jiangxin/"),
    ("home.en.txt", "en/"),
];

/// The main part of a page, a block a line: its element with its id, its text with links in brackets.
fn outline(html: &str) -> String {
    let inside = html.split_once("<main").and_then(|(_, rest)| rest.split_once("</main>")).map_or("", |(main, _)| main);
    let mut out = Lines::default();
    for piece in pieces(&format!("<main{inside}")) {
        match piece {
            Piece::Open(tag) => out.open(&tag),
            Piece::Close(name) => out.close(&name),
            Piece::Text(words) => out.words(&words),
        }
    }
    out.flush();
    out.done
}

#[derive(Default)]
struct Lines {
    done: String,
    block: String,
    line: String,
    links: Vec<String>,
}

impl Lines {
    fn open(&mut self, tag: &Tag) {
        match tag.name.as_str() {
            "a" => {
                self.links.push(tag.get("href").to_owned());
                self.line.push('[');
            }
            "img" => {
                let size = format!("{}x{}", tag.get("width"), tag.get("height"));
                self.line.push_str(&format!(
                    "![{}]({} {size})",
                    tag.get("alt"),
                    undated(tag.get("src").split_once(";base64,").map_or(tag.get("src"), |(kind, _)| kind))
                ));
            }
            "strong" => self.line.push_str("**"),
            "br" => self.line.push('⏎'),
            "span" | "time" | "em" | "code" | "summary" | "button" | "small" => {}
            name => {
                self.flush();
                self.block = name.to_owned();
                if let Some(id) = tag.attributes.get("id") {
                    self.block.push_str(&format!("#{id}"));
                    self.done.push_str(&format!("{}:\n", self.block));
                }
            }
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "a" => {
                let link = self.links.pop().unwrap_or_default();
                self.line.push_str(&format!("]({link})"));
            }
            "strong" => self.line.push_str("**"),
            "span" | "time" | "em" | "code" | "summary" | "button" | "small" => {}
            _ => self.flush(),
        }
    }

    fn words(&mut self, words: &str) {
        self.line.push_str(words);
    }

    fn flush(&mut self) {
        let line = self.line.split_whitespace().collect::<Vec<_>>().join(" ");
        if !line.is_empty() {
            let block = self.block.split('#').next().unwrap_or("");
            self.done.push_str(&format!("{block} {line}\n"));
        }
        self.line.clear();
    }
}

/// A theme file's path without its digest.
fn undated(src: &str) -> String {
    match src.split_once("assets/") {
        Some((_, name)) => format!("assets/{}", name.split('.').enumerate().filter(|(n, _)| *n != 1).map(|(_, p)| p).collect::<Vec<_>>().join(".")),
        None => src.to_owned(),
    }
}

#[test]
fn pages_read_as_they_were_approved() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/out");
    let bless = std::env::var_os("JIANGXIN_BLESS").is_some();
    let mut wrong = Vec::new();
    for (name, page) in PAGES {
        let found = outline(text(&FIXTURE.plain, page));
        assert_eq!(found, outline(text(&FIXTURE.output, page)), "{page} reads otherwise when minified");
        if bless {
            fs::create_dir_all(&folder).expect("a folder");
            fs::write(folder.join(name), &found).expect("written");
        }
        let kept = fs::read_to_string(folder.join(name)).unwrap_or_default();
        if kept != found {
            let differs = kept.lines().zip(found.lines()).enumerate().find(|(_, (a, b))| a != b);
            wrong.push(format!("{name}: {differs:?}"));
        }
    }
    assert!(wrong.is_empty(), "set JIANGXIN_BLESS=1 to keep these after a look:\n{}", wrong.join("\n"));
    let kept: BTreeSet<String> = fs::read_dir(&folder).expect("goldens").flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    assert_eq!(kept, PAGES.iter().map(|(name, _)| (*name).to_owned()).collect::<BTreeSet<_>>(), "a golden that no page stands behind");
}
