use clap::{Arg, ArgMatches, Command};
use clap_complete::Shell;

use super::Ending;
use super::desk::Desk;
use crate::report::Tongue;

const SHELLS: [(&str, Shell); 5] =
    [("bash", Shell::Bash), ("zsh", Shell::Zsh), ("fish", Shell::Fish), ("powershell", Shell::PowerShell), ("elvish", Shell::Elvish)];

pub(super) fn command(tongue: Tongue) -> Command {
    Command::new("completions")
        .about(tongue.pick("输出命令行补全脚本", "print a completion script for a shell"))
        .arg(Arg::new("shell").value_name("SHELL").required(true).value_parser(SHELLS.map(|(name, _)| name)).help(tongue.pick("哪一种 shell", "which shell")))
}

pub(super) fn run(matches: &ArgMatches, desk: &Desk) -> Ending {
    let wanted = matches.get_one::<String>("shell").map_or("bash", String::as_str);
    let shell = SHELLS.iter().find(|(name, _)| *name == wanted).map_or(Shell::Bash, |(_, shell)| *shell);
    clap_complete::generate(shell, &mut super::command(desk.tongue), "jiangxin", &mut std::io::stdout());
    Ok(0)
}
