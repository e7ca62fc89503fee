use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use jiff::Timestamp;

use super::Ending;
use super::desk::{Choice, Complaint, Desk, Opened, has_errors};
use crate::diag::{Code, Diagnostic, Severity};
use crate::digest::Digest;
use crate::edge::{Listening, Pace, Showing, Stage, Watch};
use crate::report::{Summary, Texts, Tongue};
use crate::site::Memo;

/// Errors that the terminal lists; the page shows them all.
const LISTED: usize = 10;
/// Files that never come to rest are shown all the same after so long.
const RESTLESS: Duration = Duration::from_secs(1);

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
        .arg(flag("no-drafts", "不显示草稿、未到时间和已过期的", "do not show drafts, future and expired documents"))
        .arg(
            Arg::new("poll").long("poll").value_name("MS").value_parser(value_parser!(u64).range(10..)).help(t(
                "每隔若干毫秒查看一次文件，用于收不到变动通知的共享目录",
                "look at the files every so many milliseconds, for shares that send no events",
            )),
        )
}

pub(super) fn run(matches: &ArgMatches, desk: &Desk) -> Ending {
    let choice = Choice { drafts: !matches.get_flag("no-drafts"), ..Choice::default() };
    let pace = matches.get_one::<u64>("poll").map_or(Pace::Automatic, |ms| Pace::Every(Duration::from_millis(*ms)));
    // A missing site is said before anything is started.
    desk.settings()?;
    let watch = Watch::start(&desk.root, pace);
    let wanted = matches.get_one::<u16>("port").copied().unwrap_or(5151);
    let listening = Listening::take(wanted).map_err(|error| no_port(wanted, &error))?;
    let port = listening.port();
    let snapshot = desk.read()?;
    let seen = snapshot.digest();
    let opened = snapshot.open(&choice, Timestamp::now())?;
    let good = !has_errors(&opened.findings);
    let memo = opened.press.site.memo();
    let stage = Arc::new(Stage::new(&desk.root, desk.tongue, Showing::new(opened.press), &opened.findings, &opened.texts));
    let address = format!("http://localhost:{port}/");
    greet(desk, &address, wanted, port, watch.by_events() || pace != Pace::Automatic);
    list(desk, &opened.findings, &opened.texts);
    let warnings = opened.findings.iter().filter(|f| f.severity == Severity::Warning).count();
    if warnings > 0 {
        println!("{}", desk.say(format!("{warnings} 个警告，运行 jiangxin check 查看。"), format!("{warnings} warnings; jiangxin check lists them.")));
    }
    if matches.get_flag("open") && open::that_detached(&address).is_err() {
        eprintln!("{}", desk.say(format!("打不开浏览器，请自己打开 {address}"), format!("no browser could be started; open {address} yourself")));
    }
    let keeper = Keeper { desk: desk.clone(), choice, stage: stage.clone(), watch, seen: Some(seen), good, broken: !good, memo, restless: None };
    std::thread::spawn(move || keeper.keep(opened.findings, opened.texts));
    listening.serve(stage).map_err(|e| Complaint::new(format!("预览无法启动：{e}"), format!("the preview could not start: {e}")))?;
    Ok(0)
}

fn greet(desk: &Desk, address: &str, wanted: u16, port: u16, by_events: bool) {
    if wanted != 0 && wanted != port {
        println!("{}", desk.say(format!("端口 {wanted} 已被占用，改用 {port}。"), format!("port {wanted} is taken; using {port}.")));
    }
    println!("{}{address}", desk.say("预览地址：", "preview: "));
    let folder = std::path::absolute(&desk.root).map_or_else(|_| desk.root.clone(), |p| p.components().collect::<PathBuf>());
    let folder = folder.display();
    println!("{}", desk.say(format!("站点目录：{folder}"), format!("site:    {folder}")));
    if !by_events {
        println!("{}", desk.say("收不到文件变动通知，改为定时查看。", "no file events here; looking at the files every so often."));
    }
    println!("{}", desk.say("保存文件后页面会自动更新。按 Ctrl-C 结束。", "Saving a file updates the open page. Ctrl-C ends."));
    drop(std::io::stdout().flush());
}

fn no_port(wanted: u16, error: &std::io::Error) -> Complaint {
    Complaint::new(
        format!("端口 {wanted} 和后面 20 个都用不了（{error}）。请关闭占用它们的程序，或用 --port 换一个"),
        format!("port {wanted} and the 20 after it cannot be used ({error}). Close what holds them, or choose another with --port"),
    )
}

