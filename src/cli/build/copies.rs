use std::path::Path;

use crate::compress::{Coding, LEAST, beside};
use crate::digest::Digest;
use crate::edge::{Brought, Content, Memory, Publication, WriteFault};
use crate::path::OutPath;
use crate::plan::Plan;

/// A compressed copy on its way, and the digest of what it was made from.
pub(super) type Copy = (OutPath, (Brought, Option<Digest>));

/// Compressed copies of files beside them, where the settings ask for them.
pub(super) struct Copies<'a> {
    pub on: bool,
    pub plan: &'a Plan,
    pub publication: &'a Publication,
    pub memory: &'a Memory,
}

/// Where copies may come to stand.
pub(super) fn places(on: bool, plan: &Plan) -> Vec<OutPath> {
    let all = plan.artifacts.keys().filter(|_| on).flat_map(beside).map(|(_, at)| at);
    all.filter(|at| !plan.artifacts.contains_key(at)).collect()
}

impl Copies<'_> {
    /// A file that is as it was with its copies; `None` where one of them is missing or is not as it was left.
    pub fn kept(&self, path: &OutPath, file: &Brought) -> Option<Vec<Copy>> {
        self.of(path, file.len()).map(|(_, at)| Some((at.clone(), self.keep(&at, file)?))).collect()
    }

    /// Makes the copies of a file that are not as they should be. A file of the site's own in such a place stays.
    ///
    /// # Errors
    /// The disk's.
    pub fn bring(&self, path: &OutPath, file: &Brought, content: &Content<'_>) -> Result<Vec<Copy>, WriteFault> {
        let mut read: Option<Vec<u8>> = None;
        let mut copies = Vec::new();
        for (coding, at) in self.of(path, file.len()) {
            let copy = match (self.keep(&at, file), content) {
                (Some(kept), _) => kept,
                (None, Content::Bytes(bytes)) => self.make(coding, &at, file, bytes)?,
                (None, Content::File(from)) => {
                    let bytes = match &read {
                        Some(bytes) => bytes,
                        None => read.insert(of_file(from)?),
                    };
                    self.make(coding, &at, file, bytes)?
                }
            };
            copies.push((at, copy));
        }
        Ok(copies)
    }

    fn of(&self, path: &OutPath, len: u64) -> impl Iterator<Item = (Coding, OutPath)> {
        let all = (self.on && len > LEAST as u64).then(|| beside(path)).into_iter().flatten();
        all.filter(|(_, at)| !self.plan.artifacts.contains_key(at))
    }

    fn keep(&self, at: &OutPath, file: &Brought) -> Option<(Brought, Option<Digest>)> {
        let (made_from, stamp) = self.memory.outputs.get(at)?;
        let same = *made_from == Some(file.digest()) && self.publication.stands(at) == Some(*stamp);
        same.then(|| Some((self.publication.keep(at)?, *made_from)))?
    }

    fn make(&self, coding: Coding, at: &OutPath, file: &Brought, bytes: &[u8]) -> Result<(Brought, Option<Digest>), WriteFault> {
        let copy = coding.compress(bytes);
        Ok((self.publication.bring(at, &Content::Bytes(&copy))?, Some(file.digest())))
    }
}

fn of_file(from: &Path) -> Result<Vec<u8>, WriteFault> {
    std::fs::read(from).map_err(|error| WriteFault { at: from.to_path_buf(), error })
}
