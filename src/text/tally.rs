use super::{is_cjk, is_cjk_punctuation};

/// How long a text is the Chinese way (字数): a Han character, a kana, a Hangul syllable and a mark of punctuation count
/// one each, a run of other letters and digits counts one; white space counts nothing.
///
/// A mark between two letters or digits of a run belongs to it: `2022-04-29`, `3.14` and `don't` are one each.
pub fn tally(text: &str) -> usize {
    let (mut count, mut in_run) = (0, false);
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let is_letter = |c: char| c.is_alphanumeric() && !is_cjk(c);
        if is_letter(c) {
            count += usize::from(!in_run);
            in_run = true;
        } else if in_run && ".,'’-:/@_".contains(c) && characters.peek().is_some_and(|next| is_letter(*next)) {
        } else {
            in_run = false;
            count += usize::from(is_cjk(c) || is_cjk_punctuation(c) || is_mark(c));
        }
    }
    count
}

/// Punctuation of both scripts and of Latin ones; signs and symbols too, as long as they are seen.
fn is_mark(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace() && !c.is_control() && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}')
}

#[cfg(test)]
mod tests {
    use super::tally;

    #[test]
    fn han_and_marks_count_each_runs_count_once() {
        for (text, count) in [
            ("", 0),
            (" \n　\u{200B}", 0),
            ("劳模精神", 4),
            ("“劳模”，——", 7),
            ("甘总工发〔2022〕18号", 9),
            ("5G 与 AI", 3),
            ("2022-04-29", 1),
            ("约3.14。", 3),
            ("The workers’ union's plan.", 6),
            ("a - b", 3),
            ("カタカナ", 4),
        ] {
            assert_eq!(tally(text), count, "{text}");
        }
    }
}
