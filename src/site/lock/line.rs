use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::{Kind, LOCK, Locked};
use crate::diag::{Code, Diagnostic};
use crate::text::Span;

/// A line of the record: `document#id kind digest text`, names as they are spelled there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    pub document: &'a str,
    pub id: &'a str,
    pub kind: Kind,
    pub gone: bool,
    pub digest: &'a str,
    pub text: &'a str,
}

impl<'a> Line<'a> {
    /// `None` for a line of any other form.
    pub fn read(line: &'a str) -> Option<Self> {
        let mut parts = line.splitn(4, ' ');
        let (document, id) = parts.next()?.split_once('#')?;
        (plain(document).is_some() && plain(id).is_some()).then_some(())?;
        let word = parts.next()?;
        let (kind, gone) = word.strip_suffix("-gone").map_or((word, false), |kind| (kind, true));
        let digest = parts.next().filter(|d| d.len() == 12 && d.bytes().all(|b| b.is_ascii_hexdigit()))?;
        Some(Self { document, id, kind: Kind::of_name(kind)?, gone, digest, text: parts.next().unwrap_or("") })
    }

    /// What it says.
    pub fn locked(&self) -> Option<Locked> {
        let Self { kind, gone, digest, text, .. } = *self;
        Some(Locked { id: plain(self.id)?.into_owned(), kind, gone, digest: digest.to_owned(), text: super::squeezed(text) })
    }
}

/// A name without its escapes; `None` where it is empty or no text.
pub(super) fn plain(name: &str) -> Option<Cow<'_, str>> {
    if !name.contains('%') {
        return (!name.is_empty()).then_some(Cow::Borrowed(name));
    }
    let name = percent_decode_str(name).decode_utf8().ok()?;
    (!name.is_empty()).then_some(name)
}

pub(super) fn damaged(span: Span) -> Diagnostic {
    Diagnostic::new(Code::LockDamaged, "锚点记录里的这一行读不出来", "this line of the record of anchors cannot be read").in_file(LOCK).at(span).help(
        "请从备份恢复这个文件；实在没有备份，就删去这一行，它记的旧链接可能失效",
        "restore the file from a copy; if there is none, delete this line: old links that it kept may then break",
    )
}
