use super::{Converter, Own};

/// Surnames (姓氏) that as words have another traditional form: 于 is no 於, 范 no 範, 余 no 餘. Each with its form as a surname, as
/// the dictionaries of names in Taiwan and Hong Kong have it.
const SURNAMES: [(char, char); 25] = [
    ('于', '于'),
    ('范', '范'),
    ('余', '余'),
    ('沈', '沈'),
    ('郁', '郁'),
    ('钟', '鍾'),
    ('谷', '谷'),
    ('丰', '丰'),
    ('曲', '曲'),
    ('卜', '卜'),
    ('岳', '岳'),
    ('游', '游'),
    ('涂', '涂'),
    ('后', '后'),
    ('姜', '姜'),
    ('党', '党'),
    ('干', '干'),
    ('种', '种'),
    ('朴', '朴'),
    ('台', '台'),
    ('征', '征'),
    ('折', '折'),
    ('仇', '仇'),
    ('舍', '舍'),
    ('冲', '冲'),
];

/// A person's name (two to four Chinese characters) with its traditional form, where the surname would be taken for a word.
pub fn name(converter: &Converter, written: &str) -> Option<Own> {
    let mut characters = written.chars();
    let first = characters.next()?;
    let (_, surname) = SURNAMES.iter().find(|(from, _)| *from == first)?;
    let given = characters.as_str();
    let is_name = (1..=3).contains(&given.chars().count()) && given.chars().all(|c| ('\u{3400}'..='\u{9fff}').contains(&c));
    is_name.then(|| (written.to_owned(), format!("{surname}{}", converter.text(given))))
}
