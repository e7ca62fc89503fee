//! Questions at a terminal, which `script` of util-linux plays: they are asked there and nowhere else.
#![cfg(target_os = "linux")]

use std::io::Write;
use std::process::{Command, Stdio};

use crate::press::Press;

/// What a person sees who runs the program at a terminal and types these lines; `None` where no `script` is installed.
fn typed(press: &Press, arguments: &str, lines: &str) -> Option<String> {
    let program = env!("CARGO_BIN_EXE_jiangxin");
    let mut command = Command::new("script");
    command.args(["-q", "-e", "-c", &format!("'{program}' {arguments}"), "/dev/null"]).current_dir(&press.root);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let Ok(mut child) = command.spawn() else {
        eprintln!("SKIPPED: script (util-linux) is not installed");
        return None;
    };
    let _ = child.stdin.take().expect("a pipe").write_all(lines.as_bytes());
    let output = child.wait_with_output().expect("it ends");
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn new_asks_for_kind_and_title_until_it_has_them() {
    let press = Press::small("");
    let Some(seen) = typed(&press, "--lang zh new --slug huodong", "9\n天气\n动态\n\n  活动启动  \n") else { return };
    assert!(seen.matches("种类（1 公文").count() == 3 && seen.matches("标题（人物写姓名）").count() == 2, "{seen}");
    assert!(seen.contains("已新建 content/news/huodong/index.md"), "{seen}");
    assert!(press.read("content/news/huodong/index.md").contains("title = \"活动启动\""));
    let Some(seen) = typed(&press, "--lang en new --slug ren", "3\n示例工匠甲\n") else { return };
    assert!(seen.contains("made content/profiles/ren/index.md"), "{seen}");
    assert!(press.run(&["new"]).ends(2).err.contains("a kind and a title are needed"), "nothing is asked without a terminal");
}

#[test]
fn a_mend_is_written_after_a_yes_only() {
    let press = Press::small("--- content/a.md\n+++\ntitle = \"甲\"\n+++\n要学习,要贯彻。\n");
    for (answer, written) in [("\n", false), ("n\n", false), ("是\n", true)] {
        let Some(seen) = typed(&press, "--lang zh check --fix", answer) else { return };
        assert!(seen.contains("写入这 1 个文件吗"), "{seen}");
        assert_eq!(press.read("content/a.md").contains("要学习，要贯彻"), written, "{answer:?}: {seen}");
    }
}
