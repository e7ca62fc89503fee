use crate::{
    diag::{Code, Diagnostic},
    text::{Span, unified_ideograph},
};

/// No marking is longer, once everything but letters, digits and stars is gone.
const LONGEST: usize = 28;

/// Where a text is marked as classified (密级和保密期限, GB/T 9704-2012 7.2.2): the bytes of every short line or table cell that is
/// nothing but 绝密, 机密 or 秘密, maybe with 级 or 文件, stars, brackets and a term of any length.
///
/// Marks of Markdown, escapes, tags, character references, list numbers and spaces do not hide a marking; sentences and titles that
/// merely contain the words are none. Total and linear in the length of the text.
pub fn secrecy_marks(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = 0;
    // Every marking holds this character, as it is or as a reference.
    let lines = if holds(text, "密") || holds(text, "&#") { text } else { "" };
    for line in lines.split('\n') {
        let found = if marking(line, false).is_some() { vec![(0, line.len())] } else { inside(line) };
        out.extend(found.into_iter().map(|(from, to)| trimmed(text, start + from, start + to)));
        start += line.len() + 1;
    }
    out
}

fn holds(text: &str, word: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), word.as_bytes()).is_some()
}

/// One marking stops everything: more findings than this help nobody.
const MOST: usize = 20;

/// The findings on the first of those places, in the order of the text and with no file.
pub fn secrecy_findings(text: &str) -> Vec<Diagnostic> {
    secrecy_marks(text).into_iter().take(MOST).map(|span| finding(span.of(text), span)).collect()
}

/// The finding on one marking.
pub(super) fn finding(marking: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::Classified, format!("文件标有密级“{marking}”，不得公开。"), format!("The document is marked {marking}: it must not be published."))
        .at(span)
        .help(
            "请立即停止在联网电脑上处理本文件，并报告保密工作机构；如属误标，请由原发文机关更正。",
            "Stop processing it on a networked machine and report it; if the marking is a mistake, its issuer has to correct it.",
        )
}

/// A text that is a marking and nothing else, without what hides it: 机密★1年.
pub(super) fn level(text: &str) -> Option<String> {
    marking(text, false)
}

/// Parts of a line that stand apart: cells, blocks of HTML, and what wide spaces part (there only with a star or a term).
fn inside(line: &str) -> Vec<(usize, usize)> {
    if !line.contains('密') {
        return Vec::new();
    }
    let mut out = Vec::new();
    let (mut from, mut at, mut apart) = (0, 0, false);
    while let Some(c) = line.get(at..).and_then(|r| r.chars().next()) {
        let rest = line.get(at..).unwrap_or("");
        let tag = if c == '<' { tag(rest) } else { None };
        let (len, wide) = match tag {
            Some(tag) if is_block(tag) => (tag.len(), false),
            Some(tag) => {
                at += tag.len();
                continue;
            }
            None if matches!(c, '|' | '｜') => (c.len_utf8(), false),
            None if matches!(c, '\t' | '\u{3000}') => (c.len_utf8(), true),
            None if rest.starts_with("  ") => (2, true),
            None => {
                at += c.len_utf8();
                continue;
            }
        };
        out.extend(part(line, from, at, apart || wide));
        apart = wide;
        at += len;
        from = at;
    }
    out.extend(part(line, from, line.len(), apart));
    out
}

fn part(line: &str, from: usize, to: usize, wide: bool) -> Option<(usize, usize)> {
    marking(line.get(from..to)?, wide).map(|_| (from, to))
}

/// Reads a stretch of text as a marking; `termed` asks for more than the bare word.
fn marking(text: &str, termed: bool) -> Option<String> {
    let bare = bare(text)?;
    let mut rest = bare.as_str();
    for label in ["文件密级", "密级和保密期限", "密级", "秘密等级", "保密等级", "保密级别", "涉密等级"] {
        rest = rest.strip_prefix(label).unwrap_or(rest);
    }
    rest = rest.trim_start_matches('★').trim_start_matches(|c: char| c.is_numeric() || "一二三四五六七八九十".contains(c)).trim_start_matches('★');
    let letters = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
    rest = rest.get(if letters <= 2 { letters } else { 0 }..)?.trim_start_matches(|c: char| c.is_ascii_digit());
    for urgency in ["特急", "特提", "加急", "平急", "急件"] {
        rest = rest.strip_prefix(urgency).unwrap_or(rest);
        rest = rest.strip_suffix(urgency).unwrap_or(rest);
    }
    let after = ["绝密", "机密", "秘密"].into_iter().find_map(|l| rest.strip_prefix(l))?;
    let mut tail = after;
    for word in ["级别", "等级", "级", "文件", "资料", "材料", "件"] {
        tail = tail.strip_prefix(word).unwrap_or(tail);
    }
    let starred = tail.starts_with('★') || tail.ends_with('★');
    let term = tail.trim_matches('★');
    let right = if term.is_empty() { !termed || starred } else { is_term(term) || starred && ends_as_term(term) };
    right.then(|| rest.to_owned())
}

