use std::cmp::Ordering;

use super::Tongue;
use crate::diag::{Diagnostic, Severity};

/// How many findings there are of each severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Summary {
    /// They stop the build.
    pub error: usize,
    /// They should be looked at.
    pub warning: usize,
    /// They are worth knowing.
    pub note: usize,
}

impl Summary {
    /// Counts findings.
    pub fn of(findings: &[Diagnostic]) -> Self {
        findings.iter().fold(Self::default(), |mut sum, finding| {
            match finding.severity {
                Severity::Error => sum.error += 1,
                Severity::Warning => sum.warning += 1,
                Severity::Note => sum.note += 1,
            }
            sum
        })
    }

    /// One line: `3 个错误，1 个警告`; what there is none of is left out.
    pub fn line(&self, tongue: Tongue) -> String {
        let parts: Vec<String> = [(Severity::Error, self.error), (Severity::Warning, self.warning), (Severity::Note, self.note)]
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(severity, count)| counted(severity, count, tongue))
            .collect();
        match parts.is_empty() {
            true => tongue.pick("没有发现问题", "nothing to report").to_owned(),
            false => parts.join(tongue.pick("，", ", ")),
        }
    }
}

fn counted(severity: Severity, count: usize, tongue: Tongue) -> String {
    let word = tongue.severity(severity);
    match tongue {
        Tongue::Zh => format!("{count} 个{word}"),
        Tongue::En => format!("{count} {word}{}", if count == 1 { "" } else { "s" }),
    }
}

/// The findings by file, place and code; those without a file last, next to the closing line.
pub(super) fn sorted(findings: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut all: Vec<&Diagnostic> = findings.iter().collect();
    all.sort_by(|a, b| by_file(a, b).then_with(|| (a.span, a.code).cmp(&(b.span, b.code))));
    all
}

fn by_file(a: &Diagnostic, b: &Diagnostic) -> Ordering {
    a.file.is_none().cmp(&b.file.is_none()).then_with(|| a.file.cmp(&b.file))
}
