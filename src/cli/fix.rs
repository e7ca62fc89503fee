use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use jiff::Timestamp;
use serde_json::{Value, json as object};

use super::desk::{Choice, Complaint, Desk, Opened, has_errors};
use super::judge::{Judged, judge};
use super::located::{located, not_of_site};
use super::{Ending, check, consent};
use crate::amend::{Amendment, Patch, Unamendable, amend, amend_with};
use crate::config::read_settings;
use crate::decode::decode;
use crate::diag::{Code, Diagnostic, Severity, Words};
use crate::digest::Digest;
use crate::document::{Kind, fields, parse, section_fields};
use crate::edge::{AmendFault, Replacement, amend_files, reason};
use crate::fields::{Spanned, split};
use crate::gate::Form;
use crate::path::SitePath;
use crate::report::{Summary, Texts, check_json};
use crate::site::{Page, Role, Site};

/// A file with what may be written into it, or why nothing may.
struct Fix {
    file: SitePath,
    made: Result<Amendment, Unamendable>,
}

/// The stamps (`translates`) of originals before and after their mends.
type Stamps = BTreeMap<SitePath, (String, String)>;

/// `check --fix`: shows the mends of the chosen files as one diff, asks, writes them, and leaves a patch that undoes it.
///
/// Exit status 0 if no mend is left unwritten and no error remains, 1 otherwise, 2 if the files changed meanwhile.
pub(super) fn run(matches: &ArgMatches, desk: &Desk) -> Ending {
    let opened = desk.open(&Choice::default())?;
    let chosen = chosen(matches, desk, &opened)?;
    let form = Form::of(&opened.source, matches.get_flag("words"));
    let mut fixes: Vec<Fix> = chosen.iter().map(|file| Fix { file: file.clone(), made: made(file, desk, &opened, &Stamps::new(), &form) }).collect();
    restamp(&mut fixes, desk, &opened, &form);
    let wanted: Vec<(&SitePath, &Amendment)> =
        fixes.iter().filter_map(|f| Some((&f.file, f.made.as_ref().ok()?))).filter(|(_, a)| a.before != a.after).collect();
    let patch = Patch { files: wanted.iter().map(|(_, a)| a.patch.clone()).collect() };
    let json = check::is_json(matches);
    if !json {
        wanted.iter().for_each(|(file, a)| print!("{}", shown(file, a, desk)));
        fixes.iter().filter_map(|f| Some((&f.file, *f.made.as_ref().err()?))).for_each(|(file, why)| eprintln!("{}", passed(file, why, desk)));
    }
    let agreed = !wanted.is_empty() && consent::given(matches, desk, wanted.len(), json)?;
    let left = if agreed { Some(write(&wanted, &patch, desk, &opened)?) } else { None };
    let Judged { mut findings, texts, .. } = judge(matches, desk)?;
    if matches.contains_id("file") {
        findings.retain(|f| f.file.as_deref().is_some_and(|name| chosen.iter().any(|c| c.as_str() == name)));
    }
    if json {
        println!("{:#}", report(&wanted, &fixes, left.as_ref(), &findings, &texts));
    } else {
        say(&wanted, left.as_ref(), &findings, desk);
    }
    let unwritten = !wanted.is_empty() && left.is_none();
    Ok(u8::from(unwritten || has_errors(&findings)))
}

/// The files that the command line names, else every document of the site and its settings.
fn chosen(matches: &ArgMatches, desk: &Desk, opened: &Opened) -> Result<Vec<SitePath>, Complaint> {
    let mut all: Vec<SitePath> = opened.press.site.pages.iter().flat_map(|p| [Some(p.document.path.clone()), p.document.sidecar.clone()]).flatten().collect();
    all.extend(SitePath::new("content/site.toml"));
    all.sort();
    all.dedup();
    let Some(named) = matches.get_many::<PathBuf>("file") else { return Ok(all) };
    let mut chosen = Vec::new();
    for name in named {
        let below = located(name, desk)?;
        let found: Vec<SitePath> = all.iter().filter(|file| below.holds(file.as_str())).cloned().collect();
        if found.is_empty() {
            return Err(not_of_site(name, desk));
        }
        chosen.extend(found);
    }
    chosen.sort();
    chosen.dedup();
    Ok(chosen)
}

