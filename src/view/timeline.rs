use serde::Serialize;

use super::compose::Composer;
use super::{DateText, date_text};
use crate::document::{Kind, Own};
use crate::lang::Lang;
use crate::site::Page;

/// How many events the home page shows.
const MOST: usize = 12;

/// One event of the campaign (时间轴).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EventView {
    /// For the mark on the line: 2022.
    pub year: String,
    /// When.
    pub date: DateText,
    /// What.
    pub title: String,
    /// Where it is told, from the site's root.
    pub path: String,
    /// notice or news.
    pub kind: &'static str,
    /// Placeholder content.
    pub sample: bool,
}

impl Composer<'_> {
    /// The campaign in its order of time: every dated notice and news item of a language, the latest twelve. News stands
    /// where it happened, not where it was reported. Empty where there is less than two to tell.
    pub(super) fn timeline(&self, lang: &Lang) -> Vec<EventView> {
        let of_language = self.site.documents().filter(|(_, p)| p.lang == *lang && matches!(p.kind, Kind::Notice | Kind::News));
        let mut events: Vec<_> = of_language.filter_map(|(id, page)| Some((when(page)?, &page.title, id))).collect();
        events.sort();
        if events.len() < 2 {
            return Vec::new();
        }
        let event = |&(moment, title, id): &(crate::date::Moment, &String, usize)| {
            let page = &self.site.pages[id];
            EventView {
                year: moment.day.year().to_string(),
                date: date_text(&moment, lang),
                title: title.clone(),
                path: self.link(&page.url),
                kind: page.kind.name(),
                sample: page.common.sample,
            }
        };
        events[events.len().saturating_sub(MOST)..].iter().map(event).collect()
    }
}

fn when(page: &Page) -> Option<crate::date::Moment> {
    match &page.own {
        Own::News(news) => news.happened_on.or(page.date),
        _ => page.date,
    }
}
