use super::compose::Composer;
use super::{
    Card, CorrectionView, FeatureView, FileLink, HonourView, Link, NewsView, Own, PageFrame, Picture, ProfileView, SeriesItem, SeriesView, ShareImage,
    TocEntry, VideoView, date_text,
};
use crate::document::{self, FeatureFields, NewsFields, ProfileFields};
use crate::markup::{HoleKind, Place};
use crate::media::media_type;
use crate::path::SitePath;
use crate::picture::Use;
use crate::site::{Page, PageId, PageKey};
use crate::slip::Shape;

/// How many related documents a page names.
const RELATED: usize = 4;

impl Composer<'_> {
    /// A document's page: what its frame says beyond its address, its template, and what only its kind has.
    pub(super) fn document(&self, id: PageId, frame: &mut PageFrame) -> (&'static str, Own) {
        let page = &self.site.pages[id];
        if let Some(withdrawal) = self.site.withdrawal(id) {
            super::withdrawal::note(self, page, withdrawal, frame);
            return ("page.html", Own::Plain);
        }
        let root = self.root(&PageKey::Document(id));
        self.complete(id, frame);
        if page.kind == document::Kind::Notice {
            let (paper, toc) = self.paper(id, &root, frame.url.as_deref());
            frame.toc = toc;
            return ("notice.html", Own::Notice(Box::new(paper)));
        }
        frame.body = self.body_html(id, &root);
        frame.toc = contents(page);
        match &page.own {
            document::Own::Feature(fields) => ("feature.html", Own::Feature(self.feature(id, fields))),
            document::Own::Profile(fields) => ("profile.html", Own::Profile(self.profile(page, fields))),
            document::Own::News(fields) => ("news.html", Own::News(self.news(page, fields))),
            document::Own::Page(_) | document::Own::Notice(_) => ("page.html", Own::Plain),
        }
    }

    fn complete(&self, id: PageId, frame: &mut PageFrame) {
        let page = &self.site.pages[id];
        frame.kind = page.kind.name();
        frame.summary.clone_from(&page.summary);
        frame.standfirst = page.common.summary.clone().unwrap_or_default();
        if !page.summary.is_empty() {
            frame.description.clone_from(&page.summary);
        }
        frame.date = page.date.as_ref().map(|d| date_text(d, &page.lang));
        frame.updated = page.common.updated.as_ref().map(|d| date_text(d, &page.lang));
        (frame.draft, frame.sample) = (page.common.draft, page.common.sample);
        frame.section = page.section.map(|s| super::framing::section_link(self, s, &page.lang));
        frame.tags = self.tag_links(page);
        frame.source = page.common.source.clone().unwrap_or_default();
        frame.author = page.common.author.clone().unwrap_or_default();
        (frame.previous, frame.next) = self.neighbours(id);
        frame.related = self.related(id);
        frame.implements = self.implemented(page);
        let correction = |c: &document::Correction| CorrectionView { date: c.date.as_ref().map(|d| date_text(d, &page.lang)), text: c.text.clone() };
        frame.corrections = page.common.corrections.iter().map(correction).collect();
        frame.bilingual = self.bilingual_links(id);
        frame.files = self.files(page);
        frame.gallery = has_gallery(page);
        let cover = self.share_image(page);
        frame.cover_url = cover.as_ref().map(|cover| cover.url.clone());
        let key = PageKey::Document(id);
        frame.og_image = self.card_image(&key, &frame.title).or(cover);
        frame.poster = self.slip(&key, Shape::Poster).map(|poster| poster.path());
        frame.meta.extend(super::meta::of_article(page, frame));
    }

    /// A page's card, where the site makes some.
    pub(super) fn card_image(&self, key: &PageKey, title: &str) -> Option<ShareImage> {
        let card = self.slip(key, Shape::Card)?;
        let url = self.site.edition.absolute(&card.path())?;
        Some(ShareImage { url, width: card.ground.width, height: card.ground.height, alt: title.to_owned() })
    }

    /// A document's cover, where it is one that shares can show.
    fn share_image(&self, page: &Page) -> Option<ShareImage> {
        let cover = self.cover(page, &page.title).filter(|cover| !cover.srcset.is_empty())?;
        Some(ShareImage { url: self.site.edition.absolute(&cover.src)?, width: cover.width, height: cover.height, alt: cover.alt })
    }

    fn tag_links(&self, page: &Page) -> Vec<Link> {
        let mut folders: Vec<String> = Vec::new();
        for tag in page.common.tags.iter().map(|t| t.trim()).filter(|t| !t.is_empty()) {
            let folder = self.site.tag_folder(tag).into_owned();
            if !folders.contains(&folder) {
                folders.push(folder);
            }
        }
        let title = |folder: &String| self.site.tags.get(&page.lang).and_then(|t| t.get(folder)).map(|t| t.title.clone());
        let link = |folder: String| Some(Link { title: title(&folder)?, path: self.path(&PageKey::Tag(folder, page.lang.clone(), 1)) });
        folders.into_iter().filter_map(link).collect()
    }

    fn neighbours(&self, id: PageId) -> (Option<Link>, Option<Link>) {
        let place = self.site.places.get(id).copied().flatten();
        let page = &self.site.pages[id];
        let (Some(at), Some(list)) = (place, page.section.and_then(|s| self.site.sections[s].pages.get(&page.lang))) else { return (None, None) };
        let link = |at: Option<usize>| at.and_then(|at| list.get(at)).map(|&other| self.document_link(other));
        (link(at.checked_sub(1)), link(at.checked_add(1)))
    }

    fn related(&self, id: PageId) -> Vec<std::sync::Arc<Card>> {
        self.site.related(id, RELATED).into_iter().map(|other| self.card(other)).collect()
    }

    fn files(&self, page: &Page) -> Vec<FileLink> {
        let link = |field: &document::FileField| {
            let file = crate::site::file_of_field(page, &field.path, &self.site.assets)?;
            let (kind, size) = self.file_facts(&file);
            Some(FileLink { name: field.name.clone().unwrap_or_else(|| file.name().to_owned()), path: super::text::file_path(&file), kind, size })
        };
        page.common.files.iter().filter_map(link).collect()
    }

    /// A file's kind and its size, as people read them.
    fn file_facts(&self, file: &SitePath) -> (String, String) {
        let kind = file.name().rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_uppercase());
        (kind, size_text(self.site.assets.get(file).map_or(0, |a| a.len)))
    }

    /// The same in one: DOCX · 12 KB.
    pub(super) fn file_note(&self, file: &SitePath) -> String {
        let (kind, size) = self.file_facts(file);
        if kind.is_empty() { size } else { format!("{kind} · {size}") }
    }

    pub(super) fn make_card(&self, id: PageId) -> Card {
        let page = &self.site.pages[id];
        let text = |t: &Option<String>| t.clone().unwrap_or_default();
        let mut card = Card {
            kind: page.kind.name(),
            title: page.title.clone(),
            path: self.link(&page.url),
            lang: page.lang.tag().to_owned(),
            summary: page.summary.clone(),
            date: page.date.as_ref().map(|d| date_text(d, &page.lang)),
            sample: page.common.sample,
            draft: page.common.draft,
            cover: self.cover(page, ""),
            tags: self.tag_links(page),
            ..Card::default()
        };
        match &page.own {
            document::Own::Feature(f) => card.kicker = text(&f.kicker),
            document::Own::News(n) => card.place = text(&n.place),
            document::Own::Profile(p) => {
                (card.name, card.trade, card.employer, card.city) = (p.name.clone(), text(&p.trade), text(&p.employer), text(&p.city));
                card.honour = p.honours.first().map_or(String::new(), |h| h.title.clone());
            }
            document::Own::Notice(_) | document::Own::Page(_) => {}
        }
        card
    }

    fn feature(&self, id: PageId, fields: &FeatureFields) -> FeatureView {
        let series = fields.series.as_ref().map(|title| {
            let of = (self.site.pages[id].lang.clone(), title.clone());
            let items = self.site.series.get(&of).map_or(&[][..], Vec::as_slice);
            let item = |other: PageId| {
                let link = self.document_link(other);
                SeriesItem { title: link.title, path: link.path, current: other == id }
            };
            SeriesView { title: title.clone(), items: items.iter().copied().map(item).collect() }
        });
        FeatureView { kicker: fields.kicker.clone().unwrap_or_default(), people: fields.people.clone(), series }
    }

    fn profile(&self, page: &Page, fields: &ProfileFields) -> ProfileView {
        let text = |t: &Option<String>| t.clone().unwrap_or_default();
        let honour =
            |h: &document::Honour| HonourView { year: h.year.map_or(String::new(), |y| y.to_string()), title: h.title.clone(), grantor: text(&h.grantor) };
        ProfileView {
            name: fields.name.clone(),
            trade: text(&fields.trade),
            employer: text(&fields.employer),
            city: text(&fields.city),
            batch: text(&fields.batch),
            quote: text(&fields.quote),
            portrait: self.cover(page, &fields.name),
            honours: fields.honours.iter().map(honour).collect(),
        }
    }

    fn news(&self, page: &Page, fields: &NewsFields) -> NewsView {
        let gallery = fields.gallery.iter().filter_map(|item| {
            let alt = item.alt.clone().or_else(|| item.caption.clone()).unwrap_or_default();
            let picture = self.field_picture(page, &item.src.value, Use::Gallery, &alt)?;
            Some(Picture { caption: item.caption.clone().unwrap_or_default(), ..picture })
        });
        let video = fields.video.as_ref().and_then(|v| {
            let file = crate::site::file_of_field(page, &v.src.value, &self.site.assets)?;
            Some(VideoView {
                path: super::text::file_path(&file),
                kind: Some(media_type(file.name())).filter(|kind| kind.starts_with("video/")).unwrap_or_default().to_owned(),
                title: v.title.clone().unwrap_or_default(),
                poster: v.poster.as_ref().and_then(|p| self.field_picture(page, &p.value, Use::Poster, "")),
            })
        });
        NewsView {
            place: fields.place.clone().unwrap_or_default(),
            organiser: fields.organiser.clone().unwrap_or_default(),
            happened_on: fields.happened_on.as_ref().map(|d| date_text(d, &page.lang)),
            gallery: gallery.collect(),
            video,
        }
    }
}

fn has_gallery(page: &Page) -> bool {
    let of_text = || page.body().is_some_and(|body| body.holes.iter().any(|hole| matches!(hole.kind, HoleKind::Picture { place: Place::Tile, .. })));
    matches!(&page.own, document::Own::News(news) if !news.gallery.is_empty()) || of_text()
}

fn contents(page: &Page) -> Vec<TocEntry> {
    let Some(body) = page.body() else { return Vec::new() };
    let skip = usize::from(page.title_in_text);
    let top = body.headings.iter().skip(skip).map(|h| h.element).min().unwrap_or(2);
    let entry = |(n, h): (usize, &crate::markup::Heading)| TocEntry {
        id: page.heading_ids.get(n).cloned().unwrap_or_default(),
        marker: h.marker.clone(),
        title: h.title.clone(),
        level: h.element - top + 1,
    };
    body.headings.iter().enumerate().skip(skip).filter(|(_, h)| h.element <= top + 1).map(entry).collect()
}

/// A file's size as people read it: 1.2 MB.
fn size_text(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{:.1} MB", bytes as f64 / 1_048_576.0),
    }
}
