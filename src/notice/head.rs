use std::ops::Range;

use super::{
    ast::{Addressees, DocNumber, Matter},
    date, docket,
    docket::Docket,
    genre, header,
    header::Field,
    lines::{Gap, Line},
    ordinal, parties, secrecy, title,
    traced::Traced,
};
use jiff::civil::Date;

use crate::text::Span;

/// What stands above the body (版头 and the first lines of the 主体, GB/T 9704-2012 7.2 and 7.3.1–7.3.2).
#[derive(Debug, Default)]
pub(super) struct Head {
    pub copy_number: Option<String>,
    pub secrecy: Option<(String, Span)>,
    pub urgency: Option<String>,
    pub mark: Option<String>,
    pub docket: Option<Docket>,
    pub serial: Option<DocNumber>,
    pub signer: Vec<String>,
    pub title: Traced,
    /// Whether the title may be a web page's rather than the paper's.
    pub title_apart: bool,
    /// The date in brackets under the title (题注).
    pub note: Option<date::Dated>,
    pub addressees: Option<Addressees>,
    pub fields: Vec<Field>,
    /// Lines that belong to the paper's head, for their mends.
    pub used: Vec<usize>,
    /// Lines of the addressees; a title on several lines is no damage.
    pub joins: Option<Range<usize>>,
    /// The first line of the body.
    pub body: usize,
}

/// Enough for any letterhead and a crawler's header above it.
const MOST: usize = 80;

/// Reads the head; the body begins at `body`.
pub(super) fn read(lines: &[Line]) -> Head {
    let mut head = Head::default();
    let mut unknown = Vec::new();
    let mut i = 0;
    let mut started = false;
    while i < lines.len().min(MOST) {
        let Some(line) = lines.get(i) else { break };
        if element(&mut head, line, !unknown.is_empty()) {
            head.used.push(i);
            head.body = i + 1;
            started = true;
        } else if let Some((dated, end)) = long_note(lines, i).filter(|_| !unknown.is_empty()) {
            head.note.get_or_insert(dated);
            head.used.extend(i..end);
            head.body = end;
            i = end;
            continue;
        } else if let Some(field) = header::field(line.text()) {
            head.fields.extend(header::further(&field.value, line.span));
            head.fields.push(Field { span: line.span, ..field });
            head.body = i + 1;
        } else if line.matter == Matter::Markdown && !started && head.addressees.is_none() && unknown.len() < 3 {
            head.fields.extend(header::cells(line.text(), line.span));
        } else if header::is_furniture(line.text()) || header::is_dateline(line.text()) {
            head.body = i + 1;
        } else if let Some((found, end)) = addressees(lines, i, head.docket.is_some() || titled(lines, &unknown)) {
            head.used.extend(i..end);
            head.joins = Some(i..end);
            head.addressees = Some(found);
            head.body = end;
            break;
        } else if is_body(line) {
            break;
        } else {
            unknown.push(i);
        }
        i += 1;
    }
    if let Some(range) = title::find(lines, &unknown) {
        head.title = title::join(lines, range.clone());
        head.title_apart = lines.get(range.end..head.body).is_some_and(|l| l.iter().any(|l| header::field(l.text()).is_some()));
        head.body = head.body.max(range.end);
        head.used.extend(range);
        joint_mark(&mut head, lines);
    } else if !started && head.addressees.is_none() {
        head.body = head.body.min(unknown.first().copied().unwrap_or(head.body));
    }
    head.used.sort_unstable();
    head
}

impl Head {
    /// The 成文日期 that a page's own header gives by this name.
    pub fn dated(&self) -> Option<Date> {
        let field = self.fields.iter().find(|f| matches!(f.key.as_str(), "成文日期" | "成文时间"))?;
        let value = field.value.split('\t').next().unwrap_or("").trim();
        date::whole(value).or_else(|| date::figures(value)).map(|d| d.date)
    }
}

/// The number that a page's own table or header gives: 发文字号 | 示工发〔2022〕18号.
pub(super) fn filed(head: &Head) -> Option<DocNumber> {
    let fields = head.fields.iter().filter(|f| matches!(f.key.as_str(), "发文字号" | "文号" | "文件编号" | "发布文号" | "发文文号"));
    fields.filter(|f| f.value.len() <= 120).find_map(|f| {
        // What stands behind a gap is the next field's.
        let value = f.value.split(['\t', '|']).next().unwrap_or("").trim();
        let mut text = Traced::default();
        text.replace(value, f.span);
        let whole = docket::leading(&text).filter(|d| value.get(d.end..).is_some_and(|rest| rest.trim().is_empty())).map(|d| d.number);
        whole.or_else(|| docket::serial_only(&text)).map(|number| DocNumber { span: f.span, ..number })
    })
}

