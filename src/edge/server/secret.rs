use std::io;

use crate::digest::Digest;

/// 128 random bits, made at start and told only to those who may know them.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// A new one, from the system's source of randomness.
    ///
    /// # Errors
    /// The system's, where it has no such source.
    pub fn new() -> io::Result<Self> {
        let mut bytes = [0u8; 16];
        getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
        Ok(Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    /// 32 hex digits.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Whether somebody knows it. Digests are compared, so that the time taken tells nothing of how much was right.
    pub(super) fn is(&self, told: &str) -> bool {
        Digest::of(told.as_bytes()) == Digest::of(self.0.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::Secret;

    #[test]
    fn every_one_is_another() {
        let (a, b) = (Secret::new().unwrap(), Secret::new().unwrap());
        assert!(a.text().len() == 32 && a.text() != b.text());
        assert!(a.is(a.text()) && !a.is(b.text()) && !a.is(""));
    }
}
