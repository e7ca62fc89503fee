use crate::text::parse_numeral;

/// The ordinal at the start of an item (结构层次序数, GB/T 9704-2012 7.3.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ordinal<'a> {
    /// 1 一、, 2 （一）, 3 1., 4 （1）, 5 ①.
    pub level: u8,
    pub number: u32,
    /// As printed: 一、.
    pub marker: &'a str,
    /// What follows, its leading space dropped.
    pub rest: &'a str,
    /// Whether the mark after the number is one the standard knows.
    pub proper: bool,
    /// ⑴ and 1）: other ways to write （1）, one step below it where a text has both.
    pub variant: bool,
}

/// Reads the ordinal of an item. Decimals (4.5), references (（一）至（三）) and pairs (一、二等奖) are none.
pub(super) fn marker(text: &str) -> Option<Ordinal<'_>> {
    let first = text.chars().next()?;
    match first {
        '（' | '(' => bracketed(text),
        '0'..='9' | '０'..='９' => arabic(text),
        '①'..='⑳' | '⑴'..='⒇' | '⒈'..='⒛' | '㈠'..='㈩' => single(text, first),
        _ => han(text),
    }
}

/// A Chinese number alone on a line, a marker cut off from its text: 三.
pub(super) fn lone(text: &str) -> Option<u32> {
    let bare = text.trim().trim_end_matches(['、', '．', '.']);
    (bare.chars().count() <= 4 && bare.chars().all(is_numeral)).then(|| parse_numeral(bare)).flatten()
}

/// An ordinal that is one character: ① of its own level, and the forms that stand for （1）, 1. and （一）.
fn single(text: &str, first: char) -> Option<Ordinal<'_>> {
    let (level, from) = match first {
        '①'..='⑳' => (5, '①'),
        '⑴'..='⒇' => (4, '⑴'),
        '⒈'..='⒛' => (3, '⒈'),
        _ => (2, '㈠'),
    };
    let number = first as u32 - from as u32 + 1;
    let marker = cut(text, first.len_utf8());
    rest_of(text, first.len_utf8()).map(|rest| Ordinal { level, number, marker, rest, proper: level == 5, variant: level == 4 })
}

fn han(text: &str) -> Option<Ordinal<'_>> {
    let len = numeral_len(text, is_numeral, 4)?;
    let number = parse_numeral(cut(text, len))?;
    let after = text.get(len..)?;
    let space = after.len() - after.trim_start().len();
    let sep = after.trim_start().chars().next().filter(|c| matches!(c, '、' | '，' | ',' | '．' | '.' | '﹑' | '､'))?;
    let end = len + space + sep.len_utf8();
    let rest = rest_of(text, end)?;
    // 一、二等奖: a list of numbers, not an item.
    let pair = numeral_len(rest, is_numeral, 4).is_some_and(|n| rest.get(n..).is_some_and(|r| r.starts_with(['、', '等', '级', '类', '线', '届', '者'])));
    (!pair).then(|| Ordinal { level: 1, number, marker: cut(text, end), rest, proper: sep == '、' && space == 0, variant: false })
}

fn bracketed(text: &str) -> Option<Ordinal<'_>> {
    let open = text.chars().next()?.len_utf8();
    let inner = text.get(open..)?;
    let close = inner.char_indices().take(8).find(|(_, c)| matches!(c, '）' | ')'))?;
    let printed = inner.get(..close.0)?.trim();
    let number = parse_numeral(printed)?;
    let level = match printed.chars().next()? {
        '0'..='9' | '０'..='９' if printed.chars().count() <= 2 => 4,
        '①'..='⑳' | '0'..='9' | '０'..='９' => return None,
        _ if printed.chars().count() <= 4 => 2,
        _ => return None,
    };
    let end = open + close.0 + close.1.len_utf8();
    let after = text.get(end..)?;
    let stray = after.trim_start().chars().next().filter(|c| matches!(c, '、' | '.' | '．'));
    let end = end + stray.map_or(0, |c| after.len() - after.trim_start().len() + c.len_utf8());
    let rest = rest_of(text, end)?;
    let proper = stray.is_none() && text.starts_with('（');
    (!refers(rest)).then(|| Ordinal { level, number, marker: cut(text, end), rest, proper, variant: false })
}

