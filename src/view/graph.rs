use serde_json::{Value, json};

use super::compose::Composer;
use super::{Own, PageFrame};
use crate::site::PageKey;

impl Composer<'_> {
    /// What a page says of itself to programs (JSON-LD, schema.org), ready to stand in a `script`; `None` where the site has no
    /// address, or the page nothing to say. Of placeholders it tells nothing but their place: a program would take it for true.
    pub(super) fn graph(&self, key: &PageKey, page: &PageFrame, own: &Own) -> Option<String> {
        let url = page.url.as_deref()?;
        let mut graph: Vec<Value> = self.trail(page, url).into_iter().collect();
        if !page.sample {
            graph.extend(match (key, own) {
                (PageKey::Home(_), _) => Some(self.web_site(page, url)),
                (_, Own::Profile(_)) => Some(self.person(page, own, url)),
                (PageKey::Document(_), _) if page.kind != "page" => Some(self.article(page, own, url)),
                _ => None,
            });
        }
        if graph.is_empty() {
            return None;
        }
        let whole = json!({ "@context": "https://schema.org", "@graph": graph });
        // Inside a script nothing else ends it (HTML, restrictions for contents of script elements).
        Some(whole.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026"))
    }

    /// The way from the home page; every step has its address.
    fn trail(&self, page: &PageFrame, url: &str) -> Option<Value> {
        let step = |n: usize, name: &str, item: String| json!({ "@type": "ListItem", "position": n, "name": name, "item": item });
        let above = page.crumbs.iter().enumerate().filter_map(|(n, crumb)| Some(step(n + 1, &crumb.title, self.site.edition.absolute(&crumb.path)?)));
        let mut steps: Vec<Value> = above.collect();
        if steps.is_empty() {
            return None;
        }
        steps.push(step(steps.len() + 1, &page.title, url.to_owned()));
        Some(json!({ "@type": "BreadcrumbList", "itemListElement": steps }))
    }

    fn web_site(&self, page: &PageFrame, url: &str) -> Value {
        filled(json!({
            "@type": "WebSite", "@id": format!("{url}#jx-site"), "url": url, "name": page.title, "description": page.description,
            "inLanguage": page.lang, "publisher": self.publisher(page),
        }))
    }

    /// Who publishes the site, as its footer says.
    fn publisher(&self, page: &PageFrame) -> Value {
        let lang = self.site.languages.iter().find(|l| l.tag() == page.lang).or_else(|| self.site.languages.first());
        let name = lang.and_then(|lang| self.site.settings.footer.organiser.in_language(lang));
        name.map_or(Value::Null, |name| json!({ "@type": "Organization", "name": name }))
    }

    fn article(&self, page: &PageFrame, own: &Own, url: &str) -> Value {
        let (kind, event) = match own {
            Own::News(news) if !news.place.is_empty() || news.happened_on.is_some() => ("NewsArticle", event(page, news)),
            Own::News(_) => ("NewsArticle", Value::Null),
            _ => ("Article", Value::Null),
        };
        let author = match (page.author.is_empty(), page.source.is_empty()) {
            (false, _) => json!({ "@type": "Person", "name": page.author }),
            (true, false) => json!({ "@type": "Organization", "name": page.source }),
            (true, true) => self.publisher(page),
        };
        let day = |date: &Option<super::DateText>| date.as_ref().map_or(Value::Null, |d| json!(d.iso));
        let keywords: Vec<&str> = page.tags.iter().map(|tag| tag.title.as_str()).collect();
        filled(json!({
            "@type": kind, "@id": format!("{url}#jx-article"), "headline": page.title, "description": page.description, "inLanguage": page.lang,
            "mainEntityOfPage": url, "url": url, "image": image(page), "datePublished": day(&page.date),
            "dateModified": day(if page.updated.is_some() { &page.updated } else { &page.date }), "author": author, "publisher": self.publisher(page),
            "articleSection": page.section.as_ref().map_or(Value::Null, |s| json!(s.title)), "keywords": keywords.join(","), "about": event,
        }))
    }

    fn person(&self, page: &PageFrame, own: &Own, url: &str) -> Value {
        let Own::Profile(profile) = own else { return Value::Null };
        let awards: Vec<&str> = profile.honours.iter().map(|h| h.title.as_str()).collect();
        let named = |kind: &str, name: &str| if name.is_empty() { Value::Null } else { json!({ "@type": kind, "name": name }) };
        let person = filled(json!({
            "@type": "Person", "@id": format!("{url}#jx-person"), "name": profile.name, "jobTitle": profile.trade,
            "worksFor": named("Organization", &profile.employer), "workLocation": named("Place", &profile.city), "award": awards, "image": image(page),
        }));
        filled(json!({
            "@type": "ProfilePage", "@id": format!("{url}#jx-article"), "url": url, "name": page.title, "description": page.description,
            "inLanguage": page.lang, "mainEntity": person,
        }))
    }
}

/// What news tell of: an event with its day and place.
fn event(page: &PageFrame, news: &super::NewsView) -> Value {
    let day = news.happened_on.as_ref().or(page.date.as_ref());
    // An event without a day or a place is none to schema.org's readers.
    let (Some(day), false) = (day, news.place.is_empty()) else { return Value::Null };
    let organiser = if news.organiser.is_empty() { Value::Null } else { json!({ "@type": "Organization", "name": news.organiser }) };
    filled(json!({
        "@type": "Event", "name": page.title, "startDate": day.iso, "location": { "@type": "Place", "name": news.place, "address": news.place },
        "organizer": organiser,
    }))
}

fn image(page: &PageFrame) -> Value {
    let card = page.og_image.as_ref().map(|image| &image.url).filter(|url| Some(*url) != page.cover_url.as_ref());
    let all: Vec<&String> = page.cover_url.iter().chain(card).collect();
    json!(all)
}

/// Without what is empty: nothing is said that is not known.
fn filled(value: Value) -> Value {
    let Value::Object(all) = value else { return value };
    let is_empty = |v: &Value| v.is_null() || v.as_str() == Some("") || v.as_array().is_some_and(Vec::is_empty);
    Value::Object(all.into_iter().filter(|(_, v)| !is_empty(v)).collect())
}
