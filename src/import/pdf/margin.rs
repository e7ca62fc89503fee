use std::collections::BTreeMap;

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
    // What is as large as the text may be a title or a line of it: it stays, whatever it repeats.
    let em = most_common(lines.iter().flatten().map(|line| line.size)).unwrap_or(0.0);
    let repeated = |line: &Line| line.size < em * 0.97 && seen.get(&alike(&line.text)).is_some_and(|n| *n > 1 && n * 2 >= pages.len());
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
