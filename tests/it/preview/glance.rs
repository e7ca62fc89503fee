//! The page looked at is shown before the rest of a large site is read, and is what the whole site would make of it.

use std::path::Path;
use std::time::{Duration, Instant};

use jiangxin::config::read_settings;
use jiangxin::edge::{Memory, Showing, read_changed};
use jiangxin::edition::Edition;
use jiangxin::path::SitePath;
use jiangxin::pipeline::Press;
use jiangxin::render::Made;
use jiangxin::site::{Memo, Role};
use jiangxin::theme::embedded;

use super::client::{Preview, campaign};
use super::{NEWS, save, until};

fn showing(root: &Path) -> Showing {
    let text = std::fs::read_to_string(root.join("content/site.toml")).unwrap();
    let settings = read_settings(&text, "content/site.toml").value;
    let now = jiangxin::date::Moment::parse("2026-01-01").unwrap().at();
    let edition = Edition { now, drafts: true, base_url: settings.base_url.clone(), whole_links: false, minify: true, face: None };
    let source = read_changed(root, &Memory::default()).value.source;
    Showing::new(Press::set(&source, &embedded("longyuan").unwrap(), settings, edition, &Memo::new()).value)
}

fn bytes(made: Option<Result<Made, Box<jiangxin::diag::Diagnostic>>>) -> Vec<u8> {
    match made {
        Some(Ok(Made::Bytes(bytes))) => bytes.to_vec(),
        Some(Ok(Made::Picture(form))) => form.digest.hex().into_bytes(),
        Some(Ok(Made::Slip(slip))) => slip.digest.hex().into_bytes(),
        Some(Ok(Made::Copy(from))) => from.as_str().as_bytes().to_vec(),
        Some(Err(finding)) => finding.message.en.into_bytes(),
        None => Vec::new(),
    }
}

/// Asserts that two sites have the same pages and feeds, byte for byte.
fn same(now: &Showing, whole: &Showing, edited: &str) {
    assert!(now.plan.artifacts.keys().eq(whole.plan.artifacts.keys()), "{edited}");
    for path in now.plan.artifacts.keys().filter(|p| p.as_str().ends_with(".html") || p.as_str().ends_with(".xml")) {
        let (quick, slow) = (bytes(now.made(path)), bytes(whole.made(path)));
        assert!(quick == slow, "{path} of {edited}:\n{}\n{}", String::from_utf8_lossy(&quick), String::from_utf8_lossy(&slow));
    }
}

#[test]
fn a_revised_site_is_the_whole_site_read_anew() {
    let press = crate::fixture::lay();
    let root = press.root.as_path();
    let before = showing(root);
    let edits: [fn(&str) -> String; 3] = [
        |text| text.replacen("\n\n", "\n\n新的一段。\n\n", 3) + "\n\n尾巴上的一段。\n",
        |text| text.replacen('。', "。新加的一句，", 1) + "\n\n尾巴上的一段。\n",
        |text| text.replacen("的", "之", 1) + "\n\n尾巴上的一段。\n",
    ];
    let (mut revised, mut refused) = (0, 0);
    for (id, page) in before.site.pages.iter().enumerate().filter(|(_, page)| !matches!(page.role, Role::Section { .. })) {
        let at = page.document.path.on_disk(root);
        let text = std::fs::read_to_string(&at).unwrap().replace("\r\n", "\n");
        let beside = page.document.sidecar.as_ref().map(|s: &SitePath| std::fs::read_to_string(s.on_disk(root)).unwrap());
        assert!(before.revised(id, &text, beside.as_deref()).is_none(), "{}: nothing changed", page.document.path);
        // Building everything anew for each edit of each page would take minutes.
        let edit = edits[id % edits.len()];
        let reaching = format!("{text}\n\n## 新的一节\n\n[链接](https://a.example/)。\n");
        assert!(page.notice().is_some() || before.revised(id, &reaching, beside.as_deref()).is_none(), "{}: a new anchor", page.document.path);
        let (fields, body) = text.split_at(page.document.body.start);
        let edited = format!("{fields}{}", edit(body));
        let Some(now) = before.revised(id, &edited, beside.as_deref()) else {
            refused += 1;
            continue;
        };
        revised += 1;
        if revised > 5 {
            break;
        }
        save(&at, &edited);
        let whole = showing(root);
        same(&now, &whole, page.document.path.as_str());
        save(&at, &text);
    }
    assert!(revised >= 5, "{revised} revised, {refused} left to the whole site");
}

