//! The site as a reader, a search engine and a feed reader meet it.

mod assets;
mod bilingual;
mod codes;
mod components;
mod facets;
mod feeds;
mod hant;
mod languages;
mod links;
mod lists;
mod pages;
mod people;
mod second_theme;
mod shares;
mod terms;
mod translations;
mod withdrawal;
