//! `--fix` beyond notices: marks, digits, units, hidden characters; words of the lists only when asked for.

use crate::press::Press;

const NEWS: &str = "+++\r\ntitle = \"甲\"\r\ndate = 2025-01-01\r\n+++\r\n要学习,要贯彻。２０２５年共有50KG,2025年03月02日职\u{200B}工。其它。[链,接](https://example.org/a,b) `代,码`\r\n";

fn site() -> Press {
    let press = Press::small("");
    press.write("content/news/a.md", NEWS.as_bytes());
    press
}

fn undo(press: &Press) {
    let folder = std::fs::read_dir(press.root.join(".jiangxin")).expect("the folder of patches");
    let patch = folder.flatten().map(|e| e.file_name().to_string_lossy().into_owned()).find(|n| n.ends_with(".patch")).expect("a patch");
    press.run(&["check", "--undo", &format!(".jiangxin/{patch}"), "--yes"]).ends(0);
}

#[test]
fn the_form_of_any_document_is_mended_and_taken_back_byte_for_byte() {
    let press = site();
    let shown = press.run(&["check", "--fix"]).ends(1);
    assert!(shown.out.contains("+要学习，要贯彻。2025年共有50kg,2025年3月2日职工。其它。"), "{}", shown.out);
    assert_eq!(press.read("content/news/a.md"), NEWS, "only shown");
    press.run(&["check", "--fix", "--yes"]).ends(0);
    let expected = NEWS
        .replace("习,要", "习，要")
        .replace("２０２５", "2025")
        .replace("50KG", "50kg")
        .replace("03月02", "3月2")
        .replace('\u{200B}', "")
        .replace("链,接", "链，接");
    assert_eq!(press.read("content/news/a.md"), expected);
    press.run(&["check", "--fix", "--yes"]).ends(0);
    assert_eq!(press.read("content/news/a.md"), expected, "nothing more to mend");
    undo(&press);
    assert_eq!(press.read("content/news/a.md"), NEWS);
}

#[test]
fn words_are_put_right_only_when_asked_for() {
    let press = site();
    press.run(&["check", "--fix", "--words", "--yes"]).ends(0);
    assert!(press.read("content/news/a.md").contains("其他。") && press.found("wrong-word").is_empty());
    undo(&press);
    assert_eq!(press.read("content/news/a.md"), NEWS);
}
