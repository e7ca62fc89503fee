use jiff::civil::Date;

use crate::text::{Span, parse_numeral};

/// A date as it stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dated {
    pub date: Date,
    /// Bytes from the year to 日.
    pub span: Span,
    /// 04月 or 09日, against GB/T 9704-2012 7.3.5.4.
    pub padded: bool,
}

/// A whole line that is a date: 2022年4月29日, 二〇二二年四月二十九日, with spaces, with any form of zero.
pub(super) fn whole(text: &str) -> Option<Dated> {
    let text = text.trim_end_matches(['。', '.']);
    let dated = at(text, text.len() - text.trim_start().len())?;
    text.get(dated.span.end..)?.trim().is_empty().then_some(dated)
}

/// Whether a line is a year and a month without a day: 2022年4月.
pub(super) fn is_month(text: &str) -> bool {
    let bare = text.trim();
    bare.len() <= 40 && bare.ends_with('月') && whole(&format!("{bare}1日")).is_some()
}

/// A whole line that is a date in figures, as some offices sign: 2021-4-27, 2021.04.27, 2021/4/27.
pub(super) fn figures(text: &str) -> Option<Dated> {
    let sep = ['-', '.', '/', '－', '．'].into_iter().find(|s| text.contains(*s))?;
    let mut parts = text.split(sep).map(str::trim);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let right = |p: &str, most: usize| (1..=most).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit());
    if parts.next().is_some() || year.len() != 4 || !right(year, 4) || !right(month, 2) || !right(day, 2) {
        return None;
    }
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    (date.year() >= 1949).then_some(Dated { date, span: Span::new(0, text.len()), padded: false })
}

/// The date that starts at a byte.
pub(super) fn at(text: &str, start: usize) -> Option<Dated> {
    let read = parts(text, start)?;
    let date = Date::new(read.year, read.month, read.day).ok()?;
    (date.year() >= 1900).then_some(Dated { date, span: Span::new(start, read.end), padded: read.padded })
}

/// Dates of a text that no calendar has: 2022年2月30日; the day asked for and the last day of that month, if there is one.
pub(super) fn impossible(text: &str) -> impl Iterator<Item = (Span, Option<i8>)> + '_ {
    text.match_indices('年').filter_map(move |(year, _)| {
        let head = text.get(..year)?.trim_end();
        let digits: usize = head.chars().rev().take(4).filter(|c| digit(*c).is_some()).map(char::len_utf8).sum();
        let start = head.len() - digits;
        let read = parts(text, start).filter(|r| (1900..=2100).contains(&r.year) && Date::new(r.year, r.month, r.day).is_err())?;
        let last = Date::new(read.year, read.month, 1).ok().map(|d| d.days_in_month());
        Some((Span::new(start, read.end), last))
    })
}

/// The numbers of a date as they stand, whether the calendar has it or not.
struct Parts {
    year: i16,
    month: i8,
    day: i8,
    end: usize,
    padded: bool,
}

fn parts(text: &str, start: usize) -> Option<Parts> {
    let mut rest = Rest { text, at: start };
    let year = rest.part("年", 4)?;
    let month = rest.part("月", 3)?;
    let day = rest.part("日", 3)?;
    let number = |p: &str| if p.chars().any(|c| "十百廿卅".contains(c)) || p.chars().count() <= 1 { parse_numeral(p) } else { positional(p) };
    if year.chars().count() != 4 {
        return None;
    }
    let padded = [&month, &day].iter().any(|p| p.starts_with(['0', '０']));
    let year = i16::try_from(positional(&year)?).ok()?;
    Some(Parts { year, month: i8::try_from(number(&month)?).ok()?, day: i8::try_from(number(&day)?).ok()?, end: rest.at, padded })
}

