use super::passage::is_invisible;
use crate::diag::{Code, Diagnostic};
use crate::text::Span;

/// Characters that no reader sees as meant: private-use ones, what a converter lost, and those that turn or hide text.
pub(super) fn check(text: &str, own_losses: bool, out: &mut Vec<Diagnostic>) {
    // All of them are at least U+00AD; a text of ASCII has none.
    if text.is_ascii() {
        return;
    }
    let mut last: Option<(Code, Span)> = None;
    for (at, c) in text.char_indices().filter(|(_, c)| *c >= '\u{AD}') {
        let Some(code) = fault(c, own_losses) else { continue };
        let span = Span::new(at, at + c.len_utf8());
        match &mut last {
            Some((same, run)) if *same == code && run.end == span.start => run.end = span.end,
            _ => {
                out.extend(last.take().map(|(code, run)| finding(code, run, text)));
                last = Some((code, span));
            }
        }
    }
    out.extend(last.map(|(code, run)| finding(code, run, text)));
}

/// Private use: Unicode 23.5; noncharacters: 23.7; bidirectional controls: UAX #9.
fn fault(c: char, own_losses: bool) -> Option<Code> {
    match c {
        '\u{FFFD}' if own_losses => Some(Code::LostCharacter),
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}' => Some(Code::PrivateCharacter),
        '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => Some(Code::HiddenCharacter),
        c if is_invisible(c) && c != '\u{200D}' => Some(Code::HiddenCharacter),
        _ => None,
    }
}

fn finding(code: Code, span: Span, text: &str) -> Diagnostic {
    let points: Vec<String> = span.of(text).chars().take(4).map(|c| format!("U+{:04X}", u32::from(c))).collect();
    let points = points.join(" ");
    match code {
        Code::LostCharacter => Diagnostic::new(code, "这里有文字丢失（显示为 �）", "characters were lost here (shown as �)")
            .at(span)
            .help("对照原件补上", "restore them from the original"),
        Code::PrivateCharacter => Diagnostic::new(
            code,
            format!("自造字或图标字符（{points}），别人的电脑上显示不出来"),
            format!("a private-use character ({points}) that shows only where its font is"),
        )
        .at(span)
        .help("换成通用的汉字或符号；Word 项目符号改用“-”列表", "use a common character; turn Word's bullets into a list with -"),
        _ => {
            let found = Diagnostic::new(code, format!("看不见的控制字符（{points}）"), format!("an invisible control character ({points})")).at(span);
            found.help("删掉它；它会使文字查不到，或左右颠倒", "delete it: it keeps words from being found, or turns them round").edit(span, "")
        }
    }
}
