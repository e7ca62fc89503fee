use std::borrow::Cow;
use std::collections::HashSet;

use super::Lock;
use super::line::{Line, damaged, plain};
use super::print::HEAD;
use crate::diag::Checked;
use crate::text::Span;

/// A document and an id of it.
type Name<'a> = (Cow<'a, str>, Cow<'a, str>);

impl Lock {
    /// Reads the file's text. Total: a line that cannot be read is a finding and is kept in `unread`; of two lines for one
    /// id the first counts.
    pub fn read(text: &str) -> Checked<Self> {
        let (mut lock, mut findings) = (Self::default(), Vec::new());
        let mut seen: HashSet<Name<'_>> = HashSet::new();
        let mut start = 0;
        for line in text.split('\n') {
            let span = Span::new(start, start + line.len());
            start = span.end + 1;
            if line.trim().is_empty() || HEAD.contains(&line) {
                continue;
            }
            let read = Line::read(line).and_then(|line| Some(((plain(line.document)?, plain(line.id)?), line.locked()?)));
            match read {
                Some((name, locked)) => {
                    if seen.insert(name.clone()) {
                        lock.put(name.0, locked);
                    }
                }
                None => {
                    lock.unread.push(line.to_owned());
                    findings.extend((!line.starts_with('#')).then(|| damaged(span)));
                }
            }
        }
        Checked::new(lock, findings)
    }
}
