use crate::diag::{Code, Diagnostic, Edit};
use crate::notice::Mend;
use crate::text::Span;

/// One mend that is written into the file.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Change {
    /// Why.
    pub code: Code,
    /// The line where it begins, from 1, front matter counted.
    pub line: usize,
    /// How it stood; ⏎ is a line end.
    pub before: String,
    /// How it will stand.
    pub after: String,
    /// Where it begins in the decoded text, in bytes.
    #[serde(skip)]
    pub at: usize,
}

/// A change that may be made: its edit in the text as it stands now.
#[derive(Debug, Clone)]
pub(super) struct Proposal {
    pub code: Code,
    pub edit: Edit,
    pub before: String,
    pub after: String,
}

impl Proposal {
    /// A mend of a notice whose text begins at byte `start`.
    pub fn of_mend(mend: &Mend, start: usize) -> Self {
        let edit = Edit { span: mend.span.shifted(start), text: mend.replacement.clone() };
        Self { code: mend.code, edit, before: mend.before.clone(), after: mend.after.clone() }
    }

    /// A finding with its edit, where it has one.
    pub fn of_finding(finding: &Diagnostic, text: &str) -> Option<Self> {
        let edit = finding.edit.clone()?;
        let shown = |t: &str| t.replace('\n', "⏎");
        Some(Self { code: finding.code, before: shown(edit.span.of(text)), after: shown(&edit.text), edit })
    }

    /// Its place and text.
    pub fn span(&self) -> Span {
        self.edit.span
    }
}
