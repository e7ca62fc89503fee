//! What looks wrong in a notice and is not mended: one file a family of rules.

mod words;

use super::{Mend, parse::Parsed};
use crate::diag::{Code, Diagnostic};

/// Every finding on a text, in its order.
pub(super) fn check(parsed: &Parsed, _mends: &[Mend]) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    words::doubled(parsed, &mut out);
    if let Some(span) = parsed.imprint.as_ref().and_then(|i| i.cut) {
        out.push(
            Diagnostic::new(Code::PrintLineTruncated, "印发行不完整：日期后应为“印发”二字。", "The print line is cut short: 印发 should follow the date.")
                .at(span)
                .help("请对照原件补上“印发”。", "Check the original and complete it to 印发."),
        );
    }
    out.sort_by_key(|d| d.span.map_or(0, |s| s.start));
    out
}
