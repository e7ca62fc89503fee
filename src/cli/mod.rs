//! Commands (命令): one file a command. What was typed becomes what it means here, and nowhere else.

mod build;
mod check;
mod completions;
mod consent;
mod coverage;
mod desk;
mod explain;
mod export;
mod fix;
mod import;
mod init;
mod input;
mod inspect;
mod judge;
mod list;
mod located;
mod manual;
mod new;
mod package;
mod publish;
mod render;
mod schema;
mod serve;
mod sheet;
mod survey;
mod translate;
mod undo;
mod usage;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Arg, ArgMatches, Command, value_parser};

use desk::{Complaint, Desk};

use crate::report::Tongue;

/// How a command ended: 0 done, 1 at least one finding of severity error.
type Ending = Result<u8, Complaint>;

/// Runs what was typed; exit status 0 done, 1 findings of severity error, 2 the request or the machine is wrong.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let tongue = usage::tongue(&arguments);
    let matches = match command(tongue).try_get_matches_from(&arguments) {
        Ok(matches) => matches,
        Err(error) => return usage::explain(&error, tongue),
    };
    let desk = Desk::new(&matches, tongue);
    let ending = match matches.subcommand() {
        Some((name, inner)) => dispatch(name, inner, &desk),
        None => Ok(0),
    };
    match ending {
        Ok(status) => ExitCode::from(status),
        Err(complaint) => {
            desk.complain(&complaint);
            ExitCode::from(2)
        }
    }
}

fn dispatch(name: &str, matches: &ArgMatches, desk: &Desk) -> Ending {
    match name {
        "init" => init::run(matches, desk),
        "new" => new::run(matches, desk),
        "build" => build::run(matches, desk),
        "serve" => serve::run(matches, desk),
        "check" => check::run(matches, desk),
        "inspect" => inspect::run(matches, desk),
        "render" => render::run(matches, desk),
        "coverage" => coverage::run(matches, desk),
        "list" => list::run(matches, desk),
        "export" => export::run(matches, desk),
        "publish" => publish::run(matches, desk),
        "schema" => schema::run(matches, desk),
        "package" => package::run(matches, desk),
        "import" => import::run(matches, desk),
        "translate" => translate::run(matches, desk),
        "explain" => explain::run(matches, desk),
        _ => completions::run(matches, desk),
    }
}

/// The whole command line, its help in the given language.
pub fn command(tongue: Tongue) -> Command {
    let t = |zh: &'static str, en: &'static str| tongue.pick(zh, en);
    let global = [
        Arg::new("root")
            .long("root")
            .value_name("DIR")
            .value_parser(value_parser!(std::path::PathBuf))
            .global(true)
            .help(t("站点目录，默认是当前目录", "the site's folder; the current one by default")),
        Arg::new("lang")
            .long("lang")
            .value_name("zh|en")
            .value_parser(["zh", "en"])
            .global(true)
            .help(t("消息用的语言，默认随系统", "language of messages; the system's by default")),
    ];
    let commands = [
        init::command(tongue),
        new::command(tongue),
        build::command(tongue),
        serve::command(tongue),
        check::command(tongue),
        inspect::command(tongue),
        render::command(tongue),
        coverage::command(tongue),
        list::command(tongue),
        import::command(tongue),
        export::command(tongue),
        package::command(tongue),
        publish::command(tongue),
        schema::command(tongue),
        translate::command(tongue),
        explain::command(tongue),
        completions::command(tongue),
    ];
    let command = Command::new("jiangxin")
        .version(env!("CARGO_PKG_VERSION"))
        .about(t("匠心：把公文和落实它的宣传活动做成静态专题网站", "jiangxin: an official notice and its campaign become a static microsite"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_help_heading(t("命令", "Commands"))
        .disable_help_subcommand(true)
        .help_template(usage::template(tongue))
        .disable_version_flag(true)
        .disable_help_flag(true)
        .arg(Arg::new("version").long("version").short('V').action(clap::ArgAction::Version).help(t("显示版本", "print the version")))
        .arg(Arg::new("help").long("help").short('h').global(true).action(clap::ArgAction::Help).help(t("显示帮助", "print help")))
        .args(global);
    manual::manual(command.subcommands(commands.map(|c| c.help_template(usage::template(tongue)))), tongue)
}
