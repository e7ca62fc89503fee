use std::path::PathBuf;
use std::time::Instant;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use super::Ending;
use super::desk::{Choice, Complaint, Desk, Opened, has_errors};
use crate::decode::decode;
use crate::diag::{Code, Diagnostic, Severity};
use crate::edge::{BuildLock, Content, Publication, WriteFault, claim, reason, write_file};
use crate::render::Made;
use crate::report::{Texts, Tongue};
use crate::site::{LOCK, Lock};

pub(super) fn command(tongue: Tongue) -> Command {
    let t = |zh, en| tongue.pick(zh, en);
    let flag = |name: &'static str, zh, en| Arg::new(name).long(name).action(ArgAction::SetTrue).help(tongue.pick(zh, en));
    Command::new("build")
        .about(t("把网站写到 output/", "write the site to output/"))
        .arg(Arg::new("output").long("output").value_name("DIR").value_parser(value_parser!(PathBuf)).help(t("写到别的目录", "write to another folder")))
        .arg(
            Arg::new("base-url")
                .long("base-url")
                .value_name("URL")
                .help(t("网站的地址，代替 site.toml 里的 base_url", "the site's address, in place of base_url of site.toml")),
        )
        .arg(flag("drafts", "连草稿、未到时间和已过期的一起发布", "publish drafts, future and expired documents too"))
        .arg(flag("relative", "链接写全文件名，双击文件就能看", "links name whole files, for opening by double click"))
        .arg(flag("no-minify", "不压缩网页", "do not minify pages"))
        .arg(flag("locked", "公布过的锚点有消失或换了所指的就算错误", "a published anchor that goes or moves is an error"))
}

pub(super) fn run(matches: &ArgMatches, desk: &Desk) -> Ending {
    let started = Instant::now();
    let choice = Choice {
        base_url: matches.get_one("base-url").cloned(),
        drafts: matches.get_flag("drafts"),
        relative: matches.get_flag("relative"),
        plain: matches.get_flag("no-minify"),
    };
    let out = matches.get_one::<PathBuf>("output").cloned().unwrap_or_else(|| desk.root.join("output"));
    let claimed = || claim(&desk.root, &out).map_err(|refusal| Complaint(refusal.words(&out)));
    claimed()?;
    // A folder without a site gets nothing put into it.
    desk.settings()?;
    let _lock = BuildLock::take(&desk.root, || eprintln!("{}", desk.say("另一个 build 正在运行，等它结束……", "another build is running; waiting for it…")));
    let Opened { press, texts, mut findings, .. } = desk.open(&choice)?;
    if matches.get_flag("locked") {
        let changes = findings.iter_mut().filter(|f| matches!(f.code, Code::AnchorGone | Code::AnchorMoved) && f.severity == Severity::Warning);
        changes.for_each(|f| f.severity = Severity::Error);
    }
    // Claimed again: a build that was waited for has written a manifest since.
    let publication = Publication::open(&out, claimed()?, press.plan.artifacts.keys());
    findings.extend(publication.findings.iter().cloned());
    if has_errors(&findings) {
        findings.extend(press.proof());
        return Ok(refuse(desk, &findings, &texts));
    }
    let taken = press.render(|path, made| match made {
        Made::Bytes(bytes) => publication.bring(path, &Content::Bytes(&bytes)),
        Made::Copy(from) => publication.bring(path, &Content::File(from.on_disk(&desk.root))),
    });
    let brought = taken.map_err(fault)?.into(&mut findings);
    if has_errors(&findings) {
        return Ok(refuse(desk, &findings, &texts));
    }
    let outcome = publication.finish(brought).map_err(fault)?;
    desk.report(&findings, &texts, Severity::Warning);
    remember(desk, press.site.lock);
    let (written, deleted, kept, seconds) = (outcome.written.len(), outcome.deleted.len(), outcome.kept, started.elapsed().as_secs_f64());
    let pages = press.plan.artifacts.keys().filter(|p| p.as_str().ends_with(".html")).count();
    println!(
        "{}",
        desk.say(
            format!("{} 个页面已在 {}：写入 {written} 个文件，删除 {deleted} 个，{kept} 个没有变化（{seconds:.2} 秒）", pages, out.display()),
            format!("{} pages in {}: {written} files written, {deleted} deleted, {kept} unchanged ({seconds:.2} s)", pages, out.display()),
        )
    );
    Ok(0)
}

/// Records the published anchors; a folder that cannot be written is said, and is no reason to take the site back.
fn remember(desk: &Desk, mut lock: Lock) {
    let at = desk.root.join(LOCK);
    let before = std::fs::read(&at).ok().and_then(|bytes| Some(decode(&bytes).ok()?.text)).unwrap_or_default();
    if (before.is_empty() && lock == Lock::default()) || lock.to_string() == before {
        return;
    }
    // Somebody may have recorded more since this run read the file.
    lock.absorb(Lock::read(&before).value);
    let now = lock.to_string();
    if now == before {
        return;
    }
    if let Err(e) = write_file(&at, now.as_bytes()) {
        let at = at.display();
        eprintln!("{}", desk.say(format!("锚点记录 {at} 没有写成：{e}"), format!("the record of anchors {at} was not written: {e}")));
    }
}

fn refuse(desk: &Desk, findings: &[Diagnostic], texts: &Texts) -> u8 {
    desk.report(findings, texts, Severity::Warning);
    eprintln!("{}", desk.say("没有写出网站，原来的输出保持不变。", "The site was not written; the earlier output is as it was."));
    1
}

fn fault(fault: WriteFault) -> Complaint {
    let ((zh, en), at) = (reason(&fault.error), fault.at.display());
    Complaint::new(
        format!("写 {at} 时出错：{zh}。已写的文件都是完整的，排除故障后再运行一次即可"),
        format!("writing {at} failed: {en}. Every file there is complete; mend the cause and run again"),
    )
}
