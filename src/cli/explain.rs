use clap::{Arg, ArgMatches, Command};

use super::Ending;
use super::desk::{Complaint, Desk};
use crate::diag::Code;
use crate::report::{Tongue, explain};

pub(super) fn command(tongue: Tongue) -> Command {
    Command::new("explain")
        .about(tongue.pick("说明一个问题代码的含义、依据和办法", "tell what a finding's code means, on what it rests, what to do"))
        .arg(Arg::new("code").value_name("CODE").help(tongue.pick("代码，如 dead-link；不写则列出全部", "a code such as dead-link; all of them if left out")))
}

pub(super) fn run(matches: &ArgMatches, desk: &Desk) -> Ending {
    match matches.get_one::<String>("code") {
        Some(name) => print!("{}", explain(Code::from_name(name).ok_or_else(|| unknown(name))?, desk.tongue)),
        None => Code::ALL.iter().for_each(|code| println!("{:<22} {:<8} {}", code.name(), code.severity().name(), desk.say(code.title().0, code.title().1))),
    }
    Ok(0)
}

/// The complaint about a code that does not exist, with the nearest one.
pub(super) fn unknown(name: &str) -> Complaint {
    let near = Code::ALL.iter().map(|c| (strsim::damerau_levenshtein(name, c.name()), c.name())).min().filter(|(d, _)| *d <= 4).map(|(_, n)| n);
    let (zh, en) = near.map_or_else(Default::default, |n| (format!("，是不是 {n} ？"), format!("; did you mean {n}?")));
    Complaint::new(
        format!("没有叫“{name}”的代码{zh}（jiangxin explain 列出全部代码）"),
        format!("there is no code “{name}”{en} (jiangxin explain lists them all)"),
    )
}