/// （一）至（三）, （一）项规定, （一）、（二）: a reference goes on there, no item begins; （一）项目建设 is one.
fn refers(rest: &str) -> bool {
    let joined = ["至", "到", "和", "或", "及", "与"].iter().any(|w| rest.strip_prefix(w).is_some_and(|r| r.trim_start().starts_with(['（', '(', '第'])));
    let clause = ["项", "款", "目"].iter().find_map(|w| rest.strip_prefix(w));
    let clause = clause
        .is_some_and(|r| r.is_empty() || ["规定", "所", "的", "、", "，", "。", "；", "至", "和", "或", "中", "情形", "（"].iter().any(|w| r.starts_with(w)));
    joined || clause || rest.starts_with(['、', '，', '。', '；', '）', ')', '-', '—'])
}

fn arabic(text: &str) -> Option<Ordinal<'_>> {
    let len = numeral_len(text, |c| c.is_ascii_digit() || ('０'..='９').contains(&c), 2)?;
    let number = parse_numeral(cut(text, len))?;
    let after = text.get(len..)?;
    let space = after.len() - after.trim_start().len();
    let sep = after.trim_start().chars().next().filter(|c| matches!(c, '.' | '．' | '、' | '﹒' | '）' | ')'))?;
    let end = len + space + sep.len_utf8();
    if matches!(sep, '）' | ')') {
        return half_bracketed(text, number, end);
    }
    let tail = text.get(end..)?;
    let spaced = tail.starts_with(char::is_whitespace);
    let rest = rest_of(text, end)?;
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    // 2.2023年… is item 2, 1.5万人 and 2.5 are numbers.
    let decimal = digits > 0
        && !spaced
        && sep != '、'
        && !(digits == 4 && rest.chars().skip(4).find(|c| !c.is_whitespace()).is_some_and(|c| matches!(c, '年' | '—' | '-' | '–')));
    // 1、2、3，: a list of numbers, not an item.
    let range =
        sep == '、' && (rest.chars().all(|c| c.is_ascii_digit() || c == '、') || (1..=2).contains(&digits) && rest.get(digits..)?.starts_with(['、', '，']));
    let proper = matches!(sep, '.' | '．') && space == 0;
    (!decimal && !range).then(|| Ordinal { level: 3, number, marker: cut(text, end), rest, proper, variant: false })
}

/// 1）报名: an item below （1）, like ①; 3）的规定 is the end of a bracket that opened on the line before.
fn half_bracketed(text: &str, number: u32, end: usize) -> Option<Ordinal<'_>> {
    let rest = rest_of(text, end)?;
    let goes_on = rest.starts_with(['的', '、', '，', '。', '；', '：', '和', '与', '及', '）', ')', ',', '.', ';', '-', '+', '='])
        || refers(rest)
        || rest.chars().next().is_some_and(|c| c.is_ascii_digit());
    (!goes_on).then(|| Ordinal { level: 5, number, marker: cut(text, end), rest, proper: false, variant: true })
}

/// 3，丙: an item whose mark a converter spoilt; only behind item 2 is it one.
pub(super) fn slipped(text: &str) -> Option<Ordinal<'_>> {
    let len = numeral_len(text, |c| c.is_ascii_digit() || ('０'..='９').contains(&c), 2)?;
    let number = parse_numeral(cut(text, len)).filter(|n| *n > 1)?;
    let sep = text.get(len..)?.chars().next().filter(|c| matches!(c, '，' | ','))?;
    let end = len + sep.len_utf8();
    let rest = rest_of(text, end)?;
    let digit = rest.starts_with(|c: char| c.is_ascii_digit());
    (!digit).then(|| Ordinal { level: 3, number, marker: cut(text, end), rest, proper: false, variant: false })
}

fn rest_of(text: &str, at: usize) -> Option<&str> {
    text.get(at..).map(str::trim_start).filter(|rest| !rest.is_empty())
}

fn cut(text: &str, len: usize) -> &str {
    text.get(..len).unwrap_or("")
}

/// Bytes of the number that a text starts with, if it has one to `most` characters.
pub(super) fn numeral_len(text: &str, is: impl Fn(char) -> bool, most: usize) -> Option<usize> {
    let (count, len) = text.chars().take(most + 1).take_while(|c| is(*c)).fold((0, 0), |(n, len), c| (n + 1, len + c.len_utf8()));
    (1..=most).contains(&count).then_some(len)
}

/// A character of a Chinese ordinal, capital forms (壹贰叁) included.
pub(super) fn is_numeral(c: char) -> bool {
    "一二三四五六七八九十百零〇廿卅壹贰叁肆伍陆柒捌玖拾".contains(c)
}

