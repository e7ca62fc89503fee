use memchr::{memchr3_iter, memmem};

use super::passage::Passage;
use crate::diag::{Code, Diagnostic};
use crate::text::is_han;

/// Units as people mistype them, and their symbols (GB 3100-1993).
const UNITS: [(&str, &str); 9] = [("KG", "kg"), ("Kg", "kg"), ("KM", "km"), ("Km", "km"), ("CM", "cm"), ("Cm", "cm"), ("MM", "mm"), ("ML", "mL"), ("KW", "kW")];

/// Figures and units in a form that is not the standard's: certain cases alone, in Chinese text.
pub(super) fn check(passage: &Passage, text: &str, out: &mut Vec<Diagnostic>) {
    wide_digits(passage, text, out);
    units(passage, text, out);
    estimates(passage, out);
    mixed_dates(passage, out);
}

/// ２０２２年 for 2022年.
fn wide_digits(passage: &Passage, text: &str, out: &mut Vec<Diagnostic>) {
    let wide = |c: char| ('０'..='９').contains(&c);
    let seen = passage.text();
    let mut at = 0;
    // ０ to ９ are EF BC 90 to 99 in UTF-8.
    while let Some(start) = seen
        .get(at..)
        .and_then(|rest| memmem::find_iter(rest.as_bytes(), b"\xEF\xBC").find(|i| rest.get(*i..).is_some_and(|r| r.starts_with(wide))))
        .map(|i| at + i)
    {
        let rest = seen.get(start..).unwrap_or("");
        let end = start + rest.find(|c| !wide(c)).unwrap_or(rest.len());
        at = end;
        let written = seen.get(start..end).unwrap_or("");
        let right: String = written.chars().filter_map(|c| char::from_u32(u32::from(c) - u32::from('０') + u32::from('0'))).collect();
        let span = passage.span(start, end);
        let found = Diagnostic::new(Code::WideDigits, format!("全角数字“{written}”"), format!("full-width digits “{written}”"))
            .at(span)
            .help(format!("写成半角：{right}"), format!("write {right}"));
        out.push(if span.of(text) == written { found.edit(span, right) } else { found });
    }
}

/// 50KG for 50kg.
fn units(passage: &Passage, text: &str, out: &mut Vec<Diagnostic>) {
    let seen = passage.text();
    for at in memchr3_iter(b'K', b'C', b'M', seen.as_bytes()) {
        let Some((wrong, right)) = UNITS.into_iter().find(|(wrong, _)| seen.get(at..).is_some_and(|rest| rest.starts_with(wrong))) else { continue };
        let (before, after) = (seen.get(..at).unwrap_or(""), seen.get(at + wrong.len()..).unwrap_or(""));
        let counted = before.trim_end().ends_with(|c: char| c.is_ascii_digit());
        if !counted || after.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            continue;
        }
        let span = passage.span(at, at + wrong.len());
        let found = Diagnostic::new(Code::UnitForm, format!("单位“{wrong}”大小写不对"), format!("the unit “{wrong}” has the wrong case"))
            .at(span)
            .help(format!("国家标准写作 {right}，公文里也可以写中文名称"), format!("the standard writes {right}"));
        out.push(if span.of(text) == wrong { found.edit(span, right) } else { found });
    }
}

/// 约100人左右: an estimate said twice.
fn estimates(passage: &Passage, out: &mut Vec<Diagnostic>) {
    let seen = passage.text();
    for tail in ["左右", "上下"] {
        for at in memmem::find_iter(seen.as_bytes(), tail) {
            let before = seen.get(..at).unwrap_or("");
            // 上下游, 上下联动 are words of their own.
            if *tail == *"上下" && seen.get(at + tail.len()..).and_then(|rest| rest.chars().next()).is_some_and(|c| is_han(c) && c != '的') {
                continue;
            }
            // Back over 人, 万元 and the figure itself.
            let unit = before.trim_end_matches(|c: char| is_han(c) && "个人次名家万亿千百元天日月年岁吨米公里平方分钟小时".contains(c));
            let figure = unit.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '％'));
            if figure.len() == unit.len() {
                continue;
            }
            let Some(head) = ["大约", "约", "近"].into_iter().find(|h| figure.ends_with(h)) else { continue };
            let start = figure.len() - head.len();
            // 邻近, 附近, 合约: not an estimate.
            if head.len() == '约'.len_utf8()
                && figure.get(..start).is_some_and(|b| b.ends_with(['大', '邻', '附', '合', '条', '公', '预', '节', '最', '接', '靠', '临']))
            {
                continue;
            }
            out.push(
                Diagnostic::new(Code::DoubleEstimate, format!("“{head}”和“{tail}”重复"), format!("“{head}” and “{tail}” say the same"))
                    .at(passage.span(start, at + tail.len()))
                    .help("保留一个", "keep one of the two"),
            );
        }
    }
}

