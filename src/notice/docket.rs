use super::{ast::DocNumber, traced::Traced};
use crate::text::{Span, is_han};

/// A document number (发文字号) found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Docket {
    pub number: DocNumber,
    /// Its bytes in the text.
    pub start: usize,
    pub end: usize,
    pub flaws: Vec<Flaw>,
}

/// What GB/T 9704-2012 7.2.5 would not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flaw {
    /// [2022], (2022), 【2022】 instead of 〔2022〕.
    Brackets,
    /// 018号.
    Padded,
    /// 第18号.
    Di,
    /// 〔22〕.
    ShortYear,
    /// No 号 after the number.
    NoHao,
}

const OPEN: &str = "〔﹝［[【（(〖〘❲⟦";
const CLOSE: &str = "〕﹞］]】）)〗〙❳⟧";

/// Whether a character opens the year of a number.
pub(super) fn opens(c: char) -> bool {
    OPEN.contains(c)
}

/// The first document number of a text whose code starts at or after `from`. The code is the run of Han before the bracket.
pub(super) fn find(text: &Traced, from: usize) -> Option<Docket> {
    let s = text.text();
    let brackets = s.get(from..)?.char_indices().filter(|(_, c)| opens(*c));
    brackets.map(|(i, _)| from + i).find_map(|open| {
        let start = code_start(s, open, from)?;
        read(text, start, open)
    })
}

/// A number that the text starts with.
pub(super) fn leading(text: &Traced) -> Option<Docket> {
    let s = text.text();
    // （甘）应急罚〔2022〕3号: a place stands before some codes.
    let place = s.strip_prefix(['（', '(']).and_then(|r| r.char_indices().take(6).find(|(_, c)| !is_han(*c)).map(|(i, c)| (r, i, c)));
    let place = place.filter(|(_, i, c)| *i > 0 && matches!(c, '）' | ')')).map_or(0, |(r, i, c)| s.len() - r.len() + i + c.len_utf8());
    let open = place + s.get(place..)?.char_indices().take(24).find(|(_, c)| opens(*c))?.0;
    let code = s.get(place..open)?;
    let wide = code.split_whitespace().all(|p| p.chars().count() == 1);
    let bare = code.is_empty() && s.starts_with('〔') && s.chars().count() <= 14;
    if code.is_empty() && !bare
        || code.contains("关于")
        || !code.chars().all(|c| is_han(c) || c.is_whitespace() || c.is_ascii_uppercase() || matches!(c, '×' | 'Ｘ' | '＊'))
        || code.trim().contains(char::is_whitespace) && !wide
    {
        return None;
    }
    read(text, 0, open)
}

/// A line that is an order's or a bulletin's number: 第12号, 第三期, 〔十四届〕第12号, 某局公告2021年第3号.
pub(super) fn serial_only(text: &Traced) -> Option<DocNumber> {
    if text.text().len() > 120 {
        return None;
    }
    let whole: String = text.text().chars().filter(|c| !c.is_whitespace()).collect();
    let printed = whole.trim_matches(['（', '）', '(', ')']);
    let printed = if printed.contains("总第") { whole.as_str() } else { printed };
    worded(printed, text).or_else(|| bare_serial(printed, text))
}

/// 示工字第18号: a code that ends with 字 and has no year.
fn worded(printed: &str, text: &Traced) -> Option<DocNumber> {
    let at = printed.find("字第")? + '字'.len_utf8();
    let (code, serial) = (printed.get(..at)?, printed.get(at..)?);
    let serial = serial.strip_prefix('第')?.strip_suffix('号').and_then(crate::text::parse_numeral)?;
    let right = (2..=12).contains(&code.chars().count()) && code.chars().all(is_han);
    right.then(|| DocNumber { text: printed.to_owned(), code: code.to_owned(), year: None, serial: Some(serial), span: text.whole() })
}

