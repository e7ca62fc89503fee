use super::dates;
use crate::{
    diag::{Code, Diagnostic},
    notice::{
        ast::{Kind, Matter},
        date,
        parse::Parsed,
        secrecy,
    },
    text::{Span, is_han},
};

/// Findings on the text as a whole: 密级, no notice, lost characters, a print line or a date that cannot be read.
pub(super) fn check(parsed: &Parsed, out: &mut Vec<Diagnostic>) {
    classified(parsed, out);
    if parsed.source.chars().all(char::is_whitespace) {
        out.push(Diagnostic::new(Code::NotANotice, "文件是空的，没有可读的内容。", "The file is empty: there is nothing to read.").at(Span::new(0, 0)).help(
            "如果内容应当在这里，请从原件重新复制，或检查保存时有没有出错。",
            "If there should be text, copy it from the original again, or check how the file was saved.",
        ));
    } else if parsed.notice.kind == Kind::Other {
        out.push(
            Diagnostic::new(
                Code::NotANotice,
                "没有认出公文：缺少发文字号、公文标题、主送机关、署名等要素。",
                "Not recognised as an official document: number, title, addressees and signature are missing.",
            )
            .at(first_line(parsed.source))
            .help(
                "如果它是新闻、特写等，请放到相应栏目；如果它是公文，请对照原件检查开头几行。",
                "Move it to its section if it is news or a feature; if it is a notice, compare its first lines with the original.",
            ),
        );
    }
    if let Some(span) = parsed.split {
        out.push(
            Diagnostic::new(
                Code::RunTogether,
                "多个序号写在同一行，已按序号分开读；请核对。",
                "Several numbered items stand on one line; they were read one by one. Please check.",
            )
            .at(span)
            .help("请在每个序号前换行。", "Put each numbered item on a line of its own."),
        );
    }
    cut_short(parsed, out);
    lost(parsed, out);
    damaged_date(parsed, out);
    if let Some(span) = parsed.imprint.as_ref().and_then(|i| i.cut) {
        out.push(
            Diagnostic::new(Code::PrintLineTruncated, "印发行不完整：日期后应为“印发”二字。", "The print line is cut short: 印发 should follow the date.")
                .at(span)
                .help("请对照原件补上“印发”。", "Check the original and complete it to 印发."),
        );
    }
}

/// Markings anywhere in the text, an attached text's included, and what the head was read to say.
fn classified(parsed: &Parsed, out: &mut Vec<Diagnostic>) {
    let marks = secrecy::secrecy_findings(parsed.source);
    let known = |span: Span| marks.iter().filter_map(|d| d.span).any(|s| s.start <= span.start && span.end <= s.end);
    let read = parsed.head.secrecy.as_ref().filter(|(_, span)| !known(*span));
    out.extend(read.map(|(level, span)| secrecy::finding(level, *span)));
    out.extend(marks);
}

/// A notice without a closing whose last paragraph has no end.
fn cut_short(parsed: &Parsed, out: &mut Vec<Diagnostic>) {
    let notice = &parsed.notice;
    let closed = parsed.closing.is_some() || !notice.signature.is_empty() || notice.print.is_some() || !notice.cc.is_empty();
    let Some(last) = parsed.paras.iter().rev().find_map(|p| p.last()).filter(|p| p.matter == Matter::Prose) else { return };
    let text = last.text.text();
    let ends = text.chars().next_back().is_none_or(|c| !is_han(c) && !matches!(c, '，' | '、'));
    // A heading, a name or a line of a list has no stop either: only a broken sentence is one for certain.
    let sentence = text.contains(['，', '；', '。']) && text.chars().nth(30).is_some();
    if notice.kind == Kind::Notice && !closed && notice.attachments.is_empty() && !ends && sentence {
        let from = text.char_indices().rev().nth(11).map_or(0, |(i, _)| i);
        out.push(
            Diagnostic::new(Code::CutShort, "正文在一句话中间断了，后面的内容没有读到。", "The text breaks off in a sentence; what followed was not read.")
                .at(last.text.span(from, text.len()))
                .help("请对照原件补全正文、署名和日期。", "Compare with the original and complete text, signature and date."),
        );
    }
}

/// U+FFFD stands where a converter lost a character.
fn lost(parsed: &Parsed, out: &mut Vec<Diagnostic>) {
    let mut from = 0;
    while let Some(at) = parsed.source.get(from..).and_then(|s| s.find('\u{FFFD}')) {
        let start = from + at;
        let rest = parsed.source.get(start..).unwrap_or("");
        let len = rest.len() - rest.trim_start_matches('\u{FFFD}').len();
        from = start + len;
        out.push(
            Diagnostic::new(Code::LostCharacter, "这里有文字在转换时丢失，无法辨认。", "Characters were lost here when the file was converted.")
                .at(Span::new(start, start + len))
                .help("请对照原件补上丢失的文字。", "Compare with the original and fill them in."),
        );
    }
}

/// A date line that no reading is certain of: nothing is guessed.
fn damaged_date(parsed: &Parsed, out: &mut Vec<Diagnostic>) {
    let body = parsed.lines.get(parsed.head.body..).unwrap_or(&[]);
    let own = parsed.closing.as_ref().and_then(|c| body.get(c.line));
    if let Some((line, (at, last))) = own.and_then(|l| Some((l, date::impossible(l.text()).next()?))) {
        out.push(dates::impossible(line.text.span(at.start, at.end), parsed.source, last));
    } else if let Some(line) = own.filter(|l| date::is_damaged(l.text()) || date::is_month(l.text())) {
        out.push(
            Diagnostic::new(
                Code::UnreadableDate,
                format!("成文日期“{}”残缺，无法确定是哪一天。", line.text()),
                format!("The date “{}” is incomplete or damaged; the day cannot be read with certainty.", line.text()),
            )
            .at(line.text.whole())
            .help("请对照原件写成“2022年4月29日”的形式；匠心不猜日期。", "Compare with the original and write it like 2022年4月29日; dates are never guessed."),
        );
    }
}

fn first_line(source: &str) -> Span {
    let start = source.len() - source.trim_start().len();
    let end = source.get(start..).and_then(|s| s.find('\n')).map_or(source.len(), |i| start + i);
    Span::new(start, end)
}
