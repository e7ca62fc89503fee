use super::{
    annex,
    ast::Matter,
    closing, date, genre,
    lines::{Gap, Line},
    mend::Mend,
    ordinal, page, spaces,
    traced::Traced,
};
use crate::{
    diag::Code,
    text::{Span, is_han},
};

/// A paragraph as it was before a converter cut it.
#[derive(Debug, Clone, Default)]
pub(super) struct Para {
    pub text: Traced,
    pub line: usize,
    pub hashes: u8,
    pub bold: bool,
    pub matter: Matter,
}

/// How the lines of a text are set.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Setting {
    /// Half-width columns of a full line, where lines were broken at a page's width.
    full: Option<usize>,
    /// Whether paragraphs are indented.
    indents: bool,
}

/// Finds out whether lines were broken at a page's width: most unfinished lines are equally long.
pub(super) fn setting(source: &str, lines: &[Line]) -> Setting {
    let prose = || lines.iter().filter(|l| l.matter == Matter::Prose);
    let mut widths: Vec<usize> = prose().map(|l| l.columns(source)).filter(|w| *w > 0).collect();
    widths.sort_unstable();
    let widest = widths.get(widths.len() * 95 / 100).or(widths.last()).copied().unwrap_or(0);
    let near = widths.iter().filter(|w| **w + 4 >= widest && **w <= widest + 4).count();
    let full = (widths.len() >= 6 && (32..=120).contains(&widest) && near * 5 >= widths.len() * 2).then_some(widest);
    Setting { full, indents: prose().filter(|l| l.indented).count() >= 2 && prose().filter(|l| !l.indented).count() >= 2 }
}

/// Joins what a page break or a line end cut; every join leaves a receipt.
pub(super) fn paragraphs(source: &str, lines: &[Line], setting: Setting, mends: &mut Vec<Mend>) -> Vec<Para> {
    let mut out: Vec<Para> = Vec::new();
    let mut last: Option<&Line> = None;
    let mut paged = false;
    for line in lines {
        mends.extend(line.mends.iter().cloned());
        let mut text = line.text.clone();
        // A page number inside a sentence: whatever comes next belongs to it.
        let goes_on = std::mem::take(&mut paged) && line.matter == Matter::Prose && !opens(line.text());
        if line.matter == Matter::Prose
            && let Some(at) = page::tail_number(text.text())
            && text.text().ends_with(text.span(at, text.text().len()).of(source))
        {
            mends.push(Mend::within(Code::PageNumber, source, line.number, text.span(at, text.text().len()), "", 4));
            text = text.slice(0, at);
            paged = true;
        }
        match (out.last_mut(), last) {
            (Some(para), Some(above)) if line.matter == Matter::Markdown && above.matter == Matter::Markdown && line.gap == Gap::None => {
                para.text.replace("\n", Span::new(above.span.end, line.span.start));
                para.text.append(&text);
            }
            (Some(para), Some(above)) if goes_on || continues(para, above, line, above.columns(source), setting) => {
                // Latin words keep their space.
                let latin = para.text.text().ends_with(|c: char| c.is_ascii_alphanumeric()) && text.text().starts_with(|c: char| c.is_ascii_alphabetic());
                let gap = if latin { " " } else { "" };
                mends.push(Mend { replacement: gap.to_owned(), ..join(para, &text, line) });
                if latin {
                    para.text.replace(gap, Span::new(line.span.start, line.span.start));
                }
                para.text.append(&text);
            }
            _ => out.push(Para { text, line: line.number, hashes: line.hashes, bold: line.bold, matter: line.matter }),
        }
        last = Some(line);
    }
    for para in out.iter_mut().filter(|p| p.matter == Matter::Prose) {
        para.text = spaces::despace(source, para.line, &para.text, mends);
    }
    out
}

fn join(para: &Para, text: &Traced, line: &Line) -> Mend {
    let code = if line.gap == Gap::None { Code::JoinLine } else { Code::JoinPageBreak };
    let span = Span::new(para.text.whole().end, text.whole().start.max(para.text.whole().end));
    Mend::join(code, para.line, para.text.text(), text.text(), span)
}

/// Whether a line goes on with the sentence above it (domain rule: unfinished above, no marker or label below).
fn continues(para: &Para, above: &Line, line: &Line, columns: usize, setting: Setting) -> bool {
    if para.matter != Matter::Prose || line.matter != Matter::Prose || line.hashes > 0 || line.bold || line.gap == Gap::Rule || opens(line.text()) {
        return false;
    }
    let text = para.text.text();
    if text.ends_with(['，', '、', ',']) {
        return !is_standalone(above);
    }
    if is_standalone(above) || above.bold {
        return false;
    }
    let full = setting.full.is_some_and(|w| columns + 6 >= w);
    let set = setting.full.is_some() && line.gap != Gap::Blank;
    if finished(text) {
        return set && full && setting.indents && !line.indented && !is_heading(para);
    }
    if set {
        return full && !(setting.indents && line.indented);
    }
    let fresh = setting.indents && line.indented && line.gap == Gap::None || is_short_label(line) || is_heading(para);
    !fresh && para_is_cut(text)
}

/// Long, with a stop inside, and broken off at a letter.
fn para_is_cut(text: &str) -> bool {
    let end = text.chars().next_back().unwrap_or('。');
    let letter = is_han(end) || end.is_ascii_alphanumeric() || matches!(end, '“' | '‘' | '《' | '（');
    letter && text.chars().nth(23).is_some() && text.contains(['，', '。', '；', '、'])
}

fn finished(text: &str) -> bool {
    text.ends_with(['。', '！', '？', '；', '：', '…', '”', '）', '】', '』', '」', '》', '.', '!', '?', ':', ';', ')', '’', '|'])
}

/// A heading that stands alone has an ordinal and no full stop.
fn is_heading(para: &Para) -> bool {
    let text = para.text.text();
    let numbered = ordinal::marker(text).is_some_and(|m| m.level <= 2) || ordinal::unit(text).is_some_and(|u| u.unit != "条" && u.set_off);
    para.hashes > 0 || para.bold || numbered && !text.contains('。')
}

/// A line that starts something of its own.
fn opens(text: &str) -> bool {
    let starts = ["特此", "此致", "妥否", "以上", "当否", "抄送", "联系人", "联系电话", "注：", "【", "|"];
    ordinal::marker(text).is_some()
        || ordinal::unit(text).is_some()
        || ordinal::lone(text).is_some()
        || super::points::marker(text).is_some()
        || annex::head(text).is_some()
        || date::whole(text).is_some()
        || closing::annotation(text).is_some()
        || starts.iter().any(|s| text.starts_with(s))
}

/// A line that nothing goes on from.
fn is_standalone(line: &Line) -> bool {
    let text = line.text();
    annex::head(text).is_some_and(|h| h.rest.is_empty())
        || date::whole(text).is_some()
        || line.hashes > 0 && line.width() <= 40 && genre::of_title(text).is_some()
}

/// 小时工资：…, 第二阶段：…: a line with a label of its own.
fn is_short_label(line: &Line) -> bool {
    line.text().char_indices().take(12).take_while(|(_, c)| !matches!(c, '，' | '。' | '、')).any(|(_, c)| matches!(c, '：' | ':' | '＝' | '='))
}
