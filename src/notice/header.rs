use super::lines::Line;
use crate::text::Span;

/// What a web page says about the paper, above or below it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Field {
    /// The label without inner spaces: 发布日期.
    pub key: String,
    pub value: String,
    /// The line it stands on.
    pub span: Span,
}

const KEYS: [&str; 94] = [
    "发布日期",
    "发布时间",
    "发布机构",
    "发布单位",
    "发布人",
    "发表于",
    "发文日期",
    "发文时间",
    "发文机关",
    "发文机构",
    "发文单位",
    "公文种类",
    "公开日期",
    "公开时间",
    "公开方式",
    "公开形式",
    "公开范围",
    "生成日期",
    "成文日期",
    "成文时间",
    "来源",
    "信息来源",
    "文章来源",
    "稿件来源",
    "原文链接",
    "原文地址",
    "索引号",
    "信息索引",
    "分类",
    "信息分类",
    "主题分类",
    "体裁分类",
    "组配分类",
    "服务对象",
    "文号",
    "发文字号",
    "文件编号",
    "文件名称",
    "文档类型",
    "信息名称",
    "公文名称",
    "名称",
    "标题",
    "有效性",
    "有效期",
    "效力状态",
    "时效性",
    "关键词",
    "主题词",
    "检索时间",
    "检索关键词",
    "浏览次数",
    "点击数",
    "点击量",
    "阅读次数",
    "访问量",
    "字体",
    "字号",
    "更新时间",
    "更新日期",
    "责任编辑",
    "编辑",
    "发布文号",
    "发布部门",
    "发布者",
    "发布处室",
    "制发机关",
    "生效日期",
    "失效日期",
    "实施日期",
    "颁布日期",
    "颁布时间",
    "颁布单位",
    "所属类别",
    "法规类别",
    "文件来源",
    "文件类型",
    "信息类别",
    "内容概述",
    "内容摘要",
    "稿源",
    "录入时间",
    "浏览量",
    "阅读量",
    "本文标签",
    "发电单位",
    "发电机关",
    "签批盖章",
    "发往",
    "公开类别",
    "公开属性",
    "点击",
    "供稿",
    "发文文号",
];

/// A line of a page's own header or footer: 发布日期：2022-04-29, **来源**: …, 索 引 号：….
pub(super) fn field(text: &str) -> Option<Field> {
    let bare = text.trim_start_matches(['-', '*', '【', '[', ' ', '|', '（', '(']);
    let (label, value) = bare.split_once(['：', ':', '】'])?;
    if label.chars().count() > 12 {
        return None;
    }
    let key: String = label.chars().filter(|c| !c.is_whitespace() && !matches!(c, '*' | ']')).collect();
    KEYS.contains(&key.as_str()).then(|| Field { key, value: value.trim().to_owned(), span: Span::default() })
}

/// The fields behind the first one of a line, set apart by tabs or wide gaps: 发文字号：…，发布日期：….
pub(super) fn further(value: &str, span: Span) -> Vec<Field> {
    if value.len() > 1000 {
        return Vec::new();
    }
    let spread = value.replace("  ", "\t").replace("　　", "\t");
    let cells: Vec<&str> = spread.split('\t').map(str::trim).filter(|c| !c.is_empty()).skip(1).collect();
    let whole = cells.iter().filter_map(|c| field(c)).filter(|f| !f.value.is_empty());
    let paired = cells.iter().zip(cells.iter().skip(1)).filter(|(label, value)| label.ends_with(['：', ':']) && !value.ends_with(['：', ':']));
    whole.chain(paired.filter_map(|(label, value)| field(&format!("{label}{value}")))).map(|f| Field { span, ..f }).collect()
}

