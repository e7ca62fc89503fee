use super::compose::Composer;
use super::{Block, CodeView, NoticeView, cite, code_image, qr};
use crate::site::{Page, PageId};

/// A page with more sections and points than this has codes for its top-level sections alone: each costs it some 400 bytes.
const MOST: usize = 150;

/// What a code leads to.
struct Passage {
    id: String,
    label: String,
    title: String,
    point: bool,
    minor: bool,
}

impl Composer<'_> {
    /// A QR code for every section and point of a notice at `url`, in reading order; none where the theme prints none.
    pub(super) fn codes(&self, id: PageId, view: &NoticeView, url: Option<&str>) -> Vec<CodeView> {
        let Some(url) = url.filter(|_| self.draws_qr) else { return Vec::new() };
        let page = &self.site.pages[id];
        let structure = page.original.map_or(page, |o| &self.site.pages[o]);
        let mut passages: Vec<Passage> = Vec::new();
        for (blocks, attached) in std::iter::once((&view.blocks, false)).chain(view.attached.iter().map(|a| (&a.blocks, true))) {
            blocks.iter().for_each(|block| passages.extend(self.passages(page, structure, block, attached)));
        }
        passages.retain(|p| !p.id.is_empty());
        if passages.len() > MOST {
            passages.retain(|p| structure.parts.iter().any(|part| part.id == p.id));
        }
        let code = |p: Passage| {
            Some(CodeView {
                src: code_image::png(&qr::modules(&format!("{url}#{}", p.id))?),
                id: p.id,
                label: p.label,
                title: p.title,
                point: p.point,
                minor: p.minor,
            })
        };
        passages.into_iter().filter_map(code).collect()
    }

    /// The heading or point that a block is, and the points inside it.
    fn passages(&self, page: &Page, structure: &Page, block: &Block, attached: bool) -> Vec<Passage> {
        let (mut out, html) = match block {
            Block::Heading { id, level, marker, title, text, .. } => {
                let label = format!("{marker}{title}").trim().to_owned();
                (vec![Passage { id: id.clone(), label, title: String::new(), point: false, minor: *level > 1 || attached }], text)
            }
            Block::Point { id, html, label, marker, .. } => {
                let title = if page.original.is_some() { String::new() } else { point_title(structure, id) };
                let label = if label.is_empty() { marker } else { label };
                (vec![Passage { id: id.clone(), label: label.clone(), title, point: true, minor: attached }], html)
            }
            Block::Paragraph { html, .. } => (Vec::new(), html),
            Block::Html { .. } | Block::Presence { .. } => return Vec::new(),
        };
        let inside = html.split("<span class=\"point-inline\" id=\"").skip(1).filter_map(|rest| rest.split('"').next());
        for id in inside {
            let point = structure.points.iter().find(|p| p.id == id);
            let label = point.map_or(String::new(), |p| cite::point_label(&structure.parts, p, &page.lang));
            out.push(Passage { id: id.to_owned(), label, title: point_title(structure, id), point: true, minor: point.is_none() });
        }
        out
    }
}

/// A point's first sentence.
fn point_title(structure: &Page, id: &str) -> String {
    structure.points.iter().find(|p| p.id == id).map_or(String::new(), |p| p.title.clone())
}