/// Whether the last line that is nothing else ends as the title of an office's own paper.
fn titled(lines: &[Line], unknown: &[usize]) -> bool {
    let last = unknown.last().and_then(|i| lines.get(*i));
    last.is_some_and(|l| genre::of_title(l.text()).is_some_and(|g| genre::is_statutory(g) || l.text().contains("关于") || g.ends_with('信')))
}

/// The organs above and below the line with 文件 are part of a joint mark (7.2.4).
fn joint_mark(head: &mut Head, lines: &[Line]) {
    let Some(mark) = head.mark.take() else { return };
    let is_mark_line = |l: &Line| l.text().chars().filter(|c| !c.is_whitespace()).eq(mark.chars());
    let Some(at) = lines.iter().take(MOST).position(is_mark_line) else { return };
    let title = head.used.iter().copied().find(|i| lines.get(*i).is_some_and(|l| head.title.text().starts_with(l.text())));
    let organ = |l: &&Line| parties::is_organ(l.text()) && l.gap < Gap::Page;
    let above: Vec<&str> = lines.get(..at).unwrap_or(&[]).iter().rev().take_while(organ).map(Line::text).collect();
    let below: Vec<&str> = lines.get(at + 1..title.unwrap_or(at + 1)).unwrap_or(&[]).iter().take_while(organ).map(Line::text).collect();
    let stem = mark.strip_suffix("文件").unwrap_or(&mark);
    let names: Vec<&str> = above.into_iter().rev().chain([stem]).chain(below).collect();
    head.mark = Some(format!("{}文件", names.join(" ")));
}

/// Reads a line that is an element of its own.
fn element(head: &mut Head, line: &Line, after_text: bool) -> bool {
    let text = line.text();
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if let Some((secrecy, urgency)) = marking(&bare) {
        head.secrecy = secrecy.map(|s| (s, line.text.whole())).or(head.secrecy.take());
        head.urgency = urgency.or(head.urgency.take());
    } else if let Some(level) = secrecy::level(text).filter(|_| line.matter == Matter::Prose) {
        head.secrecy.get_or_insert((level, line.text.whole()));
    } else if !after_text && head.copy_number.is_none() && is_copy_number(&bare) {
        head.copy_number = Some(bare.trim_start_matches(|c: char| !c.is_ascii_digit()).to_owned());
    } else if let Some(names) = signer(text) {
        head.signer.extend(names);
    } else if let Some(found) = number(&line.text) {
        head.signer.extend(found.signer);
        head.docket.get_or_insert(found.docket);
        head.note = head.note.or(found.note);
    } else if let Some(serial) = docket::serial_only(&line.text) {
        head.serial.get_or_insert(serial);
    } else if is_mark(&bare) {
        head.mark.get_or_insert(bare);
    } else if let Some(note) = note(text).filter(|_| after_text) {
        head.note.get_or_insert(note);
    } else {
        return false;
    }
    true
}

/// 份号: six digits (7.2.1).
fn is_copy_number(bare: &str) -> bool {
    let digits = bare.trim_start_matches('№').trim_start_matches("No.").trim_start_matches("No").trim_start_matches("份号：");
    digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit())
}

/// 密级和保密期限, 紧急程度, or both on one line (7.2.2, 7.2.3).
fn marking(bare: &str) -> Option<(Option<String>, Option<String>)> {
    if bare.chars().count() > 16 {
        return None;
    }
    let bare = bare.trim_start_matches("密级：").trim_start_matches("密级").trim_start_matches("紧急程度：");
    let bare = bare.trim_start_matches("等级：").trim_start_matches('：').trim_end_matches("明电").trim_end_matches(['·', '•', '．', '.']);
    let urgency = ["特急", "特提", "加急", "平急", "急件"].into_iter().find(|u| bare.ends_with(u));
    let rest = urgency.map_or(bare, |u| bare.strip_suffix(u).unwrap_or(bare));
    let level = ["绝密", "机密", "秘密"].into_iter().find(|l| rest.starts_with(l));
    let term = level.map_or(rest, |l| rest.strip_prefix(l).unwrap_or(""));
    let term_right = term.is_empty() || term.starts_with(['★', '☆', '*']) && term.chars().count() <= 8;
    (term_right && (level.is_some() || urgency.is_some())).then(|| (level.map(|_| rest.to_owned()), urgency.map(str::to_owned)))
}

/// 签发人：张三 李四 (7.2.6). A name set wide (杨　力) is one name.
pub(super) fn signer(text: &str) -> Option<Vec<String>> {
    let bare = text.trim_start_matches('【');
    let label: String = bare.chars().take_while(|c| !matches!(c, '：' | ':')).filter(|c| !c.is_whitespace()).collect();
    if label != "签发人" {
        return None;
    }
    let names = bare.split_once(['：', ':'])?.1;
    let parts: Vec<&str> = names.split(|c: char| c.is_whitespace() || matches!(c, '、' | '，')).filter(|p| !p.is_empty()).collect();
    if parts.len() == 2 && parts.iter().all(|p| p.chars().count() == 1) {
        return Some(vec![parts.concat()]);
    }
    Some(parts.into_iter().map(str::to_owned).collect())
}

