//! Rendering: one artifact to its bytes.

mod minify;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::digest::Digest;
use crate::feed::feed;
use crate::lang::Lang;
use crate::path::SitePath;
use crate::picture::Form;
use crate::plan::Artifact;
use crate::search::{Former, Shelf};
use crate::site::{PageKey, Site};
use crate::sitemap::{robots, sitemap};
use crate::slip::Slip;
use crate::theme::{Frames, Theme};
use crate::view::{Composer, Own, View};
use minify::Minifier;

/// What makes a file: bytes, or a file of the site as it is.
#[derive(Debug, Clone)]
pub enum Made {
    /// The bytes.
    Bytes(Arc<[u8]>),
    /// A file to copy.
    Copy(SitePath),
    /// A picture to make.
    Picture(Arc<Form>),
    /// A card or poster to draw.
    Slip(Arc<Slip>),
}

/// Renders the artifacts of one site with one theme.
pub struct Renderer<'a> {
    composer: Composer<'a>,
    theme: &'a Theme,
    frames: BTreeMap<Lang, Frames>,
    shelf: Arc<Shelf>,
    /// Of everything that all pages of a language share, the theme and the program's ways included.
    shared: BTreeMap<Lang, Digest>,
    minifier: Minifier,
}

/// A file of the output as it was made.
#[derive(Debug)]
pub struct Rendered {
    /// What it is made of.
    pub made: Made,
    /// The digest of what it was made from, where that is cheaper to tell than to make it.
    pub fingerprint: Option<Digest>,
}

impl<'a> Renderer<'a> {
    /// Converts once what all pages share.
    pub fn new(site: &'a Site, theme: &'a Theme) -> Self {
        let composer = Composer::new(site, &theme.words, &theme.cuts).with_slips(&theme.grounds);
        let composer = if theme.mentions("qr") { composer } else { composer.without_qr() };
        let composer = if theme.mentions("json_ld") { composer } else { composer.without_graph() };
        let mut frames = BTreeMap::new();
        let mut shared = BTreeMap::new();
        for lang in &site.languages {
            let all = composer.shared(lang);
            let ways = [site.edition.minify, site.edition.whole_links].map(u8::from);
            let hant = site.hant.digest.filter(|_| site.is_derived(lang));
            let hant = hant.as_ref().map_or(&[][..], |d| d.bytes());
            if let Some(words) = stored(&(&all.site, &all.footer, &all.words)) {
                shared.insert(lang.clone(), Digest::of_parts([theme.digest.bytes().as_slice(), &ways, &words, hant]));
            }
            frames.insert(lang.clone(), Frames::new(&all));
        }
        Self { composer, theme, frames, shelf: Arc::default(), shared, minifier: Minifier::default() }
    }

    /// Takes the indexes of another renderer of the same site, and leaves them what it makes.
    pub fn sharing(mut self, shelf: &Arc<Shelf>) -> Self {
        self.shelf = shelf.clone();
        self
    }

    /// Makes a language's index on all cores, with the help of a former one; afterwards its shards cost nothing.
    pub fn fill(&self, lang: &Lang, former: Option<&Former>) {
        self.shelf.fill(&self.composer, lang, former);
    }

    /// What makes one artifact.
    ///
    /// # Errors
    /// A `template-error`.
    pub fn render(&self, artifact: &Artifact) -> Result<Made, Box<Diagnostic>> {
        self.made(artifact).map(|(made, _)| made)
    }

    /// The same with its fingerprint.
    ///
    /// # Errors
    /// A `template-error`.
    pub fn print(&self, artifact: &Artifact) -> Result<Rendered, Box<Diagnostic>> {
        let (made, view) = self.made(artifact)?;
        let fingerprint = match (artifact, view) {
            (Artifact::Page(key), Some(view)) => self.of_view(key, view),
            _ => self.fingerprint(artifact),
        };
        Ok(Rendered { made, fingerprint })
    }

    /// What makes an artifact; of a page with its view, whose text may be gone.
    fn made(&self, artifact: &Artifact) -> Result<(Made, Option<View>), Box<Diagnostic>> {
        let site = self.composer.site;
        let text = match artifact {
            Artifact::Page(key) => return self.page(key),
            Artifact::Copy(from) => return Ok((Made::Copy(from.clone()), None)),
            Artifact::Picture(form) => return Ok((Made::Picture(form.clone()), None)),
            Artifact::Slip(slip) => return Ok((Made::Slip(slip.clone()), None)),
            Artifact::ThemeFile(name) => {
                let bytes = self.theme.statics.get(name).map_or_else(|| Arc::from([]), |f| f.bytes.clone());
                return Ok((Made::Bytes(bytes), None));
            }
            Artifact::Alias { from, to } => {
                let title = match to {
                    PageKey::Document(id) => site.pages[*id].title.clone(),
                    other => site.url(other).to_string(),
                };
                self.minified(self.theme.render_alias(&from.up(), &self.composer.path(to), &title, site.language_of(to))?)
            }
            Artifact::Search(script) => return Ok((Made::Bytes(self.shelf.print(&self.composer, script)), None)),
            Artifact::Feed(key) => {
                let lang = site.language_of(key);
                let text = |id, base: &str| self.in_script(self.composer.body_html(id, base), lang, None);
                self.in_script(feed(&self.composer, key, text), lang, Some("content")).into_bytes()
            }
            Artifact::Sitemap => sitemap(&self.composer).into_bytes(),
            Artifact::Robots => robots(site).into_bytes(),
        };
        Ok((Made::Bytes(text.into()), None))
    }

