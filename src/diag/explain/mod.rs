//! What each code means, why it matters and on what it rests.

mod gate;
mod making;
mod notice;
mod page;
mod reading;
mod site;

use super::{Code, Words};

/// On what a rule rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// A law, regulation or state notice.
    Regulation(&'static str),
    /// A clause of a national standard with its strength (规定, 一般, 推荐).
    Standard(&'static str),
    /// An open specification: CommonMark, RFC, HTML.
    Specification(&'static str),
    /// This project's own rule.
    House,
}

impl Basis {
    /// One line in both languages.
    pub fn words(self) -> Words {
        match self {
            Self::Regulation(t) => Words::new(format!("法规依据：{t}"), format!("Regulation: {t}")),
            Self::Standard(t) => Words::new(format!("标准依据：{t}"), format!("Standard: {t}")),
            Self::Specification(t) => Words::new(format!("技术规范：{t}"), format!("Specification: {t}")),
            Self::House => Words::new("匠心的约定", "A rule of this program"),
        }
    }
}

/// A longer account of a code.
#[derive(Debug, Clone, Copy)]
pub struct Explanation {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
    /// On what it rests.
    pub basis: Basis,
}

impl Code {
    /// The code of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|c| c.name() == name)
    }

    /// The longer account: what it means, why it matters, what to do.
    pub fn explanation(self) -> Explanation {
        reading::explain(self)
            .or_else(|| site::explain(self))
            .or_else(|| page::explain(self))
            .or_else(|| making::explain(self))
            .or_else(|| gate::explain(self))
            .or_else(|| notice::explain(self))
            .unwrap_or(Explanation { zh: self.title().0, en: self.title().1, basis: Basis::House })
    }
}