/// 二〇二二年4月29日: one date in two kinds of figures.
fn mixed_dates(passage: &Passage, out: &mut Vec<Diagnostic>) {
    let seen = passage.text();
    let han = |c: char| "〇○零一二三四五六七八九".contains(c);
    let year = "年";
    for at in memmem::find_iter(seen.as_bytes(), year) {
        let before = seen.get(..at).unwrap_or("");
        let digits: Vec<char> = before.chars().rev().take_while(|c| han(*c) || c.is_ascii_digit()).collect();
        let after = seen.get(at + year.len()..).unwrap_or("");
        let month: String = after.chars().take_while(|c| *c != '月').take(4).collect();
        let is_month = after.get(month.len()..).is_some_and(|rest| rest.starts_with('月')) && !month.is_empty();
        if digits.len() != 4 || !is_month {
            continue;
        }
        let (year_han, month_han) = (digits.iter().all(|c| han(*c)), month.chars().all(|c| han(c) || c == '十'));
        let (year_arabic, month_arabic) = (digits.iter().all(char::is_ascii_digit), month.trim().chars().all(|c| c.is_ascii_digit()));
        // 二三月 is an estimate, which is always in Han numerals (GB/T 15835-2011, 4.2.2).
        let is_estimate = month.chars().count() == 2 && month.chars().all(|c| "二三四五六七八九".contains(c)) || month == "一二";
        if is_estimate {
            continue;
        }
        let mixed = (year_han && month_arabic) || (year_arabic && month_han) || !(year_han || year_arabic);
        if mixed {
            let start = at - digits.iter().map(|c| c.len_utf8()).sum::<usize>();
            out.push(
                Diagnostic::new(Code::MixedDate, "同一个日期混用汉字和阿拉伯数字", "one date in two kinds of figures")
                    .at(passage.span(start, at + year.len() + month.len() + '月'.len_utf8()))
                    .help("统一写法，如 2022年4月29日", "write it in one way, such as 2022年4月29日"),
            );
        }
    }
}

/// The form of marks and dates in a text that is no notice, whose own grammar sees to it: 学习,贯彻 and 03月.
pub(super) fn check_marks(passage: &Passage, text: &str, out: &mut Vec<Diagnostic>) {
    half_width(passage, text, out);
    padded(passage, text, out);
}

/// A half-width mark between Han characters, or behind one at the end.
fn half_width(passage: &Passage, text: &str, out: &mut Vec<Diagnostic>) {
    let seen = passage.text();
    for (at, c) in seen.char_indices().filter(|(_, c)| matches!(c, ',' | ';' | ':' | '?' | '!')) {
        let right = match c {
            ',' => "，",
            ';' => "；",
            ':' => "：",
            '?' => "？",
            _ => "！",
        };
        let (before, after) = (seen.get(..at).unwrap_or("").chars().next_back(), seen.get(at + 1..).unwrap_or("").chars().next());
        let span = passage.span(at, at + 1);
        if before.is_some_and(is_han) && after.is_none_or(|c| is_han(c) || "”’》）".contains(c)) && span.of(text).len() == 1 {
            out.push(
                Diagnostic::new(Code::HalfWidthMark, format!("中文里的半角标点“{c}”"), format!("a half-width “{c}” in Chinese text"))
                    .at(span)
                    .help(format!("写成全角“{right}”；check --fix 可以改"), format!("write “{right}”; check --fix can change it"))
                    .edit(span, right),
            );
        }
    }
}

/// 2026年03月02日 for 2026年3月2日.
fn padded(passage: &Passage, text: &str, out: &mut Vec<Diagnostic>) {
    let seen = passage.text();
    for (at, _) in seen.match_indices('0') {
        let (before, after) = (seen.get(..at).unwrap_or(""), seen.get(at + 1..).unwrap_or(""));
        let unit = after.strip_prefix(|c: char| matches!(c, '1'..='9')).and_then(|rest| rest.chars().next());
        let year = before.strip_suffix('年').is_some_and(|b| b.ends_with(|c: char| c.is_ascii_digit()));
        let month = before.strip_suffix('月').is_some_and(|b| b.ends_with(|c: char| c.is_ascii_digit()));
        let span = passage.span(at, at + 1);
        if ((year && unit == Some('月')) || (month && unit == Some('日'))) && span.of(text) == "0" {
            out.push(
                Diagnostic::new(Code::PaddedNumber, "日期的月、日前不加 0", "month and day of a date have no leading zeros")
                    .at(span)
                    .help("删去这个 0；check --fix 可以改", "take the 0 out; check --fix can do it")
                    .edit(span, ""),
            );
        }
    }
}