    /// The digest of what an artifact is made from, where that is cheaper to tell than to make it. Two artifacts at one
    /// place with one fingerprint have the same bytes.
    pub fn fingerprint(&self, artifact: &Artifact) -> Option<Digest> {
        match artifact {
            Artifact::Page(key) => self.of_view(key, self.composer.facts(key)),
            Artifact::Feed(key) => {
                let made = feed(&self.composer, key, |id, base| self.composer.body_digest(id, base).hex());
                let hant = self.composer.site.hant.digest;
                Some(Digest::of_parts([made.as_bytes(), hant.as_ref().map_or(&[][..], |d| d.bytes())]))
            }
            Artifact::Search(script) => self.shelf.fingerprint(&self.composer, script),
            Artifact::Copy(from) => self.composer.site.assets.get(from).map(|asset| asset.digest),
            Artifact::Picture(form) => Some(form.digest),
            Artifact::Slip(slip) => Some(slip.digest),
            _ => None,
        }
    }

    fn page(&self, key: &PageKey) -> Result<(Made, Option<View>), Box<Diagnostic>> {
        let Some(frames) = self.frames.get(self.composer.site.language_of(key)) else { return Ok((Made::Bytes(Arc::from([])), None)) };
        let mut view = self.composer.view(key);
        let body = if self.theme.prints_body_whole { hold_back(&mut view.page.body) } else { String::new() };
        let lang = self.composer.site.language_of(key);
        let frame = self.in_script_bytes(self.theme.render(&view, frames)?, lang);
        let text = with_body(self.minified(frame), &self.in_script(body, lang, None));
        Ok((Made::Bytes(text.into()), Some(view)))
    }

    /// The text of a page stands in it as the digest of what it is made from, since a remembered document has none; what
    /// [`Composer::facts`] leaves out is not asked.
    fn of_view(&self, key: &PageKey, mut view: View) -> Option<Digest> {
        let shared = self.shared.get(self.composer.site.language_of(key))?;
        (view.page.qr, view.page.json_ld) = (None, None);
        if let PageKey::Document(id) = key
            && self.composer.site.withdrawal(*id).is_none()
            && view.page.kind != crate::document::Kind::Notice.name()
        {
            view.page.body = self.composer.body_digest(*id, &view.root).hex();
        }
        if let PageKey::Bilingual(id, other) = key {
            let texts = [*id, *other].map(|id| self.composer.body_digest(id, &view.root));
            view.page.body = texts.map(|d| d.hex()).concat();
            view.own = Own::Plain;
        }
        let (page, own) = (stored(&view.page)?, stored(&view.own)?);
        Some(Digest::of_parts([shared.bytes().as_slice(), view.template.as_bytes(), view.root.as_bytes(), &page, &own]))
    }

    /// A text in the script of a language, where its pages are made from another one's.
    fn in_script(&self, text: String, lang: &Lang, keep: Option<&str>) -> String {
        let site = self.composer.site;
        if site.is_derived(lang) { site.hant.html(&text, lang.tag(), keep) } else { text }
    }

    fn in_script_bytes(&self, page: Vec<u8>, lang: &Lang) -> Vec<u8> {
        if !self.composer.site.is_derived(lang) {
            return page;
        }
        self.in_script(String::from_utf8_lossy(&page).into_owned(), lang, None).into_bytes()
    }

    fn minified(&self, page: Vec<u8>) -> Vec<u8> {
        if self.composer.site.edition.minify { self.minifier.minify(&page) } else { page }
    }
}

/// A value as bytes; the same for the same value.
fn stored(value: &impl serde::Serialize) -> Option<Vec<u8>> {
    postcard::to_stdvec(value).ok()
}

/// Stands for the text of a page while its frame is printed and minified: most of a page is its text, which comes without
/// anything to leave out. A character of private use keeps it from being anybody's words.
const TEXT: &str = "\u{E0FF}jiangxin:text\u{E0FF}";

/// Takes a text that is not empty and leaves its stand-in.
fn hold_back(body: &mut String) -> String {
    if body.is_empty() { String::new() } else { std::mem::replace(body, TEXT.to_owned()) }
}

/// Puts the text where its stand-in is.
fn with_body(page: Vec<u8>, body: &str) -> Vec<u8> {
    if body.is_empty() {
        return page;
    }
    let mut whole = Vec::with_capacity(page.len() + body.len());
    let mut from = 0;
    for at in memchr::memmem::find_iter(&page, TEXT) {
        whole.extend_from_slice(page.get(from..at).unwrap_or_default());
        whole.extend_from_slice(body.as_bytes());
        from = at + TEXT.len();
    }
    whole.extend_from_slice(page.get(from..).unwrap_or_default());
    whole
}
