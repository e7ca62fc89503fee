use crate::lang::Lang;
use crate::site::{Page, Part, Point};
use crate::text::chinese_numeral;

/// A point by its place: 第二部分第四点; Part II, point 4 is printed as Part 2, point 4.
pub fn point_label(parts: &[Part], point: &Point, lang: &Lang) -> String {
    let part = point.part.and_then(|p| parts.get(p));
    let suffix: String = point.id.rsplit('p').next().unwrap_or("").chars().filter(char::is_ascii_lowercase).collect();
    if lang.is_chinese() {
        let within = part.map_or(String::new(), |p| part_label(p, lang));
        let series = if suffix.is_empty() { String::new() } else { format!("（{suffix}）") };
        return format!("{within}第{}点{series}", chinese_numeral(point.ordinal));
    }
    let within = part.map_or(String::new(), |p| format!("{}, ", part_label(p, lang)));
    format!("{within}point {}{suffix}", point.ordinal)
}

/// A point by its numbers alone: 2.4.
pub fn point_short(parts: &[Part], point: &Point) -> String {
    let part = point.part.and_then(|p| parts.get(p)).map_or(String::new(), |p| format!("{}.", p.ordinal));
    format!("{part}{}", point.ordinal)
}

/// A top-level part by its number: 第二部分, Part 2.
pub fn part_label(part: &Part, lang: &Lang) -> String {
    if lang.is_chinese() { format!("第{}部分", chinese_numeral(part.ordinal)) } else { format!("Part {}", part.ordinal) }
}

/// A citation to copy: 《标题》（甘总工发〔2022〕18号）第二部分第四点.
pub fn citation(page: &Page, number: &str, place: &str) -> String {
    let (title, chinese) = (&page.title, page.lang.is_chinese());
    match (chinese, number.is_empty(), place.is_empty()) {
        (true, true, _) => format!("《{title}》{place}"),
        (true, false, _) => format!("《{title}》（{number}）{place}"),
        (false, true, true) => format!("“{title}”"),
        (false, true, false) => format!("“{title}”, {place}"),
        (false, false, true) => format!("“{title}” ({number})"),
        (false, false, false) => format!("“{title}” ({number}), {place}"),
    }
}
