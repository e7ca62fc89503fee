//! The notice grammar (公文): text in, structure, mends and findings out.
//!
//! It reads leniently what Word and PDF converters leave (GB/T 9704-2012 and common practice), and knows no file, site or theme.
//! Words, numbers and names are never changed; every mend leaves a receipt ([`Mend`]), and what looks wrong is a finding.

mod annex;
mod ast;
mod blocks;
mod clean;
mod closing;
mod date;
mod docket;
mod flow;
mod genre;
mod glued;
mod head;
mod header;
mod ids;
mod lines;
mod links;
mod marks;
mod mend;
mod ordinal;
mod page;
mod parse;
mod parties;
mod points;
mod print;
mod rules;
mod secrecy;
mod spaces;
mod split;
mod title;
mod traced;
mod tree;

pub use ast::{Addressees, Article, Attached, Attachment, Chapter, DocNumber, Kind, Mark, Matter, Notice, Paragraph, Point, PrintLine, Section};
pub use blocks::{Block, attached_blocks, blocks};
pub use links::{Linked, linked, words};
pub use mend::{Mend, apply};
pub use print::print;
pub use secrecy::{secrecy_findings, secrecy_marks};
pub use traced::Traced;

use crate::diag::Diagnostic;

/// What reading one text gives.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The structure.
    pub notice: Notice,
    /// What was mended, in the order of the text.
    pub mends: Vec<Mend>,
    /// What looks wrong, with places in the given text and no file.
    pub diagnostics: Vec<Diagnostic>,
}

/// Paragraphs and headings as they read after mending, the lines of the head first; each knows where it stands in `text`.
pub fn passages(text: &str) -> Vec<Traced> {
    parse::passages(text)
}

/// Mobile and identity-card numbers in a text of any kind that is to be published.
pub fn privacy_findings(text: &str) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    rules::privacy::check(text, &mut out);
    out
}

/// Weekdays that contradict the date before them; a date without a year is the next such day after `dated`.
pub fn weekday_findings(passage: &Traced, dated: Option<jiff::civil::Date>) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    rules::dates::weekdays(passage, dated, &mut out);
    out
}

/// Reads a text (decoded, `\n` line ends, no front matter) as a notice; total and linear in its length.
pub fn read(text: &str) -> Reading {
    parse::read(text)
}
