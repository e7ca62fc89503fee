//! Themes: templates, static files, fixed words. The one door to tera.

mod bundle;
mod engine;
mod files;
mod pictures;
mod slips;
mod squeeze;
mod words;

pub use engine::{Frames, Theme};
pub use files::{StaticFile, ThemeFiles, embedded};

/// The template of the search page; a theme without it has no search.
pub const SEARCH: &str = "search.html";

/// The templates every theme must have.
pub const TEMPLATES: [&str; 15] = [
    "home.html",
    "section.html",
    "notice.html",
    "feature.html",
    "profile.html",
    "news.html",
    "page.html",
    "tags.html",
    "tag.html",
    "coverage.html",
    "bilingual.html",
    "glossary.html",
    "404.html",
    "alias.html",
    "base.html",
];
