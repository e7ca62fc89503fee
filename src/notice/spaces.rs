use super::{mend::Mend, ordinal, traced::Traced};
use crate::{
    diag::Code,
    text::{Span, is_cjk_punctuation, is_han},
};

/// Takes the spaces out that a converter left inside Chinese prose; names side by side and Latin words keep theirs.
///
/// A space goes beside full-width punctuation, between Han and a short number, and between Han where a long run stands on one side.
pub(super) fn despace(source: &str, line: usize, text: &Traced, mends: &mut Vec<Mend>) -> Traced {
    let s = text.text();
    if !s.contains([' ', '\u{3000}', '\u{A0}', '\t']) || !s.contains(['，', '。', '；']) || s.chars().nth(19).is_none() {
        return text.clone();
    }
    let skip = ordinal::unit(s).map_or(0, |u| u.marker.len() + 1);
    let chars: Vec<(usize, char)> = s.char_indices().collect();
    let mut out = Traced::default();
    let (mut done, mut i, mut left) = (0, 0, 0);
    while let Some((at, c)) = chars.get(i).copied() {
        if !c.is_whitespace() {
            left = if is_cjk_punctuation(c) { 0 } else { left + 1 };
            i += 1;
            continue;
        }
        let run = chars.iter().skip(i).take_while(|c| c.1.is_whitespace()).count();
        let end = chars.get(i + run).map_or(s.len(), |c| c.0);
        if at >= skip && is_noise(&chars, i, run, left) {
            out.append(&text.slice(done, at));
            let run = chars.get(i..i + run).unwrap_or(&[]).iter().map(|(at, c)| text.span(*at, at + c.len_utf8()));
            mends.extend(stretches(run).into_iter().map(|span| Mend::within(Code::SpaceInChinese, source, line, span, "", 4)));
            done = end;
        } else {
            left = 0;
        }
        i += run;
    }
    out.append(&text.slice(done, s.len()));
    out
}

/// The spaces of one run as stretches of the source: a tag may stand between them, which is not theirs to take.
fn stretches(spaces: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for span in spaces {
        match out.last_mut() {
            Some(last) if last.end == span.start => last.end = span.end,
            _ => out.push(span),
        }
    }
    out
}

fn is_noise(chars: &[(usize, char)], i: usize, run: usize, left: usize) -> bool {
    let at = |k: usize| chars.get(k).map_or('\0', |c| c.1);
    let (before, after) = (if i == 0 { '\0' } else { at(i - 1) }, at(i + run));
    let text = |c: char| is_han(c) || c.is_ascii_digit() || is_cjk_punctuation(c);
    if is_cjk_punctuation(before) && text(after) || is_cjk_punctuation(after) && text(before) {
        return true;
    }
    if run > 1 {
        return false;
    }
    let digits = |from: usize, step: isize| (0..5).take_while(|k| from.checked_add_signed(step * k).is_some_and(|k| at(k).is_ascii_digit())).count();
    if is_han(before) && after.is_ascii_digit() {
        return digits(i + 1, 1) <= 4;
    }
    if before.is_ascii_digit() && is_han(after) {
        return digits(i.saturating_sub(1), -1) <= 4;
    }
    let right = (0..24).take_while(|k| is_han(at(i + 1 + k))).count();
    // 张三 李四, 张三 李四等: two to four characters up to a space, a stop or 等.
    let name = right <= 4 || (2..=4).any(|k| at(i + 1 + k) == '等' || at(i + 1 + k) == '同' && at(i + 2 + k) == '志');
    let organs = is_organ_end(before) && (0..right.min(12)).any(|k| is_organ_end(at(i + 1 + k)));
    is_han(before) && is_han(after) && left.max(right) >= 6 && !name && !organs
}

/// 中共中央 国务院: two organs side by side.
fn is_organ_end(c: char) -> bool {
    "央院会部委厅局府办".contains(c)
}
