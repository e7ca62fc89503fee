/// The English words of a text, as they stand: two letters a to z at least.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 1)
}

/// The stem of an English word in lower-case letters a to z: M. F. Porter, An algorithm for suffix stripping (1980).
///
/// It stands here, and once more in `search.js`, because the index and the page have to agree on every word.
/// `tests/data/search/stems.tsv` holds both to it.
pub fn stem(word: &str) -> String {
    let mut word: Vec<u8> = word.bytes().collect();
    if word.len() > 2 {
        plural(&mut word);
        past(&mut word);
        if word.ends_with(b"y") && has_vowel(&word[..word.len() - 1]) {
            word.pop();
            word.push(b'i');
        }
        replace(&mut word, STEP_2, 0);
        replace(&mut word, STEP_3, 0);
        cut(&mut word);
        tidy(&mut word);
    }
    String::from_utf8(word).unwrap_or_default()
}

type Pair = (&'static str, &'static str);

const STEP_2: &[Pair] = &[
    ("ational", "ate"),
    ("tional", "tion"),
    ("enci", "ence"),
    ("anci", "ance"),
    ("izer", "ize"),
    ("abli", "able"),
    ("alli", "al"),
    ("entli", "ent"),
    ("eli", "e"),
    ("ousli", "ous"),
    ("ization", "ize"),
    ("ation", "ate"),
    ("ator", "ate"),
    ("alism", "al"),
    ("iveness", "ive"),
    ("fulness", "ful"),
    ("ousness", "ous"),
    ("aliti", "al"),
    ("iviti", "ive"),
    ("biliti", "ble"),
];

const STEP_3: &[Pair] = &[("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", "")];

const STEP_4: &[&str] =
    &["ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ion", "ism", "ate", "iti", "ous", "ive", "ize", "al", "er", "ic", "ou"];

fn plural(word: &mut Vec<u8>) {
    let cut = if word.ends_with(b"sses") || word.ends_with(b"ies") { 2 } else { usize::from(word.ends_with(b"s") && !word.ends_with(b"ss")) };
    word.truncate(word.len() - cut);
}

fn past(word: &mut Vec<u8>) {
    if word.ends_with(b"eed") {
        if measure(&word[..word.len() - 3]) > 0 {
            word.pop();
        }
        return;
    }
    let cut = if word.ends_with(b"ed") { 2 } else { 3 * usize::from(word.ends_with(b"ing")) };
    if cut == 0 || !has_vowel(&word[..word.len() - cut]) {
        return;
    }
    word.truncate(word.len() - cut);
    let doubled = word.len() > 1 && word[word.len() - 1] == word[word.len() - 2] && is_consonant(word, word.len() - 1);
    if word.ends_with(b"at") || word.ends_with(b"bl") || word.ends_with(b"iz") || (!doubled && measure(word) == 1 && is_short(word)) {
        word.push(b'e');
    } else if doubled && !matches!(word.last(), Some(b'l' | b's' | b'z')) {
        word.pop();
    }
}

/// The longest ending of the table goes, if what stands before it measures more than `least`.
fn replace(word: &mut Vec<u8>, table: &[Pair], least: usize) {
    let found = table.iter().filter(|(end, _)| word.ends_with(end.as_bytes())).max_by_key(|(end, _)| end.len());
    if let Some((end, instead)) = found
        && measure(&word[..word.len() - end.len()]) > least
    {
        word.truncate(word.len() - end.len());
        word.extend_from_slice(instead.as_bytes());
    }
}

fn cut(word: &mut Vec<u8>) {
    let found = STEP_4.iter().filter(|end| word.ends_with(end.as_bytes())).max_by_key(|end| end.len());
    let Some(end) = found else { return };
    let rest = &word[..word.len() - end.len()];
    if measure(rest) > 1 && (*end != "ion" || matches!(rest.last(), Some(b's' | b't'))) {
        word.truncate(word.len() - end.len());
    }
}

fn tidy(word: &mut Vec<u8>) {
    if let Some((b'e', rest)) = word.split_last()
        && (measure(rest) > 1 || (measure(rest) == 1 && !is_short(rest)))
    {
        word.pop();
    }
    if word.ends_with(b"ll") && measure(word) > 1 {
        word.pop();
    }
}

fn is_consonant(word: &[u8], at: usize) -> bool {
    match word.get(at) {
        Some(b'a' | b'e' | b'i' | b'o' | b'u') => false,
        Some(b'y') => at == 0 || !is_consonant(word, at - 1),
        _ => true,
    }
}

/// How many times consonants follow vowels.
fn measure(word: &[u8]) -> usize {
    (1..word.len()).filter(|&at| is_consonant(word, at) && !is_consonant(word, at - 1)).count()
}

fn has_vowel(word: &[u8]) -> bool {
    (0..word.len()).any(|at| !is_consonant(word, at))
}

/// Ends consonant, vowel, consonant, the last not w, x or y.
fn is_short(word: &[u8]) -> bool {
    let n = word.len();
    n > 2 && is_consonant(word, n - 3) && !is_consonant(word, n - 2) && is_consonant(word, n - 1) && !matches!(word[n - 1], b'w' | b'x' | b'y')
}