/// A translation that was up to its original stays so: mends say nothing new, so its stamp follows them.
fn restamp(fixes: &mut Vec<Fix>, desk: &Desk, opened: &Opened, form: &Form) {
    // What check names for `translates`.
    let stamp = |bytes: &[u8]| decode(bytes).ok().map(|d| Digest::of(split(&d.text).body.of(&d.text).trim().as_bytes()).short(16));
    let moved = |f: &Fix| {
        let made = f.made.as_ref().ok().filter(|a| a.before != a.after)?;
        Some((f.file.clone(), (stamp(&made.before)?, stamp(&made.after)?)))
    };
    let stamps: Stamps = fixes.iter().filter_map(moved).collect();
    let pages = &opened.press.site.pages;
    for page in pages {
        let Some((old, _)) = page.original.and_then(|o| stamps.get(&pages[o].document.path)) else { continue };
        let Some(stored) = page.common.translates.as_ref().filter(|t| t.value == *old) else { continue };
        let Some(file) = SitePath::new(&stored.file) else { continue };
        let made = made(&file, desk, opened, &stamps, form);
        match fixes.iter_mut().find(|f| f.file == file) {
            Some(fix) => fix.made = made,
            None => fixes.push(Fix { file, made }),
        }
    }
    fixes.sort_by(|a, b| a.file.cmp(&b.file));
}

/// The stamp in the fields of a translation, where its original's has moved; written as an error, since it is mended with those.
fn stale(page: &Page, site: &Site, translates: Option<&Spanned<String>>, text: &str, stamps: &Stamps) -> Option<Diagnostic> {
    let (old, new) = page.original.and_then(|o| stamps.get(&site.pages[o].document.path))?;
    let stored = translates.filter(|t| t.value == *old)?;
    let at = stored.span.start + stored.span.of(text).find(old.as_str())?;
    let (zh, en) = Code::StaleTranslation.title();
    let found = Diagnostic::new(Code::StaleTranslation, zh, en).in_file(stored.file.clone()).edit(at..at + old.len(), new.as_str());
    Some(Diagnostic { severity: Severity::Error, ..found })
}

/// The file with everything written in that may be.
fn made(file: &SitePath, desk: &Desk, opened: &Opened, stamps: &Stamps, form: &Form) -> Result<Amendment, Unamendable> {
    let bytes = std::fs::read(file.on_disk(&desk.root)).map_err(|_| Unamendable::Undecodable)?;
    let site = &opened.press.site;
    let own = |findings: Vec<Diagnostic>| findings.into_iter().filter(|f| f.file.as_deref() == Some(file.as_str())).collect::<Vec<_>>();
    if file.as_str() == "content/site.toml" {
        return amend(file.as_str(), &bytes, false, &|text| own(read_settings(text, file.as_str()).findings));
    }
    let of = |p: &&Page| p.document.path == *file || p.document.sidecar.as_ref() == Some(file);
    let Some(page) = site.pages.iter().find(of) else { return amend(file.as_str(), &bytes, false, &|_| Vec::new()) };
    let is_text = page.document.path == *file;
    let beside = page.document.sidecar.as_ref().filter(|_| is_text).and_then(|s| Some((s.clone(), read_text(s, &desk.root)?)));
    let find = |text: &str| {
        let mut findings = Vec::new();
        let sidecar = if is_text { beside.as_ref().map(|(s, t)| (s, t.as_str().into())) } else { Some((file, text.into())) };
        let whole = if is_text { text } else { &*page.document.text };
        let document = parse(&page.document.path, whole.into(), sidecar, &page.document.languages).into(&mut findings);
        match page.role {
            Role::Section { .. } => findings.extend(section_fields(&document).findings),
            _ => {
                let typed = fields(page.kind, &document).into(&mut findings);
                findings.extend(stale(page, site, typed.common.translates.as_ref(), text, stamps));
            }
        }
        own(findings)
    };
    let form = |text: &str| if is_text { form.findings(page, text) } else { Vec::new() };
    amend_with(file.as_str(), &bytes, is_text && page.kind == Kind::Notice && page.lang.is_chinese(), &find, &form)
}

fn read_text(file: &SitePath, root: &Path) -> Option<String> {
    decode(&std::fs::read(file.on_disk(root)).ok()?).ok().map(|d| d.text)
}

/// Writes files and patch; gives the patch's name below the root.
fn write(wanted: &[(&SitePath, &Amendment)], patch: &Patch, desk: &Desk, opened: &Opened) -> Result<SitePath, Complaint> {
    let now = Timestamp::now().to_zoned(opened.press.site.settings.timezone.clone());
    let stamp = now.strftime("%Y%m%d-%H%M%S").to_string();
    let names = std::iter::once(format!("fix-{stamp}.patch")).chain((2..).map(|n| format!("fix-{stamp}-{n}.patch")));
    let free = names.map(|n| SitePath::of_parts([".jiangxin", &n])).find(|p| !p.on_disk(&desk.root).exists());
    let name = free.unwrap_or_else(|| SitePath::of_parts([".jiangxin", "fix.patch"]));
    let day = now.strftime("%Y-%m-%d %H:%M:%S");
    let heading = format!("匠心 jiangxin check --fix {day}\n撤销 to undo: jiangxin check --undo {name}");
    let files: Vec<Replacement> =
        wanted.iter().map(|(file, a)| Replacement { file: (*file).clone(), before: a.before.clone(), after: a.after.clone() }).collect();
    amend_files(&desk.root, &files, Some((&name, &patch.print(&heading)))).map_err(|fault| complaint(&fault))?;
    Ok(name)
}

