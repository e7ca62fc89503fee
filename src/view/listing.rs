use std::sync::Arc;

use super::compose::Composer;
use super::{
    Card, CoverageLine, FigureView, HomeList, HomeView, ListView, NarrowedView, NoticeCard, NoticeEntry, PageFrame, PageLink, Pager, Term, Tick, cite,
    date_text,
};
use crate::document::Kind;
use crate::lang::Lang;
use crate::site::{Facet, PAGE_SIZE, PageId, PageKey};

/// How many documents of a section the home page shows.
const ON_HOME: usize = 6;

impl Composer<'_> {
    pub(super) fn home(&self, lang: &Lang, page: &mut PageFrame) -> HomeView {
        let site = self.site;
        let lead = site.home.get(lang).map_or(String::new(), |&id| self.body_html(id, &self.root(&PageKey::Home(lang.clone()))));
        if let Some(&id) = site.home.get(lang) {
            page.title = site.pages[id].title.clone();
            page.summary = site.pages[id].summary.clone();
            page.standfirst = site.pages[id].common.summary.clone().unwrap_or_default();
            page.description = site.pages[id].summary.clone();
        }
        let notice = self.newest_notice(lang);
        let lists = (0..site.sections.len()).filter_map(|s| self.home_list(s, lang)).collect();
        HomeView {
            lead,
            notice: notice.map(|id| self.notice_card(id)),
            lists,
            coverage: self.coverage_line(lang),
            timeline: self.timeline(lang),
            figures: self.figures(lang),
        }
    }

    fn figures(&self, lang: &Lang) -> Vec<FigureView> {
        let figure = |figure: &crate::config::Figure| {
            let words = |w: &crate::config::Worded| w.in_language(lang).unwrap_or("").to_owned();
            let page = figure.path.as_deref().and_then(|path| self.site.find(path)).map(|key| match key {
                PageKey::Document(id) => PageKey::Document(self.site.version(id, lang)),
                other => super::language::counterpart(self, &other, lang).unwrap_or(other),
            });
            FigureView {
                value: figure.value.clone(),
                unit: words(&figure.unit),
                label: words(&figure.label),
                source: words(&figure.source),
                path: page.map(|key| self.path(&key)),
            }
        };
        self.site.settings.figures.iter().map(figure).collect()
    }

    fn newest_notice(&self, lang: &Lang) -> Option<PageId> {
        let of = |lang: &Lang| {
            self.site
                .documents()
                .filter(|(_, p)| p.kind == Kind::Notice && p.lang == *lang)
                .max_by_key(|(id, p)| (p.date, std::cmp::Reverse(*id)))
                .map(|(id, _)| id)
        };
        of(lang).or_else(|| of(self.site.settings.default_language()))
    }

    fn notice_card(&self, id: PageId) -> NoticeCard {
        let page = &self.site.pages[id];
        let paper = self.paper_head(id);
        let structure = &self.site.pages[page.original.unwrap_or(id)];
        let path = self.link(&page.url);
        let titles = self.part_titles(id);
        let sections = structure.parts.iter().enumerate().map(|(n, part)| NoticeEntry {
            id: part.id.clone(),
            marker: if page.lang.is_chinese() { part.marker.clone() } else { String::new() },
            title: titles.get(n).cloned().unwrap_or_else(|| part.title.clone()),
            path: format!("{path}#{}", part.id),
            points: structure.points.iter().filter(|p| p.part == Some(n)).count(),
        });
        NoticeCard {
            title: page.title.clone(),
            path: path.clone(),
            issuer_mark: paper.issuer_mark,
            issuer: paper.issuer,
            number: paper.number,
            date: page.date.as_ref().map(|d| date_text(d, &page.lang)),
            addressees: paper.addressees,
            sections: sections.collect(),
            points: structure.points.len(),
        }
    }

    fn home_list(&self, section: usize, lang: &Lang) -> Option<HomeList> {
        let found = &self.site.sections[section];
        let pages = found.pages.get(lang).filter(|p| !p.is_empty() && found.kind != Kind::Notice)?;
        Some(HomeList {
            kind: found.kind.name(),
            title: self.site.section_title(section, lang).to_owned(),
            path: self.path(&PageKey::Section(section, lang.clone(), 1)),
            cards: self.cards(&pages[..pages.len().min(ON_HOME)]),
        })
    }

    fn coverage_line(&self, lang: &Lang) -> Option<CoverageLine> {
        let mut ticks = Vec::new();
        for (id, page) in self.site.written().filter(|(_, p)| !p.points.is_empty()) {
            let shown = self.site.version(id, lang);
            let path = self.link(&self.site.pages[shown].url);
            ticks.extend(page.points.iter().map(|point| Tick {
                path: format!("{path}#{}", point.id),
                short: cite::point_short(&page.parts, point),
                label: cite::point_label(&page.parts, point, lang),
                title: self.point_title(id, &point.id, lang),
                count: self.site.coverage.documents(id, &point.id).len(),
            }));
        }
        let covered = ticks.iter().filter(|t| t.count > 0).count();
        (!ticks.is_empty()).then(|| CoverageLine { path: self.path(&PageKey::Coverage(lang.clone())), covered, total: ticks.len(), ticks })
    }

    pub(super) fn section_list(&self, section: usize, lang: &Lang, n: usize, page: &mut PageFrame) -> ListView {
        let found = &self.site.sections[section];
        let key = PageKey::Section(section, lang.clone(), n);
        let index = found.index.get(lang).copied();
        if let Some(id) = index.filter(|&id| !self.site.pages[id].summary.is_empty()) {
            page.summary = self.site.pages[id].summary.clone();
            page.standfirst = self.site.pages[id].common.summary.clone().unwrap_or_default();
            page.description = page.summary.clone();
        }
        let ids = found.pages.get(lang).map_or(&[][..], Vec::as_slice);
        ListView {
            kind: found.kind.name(),
            title: page.title.clone(),
            intro: index.filter(|_| n == 1).map_or(String::new(), |id| self.body_html(id, &self.root(&key))),
            cards: self.cards(slice(ids, n)),
            pager: self.pager(ids.len(), n, |n| PageKey::Section(section, lang.clone(), n)),
            filters: self.filters(section, lang, None),
            narrowed: None,
        }
    }

    pub(super) fn narrowed_list(&self, section: usize, lang: &Lang, by: Facet, value: &str, n: usize) -> ListView {
        let ids = self.site.choice(section, lang, by, value).map_or(&[][..], |choice| choice.pages.as_slice());
        let key = |number| PageKey::Narrowed { section, lang: lang.clone(), by, value: value.to_owned(), number };
        let title = super::facet::choice_title(self.site, section, lang, by, value);
        ListView {
            kind: self.site.sections[section].kind.name(),
            title: title.clone(),
            intro: String::new(),
            cards: self.cards(slice(ids, n)),
            pager: self.pager(ids.len(), n, key),
            filters: self.filters(section, lang, Some((by, value))),
            narrowed: Some(NarrowedView { by: by.name(), title, all: super::framing::section_link(self, section, lang), count: ids.len() }),
        }
    }

    pub(super) fn tag_list(&self, tag: &str, lang: &Lang, n: usize) -> ListView {
        let found = self.site.tags.get(lang).and_then(|t| t.get(tag));
        let ids = found.map_or(&[][..], |t| t.pages.as_slice());
        ListView {
            kind: "tag",
            title: found.map_or_else(|| tag.to_owned(), |t| t.title.clone()),
            intro: String::new(),
            cards: self.cards(slice(ids, n)),
            pager: self.pager(ids.len(), n, |n| PageKey::Tag(tag.to_owned(), lang.clone(), n)),
            filters: Vec::new(),
            narrowed: None,
        }
    }

    pub(super) fn terms(&self, lang: &Lang) -> Vec<Term> {
        let tags = self.site.tags.get(lang).into_iter().flatten();
        let mut terms: Vec<Term> = tags
            .map(|(folder, tag)| Term { title: tag.title.clone(), path: self.path(&PageKey::Tag(folder.clone(), lang.clone(), 1)), count: tag.pages.len() })
            .collect();
        terms.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.title.cmp(&b.title)));
        terms
    }

    fn cards(&self, ids: &[PageId]) -> Vec<Arc<Card>> {
        ids.iter().map(|&id| self.card(id)).collect()
    }

    fn pager(&self, count: usize, n: usize, key: impl Fn(usize) -> PageKey) -> Option<Pager> {
        let total = count.div_ceil(PAGE_SIZE);
        (total > 1).then(|| Pager {
            current: n,
            total,
            previous: (n > 1).then(|| self.path(&key(n - 1))),
            next: (n < total).then(|| self.path(&key(n + 1))),
            pages: near(n, total).map(|number| PageLink { number, path: self.path(&key(number)), current: number == n }).collect(),
        })
    }
}

fn slice(ids: &[PageId], n: usize) -> &[PageId] {
    let from = ((n - 1) * PAGE_SIZE).min(ids.len());
    &ids[from..(from + PAGE_SIZE).min(ids.len())]
}

/// The first, the last and the neighbours: a pager of 500 pages stays short.
fn near(n: usize, total: usize) -> impl Iterator<Item = usize> {
    (1..=total).filter(move |&k| k == 1 || k == total || k.abs_diff(n) <= 2)
}
