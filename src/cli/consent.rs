use std::io::{self, BufRead, IsTerminal, Write};

use clap::ArgMatches;

use super::desk::{Complaint, Desk};
use crate::amend::{FilePatch, Side};

/// Whether files may be written: `--yes`, or a yes at the terminal. Elsewhere nothing is asked and the answer is no.
pub(super) fn given(matches: &ArgMatches, desk: &Desk, files: usize, json: bool) -> Result<bool, Complaint> {
    if matches.get_flag("yes") {
        return Ok(true);
    }
    let asks = !json && io::stdin().is_terminal() && io::stdout().is_terminal();
    if !asks {
        eprintln!("{}", desk.say("以上只是预览，什么也没有写；加上 --yes 才写。", "This is a preview, nothing was written; add --yes to write."));
        return Ok(false);
    }
    eprint!("{}", desk.say(format!("写入这 {files} 个文件吗？[y/N] "), format!("Write these {files} files? [y/N] ")));
    io::stderr().flush().ok();
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer).map_err(|e| Complaint::new(format!("读不到回答：{e}"), format!("no answer could be read: {e}")))?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "是" | "好" | "ｙ"))
}

/// A file's patch for a person: no digests, coloured on a terminal, nothing that would steer it.
pub(super) fn painted(patch: &FilePatch) -> String {
    let color = io::stdout().is_terminal();
    let paint = |code: &str, line: &str| if color { format!("\x1b[{code}m{line}\x1b[0m\n") } else { format!("{line}\n") };
    let mut out = paint("1", &format!("--- {}（原文 before）", patch.file));
    out.push_str(&paint("1", &format!("+++ {}（改后 after）", patch.file)));
    for hunk in &patch.hunks {
        out.push_str(&paint("36", hunk.heading().trim_end()));
        for line in &hunk.lines {
            let text: String = line.text.trim_end_matches(['\r', '\n']).chars().map(|c| if c.is_control() && c != '\t' { '\u{FFFD}' } else { c }).collect();
            out.push_str(&match line.side {
                Side::Both => format!(" {text}\n"),
                Side::Old => paint("31", &format!("-{text}")),
                Side::New => paint("32", &format!("+{text}")),
            });
        }
    }
    out
}
