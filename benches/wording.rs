//! How fast wording lists of 10, 1,000 and 10,000 words are looked for: MB/s of processor time, in official text of 20 MB. Ends with status
//! 1 where 10,000 words go slower than 100 MB/s.
//!
//! `cargo bench --bench wording`

use std::time::Instant;

use jiangxin::gate::wording::{Matcher, Wording};

const NOTICE: &str = include_str!("../content/notices/gzgf-2022-18.md");
const LEAST: f64 = 100.0;

/// Processor time of this program so far, in seconds; wall time where the system tells none.
fn clock(start: Instant) -> f64 {
    let ticks = || {
        let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
        let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
        Some(fields.next()?.parse::<f64>().ok()? + fields.next()?.parse::<f64>().ok()?)
    };
    ticks().map_or_else(|| start.elapsed().as_secs_f64(), |t| t / 100.0)
}

/// A list of words that look like a user's: characters of the notice itself in another order, so that many words begin alike.
fn list(words: usize) -> String {
    let letters: Vec<char> = NOTICE.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).collect();
    let mut seed = 1_u64;
    let mut next = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        letters[usize::try_from(seed >> 33).unwrap_or(0) % letters.len()]
    };
    let mut seen = std::collections::BTreeSet::new();
    while seen.len() < words {
        let length = 3 + seen.len() % 4;
        seen.insert((0..length).map(|_| next()).collect::<String>());
    }
    seen.iter().map(|w| format!("[[word]]\nwrong = \"{w}\"\nright = \"改\"\n")).collect()
}

fn main() {
    let text = NOTICE.repeat(20_000_000 / NOTICE.len());
    println!("{:>7} {:>10} {:>7} {:>9}", "words", "ready in", "hits", "MB/s");
    let mut slow = false;
    for words in [10, 1_000, 10_000] {
        let list = list(words);
        let start = Instant::now();
        let before = clock(start);
        let wording = Wording::read([("content/wording/a.toml".into(), list.as_str())]).value;
        let matcher = Matcher::new(&wording).expect("words");
        let ready = clock(start) - before;
        let before = clock(start);
        let hits: usize = text.lines().map(|line| matcher.hits(line).len()).sum();
        let speed = text.len() as f64 / 1e6 / (clock(start) - before).max(1e-6);
        println!("{words:>7} {ready:>8.2} s {hits:>7} {speed:>9.0}");
        slow |= words == 10_000 && speed < LEAST;
    }
    std::process::exit(i32::from(slow));
}
