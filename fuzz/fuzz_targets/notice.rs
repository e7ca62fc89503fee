//! Any text reads as a notice or as none, and what is printed reads the same again.
#![no_main]

use jiangxin::notice::{print, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let printed = print(&read(text).notice);
    assert_eq!(print(&read(&printed).notice), printed);
});
