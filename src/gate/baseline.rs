use std::collections::BTreeMap;

use serde_json::Value;

use super::mark;
use crate::diag::Diagnostic;

/// The file is neither what `check --format json` nor what `check --format sarif` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BaselineFault;

/// What was known at an earlier check (基线), and how often.
///
/// Findings in SARIF are known by their own mark, those in JSON by code, file and message, so that a text above them may grow.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    marks: BTreeMap<String, usize>,
    words: BTreeMap<(String, String, String), usize>,
}

impl Baseline {
    /// Reads the report of an earlier check.
    ///
    /// # Errors
    /// [`BaselineFault`] where it is no such report.
    pub fn read(text: &str) -> Result<Self, BaselineFault> {
        let report: Value = serde_json::from_str(text.trim_start_matches('\u{FEFF}')).map_err(|_| BaselineFault)?;
        let mut known = Self::default();
        if let Some(list) = report.get("diagnostics").or(Some(&report)).and_then(Value::as_array) {
            for one in list {
                let word = |at: &str| one.pointer(at).and_then(Value::as_str).unwrap_or("").to_owned();
                let key = (word("/code"), word("/file"), word("/message/zh"));
                if key.0.is_empty() {
                    return Err(BaselineFault);
                }
                *known.words.entry(key).or_default() += 1;
            }
            return Ok(known);
        }
        let runs = report.get("runs").and_then(Value::as_array).ok_or(BaselineFault)?;
        for one in runs.iter().flat_map(|run| run.get("results").and_then(Value::as_array).into_iter().flatten()) {
            let mark = one.pointer(super::SARIF_MARK).and_then(Value::as_str).ok_or(BaselineFault)?;
            *known.marks.entry(mark.to_owned()).or_default() += 1;
        }
        Ok(known)
    }

    /// Leaves only the findings that are new; says how many were known.
    pub fn leave_new<'a>(mut self, findings: &mut Vec<Diagnostic>, text: impl Fn(&str) -> Option<&'a str>) -> usize {
        let before = findings.len();
        findings.retain(|finding| {
            let file = finding.file.as_deref();
            let mark = if self.marks.is_empty() { String::new() } else { mark(finding, file.and_then(&text)) };
            let words = (finding.code.name().to_owned(), file.unwrap_or("").to_owned(), finding.message.zh.clone());
            !(take(self.marks.get_mut(&mark)) || take(self.words.get_mut(&words)))
        });
        before - findings.len()
    }
}

fn take(left: Option<&mut usize>) -> bool {
    let Some(left) = left.filter(|n| **n > 0) else { return false };
    *left -= 1;
    true
}
