use super::compose::Composer;
use super::date_text::date_text;
use super::framing;
use crate::lang::Lang;
use crate::path::Url;
use crate::site::{Page, PageKey};
use crate::slip::{Shape, Slip, Words};
use crate::text::cut_short;

/// Characters of a lead that a poster has room for.
const LEAD: usize = 120;

impl Composer<'_> {
    /// The slip of a page in one of its shapes; `None` where the site has none, and for pages that nobody shares: further pages
    /// of a list, tags, search, and what was withdrawn. Posters stand for documents and home pages alone.
    pub fn slip(&self, key: &PageKey, shape: Shape) -> Option<Slip> {
        let site = self.site;
        let ground = self.grounds.filter(|_| site.settings.cards)?.of(shape)?;
        let page = match key {
            PageKey::Document(id) if site.withdrawal(*id).is_none() => Some(&site.pages[*id]),
            PageKey::Home(_) => None,
            PageKey::Section(_, _, 1) | PageKey::Coverage(_) if shape == Shape::Card => None,
            _ => return None,
        };
        let lang = site.language_of(key);
        let url: Url = site.url(key);
        let address = site.edition.absolute(&url.link(false))?;
        let words = self.slip_words(key, page, lang, shape);
        Slip::new(shape, words, address, &url, ground, site.edition.face, page.map(Page::file))
    }

    /// Every slip of the site.
    pub fn slips(&self) -> impl Iterator<Item = Slip> {
        let documents = self.site.documents().map(|(id, _)| PageKey::Document(id));
        let keys: Vec<PageKey> = documents.chain(self.site.listings()).collect();
        keys.into_iter().flat_map(|key| Shape::ALL.map(|shape| (key.clone(), shape))).filter_map(|(key, shape)| self.slip(&key, shape))
    }

    fn slip_words(&self, key: &PageKey, page: Option<&Page>, lang: &Lang, shape: Shape) -> Words {
        let (site, fixed) = (self.site, self.words(lang));
        let title = framing::title(self, key);
        let section = page.and_then(|p| p.section).map(|s| site.section_title(s, lang).to_owned()).unwrap_or_default();
        let sample = page.filter(|p| p.common.sample).map(|_| fixed.0.get("sample").cloned().unwrap_or_default());
        let kicker = [sample.unwrap_or_default(), section].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        let organiser = site.settings.footer.organiser.in_language(lang).unwrap_or_default();
        let date = page.and_then(|p| p.date.as_ref()).map(|d| date_text(d, lang).text).unwrap_or_default();
        let site_title = site.settings.title_in(lang);
        let is_poster = shape == Shape::Poster;
        let words = Words {
            kicker,
            site: if title == site_title { String::new() } else { site_title.to_owned() },
            foot: [organiser, &date].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("　"),
            lead: page.filter(|_| is_poster).map(|p| shortened(&p.summary)).unwrap_or_default(),
            scan: fixed.0.get("poster_scan").filter(|_| is_poster).cloned().unwrap_or_default(),
            title,
        };
        if site.is_derived(lang) { words.map(|text| site.hant.text(&text)) } else { words }
    }
}

/// A lead cut at the end of a sentence, or with an ellipsis.
fn shortened(text: &str) -> String {
    let Some((cut, _)) = text.char_indices().nth(LEAD) else { return text.to_owned() };
    let head = text.get(..cut).unwrap_or(text);
    match head.rfind(['。', '！', '？', '.']) {
        Some(end) if end > cut / 2 => head.chars().take(head.get(..end).map_or(0, |h| h.chars().count()) + 1).collect(),
        _ => cut_short(text, LEAD),
    }
}
