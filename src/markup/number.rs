use crate::text::parse_numeral;

/// What a heading's own number says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Number {
    /// 一、 is level 1, （一） 2, 1. 3, （1） 4.
    Section { level: usize, ordinal: u32 },
    /// 第三章.
    Chapter(u32),
    /// 第十二条.
    Article(u32),
}

/// The number at the start of a heading and the bytes it takes, blanks after it left out.
///
/// The order 一、 （一） 1. （1） is that of GB/T 9704-2012 7.3.3.
pub(super) fn read(title: &str) -> Option<(Number, usize)> {
    unit(title).or_else(|| bracketed(title)).or_else(|| listed(title))
}

fn unit(title: &str) -> Option<(Number, usize)> {
    let rest = title.strip_prefix('第')?;
    let digits = rest.find(|c| !is_digit(c))?;
    let ordinal = parse_numeral(rest.get(..digits)?)?;
    let unit = rest.get(digits..)?.chars().next()?;
    let number = match unit {
        '章' => Number::Chapter(ordinal),
        '条' => Number::Article(ordinal),
        _ => return None,
    };
    Some((number, '第'.len_utf8() + digits + unit.len_utf8()))
}

fn bracketed(title: &str) -> Option<(Number, usize)> {
    let rest = title.strip_prefix(['（', '('])?;
    let close = rest.find(['）', ')'])?;
    let inner = rest.get(..close)?.trim();
    if inner.chars().count() > 4 {
        return None;
    }
    let ordinal = parse_numeral(inner)?;
    let level = if inner.chars().all(is_arabic) { 4 } else { 2 };
    let end = title.len() - rest.len() + close + rest.get(close..)?.chars().next()?.len_utf8();
    let stop = title.get(end..)?.chars().next().filter(|c| matches!(c, '、' | '．' | '.')).map_or(0, char::len_utf8);
    Some((Number::Section { level, ordinal }, end + stop))
}

fn listed(title: &str) -> Option<(Number, usize)> {
    let digits = title.find(|c| !is_digit(c))?;
    let text = title.get(..digits)?;
    let arabic = text.chars().all(is_arabic);
    if text.chars().count() > if arabic { 2 } else { 4 } {
        return None;
    }
    let rest = title.get(digits..)?;
    let stop = rest.chars().next().filter(|c| matches!(c, '、' | '．' | '.') || (!arabic && matches!(c, '，' | ',')))?;
    let after = rest.get(stop.len_utf8()..)?.chars().next();
    if arabic && after.is_some_and(is_arabic) {
        return None;
    }
    let ordinal = parse_numeral(text)?;
    Some((Number::Section { level: if arabic { 3 } else { 1 }, ordinal }, digits + stop.len_utf8()))
}

fn is_arabic(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn is_digit(c: char) -> bool {
    is_arabic(c) || "〇零一二三四五六七八九十百千廿卅".contains(c)
}
