use std::io::IsTerminal;
use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::Ending;
use super::desk::{Desk, has_errors};
use super::judge::{Judged, judge};
use super::located::located;
use super::{fix, sheet, undo};
use crate::diag::{Diagnostic, Severity};
use crate::gate::entry;
use crate::report::{Tongue, check_json, github, human, sarif};

pub(super) fn command(tongue: Tongue) -> Command {
    let t = |zh, en| tongue.pick(zh, en);
    let codes = |name: &'static str, zh, en| Arg::new(name).long(name).value_name("CODE").action(ArgAction::Append).help(tongue.pick(zh, en));
    let switch = |name: &'static str, zh, en| Arg::new(name).long(name).action(ArgAction::SetTrue).help(tongue.pick(zh, en));
    Command::new("check")
        .about(t("一次列出所有问题；加 --fix 才改文件", "list everything that is wrong, at once; changes files only with --fix"))
        .arg(switch("release", "按正式发布检查：示例内容也算错误", "check for release: placeholder content is an error too"))
        .arg(switch(
            "external",
            "也检查外站链接（用 curl 逐个询问，一天之内不重复）",
            "ask other sites for the pages that links lead to (with curl, once a day)",
        ))
        .arg(switch("fix", "先列出机械性的修补，同意后写回文件", "show what can be mended mechanically, and write it once agreed"))
        .arg(switch("words", "连用词表里的错词一并替换", "put right the words of the lists too"))
        .arg(switch("yes", "不再询问，直接写", "write without asking"))
        .arg(
            Arg::new("undo")
                .long("undo")
                .value_name("PATCH")
                .value_parser(clap::value_parser!(std::path::PathBuf))
                .help(t("撤销一次 --fix：写它留下的补丁文件", "take one --fix back: name the patch it left")),
        )
        .arg(
            Arg::new("file")
                .value_name("FILE")
                .num_args(0..)
                .value_parser(clap::value_parser!(std::path::PathBuf))
                .help(t("只看（或只改）这些文件或目录；不写就是全部", "look at (or mend) these files or folders only; everything otherwise")),
        )
        .group(clap::ArgGroup::new("mending").args(["fix", "undo"]).multiple(true))
        .mut_arg("yes", |a| a.requires("mending"))
        .mut_arg("words", |a| a.requires("fix"))
        .mut_arg("file", |a| a.conflicts_with("report"))
        .arg(codes("deny", "把这个代码的问题当作错误，可写多次", "treat findings of this code as errors; may be repeated"))
        .arg(codes("allow", "不报这个代码的问题（错误除外），可写多次", "leave out findings of this code, errors excepted; may be repeated"))
        .arg(
            Arg::new("baseline").long("baseline").value_name("FILE").value_parser(clap::value_parser!(std::path::PathBuf)).help(t(
                "只报比它新的问题：FILE 是以前 --format json 或 sarif 的输出",
                "only what is new since FILE, an earlier output of --format json or sarif",
            )),
        )
        .arg(switch(
            "accept",
            "为每个问题打印一组认可，核对后填好、贴进 content/accepted.toml",
            "print for each finding the entry that accepts it, to be filled in and pasted into content/accepted.toml",
        ))
        .arg(
            Arg::new("report")
                .long("report")
                .value_name("FILE")
                .value_parser(clap::value_parser!(std::path::PathBuf))
                .help(t("另存一份可打印、签字的审签单（.html）", "also write a page to print and sign (.html)")),
        )
        .arg(Arg::new("format").long("format").value_name("FORM").value_parser(["human", "json", "sarif", "github"]).default_value("human").help(t(
            "human 给人看，json、sarif 给程序看，github 标在代码托管平台上",
            "human for people, json and sarif for programs, github for its annotations",
        )))
}

pub(super) fn run(matches: &ArgMatches, desk: &Desk) -> Ending {
    if matches.contains_id("undo") {
        return undo::run(matches, desk);
    }
    if matches.get_flag("fix") {
        return fix::run(matches, desk);
    }
    let mut judged = judge(matches, desk)?;
    if let Some(named) = matches.get_many::<PathBuf>("file") {
        let chosen = named.map(|name| located(name, desk)).collect::<Result<Vec<_>, _>>()?;
        let is_chosen = |finding: &Diagnostic| finding.file.as_deref().is_some_and(|file| chosen.iter().any(|c| c.holds(file)));
        judged.findings.retain(is_chosen);
        judged.accepted.retain(|(finding, _)| is_chosen(finding));
    }
    let Judged { findings, texts, .. } = &judged;
    if let Some(file) = matches.get_one::<PathBuf>("report") {
        sheet::write(file, &judged, matches.get_flag("release"), desk)?;
    }
    if matches.get_flag("accept") {
        let today = judged.today;
        let entries: Vec<String> =
            findings.iter().filter(|f| f.severity < Severity::Error).map(|f| entry(f, f.file.as_deref().and_then(|file| texts.get(file)), today)).collect();
        print!("{}", entries.join("\n"));
        return Ok(u8::from(has_errors(findings)));
    }
    match matches.get_one::<String>("format").map_or("human", String::as_str) {
        "json" => println!("{:#}", check_json(findings, texts)),
        "sarif" => println!("{:#}", sarif(findings, texts, desk.tongue)),
        "github" => print!("{}", github(findings, texts, desk.tongue)),
        _ => say(&judged, desk),
    }
    Ok(u8::from(has_errors(findings)))
}

fn say(judged: &Judged, desk: &Desk) {
    let Judged { findings, texts, accepted, known, .. } = judged;
    match findings.is_empty() {
        true if *known > 0 => println!("{}", desk.say("没有新的问题。", "Nothing new was found.")),
        true => println!("{}", desk.say("没有发现问题。", "Nothing wrong was found.")),
        false => print!("{}", human(findings, texts, desk.tongue, std::io::stdout().is_terminal())),
    }
    if *known > 0 {
        println!("{}", desk.say(format!("另有 {known} 个以前就有的问题没有列出。"), format!("{known} known before are not listed.")));
    }
    if !accepted.is_empty() {
        let n = accepted.len();
        println!(
            "{}",
            desk.say(format!("另有 {n} 个问题已由人认可（content/accepted.toml）。"), format!("{n} more were accepted by people (content/accepted.toml)."))
        );
    }
}

/// Whether the answer goes to a program.
pub(super) fn is_json(matches: &ArgMatches) -> bool {
    matches.get_one::<String>("format").is_some_and(|f| f == "json")
}
