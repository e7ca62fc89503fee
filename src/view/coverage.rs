use super::compose::Composer;
use super::{CoverageRow, CoverageSection, CoverageView, PointLink, cite};
use crate::lang::Lang;
use crate::site::{Page, PageId, Point};

impl Composer<'_> {
    /// Every notice with points: its parts, its points and what carries each out.
    pub(super) fn coverage(&self, lang: &Lang) -> Vec<CoverageView> {
        self.site.written().filter(|(_, p)| !p.points.is_empty()).map(|(id, page)| self.covered_notice(id, page, lang)).collect()
    }

    fn covered_notice(&self, id: PageId, page: &Page, lang: &Lang) -> CoverageView {
        let shown = self.site.version(id, lang);
        let path = self.link(&self.site.pages[shown].url);
        let titles = self.part_titles(shown);
        let mut sections: Vec<CoverageSection> = Vec::new();
        let mut current = None;
        for point in &page.points {
            if sections.is_empty() || current != point.part {
                current = point.part;
                sections.push(match point.part.and_then(|n| Some((n, page.parts.get(n)?))) {
                    Some((n, part)) => CoverageSection {
                        id: part.id.clone(),
                        marker: if lang.is_chinese() { part.marker.clone() } else { format!("{}.", part.ordinal) },
                        title: titles.get(n).cloned().unwrap_or_else(|| part.title.clone()),
                        path: format!("{path}#{}", part.id),
                        rows: Vec::new(),
                    },
                    None => CoverageSection { id: String::new(), marker: String::new(), title: String::new(), path: path.clone(), rows: Vec::new() },
                });
            }
            if let Some(section) = sections.last_mut() {
                section.rows.push(self.row(id, point, &path, lang));
            }
        }
        CoverageView {
            title: self.site.pages[shown].title.clone(),
            number: self.paper_head(shown).number,
            path,
            covered: self.site.coverage.covered(id, page),
            total: page.points.len(),
            sections,
        }
    }

    fn row(&self, notice: PageId, point: &Point, path: &str, lang: &Lang) -> CoverageRow {
        let documents = self.site.coverage.documents(notice, &point.id);
        CoverageRow {
            id: point.id.clone(),
            label: cite::point_label(&[], &Point { part: None, ..point.clone() }, lang),
            title: self.point_title(notice, &point.id, lang),
            path: format!("{path}#{}", point.id),
            documents: documents.iter().map(|&id| self.card(self.site.version(id, lang))).collect(),
        }
    }

    /// The first sentence of a point, in a language where the notice has a version in it.
    pub(super) fn point_title(&self, notice: PageId, point: &str, lang: &Lang) -> String {
        let shown = &self.site.pages[self.site.version(notice, lang)];
        if let Some(body) = shown.body()
            && let Some(block) = body.blocks.iter().find(|b| b.id.as_deref() == Some(point))
        {
            return first_sentence(&plain(body.html.get(block.html.clone()).unwrap_or("")));
        }
        self.site.pages[notice].points.iter().find(|p| p.id == point).map_or(String::new(), |p| p.title.clone())
    }

    /// The points that a document carries out, as links.
    pub(super) fn implemented(&self, page: &Page) -> Vec<PointLink> {
        let link = |(notice, point): &(PageId, String)| {
            let original = &self.site.pages[*notice];
            let found = original.points.iter().find(|p| p.id == *point)?;
            let shown = &self.site.pages[self.site.version(*notice, &page.lang)];
            Some(PointLink {
                path: format!("{}#{point}", self.link(&shown.url)),
                label: cite::point_label(&original.parts, found, &page.lang),
                notice: shown.title.clone(),
                title: self.point_title(*notice, point, &page.lang),
            })
        };
        page.implements.iter().filter_map(link).collect()
    }
}

/// The text of a piece of html that the program itself made.
fn plain(html: &str) -> String {
    let mut out = String::new();
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            c if !in_tag => out.push(c),
            _ => {}
        }
    }
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&").trim().to_owned()
}

fn first_sentence(text: &str) -> String {
    let end = text.find(". ").map(|i| i + 1).or_else(|| text.find('。')).unwrap_or(text.len());
    text.get(..end).unwrap_or(text).trim_end_matches(['.', '。']).to_owned()
}
