//! `docs/codes.md` is what `jiangxin explain` says of every code. `JIANGXIN_BLESS=1 cargo test codes_page` writes it anew.

use std::fmt::Write;

use jiangxin::diag::{Code, Severity};

use super::{root, text};

const PAGE: &str = "docs/codes.md";
const HEAD: &str = "\
# 问题代码 · Codes of findings

每条提示都有一个代码，代码不会改名。`jiangxin explain dead-link` 在命令行上显示同样的说明。错误会使 `build` 停下，退出状态为 1；警告和提示不会。

Every finding has a code, which never changes its name. `jiangxin explain dead-link` prints the same account. An error stops
`build` with exit status 1; warnings and notes do not.
";

fn page() -> String {
    let mut out = HEAD.to_owned();
    let mut say = |words: std::fmt::Arguments<'_>| out.write_fmt(words).expect("a string takes all");
    for (severity, zh, en) in [(Severity::Error, "错误", "Errors"), (Severity::Warning, "警告", "Warnings"), (Severity::Note, "提示", "Notes")] {
        say(format_args!("\n## {zh} · {en}\n"));
        for code in Code::ALL.iter().filter(|c| c.severity() == severity) {
            let ((zh, en), about) = (code.title(), code.explanation());
            let basis = about.basis.words();
            say(format_args!("\n### `{}` {zh} · {en}\n\n{}\n\n{}\n\n{} · {}\n", code.name(), literal(about.zh), literal(about.en), basis.zh, basis.en));
        }
    }
    out
}

/// Plain text as Markdown that shows it as it is.
fn literal(text: &str) -> String {
    let mut out = text.replace("](", "]\\(");
    for mark in ['[', '<', '*', '_', '`'] {
        out = out.replace(mark, &format!("\\{mark}"));
    }
    out
}

#[test]
fn codes_page_is_up_to_date() {
    let page = page();
    if std::env::var_os("JIANGXIN_BLESS").is_some() {
        std::fs::write(root().join(PAGE), &page).expect(PAGE);
    }
    assert!(text(PAGE) == page, "{PAGE} is behind: run JIANGXIN_BLESS=1 cargo test codes_page");
}
