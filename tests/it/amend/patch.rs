use std::io::Write;
use std::process::{Command, Stdio};

use jiangxin::amend::{Patch, UndoFault, amend, undo};

const TEXT: &str = "某某市总工会关于甲的通知\n\n各单位：\n\n一、**要求**\n\n要学习,要贯彻。\n\n二、安排\n\n甲。\n\n乙。\n\n丙。\n\n丁。\n\n要落实,要检查。";

fn made() -> jiangxin::amend::Amendment {
    amend("content/notices/a.md", TEXT.as_bytes(), true, &|_| Vec::new()).expect("it can be mended")
}

#[test]
fn it_is_a_unified_diff_with_reasons_in_both_languages() {
    let printed = made().patch.print();
    let expected = "--- a/content/notices/a.md\t原文 before
+++ b/content/notices/a.md\t改后 after
@@ -2,9 +2,9 @@ 半角标点已换成全角 A half-width mark in Chinese text was widened; 多余的加粗标记已去掉 Stray bold marks were taken out
 
 各单位：
 
-一、**要求**
+一、要求
 
-要学习,要贯彻。
+要学习，要贯彻。
 
 二、安排
 
@@ -16,4 +16,4 @@ 半角标点已换成全角 A half-width mark in Chinese text was widened
 
 丁。
 
-要落实,要检查。
\\ No newline at end of file
+要落实，要检查。
\\ No newline at end of file
";
    let shown: String = printed.lines().filter(|l| !l.starts_with("diff ") && !l.starts_with("blake3-")).map(|l| format!("{l}\n")).collect();
    assert_eq!(shown, expected);
}

#[test]
fn other_programs_understand_it() {
    let made = made();
    let home = tempfile::tempdir().expect("a folder");
    std::fs::create_dir_all(home.path().join("content/notices")).expect("a folder");
    let file = home.path().join("content/notices/a.md");
    std::fs::write(&file, TEXT).expect("written");
    let Ok(mut git) = Command::new("git").args(["apply", "-"]).current_dir(home.path()).stdin(Stdio::piped()).spawn() else {
        println!("SKIPPED: there is no git here");
        return;
    };
    git.stdin.take().expect("a pipe").write_all(made.patch.print().as_bytes()).expect("written");
    assert!(git.wait().expect("git ends").success());
    assert_eq!(std::fs::read(&file).expect("the file"), made.after);
}

#[test]
fn undoing_gives_the_very_bytes_or_nothing() {
    let made = made();
    assert_eq!(undo(&made.patch, &made.after), Ok(TEXT.as_bytes().to_vec()));
    assert_eq!(undo(&made.patch, TEXT.as_bytes()), Err(UndoFault::Undone));
    assert_eq!(undo(&made.patch, &[&made.after[..], b"\n"].concat()), Err(UndoFault::Changed));
    let printed = Patch { files: vec![made.patch.clone()] }.print("");
    let edited = Patch::parse(&printed.replace("-要落实,要检查。", "-要落实,不要检查。")).expect("still a patch");
    assert_eq!(undo(&edited.files[0], &made.after), Err(UndoFault::Damaged));
}

#[test]
fn what_is_no_patch_says_where() {
    let printed = Patch { files: vec![made().patch] }.print("甲");
    assert!(Patch::parse(&printed).is_ok());
    let line = |text: &str| Patch::parse(text).expect_err("no patch").0;
    assert_eq!(line(""), 1);
    assert_eq!(line("# 甲\n\n"), 2);
    assert_eq!(line(&printed.replace("blake3-after", "blake3-later")), 4);
    assert_eq!(line(&format!("{printed}甲\n")), printed.lines().count() + 1);
}
