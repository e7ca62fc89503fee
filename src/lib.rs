//! 匠心 (jiangxin): an official notice (公文) and the campaign that carries it out become a static, bilingual microsite.
//!
//! The map, in reading order; a room imports only rooms above it:
//!
//! - ground: [`text`], [`digest`], [`path`], [`date`], [`lang`], [`diag`]
//! - reading: [`decode`], [`fields`], [`config`], [`markup`], [`notice`], [`document`]
//! - meaning: [`site`], [`view`]
//! - making: [`theme`], [`plan`]
//! - rim: [`report`], [`scaffold`], [`edge`], [`cli`]
//!
//! Core stages neither fail nor touch the disk: they return a value and its findings ([`diag::Checked`]).

pub mod cli;
pub mod config;
pub mod date;
pub mod decode;
pub mod diag;
pub mod digest;
pub mod document;
pub mod edge;
pub mod fields;
pub mod lang;
pub mod markup;
pub mod notice;
pub mod path;
pub mod plan;
pub mod report;
pub mod scaffold;
pub mod site;
pub mod text;
pub mod theme;
pub mod view;
