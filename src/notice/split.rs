use std::collections::HashSet;

use super::{
    annex,
    ast::Matter,
    closing, date, docket, genre, glued, head, header,
    lines::{Gap, Line},
    mend::Mend,
    ordinal, parties,
};
use crate::{diag::Code, text::Span};

/// How many lines from the top can be a head that a converter ran together.
const HEAD: usize = 30;

/// Takes apart lines that hold several elements: title and number, addressees and text, text and signature, items run together.
///
/// Gives the lines and where items had to be found inside a line first.
pub(super) fn split(lines: Vec<Line>) -> (Vec<Line>, Option<Span>) {
    let items = inline_levels(&lines);
    let (mut out, mut found) = (Vec::with_capacity(lines.len()), None);
    let mut named = false;
    for (i, line) in lines.into_iter().enumerate() {
        if line.matter == Matter::Markdown || header::field(line.text()).is_some() {
            out.push(line);
            continue;
        }
        let pieces = if i < HEAD { top(line, named, out.is_empty()) } else { vec![line] };
        named = named || pieces.iter().any(|l| genre::of_title(l.text()).is_some_and(genre::is_statutory) || docket::leading(&l.text).is_some());
        for piece in pieces.into_iter().flat_map(glued::articles).flat_map(glued::closing).flat_map(suffixed).flat_map(tail).flat_map(annexed) {
            let split = run_together(piece, &items);
            if let (Some(second), None) = (split.get(1), found) {
                found = Some(second.text.whole());
            }
            out.extend(split);
        }
    }
    (whole_dates(out), found)
}

/// Puts a date together that a line end cut: 二〇二一年三月 / 二十五日.
fn whole_dates(lines: Vec<Line>) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines {
        let cut = |above: &Line| above.text().len() <= 40 && above.text().ends_with(['年', '月']) && line.text().len() <= 30 && line.text().ends_with('日');
        match out.last_mut() {
            Some(above) if cut(above) && date::whole(&format!("{}{}", above.text(), line.text())).is_some() => {
                let span = Span::new(above.text.whole().end, line.text.whole().start);
                above.mends.push(Mend::join(Code::JoinLine, above.number, above.text(), line.text(), span));
                above.mends.extend(line.mends);
                above.text.append(&line.text);
            }
            _ => out.push(line),
        }
    }
    out
}

/// Cuts a line at bytes; the first piece keeps the line's mends and gap.
pub(super) fn cut(line: &Line, at: &[usize]) -> Vec<Line> {
    let mut bounds = vec![0];
    bounds.extend(at.iter().copied());
    bounds.push(line.text().len());
    let pairs = bounds.iter().copied().zip(bounds.iter().copied().skip(1));
    let mut out: Vec<Line> = pairs.map(|(a, b)| line.with(line.text.slice(a, b))).filter(|l| !l.text().is_empty()).collect();
    if let Some(first) = out.first_mut() {
        (first.gap, first.mends) = (line.gap, line.mends.clone());
    }
    out
}

