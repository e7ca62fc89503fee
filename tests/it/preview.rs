//! Promises of the preview: every change is seen, a broken file shows its errors, and nothing but planned pages is served.

mod bar;
mod cards;
mod client;
mod glance;
mod guests;
mod memory;
mod ranges;
mod soak;
mod watching;

use std::path::Path;
use std::time::{Duration, Instant};

use client::{Preview, campaign};

/// What a person may wait for at most; a test that meets its promise is far quicker.
const SOON: Duration = Duration::from_secs(20);

fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let started = Instant::now();
    while !holds() {
        assert!(started.elapsed() < SOON, "not in time: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn save(at: &Path, text: &str) {
    std::fs::write(at, text).unwrap();
}

const NEWS: &str = "+++\ntitle = \"活动甲\"\ndate = 2022-05-01\n+++\n\n第一次的正文。\n";

#[test]
fn serves_the_bytes_of_a_build_and_its_script() {
    let site = campaign("专题 网站");
    let preview = Preview::start(site.path(), &[]);
    assert_eq!(preview.get("/").status, 200);
    let names: Vec<_> = std::fs::read_dir(site.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names, ["content"], "a preview writes nothing");
    let built = site.path().parent().unwrap().join("built");
    client::build(site.path(), &built);
    for path in ["index.html", "news/a/index.html", "atom.xml", "robots.txt"] {
        let served = preview.get(&format!("/{path}"));
        let written = std::fs::read_to_string(built.join(path)).unwrap();
        assert_eq!(served.status, 200, "{path}");
        let tag = "<script src=\"/__jiangxin/preview.js\" defer></script>";
        assert_eq!(served.body.contains(tag), path.ends_with(".html"), "{path}");
        assert_eq!(served.body.replacen(tag, "", 1), written, "{path}");
    }
    let script = preview.get("/__jiangxin/preview.js");
    assert_eq!((script.status, script.header("content-type")), (200, Some("text/javascript; charset=utf-8")));
    let page = preview.get("/news/a/");
    assert_eq!((page.header("cache-control"), page.header("x-content-type-options")), (Some("no-store"), Some("nosniff")));
    assert!(page.header("access-control-allow-origin").is_none());
    let moved = preview.get("/news/a");
    assert_eq!((moved.status, moved.header("location")), (308, Some("/news/a/")));
    let lost = preview.get("/nowhere/");
    assert_eq!(lost.status, 404);
    assert!(lost.body.contains("href=\"/assets/style.") || lost.body.contains("href=/assets/style."), "{}", lost.body);
}

#[test]
fn a_site_below_a_path_is_served_at_both() {
    let site = campaign("sub");
    save(&site.path().join("content/site.toml"), "title = \"专题\"\ncards = false\nbase_url = \"https://a.example/zt/2022/\"\n");
    let preview = Preview::start(site.path(), &[]);
    for path in ["/", "/zt/2022/", "/news/a/", "/zt/2022/news/a/"] {
        assert_eq!(preview.get(path).status, 200, "{path}");
    }
    let lost = preview.get("/zt/2022/nowhere");
    let style = lost.body.split("/zt/2022/assets/style.").nth(1).and_then(|rest| rest.split(".css").next()).unwrap();
    assert_eq!(preview.get(&format!("/zt/2022/assets/style.{style}.css")).status, 200);
}

fn every_change_is_seen(flags: &[&str]) {
    let site = campaign("改动");
    let preview = Preview::start(site.path(), flags);
    let mut events = preview.events("/news/a/");
    assert!(events.next().contains("\"version\""));
    let news = site.path().join("content/news");
    // Saved by rename, as most editors do.
    save(&news.join(".a.tmp"), &NEWS.replace("第一次", "第二次"));
    std::fs::rename(news.join(".a.tmp"), news.join("a.md")).unwrap();
    until("a save by rename", || preview.get("/news/a/").body.contains("第二次的正文"));
    assert!(events.next().contains("\"list\":[]"), "the open page is told");
    // Saved in place.
    save(&news.join("a.md"), &NEWS.replace("第一次", "第三次"));
    until("a save in place", || preview.get("/news/a/").body.contains("第三次的正文"));
    // A new file, and the lists that show it.
    save(&news.join("b.md"), &NEWS.replace("活动甲", "活动乙"));
    until("a new file", || preview.get("/news/b/").status == 200 && preview.get("/news/").body.contains("活动乙"));
    // A deleted file.
    std::fs::remove_file(news.join("b.md")).unwrap();
    until("a deleted file", || preview.get("/news/b/").status == 404 && !preview.get("/news/").body.contains("活动乙"));
    // A new folder with a document in it.
    std::fs::create_dir(news.join("c")).unwrap();
    save(&news.join("c/index.md"), &NEWS.replace("活动甲", "活动丙"));
    until("a new folder", || preview.get("/news/c/").status == 200);
    save(&news.join("c/index.md"), &NEWS.replace("活动甲", "活动丁"));
    until("a save in a new folder", || preview.get("/news/c/").body.contains("活动丁"));
    // A renamed folder, and a save in it.
    std::fs::rename(news.join("c"), news.join("d")).unwrap();
    until("a renamed folder", || preview.get("/news/c/").status == 404 && preview.get("/news/d/").status == 200);
    save(&news.join("d/index.md"), &NEWS.replace("活动甲", "活动戊"));
    until("a save in a renamed folder", || preview.get("/news/d/").body.contains("活动戊"));
    // Settings.
    save(&site.path().join("content/site.toml"), "title = \"改过的专题\"\n");
    until("changed settings", || preview.get("/").body.contains("改过的专题"));
    // Templates of the site's own, in a folder that was not there.
    let templates = site.path().join("themes/longyuan/templates");
    std::fs::create_dir_all(&templates).unwrap();
    save(&templates.join("news.html"), "<!doctype html><body><p>自己的模板：{{ page.title }}</p></body>");
    until("a new template", || preview.get("/news/a/").body.contains("自己的模板：活动甲"));
    // The whole folder goes and comes again.
    std::fs::rename(site.path().join("content"), site.path().join("content.bak")).unwrap();
    until("a vanished folder", || preview.events("/").next().contains("site.toml"));
    assert_eq!(preview.get("/news/a/").status, 200, "the last good page stays");
    std::fs::rename(site.path().join("content.bak"), site.path().join("content")).unwrap();
    until("a folder that came again", || preview.events("/").next().contains("\"list\":[]"));
    save(&news.join("a.md"), &NEWS.replace("活动甲", "活动己"));
    until("a save after that", || preview.get("/news/a/").body.contains("活动己"));
}

#[test]
fn every_change_is_seen_by_events() {
    every_change_is_seen(&[]);
}

#[test]
fn every_change_is_seen_by_polling() {
    every_change_is_seen(&["--poll", "30"]);
}

#[test]
fn no_request_meets_a_broken_moment() {
    let site = campaign("不断");
    let preview = Preview::start(site.path(), &[]);
    let news = site.path().join("content/news/a.md");
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        let asking = scope.spawn(|| {
            let mut asked = 0;
            while !done.load(std::sync::atomic::Ordering::Relaxed) {
                for path in ["/news/a/", "/news/", "/"] {
                    let answer = preview.get(path);
                    assert_eq!(answer.status, 200, "{path}");
                    assert!(
                        answer.body.trim_end().ends_with("</html>") && answer.body.replace("<span class=word>", "").replace("</span>", "").contains("活动甲"),
                        "{path}: {}",
                        answer.body
                    );
                    asked += 1;
                }
            }
            asked
        });
        // In place and by rename, right and broken, faster than anybody types.
        for n in 0..80 {
            let text = if n % 4 == 3 { NEWS.replace("title", "titel") } else { NEWS.replace("第一次", &format!("第{n}次")) };
            if n % 2 == 0 {
                save(&news, &text);
            } else {
                save(&news.with_extension("tmp~"), &text);
                std::fs::rename(news.with_extension("tmp~"), &news).unwrap();
            }
            std::thread::sleep(Duration::from_millis(n % 7 * 8));
        }
        save(&news, &NEWS.replace("第一次", "最后一次"));
        until("the last save", || preview.get("/news/a/").body.contains("最后一次的正文"));
        done.store(true, std::sync::atomic::Ordering::Relaxed);
        assert!(asking.join().unwrap() > 80);
    });
}

