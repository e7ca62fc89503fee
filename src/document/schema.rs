use super::Kind;
use crate::fields::{Field, Schema, Shape, field as f};
use Shape::{Date, Flag, Integer, Items, Table, Tables, Text, Texts};
/// Fields of every kind.
pub(super) const ALL: &[Field] = &[
    f(
        "title",
        Text,
        "标题；公文可不写（从正文读出），正文以 # 标题开头的也可不写",
        "title; not needed for a notice (read from the text) or where the text begins with a # heading",
    ),
    f("slug", Text, "网址里的名字；不写就用文件名", "name in the address; the file's name if absent"),
    f("date", Date, "日期：页面上的发布日期，不是公文的成文日期", "date of publishing on the site, never a notice's own date"),
    f("updated", Date, "更新日期", "date of the last change"),
    f("summary", Text, "摘要：列表、分享和搜索引擎用", "summary for lists, shares and search engines"),
    f("tags", Texts, "标签", "tags"),
    f("cover", Text, "封面：图片文件，相对于本文件", "cover picture, relative to the file"),
    f("focus", Text, "封面焦点：裁剪时保住的位置，横纵百分比，如 50% 30%", "point of the cover that cropping keeps: across and down, such as 50% 30%"),
    f("draft", Flag, "草稿：true 则不发布", "true keeps it unpublished"),
    f("publish_at", Date, "定时发布：到这一刻才发布", "published from this moment on"),
    f("expire_at", Date, "到期下线：从这一刻起不再发布", "no longer published from this moment on"),
    f("withdrawn", Date, "撤稿：从这天起网址上只留一句说明", "withdrawn from this day on: only a note stands at its address"),
    f("withdrawn_note", Text, "撤稿原因，写在说明里", "why it was withdrawn; part of the note"),
    f("aliases", Texts, "旧网址：从这些地址跳到本页", "older addresses that lead here"),
    f("weight", Integer, "排序：小的在前，不写按日期", "order: smaller first; by date if absent"),
    f("source", Text, "来源", "where the text comes from"),
    f("author", Text, "作者", "author"),
    f("sample", Flag, "示例：true 表示占位内容，正式检查不放行", "true marks placeholder content, which a release check refuses"),
    f("implements", Texts, "落实要点：公文要点的编号，如 gzgf-2022-18#s2-p1", "points of a notice that it carries out, such as gzgf-2022-18#s2-p1"),
    f("translates", Text, "译文对应的原文版本：check 会给出这个值", "version of the original that a translation was made from; check names it"),
    f("corrections", Tables, "更正：{ date, text } 若干，显示在标题下面", "corrections: { date, text }, any number, shown under the title"),
    f("files", Items, "附件：文件名，或 { path, name }", "downloads: a file name, or { path, name }"),
];

pub(super) const NOTICE: &[Field] = &[
    f("issuer_mark", Text, "发文机关标志，如 甘肃省总工会文件", "the issuing organ's mark in red"),
    f("issuer", Text, "发文机关", "issuing organ"),
    f("number", Text, "发文字号", "document number"),
    f("copy_number", Text, "份号", "copy number"),
    f("urgency", Text, "紧急程度", "urgency"),
    f("signer", Texts, "签发人", "who signed it for issue"),
    f("addressees", Text, "主送机关", "addressees"),
    f("signature", Texts, "发文机关署名", "signature"),
    f("signed_on", Date, "成文日期", "date of the notice itself"),
    f("annotation", Text, "附注，如 此件公开发布", "annotation"),
    f("cc", Texts, "抄送机关", "copies to"),
    f("print_organ", Text, "印发机关", "printing organ"),
    f("print_date", Date, "印发日期", "date of printing"),
];

pub(super) const FEATURE: &[Field] = &[
    f("kicker", Text, "肩题", "line above the title"),
    f("people", Texts, "人物：文中写到的人", "people the text is about"),
    f("series", Text, "系列：同名的专稿互相连接", "series; features of one name link to each other"),
];

