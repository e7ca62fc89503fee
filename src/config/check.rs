use std::collections::BTreeMap;

use super::schema;
use crate::diag::{Code, Diagnostic, Severity};
use crate::fields::{Reader, nearest_of};

/// How bad findings are on this site (轻重), by their code: `[check] severity`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Weights {
    /// `None`: such findings are left out.
    of: BTreeMap<Code, Option<Severity>>,
}

impl Weights {
    /// Reads `[check]`; a code that does not exist, or an error that would be made lighter, is a finding.
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        let Some(entry) = reader.entry("check") else { return Self::default() };
        let Some(table) = reader.table("check") else { return Self::default() };
        let mut check = reader.inner(table, entry.span, "check");
        let mut of = BTreeMap::new();
        if let (Some(entry), Some(codes)) = (check.entry("severity"), check.table("severity")) {
            let mut inner = check.inner(codes, entry.span, "severity");
            for entry in &codes.entries {
                let Some(said) = inner.text_at(&entry.key) else { continue };
                let (code, weight) = (Code::from_name(&entry.key), weight(&said.value));
                match (code, weight) {
                    (Some(code), Some(weight)) if code.severity() < Severity::Error || weight == Some(Severity::Error) => drop(of.insert(code, weight)),
                    (Some(_), Some(_)) => inner.bad_at(
                        entry.key_span,
                        entry.file.clone(),
                        (format!("“{}”是错误，不能改轻", entry.key), format!("“{}” is an error and cannot be made lighter", entry.key)),
                        (
                            "错误会使网页缺损或泄露信息，请改正它；删掉这一行".to_owned(),
                            "errors break pages or give something away: mend them, and delete this line".to_owned(),
                        ),
                    ),
                    (Some(_), None) => inner.bad_at(
                        said.span,
                        said.file,
                        (format!("“{}”不是轻重", said.value), format!("“{}” is no severity", said.value)),
                        ("写 error、warning、note 或 off".to_owned(), "write error, warning, note or off".to_owned()),
                    ),
                    (None, _) => inner.bad_at(
                        entry.key_span,
                        entry.file.clone(),
                        unknown(&entry.key),
                        ("jiangxin explain 列出全部代码".to_owned(), "jiangxin explain lists all codes".to_owned()),
                    ),
                }
            }
            check.absorb(inner.finish_free());
        }
        reader.absorb(check.finish(schema::CHECK));
        Self { of }
    }

    /// Whether the site itself says how bad findings of a code are.
    pub fn settles(&self, code: Code) -> bool {
        self.of.contains_key(&code)
    }

    /// Gives findings the severity that the site says, and leaves out those it does not want. What is an error by its own code, or
    /// was made one, stays so.
    pub fn weigh(&self, findings: &mut Vec<Diagnostic>) {
        if self.of.is_empty() {
            return;
        }
        findings.retain_mut(|finding| match self.of.get(&finding.code) {
            _ if finding.severity == Severity::Error => true,
            Some(Some(severity)) => {
                finding.severity = *severity;
                true
            }
            Some(None) => false,
            None => true,
        });
    }
}

fn weight(word: &str) -> Option<Option<Severity>> {
    match word {
        "error" => Some(Some(Severity::Error)),
        "warning" => Some(Some(Severity::Warning)),
        "note" => Some(Some(Severity::Note)),
        "off" => Some(None),
        _ => None,
    }
}

fn unknown(name: &str) -> (String, String) {
    let (zh, en) =
        nearest_of(name, Code::ALL.iter().map(|c| c.name())).map_or_else(Default::default, |n| (format!("，是不是“{n}”？"), format!("; did you mean “{n}”?")));
    (format!("没有叫“{name}”的代码{zh}"), format!("there is no code “{name}”{en}"))
}