#[cfg(unix)]
#[test]
fn a_link_to_the_whole_disk_is_not_followed() {
    let site = campaign("links");
    let shared = site.path().join("shared");
    std::fs::create_dir(&shared).unwrap();
    save(&shared.join("b.md"), NEWS);
    std::os::unix::fs::symlink("/", site.path().join("content/news/all")).unwrap();
    std::os::unix::fs::symlink(&shared, site.path().join("content/news/within")).unwrap();
    let preview = Preview::start(site.path(), &[]);
    assert_eq!(preview.get("/news/b/").status, 200);
    save(&shared.join("b.md"), &NEWS.replace("第一次", "第二次"));
    until("a save behind a link inside the site", || preview.get("/news/b/").body.contains("第二次的正文"));
}

#[test]
fn errors_are_shown_and_go_away() {
    let site = campaign("错误");
    let preview = Preview::start(site.path(), &["--lang", "zh"]);
    let mut events = preview.events("/news/a/");
    assert!(events.next().contains("\"list\":[]"));
    assert_eq!(preview.get("/news/a/").status, 200);
    let news = site.path().join("content/news/a.md");
    // Front matter.
    save(&news, "+++\ntitle = \"<b>活动\"\nplaec = 3\n+++\n\n改坏的正文。\n");
    let state = events.next();
    for part in ["unknown-field", "content/news/a.md", "\"line\":3", "plaec", "怎么办"] {
        assert!(state.contains(part), "{part} in {state}");
    }
    assert!(preview.get("/news/a/").body.contains("第一次的正文"), "the last good page stays");
    save(&news, &NEWS.replace("第一次", "改好"));
    assert!(events.next().contains("\"list\":[]"));
    assert!(preview.get("/news/a/").body.contains("改好的正文"));
    // A template that cannot be parsed, and one that fails on a page.
    let templates = site.path().join("themes/longyuan/templates");
    std::fs::create_dir_all(&templates).unwrap();
    for broken in ["<p>{% if page.title %}</p>", "<p>{{ page.nothing.at.all }}</p>"] {
        save(&templates.join("news.html"), broken);
        let state = events.next();
        assert!(state.contains("template-error") && state.contains("themes/longyuan/templates/news.html"), "{state}");
        assert!(preview.get("/news/a/").body.contains("改好的正文"), "the last good page stays");
        std::fs::remove_file(templates.join("news.html")).unwrap();
        assert!(events.next().contains("\"list\":[]"), "{broken}");
    }
    // Settings.
    save(&site.path().join("content/site.toml"), "titel = \"x\"\n");
    assert!(events.next().contains("unknown-setting"));
    assert!(preview.get("/").body.contains("陇原专题"));
}

