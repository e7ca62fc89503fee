use std::collections::{HashMap, HashSet};

use crate::text::{chinese_numeral, is_cjk};
use crate::xml::Element;

/// Levels of a list (ECMA-376 part 1, 17.9.6).
const LEVELS: usize = 9;

/// One level of a list: where it starts and how it reads.
#[derive(Debug, Clone, PartialEq)]
struct Level {
    start: u32,
    /// `chineseCounting`, `decimal`, `bullet`.
    form: String,
    /// `（%2）`.
    text: String,
    /// Every number in it is decimal.
    legal: bool,
}

/// What automatic numbering puts before a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Marker {
    /// `（一）`, or nothing.
    Number(String),
    /// A sign without a number; the depth from 0.
    Bullet(u8),
}

/// Levels by their place from 0.
type Levels = HashMap<usize, Level>;

/// A list: what it rests on, and what it says otherwise.
#[derive(Debug, Default)]
struct List {
    ground: String,
    own: Levels,
    starts: HashMap<usize, u32>,
}

/// The number lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// `w:num` by its id.
    lists: HashMap<String, List>,
    /// `w:abstractNum` by its id.
    grounds: HashMap<String, Levels>,
    counts: HashMap<String, [Option<u32>; LEVELS]>,
    restarted: HashSet<(String, usize)>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub fn read(root: Option<&Element>) -> Self {
        let Some(root) = root.and_then(|r| r.child("numbering")) else { return Self::default() };
        let mut out = Self::default();
        let mut by_style: HashMap<&str, &str> = HashMap::new();
        for ground in root.elements().filter(|e| e.name == "abstractNum") {
            let Some(id) = ground.get("abstractNumId") else { continue };
            by_style.extend(ground.value("styleLink").map(|style| (style, id)));
            out.grounds.insert(id.to_owned(), levels(ground));
        }
        // A list that is only the name of a style takes the levels of the list that has it.
        for ground in root.elements().filter(|e| e.name == "abstractNum") {
            let Some(other) = ground.value("numStyleLink").and_then(|style| by_style.get(style)).and_then(|id| out.grounds.get(*id)).cloned() else { continue };
            out.grounds.extend(ground.get("abstractNumId").map(|id| (id.to_owned(), other)));
        }
        for list in root.elements().filter(|e| e.name == "num") {
            let (Some(id), Some(ground)) = (list.get("numId"), list.value("abstractNumId")) else { continue };
            let overrides: Vec<&Element> = list.elements().filter(|e| e.name == "lvlOverride").collect();
            let own = overrides.iter().flat_map(|o| levels(o)).collect();
            let starts = overrides.iter().filter_map(|o| Some((o.get("ilvl")?.parse().ok()?, o.value("startOverride")?.parse().ok()?))).collect();
            out.lists.insert(id.to_owned(), List { ground: ground.to_owned(), own, starts });
        }
        out
    }

    /// Counts on and gives what stands before the paragraph; `None` for an unknown list or the list `0`, which means none.
    pub fn next(&mut self, list: &str, level: u8) -> Option<Marker> {
        let List { ground, own, starts } = self.lists.get(list)?;
        let at = usize::from(level).min(LEVELS - 1);
        let of = |n: usize| own.get(&n).or_else(|| self.grounds.get(ground)?.get(&n));
        let this = of(at)?.clone();
        if this.form == "bullet" {
            return Some(Marker::Bullet(level));
        }
        let counts = self.counts.entry(ground.clone()).or_default();
        let restart = starts.get(&at).copied().filter(|_| self.restarted.insert((list.to_owned(), at)));
        for (n, count) in counts.iter_mut().enumerate().take(at) {
            *count = Some(count.unwrap_or_else(|| of(n).map_or(1, |l| l.start)));
        }
        counts[at] = Some(match (restart, counts[at]) {
            (Some(start), _) => start,
            (None, Some(n)) => n.saturating_add(1),
            (None, None) => this.start,
        });
        counts.iter_mut().skip(at + 1).for_each(|c| *c = None);
        let mut text = this.text.clone();
        for n in (0..LEVELS).filter(|n| this.text.contains(&format!("%{}", n + 1))) {
            let form = if this.legal { "decimal" } else { of(n).map_or("decimal", |l| l.form.as_str()) };
            text = text.replace(&format!("%{}", n + 1), &written(counts[n].unwrap_or(1), form));
        }
        Some(Marker::Number(text))
    }
}