/// The fields of a table row: | 索引号 | … | 发文字号 | … |.
pub(super) fn cells(row: &str, span: Span) -> Vec<Field> {
    let cells: Vec<&str> = row.split('|').map(str::trim).filter(|c| !c.is_empty()).collect();
    let pairs = cells.iter().zip(cells.iter().skip(1));
    pairs.filter_map(|(label, value)| field(&format!("{}：{value}", label.trim_end_matches(['：', ':'])))).map(|f| Field { span, ..f }).collect()
}

/// What the buttons, breadcrumbs and footers of web pages begin with.
const FURNITURE: [&str; 76] = [
    "当前位置",
    "您的位置",
    "您现在的位置",
    "你的位置",
    "首页>",
    "首页>>",
    "打印",
    "【打印",
    "[打印",
    "【关闭",
    "[关闭",
    "关闭窗口",
    "分享到",
    "【字体",
    "扫一扫",
    "上一篇",
    "下一篇",
    "上一条",
    "下一条",
    "【原文下载",
    "相关链接",
    "相关附件",
    "查看完整版本",
    "页:[",
    "页：[",
    "【大中小",
    "【责任编辑",
    "（责任编辑",
    "(责任编辑",
    "[责任编辑",
    "版权所有",
    "主办单位：",
    "网站地图",
    "附件下载",
    "原文下载",
    "政策全文",
    "基本信息",
    "正文内容",
    "加入Vip",
    "免费下载",
    "购物车",
    "我的足迹",
    "返回顶部",
    "点击下载",
    "【大中小",
    "字体：",
    "字号：",
    "分享：",
    "分享本文",
    "关联稿件",
    "相关文档",
    "相关推荐",
    "相关阅读",
    "相关新闻",
    "相关信息",
    "猜你喜欢",
    "大家正在看",
    "友情链接",
    "备案号",
    "主办：",
    "承办：",
    "承办单位：",
    "技术支持",
    "网站标识码",
    "【返回",
    "[返回",
    "【收藏",
    "【纠错",
    "打开当前页",
    "【关闭窗口",
    "打印本页",
    "用微信扫",
    "微信扫一扫",
    "手机扫一扫",
    "浏览器版本",
    "无障碍",
];

/// Other furniture of a web page: buttons, breadcrumbs, forum lines.
pub(super) fn is_furniture(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    FURNITURE.iter().any(|s| bare.starts_with(s))
        || bare.starts_with("附件【") && bare.contains("下载")
        || bare.contains("发表于") && bare.contains(':') && bare.chars().count() < 60
}

/// 新华社北京2月13日电.
pub(super) fn is_dateline(text: &str) -> bool {
    let bare = text.trim_end_matches(['（', '(']).trim();
    bare.chars().count() <= 30 && bare.contains("日电") && bare.contains("社")
}

/// Takes a page's footer off the end; gives what it said.
pub(super) fn footer(lines: &mut Vec<Line>) -> Vec<Field> {
    let mut out = Vec::new();
    // A footer is a handful of lines; links under 【原文下载】 count with their head.
    let from = lines.len().saturating_sub(12);
    let cut = lines.iter().enumerate().skip(from).find(|(_, l)| l.text().starts_with("【原文下载") || l.text().starts_with("查看完整版本")).map(|(i, _)| i);
    let mut keep = cut.unwrap_or(lines.len());
    while keep > 0 && lines.get(keep - 1).is_some_and(|l| field(l.text()).is_some() || is_furniture(l.text())) {
        keep -= 1;
    }
    out.extend(lines.drain(keep..).filter_map(|l| field(l.text())));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_told_from_text() {
        assert_eq!(field("发布日期**: 2025-10-31").map(|f| f.key), Some("发布日期".to_owned()));
        assert_eq!(field("- **文件编号**：工信部〔2025〕1号").map(|f| f.key), Some("文件编号".to_owned()));
        assert_eq!(field("索 引 号：X-1").map(|f| f.key), Some("索引号".to_owned()));
        for text in ["各有关单位：", "附件：名单", "联系人：张三", "现将有关事项通知如下："] {
            assert_eq!(field(text), None, "{text}");
        }
    }
}