#[test]
fn errors_at_the_start_do_not_keep_it_from_answering() {
    let site = campaign("坏站点");
    let templates = site.path().join("themes/longyuan/templates");
    std::fs::create_dir_all(&templates).unwrap();
    save(&templates.join("news.html"), "<p>{{ page.nothing.at.all }}</p>");
    save(&site.path().join("content/news/b.md"), "+++\ntitle = \n+++\n");
    let preview = Preview::start(site.path(), &[]);
    assert_eq!(preview.get("/").status, 200);
    let page = preview.get("/news/a/");
    assert_eq!(page.status, 500);
    assert!(page.body.contains("/__jiangxin/preview.js"));
    until("both errors", || {
        let state = preview.events("/").next();
        state.contains("front-matter-syntax") && state.contains("template-error")
    });
    std::fs::remove_file(templates.join("news.html")).unwrap();
    until("the mended template", || preview.get("/news/a/").status == 200);
    std::fs::remove_file(site.path().join("content/news/b.md")).unwrap();
    until("nothing wrong any more", || preview.events("/").next().contains("\"list\":[]"));
}

#[test]
fn drafts_are_shown_unless_unwanted() {
    let site = campaign("drafts");
    save(&site.path().join("content/news/b.md"), &NEWS.replace("+++\n\n", "draft = true\n+++\n\n"));
    assert_eq!(Preview::start(site.path(), &[]).get("/news/b/").status, 200);
    assert_eq!(Preview::start(site.path(), &["--no-drafts"]).get("/news/b/").status, 404);
}

#[test]
fn foreign_requests_are_refused() {
    let site = campaign("guard");
    let preview = Preview::start(site.path(), &[]);
    let port = preview.port;
    for host in ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"] {
        assert_eq!(preview.ask("GET", "/", &[&format!("Host: {host}:{port}")]).status, 200, "{host}");
    }
    let hosts = ["evil.example", "evil.example:5151", "localhost", "localhost.evil.example", "127.0.0.1:1", "192.168.1.2", "", "localhost:", "user@localhost"];
    for host in hosts {
        let status = preview.ask("GET", "/", &[&format!("Host: {host}")]).status;
        assert!(matches!(status, 400 | 403), "{host}: {status}");
    }
    let own = format!("Host: localhost:{port}");
    assert_eq!(preview.ask("GET", "/", &[]).status, 403, "no host");
    let twice = preview.ask("GET", "/", &[&own, "Host: evil.example"]).status;
    assert!(matches!(twice, 400 | 403));
    for origin in ["http://evil.example", "null", "https://localhost:1", "file://", "http://localhost:1"] {
        for path in ["/", "/__jiangxin/events", "/__jiangxin/preview.js"] {
            assert_eq!(preview.ask("GET", path, &[&own, &format!("Origin: {origin}")]).status, 403, "{origin}");
        }
    }
    assert_eq!(preview.ask("GET", "/", &[&own, &format!("Origin: http://localhost:{port}")]).status, 200);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "PROPFIND", "TRACE"] {
        let answer = preview.ask(method, "/", &[&own]);
        assert_eq!((answer.status, answer.header("allow")), (405, Some("GET, HEAD")), "{method}");
        assert!(answer.header("access-control-allow-origin").is_none());
    }
    let head = preview.ask("HEAD", "/", &[&own]);
    assert_eq!((head.status, head.body.as_str()), (200, ""));
}

