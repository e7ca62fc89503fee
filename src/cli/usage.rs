use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use super::manual::translated;
use crate::report::Tongue;

/// The language of messages: `--lang`, else the system's.
pub(super) fn tongue(arguments: &[OsString]) -> Tongue {
    let mut typed = arguments.iter().filter_map(|a| a.to_str());
    while let Some(argument) = typed.next() {
        let value = if argument == "--lang" { typed.next() } else { argument.strip_prefix("--lang=") };
        match value {
            Some("zh") => return Tongue::Zh,
            Some("en") => return Tongue::En,
            _ => {}
        }
    }
    match sys_locale::get_locale() {
        Some(locale) if locale.to_ascii_lowercase().starts_with("zh") => Tongue::Zh,
        _ => Tongue::En,
    }
}

/// How help is laid out.
pub(super) fn template(tongue: Tongue) -> &'static str {
    tongue.pick("{about}\n\n用法：{usage}\n\n{all-args}", "{about}\n\nUsage: {usage}\n\n{all-args}")
}

/// Prints what was wrong with the command line; help and version are no error.
pub(super) fn explain(error: &Error, tongue: Tongue) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        print!("{}", translated(&error.to_string(), tongue));
        return ExitCode::SUCCESS;
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        eprint!("{}", translated(&error.to_string(), tongue));
        return ExitCode::from(2);
    }
    let (what, todo) = sentence(error, tongue);
    eprintln!("{}{what}", tongue.pick("错误：", "error: "));
    eprintln!("{}{todo}", tongue.pick("怎么办：", "help: "));
    ExitCode::from(2)
}

fn sentence(error: &Error, tongue: Tongue) -> (String, String) {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(one)) => one.clone(),
        Some(ContextValue::Strings(many)) => many.join(tongue.pick("、", ", ")),
        _ => String::new(),
    };
    let given = text(ContextKind::InvalidArg);
    let see = tongue.pick("运行 jiangxin --help 或 jiangxin 命令 --help 看用法", "see jiangxin --help or jiangxin COMMAND --help").to_owned();
    let nearest = |suggested: String| {
        if suggested.is_empty() { see.clone() } else { tongue.pick(format!("是不是 {suggested} ？{see}"), format!("did you mean {suggested}? {see}")) }
    };
    match error.kind() {
        ErrorKind::UnknownArgument => {
            (tongue.pick(format!("不认识的选项 {given}"), format!("unknown option {given}")), nearest(text(ContextKind::SuggestedArg)))
        }
        ErrorKind::InvalidSubcommand => {
            let given = text(ContextKind::InvalidSubcommand);
            (tongue.pick(format!("没有命令 {given}"), format!("there is no command {given}")), nearest(text(ContextKind::SuggestedSubcommand)))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let (value, valid) = (text(ContextKind::InvalidValue), text(ContextKind::ValidValue));
            let todo = if valid.is_empty() {
                sense(&given, tongue).unwrap_or(see)
            } else {
                tongue.pick(format!("可以写：{valid}"), format!("possible values: {valid}"))
            };
            if value.is_empty() && !given.starts_with('-') {
                return (tongue.pick("命令后面的引号里什么也没有".to_owned(), "there is nothing between the quotation marks".to_owned()), todo);
            }
            if value.is_empty() {
                return (tongue.pick(format!("选项 {given} 后面要写一个值"), format!("{given} needs a value")), todo);
            }
            (tongue.pick(format!("{given} 的值“{value}”不能用"), format!("“{value}” cannot be used for {given}")), todo)
        }
        ErrorKind::MissingRequiredArgument => missing(&given, error, tongue, see),
        ErrorKind::MissingSubcommand => (tongue.pick("没有写命令".to_owned(), "no command was given".to_owned()), see),
        ErrorKind::ArgumentConflict => {
            let other = text(ContextKind::PriorArg);
            if other == given || other.is_empty() {
                return (
                    tongue.pick(format!("选项 {given} 写了不止一次"), format!("{given} stands more than once")),
                    tongue.pick("只留一个", "keep one of them").to_owned(),
                );
            }
            (tongue.pick(format!("{given} 不能和 {other} 一起用"), format!("{given} cannot be used with {other}")), see)
        }
        _ => (error.to_string().lines().next().unwrap_or("").trim_start_matches("error: ").to_owned(), see),
    }
}

/// What else has to be written, and a whole command as an example.
fn missing(given: &str, error: &Error, tongue: Tongue, see: String) -> (String, String) {
    let options: Vec<&str> = given.split(|c: char| !c.is_ascii_lowercase() && c != '-').filter(|word| word.starts_with("--")).collect();
    let usage = error.get(ContextKind::Usage).map(ToString::to_string).unwrap_or_default();
    let command = usage.split_whitespace().skip_while(|word| *word != "jiangxin").nth(1).unwrap_or_default();
    let example = match command {
        "import" => tongue.pick("jiangxin import 通知.docx", "jiangxin import notice.docx"),
        "publish" => tongue.pick("jiangxin publish D:\\网站\\专题", "jiangxin publish /srv/www/campaign"),
        "export" => tongue.pick("jiangxin export wechat content/news/活动.md", "jiangxin export wechat content/news/opening.md"),
        "translate" => tongue.pick("jiangxin translate content/news/活动.md --to en", "jiangxin translate content/news/opening.md --to en"),
        "inspect" | "render" => tongue.pick("content/notices/通知.md", "content/notices/notice.md"),
        "completions" => "jiangxin completions bash",
        _ if options.is_empty() => return (tongue.pick(format!("缺少参数 {given}"), format!("missing argument {given}")), see),
        _ => {
            let (zh, en) = (options.join(" 或 "), options.join(" or "));
            return (tongue.pick(format!("这样用还要加上 {zh}"), format!("{en} has to go with it")), see);
        }
    };
    let whole = if example.starts_with("jiangxin") { example.to_owned() } else { format!("jiangxin {command} {example}") };
    let what = match (command, given.starts_with("--")) {
        ("publish", _) => tongue.pick("还要写出发布到哪里", "where to publish to has to be written too"),
        ("completions", _) => tongue.pick("还要写出是哪一种命令行", "which shell it is for has to be written too"),
        ("export", _) if given.contains("FORM") => tongue.pick("还要写出导出成哪一种、哪一个文件", "into what, and which file, has to be written too"),
        ("translate", true) => tongue.pick("还要用 --to 写出译成哪种语言，并写出文件名", "the language (--to) and a file have to be written too"),
        _ => tongue.pick("还要写出文件名", "the name of a file has to be written too"),
    };
    (what.to_owned(), tongue.pick(format!("例如：{whole}"), format!("for example: {whole}")))
}

/// What an option that takes a number takes.
fn sense(option: &str, tongue: Tongue) -> Option<String> {
    let (zh, en) = match option.split(' ').next()? {
        "--port" => ("写一个从 1 到 65535 的整数，如 5151；写 0 由系统挑选", "write a whole number from 1 to 65535, such as 5151; 0 lets the system choose"),
        "--poll" => ("写毫秒数，10 或更大的整数，如 1000 是每秒一次", "write milliseconds, a whole number of 10 or more; 1000 is once a second"),
        _ => return None,
    };
    Some(tongue.pick(zh, en).to_owned())
}
