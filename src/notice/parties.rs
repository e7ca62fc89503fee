use super::ordinal;

/// What the name of an organ ends with.
const ORGAN: [&str; 60] = [
    "会",
    "部",
    "厅",
    "局",
    "委",
    "办",
    "院",
    "府",
    "司",
    "处",
    "科",
    "室",
    "署",
    "行",
    "校",
    "学",
    "团",
    "社",
    "站",
    "所",
    "中心",
    "公司",
    "支队",
    "总队",
    "大队",
    "指挥部",
    "小组",
    "联盟",
    "馆",
    "台",
    "报",
    "机关",
    "段",
    "厂",
    "队",
    "中央",
    "国务院",
    "工委",
    "党组",
    "纪委",
    "军",
    "军区",
    "省委",
    "市委",
    "县委",
    "区委",
    "党委",
    "支部",
    "工会",
    "总会",
    "库",
    "庭",
    "组",
    "园",
    "联",
    "政协",
    "人大",
    "工会）",
    "基地",
    "集团",
];

/// Whether a text could be the name of an organ (机关): short, no stop, an organ's last word.
pub(super) fn is_organ(text: &str) -> bool {
    let count = text.chars().count();
    let tail = text.trim_end_matches(['）', ')']);
    let tail = if tail.len() < text.len() { tail.rsplit_once(['（', '(']).map_or(tail, |(head, _)| head) } else { text };
    (2..=48).contains(&count)
        && !text.contains(['，', '。', '；', '：', '！', '？', ',', ';', ':', '《', '“'])
        && !text.chars().any(|c| c.is_ascii_digit())
        && ORGAN.iter().any(|o| tail.ends_with(o))
}

/// A line that can be a signature just before a date: an organ, or a post and a name.
pub(super) fn may_sign(text: &str) -> bool {
    let count = text.chars().filter(|c| !c.is_whitespace()).count();
    (2..=40).contains(&count)
        && !text.contains(['，', '。', '；', '：', '！', '？', ',', ';', ':', '《', '|', '!', '?', '”', '、'])
        && !text.chars().any(|c| c.is_ascii_digit())
        && ordinal::marker(text).is_none()
        && !["附件", "特此", "此致", "第", "二〇", "二○", "（", "("].iter().any(|w| text.starts_with(w))
}

/// 市长：甲某某: a post and a name with a colon between.
pub(super) fn posted(text: &str) -> bool {
    let Some((post, name)) = text.split_once(['：', ':']) else { return false };
    let name: String = name.chars().filter(|c| !c.is_whitespace()).collect();
    let post: String = post.chars().filter(|c| !c.is_whitespace()).collect();
    is_post(&post)
        && !post.contains("联系")
        && (2..=12).contains(&post.chars().count())
        && (2..=4).contains(&name.chars().count())
        && name.chars().all(crate::text::is_han)
}

/// One signature line as organs: letter-spacing goes, organs side by side come apart.
pub(super) fn signers(line: &str) -> Vec<String> {
    let line = line.trim().trim_end_matches("（章）").trim_end_matches("(章)").trim_end_matches("（盖章）").trim();
    let parts: Vec<&str> = line.split(|c: char| c.is_whitespace()).filter(|p| !p.is_empty()).collect();
    if parts.len() > 1 && parts.iter().all(|p| p.chars().count() >= 4 && is_organ(p)) {
        return parts.into_iter().map(str::to_owned).collect();
    }
    let spaced = parts.iter().filter(|p| p.chars().count() == 1).count() * 2 > parts.len();
    let name = if spaced || parts.last().is_some_and(|p| is_organ(p)) && !parts.iter().any(|p| is_post(p)) { parts.concat() } else { parts.join(" ") };
    if name.is_empty() { Vec::new() } else { vec![name] }
}

/// 省长, 市长, 总理 and the like, which stand before a name under an order.
fn is_post(text: &str) -> bool {
    ["长", "总理", "主席", "主任", "书记", "司令员", "政委"].iter().any(|p| text.ends_with(p))
}

