use std::collections::{BTreeMap, BTreeSet};

use super::line::Line;
use super::paragraph::most_common;
use crate::pdf::Page;

/// The part of a page's height, at top and bottom, in which heads and page numbers stand.
const BAND: f32 = 0.13;

/// Takes out page numbers and what stands at the head or foot of most pages; gives the words of the latter, each once.
pub(super) fn take(lines: &mut [Vec<Line>], pages: &[Page]) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (lines, page) in lines.iter().zip(pages) {
        for line in ends(lines).into_iter().filter_map(|at| lines.get(at)).filter(|line| in_band(line, page)) {
            *seen.entry(alike(&line.text)).or_default() += 1;
        }
    }
    let em = most_common(lines.iter().flatten().map(|line| line.size)).unwrap_or(0.0);
    let running = running(lines, em);
    // What is as large as the text may be a title or a line of it: it stays, unless the text plainly runs on around it.
    let repeated = |line: &Line| {
        let alike = alike(&line.text);
        let is_small = line.size < em * 0.97 && seen.get(&alike).is_some_and(|n| *n > 1 && n * 2 >= pages.len());
        is_small || (line.size < em * 1.12 && running.contains(&alike))
    };
    let mut words: Vec<String> = Vec::new();
    for (lines, page) in lines.iter_mut().zip(pages) {
        // From both ends inwards: what lies between two lines of the text stays, whatever it looks like.
        while let Some(at) = ends(lines).into_iter().find(|at| lines.get(*at).is_some_and(|l| in_band(l, page) && (is_number(&l.text) || repeated(l)))) {
            let line = lines.remove(at);
            if !is_number(&line.text) && !words.iter().any(|known| alike(known) == alike(&line.text)) {
                words.push(line.text);
            }
        }
    }
    words
}

/// What stands at the head of every page from the second on, at one height, where a sentence of the page before goes on below it: all
/// its digits alike, or the page's number among them.
fn running(lines: &[Vec<Line>], em: f32) -> BTreeSet<String> {
    let widest = lines.iter().flatten().map(|line| line.right).fold(0.0, f32::max);
    let heads: Vec<&Line> = lines.iter().skip(1).filter_map(|lines| lines.first()).collect();
    let [first, rest @ ..] = heads.as_slice() else { return BTreeSet::new() };
    let is_numbered = |line: &Line, page: usize| line.text.replace([' ', '　'], "").contains(&format!("第{page}页"));
    let same = |(n, line): (usize, &&Line)| {
        let one = line.text == first.text || (is_numbered(line, n + 3) && is_numbered(first, 2));
        one && alike(&line.text) == alike(&first.text) && (line.y - first.y).abs() < 1.0
    };
    let goes_on = |lines: &Vec<Line>| {
        let last = lines.iter().rev().find(|line| !is_number(&line.text));
        last.is_some_and(|line| line.right > widest - em * 2.0 && !line.text.ends_with(['。', '！', '？', '：', '；', '.', '!', '?', '”']))
    };
    let is_running = lines.len() > 2 && rest.iter().enumerate().all(same) && lines.iter().rev().skip(1).any(goes_on);
    is_running.then(|| alike(&first.text)).into_iter().collect()
}

/// The first and the last line of a page.
fn ends(lines: &[Line]) -> Vec<usize> {
    match lines.len() {
        0 => Vec::new(),
        1 => vec![0],
        many => vec![0, many - 1],
    }
}

fn in_band(line: &Line, page: &Page) -> bool {
    line.y < page.height * BAND || line.y > page.height * (1.0 - BAND)
}

/// Heads differ in their page numbers only.
fn alike(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect()
}

/// `— 3 —`, `3`, `第 3 页`, `3/12`, `第3页 共12页`.
pub(super) fn is_number(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace() && !"-—–－―·.".contains(*c)).collect();
    let plain = bare.replace(['第', '页', '共', '，', ',', '/'], "");
    !plain.is_empty() && plain.chars().count() <= 8 && plain.chars().all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_told_from_years_and_text() {
        for number in ["— 3 —", "3", "－１２－", "第 3 页", "第3页 共12页", "3/12"] {
            assert!(is_number(number), "{number}");
        }
        for text in ["2026年", "一", "附件1", "", "—", "共青团"] {
            assert!(!is_number(text), "{text}");
        }
    }
}
