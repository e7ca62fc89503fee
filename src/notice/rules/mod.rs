//! What looks wrong in a notice and is not mended: one file a family of rules.

mod annexes;
pub(super) mod dates;
mod numbers;
mod ordinals;
pub(super) mod privacy;
mod whole;
mod words;

use super::{Mend, parse::Parsed};
use crate::diag::Diagnostic;

/// Every finding on a text, in its order.
pub(super) fn check(parsed: &Parsed, _mends: &[Mend]) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    whole::check(parsed, &mut out);
    privacy::check(parsed.source, &mut out);
    numbers::check(parsed, &mut out);
    ordinals::check(parsed, &mut out);
    annexes::check(parsed, &mut out);
    dates::check(parsed, &mut out);
    words::check(parsed, &mut out);
    out.sort_by_key(|d| d.span.map_or(0, |s| s.start));
    out
}