/// Addressees (主送机关) one by one: at commas, and at 、 where every part is a whole name.
pub(super) fn names(text: &str) -> Vec<String> {
    split(text, &['，', ',', '；', ';'])
        .into_iter()
        .flat_map(|part| {
            let pieces = split(part, &['、']);
            let whole = pieces.len() > 1
                && pieces.iter().all(|p| p.chars().count() >= 3 && (is_organ(p) || p.ends_with("单位") || p.ends_with("部门") || p.ends_with("企业")));
            if whole { pieces } else { vec![part] }
        })
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

/// Copied-to organs (抄送机关): a name a separator, the final 。 dropped.
pub(super) fn copied(text: &str) -> Vec<String> {
    let text = text.trim().trim_end_matches(['。', '.', '，', '、']);
    split(text, &['，', ',', '；', ';', '、', '。']).into_iter().map(|n| n.split_whitespace().collect::<Vec<_>>().concat()).filter(|n| !n.is_empty()).collect()
}

/// The same list as it stands, without blanks and the full stop, its marks full-width.
pub(super) fn copied_text(text: &str) -> String {
    let text: String = text.split_whitespace().collect();
    text.trim_end_matches(['。', '.', '，', '、']).replace(',', "，").replace(';', "；")
}

/// Whether a text before a colon, right under the title or the number of a paper, names whom it addresses: people as well as organs.
pub(super) fn salutes(text: &str) -> bool {
    let people = [
        "代表",
        "委员",
        "同志",
        "同志们",
        "朋友们",
        "朋友",
        "女士",
        "先生",
        "劳动模范",
        "老师",
        "同学",
        "家长",
        "职工",
        "教职工",
        "代表团",
        "申请人",
        "学员",
        "村民",
        "居民",
        "用户",
        "客户",
        "股东",
        "业主",
        "投标人",
        "供应商",
        "考生",
        "毕业生",
        "校友",
        "者",
    ];
    addresses(text)
        || (2..=40).contains(&text.chars().count())
            && !text.contains(['。', '！', '？', '“', '：', ':'])
            && !text.contains("如下")
            && ordinal::marker(text).is_none()
            && (people.iter().any(|p| text.ends_with(p)) || text.ends_with('们') && !text.ends_with("我们"))
}

/// Whether a text before a colon is the name of the one to whom a notice of a court or an office speaks: 甲某某： / 本院受理….
pub(super) fn named(text: &str, below: &str) -> bool {
    let name = |n: &str| (2..=4).contains(&n.chars().count()) && n.chars().all(crate::text::is_han) || is_organ(n);
    let speaks = ["本院", "我院", "本局", "我局", "本委", "我委", "本机关", "你", "您", "贵"];
    let opening: String = below.chars().take(24).collect();
    text.chars().count() <= 60 && split(text, &['、', '，']).into_iter().all(|n| name(n.trim())) && speaks.iter().any(|w| opening.contains(w))
}

/// Whether a text before a colon addresses organs; 同志们 and 各位代表 open a speech.
pub(super) fn addresses(text: &str) -> bool {
    let count = text.chars().count();
    if !(2..=800).contains(&count) || text.contains(['。', '！', '？', '“']) || ordinal::marker(text).is_some() {
        return false;
    }
    let said = [
        "如下",
        "附件",
        "联系",
        "通知",
        "现将",
        "为了",
        "根据",
        "同志们",
        "女士",
        "先生",
        "朋友",
        "大家",
        "代表们",
        "各位",
        "尊敬",
        "亲爱",
        "记者",
        "责任编辑",
        "来源",
        "时间",
        "地点",
        "要求",
        "包括",
        "问",
        "答",
        "住所",
        "住址",
        "地址",
        "场所",
        "名称",
    ];
    if said.iter().any(|w| text.starts_with(w) || text.ends_with(w)) || text.contains("如下") || text.contains("关于") && text.contains("通知") {
        return false;
    }
    let last = split(text, &['，', ',', '、', '；', ';']).pop().unwrap_or("").trim();
    let group = [
        "单位", "部门", "企业", "机构", "职工", "同志", "市民", "群众", "同学", "老师", "师生", "员工", "工会", "会员", "人员", "干部", "街道", "乡镇", "镇",
        "县", "市", "区", "州", "省", "会", "商会", "法院", "各级", "考生", "家长", "党员", "班级", "用户", "业主",
    ];
    is_organ(last) || group.iter().any(|g| last.trim_end_matches(['）', ')']).ends_with(g)) && count >= 3 || text.starts_with('各') && !tells(text)
}

/// 各单位要做好以下工作: a sentence, however it begins.
fn tells(text: &str) -> bool {
    ["要", "须", "请", "应当", "将", "把", "做好", "以下", "负责", "开展", "加强", "认真", "按照", "可以", "为", "是"].iter().any(|w| text.contains(w))
}

/// Splits outside brackets.
fn split<'a>(text: &'a str, at: &[char]) -> Vec<&'a str> {
    let (mut depth, mut start, mut out) = (0usize, 0, Vec::new());
    for (i, c) in text.char_indices() {
        match c {
            '（' | '(' | '《' => depth += 1,
            '）' | ')' | '》' => depth = depth.saturating_sub(1),
            c if depth == 0 && at.contains(&c) => {
                out.push(text.get(start..i).unwrap_or(""));
                start = i + c.len_utf8();
            }
            _ => {}
        }
    }
    out.push(text.get(start..).unwrap_or(""));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn organs_and_names() {
        assert_eq!(names("各区人民政府，市政府各委、办、局，各有关单位"), ["各区人民政府", "市政府各委、办、局", "各有关单位"]);
        assert_eq!(names("地方各级人民检察院、各级军事检察院"), ["地方各级人民检察院", "各级军事检察院"]);
        assert_eq!(copied("区委办公室，区人大常委会办公室，区政协办公室，区监委、区人武部，区法院、区检察院。").len(), 7);
        assert_eq!(signers("甘 肃 省 总 工 会"), ["甘肃省总工会"]);
        assert_eq!(signers("甘肃省总工会　甘肃省教育厅"), ["甘肃省总工会", "甘肃省教育厅"]);
        assert_eq!(signers("省长　张三"), ["省长 张三"]);
        assert!(
            addresses("各系（部）、处（室）")
                && addresses("云南省人民政府")
                && !addresses("央广网")
                && !addresses("同志们")
                && !addresses("现将有关事项通知如下")
        );
    }
}