#[test]
fn hostile_requests_get_no_file() {
    let site = campaign("hostile");
    save(&site.path().join("secret.txt"), "top secret");
    save(&site.path().parent().unwrap().join("secret.txt"), "top secret");
    #[cfg(unix)]
    std::os::unix::fs::symlink(site.path().parent().unwrap(), site.path().join("content/news/out")).unwrap();
    let preview = Preview::start(site.path(), &[]);
    let own = format!("Host: localhost:{}", preview.port);
    let rows: Vec<&str> =
        include_str!("../cases/preview/hostile.md").lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` |").map(|(target, _)| target)).collect();
    assert!(rows.len() >= 60, "{}", rows.len());
    for target in rows {
        let answer = preview.ask("GET", target, &[&own]);
        assert!(matches!(answer.status, 400 | 403 | 404), "{target}: {}", answer.status);
        for secret in ["top secret", "root:", "[extensions]", "title = ", "{%"] {
            assert!(!answer.body.contains(secret), "{target}: {}", answer.body);
        }
    }
}

#[cfg(unix)]
#[test]
fn a_planned_file_that_became_a_link_out_is_gone() {
    let site = campaign("link");
    let at = site.path().join("content/static/a.txt");
    std::fs::create_dir_all(at.parent().unwrap()).unwrap();
    save(&at, "ours");
    save(&site.path().parent().unwrap().join("secret.txt"), "top secret");
    // So seldom looked at that the plan still holds the file.
    let preview = Preview::start(site.path(), &["--poll", "600000"]);
    assert_eq!(preview.get("/a.txt").body, "ours");
    std::fs::remove_file(&at).unwrap();
    std::os::unix::fs::symlink(site.path().parent().unwrap().join("secret.txt"), &at).unwrap();
    let answer = preview.get("/a.txt");
    assert!(answer.status == 404 && !answer.body.contains("top secret"));
}

#[test]
fn a_taken_port_is_passed_over() {
    let site = campaign("port");
    let (_held, port) = client::held_port();
    let preview = Preview::start_at(site.path(), port, &["--lang", "zh"]);
    assert!(preview.port > port && preview.port <= port + 20, "{}", preview.port);
    assert!(preview.greeting.contains(&format!("端口 {port} 已被占用，改用 {}", preview.port)), "{}", preview.greeting);
}

#[test]
fn a_port_that_is_none_is_explained() {
    for (typed, told) in [(vec!["--port", "70000"], "65535"), (vec!["--poll", "3"], "10"), (vec!["--lang", "zh", "--lang", "en"], "不止一次")] {
        let said = client::complaint(&typed);
        assert!(said.contains(told) && said.contains("怎么办"), "{said}");
    }
}

#[test]
fn the_greeting_names_every_address_and_the_folder() {
    let site = campaign("专题 网站");
    let preview = Preview::start(site.path(), &["--lang", "zh"]);
    let folder = format!("站点目录：{}", site.path().display());
    for part in [&format!("预览地址：http://localhost:{}/\n", preview.port), "手机地址：", &folder, "Ctrl-C"] {
        assert!(preview.greeting.contains(part), "{part} in {}", preview.greeting);
    }
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_at_once() {
    let site = campaign("end");
    let mut preview = Preview::start(site.path(), &[]);
    let mut events = preview.events("/");
    events.next();
    let (status, took) = preview.interrupt();
    assert_eq!(status.code(), Some(0));
    // 200 ms is the promise; the rest is for a machine busy with other tests.
    assert!(took < Duration::from_millis(800), "{took:?}");
}

#[test]
fn no_site_is_a_wrong_request() {
    let empty = tempfile::tempdir().unwrap();
    let ended = client::refused(empty.path());
    assert_eq!(ended, Some(2));
}
