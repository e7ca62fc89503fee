//! Lists: order, numbered pages, neighbours, tags, related documents.

use crate::fixture::page;
use crate::html::{Piece, pieces, tags, text, values};
use crate::press::Press;

/// `n` news items, the first the newest, all with one tag.
fn news(n: usize) -> Press {
    let day = |i: usize| jiff::civil::date(2026, 12, 31).saturating_sub(jiff::Span::new().days(i as i64));
    let one = |i: usize| format!("--- content/news/n{i:02}.md\n+++\ntitle = \"第{i}条\"\ndate = {}\ntags = [\"动态\"]\n+++\n正文。\n", day(i));
    let press = Press::lay(&format!("--- content/site.toml\ntitle = \"站\"\n{}", (1..=n).map(one).collect::<String>()));
    press.build();
    press
}

/// The titles of a list, in order.
fn titles(html: &str) -> Vec<String> {
    let main = crate::html::between(html, "<main", "</main>");
    let list = main.split("rows rows-").nth(1).expect("a list").split("</ol>").next().unwrap_or("");
    let (mut inside, mut found) = (false, Vec::new());
    for piece in pieces(&format!("<ol class=\"{list}")) {
        match piece {
            Piece::Open(tag) => inside = tag.name == "a" && tag.attributes.contains_key("href"),
            Piece::Text(words) if inside && !words.trim().is_empty() => found.push(words.trim().to_owned()),
            Piece::Close(_) => inside = false,
            _ => {}
        }
    }
    found
}

/// The links of the numbered pages.
fn pager(html: &str) -> Vec<String> {
    let nav = html.split("<nav").skip(1).find(|n| n.split('>').next().is_some_and(|tag| tag.contains("pager")));
    nav.map_or(Vec::new(), |rest| values(rest.split("</nav>").next().unwrap_or(""), "a", "href"))
}

#[test]
fn twenty_fit_and_twenty_one_do_not() {
    let press = news(20);
    assert_eq!(titles(&press.page("news/")).len(), 20);
    assert!(!press.has("output/news/page") && pager(&press.page("news/")).is_empty());
    let press = news(21);
    assert_eq!(titles(&press.page("news/")).len(), 20);
    assert_eq!(titles(&press.page("news/page/2/")), ["第21条"]);
    assert!(!pager(&press.page("news/")).is_empty() && pager(&press.page("news/")).iter().all(|l| l == "../news/page/2/"), "{:?}", pager(&press.page("news/")));
    assert!(pager(&press.page("news/page/2/")).iter().all(|l| l == "../../../news/"), "{:?}", pager(&press.page("news/page/2/")));
}

#[test]
fn forty_five_make_three_pages_that_lead_to_each_other() {
    let press = news(45);
    let all: Vec<String> = ["news/", "news/page/2/", "news/page/3/"].iter().flat_map(|p| titles(&press.page(p))).collect();
    let expected: Vec<String> = (1..=45).map(|i| format!("第{i}条")).collect();
    assert_eq!(all, expected);
    assert!(!press.has("output/news/page/1") && !press.has("output/news/page/4"));
    let second = press.page("news/page/2/");
    for link in ["../../../news/", "../../../news/page/3/"] {
        assert!(pager(&second).contains(&link.to_owned()), "{:?}", pager(&second));
    }
    assert_eq!(titles(&press.page("tags/动态/page/3/")).len(), 5);
    let head = |html: &str| crate::html::between(html, "<title>", "</title>").to_owned();
    assert_ne!(head(&press.page("news/")), head(&second), "numbered pages have titles of their own");
}

#[test]
fn weight_comes_before_date_and_date_before_title() {
    let one = |name: &str, fields: &str| format!("--- content/news/{name}.md\n+++\ntitle = \"{name}\"\n{fields}\n+++\n");
    let site = [
        one("old", "date = 2020-01-01"),
        one("new", "date = 2026-01-01"),
        one("same-b", "date = 2023-01-01"),
        one("same-a", "date = 2023-01-01"),
        one("heavy", "date = 2026-06-01\nweight = 5"),
        one("light", "date = 2019-01-01\nweight = -1"),
        one("undated", ""),
    ];
    let press = Press::small(&site.concat());
    press.build();
    assert_eq!(titles(&press.page("news/")), ["light", "new", "same-a", "same-b", "old", "undated", "heavy"]);
}

