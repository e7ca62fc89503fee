//! The order of people's names (姓名排序): by the strokes of the surname, or by its sound as a surname.

use pinyin::ToPinyin;

use crate::text::{Strokes, is_han, strokes};

/// Surnames of two characters.
const COMPOUND: [&str; 40] = [
    "欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人", "夏侯", "诸葛", "尉迟", "公羊", "赫连", "澹台", "皇甫", "宗政", "濮阳",
    "公冶", "太叔", "申屠", "公孙", "慕容", "仲孙", "钟离", "长孙", "宇文", "司徒", "鲜于", "司空", "闾丘", "子车", "亓官", "司寇", "巫马", "公西", "令狐",
    "轩辕", "呼延",
];

/// Surnames that sound otherwise than the words they are written like (《现代汉语词典》).
const SOUNDS: [(&str, &str); 44] = [
    ("单", "shan"),
    ("仇", "qiu"),
    ("曾", "zeng"),
    ("解", "xie"),
    ("区", "ou"),
    ("查", "zha"),
    ("盖", "ge"),
    ("任", "ren"),
    ("华", "hua"),
    ("朴", "piao"),
    ("秘", "bi"),
    ("缪", "miao"),
    ("冼", "xian"),
    ("乐", "yue"),
    ("覃", "qin"),
    ("翟", "zhai"),
    ("折", "she"),
    ("黑", "he"),
    ("种", "chong"),
    ("员", "yun"),
    ("逄", "pang"),
    ("繁", "po"),
    ("召", "shao"),
    ("车", "che"),
    ("纪", "ji"),
    ("隗", "wei"),
    ("祭", "zhai"),
    ("长孙", "zhang sun"),
    ("尉迟", "yu chi"),
    ("万俟", "mo qi"),
    ("澹台", "tan tai"),
    ("亓官", "qi guan"),
    ("宓", "mi"),
    ("晟", "cheng"),
    ("卜", "bu"),
    ("重", "chong"),
    ("阚", "kan"),
    ("句", "gou"),
    ("过", "guo"),
    ("哈", "ha"),
    ("洗", "xian"),
    ("藏", "zang"),
    ("相", "xiang"),
    ("燕", "yan"),
];

/// The surname and the given name; names that are not Han (·, foreign ones) are all surname.
fn parts(name: &str) -> (&str, &str) {
    let name = name.trim();
    if !name.chars().all(is_han) {
        return (name, "");
    }
    let count = name.chars().count();
    let compound = count > 2 && COMPOUND.iter().any(|c| name.starts_with(c));
    let end = name.char_indices().nth(if compound { 2 } else { 1 }).map_or(name.len(), |(at, _)| at);
    name.split_at(end)
}

type Written = (usize, Strokes, char);

/// A name's place by strokes: the surname's first character by count and kinds of strokes, the whole surname, shorter given
/// names first, then these by strokes.
pub(super) fn by_strokes(name: &str) -> (Vec<Written>, usize, Vec<Written>) {
    let (surname, given) = parts(name);
    let of = |text: &str| text.chars().map(|c| strokes(c).map_or((1, Strokes { count: 0, kinds: "" }, c), |s| (0, s, c))).collect::<Vec<_>>();
    (of(surname), given.chars().count(), of(given))
}

/// A name's place by sound: the surname as surnames sound, then the given name; the characters settle what sounds alike.
pub(super) fn by_pinyin(name: &str) -> (String, String, String) {
    let (surname, given) = parts(name);
    let sound =
        |text: &str| text.chars().map(|c| c.to_pinyin().map_or_else(|| c.to_lowercase().to_string(), |p| p.plain().to_owned())).collect::<Vec<_>>().join(" ");
    let own = SOUNDS.iter().find(|(s, _)| *s == surname).map_or_else(|| sound(surname), |(_, sound)| (*sound).to_owned());
    (own, sound(given), name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted<K: Ord>(names: &[&'static str], key: impl Fn(&str) -> K) -> Vec<&'static str> {
        let mut names = names.to_vec();
        names.sort_by_key(|n| key(n));
        names
    }

    #[test]
    fn by_the_strokes_of_the_surname() {
        let names = ["欧阳修", "赵一", "王强", "毛工", "丁二", "方正", "孔明", "王一", "王小二", "刘备", "诸葛亮", "阿布·甲"];
        let expected = ["丁二", "王一", "王强", "王小二", "毛工", "方正", "孔明", "刘备", "阿布·甲", "欧阳修", "赵一", "诸葛亮"];
        assert_eq!(sorted(&names, by_strokes), expected);
    }

    #[test]
    fn by_the_sound_of_the_surname() {
        let names = ["单田", "仇英", "曾国", "解缙", "区明", "查良", "丁二", "长孙无", "万俟卨", "Bob", "张三"];
        let expected = ["Bob", "丁二", "万俟卨", "区明", "仇英", "单田", "解缙", "曾国", "查良", "张三", "长孙无"];
        assert_eq!(sorted(&names, by_pinyin), expected);
    }
}