fn bare_serial(whole: &str, text: &Traced) -> Option<DocNumber> {
    let session =
        whole.strip_prefix(opens).and_then(|r| r.split_once(|c: char| CLOSE.contains(c))).filter(|(inner, _)| inner.ends_with('届') && inner.len() < 18);
    let organ = ["公告", "通告", "令", "公报"].iter().find_map(|k| whole.rfind(k).map(|i| i + k.len()));
    let organ =
        organ.and_then(|i| whole.get(i..)).filter(|r| session.is_none() && r.chars().take(4).all(|c| c.is_ascii_digit()) && r.chars().nth(4) == Some('年'));
    let bare = session.map(|(_, rest)| rest).or(organ).unwrap_or(whole);
    // 2021年第3号, as bulletins and announcements have it.
    let (year, inner) = match bare.split_once('年') {
        Some((year, inner)) if year.len() == 4 => (Some(year.parse().ok()?), inner),
        _ => (None, bare),
    };
    let inner = inner.strip_prefix('第')?;
    // 第3期（总第15期）
    let inner = inner.split_once(['（', '(']).filter(|(_, r)| r.starts_with("总第")).map_or(inner, |(head, _)| head);
    let inner = inner.strip_suffix('号').or_else(|| inner.strip_suffix('期'))?;
    let serial = crate::text::parse_numeral(inner)?;
    Some(DocNumber { text: whole.to_owned(), code: String::new(), year, serial: Some(serial), span: text.whole() })
}

/// Where the code begins: the run of Han before the bracket, one space allowed, at most sixteen characters.
fn code_start(s: &str, open: usize, from: usize) -> Option<usize> {
    let head = s.get(from..open)?.trim_end_matches(' ');
    let run: usize = head.chars().rev().take(16).take_while(|c| is_han(*c)).map(char::len_utf8).sum();
    (run > 0).then(|| from + head.len() - run)
}

fn read(text: &Traced, start: usize, open: usize) -> Option<Docket> {
    let s = text.text();
    let mut rest = s.get(open..)?.chars().peekable();
    let mut end = open;
    let step = |end: &mut usize, rest: &mut std::iter::Peekable<std::str::Chars>| {
        let c = rest.next()?;
        *end += c.len_utf8();
        Some(c)
    };
    let bracket = step(&mut end, &mut rest)?;
    let mut flaws = Vec::new();
    let digits = |end: &mut usize, rest: &mut std::iter::Peekable<std::str::Chars>, most: usize| {
        let mut out = String::new();
        while let Some(c) = rest.peek().copied().filter(|c| c.is_ascii_digit() || ('０'..='９').contains(c) || *c == ' ' || *c == '\u{3000}') {
            step(end, rest);
            if !c.is_whitespace() {
                out.push(if c.is_ascii_digit() { c } else { char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c) });
            }
            if out.len() > most {
                return None;
            }
        }
        Some(out).filter(|o| !o.is_empty())
    };
    let year = digits(&mut end, &mut rest, 4).filter(|y| y.len() == 2 || y.len() == 4)?;
    let skip = |end: &mut usize, rest: &mut std::iter::Peekable<std::str::Chars>, is: &dyn Fn(char) -> bool| {
        let found = rest.peek().copied().filter(|c| is(*c));
        if found.is_some() {
            *end += rest.next().map_or(0, char::len_utf8);
        }
        found.is_some()
    };
    skip(&mut end, &mut rest, &|c| c == '年');
    let closing = rest.peek().copied()?;
    if !skip(&mut end, &mut rest, &|c| CLOSE.contains(c)) {
        return None;
    }
    while skip(&mut end, &mut rest, &char::is_whitespace) {}
    // 示工〔84〕字第18号, as papers before 1987 have it.
    let word = skip(&mut end, &mut rest, &|c| c == '字');
    let di = skip(&mut end, &mut rest, &|c| c == '第');
    let serial = digits(&mut end, &mut rest, 5)?;
    let mut hao = skip(&mut end, &mut rest, &|c| c == '号');
    // 〔2023〕第3期: bulletins and minutes.
    let issue = !hao && skip(&mut end, &mut rest, &|c| c == '期');
    if issue && !matches!(rest.peek(), None | Some(')' | '）' | ' ' | '\u{3000}')) {
        return None;
    }
    hao |= issue;
    if !hao && !matches!(rest.peek(), None | Some(')' | '）' | ' ')) {
        return None;
    }
    for (flaw, found) in [
        (Flaw::Brackets, bracket != '〔' || closing != '〕'),
        (Flaw::Padded, serial.starts_with('0')),
        (Flaw::Di, di && !issue && !word),
        (Flaw::ShortYear, year.len() == 2),
        (Flaw::NoHao, !hao),
    ] {
        if found {
            flaws.push(flaw);
        }
    }
    let code: String = s.get(start..open)?.chars().filter(|c| !c.is_whitespace()).collect();
    let printed: String = s.get(start..end)?.chars().filter(|c| !c.is_whitespace()).collect();
    let span = text.span(start, start + s.get(start..end)?.trim_end().len());
    let number = DocNumber { text: printed, code, year: year.parse().ok(), serial: serial.parse().ok(), span };
    Some(Docket { number, start, end, flaws })
}

