//! The publishing gate (发布前的检查): what could be wrong on a site beyond what a build has to know, and which of it a person
//! has judged already.
//!
//! Everything here is a function from a resolved site and its texts to findings.

mod accepted;
mod baseline;
mod characters;
mod duty;
mod files;
mod form;
mod inspection;
mod mark;
mod numbers;
mod outside;
mod passage;
mod people;
mod quote;
mod structure;
pub mod wording;
mod words;

pub use accepted::{ACCEPTED, Acceptance, Accepted, ENTRY_SCHEMA, entry};
pub use baseline::{Baseline, BaselineFault};
pub use form::Form;
pub use inspection::{for_release, inspect};
pub use mark::mark;
pub use outside::{ABROAD, Answer, Place, judge_outside, outside};

/// Where a result in SARIF holds the finding's [`mark`] (2.1.0, 3.27.17), as a JSON pointer.
pub const SARIF_MARK: &str = "/partialFingerprints/jiangxin~1v1";
