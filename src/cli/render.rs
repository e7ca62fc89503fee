use std::io::IsTerminal;
use std::sync::Arc;

use clap::{Arg, ArgMatches, Command};

use super::desk::{Desk, has_errors};
use super::{Ending, input};
use crate::markup::{Options, render_plain};
use crate::report::{Texts, Tongue, human};

pub(super) fn command(tongue: Tongue) -> Command {
    Command::new("render")
        .about(tongue.pick("把一段 Markdown 变成网页代码片段", "turn one markdown text into an HTML fragment"))
        .arg(Arg::new("file").value_name("FILE").required(true).help(tongue.pick("文件，- 表示标准输入", "a file; - is standard input")))
}

pub(super) fn run(matches: &ArgMatches, desk: &Desk) -> Ending {
    let name = matches.get_one::<String>("file").map_or("-", String::as_str);
    let decoded = input::read(name)?;
    let raw_html = desk.settings().is_ok_and(|(settings, _)| settings.value.raw_html);
    let rendered = render_plain(&decoded.text, &Options { raw_html });
    print!("{}", rendered.value);
    if !rendered.value.ends_with('\n') && !rendered.value.is_empty() {
        println!();
    }
    let findings: Vec<_> = rendered.findings.into_iter().map(|f| f.in_file(name)).collect();
    if !findings.is_empty() {
        let mut texts = Texts::new();
        texts.insert(Arc::from(name), decoded.text.as_str().into());
        eprint!("{}", human(&findings, &texts, desk.tongue, std::io::stderr().is_terminal()));
    }
    Ok(u8::from(has_errors(&findings)))
}
