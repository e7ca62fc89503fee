use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::line::{Line, damaged, plain};
use super::print::{HEAD, print_document};
use super::{Item, Kind, Lock, Locked};
use crate::decode::Decoded;
use crate::diag::Checked;
use crate::text::Span;

/// The record of published anchors as it stands in its file, and what this edition changes in it.
///
/// Most documents are most of the time as they were published; their lines are compared where they stand and never taken
/// apart.
#[derive(Debug, Clone, Default)]
pub struct Record {
    text: Option<Arc<Decoded>>,
    /// The lines of each document, in their order.
    lines: HashMap<String, Vec<Range<usize>>>,
    unread: Vec<String>,
    changed: BTreeMap<String, Vec<Locked>>,
}

impl Record {
    /// Looks through the file's text. Total: a line that cannot be read is a finding and is kept as it is.
    pub fn read(text: Arc<Decoded>) -> Checked<Self> {
        let (mut record, mut findings) = (Self::default(), Vec::new());
        let mut runs: Vec<(&str, Range<usize>)> = Vec::new();
        let mut start = 0;
        for line in text.text.split('\n') {
            let range = start..start + line.len();
            start = range.end + 1;
            if line.trim().is_empty() || HEAD.contains(&line) {
                continue;
            }
            match Line::read(line) {
                Some(line) => match runs.last_mut() {
                    Some((document, run)) if *document == line.document && run.end + 1 == range.start => run.end = range.end,
                    _ => runs.push((line.document, range)),
                },
                None => {
                    record.unread.push(line.to_owned());
                    findings.extend((!line.starts_with('#')).then(|| damaged(Span::new(range.start, range.end))));
                }
            }
        }
        for (document, run) in runs {
            record.lines.entry(plain(document).map_or_else(String::new, Into::into)).or_default().push(run);
        }
        record.text = Some(text);
        Checked::new(record, findings)
    }

    /// The ids of a document as they were published; of two lines for one id the first counts.
    pub fn of(&self, document: &str) -> Vec<Locked> {
        let mut seen = HashSet::new();
        let locked = self.lines_of(document).filter_map(|line| Line::read(line)?.locked());
        locked.filter(|locked| seen.insert(locked.id.clone())).collect()
    }

    /// The ids of a text whose places are named by its words, where nothing came, went or changed since they were published;
    /// `None` where something did.
    pub fn standing<'a>(&'a self, document: &str, items: &[Item]) -> Option<Vec<&'a str>> {
        let mut ids: Vec<&str> = Vec::with_capacity(items.len());
        let mut items = items.iter();
        for line in self.lines_of(document) {
            let (line, item) = (Line::read(line)?, items.next()?);
            let same = !line.gone && line.kind == item.kind && line.digest == item.digest && line.text == item.text;
            if !same || (item.fixed && line.id != item.id) || line.id.contains(['%', '#']) || ids.contains(&line.id) {
                return None;
            }
            ids.push(line.id);
        }
        items.next().is_none().then_some(ids)
    }

    /// Sets what is to be remembered of a document.
    pub(super) fn set(&mut self, document: String, ids: Vec<Locked>) {
        self.changed.insert(document, ids);
    }

    /// The documents that were published and are not among these, in order.
    pub(super) fn others(&self, here: &HashSet<String>) -> Vec<String> {
        let others: BTreeSet<&String> = self.lines.keys().filter(|document| !here.contains(*document)).collect();
        others.into_iter().cloned().collect()
    }

    /// Whether this edition changes anything in it.
    pub fn is_changed(&self) -> bool {
        !self.changed.is_empty()
    }

    /// Whether nothing was ever published.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.changed.is_empty() && self.unread.is_empty()
    }

    /// The file as it is to stand: the lines of documents that are as they were stay as they are.
    pub fn print(&self) -> String {
        let mut out = String::with_capacity(self.text.as_ref().map_or(0, |text| text.text.len()) + 64 * self.changed.len());
        HEAD.iter().for_each(|line| out.extend([*line, "\n"]));
        let documents: BTreeSet<&String> = self.lines.keys().chain(self.changed.keys()).collect();
        for document in documents {
            match self.changed.get(document) {
                Some(ids) => print_document(document, ids, &mut out),
                None => self.runs_of(document).for_each(|run| out.extend([run, "\n"])),
            }
        }
        self.unread.iter().for_each(|line| out.extend([line.as_str(), "\n"]));
        out
    }

    /// The same taken apart, to be joined with what others recorded meanwhile.
    pub fn lock(&self) -> Lock {
        let mut lock = self.text.as_ref().map_or_else(Lock::default, |text| Lock::read(&text.text).value);
        lock.documents.extend(self.changed.clone());
        lock
    }

    fn runs_of(&self, document: &str) -> impl Iterator<Item = &str> {
        let text = self.text.as_ref().map_or("", |text| text.text.as_str());
        self.lines.get(document).into_iter().flatten().filter_map(|run| text.get(run.clone()))
    }

    fn lines_of(&self, document: &str) -> impl Iterator<Item = &str> {
        self.runs_of(document).flat_map(|run| run.split('\n'))
    }
}

/// The ids of headings among those of all places.
pub(super) fn of_headings<'a>(items: &'a [Item], ids: impl Iterator<Item = &'a str>) -> impl Iterator<Item = &'a str> {
    items.iter().zip(ids).filter(|(item, _)| item.kind == Kind::Heading).map(|(_, id)| id)
}
