//! The command: what it says, writes, and never overwrites.

use super::{docx, foot, head, p};
use crate::press::Press;

fn site() -> Press {
    Press::small("--- content/notices/_index.md\n+++\ntitle = \"公文\"\nkind = \"notice\"\n+++\n--- content/about.md\n+++\ntitle = \"关于\"\n+++\n")
}

#[test]
fn a_dry_run_writes_nothing_and_a_run_writes_a_draft_that_checks() {
    let press = site();
    press.write("来 稿/通知 1.docx", &docx(&format!("{}{}", head(), foot()), &[]));
    let dry = press.run(&["import", "--dry-run", "来 稿/通知 1.docx"]).ends(0);
    assert!(dry.out.contains("a notice") && dry.out.contains("content/notices/slgf-2026-3.md") && !press.has("content/notices/slgf-2026-3.md"), "{}", dry.out);
    press.run(&["import", "来 稿/通知 1.docx"]).ends(0);
    let text = press.read("content/notices/slgf-2026-3.md");
    assert!(text.starts_with("+++\n") && text.contains("draft = true"));
    assert!(press.check(&[]).iter().all(|d| d["severity"] != "error"), "{:?}", press.check(&[]));
    press.build();
    assert!(!press.has("output/notices/slgf-2026-3/index.html"), "a draft");
    press.build_with(&["--drafts"]);
    assert!(press.page("notices/slgf-2026-3/").contains("示例总工会关于开展安全生产月活动的通知"));
}

#[test]
fn nothing_is_overwritten_and_other_files_go_on() {
    let press = site();
    press.write("a.docx", &docx(&format!("{}{}", head(), foot()), &[]));
    press.write("b.docx", b"broken");
    press.write("c.txt", "劳模风采\n\n他是一名焊工。\n".as_bytes());
    let ran = press.run(&["import", "a.docx", "b.docx", "c.txt"]).ends(1);
    assert!(ran.err.contains("unusable-document") && ran.out.contains("a feature"), "{}\n{}", ran.out, ran.err);
    press.write("content/notices/slgf-2026-3.md", b"mine");
    let again = press.run(&["import", "a.docx"]).ends(2);
    assert!(again.err.contains("--slug") && press.read("content/notices/slgf-2026-3.md") == "mine");
    press.run(&["import", "a.docx", "--slug", "other"]).ends(0);
    press.run(&["import", "a.docx", "--kind", "news", "--slug", "as-news"]).ends(0);
    assert!(press.has("content/notices/other.md") && press.has("content/news/as-news/index.md"));
    press.run(&["import", "nowhere.docx"]).ends(2);
}

#[test]
fn a_classified_paper_is_not_written() {
    let press = site();
    press.write("a.docx", &docx(&format!("{}{}{}", p("机密★1年"), head(), foot()), &[]));
    let ran = press.run(&["import", "a.docx"]).ends(1);
    assert!(ran.err.contains("classified") && ran.err.contains("Nothing was written"), "{}", ran.err);
    assert!(!press.has("content/notices/slgf-2026-3.md"));
}

#[test]
fn a_page_cannot_fetch_files_from_elsewhere() {
    let press = site();
    press.write("secret.jpg", b"\xFF\xD8\xFFsecret");
    press.write("in/page.html", "<html><body><h1>标题</h1><p>正文写在这里，有一些字。</p><img src='../secret.jpg'><img src='ok.jpg'></body></html>".as_bytes());
    press.write("in/ok.jpg", b"\xFF\xD8\xFFok");
    press.run(&["import", "in/page.html", "--slug", "x", "--kind", "feature"]).ends(0);
    assert!(press.has("content/features/x/picture-1.jpg") && !press.has("content/features/x/picture-2.jpg"));
    assert_eq!(press.read("content/features/x/index.md").matches("![").count(), 1);
}
