use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use super::Ending;
use super::desk::{Complaint, Desk, has_errors};
use crate::diag::{Checked, Diagnostic};
use crate::document::Kind;
use crate::edge::{reason, write_new_file};
use crate::import::{Draft, Wish, read};
use crate::path::SitePath;
use crate::report::{Texts, Tongue, human};

/// Bytes of a file to import; more than any office paper.
const MOST: u64 = 200 << 20;

pub(super) fn command(tongue: Tongue) -> Command {
    let t = |zh: &'static str, en: &'static str| tongue.pick(zh, en);
    Command::new("import")
        .about(t("把 Word、PDF、网页或文本文件变成站点里的草稿", "turn a Word file, a PDF, a saved web page or a text into a draft of the site"))
        .arg(
            Arg::new("file")
                .value_name("FILE")
                .required(true)
                .num_args(1..)
                .value_parser(value_parser!(PathBuf))
                .help(t(".docx、.pdf、.txt、.md 或 .html 文件", "a .docx, .pdf, .txt, .md or .html file")),
        )
        .arg(Arg::new("dry-run").long("dry-run").action(ArgAction::SetTrue).help(t("只看会写什么，不写", "show what would be written, write nothing")))
        .arg(
            Arg::new("kind")
                .long("kind")
                .value_name("KIND")
                .value_parser(Kind::ALL.map(Kind::name))
                .help(t("种类，默认由内容判断", "its kind; told from the text by default")),
        )
        .arg(
            Arg::new("slug")
                .long("slug")
                .value_name("NAME")
                .help(t("网址里的名字，默认由发文字号或标题得出", "its name in the address; made from number or title by default")),
        )
}

pub(super) fn run(matches: &ArgMatches, desk: &Desk) -> Ending {
    desk.settings()?;
    let files: Vec<&PathBuf> = matches.get_many::<PathBuf>("file").into_iter().flatten().collect();
    let slug = matches.get_one::<String>("slug").cloned();
    if slug.is_some() && files.len() > 1 {
        return Err(Complaint::new("--slug 只能用于一个文件", "--slug goes with one file only"));
    }
    let kind = matches.get_one::<String>("kind").and_then(|k| Kind::from_name(k));
    let wish = Wish { kind, slug, today: jiff::Zoned::now().date() };
    let dry = matches.get_flag("dry-run");
    let (mut failed, mut odd) = (false, None);
    for file in files {
        match one(file, &wish, dry, desk) {
            Ok(done) => failed |= !done,
            // The other files are still looked at.
            Err(complaint) => {
                desk.complain(&complaint);
                odd = Some(2);
            }
        }
    }
    Ok(odd.unwrap_or(u8::from(failed)))
}

/// Imports one file; whether it was without an error.
fn one(file: &Path, wish: &Wish, dry: bool, desk: &Desk) -> Result<bool, Complaint> {
    let name = file.display().to_string();
    let cannot = |why: (String, String)| Complaint::new(format!("文件 {name} 读不出来：{}", why.0), format!("{name} cannot be read: {}", why.1));
    let about = std::fs::metadata(file).map_err(|e| cannot(reason(&e)))?;
    if about.is_dir() {
        return Err(cannot(("它是一个目录".into(), "it is a folder".into())));
    }
    if about.len() > MOST {
        return Err(cannot(("它超过 200 MB".into(), "it is larger than 200 MB".into())));
    }
    let bytes = std::fs::read(file).map_err(|e| cannot(reason(&e)))?;
    let beside = |path: &str| beside(file, path);
    let read = match read(&name, &bytes, &beside, wish) {
        Ok(read) => read,
        Err(refusal) => {
            eprint!("{}", human(&[refusal.refusal_finding(name)], &Texts::new(), desk.tongue, false));
            return Ok(false);
        }
    };
    let Checked { value: draft, findings } = read;
    let findings: Vec<Diagnostic> = findings.into_iter().map(|f| if f.file.is_none() { f.in_file(name.as_str()) } else { f }).collect();
    print!("{}", said(&draft, &name, desk));
    let mut texts = Texts::new();
    texts.insert(draft.path.shared(), draft.text.as_str().into());
    if has_errors(&findings) {
        eprint!("{}", human(&findings, &texts, desk.tongue, false));
        eprintln!("{}", desk.say("没有写任何文件。", "Nothing was written."));
        return Ok(false);
    }
    if !dry {
        write(&draft, desk)?;
    }
    print!("{}", human(&findings, &texts, desk.tongue, false));
    let line = match dry {
        true => desk.say(
            format!("以上只是预览，没有写 {}；去掉 --dry-run 才写。\n", draft.path),
            format!("A preview: {} was not written; leave --dry-run out to write it.\n", draft.path),
        ),
        false => desk.say(
            format!("已写入 {}，它是草稿。请逐字核对原件，再删去 draft 那一行。\n", draft.path),
            format!("Wrote {}, a draft. Compare it with the original, then delete its line draft.\n", draft.path),
        ),
    };
    println!("{line}");
    Ok(true)
}