pub(super) const PROFILE: &[Field] = &[
    f("name", Text, "姓名（必填）", "name (required)"),
    f("trade", Text, "工种", "trade"),
    f("employer", Text, "单位", "employer"),
    f("city", Text, "城市", "city"),
    f("honours", Tables, "荣誉：{ year, title, grantor } 若干", "honours: { year, title, grantor }, any number"),
    f("portrait", Text, "肖像：图片文件，相对于本文件", "portrait, relative to the file"),
    f("quote", Text, "一句话", "one sentence of theirs"),
    f("batch", Text, "批次，如 第五批", "batch in which they were named"),
];

pub(super) const HONOUR: &[Field] =
    &[f("year", Integer, "年份", "year"), f("title", Text, "称号（必填）", "title (required)"), f("grantor", Text, "授予单位", "who granted it")];

pub(super) const NEWS: &[Field] = &[
    f("place", Text, "地点", "place"),
    f("organiser", Text, "主办单位", "organiser"),
    f("happened_on", Date, "活动日期", "date of the event"),
    f("gallery", Items, "图集：图片文件，或 { src, caption, alt }", "pictures: a file, or { src, caption, alt }"),
    f("video", Table, "视频：文件名，或 { src, poster, title }", "a film: a file, or { src, poster, title }"),
];

pub(super) const PICTURE: &[Field] =
    &[f("src", Text, "图片文件（必填）", "picture file (required)"), f("caption", Text, "说明", "caption"), f("alt", Text, "替代文字", "alternative text")];

pub(super) const VIDEO: &[Field] = &[
    f("src", Text, "视频文件（必填）", "film file (required)"),
    f("poster", Text, "封面图片", "picture shown before it plays"),
    f("title", Text, "标题", "title"),
];

pub(super) const CORRECTION: &[Field] =
    &[f("date", Date, "更正的日期", "date of the correction"), f("text", Text, "更正了什么（必填）", "what was corrected (required)")];

pub(super) const FILE: &[Field] = &[f("path", Text, "文件（必填）", "file (required)"), f("name", Text, "显示的名称", "name shown")];

pub(super) const PAGE: &[Field] = &[f("menu", Flag, "菜单：true 则列入主菜单", "true puts it into the main menu")];

pub(super) const SECTION: &[Field] = &[
    f("title", Text, "标题（必填）", "title (required)"),
    f("order", Integer, "顺序：小的在前", "order: smaller first"),
    f("kind", Text, "类型：栏目里文档的种类，notice、feature、profile、news 或 page", "kind of the documents in it: notice, feature, profile, news or page"),
    f("summary", Text, "摘要", "summary"),
    f("cover", Text, "封面：图片文件", "cover picture"),
    f(
        "sort",
        Text,
        "排法：date 日期（不写即是）、strokes 姓氏笔画、pinyin 拼音、written 依 weight 和文件名",
        "order of its documents: date (if absent), strokes of the surname, pinyin, or written: by weight and file name",
    ),
    f("menu", Flag, "菜单：false 则不列入主菜单", "false keeps it out of the main menu"),
    f("draft", Flag, "草稿：true 则整个栏目不发布", "true keeps the whole section unpublished"),
];

/// Every table of fields there is, in the order of the documentation.
pub const SCHEMAS: &[Schema] = &[
    Schema { name: "all", zh: "所有类型", fields: ALL },
    Schema { name: "notice", zh: "公文", fields: NOTICE },
    Schema { name: "feature", zh: "专稿", fields: FEATURE },
    Schema { name: "profile", zh: "人物", fields: PROFILE },
    Schema { name: "honours", zh: "人物的荣誉", fields: HONOUR },
    Schema { name: "news", zh: "动态", fields: NEWS },
    Schema { name: "gallery", zh: "图集的一项", fields: PICTURE },
    Schema { name: "video", zh: "视频", fields: VIDEO },
    Schema { name: "corrections", zh: "更正的一项", fields: CORRECTION },
    Schema { name: "files", zh: "附件的一项", fields: FILE },
    Schema { name: "page", zh: "页面", fields: PAGE },
    Schema { name: "section", zh: "栏目（_index.md）", fields: SECTION },
];

/// All fields that a document of that kind may have: those of all kinds, then its own.
pub fn known(kind: Kind) -> Vec<Field> {
    let own = match kind {
        Kind::Notice => NOTICE,
        Kind::Feature => FEATURE,
        Kind::Profile => PROFILE,
        Kind::News => NEWS,
        Kind::Page => PAGE,
    };
    ALL.iter().chain(own).copied().collect()
}
