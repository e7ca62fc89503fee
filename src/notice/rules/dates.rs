use jiff::{ToSpan, civil::Date, civil::Weekday};

use crate::{
    date::Moment,
    diag::{Code, Diagnostic},
    notice::{ast::Matter, date, parse::Parsed, traced::Traced},
    text::Span,
};

/// Dates that contradict a weekday, the day of publishing or each other, and padded ones (GB/T 9704-2012 7.3.5.4).
pub(super) fn check(parsed: &Parsed, out: &mut Vec<Diagnostic>) {
    for para in parsed.paras.iter().flatten().filter(|p| p.matter == Matter::Prose) {
        weekdays(&para.text, parsed.notice.date, out);
        out.extend(date::impossible(para.text.text()).map(|(at, last)| impossible(para.text.span(at.start, at.end), parsed.source, last)));
    }
    if let Some((span, day)) = parsed.imprint.as_ref().and_then(|i| Some((i.padded?, i.print.date?))) {
        out.push(padded(span, day));
    }
    let body = parsed.lines.get(parsed.head.body..).unwrap_or(&[]);
    let own = parsed.closing.as_ref().and_then(|c| Some((c.date?, body.get(c.line)?.text.whole())));
    let Some((dated, span)) = own else { return };
    if dated.padded {
        out.push(padded(span, dated.date));
    }
    let published =
        parsed.head.fields.iter().filter(|f| matches!(f.key.as_str(), "发布日期" | "发布时间" | "公开日期" | "公开时间")).find_map(|f| day(&f.value));
    if let Some(published) = published.filter(|p| *p < dated.date) {
        out.push(
            Diagnostic::new(
                Code::DateAfterPublication,
                format!("成文日期晚于网页发布日期（{published}）。"),
                format!("The date is later than the page's publishing date ({published})."),
            )
            .at(span)
            .help("请对照原件核对两个日期。", "Check both dates against the original."),
        );
    }
    if let Some(printed) = parsed.notice.print.as_ref().and_then(|p| p.date).filter(|p| *p < dated.date) {
        out.push(
            Diagnostic::new(
                Code::PrintBeforeDate,
                format!("成文日期晚于印发日期（{printed}）。"),
                format!("The date is later than the print date ({printed})."),
            )
            .at(span)
            .help("请对照原件核对两个日期。", "Check both dates against the original."),
        );
    }
}

/// A day that the calendar does not have.
pub(super) fn impossible(span: Span, source: &str, last: Option<i8>) -> Diagnostic {
    let said: String = span.of(source).chars().filter(|c| !c.is_whitespace()).take(20).collect();
    let (zh, en) = match last {
        Some(last) => (format!("没有“{said}”这一天：这个月只有 {last} 天。"), format!("There is no {said}: that month has {last} days.")),
        None => (format!("没有“{said}”这一天：一年只有 12 个月。"), format!("There is no {said}: a year has 12 months.")),
    };
    Diagnostic::new(Code::ImpossibleDate, zh, en)
        .at(span)
        .help("请对照原件改正日期；匠心不猜日期。", "Check the original and correct the date; dates are never guessed.")
}

fn padded(span: Span, date: Date) -> Diagnostic {
    let right = date::standard(date);
    Diagnostic::new(Code::PaddedNumber, "日期的月、日前不加 0。", "Month and day of a date have no leading zeros.")
        .at(span)
        .help(format!("规范写法：{right}。"), format!("Written as the standard has it: {right}."))
}

fn day(value: &str) -> Option<Date> {
    date::all(value).next().map(|d| d.date).or_else(|| Moment::parse(value.get(..10)?).map(|m| m.day))
}

/// 2022年4月29日（星期五）, and 4月29日（周五） in the year of the notice.
pub(in crate::notice) fn weekdays(passage: &Traced, notice: Option<Date>, out: &mut Vec<Diagnostic>) {
    let text = passage.text();
    for (at, _) in text.match_indices('日') {
        let end = at + '日'.len_utf8();
        let Some((said, len)) = weekday(text.get(end..).unwrap_or("")) else { continue };
        let Some((date, start)) = date_before(text, end, notice) else { continue };
        if date.weekday() != said {
            let right = name(date.weekday());
            out.push(
                Diagnostic::new(
                    Code::WeekdayMismatch,
                    format!("{date} 是星期{right}，与文中的星期不符。"),
                    format!("{date} is a {:?}; the text says another weekday.", date.weekday()),
                )
                .at(passage.span(start, end + len))
                .help("请核对日期和星期，改正其中一个。", "Check date and weekday and correct one of them."),
            );
        }
    }
}

/// （星期五）, (周五), 星期五 right behind a date: the weekday and its bytes.
fn weekday(text: &str) -> Option<(Weekday, usize)> {
    let bare = text.trim_start_matches([' ', '（', '(']);
    let word = ["星期", "礼拜", "周"].into_iter().find_map(|w| bare.strip_prefix(w))?;
    let day = word.chars().next()?;
    // 星期二至星期四 says when a span of days begins.
    let rest = word.get(day.len_utf8()..).unwrap_or("").trim_start();
    if let Some(rest) = rest.strip_prefix(['至', '到', '—', '－', '-', '–', '、', '和', '～', '~']) {
        let until = ["星期", "礼拜", "周"].into_iter().fold(rest.trim_start_matches('—'), |rest, word| rest.strip_prefix(word).unwrap_or(rest));
        if until.starts_with(|c| "一二三四五六日天".contains(c)) {
            return None;
        }
    }
    let n = "一二三四五六日天".chars().position(|c| c == day)?;
    let days = [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday, Weekday::Saturday, Weekday::Sunday, Weekday::Sunday];
    Some((*days.get(n)?, text.len() - word.len() + day.len_utf8()))
}

/// The date that ends at `end`; without a year it is the next such day after the notice's own date.
fn date_before(text: &str, end: usize, notice: Option<Date>) -> Option<(Date, usize)> {
    let from = text.get(..end)?.char_indices().rev().nth(17).map_or(0, |(i, _)| i);
    let window = text.get(from..end)?;
    if let Some(found) = date::all(window).find(|d| d.span.end == window.len()) {
        return Some((found.date, from + found.span.start));
    }
    let month = window.rfind('月')?;
    let digits = |t: &str| t.chars().rev().take_while(char::is_ascii_digit).count();
    let head = window.get(..month)?;
    let start = head.len() - digits(head);
    if head.get(..start)?.trim_end().ends_with('年') {
        return None;
    }
    let m: i8 = head.get(start..)?.parse().ok()?;
    let d: i8 = window.get(month + '月'.len_utf8()..window.len() - '日'.len_utf8())?.trim().parse().ok()?;
    let notice = notice?;
    let this = Date::new(notice.year(), m, d).ok()?;
    let early = notice.checked_sub(90.days()).ok()?;
    let date = if this < early { Date::new(notice.year() + 1, m, d).ok()? } else { this };
    Some((date, from + start))
}

fn name(day: Weekday) -> &'static str {
    ["一", "二", "三", "四", "五", "六", "日"].get(usize::try_from(day.to_monday_zero_offset()).unwrap_or(0)).copied().unwrap_or("日")
}
