//! How fast `inspect` reads texts of 1 MB and of 10 MB, for texts that grow in every way: MB/s and the ratio of the two times, which
//! is 10 for a linear reader. Ends with status 1 where a ratio is above 12.
//!
//! `cargo bench --bench inspect`, or with a part of a shape's name: `cargo bench --bench inspect -- 附件`.

#[path = "../tests/it/notice/shapes.rs"]
mod shapes;

use std::sync::Arc;
use std::time::Instant;

use jiangxin::report::{Texts, Tongue, human, json};
use jiangxin::{decode, fields, notice};

const NOTICE: &str = include_str!("../content/notices/gzgf-2022-18.md");
const MB: usize = 1_000_000;
/// Linear is 10; the rest is for caches and the allocator.
const MOST: f64 = 12.0;

/// What the command does between reading the file and writing to the terminal.
fn inspect(bytes: &[u8]) -> usize {
    let Ok(decoded) = decode::decode(bytes) else { return 0 };
    let body = fields::split(&decoded.text).body;
    let mut reading = notice::read(body.of(&decoded.text));
    let findings: Vec<_> = std::mem::take(&mut reading.diagnostics).into_iter().map(|f| f.in_file("a.md")).collect();
    let mut texts = Texts::new();
    texts.insert(Arc::from("a.md"), decoded.text.as_str().into());
    let object = serde_json::to_string(&reading.notice).map_or(0, |s| s.len());
    let mends = serde_json::to_string(&reading.mends).map_or(0, |s| s.len());
    object + mends + json(&findings, &texts).to_string().len() + human(&findings, &texts, Tongue::En, false).len() + notice::print(&reading.notice).len()
}

/// Processor time of this program so far, in seconds: what else a busy machine does is left out. Wall time where the system tells none.
fn clock(start: Instant) -> f64 {
    let ticks = || {
        let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
        let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
        Some(fields.next()?.parse::<f64>().ok()? + fields.next()?.parse::<f64>().ok()?)
    };
    ticks().map_or_else(|| start.elapsed().as_secs_f64(), |t| t / 100.0)
}

/// Seconds that one run takes, of `runs`.
fn time(text: &str, runs: u32) -> f64 {
    let start = Instant::now();
    let before = clock(start);
    for _ in 0..runs {
        std::hint::black_box(inspect(text.as_bytes()));
    }
    ((clock(start) - before) / f64::from(runs)).max(1e-6)
}

fn main() {
    let part = std::env::args().skip(1).find(|a| !a.starts_with('-')).unwrap_or_default();
    println!("{:>9} {:>9} {:>6}  shape", "1 MB", "10 MB", "ratio");
    let mut steep = Vec::new();
    for shape in shapes::shapes(NOTICE).iter().filter(|s| s.name.contains(&part)) {
        let (small, large) = (shape.text(MB), shape.text(10 * MB));
        let (mut one, mut ten) = (time(&small, 10), time(&large, 1));
        // A busy machine has cold caches now and then: a second look before a verdict.
        for _ in 0..2 {
            if ten > one * MOST {
                (one, ten) = (one.min(time(&small, 10)), ten.min(time(&large, 1)));
            }
        }
        println!("{:>4.1} MB/s {:>4.1} MB/s {:>6.1}  {}", 1.0 / one, 10.0 / ten, ten / one, shape.name);
        if ten > one * MOST {
            steep.push(shape.name);
        }
    }
    if !steep.is_empty() {
        println!("more than {MOST} times as slow at ten times the text: {steep:?}");
        std::process::exit(1);
    }
}
