use jiff::civil::Date;

use crate::date::Moment;

/// What stands between a title and its text on a web page or in a Word file: source, author, day.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Byline {
    pub source: Option<String>,
    pub author: Option<String>,
    pub date: Option<Date>,
}

/// Labels that a line of this kind is made of.
const SOURCE: [&str; 4] = ["信息来源", "文章来源", "来源", "稿源"];
const AUTHOR: [&str; 5] = ["作者", "撰稿", "文/图", "通讯员", "记者"];
const DAY: [&str; 6] = ["发布时间", "发布日期", "时间", "日期", "发稿时间", "更新时间"];
/// Labels whose values a page has no use for.
const IDLE: [&str; 8] = ["浏览次数", "阅读次数", "点击", "点击数", "字号", "字体", "打印", "编辑"];

/// Reads a line that holds nothing but labels and their values, or a day; `None` for any other line.
pub(super) fn byline(line: &str) -> Option<Byline> {
    let line = line.trim();
    if line.is_empty() || line.chars().count() > 90 || line.ends_with('。') {
        return None;
    }
    let mut out = Byline::default();
    let mut seen = false;
    for part in line.split(['|', '｜', '　', '\t', '\u{a0}']).flat_map(|p| p.split("  ")).flat_map(labelled).filter(|p| !p.trim().is_empty()) {
        let part = part.trim();
        if let Some(moment) = day(part) {
            out.date = Some(moment);
            seen = true;
            continue;
        }
        let (label, value) = part.split_once(['：', ':'])?;
        let (label, value) = (label.trim(), value.trim());
        if SOURCE.contains(&label) {
            out.source = Some(value.to_owned()).filter(|v| !v.is_empty());
        } else if AUTHOR.contains(&label) {
            out.author = Some(value.to_owned()).filter(|v| !v.is_empty());
        } else if DAY.contains(&label) {
            out.date = day(value);
        } else if !IDLE.contains(&label) {
            return None;
        }
        seen = true;
    }
    seen.then_some(out)
}

/// Parts at blanks that stand before a label: `2026-04-01 来源：某报`.
fn labelled(part: &str) -> Vec<&str> {
    let labels = || SOURCE.iter().chain(&AUTHOR).chain(&DAY).chain(&IDLE);
    let mut cuts: Vec<usize> = part
        .match_indices(' ')
        .map(|(at, _)| at)
        .filter(|at| labels().any(|l| part[*at..].trim_start().strip_prefix(l).is_some_and(|r| r.starts_with(['：', ':']))))
        .collect();
    cuts.push(part.len());
    let mut from = 0;
    cuts.into_iter().map(|to| part.get(std::mem::replace(&mut from, to)..to).unwrap_or("")).collect()
}

fn day(text: &str) -> Option<Date> {
    let first = text.split([' ', 'T']).next().unwrap_or("");
    Moment::parse(text).or_else(|| Moment::parse(first)).map(|m| m.day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_labels_is_read_and_a_sentence_is_none() {
        let read = byline("发布时间：2026-04-01 10:20　来源：示例晚报　作者：示例记者").expect("a byline");
        assert_eq!(
            (read.date.map(|d| d.to_string()), read.source.as_deref(), read.author.as_deref()),
            (Some("2026-04-01".into()), Some("示例晚报"), Some("示例记者"))
        );
        assert_eq!(byline("2026年4月1日 来源：示例网").and_then(|b| b.source).as_deref(), Some("示例网"));
        for sentence in ["来源：示例网的报道说，竞赛已经开始。", "各基层工会：", "第一步：准备", ""] {
            assert_eq!(byline(sentence), None, "{sentence}");
        }
    }
}
