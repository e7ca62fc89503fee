use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::{Card, Link, Own, PageFrame, Shared, View, Words, framing};
use crate::lang::Lang;
use crate::path::Url;
use crate::picture::Cuts;
use crate::site::{PageId, PageKey, Site};
use crate::slip::Grounds;

/// Makes views of a site's pages; what many pages share is made once.
pub struct Composer<'a> {
    /// The site.
    pub site: &'a Site,
    words: &'a BTreeMap<Lang, Arc<Words>>,
    pub(super) cuts: &'a Cuts,
    pub(super) grounds: Option<&'a Grounds>,
    pub(super) draws_qr: bool,
    tells_graph: bool,
    cards: Vec<OnceLock<Arc<Card>>>,
    keywords: Vec<OnceLock<BTreeMap<Lang, String>>>,
}

impl<'a> Composer<'a> {
    /// For a site, the theme's fixed words and the pictures that it wants.
    pub fn new(site: &'a Site, words: &'a BTreeMap<Lang, Arc<Words>>, cuts: &'a Cuts) -> Self {
        let cards = site.pages.iter().map(|_| OnceLock::new()).collect();
        let keywords = site.sections.iter().map(|_| OnceLock::new()).collect();
        Self { site, words, cuts, grounds: None, draws_qr: true, tells_graph: true, cards, keywords }
    }

    /// Lets pages have the slips that a theme has grounds for.
    pub fn with_slips(mut self, grounds: &'a Grounds) -> Self {
        self.grounds = Some(grounds);
        self
    }

    /// Leaves `page.qr` null, for a theme that prints none: drawing one costs as much as the rest of a small page.
    pub fn without_qr(mut self) -> Self {
        self.draws_qr = false;
        self
    }

    /// Leaves `page.json_ld` null, for a theme that prints none.
    pub fn without_graph(mut self) -> Self {
        self.tells_graph = false;
        self
    }

    /// What all pages of a language share.
    pub fn shared(&self, lang: &Lang) -> Shared {
        Shared { site: framing::site_frame(self, lang), footer: framing::footer_frame(self, lang), words: self.words(lang) }
    }

    /// Everything one page prints.
    pub fn view(&self, key: &PageKey) -> View {
        let mut view = self.facts(key);
        if let PageKey::Document(_) | PageKey::Bilingual(..) = key {
            view.page.qr = view.page.url.as_deref().filter(|_| self.draws_qr).and_then(super::qr);
        }
        if self.tells_graph {
            view.page.json_ld = self.graph(key, &view.page, &view.own);
        }
        view
    }

    /// Of what a page prints all that does not follow from the rest of it and from what all pages share: neither its QR code nor its
    /// JSON-LD, which take longer to make than the rest.
    pub fn facts(&self, key: &PageKey) -> View {
        let mut page = self.frame(key);
        let (template, own) = match key {
            PageKey::Home(lang) => ("home.html", Own::Home(self.home(lang, &mut page))),
            PageKey::Section(section, lang, n) => ("section.html", Own::List(self.section_list(*section, lang, *n, &mut page))),
            PageKey::Narrowed { section, lang, by, value, number } => ("section.html", Own::List(self.narrowed_list(*section, lang, *by, value, *number))),
            PageKey::Document(id) => self.document(*id, &mut page),
            PageKey::Bilingual(id, other) => ("bilingual.html", self.bilingual(*id, *other, &mut page)),
            PageKey::Tags(lang) => ("tags.html", Own::Terms(self.terms(lang))),
            PageKey::Tag(tag, lang, n) => ("tag.html", Own::List(self.tag_list(tag, lang, *n))),
            PageKey::Glossary(lang) => ("glossary.html", Own::Glossary(self.glossary(lang))),
            PageKey::Coverage(lang) => ("coverage.html", Own::Coverage(self.coverage(lang))),
            PageKey::Search(lang) => ("search.html", Own::Search(self.search(lang))),
            PageKey::NotFound => ("404.html", Own::Plain),
        };
        if !matches!(key, PageKey::Document(_)) {
            page.og_image = self.card_image(key, &page.title);
        }
        View { template, root: self.root(key), page, own }
    }

    /// The way from a page to the site's root, as its links print it.
    pub fn root(&self, key: &PageKey) -> String {
        match key {
            PageKey::NotFound if self.site.edition.whole_links => "./".to_owned(),
            PageKey::NotFound => self.site.edition.base_path(),
            _ => self.site.url(key).up(),
        }
    }

    /// The fixed words of a language.
    pub fn words(&self, lang: &Lang) -> Arc<Words> {
        self.words.get(lang).cloned().unwrap_or_default()
    }

    /// A page's versions for `hreflang`, absolute; empty where the site has no base or the page one version.
    pub fn alternates(&self, key: &PageKey) -> Vec<(String, String)> {
        let absolute = |(lang, key): (String, PageKey)| Some((lang, self.site.edition.absolute(&self.site.url(&key).link(false))?));
        super::language::alternates(self, key).into_iter().filter_map(absolute).collect()
    }

    /// A page's path as links print it.
    pub fn path(&self, key: &PageKey) -> String {
        self.link(&self.site.url(key))
    }

    /// An address as links print it.
    pub fn link(&self, url: &Url) -> String {
        url.link(self.site.edition.whole_links)
    }

    /// A document as a link.
    pub fn document_link(&self, id: PageId) -> Link {
        Link { title: self.site.pages[id].title.clone(), path: self.link(&self.site.pages[id].url) }
    }

    /// A document as a card.
    pub fn card(&self, id: PageId) -> Arc<Card> {
        match self.cards.get(id) {
            Some(cell) => cell.get_or_init(|| Arc::new(self.make_card(id))).clone(),
            None => Arc::default(),
        }
    }

    /// What most documents of a section are about, by language: counted once, not for every page of its list.
    pub(super) fn keywords(&self, section: usize, lang: &Lang) -> Option<&str> {
        let by_lang = self.keywords.get(section)?.get_or_init(|| super::meta::keywords(self.site, section));
        by_lang.get(lang).map(String::as_str)
    }

    fn frame(&self, key: &PageKey) -> PageFrame {
        framing::page_frame(self, key)
    }
}
