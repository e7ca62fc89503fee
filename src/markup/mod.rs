//! Markdown as this project means it.
