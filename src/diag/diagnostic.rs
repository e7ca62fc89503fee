use std::sync::Arc;

use super::{Code, Severity};
use crate::text::Span;

/// The same sentence in Chinese and in English.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Words {
    /// Simplified Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Words {
    /// Both languages at once.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }
}

/// A replacement that would mend the finding: the bytes of `span` become `text`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Edit {
    /// Bytes of the decoded text that go.
    pub span: Span,
    /// What stands there instead.
    pub text: String,
}

/// One finding (诊断): code, place, message, what to do.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Diagnostic {
    /// What kind of finding this is; `explain` tells more.
    pub code: Code,
    /// How bad it is; the code's own severity unless the site says otherwise.
    pub severity: Severity,
    /// The file, as a path relative to the site's root with `/`, or as the command line named it.
    pub file: Option<Arc<str>>,
    /// Where in the decoded text of that file (BOM dropped, line ends as `\n`), in bytes.
    pub span: Option<Span>,
    /// What is wrong, in words an editor understands.
    pub message: Words,
    /// What to do about it.
    pub help: Option<Words>,
    /// A mechanical mend, where there is one.
    pub edit: Option<Edit>,
}

impl serde::Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> serde::Deserialize<'de> for Code {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::from_name(&name).ok_or_else(|| serde::de::Error::custom("a code expected"))
    }
}

impl Diagnostic {
    /// A finding with the code's own severity and no place yet.
    pub fn new(code: Code, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { code, severity: code.severity(), file: None, span: None, message: Words::new(zh, en), help: None, edit: None }
    }

    /// Says in which file.
    pub fn in_file(mut self, file: impl Into<Arc<str>>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// Says where, in bytes of the decoded text.
    pub fn at(mut self, span: impl Into<Span>) -> Self {
        self.span = Some(span.into());
        self
    }

    /// Says what to do.
    pub fn help(mut self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.help = Some(Words::new(zh, en));
        self
    }

    /// Offers a mechanical mend.
    pub fn edit(mut self, span: impl Into<Span>, text: impl Into<String>) -> Self {
        self.edit = Some(Edit { span: span.into(), text: text.into() });
        self
    }

    /// Moves the place by `by` bytes: a body's finding becomes its file's.
    pub fn shifted(mut self, by: usize) -> Self {
        self.span = self.span.map(|s| s.shifted(by));
        if let Some(edit) = &mut self.edit {
            edit.span = edit.span.shifted(by);
        }
        self
    }
}
