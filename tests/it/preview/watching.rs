//! No change is missed, and none is seen half.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::client::{Preview, campaign};
use super::{NEWS, save, until};

/// The versions that an open page is told of while `work` goes on, the first one left out, and whether errors were told.
fn told(preview: &Preview, work: impl FnOnce()) -> (usize, bool) {
    let mut events = preview.events("/news/");
    let first: serde_json::Value = serde_json::from_str(&events.next()).unwrap();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let listening = scope.spawn(|| {
            let (mut versions, mut wrong) = (BTreeSet::new(), false);
            while !done.load(Ordering::Relaxed) {
                let Some(state) = events.next_within(Duration::from_millis(100)) else { continue };
                let state: serde_json::Value = serde_json::from_str(&state).unwrap();
                versions.insert(state["version"].to_string());
                wrong |= !state["errors"]["list"].as_array().unwrap().is_empty();
            }
            versions.remove(&first["version"].to_string());
            (versions.len(), wrong)
        });
        work();
        std::thread::sleep(Duration::from_millis(700));
        done.store(true, Ordering::Relaxed);
        listening.join().unwrap()
    })
}

#[test]
fn a_burst_of_a_thousand_files_is_one_rebuild() {
    let site = campaign("突发");
    let preview = Preview::start(site.path(), &[]);
    let news = site.path().join("content/news");
    let (rebuilds, _) = told(&preview, || {
        for n in 0..1000 {
            save(&news.join(format!("p{n:03}.md")), &NEWS.replace("活动甲", &format!("活动{n:03}")));
        }
        until("the last file", || preview.get("/news/p999/").status == 200);
    });
    assert_eq!(rebuilds, 1);
    assert_eq!(preview.get("/news/p000/").status, 200);
}

#[test]
fn a_save_in_several_writes_is_never_seen_half() {
    use std::io::Write;
    let site = campaign("多次写入");
    let preview = Preview::start(site.path(), &[]);
    let at = site.path().join("content/news/a.md");
    let (_, wrong) = told(&preview, || {
        for n in 0..10 {
            let text = NEWS.replace("第一次", &format!("第{n}遍"));
            let (first, second) = text.split_at(10);
            let mut file = std::fs::File::create(&at).unwrap();
            std::thread::sleep(Duration::from_millis(8));
            file.write_all(first.as_bytes()).unwrap();
            std::thread::sleep(Duration::from_millis(8));
            file.write_all(second.as_bytes()).unwrap();
            drop(file);
            until("the save", || preview.get("/news/a/").body.contains(&format!("第{n}遍的正文")));
        }
    });
    assert!(!wrong, "half a file was taken for a broken one");
}

#[cfg(target_os = "linux")]
#[test]
fn a_rename_of_case_alone_is_seen() {
    for flags in [&[][..], &["--poll", "30"]] {
        let site = campaign("大小写");
        let preview = Preview::start(site.path(), flags);
        let news = site.path().join("content/news");
        save(&news.join("Visit.md"), NEWS);
        until("the file", || preview.get("/news/Visit/").status == 200);
        std::fs::rename(news.join("Visit.md"), news.join("visit.md")).unwrap();
        until("another case", || preview.get("/news/visit/").status == 200 && preview.get("/news/Visit/").status == 404);
    }
}

#[test]
fn files_that_appear_while_it_starts_are_seen() {
    let site = campaign("启动");
    let news = site.path().join("content/news");
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let writing = scope.spawn(|| {
            let mut n = 0;
            while !done.load(Ordering::Relaxed) {
                save(&news.join(format!("p{n}.md")), NEWS);
                n += 1;
                std::thread::sleep(Duration::from_millis(3));
            }
            n
        });
        let preview = Preview::start(site.path(), &[]);
        done.store(true, Ordering::Relaxed);
        let count = writing.join().unwrap();
        until("every file", || (0..count).all(|n| preview.get(&format!("/news/p{n}/")).status == 200));
    });
}

#[cfg(unix)]
#[test]
fn a_folder_of_the_site_behind_a_link_is_watched() {
    let site = campaign("链接");
    let shared = site.path().join("稿库");
    std::fs::create_dir(&shared).unwrap();
    save(&shared.join("b.md"), NEWS);
    let preview = Preview::start(site.path(), &[]);
    std::os::unix::fs::symlink(&shared, site.path().join("content/news/later")).unwrap();
    until("a link that came later", || preview.get("/news/b/").status == 200);
    save(&shared.join("b.md"), &NEWS.replace("第一次", "第二次"));
    until("a save behind it", || preview.get("/news/b/").body.contains("第二次的正文"));
    std::fs::remove_file(site.path().join("content/news/later")).unwrap();
    until("a link that went", || preview.get("/news/b/").status == 404);
}

#[test]
fn a_save_that_changes_nothing_is_no_news() {
    let site = campaign("不变");
    let preview = Preview::start(site.path(), &[]);
    let at = site.path().join("content/news/a.md");
    let (rebuilds, _) = told(&preview, || {
        for _ in 0..5 {
            save(&at, NEWS);
            std::thread::sleep(Duration::from_millis(90));
        }
    });
    assert_eq!(rebuilds, 0);
}

#[test]
fn a_look_at_the_files_says_which_of_them_changed() {
    use jiangxin::edge::{Pace, Watch};
    let site = campaign("定时查看");
    let root = site.path().canonicalize().unwrap();
    let watch = Watch::start(&root, Pace::Every(Duration::from_millis(30)));
    assert!(watch.wait().is_empty(), "at the start anything may have changed");
    let at = root.join("content/news/a.md");
    let rounds: [(&dyn Fn(), &[&std::path::Path]); 3] = [
        (&|| save(&at, &NEWS.replace("第一次", "第七次")), &[&at]),
        (&|| std::fs::remove_file(&at).unwrap(), &[&at, at.parent().unwrap()]),
        (&|| save(&at, NEWS), &[&at, at.parent().unwrap()]),
    ];
    for (change, wanted) in rounds {
        change();
        let places = watch.wait();
        assert!(places.contains(&at) && places.iter().all(|place| wanted.contains(&place.as_path())), "{places:?}");
    }
}
