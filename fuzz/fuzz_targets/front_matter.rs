//! Any text splits into front matter and body, and its fields parse, without a panic; places fall between characters.
#![no_main]

use jiangxin::diag::Code;
use jiangxin::fields::{parse, split};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let parts = split(text);
    assert!(text.get(parts.body.start..parts.body.end).is_some());
    if let Some(front) = parts.front {
        for finding in parse(text, front.span, front.format, "a.md", Code::FrontMatterSyntax).findings {
            if let Some(span) = finding.span {
                assert!(text.get(span.start..span.end).is_some());
            }
        }
    }
});