fn levels(of: &Element) -> Levels {
    let level = |e: &Element| {
        let at: usize = e.get("ilvl")?.parse().ok()?;
        // WPS and newer Word wrap a form that older programs do not know.
        let form = e.child("numFmt").or_else(|| e.below("numFmt")).and_then(|f| f.get("val")).unwrap_or("decimal");
        let start = e.value("start").and_then(|v| v.parse().ok()).unwrap_or(1);
        let text = e.value("lvlText").unwrap_or("").to_owned();
        Some((at, Level { start, form: form.to_owned(), text, legal: e.switch("isLgl").unwrap_or(false) }))
    };
    of.elements().filter(|e| e.name == "lvl").filter_map(level).collect()
}

/// A number in one of the forms of ECMA-376 part 1, 17.18.59; those that no Chinese paper uses are decimal.
fn written(n: u32, form: &str) -> String {
    match form {
        "none" => String::new(),
        "chineseCounting"
        | "chineseCountingThousand"
        | "ideographDigital"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "koreanCounting" => chinese_numeral(n),
        "chineseLegalSimplified" | "ideographLegalTraditional" => chinese_numeral(n).chars().map(legal).collect(),
        "ideographTraditional" => cycle("甲乙丙丁戊己庚辛壬癸", n),
        "ideographZodiac" => cycle("子丑寅卯辰巳午未申酉戌亥", n),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => enclosed(n),
        "decimalFullWidth" | "decimalFullWidth2" => n.to_string().chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c)).collect(),
        "decimalZero" => format!("{n:02}"),
        "lowerLetter" => letters(n).to_lowercase(),
        "upperLetter" => letters(n),
        "lowerRoman" => roman(n).to_lowercase(),
        "upperRoman" => roman(n),
        _ => n.to_string(),
    }
}

fn legal(c: char) -> char {
    let plain = "零一二三四五六七八九十百千";
    plain.chars().position(|p| p == c).and_then(|at| "零壹贰叁肆伍陆柒捌玖拾佰仟".chars().nth(at)).unwrap_or(c)
}

fn cycle(signs: &str, n: u32) -> String {
    let len = signs.chars().count() as u32;
    signs.chars().nth((n.max(1) - 1).checked_rem(len).unwrap_or(0) as usize).map(String::from).unwrap_or_default()
}

fn enclosed(n: u32) -> String {
    if (1..=20).contains(&n) { char::from_u32(0x245F + n).map(String::from).unwrap_or_default() } else { format!("({n})") }
}

fn letters(n: u32) -> String {
    let n = n.max(1) - 1;
    let letter = char::from_u32(u32::from(b'A') + n % 26).unwrap_or('A');
    std::iter::repeat_n(letter, (n / 26 + 1).min(30) as usize).collect()
}

fn roman(n: u32) -> String {
    let signs =
        [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let (mut rest, mut out) = (n.min(9999), String::new());
    for (value, sign) in signs {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}

/// A number as it stands before a text: Word parts them by a tab, a Chinese paper by nothing or by one full-width space.
pub(super) fn joined(number: &str, text: &str) -> String {
    let (last, first) = (number.chars().next_back(), text.trim_start().chars().next());
    let gap = match (last, first) {
        (None, _) | (_, None) => "",
        (Some('、' | '．' | '）' | '：' | '。'), _) => "",
        (Some('.' | ')'), Some(c)) if is_cjk(c) || c == '“' => "",
        (Some(c), _) if is_cjk(c) => "　",
        _ => " ",
    };
    format!("{number}{gap}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_words_forms() {
        let forms = [
            ("chineseCounting", 12, "十二"),
            ("chineseCountingThousand", 105, "一百零五"),
            ("chineseLegalSimplified", 12, "拾贰"),
            ("decimalEnclosedCircle", 3, "③"),
            ("ideographTraditional", 11, "甲"),
            ("decimalFullWidth", 12, "１２"),
            ("lowerLetter", 28, "bb"),
            ("upperRoman", 14, "XIV"),
            ("decimalZero", 4, "04"),
            ("none", 4, ""),
            ("hebrew1", 4, "4"),
        ];
        for (form, n, expected) in forms {
            assert_eq!(written(n, form), expected, "{form}");
        }
        assert_eq!(
            (joined("一、", "总则"), joined("1.", "总则"), joined("1.", "Aims"), joined("第一条", "为")),
            ("一、".into(), "1.".into(), "1. ".into(), "第一条　".into())
        );
    }
}
