use icu_calendar::Gregorian;
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::{YM, YMD};
use icu_datetime::input::Date as Day;
use icu_locale_core::Locale;
use jiff::civil::Date;

use super::DateText;
use crate::date::Moment;
use crate::lang::Lang;

const MONTHS: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// A day as a page of that language prints it: 2022年4月29日 (GB/T 9704-2012 7.3.5: no padding), 29 April 2022, 29 avril 2022 (CLDR); ISO
/// where nothing is known of the language.
pub fn day_text(day: Date, lang: &Lang) -> String {
    if lang.is_chinese() {
        return format!("{}年{}月{}日", day.year(), day.month(), day.day());
    }
    match (lang.tag().split('-').next(), usize::try_from(day.month() - 1).ok().and_then(|m| MONTHS.get(m))) {
        (Some("en"), Some(month)) => format!("{} {month} {}", day.day(), day.year()),
        _ => in_language(day, lang, true).unwrap_or_else(|| day.to_string()),
    }
}

/// A month as a page of that language prints it: 2022年4月, April 2022, avril 2022; 2022-04 where nothing is known of the language.
pub fn month_text(day: Date, lang: &Lang) -> String {
    if lang.is_chinese() {
        return format!("{}年{}月", day.year(), day.month());
    }
    match (lang.tag().split('-').next(), usize::try_from(day.month() - 1).ok().and_then(|m| MONTHS.get(m))) {
        (Some("en"), Some(month)) => format!("{month} {}", day.year()),
        _ => in_language(day, lang, false).unwrap_or_else(|| format!("{:04}-{:02}", day.year(), day.month())),
    }
}

/// A day, or its month alone, by the customs of a language (CLDR), in the Gregorian calendar.
fn in_language(day: Date, lang: &Lang, whole: bool) -> Option<String> {
    let locale: Locale = lang.tag().parse().ok()?;
    let date = Day::try_new_gregorian(day.year().into(), day.month().try_into().ok()?, day.day().try_into().ok()?).ok()?;
    Some(match whole {
        true => FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new((&locale).into(), YMD::long()).ok()?.format(&date).to_string(),
        false => FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new((&locale).into(), YM::long()).ok()?.format(&date).to_string(),
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_its_own_form() {
        let day = jiff::civil::date(2022, 4, 29);
        let forms = |tag: &str| Lang::new(tag).map(|lang| (day_text(day, &lang), month_text(day, &lang))).expect(tag);
        for (tag, whole, month) in [
            ("zh-Hant", "2022年4月29日", "2022年4月"),
            ("en", "29 April 2022", "April 2022"),
            ("fr", "29 avril 2022", "avril 2022"),
            ("ru", "29 апреля 2022\u{202f}г.", "апрель 2022\u{202f}г."),
            ("ja", "2022年4月29日", "2022年4月"),
            ("fa", "۲۹ آوریل ۲۰۲۲", "آوریل ۲۰۲۲"),
        ] {
            assert_eq!(forms(tag), (whole.to_owned(), month.to_owned()), "{tag}");
        }
    }
}
