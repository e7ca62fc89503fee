use super::Field;

/// The known name that `word` was probably meant to be: the same without case, hyphens and spaces, a Chinese name of a
/// field, else the nearest by Damerau–Levenshtein distance, at most a third of its letters away.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a Field>) -> Option<&'static str> {
    let plain = |s: &str| s.to_lowercase().replace(['-', ' ', '_'], "");
    let typed = plain(word);
    let mut best: Option<(usize, &'static str)> = None;
    for field in known {
        if plain(field.key) == typed || field.zh.split(['（', '，', '：', '、', '；']).next() == Some(word) {
            return Some(field.key);
        }
        let distance = strsim::damerau_levenshtein(&typed, &plain(field.key));
        if distance * 3 <= field.key.chars().count().max(3) && best.is_none_or(|(d, _)| distance < d) {
            best = Some((distance, field.key));
        }
    }
    best.map(|(_, key)| key)
}

/// The one of some names that `word` was probably meant to be, by the same distance.
pub fn nearest_of<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let measured = known.into_iter().map(|name| (strsim::damerau_levenshtein(word, name), name));
    measured.min().filter(|(distance, name)| distance * 3 <= name.chars().count().max(3)).map(|(_, name)| name)
}
