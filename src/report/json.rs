use serde_json::{Value, json as object};

use super::order::sorted;
use super::{Summary, Texts};
use crate::diag::Diagnostic;

/// The findings as an array of `{"code", "severity", "file", "line", "column", "message": {"zh", "en"}, "help"}`, by file
/// and line; lines and columns (in characters) from 1. What is unknown is null.
pub fn json(findings: &[Diagnostic], texts: &Texts) -> Value {
    sorted(findings).into_iter().map(|finding| entry(finding, texts)).collect()
}

/// What `check --format json` prints: `{"diagnostics": […], "summary": {"error": n, "warning": n, "note": n}}`.
pub fn check_json(findings: &[Diagnostic], texts: &Texts) -> Value {
    object!({ "diagnostics": json(findings, texts), "summary": Summary::of(findings) })
}

fn entry(finding: &Diagnostic, texts: &Texts) -> Value {
    let place = texts.place(finding);
    object!({
        "code": finding.code.name(),
        "severity": finding.severity.name(),
        "file": finding.file.as_deref(),
        "line": place.map(|p| p.line),
        "column": place.map(|p| p.column),
        "message": finding.message,
        "help": finding.help,
    })
}
