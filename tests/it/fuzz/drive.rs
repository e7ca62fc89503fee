use std::{
    env,
    panic::{AssertUnwindSafe, catch_unwind},
    time::{Duration, Instant, SystemTime},
};

use super::{
    corpus::corpus,
    mutate::{Dice, mutated},
};

/// What a reader promises of one input: kept, kept but for what only most inputs keep, or how it is broken.
pub type Promise = fn(&[u8]) -> Result<bool, String>;

fn number(name: &str) -> Option<u64> {
    env::var(name).ok()?.parse().ok()
}

/// Tries a promise on mutated texts until the time is up, then says how many; the first breach fails the test with a small input.
pub fn drive(name: &str, promise: Promise) {
    let seconds = number("JIANGXIN_FUZZ_SECONDS").unwrap_or(5);
    let clock = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |d| d.as_nanos() as u64);
    let seed = number("JIANGXIN_FUZZ_SEED").unwrap_or(clock);
    let corpus = corpus();
    let mut dice = Dice(seed);
    let (start, mut count, mut kept, mut bytes) = (Instant::now(), 0u64, 0u64, 0usize);
    for text in &corpus {
        if let Err(why) = tried(promise, text) {
            fail(name, seed, promise, text, &why);
        }
    }
    while start.elapsed() < Duration::from_secs(seconds) {
        let input = mutated(&mut dice, &corpus);
        match tried(promise, &input) {
            Ok(whole) => kept += u64::from(whole),
            Err(why) => fail(name, seed, promise, &input, &why),
        }
        (count, bytes) = (count + 1, bytes + input.len());
    }
    let share = kept as f64 / count.max(1) as f64;
    println!("{name}: {count} inputs, {} kB, {:.1} % wholly kept, seed {seed}", bytes / 1000, share * 100.0);
    assert!(count < 300 || share > 0.95, "{name}, seed {seed}: only {:.1} % wholly kept", share * 100.0);
}

/// One input: a panic and a slow answer break the promise too.
fn tried(promise: Promise, input: &[u8]) -> Result<bool, String> {
    let once = || {
        let start = Instant::now();
        let said = catch_unwind(AssertUnwindSafe(|| promise(input))).unwrap_or_else(|_| Err("panics".to_owned()));
        (said, start.elapsed())
    };
    // Generous, for a machine that does other things as well; a quadratic reader is far beyond.
    let most = Duration::from_millis(500) + Duration::from_micros(200) * u32::try_from(input.len()).unwrap_or(u32::MAX);
    let (said, time) = once();
    let whole = said?;
    if time > most && once().1 > most {
        return Err(format!("takes {time:?} for {} bytes", input.len()));
    }
    Ok(whole)
}

fn fail(name: &str, seed: u64, promise: Promise, input: &[u8], why: &str) -> ! {
    let small = smaller(promise, input.to_vec());
    let why = tried(promise, &small).err().unwrap_or_else(|| why.to_owned());
    panic!(
        "{name}, seed {seed}: {why}\non {:?}\nas bytes {:?}",
        String::from_utf8_lossy(&small),
        if std::str::from_utf8(&small).is_ok() { &[] } else { &small[..] }
    );
}

/// Takes pieces away as long as the promise stays broken, for some seconds.
fn smaller(promise: Promise, mut input: Vec<u8>) -> Vec<u8> {
    let start = Instant::now();
    let mut size = input.len() / 2;
    while size > 0 && start.elapsed() < Duration::from_secs(20) {
        let mut at = 0;
        let mut shrunk = false;
        while at < input.len() && start.elapsed() < Duration::from_secs(20) {
            let end = (at + size).min(input.len());
            let rest = [&input[..at], &input[end..]].concat();
            // Characters stay whole where they were.
            let whole = std::str::from_utf8(&input).is_err() || std::str::from_utf8(&rest).is_ok();
            if whole && tried(promise, &rest).is_err() {
                input = rest;
                shrunk = true;
            } else {
                at += if size > 3 { size } else { 1 };
            }
        }
        size = if shrunk && size <= 4 { size } else { size / 2 };
    }
    input
}
