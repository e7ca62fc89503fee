use std::collections::BTreeSet;

use crate::{
    diag::{Code, Diagnostic},
    notice::{annex, ast::Matter, flow::Para, parse::Parsed},
    text::Span,
};

/// 附件说明 against the attached texts, and 见附件N against both (GB/T 9704-2012 7.3.4, 7.3.7).
pub(super) fn check(parsed: &Parsed, out: &mut Vec<Diagnostic>) {
    let notice = &parsed.notice;
    let listed: BTreeSet<u32> = notice.attachments.iter().map(|a| a.ordinal).collect();
    let mut known: BTreeSet<u32> = listed.iter().copied().chain(notice.attached.iter().map(|a| a.ordinal)).collect();
    for para in parsed.paras.first().into_iter().flatten().filter(|p| p.matter == Matter::Prose) {
        cited(para, &mut known, out);
    }
    if let [only] = notice.attachments.as_slice()
        && only.numbered
    {
        out.push(
            Diagnostic::new(Code::LoneAttachmentNumber, "只有一个附件，不必编号。", "A single attachment takes no number.")
                .at(only.span)
                .help(format!("规范写法：附件：{}", only.name), format!("Written as the standard has it: 附件：{}", only.name)),
        );
    }
    for text in notice.attached.iter().filter(|a| !listed.is_empty() && !a.title.is_empty()) {
        let of = notice.attachments.iter().find(|a| a.ordinal == text.ordinal);
        let same = of.is_some_and(|a| key(&a.name) == key(&text.title) || key(&a.name).contains(&key(&text.title)) || key(&text.title).contains(&key(&a.name)));
        if !same {
            let (zh, en) = match of {
                Some(a) => (
                    format!("附件标题“{}”与附件说明“{}”不一致。", text.title, a.name),
                    format!("The attached text's title “{}” differs from the list's “{}”.", text.title, a.name),
                ),
                None => (
                    format!("附件说明中没有第{}个附件“{}”。", text.ordinal, text.title),
                    format!("The list has no attachment {}: “{}”.", text.ordinal, text.title),
                ),
            };
            out.push(
                Diagnostic::new(Code::AttachmentMismatch, zh, en)
                    .at(text.span)
                    .help("请使附件说明与附件的顺序、标题一致。", "Make the list and the attached texts agree in order and title."),
            );
        }
    }
}

/// What two spellings of a title have in common: letters, without a file's suffix.
fn key(name: &str) -> String {
    let stem = [".pdf", ".doc", ".docx", ".xls", ".xlsx", ".wps", ".zip", ".rar"].iter().find_map(|s| name.strip_suffix(s)).unwrap_or(name);
    stem.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// 附件3, 附件2、3: each number that no attachment has, once.
fn cited(para: &Para, known: &mut BTreeSet<u32>, out: &mut Vec<Diagnostic>) {
    let text = para.text.text();
    if annex::head(text).is_some_and(|h| !h.colon) {
        return;
    }
    for (at, word) in text.match_indices("附件") {
        // 《…办法》附件2 is another paper's.
        if text.get(..at).is_some_and(|before| before.ends_with(['》', '）', ')'])) {
            continue;
        }
        let mut from = at + word.len();
        while let Some((number, start, end)) = number(text, from) {
            if known.insert(number) {
                let first = if start == at + word.len() { at } else { start };
                out.push(missing(number, para.text.span(first, end)));
            }
            let rest = text.get(end..).unwrap_or("");
            let Some(sep) = rest.chars().next().filter(|c| matches!(c, '、' | '和' | '及')) else { break };
            from = end + sep.len_utf8();
        }
    }
}

/// A number of one or two digits that is no year, date or count.
fn number(text: &str, from: usize) -> Option<(u32, usize, usize)> {
    let rest = text.get(from..)?;
    let start = from + rest.len() - rest.trim_start_matches(' ').len();
    let digits = text.get(start..)?.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let end = start + digits;
    let after = text.get(end..)?.chars().next();
    if !(1..=2).contains(&digits) || matches!(after, Some('年' | '月' | '日' | '份' | '个' | '.' | '项' | '页')) {
        return None;
    }
    Some((text.get(start..end)?.parse().ok().filter(|n| *n > 0)?, start, end))
}

fn missing(number: u32, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MissingAttachment,
        format!("正文提到附件{number}，但没有这个附件。"),
        format!("The text refers to attachment {number}, which does not exist."),
    )
    .at(span)
    .help("请补上附件说明，或改正附件号。", "Add it to the list of attachments, or correct the number.")
}
