use super::Diagnostic;

/// A value together with everything found wrong while making it.
///
/// Core stages return this instead of `Result`: one bad file never hides the other ninety-nine.
#[derive(Debug, Clone, Default)]
pub struct Checked<T> {
    /// What the stage made; usable even when there are findings.
    pub value: T,
    /// What it found, in the order of the text.
    pub findings: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// A value with nothing to say about it.
    pub fn clean(value: T) -> Self {
        Self { value, findings: Vec::new() }
    }

    /// A value with its findings.
    pub fn new(value: T, findings: Vec<Diagnostic>) -> Self {
        Self { value, findings }
    }

    /// The value; its findings move to the end of `bag`.
    pub fn into(self, bag: &mut Vec<Diagnostic>) -> T {
        bag.extend(self.findings);
        self.value
    }

    /// The same findings about another value.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Checked<U> {
        Checked { value: make(self.value), findings: self.findings }
    }
}
