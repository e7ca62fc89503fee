use crate::fields::{Field, Schema, Shape, field as f};
use Shape::{Flag, Table, Tables, Text, Worded};
pub(super) const SITE: &[Field] = &[
    f("title", Text, "站点名称（必填）", "the site's name (required)"),
    f(
        "base_url",
        Text,
        "正式网址，如 https://www.example.cn/zt/；不写则没有规范网址、订阅源里的完整链接",
        "address where the site will stand, such as https://www.example.cn/zt/; without it there are no canonical addresses",
    ),
    f("default_language", Text, "默认语言，不写为 zh-Hans", "language of files without a suffix; zh-Hans if absent"),
    f("theme", Text, "主题，不写为 longyuan", "theme; longyuan if absent"),
    f("timezone", Text, "时区，不写为 Asia/Shanghai", "time zone of all dates; Asia/Shanghai if absent"),
    f("raw_html", Flag, "正文里的网页代码原样输出；不写为 false，会先清理", "true prints raw HTML of content as it is; it is cleaned otherwise"),
    f(
        "precompress",
        Flag,
        "超过 1 KiB 的网页、样式、脚本旁边再写一份压缩好的 .gz（以及 .br、.zst）；不写为 false",
        "true writes a compressed .gz (and .br, .zst) beside each page, style and script of more than 1 KiB",
    ),
    f("cards", Flag, "有 base_url 时为每页生成分享图和海报；不写为 true", "makes cards and posters for sharing where there is a base_url; true if absent"),
    f(
        "card_font",
        Text,
        "分享图用的字体：站点里的字体文件，或系统字体的名字；不写就自动找",
        "font of cards and posters: a file of the site, or the name of one of the system's; found by itself if absent",
    ),
    f("grey", Flag, "全站灰色，用于哀悼日；不写为 false", "true turns the site grey, for days of mourning"),
    f(
        "search",
        Flag,
        "站内检索；不写为 true，写 false 就不做检索页和索引",
        "search on the site; true if absent, false makes neither the search page nor its index",
    ),
    f("languages", Table, "各语言，每种一组 [languages.en]", "languages, one table [languages.en] each"),
    f("menu", Tables, "主菜单，每项一组 [[menu]]；不写就列出各栏目", "main menu, one table [[menu]] an entry; the sections if absent"),
    f("figure", Tables, "首页的数字，每个一组 [[figure]]", "figures of the home page, one table [[figure]] each"),
    f("footer", Table, "页脚 [footer]", "footer [footer]"),
    f("meta", Table, "网页元数据 [meta]：名称 = 内容", "metadata [meta]: name = content"),
    f("check", Table, "检查 [check]", "checks [check]"),
];

pub(super) const LANGUAGE: &[Field] = &[
    f("title", Text, "这种语言的站点名称", "the site's name in this language"),
    f("name", Text, "这种语言自己的叫法，如 English", "the language's own name, such as English"),
    f(
        "fallback",
        Text,
        "没有译文时：original 引到原文（不写即是），hide 不列出",
        "where a page has no such version: original leads to the original (if absent), hide leaves it out",
    ),
    f("derive", Text, "由哪种语言自动转换，如 zh-Hant 由 zh-Hans 转换", "language that it is converted from, such as zh-Hant from zh-Hans"),
    f("forms", Text, "繁体字形：taiwan（不写即是）、hongkong 或 standard", "forms of traditional characters: taiwan (if absent), hongkong or standard"),
];

pub(super) const MENU: &[Field] = &[
    f("title", Worded, "显示的文字（必填）", "text shown (required)"),
    f("path", Text, "站内路径，如 notices/；与 url 二选一", "path in the site, such as notices/; either this or url"),
    f("url", Text, "站外网址；与 path 二选一", "address of another site; either this or path"),
];

pub(super) const FIGURE: &[Field] = &[
    f("value", Text, "数（必填），加引号，如 \"84.86\"", "the number (required), in quotes, such as \"84.86\""),
    f("unit", Worded, "单位，如 亿元", "its unit"),
    f("label", Worded, "数的是什么（必填）", "what it counts (required)"),
    f("source", Worded, "出处（必填）", "who says so (required)"),
    f("path", Text, "写明这个数的页面，如 news/a.md", "the page that tells it, such as news/a.md"),
];

pub(super) const FOOTER: &[Field] = &[
    f("organiser", Worded, "主办单位", "organiser"),
    f("undertaker", Worded, "承办单位", "undertaker"),
    f("address", Worded, "地址", "address"),
    f("postcode", Text, "邮政编码，加引号", "postcode, in quotes"),
    f("phone", Text, "电话，加引号", "telephone, in quotes"),
    f("email", Text, "电子邮箱", "email"),
    f("icp", Text, "ICP 备案号，如 陇ICP备12345678号-1", "ICP filing number, such as 陇ICP备12345678号-1"),
    f("police", Text, "公安备案号，如 甘公网安备62010002000123号", "police filing number, such as 甘公网安备62010002000123号"),
    f("identifier", Text, "网站标识码，十位", "identifier of a government site, ten characters"),
    f("mark", Table, "党政机关标识：{ src, url, alt }", "mark of a party or government organ: { src, url, alt }"),
    f("note", Worded, "其他说明", "a note"),
    f("accessibility", Worded, "无障碍声明，一句话", "a sentence on the site's accessibility"),
    f("ipv6", Flag, "网站已支持 IPv6 访问时写 true，页脚会写明", "true where the site can be reached by IPv6; the footer says so"),
];

pub(super) const MARK: &[Field] = &[
    f("src", Text, "图片：static 里的文件（必填）", "picture: a file in static (required)"),
    f("url", Text, "点击后打开的网址", "address that it opens"),
    f("alt", Worded, "替代文字", "alternative text"),
];

pub(super) const CHECK: &[Field] = &[f(
    "severity",
    Table,
    "各代码的轻重：error、warning、note 或 off（不报），如 { doubled-word = \"error\" }",
    "how bad findings of a code are: error, warning, note or off, such as { doubled-word = \"error\" }",
)];

/// Every table of `site.toml`, in the order of the documentation.
pub const SCHEMAS: &[Schema] = &[
    Schema { name: "site", zh: "站点", fields: SITE },
    Schema { name: "languages", zh: "语言", fields: LANGUAGE },
    Schema { name: "menu", zh: "主菜单", fields: MENU },
    Schema { name: "figure", zh: "首页的数字", fields: FIGURE },
    Schema { name: "footer", zh: "页脚", fields: FOOTER },
    Schema { name: "mark", zh: "党政机关标识", fields: MARK },
    Schema { name: "check", zh: "检查", fields: CHECK },
];