/// What stands on the line of a number.
struct Numbered {
    docket: Docket,
    signer: Vec<String>,
    /// A date before or behind the number.
    note: Option<date::Dated>,
}

/// A number on a line of its own, maybe in brackets, maybe with the signer or the date beside it.
fn number(text: &Traced) -> Option<Numbered> {
    let bracketed = text.text().starts_with(['（', '(']) && text.text().ends_with(['）', ')']);
    let inner = if bracketed { text.slice('（'.len_utf8().min(text.text().chars().next()?.len_utf8()), text.text().len()) } else { text.clone() };
    let before = if bracketed { date::at(inner.text(), 0) } else { None };
    let inner = before.map_or(inner.clone(), |d| inner.slice(d.span.end, inner.text().len()).trimmed());
    let docket = docket::leading(&inner)?;
    let rest = inner.text().get(docket.end..)?.trim_matches(|c: char| c.is_whitespace() || matches!(c, '）' | ')'));
    let found = |signer, note| Some(Numbered { docket: docket.clone(), signer, note });
    if rest.is_empty() {
        return found(Vec::new(), before);
    }
    date::whole(rest).map_or_else(|| signer(rest).and_then(|names| found(names, None)), |after| found(Vec::new(), Some(after)))
}

/// 发文机关标志: an organ's name and 文件 (7.2.4), or an order's 令.
fn is_mark(bare: &str) -> bool {
    let count = bare.chars().count();
    (4..=60).contains(&count) && bare.ends_with("文件") && !bare.contains(['，', '。', '《', '：', '“']) && !bare.starts_with("关于")
}

/// 题注: （2022年4月29日）, （1978年5月24日通过）, 1997年9月24日 …会议通过.
fn note(text: &str) -> Option<date::Dated> {
    let bracketed = text.starts_with(['（', '(']) && text.ends_with(['）', ')']);
    let says = ["通过", "公布", "发布", "修订", "修正", "批准"].iter().any(|w| text.contains(w));
    let short = text.chars().count() <= 120 && !text.contains('。');
    if !(short && (bracketed || says && text.starts_with(|c: char| c.is_ascii_digit() || "一二〇○".contains(c)) || date::whole(text).is_some())) {
        return None;
    }
    date::all(text).next()
}

/// A 题注 over several lines: its date and the line behind it.
fn long_note(lines: &[Line], from: usize) -> Option<(date::Dated, usize)> {
    let first = lines.get(from)?.text();
    let open = first.chars().next().filter(|c| matches!(c, '（' | '('))?.len_utf8();
    let dated = date::at(first, open)?;
    for (i, line) in lines.iter().enumerate().skip(from).take(5) {
        if line.text().contains('。') || line.matter != Matter::Prose || line.text().chars().nth(60).is_some() {
            return None;
        }
        if line.text().ends_with(['）', ')']) {
            return (i > from).then_some((dated, i + 1));
        }
    }
    None
}

/// 主送机关, over one line or several, up to its colon (7.3.2).
fn addressees(lines: &[Line], from: usize, placed: bool) -> Option<(Addressees, usize)> {
    let mut text = String::new();
    for (i, line) in lines.iter().enumerate().skip(from).take(12) {
        if line.text().contains(['。', '！', '？'])
            || line.matter != Matter::Prose
            || i > from && (ordinal::marker(line.text()).is_some() || docket::leading(&line.text).is_some())
        {
            return None;
        }
        if genre::of_title(line.text()).is_some() || i > from && line.gap > Gap::Blank {
            return None;
        }
        text.push_str(line.text());
        if let Some(stem) = text.strip_suffix(['：', ':']) {
            let stem = stem.trim_end();
            let below = lines.get(i + 1).filter(|l| l.matter == Matter::Prose).map_or("", Line::text);
            let right = if placed { parties::salutes(stem) || parties::named(stem, below) } else { parties::addresses(stem) };
            return right.then(|| (Addressees { text: stem.to_owned(), names: parties::names(stem) }, i + 1));
        }
        // Only a line that is plainly unfinished goes on.
        if !(line.text().ends_with(['，', '、', ',']) || line.width() >= 18 && line.text().contains(['，', '、'])) {
            return None;
        }
    }
    None
}

/// Whether a line can only be body text.
fn is_body(line: &Line) -> bool {
    let text = line.text();
    line.matter != Matter::Prose
        || ordinal::marker(text).is_some()
        || ordinal::unit(text).is_some_and(|u| u.set_off)
        || line.hashes > 0 && ordinal::lone(text).is_some()
        || super::annex::head(text).is_some()
        || text.contains('。')
        || text.ends_with(['：', ':', '；'])
        || line.width() > 60 && text.contains('，') && genre::of_title(text).is_none()
}