#[test]
fn what_a_document_says_of_itself_is_shown_at_once_wherever_it_stands() {
    let press = crate::fixture::lay();
    let root = press.root.as_path();
    let before = showing(root);
    // Another day of the same month: another month is another list.
    let day = |fields: &str| match fields.find("\ndate = ").map(|at| at + "\ndate = 2022-04-".len()) {
        Some(at) => format!("{}{}{}", &fields[..at], if fields[at..].starts_with("05") { "06" } else { "05" }, &fields[at + 2..]),
        None => fields.to_owned(),
    };
    type Edit = dyn Fn(&str) -> String;
    let edits: [(&str, &Edit); 4] = [
        ("title", &|fields| fields.replacen("title = \"", "title = \"阿", 1)),
        ("weight", &|fields| fields.replacen("title = \"", "weight = -3\ntitle = \"", 1)),
        ("date", &day),
        ("summary", &|fields| fields.replacen("title = \"", "summary = \"简要。\"\ntitle = \"", 1)),
    ];
    for (what, edit) in edits {
        let mut revised = 0;
        for (id, page) in before.site.pages.iter().enumerate().filter(|(_, page)| page.role == Role::Document) {
            let at = page.document.path.on_disk(root);
            let text = std::fs::read_to_string(&at).unwrap().replace("\r\n", "\n");
            let (fields, body) = text.split_at(page.document.body.start);
            let edited = format!("{}{body}", edit(fields));
            let beside = page.document.sidecar.as_ref().map(|s: &SitePath| std::fs::read_to_string(s.on_disk(root)).unwrap());
            let Some(now) = before.revised(id, &edited, beside.as_deref()) else { continue };
            save(&at, &edited);
            same(&now, &showing(root), page.document.path.as_str());
            save(&at, &text);
            revised += 1;
            if revised == 3 {
                break;
            }
        }
        assert!(revised >= 2, "{what}: {revised}");
    }
    for (from, to) in [("title = \"", "slug = \"elsewhere\"\ntitle = \""), ("title = \"", "draft = true\ntitle = \""), ("tags = [", "tags = [\"新标签\", ")]
    {
        for (id, page) in before.site.pages.iter().enumerate().filter(|(_, page)| page.role == Role::Document && page.document.sidecar.is_none()) {
            let text = std::fs::read_to_string(page.document.path.on_disk(root)).unwrap().replace("\r\n", "\n");
            let edited = text.replacen(from, to, 1);
            assert!(before.revised(id, &edited, None).is_none(), "{}: {to}", page.document.path);
        }
    }
}

#[test]
fn on_a_large_site_the_text_is_shown_first_and_the_rest_follows() {
    let site = campaign("大站");
    let news = site.path().join("content/news");
    for n in 0..400 {
        save(&news.join(format!("p{n}.md")), &NEWS.replace("活动甲", &format!("活动{n}")));
    }
    let preview = Preview::start(site.path(), &[]);
    let mut events = preview.events("/news/p7/");
    events.next();
    // The first save is read whole: only then is it known how long that takes.
    let edit = |n: usize| save(&news.join("p7.md"), &NEWS.replace("活动甲", "活动7").replace("第一次", &format!("第{n}遍")));
    edit(1);
    until("the first save", || preview.get("/news/p7/").body.contains("第1遍的正文"));
    std::thread::sleep(std::time::Duration::from_millis(800));
    let version = || preview.state("/news/p7/")["version"].clone();
    // Where the machine is busy with other things, both may have come before anybody asks: once is enough.
    let text_came_first = (2..10).any(|n| {
        let before = version();
        edit(n);
        until("the text", || preview.get("/news/p7/").body.contains(&format!("第{n}遍的正文")));
        until("the text is told", || version() != before);
        let glance = version();
        let asked = Instant::now();
        while version() == glance && asked.elapsed() < Duration::from_secs(2) {
            std::thread::sleep(Duration::from_millis(5));
        }
        assert!(preview.get("/news/p7/").body.contains(&format!("第{n}遍的正文")));
        version() != glance
    });
    assert!(text_came_first, "the text is shown before the whole site");
    // What is more than the words of one text waits for the whole site.
    save(&news.join("p7.md"), &NEWS.replace("活动甲", "新题目"));
    until("a new title", || preview.get("/news/p7/").body.contains("新题目") && preview.get("/tags/").status == 404);
    save(&news.join("p7.md"), &NEWS.replace("活动甲", "新题目").replace("正文。", "正文，见[别处](b.md)。"));
    until("a dead link", || preview.state("/news/p7/")["errors"]["list"][0]["code"] == "dead-link");
    std::fs::remove_file(news.join("p7.md")).unwrap();
    until("a deleted page", || preview.get("/news/p7/").status == 404);
}

#[test]
fn an_edit_taken_back_at_once_is_taken_back_on_the_screen() {
    let site = campaign("大站");
    let news = site.path().join("content/news");
    let text = |n: usize| NEWS.replace("活动甲", &format!("活动{n}"));
    for n in 0..400 {
        save(&news.join(format!("p{n}.md")), &text(n));
    }
    let preview = Preview::start(site.path(), &[]);
    let mut events = preview.events("/news/p7/");
    events.next();
    let body = || preview.get("/news/p7/").body;
    // The first save is read whole: only then is it known how long that takes.
    save(&news.join("p7.md"), &text(7).replace("第一次", "又一次"));
    until("the first save", || body().contains("又一次的正文"));
    save(&news.join("p7.md"), &text(7));
    until("the first text", || body().contains("第一次的正文"));
    std::thread::sleep(std::time::Duration::from_millis(800));
    for n in 0..3 {
        save(&news.join("p7.md"), &text(7).replace("第一次", &format!("第{n}遍")));
        until("the edit", || body().contains(&format!("第{n}遍的正文")));
        // Two files at once are no glance, and the whole site is what it was when it was read last.
        save(&news.join("p7.md"), &text(7));
        save(&news.join("p8.md"), &text(8));
        until("the edit taken back", || body().contains("第一次的正文"));
    }
}
