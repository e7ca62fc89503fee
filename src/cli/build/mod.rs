mod changed;
mod copies;
mod former;
pub(super) mod remember;
mod verify;

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use jiff::Timestamp;

use super::Ending;
use super::desk::{Choice, Complaint, Desk};
use crate::edge::{BuildLock, Claim, Memory, WriteFault, claim, reason};
use crate::report::Tongue;
use changed::Run;

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
        .arg(flag("clean", "不用上次构建的记忆，全部重做", "use nothing of the last build's memory"))
        .arg(flag("verify", "写完后从头再算一遍，逐字节比对", "then make everything again from nothing and compare each byte"))
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
    let claim = claimed(desk, &out)?;
    // A folder without a site gets nothing put into it.
    desk.settings()?;
    let mut claim = Some(claim);
    let _lock = BuildLock::take(&desk.root, || {
        // That build writes a manifest.
        claim = None;
        eprintln!("{}", desk.say("另一个 build 正在运行，等它结束……", "another build is running; waiting for it…"));
    });
    let memory = if matches.get_flag("clean") { Memory::default() } else { Memory::read(&desk.root, &out) };
    let run = Run { desk, choice: &choice, out: &out, locked: matches.get_flag("locked"), now: Timestamp::now() };
    let Some(done) = run.build(memory, claim)? else {
        eprintln!("{}", desk.say("没有写出网站，原来的输出保持不变。", "The site was not written; the earlier output is as it was."));
        return Ok(1);
    };
    let (written, deleted, kept, seconds) = (done.written, done.deleted, done.kept, started.elapsed().as_secs_f64());
    println!(
        "{}",
        desk.say(
            format!("{} 个页面已在 {}：写入 {written} 个文件，删除 {deleted} 个，{kept} 个没有变化（{seconds:.2} 秒）", done.pages, out.display()),
            format!("{} pages in {}: {written} files written, {deleted} deleted, {kept} unchanged ({seconds:.2} s)", done.pages, out.display()),
        )
    );
    if done.fewer {
        println!(
            "{}",
            desk.say(
                "压缩件只写了 .gz：这个程序不带 .br 和 .zst 的压缩。只用 .gz 也可以；三种都要，请用 cargo build --release --features precompress 构建的程序。",
                "Of the compressed files only .gz were written: this program was built without .br and .zst. That may do; for all three, build it with cargo build --release --features precompress.",
            )
        );
    }
    if matches.get_flag("verify") { verify::verify(desk, &choice, &out) } else { Ok(0) }
}

/// Whether the output folder is ours to write.
fn claimed(desk: &Desk, out: &Path) -> Result<Claim, Complaint> {
    claim(&desk.root, out).map_err(|refusal| Complaint(refusal.words(out)))
}

fn fault(fault: WriteFault) -> Complaint {
    let ((zh, en), at) = (reason(&fault.error), fault.at.display());
    Complaint::new(
        format!("写 {at} 时出错：{zh}。已写的文件都是完整的，排除故障后再运行一次即可"),
        format!("writing {at} failed: {en}. Every file there is complete; mend the cause and run again"),
    )
}
