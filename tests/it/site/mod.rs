//! The site as a reader, a search engine and a feed reader meet it.

mod assets;
mod codes;
mod facets;
mod feeds;
mod languages;
mod links;
mod lists;
mod pages;
mod second_theme;
mod shares;
