use std::cmp::Reverse;

use serde::Serialize;

use super::compose::Composer;
use super::{Link, month_text};
use crate::date::Moment;
use crate::lang::Lang;
use crate::site::{Facet, PageKey, Site};

/// By what a list can be narrowed (筛选), and to what.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FilterView {
    /// place, trade, batch or month.
    pub by: &'static str,
    /// Its values: the newest month first, others by how many documents they have.
    pub choices: Vec<ChoiceView>,
}

/// One value that a list can be narrowed to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChoiceView {
    /// As readers see it.
    pub title: String,
    /// The narrowed list, from the site's root.
    pub path: String,
    /// How many documents it has.
    pub count: usize,
    /// Whether it is this page.
    pub current: bool,
}

/// The value that this list is narrowed to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NarrowedView {
    /// place, trade, batch or month.
    pub by: &'static str,
    /// As readers see it.
    pub title: String,
    /// The whole list.
    pub all: Link,
    /// How many documents it has.
    pub count: usize,
}

/// A value as readers see it: 2022年4月 for a month, else as it is written.
pub(super) fn choice_title(site: &Site, section: usize, lang: &Lang, by: Facet, value: &str) -> String {
    let written = site.choice(section, lang, by, value).map_or(value, |choice| choice.title.as_str());
    match (by, Moment::parse(&format!("{written}-01"))) {
        (Facet::Month, Some(first)) => month_text(first.day, lang),
        _ => written.to_owned(),
    }
}

impl Composer<'_> {
    /// By what a section's list can be narrowed; `current` is what this page is narrowed to.
    pub(super) fn filters(&self, section: usize, lang: &Lang, current: Option<(Facet, &str)>) -> Vec<FilterView> {
        let facets = self.site.facets.get(&(section, lang.clone())).into_iter().flatten();
        let filter = |(&by, choices): (&Facet, &std::collections::BTreeMap<String, crate::site::Choice>)| {
            let choice = |(value, found): (&String, &crate::site::Choice)| ChoiceView {
                title: choice_title(self.site, section, lang, by, value),
                path: self.path(&PageKey::Narrowed { section, lang: lang.clone(), by, value: value.clone(), number: 1 }),
                count: found.pages.len(),
                current: current == Some((by, value.as_str())),
            };
            let mut choices: Vec<ChoiceView> = choices.iter().map(choice).collect();
            match by {
                Facet::Month => choices.reverse(),
                _ => choices.sort_by_key(|c| Reverse(c.count)),
            }
            FilterView { by: by.name(), choices }
        };
        facets.map(filter).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::date::Moment;
    use crate::lang::Lang;
    use crate::view::{date_text, month_text};

    #[test]
    fn months_are_written_as_days_are() {
        let day = Moment::parse("2022-04-09").expect("a day");
        for (tag, month) in [("zh-Hans", "2022年4月"), ("en", "April 2022"), ("ja", "2022年4月")] {
            let lang = Lang::new(tag).expect("a tag");
            assert_eq!(month_text(day.day, &lang), month);
            assert!(date_text(&day, &lang).text.contains(month));
        }
    }
}
