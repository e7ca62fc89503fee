use super::{
    ast::Attachment,
    lines::{Gap, Line},
    mend::Mend,
    ordinal, parties,
    traced::Traced,
};
use crate::{
    diag::Code,
    text::{Span, parse_numeral},
};

/// The head of an attached text (附件, GB/T 9704-2012 7.3.7) or of the note that lists them (7.3.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct AnnexHead<'a> {
    pub number: Option<u32>,
    /// Whether a colon follows, as in the note.
    pub colon: bool,
    pub rest: &'a str,
}

/// Reads 附件, 附件1, 附件一：, 附：, with inner spaces.
pub(super) fn head(text: &str) -> Option<AnnexHead<'_>> {
    let text = text.trim_start_matches(['【', '（', '(']);
    let after = text.strip_prefix('附')?.trim_start();
    let word = after.strip_prefix('件').or_else(|| after.strip_prefix('表').filter(|_| false));
    let rest = word.unwrap_or(after).trim_start();
    let len = ordinal::numeral_len(rest, |c| c.is_ascii_digit() || ordinal::is_numeral(c) || ('０'..='９').contains(&c), 3).unwrap_or(0);
    let number = parse_numeral(rest.get(..len)?);
    let after = rest.get(len..)?.trim_start().trim_start_matches(['】', '）', ')']);
    let colon = after.starts_with(['：', ':', '﹕']);
    if !colon && (word.is_none() || !after.is_empty()) {
        return None;
    }
    (len == 0 || number.is_some()).then(|| AnnexHead { number, colon, rest: after.trim_start_matches(['：', ':', '﹕']).trim_start() })
}

/// Where the 附件说明 begins among the last lines of a body, if it has one: behind it stand only names.
pub(super) fn note_start(lines: &[Line]) -> Option<usize> {
    let short = lines.iter().rev().take_while(|l| l.width() <= 160 && !sentence(l.text())).count();
    let from = lines.len() - short;
    // The line itself may hold all names and a stop.
    let from = if from > 0 && lines.get(from - 1).is_some_and(|l| head(l.text()).is_some_and(|h| h.colon)) { from - 1 } else { from };
    (from..lines.len()).find(|i| lines.get(*i).is_some_and(|l| head(l.text()).is_some_and(|h| h.colon)))
}

fn sentence(text: &str) -> bool {
    text.trim_end_matches('。').contains('。')
}

/// What the 附件说明 says, and how many of the lines are its own.
pub(super) fn note(lines: &[Line], mends: &mut Vec<Mend>) -> (Vec<Attachment>, usize) {
    let mut out: Vec<(Option<u32>, Traced)> = Vec::new();
    let mut used = 0;
    for (i, line) in lines.iter().enumerate() {
        let text = line.text();
        if let Some(head) = head(text).filter(|h| h.colon) {
            let rest = line.text.slice(text.len() - head.rest.len(), text.len());
            names(&rest, head.number, &mut out);
        } else if ordinal::marker(text).is_some_and(|m| matches!(m.level, 1 | 3 | 4) && m.number as usize <= out.len() + 2) {
            names(&line.text, None, &mut out);
        } else if i > 0 && !ends_note(line) {
            match out.last_mut() {
                Some((_, name)) if name.text().is_empty() => *name = line.text.clone(),
                // A name goes on in the next line, never behind a blank one.
                Some(_) if line.gap >= Gap::Blank => break,
                Some((_, name)) => {
                    let span = Span::new(name.whole().end, line.text.whole().start);
                    mends.push(Mend::join(Code::JoinLine, line.number - 1, name.text(), text, span));
                    name.append(&line.text);
                }
                None => out.push((None, line.text.clone())),
            }
        } else {
            break;
        }
        used = i + 1;
    }
    let list = out.into_iter().filter(|(_, n)| !n.text().is_empty()).enumerate();
    let list = list.map(|(i, (number, name))| Attachment {
        ordinal: number.unwrap_or(u32::try_from(i + 1).unwrap_or(u32::MAX)),
        span: name.whole(),
        numbered: number.is_some(),
        name: clip(name.text()).to_owned(),
    });
    (list.collect(), used)
}

/// A line that is no further part of an attachment's name.
fn ends_note(line: &Line) -> bool {
    let text = line.text();
    line.gap > Gap::Blank
        || parties::is_organ(text) && !text.contains("名单")
        || super::date::whole(text).is_some()
        || text.contains('。')
        || text.starts_with(['（', '(']) && line.gap > Gap::None
        || ["联系人", "联系电话", "抄送", "特此", "联系方式"].iter().any(|w| text.starts_with(w))
}

/// Reads one line of names: 1.甲 2.乙 stand side by side only in sequence.
fn names(line: &Traced, number: Option<u32>, out: &mut Vec<(Option<u32>, Traced)>) {
    let text = line.text();
    let Some(first) = ordinal::marker(text).filter(|m| matches!(m.level, 1 | 3 | 4)) else {
        out.push((number, line.clone()));
        return;
    };
    let (mut start, mut current) = (text.len() - first.rest.len(), first.number);
    for (at, _) in text.match_indices(['.', '．', '、']) {
        let digits = text.get(start..at).unwrap_or("").chars().rev().take_while(char::is_ascii_digit).count();
        let from = at - digits;
        let before = text.get(start..from).unwrap_or("");
        let follows = digits > 0
            && before.ends_with([' ', '\u{3000}', '；', ';', '，', '》'])
            && text.get(from..).and_then(ordinal::marker).is_some_and(|m| m.number == current + 1);
        if follows {
            out.push((Some(current), line.slice(start, from).trimmed()));
            current += 1;
            start = text.len() - text.get(from..).and_then(ordinal::marker).map_or(0, |m| m.rest.len());
        }
    }
    out.push((Some(current), line.slice(start, text.len()).trimmed()));
}

/// A name as printed, without a closing stop or a web address run into it.
fn clip(name: &str) -> &str {
    let name = name.split("http").next().unwrap_or(name);
    name.trim().trim_end_matches(['。', '；', ';', '，']).trim()
}
