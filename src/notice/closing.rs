use std::ops::Range;

use super::{
    annex,
    ast::{Matter, PrintLine},
    date::{self, Dated},
    lines::{Gap, Line},
    ordinal, parties,
    traced::Traced,
};
use crate::text::Span;

/// 署名 and 成文日期 (GB/T 9704-2012 7.3.5): where the paper itself ends.
#[derive(Debug, Clone)]
pub(super) struct Closing {
    /// Lines of the signature.
    pub signature: Range<usize>,
    /// The line of the date, read or not.
    pub line: usize,
    pub date: Option<Dated>,
}

/// Finds the first date on a line of its own that closes a text, with the organs above it.
pub(super) fn find(lines: &[Line]) -> Option<Closing> {
    let signed = |above: &Line| parties::is_organ(above.text()) && parties::may_sign(above.text());
    let closes = |i: usize, l: &Line| {
        i > 0
            && l.matter == Matter::Prose
            && lines.get(i - 1).is_some_and(|above| {
                !opens_date(above)
                    && (date::whole(l.text()).is_some()
                        || i + 12 > lines.len() && date::is_damaged(l.text())
                        || signed(above) && (date::figures(l.text()).is_some() || date::is_month(l.text())))
            })
    };
    let (line, found) = lines.iter().enumerate().find(|(i, l)| closes(*i, l))?;
    let above = lines.get(..line).unwrap_or(&[]);
    let attachments = above.iter().rev().take(40).any(|l| annex::head(l.text()).is_some_and(|h| h.colon));
    // Behind a list of attachments a blank line tells a signature from a name that goes on.
    let bare_head = |l: &Line| annex::head(l.text()).is_some_and(|h| h.colon && h.rest.is_empty());
    let apart = |l: &Line| l.gap >= Gap::Blank && line.checked_sub(2).and_then(|i| lines.get(i)).is_some_and(|above| !bare_head(above));
    let signs = |n: usize, l: &Line| {
        if is_seal(l.text()) {
            return true;
        }
        let organ = parties::is_organ(l.text()) || l.text().split_whitespace().all(parties::is_organ);
        parties::posted(l.text()) || parties::may_sign(l.text()) && (organ || n == 0 && (!attachments || apart(l)) && l.width() <= 24 && above.len() > 1)
    };
    let count = above.iter().rev().enumerate().take(60).take_while(|(n, l)| signs(*n, l)).count();
    Some(Closing { signature: line - count..line, line, date: date::whole(found.text()).or_else(|| date::figures(found.text())) })
}

/// （印章）, （盖章）: where the seal goes, which says nothing.
pub(super) fn is_stamp(text: &str) -> bool {
    let inner = text.strip_prefix(['（', '(', '【', '[']).and_then(|t| t.strip_suffix(['）', ')', '】', ']'])).unwrap_or("");
    matches!(inner.trim(), "印章" | "公章" | "盖章" | "章" | "签章" | "印" | "加盖公章" | "单位公章" | "盖公章")
}

/// （示例省总工会代章）: whose seal stands for the signer's; and （印章）.
pub(super) fn is_seal(text: &str) -> bool {
    is_stamp(text)
        || text.starts_with(['（', '('])
            && text.ends_with(['）', ')'])
            && text.chars().nth(40).is_none()
            && text.trim_end_matches(['）', ')']).ends_with("代章")
}

/// A heading or a label above a date: the date is its text.
fn opens_date(above: &Line) -> bool {
    let text = above.text();
    text.ends_with(['：', ':', '、', '，']) && annex::head(text).is_none()
        || ordinal::marker(text).is_some_and(|m| m.level <= 2 && !text.ends_with(['。', '；']) && m.rest.chars().count() <= 12)
}

/// Organs at the very end of a text that has no date, with what stands below them: an address and telephone numbers.
pub(super) fn undated(lines: &[Line]) -> Range<usize> {
    let note = |l: &Line| l.text().starts_with(['（', '(']) && l.text().ends_with(['）', ')']) && l.width() <= 20;
    let below = lines.iter().rev().take(8).take_while(|l| contact(l) || note(l)).count();
    let end = lines.len() - below;
    let organs = if lines.iter().rev().take(below).all(note) { 0 } else { organs(lines.get(..end).unwrap_or(&[])) };
    if organs > 0 { end - organs..end } else { lines.len() - self::organs(lines)..lines.len() }
}

/// 地址：…, 联系电话：….
pub(super) fn contact(line: &Line) -> bool {
    const LABELS: [&str; 13] =
        ["地址", "邮编", "邮政编码", "邮箱", "电子邮箱", "电话", "传真", "网址", "联系电话", "联系人", "联系地址", "联系单位", "联系方式"];
    LABELS.iter().any(|w| line.text().starts_with(w)) && line.text().contains(['：', ':'])
}

