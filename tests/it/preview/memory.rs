//! What a preview remembers of the last one: it starts from it, shows the same, and no memory can make a page wrong.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::client::{self, Preview, Site, campaign};
use super::{NEWS, save, until};

/// Makes every file of the content as old as it would be in real life.
fn age(root: &Path) {
    for entry in walkdir::WalkDir::new(root.join("content")).into_iter().flatten().filter(|e| e.file_type().is_file()) {
        fs::File::options().append(true).open(entry.path()).unwrap().set_modified(SystemTime::now() - Duration::from_secs(9000)).unwrap();
    }
}

fn old_site(name: &str) -> Site {
    let site = campaign(name);
    let news = |n: usize| site.path().join(format!("content/news/p{n}.md"));
    for n in 0..30 {
        save(&news(n), &NEWS.replace("活动甲", &format!("活动{n}")).replace("正文。", &format!("正文{n}，见[下一篇](p{}.md)。", (n + 1) % 30)));
    }
    save(&news(3), "+++\ndate = 2022-06-01\n+++\n\n# 题目在正文里\n\n## 一节\n\n正文三。\n");
    save(&site.path().join("content/news/p4.toml"), "summary = \"旁边的简述\"\n");
    age(site.path());
    site
}

fn pages(preview: &Preview) -> BTreeMap<String, String> {
    let paths = (0..30).map(|n| format!("/news/p{n}/")).chain(["/", "/news/", "/news/page/2/", "/atom.xml"].map(str::to_owned));
    paths.map(|path| (preview.get(&path).body, path)).map(|(body, path)| (path, body)).collect()
}

fn memory(site: &Site) -> std::path::PathBuf {
    site.path().join(".jiangxin/preview")
}

/// Starts once, so that there is a memory.
fn remembered(site: &Site) -> BTreeMap<String, String> {
    let preview = Preview::start(site.path(), &[]);
    let pages = pages(&preview);
    until("a memory", || memory(site).exists());
    let names: std::collections::BTreeSet<_> = fs::read_dir(site.path()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(names.into_iter().collect::<Vec<_>>(), [".jiangxin", "content"], "a preview writes nothing but its memory");
    pages
}

#[test]
fn a_second_start_shows_the_same() {
    let site = old_site("第二次");
    let first = remembered(&site);
    assert_eq!(pages(&Preview::start(site.path(), &[])), first);
    client::build(site.path(), &site.path().join("output"));
    fs::remove_file(memory(&site)).unwrap();
    assert_eq!(pages(&Preview::start(site.path(), &[])), first, "from what a build left");
    fs::write(memory(&site), b"damaged").unwrap();
    assert_eq!(pages(&Preview::start(site.path(), &[])), first);
}

#[test]
fn what_changed_between_two_starts_is_read() {
    let site = old_site("之间");
    remembered(&site);
    save(&site.path().join("content/news/p5.md"), &NEWS.replace("活动甲", "新题目").replace("第一次的", "第二次的"));
    save(&site.path().join("content/news/p4.toml"), "summary = \"另一段简述\"\n");
    fs::remove_file(site.path().join("content/news/p6.md")).unwrap();
    save(&site.path().join("content/news/p5b.md"), &NEWS.replace("活动甲", "另一篇"));
    let settings = site.path().join("content/site.toml");
    save(&settings, &(fs::read_to_string(&settings).unwrap() + "raw_html = true\n"));
    let second = pages(&Preview::start(site.path(), &[]));
    fs::remove_file(memory(&site)).unwrap();
    assert_eq!(second, pages(&Preview::start(site.path(), &[])));
    assert!(second["/news/p5/"].contains("第二次的正文") && second["/news/"].contains("新题目"));
    assert!(second["/news/p4/"].contains("另一段简述"));
}

#[test]
fn a_remembered_document_is_edited_like_any_other() {
    let site = old_site("接着改");
    remembered(&site);
    let preview = Preview::start(site.path(), &[]);
    let text = NEWS.replace("活动甲", "活动9").replace("第一次的正文", "改过的正文");
    save(&site.path().join("content/news/p9.md"), &text);
    until("the text", || preview.get("/news/p9/").body.contains("改过的正文"));
    save(&site.path().join("content/news/p4.toml"), "summary = \"后来的简述\"\n");
    until("the fields beside", || preview.get("/news/p4/").body.contains("后来的简述"));
    save(&site.path().join("content/news/p8.md"), &text.replace("改过", "[没有](nowhere.md)"));
    until("an error with its line", || preview.state("/news/p8/")["errors"]["list"][0]["text"].is_array());
    assert!(preview.get("/news/p8/").body.contains("活动8"), "the last good page stays");
    save(&site.path().join("content/news/p8.md"), &text);
    until("no error", || preview.state("/news/p8/")["errors"]["list"][0].is_null());
    let (now, then) = (pages(&preview), pages(&Preview::start(site.path(), &[])));
    assert_eq!(now, then);
}
