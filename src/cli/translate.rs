use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::Ending;
use super::desk::{Choice, Complaint, Desk, Opened};
use super::located::located;
use crate::amend::amend;
use crate::diag::{Code, Diagnostic};
use crate::document;
use crate::edge::{AmendFault, Replacement, amend_files, reason, write_file};
use crate::fields::{self, Format, Table, Value};
use crate::lang::Lang;
use crate::path::SitePath;
use crate::report::{Cell, Column, Table as Listing, Tongue, table};
use crate::scaffold;
use crate::site::{Lag, Page, PageId, stored_passages};
use crate::text::Span;

pub(super) fn command(tongue: Tongue) -> Command {
    let t = |zh: &'static str, en: &'static str| tongue.pick(zh, en);
    Command::new("translate")
        .about(t("搭好译文的框架，或查看、记下译文的进度", "lay out a translation, or see and record how far it is"))
        .arg(Arg::new("file").value_name("FILE").required(true).value_parser(clap::value_parser!(PathBuf)).help(t("原文", "the original")))
        .arg(Arg::new("to").long("to").value_name("LANG").required(true).help(t("译成哪种语言，如 en", "the language to translate into, such as en")))
        .arg(
            Arg::new("done")
                .long("done")
                .value_name("ID")
                .action(ArgAction::Append)
                .value_delimiter(',')
                .help(t("这些段落的译文已跟上原文；all 表示全文", "the translation of these passages is up to date; all for the whole")),
        )
}

/// Writes the skeleton of a translation that is not there yet; of one that is there, says what lags behind, or records what
/// was brought up to date. Never touches the words of a translation.
pub(super) fn run(matches: &ArgMatches, desk: &Desk) -> Ending {
    let opened = desk.open(&Choice { drafts: true, ..Choice::default() })?;
    let id = original(matches, desk, &opened)?;
    let lang = language(matches, &opened)?;
    let done: Vec<&String> = matches.get_many("done").map(Iterator::collect).unwrap_or_default();
    let page = &opened.press.site.pages[id];
    match page.versions.get(&lang).copied().filter(|&v| v != id) {
        None if done.is_empty() => lay_out(page, &lang, desk, &opened),
        None => Err(Complaint::new(
            format!("{} 还没有 {lang} 的译文，先不带 --done 运行一次", page.document.path),
            format!("{} has no version in {lang} yet; run this without --done first", page.document.path),
        )),
        Some(version) if done.is_empty() => show(version, desk, &opened),
        Some(version) => record(version, page, &done, desk, &opened),
    }
}

/// The original that the command line names; of a translation, its original.
fn original(matches: &ArgMatches, desk: &Desk, opened: &Opened) -> Result<PageId, Complaint> {
    let named = matches.get_one::<PathBuf>("file").cloned().unwrap_or_default();
    let path = located(&named, desk).ok();
    let pages = &opened.press.site.pages;
    let found = path.and_then(|path| pages.iter().position(|p| p.document.path == path));
    let found = found.map(|id| pages[id].original.unwrap_or(id));
    found.ok_or_else(|| {
        let name = named.display();
        Complaint::new(format!("站点里没有文档 {name}"), format!("the site has no document {name}"))
    })
}

fn language(matches: &ArgMatches, opened: &Opened) -> Result<Lang, Complaint> {
    let tag = matches.get_one::<String>("to").map_or("", String::as_str);
    let settings = &opened.press.site.settings;
    let known: Vec<&str> = settings.languages.iter().skip(1).filter(|l| l.derive.is_none()).map(|l| l.lang.tag()).collect();
    let found = settings.languages.iter().skip(1).find(|l| l.derive.is_none() && l.lang.tag().eq_ignore_ascii_case(tag));
    found.map(|l| l.lang.clone()).ok_or_else(|| {
        let list = known.join(", ");
        Complaint::new(format!("不能译成“{tag}”：site.toml 里可译的语言有 {list}"), format!("“{tag}” is no language to translate into; site.toml has {list}"))
    })
}

