use crate::cli::desk::Desk;
use crate::decode::decode;
use crate::digest::Digest;
use crate::edge::write_file;
use crate::site::{LOCK, Lock};

/// Records the published anchors and gives the bytes of the record as it now stands; a folder that cannot be written is said,
/// and is no reason to take the site back.
///
/// `read` is the digest of the record that `lock` grew from.
pub(super) fn remember(desk: &Desk, mut lock: Lock, read: Option<Digest>) -> Option<Vec<u8>> {
    let at = desk.root.join(LOCK);
    let stored = std::fs::read(&at).ok();
    let before = stored.as_deref().and_then(|bytes| Some(decode(bytes).ok()?.text)).unwrap_or_default();
    if before.is_empty() && lock == Lock::default() {
        return stored;
    }
    // Somebody has recorded more since this run read the file.
    if stored.as_deref().map(Digest::of) != read {
        lock.absorb(Lock::read(&before).value);
    }
    let now = lock.to_string();
    if now == before {
        return stored;
    }
    match write_file(&at, now.as_bytes()) {
        Ok(()) => Some(now.into_bytes()),
        Err(e) => {
            let at = at.display();
            eprintln!("{}", desk.say(format!("锚点记录 {at} 没有写成：{e}"), format!("the record of anchors {at} was not written: {e}")));
            stored
        }
    }
}
