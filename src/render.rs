//! Rendering: one artifact to its bytes.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::feed::feed;
use crate::lang::Lang;
use crate::path::SitePath;
use crate::plan::Artifact;
use crate::site::{PageKey, Site};
use crate::sitemap::{robots, sitemap};
use crate::theme::{Frames, Theme};
use crate::view::Composer;

/// What makes a file: bytes, or a file of the site as it is.
#[derive(Debug, Clone)]
pub enum Made {
    /// The bytes.
    Bytes(Arc<[u8]>),
    /// A file to copy.
    Copy(SitePath),
}

/// Renders the artifacts of one site with one theme.
pub struct Renderer<'a> {
    composer: Composer<'a>,
    theme: &'a Theme,
    frames: BTreeMap<Lang, Frames>,
}

impl<'a> Renderer<'a> {
    /// Converts once what all pages share.
    pub fn new(site: &'a Site, theme: &'a Theme) -> Self {
        let composer = Composer::new(site, &theme.words);
        let composer = if theme.mentions("qr") { composer } else { composer.without_qr() };
        let frames = site.languages.iter().map(|lang| (lang.clone(), Frames::new(&composer.shared(lang)))).collect();
        Self { composer, theme, frames }
    }

    /// The bytes of one artifact.
    ///
    /// # Errors
    /// A `template-error`.
    pub fn render(&self, artifact: &Artifact) -> Result<Made, Box<Diagnostic>> {
        let site = self.composer.site;
        let text = match artifact {
            Artifact::Copy(from) => return Ok(Made::Copy(from.clone())),
            Artifact::ThemeFile(name) => return Ok(Made::Bytes(self.theme.statics.get(name).map_or_else(|| Arc::from([]), |f| f.bytes.clone()))),
            Artifact::Page(key) => {
                let Some(frames) = self.frames.get(site.language_of(key)) else { return Ok(Made::Bytes(Arc::from([]))) };
                let mut view = self.composer.view(key);
                let body = if self.theme.prints_body_whole { hold_back(&mut view.page.body) } else { String::new() };
                with_body(self.minified(self.theme.render(&view, frames)?), &body)
            }
            Artifact::Alias { from, to } => {
                let title = match to {
                    PageKey::Document(id) => site.pages[*id].title.clone(),
                    other => site.url(other).to_string(),
                };
                self.minified(self.theme.render_alias(&from.up(), &self.composer.path(to), &title, site.language_of(to))?)
            }
            Artifact::Feed(key) => feed(&self.composer, key).into_bytes(),
            Artifact::Sitemap => sitemap(&self.composer).into_bytes(),
            Artifact::Robots => robots(site).into_bytes(),
        };
        Ok(Made::Bytes(text.into()))
    }

    fn minified(&self, page: Vec<u8>) -> Vec<u8> {
        if self.composer.site.edition.minify { minify_html::minify(&page, &settings()) } else { page }
    }
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

/// Closing tags, `<html>` and `<head>` stay: outside tools read them, and so does the eye.
fn settings() -> minify_html::Cfg {
    let mut cfg = minify_html::Cfg::new();
    cfg.keep_closing_tags = true;
    cfg.keep_html_and_head_opening_tags = true;
    cfg.keep_comments = false;
    cfg
}