fn lay_out(page: &Page, lang: &Lang, desk: &Desk, opened: &Opened) -> Ending {
    let (text, beside) = texts(page, opened);
    let read =
        document::parse(&page.document.path, text.into(), beside.as_ref().map(|(path, text)| (path, text.as_str().into())), &page.document.languages).value;
    let words = scaffold::translation(page, &read.fields, read.body(), &opened.press.site.terms);
    let Some(path) = page.document.path.as_str().strip_suffix(".md").and_then(|stem| SitePath::new(&format!("{stem}.{}.md", lang.tag()))) else {
        return Err(Complaint::new("文件名不能用", "the file's name cannot be used"));
    };
    let at = path.on_disk(&desk.root);
    if at.exists() {
        return Err(Complaint::new(format!("{path} 已经存在，没有动它"), format!("{path} exists already and was left alone")));
    }
    write_file(&at, words.as_bytes()).map_err(|e| {
        let why = reason(&e);
        Complaint::new(format!("写 {path} 时出错：{}", why.0), format!("writing {path} failed: {}", why.1))
    })?;
    println!("{}", desk.say(format!("已搭好 {path}；译好以后删去 draft 那一行"), format!("laid out {path}; delete the line draft once it is translated")));
    Ok(0)
}

fn texts(page: &Page, opened: &Opened) -> (String, Option<(SitePath, String)>) {
    let text = opened.source.text(&page.document.path).unwrap_or("").to_owned();
    let beside = page.document.sidecar.as_ref().and_then(|path| Some((path.clone(), opened.source.text(path)?.to_owned())));
    (text, beside)
}

fn show(version: PageId, desk: &Desk, opened: &Opened) -> Ending {
    let site = &opened.press.site;
    let path = &site.pages[version].document.path;
    let lags = site.lags(version);
    if lags.is_empty() {
        let known = site.pages[version].common.translates.as_ref().is_some_and(|t| stored_passages(&t.value).is_some());
        let (zh, en) = if known {
            ("逐段都跟上了原文", "is up to its original, passage by passage")
        } else {
            ("没有逐段的记录；核对以后用 --done all 记下", "has no record of its passages; once it is checked, record it with --done all")
        };
        println!("{}", desk.say(format!("{path} {zh}"), format!("{path} {en}")));
        return Ok(0);
    }
    let columns = vec![Column::new("part", "段落", "Passage"), Column::new("state", "状态", "State")];
    let state = |lag: Lag| desk.say(lag.words().0, lag.words().1);
    let rows = lags.iter().map(|(id, lag)| vec![Cell::from(id.as_str()), Cell::from(state(*lag))]).collect();
    println!("{path}");
    print!("{}", table(&Listing { columns, rows }, crate::report::Format::Table, desk.tongue));
    Ok(0)
}

fn record(version: PageId, original: &Page, done: &[&String], desk: &Desk, opened: &Opened) -> Ending {
    let page = &opened.press.site.pages[version];
    let stamp = stamp(page, original, done)?;
    let file = page.common.translates.as_ref().and_then(|t| SitePath::new(&t.file)).unwrap_or_else(|| page.document.path.clone());
    let bytes = std::fs::read(file.on_disk(&desk.root)).map_err(|e| {
        let why = reason(&e);
        Complaint::new(format!("读 {file} 时出错：{}", why.0), format!("reading {file} failed: {}", why.1))
    })?;
    let finding = |text: &str| wanted(text, &file, &stamp, &page.document.languages).into_iter().collect();
    let made = amend(file.as_str(), &bytes, false, &finding)
        .map_err(|_| Complaint::new(format!("{file} 的编码写不回去，没有动它"), format!("{file} cannot be written back in its encoding and was left alone")))?;
    if made.before != made.after {
        let replacement = Replacement { file: file.clone(), before: made.before, after: made.after };
        amend_files(&desk.root, &[replacement], None).map_err(|fault| match fault {
            AmendFault::Changed(_) => {
                Complaint::new(format!("{file} 刚刚被改过，没有动它，请再运行一次"), format!("{file} has just changed and was left alone; run this again"))
            }
            AmendFault::Disk(_, e) => {
                let why = reason(&e);
                Complaint::new(format!("写 {file} 时出错：{}", why.0), format!("writing {file} failed: {}", why.1))
            }
        })?;
    }
    println!("{}", desk.say(format!("已在 {file} 记下"), format!("recorded in {file}")));
    Ok(0)
}

