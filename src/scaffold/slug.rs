use jiff::civil::Date;

use super::fill::stamp;
use crate::markup::heading_id;
use crate::text::is_han;

/// Letters of a whole slug: short enough to read out, and for any file system.
const LENGTH: usize = 48;
/// Addresses of the site's own, folders of the usual languages, and names that Windows keeps for devices.
const TAKEN: &[&str] = &["tags", "coverage", "page", "assets", "static", "search", "index", "en", "zh-hans", "zh-hant", "con", "prn", "aux", "nul"];

/// A file name and address for a title: `弘扬劳模精神` on 21 April 2026 is `20260421-hylmjs`, `Safety Day` is `safety-day`.
///
/// Lower-case letters, digits and single hyphens only, the same letters as in a heading's id. A title with Han characters, or
/// with nothing usable, has the day in front, for initials alone repeat too soon.
pub fn slug(title: &str, today: Date) -> String {
    match clean(title) {
        Some(words) if !title.chars().any(is_han) => words,
        Some(initials) => free(&format!("{}-{initials}", stamp(today))),
        None => stamp(today),
    }
}

/// A text as a slug; `None` if nothing of it can stand in one.
pub fn clean(text: &str) -> Option<String> {
    let usable = text.chars().any(|c| c.is_ascii_alphanumeric() || is_han(c));
    let id: String = heading_id(text).chars().filter(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '-').collect();
    let words: Vec<&str> = id.split('-').filter(|word| !word.is_empty()).collect();
    (usable && !words.is_empty()).then(|| free(&words.join("-")))
}

fn free(slug: &str) -> String {
    let short = slug.get(..LENGTH).unwrap_or(slug).trim_matches('-').to_owned();
    let device = short.strip_prefix("com").or(short.strip_prefix("lpt")).is_some_and(|n| n.len() == 1);
    if device || TAKEN.contains(&short.as_str()) { format!("{short}-1") } else { short }
}