/// Errors in short: one line each.
fn list(desk: &Desk, findings: &[Diagnostic], texts: &Texts) {
    let errors: Vec<Diagnostic> = findings.iter().filter(|f| f.severity == Severity::Error).cloned().collect();
    for finding in errors.iter().take(LISTED) {
        let place = texts.place(finding).map_or(String::new(), |p| format!(":{}:{}", p.line, p.column));
        let file = finding.file.as_deref().map_or(String::new(), |file| format!(" {file}{place}"));
        let line = format!("{}{file}  {}", desk.tongue.severity(Severity::Error), desk.tongue.of(&finding.message));
        eprintln!("{}", line.replace(|c: char| c.is_control(), " "));
    }
    if errors.len() > LISTED {
        eprintln!("{}", Summary::of(&errors).line(desk.tongue));
    }
}

/// Keeps the stage in step with the files.
struct Keeper {
    desk: Desk,
    choice: Choice,
    stage: Arc<Stage>,
    watch: Watch,
    /// Of what was last resolved.
    seen: Option<Digest>,
    /// Whether the press on the stage was resolved without errors.
    good: bool,
    /// Whether there is an error now.
    broken: bool,
    /// Documents as they were last read.
    memo: Memo,
    /// Since when files have changed while they were read.
    restless: Option<Instant>,
}

impl Keeper {
    fn keep(mut self, findings: Vec<Diagnostic>, texts: Texts) {
        let first = self.stage.shown();
        self.try_all(&first, findings, &texts);
        loop {
            self.watch.wait();
            self.turn();
        }
    }

    /// Reads the site again; the same files are no news.
    fn turn(&mut self) {
        let started = Instant::now();
        let read = self.desk.read().and_then(|snapshot| {
            let digest = snapshot.digest();
            if self.seen.replace(digest) == Some(digest) {
                return Ok(None);
            }
            snapshot.remembering(self.memo.clone()).open(&self.choice, Timestamp::now()).map(Some)
        });
        // What changed on the way may have been read half: another turn follows at once.
        if self.watch.has_news() && self.restless.get_or_insert(started).elapsed() < RESTLESS {
            self.seen = None;
            return;
        }
        self.restless = None;
        match read {
            Ok(None) => {}
            Ok(Some(opened)) => self.show(opened, started),
            Err(complaint) => {
                self.seen = None;
                let finding = Diagnostic::new(Code::Unreadable, complaint.0.zh, complaint.0.en).in_file("content/site.toml");
                self.complain(&[finding], &Texts::new());
            }
        }
    }

    /// Shows what came out; with errors the last good press stays, where there is one.
    fn show(&mut self, opened: Opened, started: Instant) {
        let Opened { press, texts, mut findings, .. } = opened;
        self.memo = press.site.memo();
        let next = Arc::new(Showing::new(press));
        if !has_errors(&findings) {
            findings.extend(self.stage.rehearse(&next));
        }
        if has_errors(&findings) {
            if !self.good {
                self.stage.show(next, &findings, &texts);
            }
            return self.complain(&findings, &texts);
        }
        self.good = true;
        self.stage.show(next.clone(), &findings, &texts);
        let time = started.elapsed().as_millis();
        let said = match std::mem::take(&mut self.broken) {
            true => self.desk.say(format!("问题已改好，页面已更新（{time} 毫秒）"), format!("mended and updated ({time} ms)")),
            false => self.desk.say(format!("已更新（{time} 毫秒）"), format!("updated ({time} ms)")),
        };
        println!("{said}");
        self.try_all(&next, findings, &texts);
    }

    /// Finds the templates that fail on pages that nobody looks at; given up as soon as a file changes.
    fn try_all(&mut self, shown: &Showing, mut findings: Vec<Diagnostic>, texts: &Texts) {
        let watch = &self.watch;
        match shown.trial(&|| watch.has_news()) {
            None => self.seen = None,
            Some(found) if found.is_empty() => {}
            Some(found) => {
                findings.extend(found);
                self.complain(&findings, texts);
            }
        }
    }

    fn complain(&mut self, findings: &[Diagnostic], texts: &Texts) {
        self.broken = true;
        self.stage.complain(findings, texts);
        list(&self.desk, findings, texts);
    }
}