/// A file beside the imported one, by a path that stays there.
fn beside(file: &Path, path: &str) -> Option<Vec<u8>> {
    let path = SitePath::new(path)?;
    let folder = file.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let at = path.on_disk(folder).canonicalize().ok()?;
    let inside = at.starts_with(folder.canonicalize().ok()?);
    std::fs::read(at).ok().filter(|bytes| inside && bytes.len() as u64 <= MOST)
}

/// What was read, in a few lines.
fn said(draft: &Draft, name: &str, desk: &Desk) -> String {
    let kind = match draft.kind {
        Kind::Notice => ("公文", "a notice"),
        Kind::Feature => ("专稿", "a feature"),
        Kind::Profile => ("人物", "a profile"),
        Kind::News => ("动态", "news"),
        Kind::Page => ("页面", "a page"),
    };
    let mut out = desk.say(format!("{name}：读作{}\n", kind.0), format!("{name}: read as {}\n", kind.1));
    let mut line = |zh: &str, en: &str, text: &str| out.push_str(&desk.say(format!("  {zh}：{text}\n"), format!("  {en}: {text}\n")));
    line("标题", "title", &draft.title);
    line("位置", "place", draft.path.as_str());
    for (key, value) in draft.fields.iter().filter(|(key, _)| *key != "title") {
        line(key, key, value);
    }
    if !draft.pictures.is_empty() {
        let names: Vec<&str> = draft.pictures.iter().map(|(path, _)| path.name()).collect();
        line("图片", "pictures", &names.join(desk.say("、", ", ")));
    }
    for mend in &draft.mends {
        let title = mend.code.title();
        line(&format!("第 {} 行 {}", mend.line, title.0), &format!("line {} {}", mend.line, title.1), &format!("{} → {}", mend.before, mend.after));
    }
    out
}

/// Writes text and pictures; nothing that is there is touched.
fn write(draft: &Draft, desk: &Desk) -> Result<(), Complaint> {
    let taken = |path: &SitePath| {
        Complaint::new(
            format!("{path} 已经存在，没有动它。请用 --slug 另起一个名字"),
            format!("{path} exists already and was left alone. Give another name with --slug"),
        )
    };
    let all: Vec<(&SitePath, &[u8])> =
        std::iter::once((&draft.path, draft.text.as_bytes())).chain(draft.pictures.iter().map(|(p, b)| (p, b.as_slice()))).collect();
    // A document in a folder of its own takes the whole folder, and a single file excludes it.
    let stem = draft.path.as_str().trim_end_matches("/index.md").trim_end_matches(".md");
    let others = [format!("{stem}.md"), stem.to_owned()].into_iter().filter_map(|p| SitePath::new(&p));
    if let Some(path) = all.iter().map(|(p, _)| (*p).clone()).chain(others).find(|p| p.on_disk(&desk.root).exists()) {
        return Err(taken(&path));
    }
    for (path, bytes) in all {
        write_new_file(&path.on_disk(&desk.root), bytes).map_err(|e| {
            if e.kind() == std::io::ErrorKind::AlreadyExists {
                return taken(path);
            }
            let why = reason(&e);
            Complaint::new(format!("写 {path} 时出错：{}", why.0), format!("writing {path} failed: {}", why.1))
        })?;
    }
    Ok(())
}