fn is_number(c: char) -> bool {
    c.is_numeric() || "〇○零一二三四五六七八九十廿卅百两半".contains(c)
}

/// 1年, 十年, 6个月, 长期, 至2026年12月31日, 保密期限10年, 2026年底前解密.
fn is_term(term: &str) -> bool {
    const WORDS: [&str; 31] = [
        "保密", "期限", "期为", "长期", "永久", "终身", "解密", "公开", "不变", "开始", "启用", "以前", "以后", "之前", "之后", "个", "年", "月", "日", "天",
        "底", "为", "至", "到", "自", "起", "止", "前", "后", "内", "期",
    ];
    let mut rest = term;
    let (mut numbered, mut measured, mut forever) = (false, false, false);
    while let Some(c) = rest.chars().next() {
        let word = WORDS.into_iter().find(|w| rest.starts_with(w));
        numbered |= is_number(c);
        measured |= matches!(word, Some("年" | "月" | "日" | "天" | "个"));
        forever |= matches!(word, Some("长期" | "永久" | "终身" | "解密"));
        let len = match word {
            Some(word) => word.len(),
            None if is_number(c) || c == '★' => c.len_utf8(),
            None => return false,
        };
        rest = rest.get(len..).unwrap_or("");
    }
    forever || numbered && measured
}

/// Behind a star whatever has a number or ends like a time is one: 工程竣工后, 论证期.
fn ends_as_term(term: &str) -> bool {
    term.contains(is_number) || term.ends_with(['年', '月', '日', '天', '期', '前', '后', '止', '密', '长', '内'])
}

/// Letters, digits and stars only, in simplified form; nothing when there are too many or when the line is a sentence.
fn bare(text: &str) -> Option<String> {
    let (mut out, mut count, mut at) = (String::new(), 0, 0);
    while let Some(c) = text.get(at..).and_then(|r| r.chars().next()) {
        let rest = text.get(at..).unwrap_or("");
        let (len, c) = if let Some(skip) = skipped(rest) { (skip, ' ') } else { reference(rest).unwrap_or((c.len_utf8(), c)) };
        at += len;
        let c = match unified_ideograph(c).unwrap_or(c) {
            '★' | '☆' | '⭐' | '🌟' | '✩' | '✪' | '✭' | '✮' | '✯' | '⋆' | '✰' => '★',
            '機' => '机',
            '祕' => '秘',
            '絕' | '絶' => '绝',
            '級' => '级',
            '長' => '长',
            '開' => '开',
            '後' => '后',
            '個' => '个',
            c => c,
        };
        // 1、 and 一、 may number a marking; elsewhere these marks make a sentence or a list of words.
        let numbering = c == '、' && count > 0 && out.chars().all(is_number);
        if matches!(c, '！' | '？' | '?' | '、' | '；') && !numbering {
            return None;
        }
        if c.is_alphanumeric() || c == '★' {
            out.push(c);
            count += 1;
        }
        if count > LONGEST {
            return None;
        }
    }
    out.contains('密').then_some(out)
}

/// What a reader of the page does not see: a tag, the target of a link, an id.
fn skipped(rest: &str) -> Option<usize> {
    if let Some(tag) = tag(rest) {
        return Some(tag.len());
    }
    let (inner, mark) = rest.strip_prefix("](").map(|r| (r, ')')).or_else(|| rest.strip_prefix("{#").map(|r| (r, '}')))?;
    within(inner, mark, ']').map(|end| 2 + end + 1)
}

