//! 匠心 (jiangxin): an official notice (公文) and the campaign that carries it out become a static, bilingual microsite.
//!
//! The map, in reading order; a room imports only rooms above it:
//!
//! - ground: [`text`], [`digest`], [`path`], [`date`], [`lang`], [`media`], [`diag`]
//! - reading: [`decode`], [`pdf`], [`source`], [`xml`], [`fields`], [`hant`], [`config`], [`edition`], [`markup`], [`terms`], [`notice`], [`document`]
//! - meaning: [`picture`], [`slip`], [`site`], [`view`]
//! - making: [`theme`], [`image`], [`drawing`], [`feed`], [`sitemap`], [`search`], [`plan`], [`compress`], [`render`], [`pipeline`]
//! - rim: [`gate`], [`report`], [`scaffold`], [`amend`], [`import`], [`export`], [`package`], [`edge`], [`cli`]
//!
//! Core stages neither fail nor touch the disk: they return a value and its findings ([`diag::Checked`]).

#![warn(missing_docs)]

pub mod amend;
pub mod cli;
pub mod compress;
pub mod config;
pub mod date;
pub mod decode;
pub mod diag;
pub mod digest;
pub mod document;
pub mod drawing;
pub mod edge;
pub mod edition;
pub mod export;
pub mod feed;
pub mod fields;
pub mod gate;
pub mod hant;
pub mod image;
pub mod import;
pub mod lang;
pub mod markup;
pub mod media;
pub mod notice;
pub mod package;
pub mod path;
pub mod pdf;
pub mod picture;
pub mod pipeline;
pub mod plan;
pub mod render;
pub mod report;
pub mod scaffold;
pub mod search;
pub mod site;
pub mod sitemap;
pub mod slip;
pub mod source;
pub mod terms;
pub mod text;
pub mod theme;
pub mod view;
pub mod xml;
