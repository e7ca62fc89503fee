//! Every code fires where it should and is silent beside it: `tests/cases/codes/*.md` hold two sites for each, README.md says how.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiangxin::diag::Code;
use serde_json::Value;
use tempfile::TempDir;

use crate::press::{from_base64, run_in};

/// Two sites that differ by a fault.
struct Pair {
    at: String,
    code: String,
    options: Vec<String>,
    /// Whether the right site has errors of other kinds.
    is_marred: bool,
    files: Vec<Laid>,
}

/// A file of one of them or of both.
struct Laid {
    path: String,
    side: Option<char>,
    is_bytes: bool,
    lines: Vec<String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/codes")
}

fn pairs() -> Vec<Pair> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder()).expect("the cases").flatten().map(|e| e.path()).collect();
    files.retain(|at| at.file_stem().is_some_and(|stem| stem != "README"));
    files.sort();
    files.iter().flat_map(|at| parse(&at.file_name().expect("a name").to_string_lossy(), &std::fs::read_to_string(at).expect("a case"))).collect()
}

fn parse(name: &str, text: &str) -> Vec<Pair> {
    let mut out: Vec<Pair> = Vec::new();
    let mut open: Option<Laid> = None;
    for (n, line) in text.split('\n').enumerate() {
        match (&mut open, line.strip_prefix("~~~~"), line.strip_prefix("## ")) {
            (Some(_), Some(""), _) => out.last_mut().expect("below a heading").files.extend(open.take()),
            (Some(laid), ..) => laid.lines.push(line.to_owned()),
            (None, Some(head), _) => {
                let side = ['✗', '✓'].into_iter().find(|side| head.contains(*side));
                let is_bytes = head.contains(" base64 ");
                let path = head.trim_start_matches([' ', '✗', '✓']).trim_start_matches("base64 ").to_owned();
                open = Some(Laid { path, side, is_bytes, lines: Vec::new() });
            }
            (None, None, Some(head)) => {
                let mut words = head.split_whitespace().map(str::to_owned);
                let code = words.next().expect("a code");
                out.push(Pair { at: format!("{name}:{}", n + 1), code, options: words.collect(), is_marred: false, files: Vec::new() });
            }
            (None, None, None) => out.iter_mut().last().into_iter().for_each(|pair| pair.is_marred |= line.starts_with("（另有错误）")),
        }
    }
    out
}

impl Pair {
    fn lay(&self, root: &Path, side: char) {
        let mut has_settings = false;
        for file in self.files.iter().filter(|file| file.side.is_none_or(|own| own == side)) {
            let at = root.join(&file.path);
            std::fs::create_dir_all(at.parent().expect("a folder")).expect("a folder");
            let kept: Vec<&str> = file
                .lines
                .iter()
                .filter_map(|line| match ['✗', '✓'].into_iter().find(|mark| line.starts_with(&format!("{mark} "))) {
                    Some(mark) => line.strip_prefix(mark)?.strip_prefix(' ').filter(|_| mark == side),
                    None => Some(line.as_str()),
                })
                .collect();
            let bytes = if file.is_bytes { from_base64(&kept.concat()) } else { format!("{}\n", kept.join("\n")).into_bytes() };
            std::fs::write(&at, bytes).unwrap_or_else(|e| panic!("{}: {e}", self.at));
            has_settings |= file.path == "content/site.toml";
        }
        if !has_settings {
            std::fs::create_dir_all(root.join("content")).expect("a folder");
            std::fs::write(root.join("content/site.toml"), "title = \"站\"\n").expect("written");
        }
    }

    /// The codes and severities of one of the sites; those of mends among them.
    fn told(&self, side: char) -> Vec<(String, String)> {
        let home = TempDir::new().expect("a folder");
        self.lay(home.path(), side);
        let mut arguments = vec!["check", "--format", "json"];
        arguments.extend(self.options.iter().map(String::as_str));
        let said = run_in(home.path(), &arguments, b"").json();
        let word = |value: &Value| value.as_str().unwrap_or("").to_owned();
        let findings = said["diagnostics"].as_array().expect("findings").iter().map(|d| (word(&d["code"]), word(&d["severity"])));
        let changes = said["fixes"].as_array().into_iter().flatten().flat_map(|fix| fix["changes"].as_array().into_iter().flatten());
        findings.chain(changes.map(|change| (word(&change["code"]), "mend".to_owned()))).collect()
    }

    fn faults(&self) -> Vec<String> {
        let is_one = |(code, _): &(String, String)| *code == self.code;
        let (faulty, right) = (self.told('✗'), self.told('✓'));
        let other: Vec<&String> = right.iter().filter(|(code, severity)| severity == "error" && *code != self.code).map(|(code, _)| code).collect();
        let checks = [
            (!faulty.iter().any(is_one), "is silent where it should fire".to_owned()),
            (right.iter().any(is_one), "fires where it should be silent".to_owned()),
            (!self.is_marred && !other.is_empty(), format!("the right site has errors: {other:?}")),
        ];
        checks.into_iter().filter(|(wrong, _)| *wrong).map(|(_, what)| format!("{} {}: {what}", self.at, self.code)).collect()
    }
}

#[test]
fn every_code_fires_on_the_fault_and_is_silent_beside_it() {
    let pairs = pairs();
    assert!(pairs.len() > 250, "{}", pairs.len());
    let next = std::sync::atomic::AtomicUsize::new(0);
    let work = || {
        let mut faults = Vec::new();
        while let Some(pair) = pairs.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)) {
            // Names that only some systems can hold.
            if cfg!(unix) || !["bad-file-name", "unportable-name"].contains(&pair.code.as_str()) {
                faults.extend(pair.faults());
            }
        }
        faults
    };
    let faults: Vec<String> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..4).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("a worker")).collect()
    });
    assert!(faults.is_empty(), "{faults:#?}");
    println!("pairs of sites: {}", pairs.len());
}

#[test]
fn every_code_has_a_pair_or_a_line_that_says_where_else() {
    let readme = std::fs::read_to_string(folder().join("README.md")).expect("README.md");
    let mut shown: BTreeSet<String> = pairs().into_iter().map(|pair| pair.code).collect();
    for line in readme.lines().filter_map(|line| line.strip_prefix("| `")) {
        let (code, rest) = line.split_once('`').expect("a code");
        // The tests that it names are there, each in the file that was named last.
        let (mut file, mut named) = ("", 0);
        for (n, piece) in rest.split('`').enumerate() {
            if n % 2 == 0 {
                file = piece.split([' ', '：', '、', '；']).rfind(|word| word.starts_with("tests/it/")).unwrap_or(file);
            } else if piece.contains('_') {
                let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect(file);
                assert!(text.contains(&format!("fn {piece}(")), "{code}: {piece} in {file}");
                named += 1;
            }
        }
        assert!(named > 0, "{code} names no test");
        shown.insert(code.to_owned());
    }
    let all: BTreeSet<String> = Code::ALL.iter().map(|code| code.name().to_owned()).collect();
    assert_eq!(all.symmetric_difference(&shown).collect::<Vec<_>>(), Vec::<&String>::new());
}
