use std::borrow::Cow;
use std::collections::HashSet;

use percent_encoding::percent_decode_str;

use super::print::HEAD;
use super::{Kind, LOCK, Lock, Locked};
use crate::diag::{Checked, Code, Diagnostic};
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
            match entry(line) {
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

/// `document#id kind digest text`.
fn entry(line: &str) -> Option<(Name<'_>, Locked)> {
    let mut parts = line.splitn(4, ' ');
    let (document, id) = parts.next()?.split_once('#')?;
    let name = (plain(document)?, plain(id)?);
    let word = parts.next()?;
    let (kind, gone) = word.strip_suffix("-gone").map_or((word, false), |kind| (kind, true));
    let digest = parts.next().filter(|d| d.len() == 12 && d.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let text = parts.next().unwrap_or("");
    let locked = Locked { id: name.1.clone().into_owned(), kind: Kind::of_name(kind)?, gone, digest: digest.to_owned(), text: super::squeezed(text) };
    Some((name, locked))
}

/// A name without its escapes; `None` where it is empty or no text.
fn plain(name: &str) -> Option<Cow<'_, str>> {
    let name = percent_decode_str(name).decode_utf8().ok()?;
    (!name.is_empty()).then_some(name)
}

fn damaged(span: Span) -> Diagnostic {
    Diagnostic::new(Code::LockDamaged, "锚点记录里的这一行读不出来", "this line of the record of anchors cannot be read").in_file(LOCK).at(span).help(
        "请从备份恢复这个文件；实在没有备份，就删去这一行，它记的旧链接可能失效",
        "restore the file from a copy; if there is none, delete this line: old links that it kept may then break",
    )
}
