use std::io::IsTerminal;

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::Ending;
use super::desk::{Choice, Complaint, Desk, has_errors};
use crate::diag::{Code, Severity};
use crate::report::{Tongue, check_json, human};

pub(super) fn command(tongue: Tongue) -> Command {
    let t = |zh, en| tongue.pick(zh, en);
    let codes = |name: &'static str, zh, en| Arg::new(name).long(name).value_name("CODE").action(ArgAction::Append).help(tongue.pick(zh, en));
    Command::new("check")
        .about(t("一次列出所有问题，不写网站", "list everything that is wrong, at once; writes nothing"))
        .arg(
            Arg::new("release")
                .long("release")
                .action(ArgAction::SetTrue)
                .help(t("按正式发布检查：示例内容也算错误", "check for release: placeholder content is an error too")),
        )
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
    if matches.get_one::<String>("format").is_some_and(|f| f == "json") {
        println!("{:#}", check_json(&findings, &opened.texts));
    } else if findings.is_empty() {
        println!("{}", desk.say("没有发现问题。", "Nothing wrong was found."));
    } else {
        print!("{}", human(&findings, &opened.texts, desk.tongue, std::io::stdout().is_terminal()));
    }
    Ok(u8::from(has_errors(&findings)))
}

fn codes(matches: &ArgMatches, name: &str) -> Result<Vec<Code>, Complaint> {
    let typed = matches.get_many::<String>(name).into_iter().flatten();
    typed.map(|text| Code::from_name(text).ok_or_else(|| super::explain::unknown(text))).collect()
}
