use jiff::civil::Date;

use super::DateText;
use crate::date::Moment;
use crate::lang::Lang;

const MONTHS: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// A day as a page of that language prints it: 2022年4月29日 (GB/T 9704-2012 7.3.5: no padding), 29 April 2022; ISO elsewhere.
pub fn day_text(day: Date, lang: &Lang) -> String {
    if lang.is_chinese() {
        return format!("{}年{}月{}日", day.year(), day.month(), day.day());
    }
    match (lang.tag().split('-').next(), usize::try_from(day.month() - 1).ok().and_then(|m| MONTHS.get(m))) {
        (Some("en"), Some(month)) => format!("{} {month} {}", day.day(), day.year()),
        _ => day.to_string(),
    }
}

/// A month as a page of that language prints it: 2022年4月, April 2022; 2022-04 elsewhere.
pub fn month_text(day: Date, lang: &Lang) -> String {
    if lang.is_chinese() {
        return format!("{}年{}月", day.year(), day.month());
    }
    match (lang.tag().split('-').next(), usize::try_from(day.month() - 1).ok().and_then(|m| MONTHS.get(m))) {
        (Some("en"), Some(month)) => format!("{month} {}", day.year()),
        _ => format!("{:04}-{:02}", day.year(), day.month()),
    }
}

/// A moment as a page prints it; the time of day, where it was written, follows the day.
pub fn date_text(moment: &Moment, lang: &Lang) -> DateText {
    let day = day_text(moment.day, lang);
    let text = match moment.time {
        Some(t) => format!("{day} {:02}:{:02}", t.hour(), t.minute()),
        None => day,
    };
    DateText { iso: moment.iso(), text }
}
