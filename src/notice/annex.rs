use std::ops::Range;

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
    if let Some((dotted, rest)) = beside(rest.get(len..)?, len > 0 && word.is_some()) {
        return number.map(|n| AnnexHead { number: Some(n), colon: dotted, rest });
    }
    if !colon && (word.is_none() || !after.is_empty()) {
        return None;
    }
    (len == 0 || number.is_some()).then(|| AnnexHead { number, colon, rest: after.trim_start_matches(['：', ':', '﹕']).trim_start() })
}

/// 附件1.岗位表, 附件1　岗位表: a name beside a number without a colon; whether a mark stands between, and the name.
fn beside(after: &str, numbered: bool) -> Option<(bool, &str)> {
    // A name is short; looking no further keeps a line of 附件1 linear.
    if after.len() > 240 {
        return None;
    }
    let rest = after.trim_start_matches(['.', '．', '、']);
    let dotted = rest.len() < after.len();
    let name = rest.trim_start();
    let apart = dotted || name.len() < after.len();
    let sentence =
        name.contains(['，', '。', '；', '：', ':']) || name.starts_with(['至', '和', '及', '、', '）', ')', '的', '-', '—']) || name.starts_with("附件");
    let digits = dotted && name.starts_with(|c: char| c.is_ascii_digit());
    (numbered && apart && !sentence && !digits && (2..=50).contains(&name.chars().count())).then_some((dotted, name))
}

/// Which of the texts behind a date are no texts but the list of them: 附件：1.报名表.docx at the end of a web page.
///
/// Such a part holds names and nothing else; it stands before texts with heads of their own, or last of all.
pub(super) fn listed(lines: &[Line], parts: &[Range<usize>]) -> Range<usize> {
    let of = |r: &Range<usize>| lines.get(r.clone()).unwrap_or(&[]);
    let opens = |r: &Range<usize>| of(r).first().and_then(|l| head(l.text()));
    let names = |r: &Range<usize>| {
        let part = of(r);
        let file = part.iter().skip(1).any(|l| SUFFIXES.iter().any(|s| l.text().ends_with(s)));
        let plain = |l: &Line| l.matter == super::ast::Matter::Prose && l.width() <= 80 && !l.text().contains(['。', '：']) || head(l.text()).is_some();
        opens(r).is_some_and(|h| (h.colon || file || !h.rest.is_empty() && part.len() == 1) && !(h.rest.is_empty() && part.len() < 2))
            && part.iter().all(plain)
            && note(part, &mut Vec::new()).1 == part.len()
    };
    let headed = |r: &Range<usize>| opens(r).is_some_and(|h| !h.colon);
    let first = parts.iter().take_while(|r| names(r)).count();
    if first > 0 {
        return if parts.get(first).is_none_or(headed) { 0..first } else { 0..0 };
    }
    let last = parts.iter().rev().take_while(|r| names(r)).count();
    let from = parts.len() - last;
    // 附件1：甲 with its text and 附件2：乙 without one are two texts.
    if parts.get(..from).unwrap_or(&[]).iter().any(|r| opens(r).is_some()) { 0..0 } else { from..parts.len() }
}

const SUFFIXES: [&str; 8] = [".docx", ".doc", ".xlsx", ".xls", ".pdf", ".wps", ".zip", ".rar"];

/// Whether a text that has nothing above it is an attachment in a file of its own: 附件2, 附件2：示例表; 附件： with names is a list.
pub(super) fn is_fragment(lines: &[Line]) -> bool {
    let Some(first) = lines.first().filter(|l| l.matter == super::ast::Matter::Prose).and_then(|l| head(l.text())) else { return false };
    let told = || lines.iter().skip(1).any(|l| l.text().contains('。') || l.matter != super::ast::Matter::Prose);
    if first.colon { first.number.is_some() && told() } else { lines.len() > 1 }
}

/// Gives names from several lines of their own, 附件1：…, 附件2：…, an order where they have none.
pub(super) fn number(list: &mut [Attachment]) {
    for (i, one) in list.iter_mut().enumerate().filter(|(_, a)| !a.numbered) {
        one.ordinal = u32::try_from(i + 1).unwrap_or(u32::MAX);
    }
}

/// Where the 附件说明 begins among the last lines of a body, if it has one: behind it stand only names.
pub(super) fn note_start(lines: &[Line]) -> Option<usize> {
    let short = lines.iter().rev().take_while(|l| l.width() <= 160 && !sentence(l.text())).count();
    let from = lines.len() - short;
    // The line itself may hold all names and a stop.
    let from = if from > 0 && lines.get(from - 1).is_some_and(|l| head(l.text()).is_some_and(|h| h.colon)) { from - 1 } else { from };
    (from..lines.len()).find(|i| lines.get(*i).is_some_and(|l| head(l.text()).is_some_and(|h| h.colon || !h.rest.is_empty())))
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
        if let Some(head) = head(text).filter(|h| h.colon || !h.rest.is_empty() || i == 0) {
            let rest = line.text.slice(text.len() - head.rest.len(), text.len());
            if !head.rest.is_empty() || head.colon {
                names(&rest, head.number, &mut out);
            }
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
    // [名单](list.xlsx): the words of a link.
    let linked = name.strip_prefix('[').and_then(|n| n.split_once("](")).filter(|(_, target)| target.trim_end().ends_with([')', '）']));
    let name = linked.map_or(name, |(words, _)| words);
    let name = name.split("http").next().unwrap_or(name);
    name.trim().trim_end_matches(['。', '；', ';', '，']).trim()
}
