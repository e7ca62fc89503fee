use std::ops::Range;

use super::{
    genre,
    lines::{Gap, Line},
    parties,
    traced::Traced,
};
use crate::text::Span;

/// The lines of the title (标题, GB/T 9704-2012 7.3.1) among the lines of the head that are nothing else.
///
/// The last one that ends in a kind (文种) of an office's own papers, else in any kind, else the last heading; lines above are
/// added while the title is incomplete.
pub(super) fn find(lines: &[Line], unknown: &[usize]) -> Option<Range<usize>> {
    let text = |i: usize| lines.get(i).map_or("", Line::text);
    let ends = |i: &usize| genre::of_title(text(*i));
    let contents = |t: &str| t.chars().filter(|c| !c.is_whitespace()).eq("目录".chars());
    let plausible = |i: &&usize| !contents(text(**i)) && ((2..=120).contains(&text(**i).chars().count()) || text(**i).starts_with('的'));
    let last = unknown
        .iter()
        .rev()
        .filter(plausible)
        .find(|i| ends(i).is_some_and(genre::is_statutory))
        .or_else(|| unknown.iter().rev().filter(plausible).find(|i| ends(i).is_some()))
        .or_else(|| unknown.iter().rev().find(|i| lines.get(**i).is_some_and(|l| l.hashes > 0)))
        .or_else(|| unknown.iter().rev().filter(plausible).find(|i| is_about(text(**i))))?;
    Some(extend(lines, unknown, *last)..last + 1)
}

/// 某厅关于某事的答复意见函（稿）: a line that says what a paper is about, whatever kind it names.
fn is_about(text: &str) -> bool {
    let kind = text.rsplit_once('的').is_some_and(|(_, kind)| (2..=8).contains(&kind.chars().count()));
    kind && !text.contains(['，', '。', '：', '？', '；', '、']) && about(text).is_some_and(|i| i == 0 || is_issuer(text.get(..i).unwrap_or("")))
}

/// The first line of the title that ends at `last`.
fn extend(lines: &[Line], unknown: &[usize], last: usize) -> usize {
    let Some(end) = lines.get(last) else { return last };
    let (mut start, mut joined) = (last, end.text().to_owned());
    let complete = |t: &str| about(t).is_some_and(|i| i > 0);
    let mut organ_only = last;
    while start > 0 && last - start < 6 && unknown.contains(&(start - 1)) {
        let (Some(above), Some(below)) = (lines.get(start - 1), lines.get(start)) else { break };
        if below.gap > Gap::Blank
            || above.hashes != below.hashes && below.gap > Gap::None && !(joined.starts_with("关于") && is_issuer(above.text()))
            || above.text().ends_with(['：', '。', '，']) && !above.text().ends_with("，")
        {
            break;
        }
        let organ = is_issuer(above.text());
        // Organs above each other issue together; a complete title takes nothing else.
        let several = organ && below.gap == Gap::None && is_row(above.text());
        if complete(&joined) && !several && !(organ && is_issuer(below.text())) {
            break;
        }
        if joined.starts_with("关于") && !organ
            || !organ && genre::of_title(above.text()).is_some() && !above.text().starts_with('《') && !above.text().contains("关于")
        {
            break;
        }
        start -= 1;
        if organ && organ_only == start + 1 {
            organ_only = start;
        }
        joined.insert_str(0, above.text());
    }
    // Without 关于 the lines above were not a title's beginning, unless they are organs.
    if about(&joined).is_some() { start } else { organ_only }
}

/// Where 关于, 印发 or 转发 stands, outside book-title marks.
fn about(title: &str) -> Option<usize> {
    let head = title.get(..title.find('《').unwrap_or(title.len()))?;
    ["关于", "印发", "转发", "批转"].iter().filter_map(|w| head.find(w)).min()
}

/// Organs side by side on one line.
fn is_row(text: &str) -> bool {
    text.contains(char::is_whitespace) && text.split_whitespace().all(|p| parties::is_organ(p) && p.chars().count() >= 3)
}

fn is_issuer(text: &str) -> bool {
    let several = text.contains('等') && ["部门", "单位", "委局", "家单位", "机关"].iter().any(|w| text.ends_with(w));
    // A meeting decides, too: 示例公司第三届职工代表大会第二次会议.
    let meeting = text.ends_with("会议") && text.contains('第') && (8..=60).contains(&text.chars().count()) && !text.contains(['，', '。', '：', '《']);
    meeting && !text.contains("关于") || several && !text.contains("关于") || parties::is_organ(text) && text.chars().count() >= 3 || is_row(text)
}

/// The title on one line; organs above each other get a space between.
pub(super) fn join(lines: &[Line], range: Range<usize>) -> Traced {
    let mut out = Traced::default();
    for line in lines.get(range).unwrap_or(&[]) {
        if parties::is_organ(out.text()) && parties::is_organ(line.text()) {
            out.replace(" ", Span::new(line.span.start, line.span.start));
        }
        out.append(&squeeze(&line.text));
    }
    let bare = squeeze(&out);
    if bare.text().ends_with(['：', ':']) { bare.slice(0, bare.text().trim_end_matches(['：', ':']).len()) } else { bare }
}

/// A title set wide (关 于 印 发) without its spaces; a title with few spaces keeps them.
fn squeeze(title: &Traced) -> Traced {
    let text = title.text();
    let (spaces, all) = (text.chars().filter(|c| c.is_whitespace()).count(), text.chars().count());
    if spaces * 3 < all {
        return title.clone();
    }
    let mut out = Traced::default();
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        out.append(&title.slice(at, at + c.len_utf8()));
    }
    out
}

/// The issuer that a title names before 关于, 印发 or 转发, or as an order's 令.
pub(super) fn issuer(title: &str) -> Option<&str> {
    let verbs = ["关于", "批转", "转发", "印发", "公布", "《"];
    let end = verbs.iter().filter_map(|v| title.find(v)).min().or_else(|| title.find("命令").or(title.find('令')).filter(|i| title.len() - i <= 6))?;
    let head = title.get(..end)?.trim();
    (head.chars().count() >= 3 && is_issuer(head)).then_some(head)
}
