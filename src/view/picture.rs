use std::collections::BTreeMap;

use super::compose::Composer;
use super::text::file_path;
use super::value::{Picture, PictureSize};
use crate::document::{Focus, Own};
use crate::fields::Spanned;
use crate::markup::{HoleKind, Place};
use crate::path::{OutPath, SitePath};
use crate::picture::{Cut, Cuts, Form, Forms, Use};
use crate::site::{Page, Site, Target};

impl Composer<'_> {
    /// A file as a picture.
    pub(super) fn picture(&self, file: &SitePath, of: Use, focus: Option<Focus>, alt: &str) -> Picture {
        let cut = self.cuts.of(of);
        if let Some(forms) = made(self.site, file, cut, focus) {
            let sizes = |forms: &[Form]| forms.iter().map(|f| PictureSize { src: f.path(), width: f.width() }).collect::<Vec<_>>();
            return Picture {
                src: forms.plain.last().map_or_else(|| file_path(file), Form::path),
                width: forms.size.width,
                height: forms.size.height,
                alt: alt.to_owned(),
                srcset: sizes(&forms.plain),
                webp: sizes(&forms.webp),
                avif: sizes(&forms.avif),
                sizes: cut.sizes.clone(),
                caption: String::new(),
            };
        }
        let size = self.site.assets.get(file).and_then(|a| a.picture).and_then(Result::ok);
        Picture { src: file_path(file), width: size.map_or(0, |s| s.width), height: size.map_or(0, |s| s.height), alt: alt.to_owned(), ..Picture::default() }
    }

    /// A picture that a field names; `None` where there is no such file (a finding says so).
    pub(super) fn field_picture(&self, page: &Page, name: &str, of: Use, alt: &str) -> Option<Picture> {
        let file = crate::site::file_of_field(page, name, &self.site.assets)?;
        Some(self.picture(&file, of, focus(page, of), alt))
    }

    /// A document's cover or portrait; a translation without one has its original's.
    pub(super) fn cover(&self, page: &Page, alt: &str) -> Option<Picture> {
        let (page, name) = cover(self.site, page)?;
        self.field_picture(page, &name.value, of_cover(page), alt)
    }
}

/// Every picture that pages show in a size of its own: where it is published, and what it is made of.
pub fn forms(site: &Site, cuts: &Cuts) -> BTreeMap<OutPath, Form> {
    let mut all = BTreeMap::new();
    let mut add = |file: &SitePath, of: Use, focus: Option<Focus>| {
        let forms = made(site, file, cuts.of(of), focus).into_iter().flat_map(|f| f.plain.into_iter().chain(f.webp).chain(f.avif));
        all.extend(forms.map(|form| (form.at.clone(), form)));
    };
    for page in site.pages.iter().filter(|p| p.shown) {
        for (hole, target) in page.holes().iter().zip(page.targets.iter()) {
            if let (HoleKind::Picture { place, .. }, Target::File(file)) = (&hole.kind, target) {
                add(file, of_place(*place), None);
            }
        }
        for (page, name, of) in in_fields(site, page) {
            if let Some(file) = crate::site::file_of_field(page, &name.value, &site.assets) {
                add(&file, of, focus(page, of));
            }
        }
    }
    all
}

/// The size in which a picture of a text is shown.
pub(super) fn of_place(place: Place) -> Use {
    match place {
        Place::Text => Use::Text,
        Place::Tile => Use::Gallery,
        Place::Portrait => Use::Portrait,
        Place::Poster => Use::Poster,
    }
}

fn made(site: &Site, file: &SitePath, cut: &Cut, focus: Option<Focus>) -> Option<Forms> {
    crate::picture::forms(file, crate::site::published_at(file), site.assets.get(file)?, cut, focus)
}

/// The pictures that a page's fields name, each with the document that names it.
fn in_fields<'s>(site: &'s Site, page: &'s Page) -> Vec<(&'s Page, &'s Spanned<String>, Use)> {
    let mut all: Vec<_> = cover(site, page).map(|(page, name)| (page, name, of_cover(page))).into_iter().collect();
    if let Own::News(news) = &page.own {
        all.extend(news.gallery.iter().map(|item| (page, &item.src, Use::Gallery)));
        all.extend(news.video.iter().filter_map(|v| v.poster.as_ref()).map(|poster| (page, poster, Use::Poster)));
    }
    all
}

fn cover<'s>(site: &'s Site, page: &'s Page) -> Option<(&'s Page, &'s Spanned<String>)> {
    let portrait = match &page.own {
        Own::Profile(profile) => profile.portrait.as_ref(),
        _ => None,
    };
    match page.common.cover.as_ref().or(portrait) {
        Some(name) => Some((page, name)),
        None => cover(site, page.original.map(|o| &site.pages[o])?),
    }
}

fn of_cover(page: &Page) -> Use {
    if matches!(page.own, Own::Profile(_)) { Use::Portrait } else { Use::Cover }
}

/// What cropping keeps: the focus is the cover's alone.
fn focus(page: &Page, of: Use) -> Option<Focus> {
    page.common.focus.filter(|_| matches!(of, Use::Cover | Use::Portrait))
}
