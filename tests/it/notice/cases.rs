use std::{collections::BTreeSet, fs, path::PathBuf};

use jiangxin::{
    diag::Code,
    notice::{self, Reading},
    text::LineIndex,
};
use serde_json::Value;

/// One `##` of a case file: a text and what is promised about it.
struct Case {
    name: String,
    text: String,
    blocks: Vec<(String, Vec<String>)>,
}

/// Cases are written for reading: `## name`, then fenced blocks `text`, `reading`, `findings`, `silent` and `mends`.
fn cases() -> Vec<Case> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases/notice");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).expect("the folder of cases").map(|e| e.expect("an entry").path()).collect();
    files.sort();
    files.iter().flat_map(|f| parse(&fs::read_to_string(f).expect("a case file"))).collect()
}

fn parse(file: &str) -> Vec<Case> {
    let mut out: Vec<Case> = Vec::new();
    let mut open: Option<(String, Vec<String>)> = None;
    for line in file.lines() {
        match &mut open {
            Some((name, body)) if line == "~~~" => {
                let case = out.last_mut().expect("a block stands under a name");
                if name == "text" {
                    case.text = body.join("\n");
                } else {
                    case.blocks.push((name.clone(), std::mem::take(body)));
                }
                open = None;
            }
            Some((_, body)) => body.push(line.to_owned()),
            None if line.starts_with("~~~") => open = Some((line.trim_start_matches('~').to_owned(), Vec::new())),
            None if line.starts_with("## ") => out.push(Case { name: line[3..].to_owned(), text: String::new(), blocks: Vec::new() }),
            None => {}
        }
    }
    out
}

/// `sections.0.title`, `attachments.#`.
fn at(value: &Value, path: &str) -> String {
    let mut value = value;
    for step in path.split('.') {
        if step == "#" {
            return value.as_array().map_or("no list".to_owned(), |a| a.len().to_string());
        }
        value = step.parse::<usize>().map_or(&value[step], |i| &value[i]);
    }
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn findings(text: &str, reading: &Reading) -> Vec<String> {
    let index = LineIndex::new(text);
    let found = reading.diagnostics.iter().filter(|d| d.code != Code::NotANotice);
    found
        .map(|d| {
            let span = d.span.unwrap_or_default();
            let (line, column) = index.place(text, span.start);
            format!("{line}:{column} {} {}", d.code.name(), span.of(text)).trim_end().to_owned()
        })
        .collect()
}

fn check(case: &Case, faults: &mut Vec<String>) {
    let reading = notice::read(&case.text);
    let value = serde_json::to_value(&reading.notice).expect("a notice serialises");
    let mut fault = |what: String| faults.push(format!("{}: {what}", case.name));
    for (kind, lines) in &case.blocks {
        match kind.as_str() {
            "reading" => {
                for line in lines {
                    let (path, want) = line.split_once(": ").unwrap_or((line, ""));
                    let got = at(&value, path);
                    if got != want {
                        fault(format!("{path} is {got:?}, not {want:?}"));
                    }
                }
            }
            "findings" => {
                let got = findings(&case.text, &reading);
                if got != *lines {
                    fault(format!("findings are {got:#?}, not {lines:#?}"));
                }
            }
            "silent" => {
                for code in lines {
                    assert!(Code::from_name(code).is_some(), "{code} is no code");
                    let fired = reading.diagnostics.iter().map(|d| d.code).chain(reading.mends.iter().map(|m| m.code)).any(|c| c.name() == code);
                    if fired {
                        fault(format!("{code} fired"));
                    }
                }
            }
            "mends" => {
                let got: Vec<String> =
                    reading.mends.iter().map(|m| format!("{} {}：{} → {}", m.line, m.code.name(), m.before, m.after).trim_end().to_owned()).collect();
                if got != *lines {
                    fault(format!("mends are {got:#?}, not {lines:#?}"));
                }
            }
            other => fault(format!("a block {other}?")),
        }
    }
    if case.blocks.is_empty() || case.text.is_empty() {
        fault("promises nothing".to_owned());
    }
}

#[test]
fn every_case_reads_as_written() {
    let mut faults = Vec::new();
    cases().iter().for_each(|c| check(c, &mut faults));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_code_of_a_notice_has_a_case_that_fires_and_one_that_does_not() {
    let (mut fired, mut silent) = (BTreeSet::new(), BTreeSet::new());
    for case in cases() {
        for (kind, lines) in &case.blocks {
            match kind.as_str() {
                "silent" => silent.extend(lines.iter().cloned()),
                "findings" => fired.extend(lines.iter().filter_map(|l| l.split(' ').nth(1)).map(str::to_owned)),
                "mends" => fired.extend(lines.iter().filter_map(|l| l.split(' ').nth(1)).map(|c| c.split('：').next().unwrap_or(c).to_owned())),
                _ => {}
            }
        }
    }
    let from = Code::ALL.iter().position(|c| *c == Code::JoinPageBreak).expect("the first code of a notice");
    let notice: Vec<&Code> = Code::ALL[from..].iter().take_while(|c| **c != Code::PersonalIdentity).chain([&Code::PersonalIdentity]).collect();
    for code in notice.into_iter().filter(|c| **c != Code::NotANotice) {
        assert!(fired.contains(code.name()), "no case fires {}", code.name());
        assert!(silent.contains(code.name()), "no case keeps {} silent", code.name());
    }
}

#[test]
fn a_text_that_is_no_notice_is_said_to_be_none() {
    let fired = |text: &str| notice::read(text).diagnostics.iter().any(|d| d.code == Code::NotANotice);
    assert!(fired("# 匠心筑梦\n\n他在车床前站了三十年，手上的茧子一层又一层。"));
    assert!(!fired("各单位：\n\n现将有关事项通知如下：\n\n一、会议时间"));
    assert!(fired(""));
}