/// Title, number and addressees at the start of a line.
fn top(line: Line, named: bool, first: bool) -> Vec<Line> {
    let text = line.text();
    let mut at = Vec::new();
    if let Some(end) = note_end(&line) {
        at.push(end);
    } else if let Some(order) = order_number(text) {
        at.push(order);
    } else if let Some(found) = docket::leading(&line.text) {
        let rest = text.get(found.end..).unwrap_or("");
        if !rest.trim().is_empty() && head::signer(rest.trim()).is_none() && !rest.trim_start().starts_with(['，', '。', '）', ')', '、', '文', '》']) {
            at.push(found.end);
        }
    } else if let Some(end) = title_end(text) {
        at.push(end);
        let rest = line.text.slice(end, text.len());
        if let Some(found) = docket::leading(&rest.trimmed()) {
            at.push(text.len() - rest.trimmed().text().len() + found.end);
        }
    }
    at.extend(trailing_number(&line).filter(|_| !named && ordinal::marker(text).is_none() && annex::head(text).is_none()));
    at.extend(apart_number(&line).filter(|_| !named && at.is_empty()));
    let signer = text.find("签发人").filter(|i| text.get(..*i).is_some_and(|t| t.ends_with(char::is_whitespace)));
    at.extend(signer.filter(|i| at.is_empty() && docket::leading(&line.text).is_none() && head::signer(text.get(*i..).unwrap_or("")).is_some()));
    let from = at.last().copied().unwrap_or(0);
    let rest = text.get(from..).unwrap_or("");
    if (named || from > 0 || first && text.starts_with('各'))
        && let Some(colon) = rest.char_indices().take(160).find(|(_, c)| matches!(c, '：' | ':')).map(|(i, c)| i + c.len_utf8())
        && rest.len() > colon
        && addresses_plainly(rest.get(..colon).unwrap_or("").trim_end_matches(['：', ':']).trim())
    {
        at.push(from + colon);
    }
    if at.is_empty() { vec![line] } else { cut(&line, &at) }
}

/// The end of a bracket with the number or the date of the paper that stands before its first sentence: （1985年5月4日某政〔1985〕38号）.
fn note_end(line: &Line) -> Option<usize> {
    let text = line.text();
    let inner = text.strip_prefix(['（', '('])?;
    let open = text.len() - inner.len();
    let close = inner.char_indices().take(60).find(|(_, c)| matches!(c, '）' | ')'))?;
    let end = open + close.0 + close.1.len_utf8();
    let dated = date::at(text, open).map_or(open, |d| d.span.end);
    let rest = line.text.slice(dated, open + close.0).trimmed();
    let whole = if rest.text().is_empty() { dated > open } else { docket::leading(&rest).is_some_and(|d| d.end == rest.text().len()) };
    (whole && text.get(end..).is_some_and(|t| !t.trim().is_empty())).then_some(end)
}

/// Where 第12号 begins behind the name of an order on one line.
fn order_number(text: &str) -> Option<usize> {
    let at = text.rfind('第').filter(|i| text.len() - i <= 30 && text.len() < 180)?;
    let name = text.get(..at)?.trim_end();
    let bare: String = text.get(at..)?.chars().filter(|c| !c.is_whitespace()).collect();
    let serial = bare.strip_prefix('第').and_then(|b| b.strip_suffix('号')).and_then(crate::text::parse_numeral);
    (serial.is_some() && (name.ends_with('令') || name.ends_with("公告") || name.ends_with("通告"))).then_some(at)
}

/// The end of a title that a number or addressees follow on the same line, behind a space.
fn title_end(text: &str) -> Option<usize> {
    let gaps = text.char_indices().take(140).filter(|(_, c)| c.is_whitespace());
    let end = gaps.map(|(i, _)| i).find(|i| {
        text.get(..*i).is_some_and(|t| t.contains("关于") && t.ends_with(|c: char| c != '：') && genre::of_title(t).is_some_and(genre::is_statutory))
    })?;
    let rest = text.get(end..)?.trim_start();
    let number = rest.char_indices().take(24).any(|(_, c)| docket::opens(c)) && rest.contains('号');
    let named = rest.char_indices().take(160).any(|(_, c)| matches!(c, '：' | ':'));
    (number || named).then_some(end)
}

/// …的通知（岳办发〔2017〕2号）: where the bracket opens.
fn trailing_number(line: &Line) -> Option<usize> {
    let text = line.text();
    let inner = text.strip_suffix(['）', ')'])?;
    let open = inner.rfind(['（', '('])?;
    let found = docket::leading(&line.text.slice(open + inner.get(open..)?.chars().next()?.len_utf8(), inner.len()))?;
    (found.end >= inner.len() - open - 3 && genre::of_title(text.get(..open)?).is_some() && line.width() < 160).then_some(open)
}

