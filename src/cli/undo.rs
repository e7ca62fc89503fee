use std::path::{Path, PathBuf};

use clap::ArgMatches;
use serde_json::json as object;

use super::desk::{Complaint, Desk};
use super::{Ending, check, consent, fix, input};
use crate::amend::{FilePatch, Hunk, HunkLine, Patch, PatchFault, Side, UndoFault, undo};
use crate::edge::{Replacement, amend_files};
use crate::path::SitePath;

/// `check --undo PATCH`: puts back, byte for byte, what one `check --fix` wrote; refuses where a text was changed since.
///
/// Exit status 0 if the files are as they were before, 1 if nobody agreed to write, 2 if it cannot be done.
pub(super) fn run(matches: &ArgMatches, desk: &Desk) -> Ending {
    let name = matches.get_one::<PathBuf>("undo").cloned().unwrap_or_default();
    let here = if name.exists() { name.clone() } else { desk.root.join(&name) };
    let text = input::read_exact(&here)?;
    let patch = Patch::parse(&text).map_err(|PatchFault(line)| unreadable(&name, line))?;
    let mut back: Vec<(Replacement, &FilePatch)> = Vec::new();
    let (mut changed, mut damaged) = (Vec::new(), Vec::new());
    for one in patch.files.iter().filter(|f| is_chosen(matches, desk, f)) {
        let file = SitePath::new(&one.file).filter(|f| f.as_str().starts_with("content/")).ok_or_else(|| unreadable(&name, 1))?;
        let now = std::fs::read(file.on_disk(&desk.root)).unwrap_or_default();
        match undo(one, &now) {
            Ok(was) => back.push((Replacement { file, before: now, after: was }, one)),
            Err(UndoFault::Undone) => {}
            Err(UndoFault::Changed) => changed.push(one.file.as_str()),
            Err(UndoFault::Damaged) => damaged.push(one.file.as_str()),
        }
    }
    if !changed.is_empty() || !damaged.is_empty() {
        return Err(refused(&changed, &damaged));
    }
    let json = check::is_json(matches);
    if !json {
        back.iter().for_each(|(_, one)| println!("{}", consent::painted(&reversed(one))));
    }
    let agreed = !back.is_empty() && consent::given(matches, desk, back.len(), json)?;
    let files: Vec<Replacement> = back.into_iter().map(|(r, _)| r).collect();
    if agreed {
        amend_files(&desk.root, &files, None).map_err(|fault| fix::complaint(&fault))?;
    }
    let n = files.len();
    if json {
        let names: Vec<&str> = files.iter().map(|f| f.file.as_str()).collect();
        println!("{:#}", object!({ "written": agreed, "files": names }));
    } else {
        println!(
            "{}",
            match (n, agreed) {
                (0, _) => desk.say("文件本来就是修补前的样子。".to_owned(), "The files are already as they were before.".to_owned()),
                (_, true) => desk.say(format!("已恢复 {n} 个文件。"), format!("Put {n} files back.")),
                (_, false) => desk.say(format!("没有恢复：{n} 个文件。"), format!("Not put back: {n} files.")),
            }
        );
    }
    Ok(u8::from(n > 0 && !agreed))
}

/// Whether the command line names the file, or names none.
fn is_chosen(matches: &ArgMatches, desk: &Desk, one: &FilePatch) -> bool {
    let at = desk.root.join(&one.file);
    let same = |name: &PathBuf| match (name.canonicalize(), at.canonicalize()) {
        (Ok(named), Ok(at)) => at.starts_with(named),
        _ => false,
    };
    matches.get_many::<PathBuf>("file").is_none_or(|mut named| named.any(same))
}

/// The same patch the other way round, for showing.
fn reversed(one: &FilePatch) -> FilePatch {
    let flip = |h: &Hunk| {
        let turned: Vec<HunkLine> = h
            .lines
            .chunk_by(|a, b| (a.side == Side::Both) == (b.side == Side::Both))
            .flat_map(|run| {
                let of = |from: Side, to: Side| run.iter().filter(move |l| l.side == from).map(move |l| HunkLine { side: to, text: l.text.clone() });
                of(Side::Both, Side::Both).chain(of(Side::New, Side::Old)).chain(of(Side::Old, Side::New)).collect::<Vec<_>>()
            })
            .collect();
        Hunk { old: h.new, new: h.old, codes: h.codes.clone(), lines: turned }
    };
    FilePatch { file: one.file.clone(), before: one.after, after: one.before, hunks: one.hunks.iter().map(flip).collect() }
}

fn unreadable(name: &Path, line: usize) -> Complaint {
    let name = name.display();
    Complaint::new(format!("{name} 第 {line} 行不是 check --fix 留下的补丁"), format!("{name}, line {line}: this is no patch that check --fix left"))
}

fn refused(changed: &[&str], damaged: &[&str]) -> Complaint {
    let mut zh = Vec::new();
    let mut en = Vec::new();
    if !changed.is_empty() {
        zh.push(format!("这些文件在修补之后又改过，不能撤销：{}。可以在命令后面写上其余的文件，只撤销它们", changed.join("、")));
        en.push(format!("these files changed after they were mended and cannot be undone: {}. Name the other files to undo those alone", changed.join(", ")));
    }
    if !damaged.is_empty() {
        zh.push(format!("补丁本身被改过，下列文件恢复不了：{}", damaged.join("、")));
        en.push(format!("the patch itself was changed and does not lead back: {}", damaged.join(", ")));
    }
    Complaint::new(format!("{}；什么也没有写", zh.join("；")), format!("{}; nothing was written", en.join("; ")))
}