fn organs(lines: &[Line]) -> usize {
    let organs =
        lines.iter().rev().take(40).take_while(|l| parties::may_sign(l.text()) && parties::is_organ(l.text()) && l.hashes == 0 && l.width() >= 4).count();
    let above = lines.len().checked_sub(organs + 1).and_then(|i| lines.get(i));
    if above.is_some_and(|l| l.text().ends_with(['。', '！', '”']) || contact(l) || annex::head(l.text()).is_some_and(|h| h.colon)) { organs } else { 0 }
}

/// 附注 (7.3.6): （此件公开发布）, （联系人：…）; without its brackets.
pub(super) fn annotation(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(['（', '('])?;
    let inner = inner.strip_suffix(['）', ')'])?.trim();
    let known = [
        "此件",
        "此文",
        "信息公开",
        "公开形式",
        "公开属性",
        "公开方式",
        "公开选项",
        "主动公开",
        "依申请公开",
        "不予公开",
        "联系人",
        "联系电话",
        "联系单位",
        "注：",
        "附注",
        "此页无正文",
        "发至",
        "传达至",
    ];
    (inner.chars().count() <= 100 && known.iter().any(|k| inner.starts_with(k)) || inner.chars().count() <= 40 && inner.ends_with("代章")).then_some(inner)
}

/// What printers' slips of older papers say below the 版记: 主题词：…, （共印50份）, 校对：….
pub(super) fn is_slip(text: &str) -> bool {
    let bare: String = text.chars().take(60).filter(|c| !c.is_whitespace() && !matches!(c, '（' | '）' | '(' | ')')).collect();
    let count = text.chars().count();
    count <= 60
        && (bare.starts_with("主题词：") || bare.starts_with("主题词:") || bare.starts_with("校对：") || bare.starts_with("共印") && bare.ends_with('份'))
}

/// 版记 (7.4): the lines it stands on, what it says, and whether 印发 is cut short.
#[derive(Debug, Clone)]
pub(super) struct Imprint {
    pub lines: Range<usize>,
    pub print: PrintLine,
    /// Where the print line breaks off.
    pub cut: Option<Span>,
    /// Where its month or day is padded with 0.
    pub padded: Option<Span>,
}

/// The last print line of a text: organ and date on one line or two, 印发 whole or cut short.
pub(super) fn imprint(lines: &[Line]) -> Option<Imprint> {
    let (i, organ, dated, cut) =
        lines.iter().enumerate().rev().filter(|(_, l)| l.matter == Matter::Prose).find_map(|(i, l)| read_print(&l.text).map(|(o, d, cut)| (i, o, d, cut)))?;
    let bare = |t: &str| t.split_whitespace().collect::<Vec<_>>().concat();
    let above = i.checked_sub(1).and_then(|a| lines.get(a)).filter(|l| organ.is_empty() && parties::may_sign(l.text()));
    let padded = lines.get(i).filter(|_| dated.padded).map(|l| l.text.span(dated.span.start, dated.span.end));
    let print = PrintLine { organ: above.map_or_else(|| bare(&organ), |l| bare(l.text())), date: Some(dated.date) };
    Some(Imprint { lines: i - usize::from(above.is_some())..i + 1, print, cut, padded })
}

fn read_print(line: &Traced) -> Option<(String, Dated, Option<Span>)> {
    let text = line.text();
    if text.len() > 300 || !text.contains('印') {
        return None;
    }
    let dated = date::all(text).last()?;
    let tail: String = text.get(dated.span.end..)?.chars().filter(|c| !c.is_whitespace()).collect();
    if !matches!(tail.as_str(), "印发" | "印" | "印发。" | "印制") {
        return None;
    }
    let organ = text.get(..dated.span.start)?.trim().trim_end_matches(['，', '：']);
    if organ.contains(['。', '，', '；']) {
        return None;
    }
    let cut = (tail == "印").then(|| line.span(dated.span.start, text.len()));
    Some((organ.to_owned(), dated, cut))
}

/// 抄送 (7.4.2): the lines from `lines` on that belong to it, the organs, and the organs as they stand.
pub(super) fn copied(lines: &[Line]) -> Option<(usize, Vec<String>, String)> {
    let first = lines.first()?;
    let label: String = first.text().chars().take_while(|c| !matches!(c, '：' | ':')).filter(|c| !c.is_whitespace()).collect();
    if !matches!(label.as_str(), "抄送" | "抄报" | "分送" | "抄送机关" | "抄报机关") || !first.text().contains(['：', ':']) {
        return None;
    }
    let mut text = first.text().split_once(['：', ':'])?.1.to_owned();
    let mut used = 1;
    for line in lines.iter().skip(1).take(20) {
        let unfinished = text.ends_with(['，', '、', ','])
            || !text.ends_with(['。', '.']) && line.gap == Gap::None && !line.text().contains('日') && line.text().contains(['，', '、', '。']);
        if !unfinished {
            break;
        }
        text.push_str(line.text());
        used += 1;
    }
    Some((used, parties::copied(&text), parties::copied_text(&text)))
}
