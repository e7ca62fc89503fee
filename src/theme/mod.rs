//! Themes: templates, static files, fixed words.