/// What the disk said, or which files are no longer what was shown.
pub(super) fn complaint(fault: &AmendFault) -> Complaint {
    match fault {
        AmendFault::Changed(files) => {
            let list: Vec<&str> = files.iter().map(SitePath::as_str).collect();
            Complaint::new(
                format!("这些文件在读过之后又改过，什么也没有写，请再运行一次：{}", list.join("、")),
                format!("these files changed after they were read; nothing was written, run it again: {}", list.join(", ")),
            )
        }
        AmendFault::Disk(at, error) => {
            let (zh, en) = reason(error);
            Complaint::new(format!("{} 写不进去：{zh}", at.display()), format!("{} cannot be written: {en}", at.display()))
        }
    }
}

/// One file: how many mends of which kind, then its diff.
fn shown(file: &SitePath, a: &Amendment, desk: &Desk) -> String {
    let mut kinds: Vec<(Words, usize)> = Vec::new();
    for change in &a.changes {
        let (zh, en) = change.code.title();
        match kinds.iter_mut().find(|(w, _)| w.en == en) {
            Some((_, n)) => *n += 1,
            None => kinds.push((Words::new(zh, en), 1)),
        }
    }
    let list: Vec<String> = kinds.iter().map(|(w, n)| format!("  {} × {n}\n", desk.tongue.of(w))).collect();
    let n = a.changes.len();
    let head = desk.say(format!("{file}：可修补 {n} 处"), format!("{file}: {n} to mend"));
    format!("{head}\n{}\n{}\n", list.concat(), consent::painted(&a.patch))
}

/// Why a file was passed over.
fn passed(file: &SitePath, why: Unamendable, desk: &Desk) -> String {
    let (zh, en) = reason_of(why);
    desk.say(format!("{file}：没有改，{zh}"), format!("{file}: left as it is, {en}"))
}

fn reason_of(why: Unamendable) -> (&'static str, &'static str) {
    match why {
        Unamendable::Undecodable => ("文件读不出来", "it cannot be read"),
        Unamendable::Classified => ("文件带有密级标志，请停止处理并报告", "it carries a secrecy marking: stop working on it and report it"),
        Unamendable::Encoding => (
            "它的编码写不了改后的文字，或不能原样写回；请先另存为 UTF-8",
            "its encoding cannot hold the mended text or be written back exactly; save it as UTF-8 first",
        ),
    }
}

fn say(wanted: &[(&SitePath, &Amendment)], left: Option<&SitePath>, findings: &[Diagnostic], desk: &Desk) {
    let (files, n) = (wanted.len(), wanted.iter().map(|(_, a)| a.changes.len()).sum::<usize>());
    let line = match left {
        _ if wanted.is_empty() => desk.say("没有可以机械修补的地方。".to_owned(), "There is nothing to mend mechanically.".to_owned()),
        None => desk.say(format!("没有写：{files} 个文件的 {n} 处修补。"), format!("Not written: {n} mends in {files} files.")),
        Some(name) => desk.say(
            format!("已写入 {files} 个文件，{n} 处。撤销：jiangxin check --undo {name}"),
            format!("Wrote {n} mends into {files} files. To undo: jiangxin check --undo {name}"),
        ),
    };
    println!("{line}");
    let rest: Vec<Diagnostic> = findings.iter().filter(|f| f.severity > Severity::Note).cloned().collect();
    if !rest.is_empty() {
        let sum = Summary::of(&rest).line(desk.tongue);
        println!("{}", desk.say(format!("要由人处理的还有 {sum}，见 jiangxin check。"), format!("Left for a person: {sum}; see jiangxin check.")));
    }
}

/// The answer for a program: what `check` prints, and the mends.
fn report(wanted: &[(&SitePath, &Amendment)], fixes: &[Fix], left: Option<&SitePath>, findings: &[Diagnostic], texts: &Texts) -> Value {
    let mends: Vec<Value> = wanted.iter().map(|(file, a)| object!({ "file": file.as_str(), "changes": a.changes, "diff": a.patch.print() })).collect();
    let passed = fixes.iter().filter_map(|f| Some((&f.file, reason_of(*f.made.as_ref().err()?))));
    let passed: Vec<Value> = passed.map(|(file, (zh, en))| object!({ "file": file.as_str(), "message": { "zh": zh, "en": en } })).collect();
    let mut report = object!({ "written": left.is_some(), "undo": left.map(SitePath::as_str), "fixes": mends, "passed": passed });
    if let (Some(map), Value::Object(rest)) = (report.as_object_mut(), check_json(findings, texts)) {
        map.extend(rest);
    }
    report
}