/// What the translation is to store once these passages are up to date.
fn stamp(page: &Page, original: &Page, done: &[&String]) -> Result<String, Complaint> {
    if done.iter().any(|id| *id == "all") {
        return Ok(original.stamp());
    }
    let stored = page.common.translates.as_ref().and_then(|t| stored_passages(&t.value)).ok_or_else(|| {
        Complaint::new(
            "这篇译文还没有逐段的记录，请先核对全文，再用 --done all 记下",
            "this translation has no record of its passages; check the whole and record it with --done all first",
        )
    })?;
    let current: Vec<(&str, &str)> = original.settled_passages().map(|(id, p)| (id, p.digest.as_str())).collect();
    if let Some(unknown) = done.iter().find(|id| !current.iter().chain(&stored).any(|(known, _)| *known == id.as_str())) {
        let known: Vec<&str> = current.iter().map(|(id, _)| *id).collect();
        let list = known.join(", ");
        return Err(Complaint::new(format!("原文没有“{unknown}”这一段；有的是 {list}"), format!("the original has no passage “{unknown}”; it has {list}")));
    }
    let is_done = |id: &str| done.iter().any(|d| *d == id);
    let mut parts: Vec<(&str, &str)> = Vec::new();
    for (id, digest) in &current {
        let before = stored.iter().find(|(known, _)| known == id).map(|(_, d)| *d);
        parts.extend(if is_done(id) { Some(*digest) } else { before }.map(|d| (*id, d)));
    }
    let gone = stored.iter().filter(|(id, _)| !current.iter().any(|(known, _)| known == id) && !is_done(id));
    parts.extend(gone.copied());
    Ok(parts.iter().map(|(id, digest)| format!("{id}:{digest}")).collect::<Vec<_>>().join(" "))
}

/// The change that makes `translates` of a file say `stamp`; `None` where it does.
fn wanted(text: &str, file: &SitePath, stamp: &str, languages: &[Lang]) -> Option<Diagnostic> {
    let is_fields = file.as_str().ends_with(".toml");
    let read = |text: &str| -> Table {
        if is_fields {
            fields::parse(text, Span::new(0, text.len()), Format::Toml, file.shared(), Code::FrontMatterSyntax).value
        } else {
            document::parse(file, text.into(), None, languages).value.fields
        }
    };
    let table = read(text);
    let (span, words) = match table.get("translates") {
        Some(entry) if entry.value == Value::Text(stamp.to_owned()) => return None,
        Some(entry) => (entry.span, format!("\"{stamp}\"")),
        None if is_fields => (Span::new(0, 0), format!("translates = \"{stamp}\"\n")),
        None => match fields::split(text).front {
            Some(front) if front.format == Format::Yaml => (Span::new(front.span.start, front.span.start), format!("translates: \"{stamp}\"\n")),
            Some(front) => (Span::new(front.span.start, front.span.start), format!("translates = \"{stamp}\"\n")),
            None => (Span::new(0, 0), format!("+++\ntranslates = \"{stamp}\"\n+++\n")),
        },
    };
    let mut finding =
        Diagnostic::new(Code::StaleTranslation, "记下译文的进度", "the record of a translation").in_file(file.shared()).at(span).edit(span, words);
    finding.severity = crate::diag::Severity::Error;
    Some(finding)
}
