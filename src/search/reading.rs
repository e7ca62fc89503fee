use pinyin::ToPinyinMulti;

use super::fold::fold;
use super::key::{Packed, Space};

/// At most this many readings of one character count.
const MOST: usize = 6;

/// The readings (读音) of a title or name: for each folded character its pinyin without tones, all of them where it has several
/// (单 is dan, shan, chan); a letter or digit reads as itself, another character not at all.
pub fn readings(text: &str) -> Vec<Vec<&'static str>> {
    text.chars().filter_map(fold).map(of).collect()
}

fn of(c: char) -> Vec<&'static str> {
    const ASCII: &str = "0123456789abcdefghijklmnopqrstuvwxyz";
    if let Some(own) = ASCII.find(c).and_then(|at| ASCII.get(at..=at)) {
        return vec![own];
    }
    let mut found: Vec<&'static str> = Vec::new();
    for reading in c.to_pinyin_multi().into_iter().flatten().map(pinyin::Pinyin::plain) {
        // 女 stands as nü in the table and as nv on keyboards.
        let reading = match reading {
            "nü" => "nv",
            "lü" => "lv",
            "nüe" => "nve",
            "lüe" => "lve",
            other => other,
        };
        if reading.is_ascii() && !found.contains(&reading) && found.len() < MOST {
            found.push(reading);
        }
    }
    found
}

/// The keys of readings in whole and by initials: three letters on from each place, fewer at the end.
pub(super) fn keys(readings: &[Vec<&'static str>], mut take: impl FnMut(Packed)) {
    const TITLE: u8 = 2;
    let none = vec![""];
    let at = |place: usize| readings.get(place).filter(|r| !r.is_empty()).unwrap_or(&none);
    for place in 0..readings.len() {
        for (first, second, third) in combined(at(place), at(place + 1), at(place + 2)) {
            let letters: Vec<char> = [first, second, third].iter().flat_map(|r| r.chars()).collect();
            for from in 0..first.len() {
                let key = letters.get(from..letters.len().min(from + 3)).unwrap_or(&[]);
                if key.len() > 1 {
                    take(Packed::new(Space::Pinyin, key, TITLE, 0));
                }
            }
            let initials: Vec<char> = [first, second, third].iter().filter_map(|r| r.chars().next()).collect();
            if initials.len() > 1 && !first.is_empty() {
                take(Packed::new(Space::Initials, &initials, TITLE, 0));
            }
        }
    }
}

type Three = (&'static str, &'static str, &'static str);

fn combined<'a>(first: &'a [&'static str], second: &'a [&'static str], third: &'a [&'static str]) -> impl Iterator<Item = Three> + 'a {
    first.iter().flat_map(move |a| second.iter().flat_map(move |b| third.iter().map(move |c| (*a, *b, *c))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surnames_with_several_readings() {
        let all = readings("单仇曾");
        assert!(all[0].contains(&"shan") && all[1].contains(&"qiu") && all[2].contains(&"zeng"), "{all:?}");
        assert_eq!(readings("王 A1，。")[1..], [vec!["a"], vec!["1"]]);
    }

    #[test]
    fn keys_in_whole_and_by_initials() {
        let mut found = Vec::new();
        keys(&readings("王进喜"), |key| {
            let mut out = String::new();
            Packed::print(key.bare(), 64, &mut out);
            found.push(out);
        });
        for key in ["'wan", "'ngj", "'gji", "'nxi", "'xi", ".wjx", ".jx"] {
            assert!(found.iter().any(|k| k == key), "{key}: {found:?}");
        }
    }
}
