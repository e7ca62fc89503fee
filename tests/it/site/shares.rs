//! What a page says of itself to those who share it and to programs: Open Graph, Twitter, JSON-LD.

use serde_json::Value;

use crate::html::tags;
use crate::press::Press;

const SITE: &str = "--- content/news/kaimu/index.md
+++
title = \"开幕 </script> & 开赛\"
date = 2022-04-29
updated = 2022-05-02
place = \"兰州\"
happened_on = 2022-04-28
organiser = \"示例总工会\"
tags = [\"技能\"]
cover = \"c.jpg\"
source = \"示例日报\"
+++
正文第一句。
--- content/news/shili.md
+++
title = \"示例活动\"
date = 2022-04-29
sample = true
place = \"兰州\"
happened_on = 2022-04-28
+++
占位。
--- content/profiles/jia/index.md
+++
name = \"甲\"
trade = \"钳工\"
employer = \"某厂\"
city = \"天水\"
honours = [{ year = 2020, title = \"劳动模范\" }]
portrait = \"p.svg\"
+++
事迹。
--- content/profiles/jia/p.svg
<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"5\"/>
--- content/features/tegao.md
+++
title = \"专稿\"
author = \"乙\"
date = 2022-05-01
+++
正文。
";

fn site() -> Press {
    let press = Press::small(SITE);
    press.write("content/news/kaimu/c.jpg", &crate::pictures::photo(1500, 1000, None));
    press
}

/// The JSON-LD of a page by type.
fn graph(html: &str) -> Vec<Value> {
    let start = html.find("<script type=\"application/ld+json\">").or_else(|| html.find("<script type=application/ld+json>"));
    let Some(start) = start else { return Vec::new() };
    let inner = &html[html[start..].find('>').expect("a tag") + start + 1..];
    let text = &inner[..inner.find("</script>").expect("its end")];
    let whole: Value = serde_json::from_str(text).unwrap_or_else(|e| panic!("{e}: {text}"));
    assert_eq!(whole["@context"], "https://schema.org");
    whole["@graph"].as_array().expect("a graph").clone()
}

fn of<'g>(graph: &'g [Value], kind: &str) -> &'g Value {
    graph.iter().find(|n| n["@type"] == kind).unwrap_or_else(|| panic!("no {kind}: {graph:#?}"))
}

fn no_blank(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(all) => !all.is_empty() && all.iter().all(no_blank),
        Value::Object(all) => all.values().all(no_blank),
        _ => true,
    }
}

#[test]
fn an_article_an_event_a_person_and_the_way_there_are_told() {
    let press = site();
    press.build();
    let news = graph(&press.page("news/kaimu/"));
    let article = of(&news, "NewsArticle");
    assert_eq!(article["headline"], "开幕 </script> & 开赛");
    assert_eq!(
        (&article["datePublished"], &article["dateModified"], &article["author"]["name"]),
        (&"2022-04-29".into(), &"2022-05-02".into(), &"示例日报".into())
    );
    assert!(article["image"][0].as_str().is_some_and(|i| i.starts_with("https://zt.example.cn/news/kaimu/c-") && i.ends_with(".jpg")), "{article:#}");
    let event = &article["about"];
    assert_eq!((&event["@type"], &event["startDate"], &event["location"]["name"]), (&"Event".into(), &"2022-04-28".into(), &"兰州".into()));
    let trail = of(&news, "BreadcrumbList")["itemListElement"].as_array().expect("steps").clone();
    let steps: Vec<&str> = trail.iter().map(|s| s["item"].as_str().expect("an address")).collect();
    assert_eq!(steps, ["https://zt.example.cn/", "https://zt.example.cn/news/", "https://zt.example.cn/news/kaimu/"]);
    assert_eq!(trail.iter().map(|s| s["position"].as_u64().expect("a number")).collect::<Vec<_>>(), [1, 2, 3]);
    let profile = graph(&press.page("profiles/jia/"));
    let person = &of(&profile, "ProfilePage")["mainEntity"];
    assert_eq!(
        (&person["name"], &person["jobTitle"], &person["worksFor"]["name"], &person["award"][0]),
        (&"甲".into(), &"钳工".into(), &"某厂".into(), &"劳动模范".into())
    );
    assert_eq!(of(&graph(&press.page("features/tegao/")), "Article")["author"]["@type"], "Person");
    assert_eq!(of(&graph(&press.page("")), "WebSite")["name"], "匠心专题");
    let mut seen = 0;
    for (path, html) in press.output().iter().filter(|(p, _)| p.ends_with(".html")) {
        let told = graph(&String::from_utf8_lossy(html));
        assert!(told.iter().all(no_blank), "{path}: {told:#?}");
        seen += told.len();
    }
    assert!(seen > 10, "{seen}");
}

#[test]
fn of_placeholders_and_without_an_address_nothing_is_told_that_programs_would_believe() {
    let press = site();
    press.build();
    let kinds: Vec<Value> = graph(&press.page("news/shili/")).iter().map(|n| n["@type"].clone()).collect();
    assert_eq!(kinds, ["BreadcrumbList"]);
    let press = Press::lay(&format!("--- content/site.toml\ntitle = \"站\"\n{SITE}"));
    press.write("content/news/kaimu/c.jpg", &crate::pictures::photo(1500, 1000, None));
    press.build();
    for path in ["", "news/kaimu/", "profiles/jia/"] {
        let html = press.page(path);
        assert!(graph(&html).is_empty() && !html.contains("og:image") && !html.contains("og:url"), "{path}");
    }
}

#[test]
fn a_share_shows_the_cover_with_its_size() {
    let press = site();
    press.build();
    let meta = |path: &str, name: &str| {
        let html = press.page(path);
        let all: Vec<String> =
            tags(&html, "meta").iter().filter(|t| t.get("property") == name || t.get("name") == name).map(|t| t.get("content").to_owned()).collect();
        assert!(all.len() < 2, "{name} twice on {path}");
        all.into_iter().next().unwrap_or_default()
    };
    let news = |name| meta("news/kaimu/", name);
    assert!(news("og:image").starts_with("https://zt.example.cn/news/kaimu/c-"), "{}", news("og:image"));
    assert_eq!((news("og:image:width"), news("og:image:height"), news("twitter:card")), ("1200".into(), "800".into(), "summary_large_image".into()));
    assert_eq!((news("article:published_time"), news("article:modified_time"), news("og:locale")), ("2022-04-29".into(), "2022-05-02".into(), "zh_CN".into()));
    assert_eq!((meta("profiles/jia/", "og:image"), meta("profiles/jia/", "twitter:card")), (String::new(), "summary".into()), "no share shows an SVG");
}