/// 等级：特急　　示工电〔2023〕3号: a number at the end of a line, set apart by a wide gap.
fn apart_number(line: &Line) -> Option<usize> {
    let text = line.text();
    let gap = text.rfind(char::is_whitespace).filter(|_| text.len() < 240)?;
    let at = gap + text.get(gap..)?.chars().next()?.len_utf8();
    let before = text.get(..at)?;
    let wide = before.chars().count() - before.trim_end().chars().count() >= 2;
    let number = line.text.slice(at, text.len());
    (wide && !before.trim().is_empty() && docket::leading(&number).is_some_and(|d| d.end == number.text().len())).then_some(at)
}

/// Organs before a colon with text behind it, where only addressees can be meant; 中国日报：… is a speaker.
fn addresses_plainly(text: &str) -> bool {
    let plain = ["政府", "厅", "局", "委", "委员会", "办公室", "工会", "单位", "部门", "法院", "检察院", "学院", "大学", "学校", "公司", "）"];
    parties::addresses(text) && (text.starts_with('各') || plain.iter().any(|p| text.ends_with(p)))
}

/// Signature, date and annotation run into the last sentence.
fn tail(line: Line) -> Vec<Line> {
    let text = line.text();
    let trimmed = text.trim_end();
    let note = if trimmed.ends_with(['）', ')']) {
        trimmed.rfind(['（', '(']).filter(|i| trimmed.get(*i..).is_some_and(|t| closing::annotation(t).is_some()))
    } else {
        None
    };
    let end = note.unwrap_or(trimmed.len());
    let body = text.get(..end).unwrap_or("").trim_end();
    let dated = body.trim_end_matches(['。', ' ']);
    let Some(found) = dated.ends_with('日').then(|| last_date(dated)).flatten() else { return vec![line] };
    let before = dated.get(..found).unwrap_or("").trim_end();
    if before.is_empty() {
        return if note.is_some() { cut(&line, &[end]) } else { vec![line] };
    }
    let signed = organs(before);
    if signed.is_empty() {
        // …取得更好的成绩。 二○一○年三月二十九日: a date alone behind the last sentence.
        let alone = before.ends_with(['。', '！']) && before.len() < found;
        return if alone { cut(&line, &[found]) } else { vec![line] };
    }
    let mut at = signed;
    // 特此通告 stands alone before a run of spaces.
    at.extend([found, end.min(text.len())]);
    at.retain(|i| *i > 0 && *i < text.len());
    at.dedup();
    let pieces = cut(&line, &at);
    // What stood behind the date was only its stop.
    pieces.into_iter().filter(|l| l.text() != "。").collect()
}

/// 附件：名单.docx校工会: what a converter ran into the name of a file.
fn suffixed(line: Line) -> Vec<Line> {
    let text = line.text();
    if annex::head(text).is_none_or(|h| !h.colon) && ordinal::marker(text).is_none_or(|m| m.level != 3) {
        return vec![line];
    }
    let ends = [".docx", ".doc", ".xlsx", ".xls", ".pdf", ".wps", ".zip", ".rar"];
    let at = ends.iter().filter_map(|e| text.rfind(e).map(|i| i + e.len())).max();
    match at.filter(|i| text.get(*i..).is_some_and(|rest| parties::is_organ(rest.trim()))) {
        Some(at) => cut(&line, &[at]),
        None => vec![line],
    }
}

/// 附件：… run into the sentence before it: behind a stop, a figure or a space.
fn annexed(line: Line) -> Vec<Line> {
    let text = line.text();
    let at = text.match_indices("附件").map(|(i, _)| i).find(|i| {
        let ends = text.get(..*i).is_some_and(|t| t.ends_with(|c: char| c == '。' || c == '；' || c.is_ascii_alphanumeric() || c.is_whitespace()));
        ends && text.get(*i..).and_then(annex::head).is_some_and(|h| h.colon)
    });
    match at {
        Some(at) => cut(&line, &[at]),
        None => vec![line],
    }
}