/// Every date of a text, in order.
pub(super) fn all(text: &str) -> impl Iterator<Item = Dated> + '_ {
    let mut from = 0;
    text.match_indices('年').filter_map(move |(year, _)| {
        let head = text.get(from..year)?.trim_end();
        let digits: usize = head.chars().rev().take(4).filter(|c| digit(*c).is_some()).map(char::len_utf8).sum();
        let dated = at(text, from + head.len() - digits)?;
        from = dated.span.end;
        Some(dated)
    })
}

/// Whether a line is a date that cannot be read: a zero lost to a converter, or 年月日 stripped.
pub(super) fn is_damaged(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let count = bare.chars().count();
    let signs = bare.chars().all(|c| digit(c).is_some() || "年月日十廿卅□×Xx?？*＊�".contains(c));
    let stripped = (6..=8).contains(&count) && bare.starts_with("20") && bare.bytes().all(|b| b.is_ascii_digit());
    let mangled = count <= 20 && signs && bare.contains('年') && bare.contains('月') && bare.ends_with('日') && bare.chars().any(|c| digit(c).is_some());
    (mangled || stripped) && whole(text).is_none()
}

/// As the standard prints it: 2022年4月29日.
pub(super) fn standard(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

struct Rest<'a> {
    text: &'a str,
    at: usize,
}

impl Rest<'_> {
    /// The digits before `unit`, spaces dropped; at most `most` characters.
    fn part(&mut self, unit: &str, most: usize) -> Option<String> {
        let mut out = String::new();
        for c in self.text.get(self.at..)?.chars() {
            if digit(c).is_some() || "十廿卅".contains(c) {
                out.push(c);
            } else if !matches!(c, ' ' | '\u{3000}' | '\u{A0}') {
                let found = self.text.get(self.at..)?.starts_with(unit) && !out.is_empty() && out.chars().count() <= most;
                self.at += unit.len();
                return found.then_some(out);
            }
            self.at += c.len_utf8();
            if self.at > self.text.len() || out.chars().count() > most {
                return None;
            }
        }
        None
    }
}

fn positional(text: &str) -> Option<u32> {
    text.chars().try_fold(0u32, |n, c| Some(n * 10 + digit(c)?)).filter(|n| *n < 10_000)
}

/// A digit of a date; zero is written in many ways.
fn digit(c: char) -> Option<u32> {
    match c {
        '〇' | '○' | 'Ｏ' | 'O' | 'o' | '零' | '◯' | 'О' | '０' => Some(0),
        '0'..='9' => c.to_digit(10),
        '１'..='９' => Some(c as u32 - '０' as u32),
        _ => "一二三四五六七八九".chars().position(|d| d == c).and_then(|n| u32::try_from(n + 1).ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_date() {
        for (text, iso) in [
            ("2022年4月29日", "2022-04-29"),
            ("2024 年 2 月 18 日", "2024-02-18"),
            ("二〇二〇年十月二十七日", "2020-10-27"),
            ("二○○九年二月十六日", "2009-02-16"),
            ("二○一一年十月十一日", "2011-10-11"),
            ("一九九七年十二月三十一日", "1997-12-31"),
            ("２０２２年０４月０１日", "2022-04-01"),
        ] {
            assert_eq!(whole(text).map(|d| d.date.to_string()).as_deref(), Some(iso), "{text}");
        }
        for text in ["2022年4月", "2022年2月30日", "一九九0年", "201992", "自2022年4月29日起", "2022年4月29日印发", "22年4月2日"] {
            assert_eq!(whole(text), None, "{text}");
        }
        let none: Vec<&str> =
            impossible("于2022年2月30日和2023年13月1日、2022年4月29日").map(|(s, _)| s.of("于2022年2月30日和2023年13月1日、2022年4月29日")).collect();
        assert_eq!(none, ["2022年2月30日", "2023年13月1日"]);
        let found: Vec<String> = all("经2022年4月1日和2023年 5月 2日审议").map(|d| d.date.to_string()).collect();
        assert_eq!(found, ["2022-04-01", "2023-05-02"]);
        assert!(is_damaged("二\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}八年三月二日") && is_damaged("201992") && !is_damaged("2022年4月29日"));
    }
}
