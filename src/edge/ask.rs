use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::write_file;
use crate::gate::Answer;

/// In seconds.
const DAY: i64 = 24 * 60 * 60;

/// How politely other sites are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Courtesy {
    /// The least time between two questions to one host, which are never asked at once.
    pub gap: Duration,
    /// How long an answer may take.
    pub patience: Duration,
    /// How many hosts are asked at the same time.
    pub hosts: usize,
}

impl Default for Courtesy {
    fn default() -> Self {
        Self { gap: Duration::from_secs(1), patience: Duration::from_secs(15), hosts: 4 }
    }
}

/// Answers of an earlier run, each good for a day: address, answer, when (seconds since 1970).
type Known = BTreeMap<String, (Answer, i64)>;

/// Asks for pages of other sites: HEAD, then GET where that gives no page. What was answered within a day before `now` is not
/// asked again; answers are kept under `.jiangxin/` of the site.
///
/// The system's `curl` does the asking: it has the certificates and proxies that the office has set up.
///
/// # Errors
/// There is no `curl`.
pub fn ask(root: &Path, addresses: &BTreeSet<&str>, courtesy: Courtesy, now: Timestamp) -> io::Result<BTreeMap<String, Answer>> {
    let place = root.join(".jiangxin").join("outside.json");
    let mut known: Known = std::fs::read(&place).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
    let now = now.as_second();
    known.retain(|_, (_, at)| *at <= now && now < *at + DAY);
    let mut by_host: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for address in addresses.iter().filter(|a| !known.contains_key(**a)) {
        let host = address.split("://").nth(1).unwrap_or("").split(['/', '?']).next().unwrap_or("");
        by_host.entry(host).or_default().push(address);
    }
    if !by_host.is_empty() {
        Command::new("curl").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    }
    let queues = Mutex::new(by_host.into_values().collect::<Vec<_>>());
    let answers = Mutex::new(Vec::new());
    let next = || queues.lock().map_or(None, |mut q| q.pop());
    std::thread::scope(|scope| {
        for _ in 0..courtesy.hosts.max(1) {
            scope.spawn(|| {
                while let Some(queue) = next() {
                    let mut last = None;
                    for address in queue {
                        let answer = one(address, courtesy, &mut last);
                        if let Ok(mut all) = answers.lock() {
                            all.push((address.to_owned(), answer));
                        }
                    }
                }
            });
        }
    });
    known.extend(answers.into_inner().unwrap_or_default().into_iter().map(|(address, answer)| (address, (answer, now))));
    if let Ok(bytes) = serde_json::to_vec_pretty(&known) {
        // A place that cannot be written has no memory.
        let _ = write_file(&place, &bytes);
    }
    Ok(known.into_iter().filter(|(address, _)| addresses.contains(address.as_str())).map(|(address, (answer, _))| (address, answer)).collect())
}

/// One page: HEAD first; many servers refuse that alone.
fn one(address: &str, courtesy: Courtesy, last: &mut Option<Instant>) -> Answer {
    let first = curl(address, true, courtesy, last);
    match first {
        Answer::Status(200..=399) => first,
        _ => curl(address, false, courtesy, last),
    }
}

fn curl(address: &str, head: bool, courtesy: Courtesy, last: &mut Option<Instant>) -> Answer {
    if let Some(wait) = last.and_then(|at: Instant| courtesy.gap.checked_sub(at.elapsed())) {
        std::thread::sleep(wait);
    }
    *last = Some(Instant::now());
    let nowhere = if cfg!(windows) { "NUL" } else { "/dev/null" };
    let seconds = format!("{:.3}", courtesy.patience.as_secs_f64());
    let mut command = Command::new("curl");
    // `-q` first: settings of the user's own curl do not count.
    command.args(["-q", "--silent", "--location", "--max-redirs", "5", "--proto", "=http,https", "--proto-redir", "=http,https"]);
    command.args(["--max-time", &seconds, "--output", nowhere, "--write-out", "%{http_code}"]);
    command.args(["--user-agent", concat!("Mozilla/5.0 (compatible; jiangxin/", env!("CARGO_PKG_VERSION"), "; link check)")]);
    // Of a page that is asked for whole, its first byte is enough.
    command.args(if head { &["--head"][..] } else { &["--range", "0-0"] });
    command.args(["--url", address]).stdin(Stdio::null()).stderr(Stdio::null());
    let said = command.output().ok().map(|out| String::from_utf8_lossy(&out.stdout).trim().to_owned());
    said.and_then(|code| code.parse::<u16>().ok()).filter(|code| *code > 0).map_or(Answer::Silence, Answer::Status)
}
