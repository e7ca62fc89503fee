use std::collections::{HashMap, HashSet};

use super::{date, lines::Line, parties};

/// A rule of Markdown or a torn one: ---, --, ***, ___ and the like.
pub(super) fn is_rule(bare: &str) -> bool {
    let mut marks = bare.chars().filter(|c| *c != ' ');
    let Some(first) = marks.next() else { return false };
    matches!(first, '-' | '*' | '_' | '=' | '—' | '─' | '－' | '━') && bare.chars().nth(1).is_some() && marks.all(|c| c == first)
}

/// A page number on a line of its own (GB/T 9704-2012 7.5): — 3 —, -3-, 第3页 共5页, 3/5. A bare number is none.
pub(super) fn is_number(bare: &str) -> bool {
    if bare.len() > 48 {
        return false;
    }
    let text: String = bare.chars().filter(|c| !c.is_whitespace()).collect();
    let inner = text.trim_matches(is_dash);
    if inner.len() < text.len() {
        return is_digits(inner, 4) && (text.starts_with(is_dash) || text.ends_with(is_dash));
    }
    if let Some((page, total)) = text.split_once(['/', '／']) {
        return is_digits(page, 3) && is_digits(total, 3);
    }
    let Some(rest) = text.strip_prefix('第') else { return false };
    let Some((page, rest)) = rest.split_once('页') else { return false };
    let rest = rest.trim_start_matches([',', '，', '/', '／', '共']).trim_end_matches('页');
    is_digits(page, 4) && (rest.is_empty() || is_digits(rest, 4))
}

/// A page number that a converter left at the end of a line of text: its byte.
pub(super) fn tail_number(text: &str) -> Option<usize> {
    let body = text.strip_suffix(is_dash)?;
    let digits = body.len() - body.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let before = body.get(..body.len() - digits)?.strip_suffix(is_dash)?;
    ((1..=3).contains(&digits) && before.chars().next_back().is_some_and(crate::text::is_han)).then_some(before.len())
}

/// Lines of some length that occur three times or more: headers and footers of pages.
pub(super) fn repeated(source: &str) -> HashSet<&str> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for bare in source.split('\n').map(str::trim).filter(|l| (12..=120).contains(&l.len()) && is_header(l)) {
        *counts.entry(bare).or_default() += 1;
    }
    counts.into_iter().filter(|(_, n)| *n >= 3).map(|(line, _)| line).collect()
}

/// Whether no line so far reads like this one.
pub(super) fn first_use(lines: &[Line], bare: &str) -> bool {
    // A page is at most a few dozen lines: no need to look further back.
    lines.iter().rev().take(200).all(|l| l.text() != bare)
}

/// Whether a line that comes again is one of the paper's own there: the issuer of a title, or a signature above its date.
pub(super) fn is_used(bare: &str, below: &str) -> bool {
    let next = below.split('\n').take(6).map(str::trim).find(|l| !l.is_empty()).unwrap_or("");
    parties::is_organ(bare)
        && (date::whole(next).is_some() || ["关于", "印发", "转发", "批转"].iter().any(|w| next.trim_start_matches(['#', ' ', '*']).starts_with(w)))
}

fn is_header(line: &str) -> bool {
    !line.starts_with(['|', '#', '-', '*', '<', '（', '(', '「', '“']) && !line.contains(['。', '；', '：', ':', '，', '、', '！', '？', '日', '填'])
}

fn is_dash(c: char) -> bool {
    matches!(c, '—' | '–' | '-' | '－' | '―' | '─' | '_')
}

fn is_digits(text: &str, most: usize) -> bool {
    let count = text.chars().count();
    (1..=most).contains(&count) && text.chars().all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
}
