use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use super::Ending;
use super::desk::{Choice, Complaint, Desk, has_errors};
use crate::diag::Severity;
use crate::edge::{Findings, Listening, Pace, Policy, Reach, Secret, Showing, Stage, Watch, network_address};
use crate::report::Tongue;

mod glance;
mod keeper;
mod known;
mod lookout;
mod said;

use keeper::Keeper;
use known::{Known, Read};
use lookout::Lookout;
use said::{Addresses, greet, list, refused, warn};

pub(super) fn command(tongue: Tongue) -> Command {
    let t = |zh, en| tongue.pick(zh, en);
    let flag = |name: &'static str, zh, en| Arg::new(name).long(name).action(ArgAction::SetTrue).help(tongue.pick(zh, en));
    Command::new("serve")
        .about(t("在本机预览，保存后页面自动更新", "live preview on this machine; a save updates the open page"))
        .arg(
            Arg::new("port")
                .long("port")
                .value_name("N")
                .value_parser(value_parser!(u16))
                .default_value("5151")
                .help(t("端口；已被占用时用下一个空闲的", "the port; the next free one if it is taken")),
        )
        .arg(flag("open", "在浏览器里打开", "open it in the browser"))
        .arg(flag(
            "lan",
            "让同一网络里的手机扫码查看：只能看，页面标“内部预览”，不含草稿",
            "let phones on the same network look, by a QR code: read-only, marked 内部预览, without drafts",
        ))
        .arg(flag("drafts", "和 --lan 一起用：连草稿、未到时间和已过期的也给看", "with --lan: show drafts, future and expired documents too"))
        .arg(flag("no-drafts", "不显示草稿、未到时间和已过期的", "do not show drafts, future and expired documents").conflicts_with("drafts"))
        .arg(flag("read-only", "网页上的按钮不打开文件，也不改文件", "buttons on the page open no file and change none"))
        .arg(
            Arg::new("poll").long("poll").value_name("MS").value_parser(value_parser!(u64).range(10..)).help(t(
                "每隔若干毫秒查看一次文件，用于收不到变动通知的共享目录",
                "look at the files every so many milliseconds, for shares that send no events",
            )),
        )
}

pub(super) fn run(matches: &ArgMatches, desk: &Desk) -> Ending {
    let lan = matches.get_flag("lan");
    let drafts = if lan { matches.get_flag("drafts") } else { !matches.get_flag("no-drafts") };
    let choice = Choice { drafts, ..Choice::default() };
    let pace = matches.get_one::<u64>("poll").map_or(Pace::Automatic, |ms| Pace::Every(Duration::from_millis(*ms)));
    // A missing site is said before anything is started.
    desk.settings()?;
    let (policy, token) = policy(desk, lan, matches.get_flag("read-only"))?;
    let wanted = matches.get_one::<u16>("port").copied().unwrap_or(5151);
    let reach = if lan { Reach::Network } else { Reach::Loopback };
    let listening = Listening::take(wanted, reach).map_err(|error| said::no_port(wanted, &error))?;
    let port = listening.port();
    let (known, Read { digest, mut opened, .. }) = Known::first(desk, &choice)?;
    let watch = Watch::start(&desk.root, pace);
    let good = !has_errors(&opened.findings);
    desk.read_texts(&opened.findings, Severity::Error, &mut opened.texts);
    let found = Arc::new(Findings { list: opened.findings, texts: opened.texts });
    let stage = Arc::new(Stage::new(&desk.root, desk.tongue, Showing::new(opened.press).reading(&desk.root), found.clone()));
    let addresses = Addresses::new(port, token.as_ref().map(|token| (network_address(), token.text())));
    greet(desk, &addresses, (wanted != 0 && wanted != port).then_some(wanted), &watch);
    list(desk, &found);
    warn(desk, &found);
    if matches.get_flag("open") && open::that_detached(&addresses.here).is_err() {
        let address = &addresses.here;
        eprintln!("{}", desk.say(format!("打不开浏览器，请自己打开 {address}"), format!("no browser could be started; open {address} yourself")));
    }
    let lookout = Arc::new(Lookout::new(&desk.root, stage.clone(), watch, good));
    let keeper = Keeper::new(desk.clone(), choice, stage.clone(), lookout.clone(), known, (digest, opened.ground, good));
    std::thread::spawn(move || lookout.listen());
    std::thread::spawn(move || keeper.keep(found));
    listening.serve(stage, policy).map_err(|e| Complaint::new(format!("预览无法启动：{e}"), format!("the preview could not start: {e}")))?;
    Ok(0)
}

/// Who may do what, and the token for guests.
fn policy(desk: &Desk, lan: bool, read_only: bool) -> Result<(Policy, Option<Secret>), Complaint> {
    let secret = || Secret::new().map_err(|e| Complaint::new(format!("系统给不出随机数：{e}"), format!("the system gives no random numbers: {e}")));
    let teller = desk.clone();
    let mut policy = Policy::new(move |count: u64, from: IpAddr| refused(&teller, count, from));
    if !read_only {
        policy = policy.with_editing(secret()?);
    }
    let token = if lan { Some(secret()?) } else { None };
    if let Some(token) = &token {
        policy = policy.with_guests(token.clone());
    }
    Ok((policy, token))
}

/// The site's folder as a person would name it.
fn folder(desk: &Desk) -> PathBuf {
    std::path::absolute(&desk.root).map_or_else(|_| desk.root.clone(), |p| p.components().collect())
}
