use super::parties;

/// The fifteen kinds of the 2012 regulation on official documents, then what offices issue beside them; longer words first.
const STATUTORY: [&str; 23] = [
    "命令",
    "通知",
    "通报",
    "意见",
    "决定",
    "公告",
    "通告",
    "报告",
    "请示",
    "批复",
    "纪要",
    "决议",
    "公报",
    "议案",
    "函",
    "令",
    "公示",
    "启事",
    "倡议书",
    "公开信",
    "指示",
    "布告",
    "通令",
];
const WIDER: [&str; 51] = [
    "实施细则",
    "工作方案",
    "若干规定",
    "方案",
    "办法",
    "规定",
    "细则",
    "条例",
    "规则",
    "准则",
    "章程",
    "制度",
    "规划",
    "计划",
    "要点",
    "措施",
    "规范",
    "指南",
    "指引",
    "标准",
    "名单",
    "目录",
    "清单",
    "说明",
    "总结",
    "声明",
    "慰问信",
    "贺信",
    "贺电",
    "安排",
    "职责",
    "预案",
    "导则",
    "纲要",
    "解释",
    "答复",
    "公约",
    "守则",
    "须知",
    "规程",
    "大纲",
    "政策",
    "程序",
    "承诺书",
    "通知书",
    "告知书",
    "决定书",
    "感谢信",
    "贺词",
    "意见书",
    "建议书",
];
/// Texts that papers carry and that bind of themselves: rules and plans.
const BINDING: [&str; 21] = [
    "条例",
    "办法",
    "规定",
    "若干规定",
    "细则",
    "实施细则",
    "规则",
    "章程",
    "准则",
    "制度",
    "规范",
    "规程",
    "导则",
    "守则",
    "方案",
    "工作方案",
    "规划",
    "预案",
    "要点",
    "纲要",
    "措施",
];

/// The kind (文种) that a title ends with, （试行） and the like aside; it may be set wide (通　知). 解读《…办法》 is about one.
pub(super) fn of_title(title: &str) -> Option<&'static str> {
    let bare = bare(title);
    if bare.len() < title.trim_end().len() && title.trim_end().ends_with('》') && !carries(bare) {
        return None;
    }
    let wide = bare.chars().rev().take(8).any(char::is_whitespace);
    let squeezed: String;
    let bare = if wide && bare.len() < 600 {
        squeezed = bare.chars().filter(|c| !c.is_whitespace()).collect();
        squeezed.as_str()
    } else {
        bare
    };
    // 作出重要指示 is news.
    let said = |g: &str| bare.ends_with(g) && (g != "指示" || bare.ends_with("的指示"));
    STATUTORY.iter().chain(&WIDER).find(|g| said(g)).copied()
}

/// Whether a title that ends inside 《》 is that text's own, or an office's that issues it: 示例市印发《…办法》, not 学习贯彻《…意见》.
fn carries(bare: &str) -> bool {
    let before = bare.split('《').next().unwrap_or("").trim();
    let about = ["解读", "图解", "读懂", "问答", "答记者问"].iter().any(|w| bare.contains(w));
    let issues = ["印发", "转发", "发布", "公布", "批转", "下发", "颁布", "关于"].iter().any(|w| before.contains(w));
    !about && (before.is_empty() || issues || parties::is_organ(before))
}

/// Whether a kind stands over personal and everyday texts as well, so that it says little by itself.
pub(super) fn is_everyday(genre: &str) -> bool {
    matches!(genre, "总结" | "说明" | "计划" | "安排" | "名单" | "目录" | "清单" | "大纲" | "程序" | "政策")
}

/// Whether that kind is a set of rules or a plan, which binds without a paper around it.
pub(super) fn is_binding(genre: &str) -> bool {
    BINDING.contains(&genre)
}

/// Whether that kind is one of an office's own papers rather than of a text that they carry.
pub(super) fn is_statutory(genre: &str) -> bool {
    STATUTORY.contains(&genre)
}

/// The kind that the text itself names: 现通知如下, 特此公告, 现批复如下.
pub(super) fn of_text(text: &str) -> Option<&'static str> {
    let named = STATUTORY.iter().find(|g| {
        text.match_indices(**g).any(|(at, _)| {
            let (before, after) = (text.get(..at).unwrap_or(""), text.get(at + g.len()..).unwrap_or(""));
            after.starts_with("如下") && !matches!(**g, "报告" | "公示" | "令" | "函")
                || ["特此", "现将有关事项", "有关事宜", "有关事项", "现"].iter().any(|b| before.ends_with(b))
                    && (before.ends_with("特此") || after.starts_with("如下"))
        })
    });
    named.copied().or_else(|| text.contains("特此函复").then_some("函"))
}

/// A phrase in which only an official paper speaks.
pub(super) fn speaks_officially(text: &str) -> bool {
    of_text(text).is_some()
        || [
            "印发给你们",
            "转发给你们",
            "请遵照执行",
            "请认真贯彻执行",
            "请结合实际认真贯彻",
            "妥否，请批示",
            "请予批复",
            "请予审批",
            "此复",
            "现予公布",
            "现予公告",
            "现予公示",
        ]
        .iter()
        .any(|p| text.contains(p))
}

/// The title without a trailing bracket: （试行）, （2022年版）, （征求意见稿）.
pub(super) fn bare(title: &str) -> &str {
    let title = title.trim_end_matches(['》', '”']).trim_end();
    let Some(open) = title.strip_suffix(['）', ')', '〕']).and_then(|t| t.rfind(['（', '(', '〔'])) else { return title };
    title.get(..open).unwrap_or(title).trim_end()
}
