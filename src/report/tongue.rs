use crate::diag::{Severity, Words};

/// The language in which a report speaks to its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tongue {
    /// Simplified Chinese.
    Zh,
    /// English.
    En,
}

impl Tongue {
    /// The half of a pair of words in this language.
    pub fn of(self, words: &Words) -> &str {
        self.pick(&words.zh, &words.en)
    }

    /// `zh` or `en`.
    pub fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    /// What a severity is called.
    pub fn severity(self, severity: Severity) -> &'static str {
        match severity {
            Severity::Error => self.pick("错误", "error"),
            Severity::Warning => self.pick("警告", "warning"),
            Severity::Note => self.pick("提示", "note"),
        }
    }
}