/// The tag that a text begins with.
fn tag(rest: &str) -> Option<&str> {
    let inner = rest.strip_prefix('<')?;
    inner.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/').then(|| within(inner, '>', '<').and_then(|end| rest.get(..end + 2)))?
}

/// Where an ASCII mark stands before another one; stopping there keeps the whole search linear.
fn within(text: &str, mark: char, stop: char) -> Option<usize> {
    text.find([mark, stop]).filter(|at| text.get(*at..).is_some_and(|r| r.starts_with(mark)))
}

fn is_block(tag: &str) -> bool {
    let name: String = tag.chars().skip(1).skip_while(|c| *c == '/').take_while(char::is_ascii_alphanumeric).collect();
    let name = name.to_ascii_lowercase();
    matches!(name.as_str(), "td" | "th" | "tr" | "table" | "br" | "p" | "li" | "ul" | "ol" | "div" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// The bytes and the character of a reference: `&#9733;`, `&starf;`, `&nbsp;`.
fn reference(rest: &str) -> Option<(usize, char)> {
    let inner = rest.strip_prefix('&')?;
    let end = inner.char_indices().take(12).find(|(_, c)| *c == ';').map(|(i, _)| i)?;
    let name = inner.get(..end)?;
    let code = name.strip_prefix('#').and_then(|n| n.strip_prefix(['x', 'X']).map_or_else(|| n.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok()));
    let c = code.and_then(char::from_u32).unwrap_or(if matches!(name, "star" | "starf" | "bigstar") { '★' } else { ' ' });
    Some((end + 2, c))
}

/// A span without white space at both ends.
fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let raw = text.get(start..end).unwrap_or("");
    let from = start + raw.len() - raw.trim_start().len();
    Span::new(from, from + raw.trim().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_dress_hides_a_marking() {
        for text in [
            "机密",
            "机密★1年",
            "*机密*",
            "__机密★1年__",
            "~~机密~~",
            "`机密★1年`",
            "\\*机密\\*",
            "1. 机密★1年",
            "- 绝密",
            "一、机密",
            "![机密★1年](a.png)",
            "# 机密 {#a}",
            "> 秘密★长期",
            "## 机 密",
            "<p align=\"right\">机密★1年</p>",
            "<div style=\"color: red; text-align: right; font-family: 黑体\"><b>绝</b>密★3年</div>",
            "| 文号 | 机密★1年 |",
            "| **秘密** | 缓急 |",
            "<td>编号</td><td>机密</td>",
            "【机密】",
            "（秘密）",
            "秘密（1年）",
            "机密 1年",
            "绝密级★10年",
            "机密★2026年12月31日",
            "機密★1年",
            "祕密",
            "秘密\\★1年",
            "秘密★★1年",
            "机密&#9733;十年",
            "&#26426;&#23494;",
            "机密&nbsp;★&nbsp;6个月",
            "密级：机密",
            "密级：秘密 保密期限：10年",
            "000001　机密★1年　特急",
            "机密★1年　　示发〔2026〕3号",
            "机密★工程竣工后解密",
            "秘密文件",
            "机密级 至2030年解密",
            "[机密★1年](a.md)",
            "<!-- 机密★1年 -->",
        ] {
            assert_eq!(secrecy_marks(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn words_of_a_sentence_are_no_marking() {
        for text in [
            "",
            "保守国家秘密",
            "商业秘密",
            "# 秘密花园",
            "机密文件管理办法",
            "*机密*文件管理办法",
            "要严守秘密。",
            "秘密、机密、绝密",
            "国家秘密的密级分为绝密、机密、秘密三级。",
            "他知道这个秘密！",
            "密级",
            "秘密公开",
            "揭开<b>机密</b>文件的故事",
            "一、机密计算机管理",
            "机密文件　管理人　张三",
            "绝密飞行",
            "五年机密",
            "秘密（一）",
            "| 秘密花园 | 机密管理 |",
        ] {
            assert_eq!(secrecy_marks(text), [], "{text}");
        }
    }

    #[test]
    fn places_are_the_marking_itself() {
        let text = "甲\n\n  **机密★1年**  \n| 甲 | 秘密 |\n";
        let found: Vec<&str> = secrecy_marks(text).into_iter().map(|s| s.of(text)).collect();
        assert_eq!(found, ["**机密★1年**", "秘密"]);
    }
}
