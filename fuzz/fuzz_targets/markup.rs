//! Any text becomes a fragment whose holes lie in it in order.
#![no_main]

use jiangxin::markup::{Options, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let body = parse(text, &Options::default()).value;
    assert!(body.holes.is_sorted_by_key(|hole| hole.at));
    assert!(body.holes.iter().all(|hole| body.html.is_char_boundary(hole.at)));
});