/// As the standard prints it: 甘总工发〔2022〕18号.
pub(super) fn standard(number: &DocNumber) -> String {
    match (number.year, number.serial) {
        _ if number.text.ends_with('期') || number.text.contains('字') && !number.code.contains('字') => number.text.clone(),
        (Some(year), Some(serial)) if !number.code.is_empty() || number.text.starts_with(opens) => format!("{}〔{year}〕{serial}号", number.code),
        _ => number.text.clone(),
    }
}

/// The span of the bracketed year inside a number, for the finding on brackets.
pub(super) fn year_span(number: &DocNumber, source: &str) -> Span {
    let printed = number.span.of(source);
    let open = printed.rfind(opens).unwrap_or(0);
    let rest = printed.get(open..).unwrap_or("");
    let close = rest.char_indices().find(|(_, c)| CLOSE.contains(*c)).map_or(printed.len(), |(i, c)| open + i + c.len_utf8());
    Span::new(number.span.start + open, number.span.start + close.max(open))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn traced(s: &str) -> Traced {
        let mut t = Traced::default();
        t.copy(s, 0);
        t
    }

    #[test]
    fn bracket_variants() {
        for (text, printed, year, serial) in [
            ("沪府办发〔2025〕17号", "沪府办发〔2025〕17号", 2025, 17),
            ("院工字[2020]44号", "院工字[2020]44号", 2020, 44),
            ("豫工文【2020】2号", "豫工文【2020】2号", 2020, 2),
            ("嘉发改﹝2021﹞17号", "嘉发改﹝2021﹞17号", 2021, 17),
            ("杭政函〔2024〕16 号", "杭政函〔2024〕16号", 2024, 16),
            ("国信办发文〔2025〕第01号", "国信办发文〔2025〕第01号", 2025, 1),
            ("粤人社函〔2011〕1661)", "粤人社函〔2011〕1661", 2011, 1661),
            ("（示）应急罚听告〔2022〕3号", "（示）应急罚听告〔2022〕3号", 2022, 3),
            ("XX发〔2023〕1号", "XX发〔2023〕1号", 2023, 1),
            ("示工〔84〕字第18号", "示工〔84〕字第18号", 84, 18),
            ("〔2023〕第3期", "〔2023〕第3期", 2023, 3),
        ] {
            let found = leading(&traced(text)).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found.number.text.as_str(), found.number.year, found.number.serial), (printed, Some(year), Some(serial)), "{text}");
        }
        for text in ["上外办〔201656号", "总则（2022年）", "会议（2022）"] {
            assert_eq!(leading(&traced(text)), None, "{text}");
        }
        let glued = find(&traced("的通知(岳办发〔2017〕2号)"), 0).map(|d| d.number.text);
        assert_eq!(glued.as_deref(), Some("岳办发〔2017〕2号"));
    }
}
