use jiff::civil::Date;
use pinyin::ToPinyin;

use super::fill::stamp;
use crate::text::is_han;

/// Letters taken from the Han characters of a title, as for heading anchors.
const INITIALS: usize = 12;
/// Letters of a whole slug: short enough to read out, and for any file system.
const LENGTH: usize = 48;
/// Names that Windows keeps for devices; no file can have them, whatever its extension.
const RESERVED: &[&str] = &["con", "prn", "aux", "nul"];

/// A file name and address for a title: `弘扬劳模精神` on 21 April 2026 is `20260421-hylmjs`, `Safety Day` is `safety-day`.
///
/// Lower-case letters, digits and single hyphens only. A title with Han characters, or with nothing usable, has the day in
/// front, for initials alone repeat too soon.
pub fn slug(title: &str, today: Date) -> String {
    let words = words(title);
    let dated = words.is_empty() || title.chars().any(is_han);
    let day = dated.then(|| stamp(today));
    let whole: Vec<String> = day.into_iter().chain(words).collect();
    cut(&whole.join("-"))
}

/// What a person asked for as a slug, made clean; `None` if nothing usable is left.
pub(super) fn clean(slug: &str) -> Option<String> {
    let words = words(slug);
    (!words.is_empty()).then(|| cut(&words.join("-")))
}

/// Runs of letters and digits in lower case; a run of Han characters is one word of its pinyin initials.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut initials = 0;
    let mut open = None;
    for c in text.chars() {
        let han = is_han(c);
        let letter = match c {
            _ if c.is_ascii_alphanumeric() => Some(c.to_ascii_lowercase()),
            _ if han && initials < INITIALS => c.to_pinyin().and_then(|p| p.plain().chars().next()).filter(char::is_ascii_lowercase),
            _ => None,
        };
        let Some(letter) = letter else {
            // A Han character without a reading, or one too many, does not end the word.
            open = open.filter(|_| han);
            continue;
        };
        initials += usize::from(han);
        match words.last_mut().filter(|_| open == Some(han)) {
            Some(word) => word.push(letter),
            None => words.push(letter.to_string()),
        }
        open = Some(han);
    }
    words
}

fn cut(slug: &str) -> String {
    let short = slug.get(..LENGTH).unwrap_or(slug).trim_matches('-').to_owned();
    let device = RESERVED.contains(&short.as_str()) || matches!(short.strip_prefix("com").or(short.strip_prefix("lpt")), Some(n) if n.len() == 1);
    if device { format!("{short}-1") } else { short }
}
