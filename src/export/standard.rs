use jiff::civil::Date;

use crate::notice::DocNumber;
use crate::text::chinese_numeral;

/// 示例发〔2026〕3号 (GB/T 9704-2012 7.2.5).
pub(super) fn number(number: &DocNumber) -> String {
    match (number.year, number.serial) {
        (Some(year), Some(serial)) if year >= 1000 => format!("{}〔{year}〕{serial}号", number.code),
        _ => number.text.clone(),
    }
}

/// 2026年4月1日: Arabic digits, nothing padded (7.3.5.4).
pub(super) fn day(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// 一、 （一） 1. （1） ① (7.3.3).
pub(super) fn marker(level: u8, ordinal: u32) -> String {
    match level {
        1 => format!("{}、", chinese_numeral(ordinal)),
        2 => format!("（{}）", chinese_numeral(ordinal)),
        3 => format!("{ordinal}."),
        4 => format!("（{ordinal}）"),
        _ => char::from_u32(0x245F + ordinal).filter(|_| (1..=20).contains(&ordinal)).map_or_else(|| format!("（{ordinal}）"), String::from),
    }
}
