//! 匠心 (jiangxin): an official notice (公文) and the campaign that carries it out become a static, bilingual microsite.
//!
//! The map, in reading order; a room imports only rooms above it:
//!
//! - ground: [`text`], [`digest`], [`path`], [`date`], [`lang`], [`diag`]
//!
//! Core stages neither fail nor touch the disk: they return a value and its findings ([`diag::Checked`]).

pub mod date;
pub mod diag;
pub mod digest;
pub mod lang;
pub mod path;
pub mod text;
