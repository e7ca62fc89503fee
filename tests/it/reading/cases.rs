//! `tests/cases/reading/*.md` hold bad input with what is said about it; `UPDATE_CASES=1 cargo test` writes the blocks
//! `结果` anew, to be read before they are kept.

use std::path::Path;
use std::sync::Arc;

use jiangxin::config::read_settings;
use jiangxin::decode::{Decoded, Encoding, decode, encode_like};
use jiangxin::diag::Diagnostic;
use jiangxin::document::{self, Kind};
use jiangxin::lang::Lang;
use jiangxin::path::SitePath;
use jiangxin::text::LineIndex;

pub(super) fn languages() -> Vec<Lang> {
    ["zh-Hans", "en"].iter().filter_map(|tag| Lang::new(tag)).collect()
}

pub(super) fn bytes_of(content: &str, form: &[&str]) -> Vec<u8> {
    if form.contains(&"hex") {
        return content.split_whitespace().map(|b| u8::from_str_radix(b, 16).unwrap()).collect();
    }
    let encoding = match form {
        f if f.contains(&"gb18030") => Encoding::Gb18030,
        f if f.contains(&"utf-8-bom") => Encoding::Utf8Bom,
        f if f.contains(&"utf-16le") => Encoding::Utf16Le,
        f if f.contains(&"utf-16be") => Encoding::Utf16Be,
        f if f.contains(&"utf-16le-bare") => Encoding::Utf16LeBare,
        _ => Encoding::Utf8,
    };
    encode_like(&Decoded { text: String::new(), encoding, crlf: form.contains(&"crlf") }, content)
}

/// Reads the files of a case as a build would, and prints what is found: place, code, underlined text, message, help.
fn judge(files: &[(String, Vec<u8>)]) -> String {
    let mut findings: Vec<Diagnostic> = Vec::new();
    let mut texts: Vec<(String, Arc<str>)> = Vec::new();
    for (path, bytes) in files {
        match decode(bytes) {
            Ok(decoded) => texts.push((path.clone(), decoded.text.into())),
            Err(why) => findings.push(why.undecodable_finding(path.as_str())),
        }
    }
    if let Some((path, text)) = texts.first() {
        let sidecar = texts.get(1).map(|(p, t)| (SitePath::new(p).unwrap(), t.clone()));
        findings.extend(read(path, text.clone(), sidecar.as_ref().map(|(p, t)| (p, t.clone()))));
    }
    if findings.is_empty() {
        return "没有问题\n".to_owned();
    }
    findings.iter().map(|d| told(d, &texts)).collect::<Vec<_>>().join("\n")
}

/// What is found in one file, read as a build would.
pub(super) fn read(path: &str, text: Arc<str>, sidecar: Option<(&SitePath, Arc<str>)>) -> Vec<Diagnostic> {
    if path.ends_with("site.toml") {
        return read_settings(&text, path).findings;
    }
    let mut findings = Vec::new();
    let parsed = document::parse(&SitePath::new(path).unwrap(), text, sidecar, &languages()).into(&mut findings);
    if parsed.is_index {
        findings.extend(document::section_fields(&parsed).findings);
    } else {
        findings.extend(document::fields(Kind::of_folder(&parsed.section), &parsed).findings);
    }
    findings
}

fn told(d: &Diagnostic, texts: &[(String, Arc<str>)]) -> String {
    let file = d.file.clone().unwrap();
    let text = texts.iter().find(|(p, _)| **p == *file).map(|(_, t)| t.clone()).unwrap_or_default();
    let place = d.span.map_or(String::new(), |span| {
        let (line, column) = LineIndex::new(&text).place(&text, span.start);
        assert!(text.get(span.start..span.end).is_some(), "a span between characters: {d:?}");
        format!(":{line}:{column} 【{}】", span.of(&text).replace('\n', "⏎"))
    });
    let help = d.help.clone().unwrap_or_else(|| panic!("no help: {d:?}"));
    let edited = d.edit.as_ref().map_or(String::new(), |e| {
        assert!(text.get(e.span.start..e.span.end).is_some(), "an edit between characters: {d:?}");
        format!("  改：{} → {}\n", e.span.of(&text), e.text)
    });
    format!("{file}{place} {}\n  {}\n  {}\n  {}\n  {}\n{edited}", d.code.name(), d.message.zh, help.zh, d.message.en, help.en)
}

/// One case: its title, its files, the expected result with its place in the markdown.
struct Case {
    title: String,
    files: Vec<(String, Vec<u8>)>,
    expected: String,
    at: std::ops::Range<usize>,
}

fn cases(markdown: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let (mut title, mut files, mut fence) = (String::new(), Vec::new(), None::<(String, usize)>);
    let mut at = 0;
    for line in markdown.split_inclusive('\n') {
        let start = at;
        at += line.len();
        match (&fence, line.trim_end()) {
            (None, l) if l.starts_with("## ") => title = l[3..].to_owned(),
            (None, l) if l.starts_with("````") => fence = Some((l[4..].trim().to_owned(), at)),
            (Some((info, from)), "````") => {
                let content = &markdown[*from..start];
                if info == "结果" {
                    cases.push(Case { title: title.clone(), files: std::mem::take(&mut files), expected: content.to_owned(), at: *from..start });
                } else {
                    let words: Vec<&str> = info.split_whitespace().collect();
                    files.push((words[0].to_owned(), bytes_of(content, &words[1..])));
                }
                fence = None;
            }
            _ => {}
        }
    }
    assert!(fence.is_none() && files.is_empty(), "a case without its result");
    cases
}

#[test]
fn cases_say_what_an_editor_needs() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/reading");
    let (mut seen, mut wrong) = (0, Vec::new());
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let mut markdown = std::fs::read_to_string(&path).unwrap();
        for case in cases(&markdown.clone()).iter().rev() {
            seen += 1;
            let got = judge(&case.files);
            if got != case.expected {
                wrong.push(format!("{} · {}\n{got}", path.display(), case.title));
                markdown.replace_range(case.at.clone(), &got);
            }
        }
        if std::env::var_os("UPDATE_CASES").is_some() {
            std::fs::write(&path, markdown).unwrap();
        }
    }
    assert!(seen > 40, "only {seen} cases");
    assert!(wrong.is_empty(), "{} cases differ:\n{}", wrong.len(), wrong.join("\n"));
}