/// Where the date that ends a text begins.
fn last_date(text: &str) -> Option<usize> {
    let year = text.rfind('年')?;
    let head = text.get(..year)?.trim_end();
    let digits: usize = head.chars().rev().filter(|c| !c.is_whitespace()).take(4).map(char::len_utf8).sum();
    let start = head.len().checked_sub(digits)?;
    let found = date::at(text, start)?;
    (found.span.end == text.len()).then_some(start)
}

/// Where the organs before a date begin, each with its byte; empty if what stands there is a sentence.
pub(super) fn organs(before: &str) -> Vec<usize> {
    let mut out = Vec::new();
    let mut end = before.len();
    while let Some(head) = before.get(..end) {
        let head = head.trim_end();
        let start = head.char_indices().rev().take(48).find(|(_, c)| is_boundary(*c)).map_or(0, |(i, c)| i + c.len_utf8());
        let whole = start > 0 || head.chars().count() <= 40;
        let name = head.get(start..).unwrap_or("");
        if !whole || !parties::is_organ(name) || name.starts_with(['于', '由', '经', '报', '在', '请', '向']) {
            break;
        }
        out.insert(0, start);
        end = start;
        // Only organs side by side, behind spaces, go on.
        if start == 0 || !before.get(..start).is_some_and(|t| t.ends_with(char::is_whitespace)) {
            break;
        }
    }
    out
}

fn is_boundary(c: char) -> bool {
    c.is_whitespace() || c.is_ascii() && !c.is_ascii_digit() || matches!(c, '。' | '；' | '！' | '）' | '”' | '】')
}

/// Levels that have to be looked for inside lines, and how many characters a line must have.
struct Inline {
    /// Ordinals that start a line somewhere, by level and number.
    starts: HashSet<(u8, u32)>,
    /// Whether no line starts with a level-1 ordinal.
    bare: bool,
}

fn inline_levels(lines: &[Line]) -> Inline {
    let starts: HashSet<(u8, u32)> = lines.iter().filter_map(|l| ordinal::marker(l.text())).map(|m| (m.level, m.number)).collect();
    let bare = !starts.iter().any(|(level, _)| *level == 1) && lines.len() < 40;
    Inline { starts, bare }
}

/// Items that follow each other inside one line: 1、…。 2、…; 现批复如下：一、…。二、…
fn run_together(line: Line, inline: &Inline) -> Vec<Line> {
    let text = line.text();
    let first = ordinal::marker(text).filter(|m| m.level <= 4);
    let (level, mut next, mut at) = match first {
        Some(m) if !inline.starts.contains(&(m.level, m.number + 1)) => (m.level, m.number + 1, Vec::new()),
        None if inline.bare && text.contains("一、") && text.contains("二、") => (1, 1, Vec::new()),
        _ => return vec![line],
    };
    let mut depth = 0usize;
    let mut before = ' ';
    let mut spaced = false;
    for (i, c) in text.char_indices() {
        match c {
            '『' | '「' | '“' | '《' => depth += 1,
            '』' | '」' | '”' | '》' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let stop = matches!(before, '。' | '；' | '：' | ':' | ';' | '』' | '」');
        let may = depth == 0 && i > 0 && (stop || spaced && level != 3) && !c.is_whitespace();
        let item = |t| ordinal::marker(t).or_else(|| ordinal::slipped(t));
        if may && text.get(i..).and_then(item).is_some_and(|m| m.level == level && m.number == next && (m.level != 1 || m.proper)) {
            at.push(i);
            next += 1;
        }
        spaced = c.is_whitespace();
        before = if spaced { before } else { c };
    }
    if at.len() + usize::from(first.is_some()) < 2 {
        return vec![line];
    }
    let mut out = cut(&line, &at);
    out.iter_mut().skip(1).for_each(|l| l.gap = Gap::None);
    out
}
