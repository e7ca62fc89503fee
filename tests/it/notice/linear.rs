use std::{fs, path::Path, time::Instant};

use jiangxin::notice;

use super::shapes::shapes;

/// Ten times the text takes about ten times the time, whatever the text is; `cargo bench --bench inspect` measures it at 10 MB.
#[test]
fn no_text_is_read_in_more_than_linear_time() {
    let seed = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/notices/gzgf-2022-18.md")).expect("the campaign's own notice");
    let slow: Vec<String> = shapes(&seed)
        .iter()
        .filter_map(|shape| {
            let time = |bytes: usize| {
                let text = shape.text(bytes);
                let start = Instant::now();
                let reading = notice::read(&text);
                assert!(reading.mends.len() <= text.len(), "{}", shape.name);
                start.elapsed().as_secs_f64()
            };
            time(2_000);
            let (one, ten) = (time(20_000), time(200_000));
            // A busy machine may stall either; only a reader that looks twice is three times beyond.
            (ten > one * 30.0 + 1.0).then(|| format!("{}: {one:.3} s, ten times as much {ten:.3} s", shape.name))
        })
        .collect();
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}
