use clap::{Arg, Command};

use crate::report::Tongue;

/// The help of every command in the language of its reader: headings, defaults and possible values too, which clap has in English only.
pub(super) fn manual(command: Command, tongue: Tongue) -> Command {
    let (options, arguments) = tongue.pick(("选项", "参数"), ("Options", "Arguments"));
    let told = move |arg: Arg| {
        let heading = if arg.is_positional() { arguments } else { options };
        with_values(arg, tongue).help_heading(heading)
    };
    command.mut_args(told).mut_subcommands(move |c| c.mut_args(told))
}

/// What the manual says of a command line, as clap lays it out, in the language of its reader.
pub(super) fn translated(text: &str, tongue: Tongue) -> String {
    match tongue {
        Tongue::Zh => text.replace("[OPTIONS]", "[选项]").replace("<COMMAND>", "<命令>"),
        Tongue::En => text.to_owned(),
    }
}

fn with_values(arg: Arg, tongue: Tongue) -> Arg {
    if !arg.get_action().takes_values() {
        return arg;
    }
    let Some(help) = arg.get_help().map(ToString::to_string) else { return arg };
    let values: Vec<String> = arg.get_possible_values().iter().filter(|v| !v.is_hide_set()).map(|v| v.get_name().to_owned()).collect();
    let shown = arg.get_value_names().into_iter().flatten().any(|name| name.contains('|')) || values.iter().all(|v| help.contains(v.as_str()));
    let mut notes = Vec::new();
    if !shown {
        notes.push(tongue.pick(format!("可写 {}", values.join("、")), format!("one of {}", values.join(", "))));
    }
    if let [default] = arg.get_default_values() {
        let default = default.to_string_lossy();
        notes.push(tongue.pick(format!("默认 {default}"), format!("{default} by default")));
    }
    let arg = arg.hide_possible_values(true).hide_default_value(true);
    match notes.is_empty() {
        true => arg,
        false => arg.help(tongue.pick(format!("{help}（{}）", notes.join("；")), format!("{help} ({})", notes.join("; ")))),
    }
}
