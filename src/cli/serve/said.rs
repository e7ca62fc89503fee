use std::io::{IsTerminal, Write};
use std::net::IpAddr;

use super::super::desk::{Complaint, Desk};
use crate::diag::{Diagnostic, Severity};
use crate::edge::{Findings, Watch};
use crate::report::{Summary, terminal_code};

/// Errors that the terminal lists; the page shows them all.
const LISTED: usize = 10;

/// Where the preview is found.
pub(super) struct Addresses {
    /// On this machine.
    pub here: String,
    /// From a phone; `None` without `--lan`, an empty one where this machine has no network.
    phone: Option<Option<String>>,
}

impl Addresses {
    /// `guests`: the address of this machine in its network, and the token.
    pub fn new(port: u16, guests: Option<(Option<IpAddr>, &str)>) -> Self {
        let phone = guests.map(|(ip, token)| ip.map(|ip| format!("http://{}/__jiangxin/enter?token={token}", std::net::SocketAddr::new(ip, port))));
        Self { here: format!("http://localhost:{port}/"), phone }
    }
}

/// The message at the start; `taken` is the port that was wanted and is in use.
pub(super) fn greet(desk: &Desk, addresses: &Addresses, taken: Option<u16>, watch: &Watch) {
    let mut out = String::new();
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    if let Some(wanted) = taken {
        let port = addresses.here.trim_end_matches('/').rsplit(':').next().unwrap_or_default();
        line(desk.say(format!("端口 {wanted} 已被占用，改用 {port}。"), format!("port {wanted} is taken; using {port}.")));
    }
    line(format!("{}{}", desk.say("预览地址：", "preview: "), addresses.here));
    match &addresses.phone {
        Some(Some(phone)) => {
            line(format!("{}{phone}", desk.say("手机地址：", "phone:   ")));
            if let Some(code) = terminal_code(phone, std::io::stdout().is_terminal()) {
                line(format!("\n{code}"));
            }
            line(desk.say(
                "用手机扫码，要连同一个网络。只能看，页面标“内部预览”；这个地址请不要转发，停止预览就失效。",
                "Scan it with a phone on the same network. It can only look, and pages are marked 内部预览; do not pass the address on. It ends with the preview.",
            )
            .to_owned());
        }
        Some(None) => line(desk.say("手机地址：这台电脑没有连上网络。", "phone:   this machine is on no network.").to_owned()),
        None => line(desk.say("手机地址：加 --lan 重新运行，可用手机扫码查看。", "phone:   run it with --lan to look by QR code.").to_owned()),
    }
    let folder = super::folder(desk);
    let folder = folder.display();
    line(desk.say(format!("站点目录：{folder}"), format!("site:    {folder}")));
    if let Some(why) = watch.why_polling() {
        line(desk.tongue.of(&why).to_owned());
    }
    line(desk.say("保存文件后页面会自动更新。按 Ctrl-C 结束。", "Saving a file updates the open page. Ctrl-C ends.").to_owned());
    let mut terminal = std::io::stdout();
    drop(terminal.write_all(out.as_bytes()).and_then(|()| terminal.flush()));
}

pub(super) fn no_port(wanted: u16, error: &std::io::Error) -> Complaint {
    let last = wanted.saturating_add(20);
    Complaint::new(
        format!("从 {wanted} 到 {last} 的端口都用不了（{error}）。请关闭占用它们的程序，或用 --port 换一个"),
        format!("none of the ports {wanted} to {last} can be used ({error}). Close what holds them, or choose another with --port"),
    )
}

/// Errors in short: one line each.
pub(super) fn list(desk: &Desk, found: &Findings) {
    let errors: Vec<Diagnostic> = found.list.iter().filter(|f| f.severity == Severity::Error).cloned().collect();
    for finding in errors.iter().take(LISTED) {
        let place = found.texts.place(finding).map_or(String::new(), |p| format!(":{}:{}", p.line, p.column));
        let file = finding.file.as_deref().map_or(String::new(), |file| format!(" {file}{place}"));
        let line = format!("{}{file}  {}", desk.tongue.severity(Severity::Error), desk.tongue.of(&finding.message));
        eprintln!("{}", line.replace(|c: char| c.is_control(), " "));
    }
    if errors.len() > LISTED {
        eprintln!("{}", Summary::of(&errors).line(desk.tongue));
    }
}

/// How many warnings there are; each page's own stand in its bar.
pub(super) fn warn(desk: &Desk, found: &Findings) {
    let warnings = found.list.iter().filter(|f| f.severity == Severity::Warning).count();
    if warnings > 0 {
        println!("{}", desk.say(format!("{warnings} 个警告，运行 jiangxin check 查看。"), format!("{warnings} warnings; jiangxin check lists them.")));
    }
}

/// Somebody was turned away: said the first time, and then at every tenfold.
pub(super) fn refused(desk: &Desk, count: u64, from: IpAddr) {
    if count.checked_ilog10().is_none_or(|power| 10_u64.pow(power) != count) {
        return;
    }
    eprintln!(
        "{}",
        desk.say(format!("拒绝了没有凭证的访问（来自 {from}，共 {count} 次）"), format!("a request without leave was refused (from {from}, {count} so far)"))
    );
}