/// The ordinal as the standard prints it: 一、 （一） 1. （1） ①.
pub(super) fn standard(level: u8, number: u32) -> String {
    let han = crate::text::chinese_numeral(number);
    match level {
        1 => format!("{han}、"),
        2 => format!("（{han}）"),
        3 => format!("{number}."),
        4 => format!("（{number}）"),
        _ => char::from_u32('①' as u32 + number.saturating_sub(1)).filter(|_| (1..=20).contains(&number)).map_or_else(|| format!("（{number}）"), String::from),
    }
}

/// 第X章, 第X条 at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unit<'a> {
    /// 编, 章, 节, 条 or 部分.
    pub unit: &'a str,
    pub number: u32,
    /// As printed: 第一章.
    pub marker: &'a str,
    /// What follows, its leading space dropped, maybe empty.
    pub rest: &'a str,
    /// Whether a space, a line end or a bracket follows, as in a heading.
    pub set_off: bool,
}

/// Reads 第X编, 章, 节, 条 or 部分; 第五条规定 in running text is none.
pub(super) fn unit(text: &str) -> Option<Unit<'_>> {
    let inner = text.strip_prefix('第')?;
    let inner = inner.trim_start();
    let len = numeral_len(inner, |c| is_numeral(c) || c.is_ascii_digit() || c == '千' || c == '两', 7)?;
    let number = parse_numeral(cut(inner, len))?;
    let after = inner.get(len..)?.trim_start();
    let unit = ["编", "章", "节", "条", "部分"].into_iter().find(|u| after.starts_with(u))?;
    let rest = after.get(unit.len()..)?;
    let next = rest.chars().next();
    let set_off = next.is_none_or(|c| c.is_whitespace() || matches!(c, '【' | '（' | '：' | ':' | '［'));
    let running = ["规定", "所", "的", "第", "、", "和", "或", "至", "款", "，", "之", "中", "；", "。", "等", "及", "与", "以", "要求"]
        .iter()
        .any(|w| rest.starts_with(w));
    let len = text.len() - rest.len();
    (set_off || !running).then(|| Unit { unit, number, marker: cut(text, len), rest: rest.trim_start_matches(['：', ':']).trim_start(), set_off })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels() {
        for (text, level, number, rest) in [
            ("一、会议时间", 1, 1, "会议时间"),
            ("三、 参加人员", 1, 3, "参加人员"),
            ("十二，其他", 1, 12, "其他"),
            ("（三）加强", 2, 3, "加强"),
            ("(叁)请各单位", 2, 3, "请各单位"),
            ("（一）、总体", 2, 1, "总体"),
            ("1.加强", 3, 1, "加强"),
            ("2、各产业", 3, 2, "各产业"),
            ("2.2023 年广东省", 3, 2, "2023 年广东省"),
            ("（12）其他", 4, 12, "其他"),
            ("③其他", 5, 3, "其他"),
            ("⑵其他", 4, 2, "其他"),
            ("⒊其他", 3, 3, "其他"),
            ("㈣其他", 2, 4, "其他"),
            ("（一）项目建设", 2, 1, "项目建设"),
            ("（二）到位情况", 2, 2, "到位情况"),
            ("1）报名", 5, 1, "报名"),
            ("2) 审核", 5, 2, "审核"),
        ] {
            let m = marker(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((m.level, m.number, m.rest), (level, number, rest), "{text}");
        }
    }

    #[test]
    fn no_ordinals() {
        for text in [
            "4.5厘米",
            "1.5万人",
            "2018年3月7日",
            "（一）至（三）项",
            "（一）项规定的情形",
            "（一）或（二）",
            "一、二等奖获得者",
            "（2022）第3号",
            "（图三）",
            "9:30前",
            "一要",
            "3.",
            "（一）",
            "10.1—10.7",
            "1、2、3，按以上号码",
            "3）的规定",
            "2)、3)项",
        ] {
            assert_eq!(marker(text), None, "{text}");
        }
    }

    #[test]
    fn units() {
        assert_eq!(unit("第一章 总  则").map(|u| (u.unit, u.number, u.rest)), Some(("章", 1, "总  则")));
        assert_eq!(unit("第二十一条  本细则").map(|u| (u.unit, u.number, u.rest)), Some(("条", 21, "本细则")));
        assert_eq!(unit("第五条规定的情形"), None);
        assert_eq!(unit("第一阶段：4月份"), None);
    }
}
