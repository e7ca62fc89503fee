//! A long day: random saves under continuous requests.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::client::{Preview, Site, campaign};
use super::{save, until};

const PAGES: usize = 30;
/// Requests that the preview answers at a time.
const BUSY: usize = 8;

fn document(page: usize, n: usize) -> String {
    format!("+++\ntitle = \"题{page}-{n}题\"\ndate = 2022-05-01\n+++\n\n文{page}-{n}文。\n\n## 一节\n\n正文。\n")
}

/// A generator of its own, so that every run does the same.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// The titles that a body shows, by document.
fn titles(body: &str) -> impl Iterator<Item = (usize, usize)> {
    body.split('题').filter_map(|part| {
        let (page, n) = part.split_once('-')?;
        Some((page.parse().ok()?, n.parse().ok()?))
    })
}

/// What every version of the site was seen to say: one title for one document.
#[derive(Default)]
struct Record(Mutex<HashMap<(String, usize), usize>>);

impl Record {
    fn note(&self, preview: &Preview, path: &str) {
        let answer = preview.get(path);
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.body.trim_end().ends_with("</html>"), "{path} is whole");
        let version = answer.header("server-timing").unwrap().to_owned();
        let mut seen = self.0.lock().unwrap();
        for (page, n) in titles(&answer.body) {
            let first = *seen.entry((version.clone(), page)).or_insert(n);
            assert_eq!(first, n, "{path}: one version shows two titles of document {page}");
        }
    }
}

fn edit(site: &Site, dice: &mut Dice, n: usize) {
    let news = site.path().join("content/news");
    let page = usize::try_from(dice.throw(PAGES as u64)).unwrap();
    let at = news.join(format!("p{page}.md"));
    match dice.throw(8) {
        0..=2 => save(&at, &document(page, n)),
        3 | 4 => {
            save(&at.with_extension("tmp~"), &document(page, n));
            std::fs::rename(at.with_extension("tmp~"), &at).unwrap();
        }
        5 => save(&at, &document(page, n).replace("title", "titel")),
        6 => save(&news.join("extra.md"), &document(99, n)),
        _ => drop(std::fs::remove_file(news.join("extra.md"))),
    }
}

/// Resident memory of a process in KiB; `None` where the system does not tell.
fn memory(id: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix("kB")?.trim().parse().ok())
}

fn median(mut samples: Vec<u64>) -> u64 {
    samples.sort_unstable();
    samples.get(samples.len() / 2).copied().unwrap_or(0)
}

/// Asks with more than the preview answers at a time, so that every thread of it has its memory before that is first measured.
fn crowd(preview: &Preview) {
    std::thread::scope(|scope| {
        for first in 0..2 * BUSY {
            scope.spawn(move || {
                for page in 0..PAGES {
                    let path = format!("/news/p{}/", (first + page) % PAGES);
                    assert_eq!(preview.get(&path).status, 200, "{path}");
                }
            });
        }
    });
}

fn soak(saves: usize) {
    let site = campaign("浸泡");
    for page in 0..PAGES {
        save(&site.path().join(format!("content/news/p{page}.md")), &document(page, 0));
    }
    let preview = Preview::start(site.path(), &[]);
    let (record, done) = (Record::default(), AtomicBool::new(false));
    let samples: Vec<u64> = std::thread::scope(|scope| {
        let (record, preview, done) = (&record, &preview, &done);
        let asking = scope.spawn(move || {
            let mut asked = 0;
            while !done.load(Ordering::Relaxed) {
                let page = asked % PAGES;
                for path in ["/news/", "/news/page/2/", "/", &format!("/news/p{page}/")] {
                    record.note(preview, path);
                }
                asked += 1;
            }
            asked
        });
        crowd(preview);
        let mut dice = Dice(2022);
        let mut samples = Vec::new();
        for n in 1..=saves {
            edit(&site, &mut dice, n);
            std::thread::sleep(Duration::from_millis(dice.throw(60)));
            if n % 10 == 0 {
                // Everything is right again, and is shown.
                for page in 0..PAGES {
                    save(&site.path().join(format!("content/news/p{page}.md")), &document(page, n));
                }
                until("a quiet moment", || preview.get("/news/p7/").body.contains(&format!("文7-{n}文")));
            }
            samples.extend(memory(preview.id()));
        }
        done.store(true, Ordering::Relaxed);
        assert!(asking.join().unwrap() > saves / 10);
        samples
    });
    assert!(record.0.lock().unwrap().len() > PAGES * 5);
    if samples.len() == saves {
        let (early, late) = (median(samples[70..100].to_vec()), median(samples[saves - 30..].to_vec()));
        println!("memory after 100 saves {early} KiB, after {saves} {late} KiB");
        assert!(late * 10 <= early * 11, "memory grew from {early} to {late} KiB");
    }
}

#[test]
fn random_saves_meet_no_broken_and_no_mixed_moment() {
    soak(150);
}

/// `cargo test --release --test it -- --ignored soak --nocapture`
#[test]
#[ignore = "a few minutes; CI runs it"]
fn a_thousand_random_saves() {
    soak(1000);
}
