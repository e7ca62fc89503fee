use super::compose::Composer;
use super::text::{Filler, escaped};
use crate::markup::{HoleKind, escape_href};
use crate::notice;
use crate::site::PageId;

/// A notice as its page prints it.
#[derive(Clone, Copy)]
pub(super) struct Sheet<'a> {
    pub id: PageId,
    /// 发文字号, or "".
    pub number: &'a str,
    /// What links of the page start with.
    pub root: &'a str,
}

impl Composer<'_> {
    /// A table, a picture or another block of Markdown in a notice.
    pub(super) fn inlaid(&self, sheet: Sheet<'_>, p: &notice::Paragraph) -> String {
        let page = &self.site.pages[sheet.id];
        let Some(inlay) = page.inlay.as_deref() else { return escaped(&p.text) };
        let filler = Filler::new(self, page, sheet.root);
        inlay.block(p.line).iter().map(|block| filler.block(&inlay.body, block)).collect()
    }

    /// Words of a notice with their links; of a link that leads nowhere only the words stand.
    pub(super) fn linked(&self, sheet: Sheet<'_>, text: &str) -> String {
        if !text.contains("](") {
            return escaped(text);
        }
        let page = &self.site.pages[sheet.id];
        let filler = Filler::new(self, page, sheet.root);
        let at = |target: &str| page.holes().iter().position(|hole| matches!(&hole.kind, HoleKind::Href { dest } if dest == target));
        let leads = |target: &str| ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| target.starts_with(scheme));
        let piece = |link: &notice::Linked<'_>| {
            let inside = link.target.and_then(|target| page.targets.get(at(target)?)).map(|target| filler.href(Some(target))).filter(|href| href != "#");
            let outside = link.target.filter(|target| leads(target)).map(str::to_owned);
            match inside.or(outside) {
                Some(address) => {
                    let mut href = String::new();
                    escape_href(&address, &mut href);
                    let rel = if leads(&address) { " rel=\"noopener\"" } else { "" };
                    format!("<a href=\"{href}\"{rel}>{}</a>", escaped(link.words))
                }
                None => escaped(link.words),
            }
        };
        notice::linked(text).iter().map(piece).collect()
    }
}
