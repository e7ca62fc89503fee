//! A whole site in a string, pressed by the real program: lay it out, build, edit, build again, look at the output.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// What the program said, and how it ended.
#[derive(Debug)]
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    fn of(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program prints UTF-8");
        Self { status: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
    }

    /// The same after making sure how it ended.
    #[track_caller]
    pub fn ends(self, status: i32) -> Self {
        assert_eq!(self.status, status, "standard output:\n{}\nstandard error:\n{}", self.out, self.err);
        self
    }

    /// Standard output as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {}", self.out))
    }
}

/// The program: the one named when the tests run, else the one built with them.
fn program() -> OsString {
    std::env::var_os("CARGO_BIN_EXE_jiangxin").unwrap_or_else(|| env!("CARGO_BIN_EXE_jiangxin").into())
}

/// A command that starts the program, with the system's language settled.
pub fn command() -> Command {
    let mut command = Command::new(program());
    command.env("LANG", "C.UTF-8").env_remove("LC_ALL").env_remove("LC_MESSAGES").env_remove("LANGUAGE");
    command
}

/// Runs the program where the test stands, with nothing of a site around it.
pub fn run_in(folder: &Path, arguments: &[&str], input: &[u8]) -> Ran {
    use std::io::Write;
    let mut command = command();
    command.current_dir(folder).args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    // A program that complains without reading closes the pipe first.
    let _ = stdin.write_all(input);
    drop(stdin);
    Ran::of(child.wait_with_output().expect("the program ends"))
}

/// RFC 4648, 4.
pub fn from_base64(text: &str) -> Vec<u8> {
    let value = |c: u8| match c {
        b'A'..=b'Z' => c - b'A',
        b'a'..=b'z' => c - b'a' + 26,
        b'0'..=b'9' => c - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => panic!("{:?} is no base64", char::from(c)),
    };
    let bytes: Vec<u8> = text.trim_end_matches('=').bytes().map(value).collect();
    let words = bytes.chunks(4).flat_map(|four| {
        let word = four.iter().chain([&0; 3]).take(4).fold(0_u32, |w, b| w << 6 | u32::from(*b));
        word.to_be_bytes()[1..four.len()].to_vec()
    });
    words.collect()
}

/// UTF-8, or UTF-16 where it says so, as a browser reads it.
pub fn text_of(bytes: Vec<u8>) -> String {
    match bytes.strip_prefix(&[0xFF, 0xFE]) {
        Some(wide) => {
            let units: Vec<u16> = wide.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
            String::from_utf16(&units).expect("UTF-16")
        }
        None => String::from_utf8(bytes).expect("UTF-8"),
    }
}

/// Files by their path, with `/`.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// Every file below a folder.
pub fn tree(folder: &Path) -> Tree {
    let files = walkdir::WalkDir::new(folder).into_iter().flatten().filter(|e| e.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("inside").to_string_lossy().replace('\\', "/");
            (path, fs::read(entry.path()).expect("readable"))
        })
        .collect()
}

/// The files of a site written as one text: a line `--- content/news/a.md` begins each.
pub fn files(site: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in site.lines() {
        match (line.strip_prefix("--- "), files.last_mut()) {
            (Some(path), _) => files.push((path.trim().to_owned(), String::new())),
            (None, Some((_, text))) => text.extend([line, "\n"]),
            (None, None) => assert!(line.trim().is_empty(), "“{line}” stands in no file"),
        }
    }
    files
}

/// The smallest settings: Chinese and English, an address.
pub const SETTINGS: &str = "--- content/site.toml
title = \"匠心专题\"
cards = false
base_url = \"https://zt.example.cn/\"
[languages.zh-Hans]
name = \"简体中文\"
[languages.en]
name = \"English\"
title = \"Craft\"
";

/// A site in a folder of its own, gone with the test.
pub struct Press {
    _home: TempDir,
    pub root: PathBuf,
}

impl Press {
    /// Lays a site out.
    pub fn lay(site: &str) -> Self {
        Self::lay_at("site", site)
    }

    /// Lays a site with the smallest settings out.
    pub fn small(site: &str) -> Self {
        Self::lay(&format!("{SETTINGS}{site}"))
    }

    /// Lays a site out in a folder of that name.
    pub fn lay_at(name: &str, site: &str) -> Self {
        let home = TempDir::new().expect("a temporary folder");
        let root = home.path().join(name);
        fs::create_dir_all(&root).expect("a folder");
        let press = Self { _home: home, root };
        press.edit(site);
        press
    }

    /// Lays a copy of a folder out.
    pub fn copy_of(folder: &Path) -> Self {
        let press = Self::lay("");
        for (path, bytes) in tree(folder) {
            press.write(&path, &bytes);
        }
        press
    }

    /// Writes files as [`files`] reads them.
    pub fn edit(&self, site: &str) {
        for (path, text) in files(site) {
            self.write(&path, text.as_bytes());
        }
    }

    pub fn write(&self, path: &str, bytes: &[u8]) {
        let at = self.root.join(path);
        fs::create_dir_all(at.parent().expect("a folder")).expect("a folder");
        fs::write(at, bytes).expect("written");
    }

    pub fn remove(&self, path: &str) {
        let at = self.root.join(path);
        if at.is_dir() { fs::remove_dir_all(at) } else { fs::remove_file(at) }.expect("removed");
    }

    pub fn read(&self, path: &str) -> String {
        text_of(fs::read(self.root.join(path)).unwrap_or_else(|e| panic!("{path}: {e}")))
    }

    pub fn has(&self, path: &str) -> bool {
        self.root.join(path).exists()
    }

    /// Runs the program in the site's folder, with messages in English.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        run_in(&self.root, &[&["--lang", "en"], arguments].concat(), b"")
    }

    /// Builds, and makes sure that it worked.
    #[track_caller]
    pub fn build(&self) -> Ran {
        self.run(&["build"]).ends(0)
    }

    /// Builds with more said, and makes sure that it worked.
    #[track_caller]
    pub fn build_with(&self, arguments: &[&str]) -> Ran {
        self.run(&[&["build"], arguments].concat()).ends(0)
    }

    /// Every file of the output but the manifest.
    pub fn output(&self) -> Tree {
        let mut tree = tree(&self.root.join("output"));
        tree.remove(".jiangxin-manifest.json");
        tree
    }

    /// A file of the output.
    #[track_caller]
    pub fn page(&self, path: &str) -> String {
        let path = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        let all = || self.output().into_keys().collect::<Vec<String>>().join("\n");
        text_of(fs::read(self.root.join("output").join(&path)).unwrap_or_else(|e| panic!("{path}: {e}; there are\n{}", all())))
    }

    /// The findings of `check`, as JSON.
    #[track_caller]
    pub fn check(&self, arguments: &[&str]) -> Vec<Value> {
        let ran = self.run(&[&["check", "--format", "json"], arguments].concat());
        assert!(ran.status < 2, "{}", ran.err);
        ran.json()["diagnostics"].as_array().expect("a list").clone()
    }

    /// The findings of `check` of one code, as `file:line:column`.
    #[track_caller]
    pub fn found(&self, code: &str) -> Vec<String> {
        self.check(&[]).iter().filter(|d| d["code"] == code).map(place).collect()
    }
}

/// A finding's place as `file:line:column`, as far as it has one.
pub fn place(finding: &Value) -> String {
    let file = finding["file"].as_str().unwrap_or("");
    match (finding["line"].as_u64(), finding["column"].as_u64()) {
        (Some(line), Some(column)) => format!("{file}:{line}:{column}"),
        _ => file.to_owned(),
    }
}
