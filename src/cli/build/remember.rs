use crate::cli::desk::Desk;
use crate::decode::decode;
use crate::digest::Digest;
use crate::edge::write_file;
use crate::site::{LOCK, Lock, Record};

/// The record of published anchors and how it is to stand.
pub(in crate::cli) struct Printed<'a> {
    record: &'a Record,
    text: Option<String>,
}

impl<'a> Printed<'a> {
    /// Printed where this edition changes it.
    pub fn of(record: &'a Record) -> Self {
        Self { record, text: record.is_changed().then(|| record.print()) }
    }
}

/// Records the published anchors and gives the digest of the record as it now stands; a folder that cannot be written is said,
/// and is no reason to take the site back.
///
/// `read` is the digest of the record that this one grew from.
pub(in crate::cli) fn remember(desk: &Desk, printed: &Printed<'_>, read: Option<Digest>) -> Option<Digest> {
    let at = desk.root.join(LOCK);
    let stored = std::fs::read(&at).ok();
    let digest = stored.as_deref().map(Digest::of);
    let before = || stored.as_deref().and_then(|bytes| Some(decode(bytes).ok()?.text)).unwrap_or_default();
    let now = match &printed.text {
        _ if printed.record.is_empty() => return digest,
        None if digest == read => return digest,
        Some(text) if digest == read => text.clone(),
        // Somebody has recorded more since this run read the file.
        _ => {
            let mut lock = printed.record.lock();
            lock.absorb(Lock::read(&before()).value);
            lock.to_string()
        }
    };
    if now == before() {
        return digest;
    }
    match write_file(&at, now.as_bytes()) {
        Ok(()) => Some(Digest::of(now.as_bytes())),
        Err(e) => {
            let at = at.display();
            eprintln!("{}", desk.say(format!("锚点记录 {at} 没有写成：{e}"), format!("the record of anchors {at} was not written: {e}")));
            digest
        }
    }
}
