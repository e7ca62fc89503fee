//! Links to other sites: a server that plays each answer.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use jiangxin::edge::{Courtesy, ask};
use jiangxin::gate::Answer;

use crate::press::Press;

/// What was asked of the server.
type Asked = Arc<Mutex<Vec<String>>>;

/// A server on this machine: `/404` answers 404; `/no-head` refuses HEAD; `/slow` says nothing for two seconds; `/cut` hangs up.
fn server() -> (String, Asked) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let asked: Asked = Arc::default();
    let log = asked.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let log = log.clone();
            std::thread::spawn(move || {
                let mut line = String::new();
                let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
                let _ = reader.read_line(&mut line);
                loop {
                    let mut header = String::new();
                    if reader.read_line(&mut header).is_err() || header.trim().is_empty() {
                        break;
                    }
                }
                let mut words = line.split_whitespace();
                let (method, path) = (words.next().unwrap_or("").to_owned(), words.next().unwrap_or("").to_owned());
                log.lock().expect("the log").push(format!("{method} {path}"));
                let status = match path.trim_start_matches('/') {
                    "cut" => return,
                    "slow" => {
                        std::thread::sleep(Duration::from_secs(4));
                        200
                    }
                    "no-head" if method == "HEAD" => 405,
                    "moved" => 301,
                    path => path.parse().unwrap_or(200),
                };
                let more = if status == 301 { "Location: /ok\r\n" } else { "" };
                let mut stream = stream;
                let _ = write!(stream, "HTTP/1.1 {status} X\r\n{more}Content-Length: 0\r\nConnection: close\r\n\r\n");
            });
        }
    });
    (address, asked)
}

const QUICK: Courtesy = Courtesy { gap: Duration::from_millis(100), patience: Duration::from_millis(1500), hosts: 4 };

#[test]
fn every_answer_is_taken_for_what_it_is_and_kept_for_a_day() {
    let (home, asked) = server();
    let site = tempfile::tempdir().expect("a folder");
    let paths = ["ok", "no-head", "moved", "404", "410", "403", "412", "510", "521", "500", "slow", "cut"];
    let addresses: Vec<String> = paths.iter().map(|p| format!("{home}/{p}")).collect();
    let all: BTreeSet<&str> = addresses.iter().map(String::as_str).collect();
    let now = jiff::Timestamp::from_second(1_800_000_000).expect("a time");
    let begun = Instant::now();
    let answers = ask(site.path(), &all, QUICK, now).expect("curl is there");
    let took = begun.elapsed();
    let of = |path: &str| answers[&format!("{home}/{path}")];
    for (path, status) in [("ok", 200), ("no-head", 200), ("moved", 200), ("404", 404), ("410", 410), ("403", 403), ("412", 412), ("510", 510), ("521", 521)] {
        assert_eq!(of(path), Answer::Status(status), "{path}");
    }
    assert_eq!((of("slow"), of("cut")), (Answer::Silence, Answer::Silence));
    let log = asked.lock().expect("the log").clone();
    assert!(log.iter().any(|a| a == "HEAD /ok") && !log.iter().any(|a| a == "GET /ok"), "HEAD is enough where it gives a page: {log:?}");
    assert!(log.iter().any(|a| a == "GET /404"), "and is not believed where it gives none");
    assert!(took >= QUICK.patience * 2 + QUICK.gap * 15, "one at a time, with a gap between questions: {took:?} for {log:?}");
    // Within a day nobody is asked again.
    let before = asked.lock().expect("the log").len();
    assert_eq!(ask(site.path(), &all, QUICK, now).expect("an answer"), answers);
    assert_eq!(asked.lock().expect("the log").len(), before);
    let tomorrow = now + jiff::SignedDuration::from_hours(25);
    ask(site.path(), &BTreeSet::from([addresses[0].as_str()]), QUICK, tomorrow).expect("an answer");
    assert!(asked.lock().expect("the log").len() > before);
}

#[test]
fn only_a_page_that_is_gone_is_called_so() {
    let (home, _) = server();
    let press = Press::small(&format!(
        "--- content/news/a.md\n+++\ntitle = \"甲\"\ndate = 2025-01-01\n+++\n[好]({home}/ok) [没了]({home}/404) [墙]({home}/412) [锚]({home}/ok#x)\n"
    ));
    assert!(press.found("outside-gone").is_empty(), "not asked without --external");
    let told: BTreeMap<String, String> = press
        .check(&["--external"])
        .iter()
        .filter(|d| d["code"].as_str().is_some_and(|c| c.starts_with("outside")))
        .map(|d| (crate::press::place(d), format!("{} {}", d["code"].as_str().unwrap_or(""), d["severity"].as_str().unwrap_or(""))))
        .collect();
    let codes: Vec<&str> = told.values().map(String::as_str).collect();
    assert_eq!(codes, ["outside-gone warning", "outside-unverified note"], "{told:?}");
    assert!(press.has(".jiangxin/outside.json"));
}