#[test]
fn neighbours_are_those_of_the_list() {
    let press = news(21);
    let neighbours = |n: usize| {
        let html = press.page(&format!("news/n{n:02}/"));
        let of = |rel: &str| tags(&html, "a").iter().find(|t| t.get("rel") == rel).map(|t| t.get("href").to_owned());
        (of("prev"), of("next"))
    };
    let to = |n: usize| Some(format!("../../news/n{n:02}/"));
    assert_eq!(neighbours(1), (None, to(2)));
    assert_eq!(neighbours(20), (to(19), to(21)));
    assert_eq!(neighbours(21), (to(20), None));
}

#[test]
fn related_documents_share_a_tag() {
    let html = page("profiles/jia/");
    let related = html.split("related-list").nth(1).map_or(String::new(), |rest| text(rest.split("</ul>").next().unwrap_or("")));
    assert!(related.contains("一把锉刀") && related.contains("匠心逐梦”主题活动的通知") && !related.contains("竞赛"), "{related}");
    assert!(!page("about/").contains("related-list"), "no tags, no relations");
}

#[test]
fn a_tag_has_a_page_of_its_own_in_its_language() {
    assert_eq!(titles(page("tags/技能/")), ["竞赛开幕", "一把锉刀", "竞赛准备就绪"]);
    let terms = text(crate::html::between(page("tags/"), "<main", "</main>"));
    assert!(terms.contains("匠心 3") || terms.contains("匠心3") || terms.contains("匠心（3）"), "{terms}");
    assert!(titles(page("en/tags/craft/")).contains(&"One File".to_owned()));
    assert!(values(page("features/jiangxin/"), "a", "href").contains(&"../../tags/%E5%8C%A0%E5%BF%83/".to_owned()));
}

#[test]
fn tags_keep_apart_unless_only_case_and_spaces_differ() {
    let news = |n: usize, tag: &str| format!("--- content/news/n{n}.md\n+++\ntitle = \"第{n}篇\"\ntags = [\"{tag}\"]\n+++\n正文。\n");
    let press = Press::small(&["A/B", "A-B", "a-b", "C#", "C", "CON"].iter().enumerate().map(|(n, tag)| news(n, tag)).collect::<String>());
    press.build();
    let html = press.page("tags/a-b/");
    assert!(html.contains("第1篇") && html.contains("第2篇") && !html.contains("第0篇"), "{html}");
    let c = press.page("tags/c/");
    assert!(c.contains("第4篇") && !c.contains("第3篇"), "C# is no C");
    let terms = press.page("tags/");
    assert!(["A/B", "C#", "CON"].iter().all(|t| terms.contains(t)) && !terms.contains("tags/con/"), "{terms}");
}

#[test]
fn features_of_one_series_lead_to_each_other() {
    let one = |n: usize| format!("--- content/features/f{n}.md\n+++\ntitle = \"之{n}\"\nseries = \"三种精神\"\nweight = {n}\n+++\n正文。\n");
    let press = Press::small(&(1..=3).map(one).collect::<String>());
    press.build();
    let html = press.page("features/f2/");
    let links = values(&html, "a", "href");
    assert!(text(&html).contains("三种精神"));
    for n in [1, 3] {
        assert!(links.contains(&format!("../../features/f{n}/")), "{links:?}");
    }
}

#[test]
fn the_home_page_shows_the_notice_and_the_newest_of_every_section() {
    let shown = text(page(""));
    for part in ["学习通知，落实要点", "示例总发〔2026〕1号", "一把锉刀", "示例工匠甲", "竞赛开幕"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    let english = text(page("en/"));
    assert!(english.contains("Notice on the Campaign") && english.contains("The contest opens"), "{english}");
}
