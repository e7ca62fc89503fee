use std::sync::LazyLock;

/// Characters of the traditional script, each with the simplified one behind it: the first choices of OpenCC's `TSCharacters` (1.4.1,
/// Apache-2.0) up to U+9FFF. One for one is enough to find words across the scripts; to convert a text it would not be.
pub(super) const TRADITIONAL: &str = include_str!("traditional.txt");

const FIRST: u32 = 0x3400;

static SIMPLIFIED: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut table: Vec<char> = ('\u{3400}'..='\u{9FFF}').collect();
    let pairs: Vec<char> = TRADITIONAL.trim_end().chars().collect();
    for pair in pairs.chunks_exact(2) {
        if let Some(place) = u32::from(pair[0]).checked_sub(FIRST).and_then(|at| table.get_mut(at as usize)) {
            *place = pair[1];
        }
    }
    table
});

/// A character as the index has it: width, case and script folded; `None` for one that is left out (blanks, punctuation, symbols).
///
/// The ranges are spelled out, not taken from Unicode's tables: a browser's tables are of another year, and both sides have to
/// agree on every character. `themes/longyuan/static/search.js` has the same function; `tests/data/search/fold.json` holds them together.
pub fn fold(c: char) -> Option<char> {
    let c = match c {
        // Full-width forms of ASCII.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    match c {
        'a'..='z' | '0'..='9' => Some(c),
        'A'..='Z' => Some(c.to_ascii_lowercase()),
        '\0'..='\u{BF}' | '×' | '÷' => None,
        // Combining marks, general punctuation, currency.
        '\u{300}'..='\u{36F}' | '\u{2000}'..='\u{206F}' | '\u{20A0}'..='\u{20CF}' => None,
        // Arrows and mathematics; boxes, shapes, dingbats.
        '\u{2190}'..='\u{245F}' | '\u{2500}'..='\u{2BFF}' | '\u{2E00}'..='\u{2E7F}' => None,
        // Punctuation of Chinese; 々〆〇 are characters.
        '\u{2FF0}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{3030}' | '\u{303D}'..='\u{303F}' | '\u{30FB}' => None,
        '\u{E000}'..='\u{F8FF}' | '\u{FE00}'..='\u{FE6F}' | '\u{FF5F}'..='\u{FF65}' | '\u{FFE0}'..='\u{FFFF}' => None,
        '\u{1F000}'..='\u{1FAFF}' | '\u{E0000}'..='\u{10FFFF}' => None,
        '\u{3400}'..='\u{9FFF}' => SIMPLIFIED.get((u32::from(c) - FIRST) as usize).copied(),
        c if c < '\u{530}' => c.to_lowercase().next(),
        c => Some(c),
    }
}

/// A text folded.
pub fn folded(text: &str) -> Vec<char> {
    text.chars().filter_map(fold).collect()
}

/// A letter a to z or a digit, folded: what stands in threes in the index.
pub(super) fn is_narrow(c: char) -> bool {
    c.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn width_case_blanks_and_punctuation() {
        let text = |t: &str| folded(t).into_iter().collect::<String>();
        assert_eq!(text("王　伟，“ＡＢｃ１２”！"), "王伟abc12");
        assert_eq!(text("甘总工发〔2022〕18号"), "甘总工发202218号");
        assert_eq!(text("勞模精神與發展"), text("劳模精神与发展"));
        assert_eq!(text("Élan vital · 〇々①"), "élanvital〇々①");
    }
}
