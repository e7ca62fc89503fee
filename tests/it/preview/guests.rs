//! `--lan`: a phone with the token looks, and does nothing else.

use std::net::UdpSocket;

use super::client::{Preview, campaign};
use super::{NEWS, save};

/// An address of this machine that is not its loopback; without a network there is nothing to test.
fn network() -> Option<String> {
    let socket = UdpSocket::bind("0.0.0.0:0").ok()?;
    socket.connect("192.0.2.1:9").ok()?;
    let ip = socket.local_addr().ok()?.ip();
    let found = (!ip.is_loopback() && !ip.is_unspecified()).then(|| ip.to_string());
    if found.is_none() {
        println!("SKIPPED: this machine is on no network");
    }
    found
}

#[test]
fn a_guest_needs_the_token_and_only_looks() {
    let Some(ip) = network() else { return };
    let site = campaign("内网");
    save(&site.path().join("content/news/b.md"), &NEWS.replace("+++\n\n", "draft = true\n+++\n\n"));
    let preview = Preview::start(site.path(), &["--lan", "--lang", "zh"]);
    let entry = preview.greeting.split_once(&format!("http://{ip}:{}/__jiangxin/enter?token=", preview.port)).expect("a phone's address").1;
    let token = entry.lines().next().unwrap().to_owned();
    assert!(token.len() == 32 && token.chars().all(|c| c.is_ascii_hexdigit()));
    assert!(preview.greeting.contains('▀'), "a QR code");
    let host = format!("Host: {ip}:{}", preview.port);
    let ask = |method: &str, target: &str, more: &[&str]| preview.ask_at(&ip, method, target, &[&[host.as_str()], more].concat());
    // Nothing without the token: no page, no file of the preview's own, no event.
    for target in [
        "/",
        "/news/a/",
        "/__jiangxin/preview.js",
        "/__jiangxin/events",
        "/__jiangxin/enter",
        "/__jiangxin/enter?token=",
        "/__jiangxin/enter?token=0",
        "/nowhere",
    ] {
        let answer = ask("GET", target, &[]);
        assert_eq!(answer.status, 403, "{target}");
        assert!(answer.header("set-cookie").is_none() && !answer.body.contains("活动甲"), "{target}");
    }
    let wrong = format!("Cookie: jx-{}={}", preview.port, "0".repeat(32));
    assert_eq!(ask("GET", "/", &[&wrong]).status, 403);
    // With it: a cookie that no script reads and no other site sends.
    let entered = ask("GET", &format!("/__jiangxin/enter?token={token}"), &[]);
    let cookie = entered.header("set-cookie").unwrap().to_owned();
    assert_eq!((entered.status, cookie.as_str()), (200, format!("jx-{}={token}; Path=/; HttpOnly; SameSite=Strict", preview.port).as_str()));
    let cookie = format!("Cookie: other=1; {}", cookie.split(';').next().unwrap());
    let page = ask("GET", "/news/a/", &[&cookie]);
    assert!(page.status == 200 && page.body.contains("/__jiangxin/watermark.css"), "{}", page.body);
    assert!(ask("GET", "/__jiangxin/watermark.svg", &[&cookie]).body.contains("内部预览"));
    assert_eq!(ask("GET", "/news/b/", &[&cookie]).status, 404, "a draft");
    // By name, a page elsewhere could point at this machine.
    for foreign in ["Host: evil.example", &format!("Host: localhost:{}", preview.port), "Host: evil.example:5151"] {
        assert_eq!(preview.ask_at(&ip, "GET", "/", &[foreign, &cookie]).status, 403, "{foreign}");
    }
    assert_eq!(ask("GET", "/", &[&cookie, "Origin: http://evil.example"]).status, 403);
    // Reads, and nothing else.
    let secret = preview.state("/")["secret"].as_str().unwrap().to_owned();
    for target in ["/", "/__jiangxin/open?file=content/news/a.md", "/__jiangxin/mend?path=/news/a/"] {
        assert_eq!(ask("POST", target, &[&cookie, &format!("X-Jiangxin: {secret}"), "Content-Length: 0"]).status, 405, "{target}");
    }
    // On this machine nothing changes.
    let own = preview.get("/news/a/");
    assert!(own.status == 200 && !own.body.contains("watermark"));
}

#[test]
fn drafts_are_for_guests_only_when_asked_for() {
    let site = campaign("草稿");
    save(&site.path().join("content/news/b.md"), &NEWS.replace("+++\n\n", "draft = true\n+++\n\n"));
    for (flags, status) in [(vec!["--lan"], 404), (vec!["--lan", "--drafts"], 200), (vec!["--drafts"], 200)] {
        assert_eq!(Preview::start(site.path(), &flags).get("/news/b/").status, status, "{flags:?}");
    }
}

#[test]
fn a_guest_hears_of_changes_and_of_no_findings() {
    let Some(ip) = network() else { return };
    let site = campaign("听");
    save(&site.path().join("content/news/b.md"), "+++\ntitle = \"秘密\"\nplaec = 1\n+++\n");
    let preview = Preview::start(site.path(), &["--lan"]);
    let token = preview.greeting.split_once("?token=").unwrap().1.lines().next().unwrap();
    let cookie = format!("Cookie: jx-{}={token}", preview.port);
    let state = preview.first_state_at(&ip, &["Host: ", &ip, ":", &preview.port.to_string(), "\r\n", &cookie].concat());
    assert!(state["version"].is_string() && state["secret"].is_null() && state["page"].is_null(), "{state}");
    assert_eq!(state["errors"]["list"].as_array().map(Vec::len), Some(0));
    let own = preview.state("/");
    assert_eq!(own["errors"]["list"].as_array().map(Vec::len), Some(1), "{own}");
}

#[test]
fn without_it_the_network_is_not_listened_to() {
    let Some(ip) = network() else { return };
    let site = campaign("本机");
    let preview = Preview::start(site.path(), &[]);
    assert!(std::net::TcpStream::connect((ip.as_str(), preview.port)).is_err());
    assert!(preview.greeting.contains("--lan") && !preview.greeting.contains("token"), "{}", preview.greeting);
    if std::net::TcpListener::bind("[::1]:0").is_ok() {
        let answer = preview.ask_at("::1", "GET", "/", &[&format!("Host: [::1]:{}", preview.port)]);
        assert_eq!(answer.status, 200);
    }
}
