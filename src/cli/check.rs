use std::io::IsTerminal;

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::Ending;
use super::desk::{Choice, Complaint, Desk, has_errors};
use super::{fix, undo};
use crate::diag::{Code, Diagnostic, Severity};
use crate::report::{Texts, Tongue, check_json, human};

pub(super) fn command(tongue: Tongue) -> Command {
    let t = |zh, en| tongue.pick(zh, en);
    let codes = |name: &'static str, zh, en| Arg::new(name).long(name).value_name("CODE").action(ArgAction::Append).help(tongue.pick(zh, en));
    let switch = |name: &'static str, zh, en| Arg::new(name).long(name).action(ArgAction::SetTrue).help(tongue.pick(zh, en));
    Command::new("check")
        .about(t("一次列出所有问题；加 --fix 才改文件", "list everything that is wrong, at once; changes files only with --fix"))
        .arg(switch("release", "按正式发布检查：示例内容也算错误", "check for release: placeholder content is an error too"))
        .arg(switch("fix", "先列出机械性的修补，同意后写回文件", "show what can be mended mechanically, and write it once agreed"))
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
                .help(t("只改这些文件或目录；不写就是全部文档", "mend only these files or folders; all documents otherwise")),
        )
        .group(clap::ArgGroup::new("mending").args(["fix", "undo"]).multiple(true))
        .mut_arg("yes", |a| a.requires("mending"))
        .mut_arg("file", |a| a.requires("mending"))
        .arg(codes("deny", "把这个代码的问题当作错误，可写多次", "treat findings of this code as errors; may be repeated"))
        .arg(codes("allow", "不报这个代码的问题（错误除外），可写多次", "leave out findings of this code, errors excepted; may be repeated"))
        .arg(
            Arg::new("format")
                .long("format")
                .value_name("FORM")
                .value_parser(["human", "json"])
                .default_value("human")
                .help(t("human 给人看，json 给程序看", "human for people, json for programs")),
        )
}

pub(super) fn run(matches: &ArgMatches, desk: &Desk) -> Ending {
    if matches.contains_id("undo") {
        return undo::run(matches, desk);
    }
    if matches.get_flag("fix") {
        return fix::run(matches, desk);
    }
    let (findings, texts) = findings(matches, desk)?;
    if is_json(matches) {
        println!("{:#}", check_json(&findings, &texts));
    } else if findings.is_empty() {
        println!("{}", desk.say("没有发现问题。", "Nothing wrong was found."));
    } else {
        print!("{}", human(&findings, &texts, desk.tongue, std::io::stdout().is_terminal()));
    }
    Ok(u8::from(has_errors(&findings)))
}

/// Everything that is wrong with the site, as the options weigh it, and the texts it points into.
pub(super) fn findings(matches: &ArgMatches, desk: &Desk) -> Result<(Vec<Diagnostic>, Texts), Complaint> {
    let (deny, allow) = (codes(matches, "deny")?, codes(matches, "allow")?);
    let opened = desk.open(&Choice::default())?;
    let mut findings = opened.findings;
    findings.extend(opened.press.proof());
    for finding in &mut findings {
        let for_release = matches.get_flag("release") && finding.code == Code::SampleContent;
        if deny.contains(&finding.code) || for_release {
            finding.severity = Severity::Error;
        }
    }
    findings.retain(|f| f.severity == Severity::Error || !allow.contains(&f.code));
    Ok((findings, opened.texts))
}

/// Whether the answer goes to a program.
pub(super) fn is_json(matches: &ArgMatches) -> bool {
    matches.get_one::<String>("format").is_some_and(|f| f == "json")
}

fn codes(matches: &ArgMatches, name: &str) -> Result<Vec<Code>, Complaint> {
    let typed = matches.get_many::<String>(name).into_iter().flatten();
    typed.map(|text| Code::from_name(text).ok_or_else(|| super::explain::unknown(text))).collect()
}
