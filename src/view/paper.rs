use super::compose::Composer;
use super::inlay::Sheet;
use super::text::{Filler, empty_anchor, escaped, paragraph};
use super::{AttachedView, AttachmentName, Block, DateText, Form, NoticeView, PrintLine, TocEntry, cite, day_text, form};
use crate::document::{NoticeFields, Own};
use crate::lang::Lang;
use crate::markup::BlockKind;
use crate::notice::{self, Mark, Notice};
use crate::site::{Former, Page, PageId};

impl Composer<'_> {
    /// The head of a notice: mark, issuer, number, addressees; of a translation, as its fields give them.
    pub(super) fn paper_head(&self, id: PageId) -> NoticeView {
        let page = &self.site.pages[id];
        if let Some(reading) = page.notice() {
            return head(&reading.notice, &page.lang);
        }
        let original = page.original.and_then(|o| self.site.pages[o].notice()).map_or_else(NoticeView::default, |r| head(&r.notice, &page.lang));
        match &page.own {
            Own::Notice(fields) => translated_head(fields, original, &page.lang),
            _ => original,
        }
    }

    /// The titles of a notice's top-level parts, as this version prints them.
    pub(super) fn part_titles(&self, id: PageId) -> Vec<String> {
        let page = &self.site.pages[id];
        match page.body() {
            None => page.parts.iter().map(|p| p.title.clone()).collect(),
            Some(body) => {
                let parts = page.original.map_or(&[][..], |o| &self.site.pages[o].parts);
                let of = |part: &crate::site::Part| page.heading_ids.iter().position(|h| *h == part.id).and_then(|n| body.headings.get(n));
                parts.iter().map(|part| of(part).map_or_else(|| part.title.clone(), |h| h.title.clone())).collect()
            }
        }
    }

    /// The paper of a notice's page, with its contents list.
    pub(super) fn paper(&self, id: PageId, root: &str, url: Option<&str>) -> (NoticeView, Vec<TocEntry>) {
        let page = &self.site.pages[id];
        let mut view = self.paper_head(id);
        view.title.clone_from(&page.title);
        match page.notice() {
            Some(reading) => {
                view.mends = reading.mends.len();
                let number = view.number.clone();
                let sheet = Sheet { id, number: &number, root };
                view.blocks = self.blocks(sheet, &notice::blocks(&reading.notice));
                view.attached = reading.notice.attached.iter().map(|a| self.attached(sheet, a)).collect();
            }
            None => {
                view.translation = true;
                view.original = page.original.map(|o| self.document_link(o));
                view.blocks = self.translated_blocks(id, &view.number, root);
            }
        }
        let toc = contents(&view);
        view.codes = self.codes(id, &view, url);
        page.former.iter().rev().for_each(|former| place(former, &mut view));
        (view, toc)
    }

    fn attached(&self, sheet: Sheet<'_>, text: &notice::Attached) -> AttachedView {
        AttachedView {
            id: text.id.clone(),
            title: text.title.clone(),
            number: text.doc_number.as_ref().map_or(String::new(), |n| n.text.clone()),
            blocks: self.blocks(sheet, &notice::attached_blocks(text)),
        }
    }

    fn blocks(&self, sheet: Sheet<'_>, blocks: &[notice::Block<'_>]) -> Vec<Block> {
        let mut out: Vec<Block> = Vec::new();
        let mut open: Vec<u8> = Vec::new();
        for block in blocks {
            match block {
                notice::Block::Paragraph { paragraph: p, run_in: true } => {
                    let html = self.marked(sheet, &p.text, &p.marks);
                    match out.last_mut() {
                        Some(Block::Heading { text, .. }) => *text = html,
                        _ => out.push(paragraph(html)),
                    }
                }
                notice::Block::Paragraph { paragraph: p, .. } => out.push(self.paragraph(sheet, p)),
                other => {
                    let mut made = self.block(sheet, other);
                    if let Block::Heading { level, .. } = &mut made {
                        *level = depth(rank(other), &mut open);
                    }
                    out.push(made);
                }
            }
        }
        out
    }

    /// A paragraph; in minutes, one that lists who came has its label apart.
    fn paragraph(&self, sheet: Sheet<'_>, p: &notice::Paragraph) -> Block {
        let html = self.marked(sheet, &p.text, &p.marks);
        let minutes = self.site.pages[sheet.id].notice().is_some_and(|r| Form::of(&r.notice) == Form::Minutes);
        match form::presence(&p.text).filter(|_| minutes && p.marks.is_empty()) {
            Some(label) => Block::Presence { label: label.to_owned(), html: escaped(p.text.get(label.len()..).unwrap_or("").trim_start()) },
            None => paragraph(html),
        }
    }

    fn block(&self, sheet: Sheet<'_>, block: &notice::Block<'_>) -> Block {
        let Sheet { id, number, .. } = sheet;
        let page = &self.site.pages[id];
        match block {
            notice::Block::Heading(section) => Block::Heading {
                level: section.level.clamp(1, 5),
                id: section.id.clone(),
                marker: section.marker.clone(),
                title: section.title.clone(),
                text: String::new(),
                run_in: section.run_in,
                label: format!("{}{}", section.marker, section.title),
                cite: self.cite(page, number, &section.id),
            },
            notice::Block::Chapter(chapter) => Block::Heading {
                level: if chapter.unit == "节" { 2 } else { 1 },
                id: chapter.id.clone(),
                marker: format!("第{}{} ", crate::text::chinese_numeral(chapter.ordinal), chapter.unit),
                title: chapter.title.clone(),
                text: String::new(),
                run_in: false,
                label: chapter.title.clone(),
                cite: self.cite(page, number, &chapter.id),
            },
            notice::Block::Article(article) => {
                let marker = format!("第{}条", crate::text::chinese_numeral(article.ordinal));
                let html = format!("<strong>{marker}</strong>　{}", self.marked(sheet, &article.text, &article.marks));
                Block::Paragraph { html, id: article.id.clone() }
            }
            notice::Block::Point(point) => {
                let text = if point.paragraph.is_empty() { &point.text } else { &point.paragraph };
                let html = self.marked(sheet, text, &point.marks);
                let marker = escaped(&point.marker);
                Block::Point {
                    id: point.id.clone(),
                    html: html.strip_prefix(&marker).unwrap_or(&html).to_owned(),
                    marker: point.marker.clone(),
                    inline: false,
                    label: self.label(page, &point.id),
                    documents: self.implementers(id, &point.id, &page.lang),
                    cite: self.cite(page, number, &point.id),
                }
            }
            notice::Block::Markdown(p) => Block::Html { html: self.inlaid(sheet, p) },
            notice::Block::Paragraph { paragraph: p, .. } => paragraph(escaped(&p.text)),
        }
    }

    /// Text with an anchor at every point inside it.
    fn marked(&self, sheet: Sheet<'_>, text: &str, marks: &[Mark]) -> String {
        let page = &self.site.pages[sheet.id];
        let mut html = String::with_capacity(text.len() + marks.len() * 48);
        let mut done = 0;
        for mark in marks {
            let Some(before) = text.get(done..mark.at) else { continue };
            html.push_str(&self.linked(sheet, before));
            let end = mark.at + mark.marker.len();
            let marker = text.get(mark.at..end).unwrap_or("");
            let count = self.implementers(sheet.id, &mark.id, &page.lang).len();
            let done_by = if count > 0 { format!(" data-documents=\"{count}\"") } else { String::new() };
            html.push_str(&format!("<span class=\"point-inline\" id=\"{}\"{done_by}>{}</span>", mark.id, escaped(marker)));
            done = mark.at + marker.len();
        }
        html.push_str(&self.linked(sheet, text.get(done..).unwrap_or("")));
        html
    }

    /// A translation's text: headings and points as blocks of their own, the rest as it is.
    fn translated_blocks(&self, id: PageId, number: &str, root: &str) -> Vec<Block> {
        let page = &self.site.pages[id];
        let Some(body) = page.body() else { return Vec::new() };
        let filler = Filler::new(self, page, root);
        let top = body.headings.iter().map(|h| h.level).min().unwrap_or(1);
        let mut out = Vec::new();
        for (n, block) in body.blocks.iter().enumerate() {
            let html = || filler.block(body, block);
            match (&block.kind, &block.id) {
                (BlockKind::Heading(_), _) if n == 0 && page.title_in_text => {}
                (BlockKind::Heading(h), _) => {
                    let (heading, id) = (&body.headings[*h], page.heading_ids.get(*h).cloned().unwrap_or_default());
                    let cite = self.cite(page, number, &id);
                    let (marker, title, label) = (heading.marker.clone(), heading.title.clone(), format!("{}{}", heading.marker, heading.title));
                    out.push(Block::Heading { level: (heading.level - top + 1).min(5), id, marker, title, text: String::new(), run_in: false, label, cite });
                }
                (BlockKind::Paragraph, Some(point)) => out.push(Block::Point {
                    id: point.clone(),
                    marker: String::new(),
                    html: inner_paragraph(&html()),
                    inline: false,
                    label: self.label(page, point),
                    documents: page.original.map_or_else(Vec::new, |o| self.implementers(o, point, &page.lang)),
                    cite: self.cite(page, number, point),
                }),
                (BlockKind::Paragraph, None) => out.push(paragraph(inner_paragraph(&html()))),
                _ => out.push(Block::Html { html: html() }),
            }
        }
        out
    }

    fn implementers(&self, notice: PageId, point: &str, lang: &Lang) -> Vec<std::sync::Arc<super::Card>> {
        let notice = self.site.pages[notice].derived.unwrap_or(notice);
        self.site.coverage.documents(notice, point).iter().map(|&d| self.card(self.site.version(d, lang))).collect()
    }

    fn cite(&self, page: &Page, number: &str, id: &str) -> String {
        cite::citation(page, number, &self.label(page, id))
    }

    /// A part or point by its place; "" for anything else.
    fn label(&self, page: &Page, id: &str) -> String {
        let structure = page.original.map_or(page, |o| &self.site.pages[o]);
        match (structure.points.iter().find(|p| p.id == id), structure.parts.iter().find(|p| p.id == id)) {
            (Some(point), _) => cite::point_label(&structure.parts, point, &page.lang),
            (None, Some(part)) => cite::part_label(part, &page.lang),
            (None, None) => String::new(),
        }
    }
}

fn head(notice: &Notice, lang: &Lang) -> NoticeView {
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    let day = |d: jiff::civil::Date| DateText { iso: d.to_string(), text: day_text(d, lang) };
    let form = Form::of(notice);
    NoticeView {
        form,
        title_is_mark: form.has_title_as_mark(notice),
        signatory: form::signatory(notice).filter(|_| form == Form::Order),
        issuer_mark: text(&notice.issuer_mark),
        issuer: text(&notice.issuer),
        number: notice.doc_number.as_ref().map_or(String::new(), |n| n.text.clone()),
        copy_number: text(&notice.copy_number),
        urgency: text(&notice.urgency),
        signer: notice.signer.clone(),
        title: notice.title.clone(),
        addressees: notice.addressees.as_ref().map_or(String::new(), |a| a.text.clone()),
        attachments: notice.attachments.iter().map(|a| AttachmentName { ordinal: a.numbered.then_some(a.ordinal), name: a.name.clone() }).collect(),
        signature: notice.signature.iter().chain(notice.date_text.iter().filter(|_| notice.date.is_none())).cloned().collect(),
        date: notice.date.map(day),
        annotation: text(&notice.annotation),
        cc: notice.cc.clone(),
        cc_text: notice.cc_text.clone(),
        print: notice.print.as_ref().map(|p| PrintLine { organ: p.organ.clone(), date: p.date.map(day) }),
        ..NoticeView::default()
    }
}

/// A translation prints its own fields; numbers and dates it does not give are the original's, words are not.
fn translated_head(fields: &NoticeFields, original: NoticeView, lang: &Lang) -> NoticeView {
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    let day = |m: crate::date::Moment| DateText { iso: m.iso_day(), text: day_text(m.day, lang) };
    let print = match (&fields.print_organ, fields.print_date) {
        (None, None) => None,
        (organ, date) => Some(PrintLine { organ: text(organ), date: date.map(day).or(original.print.and_then(|p| p.date)) }),
    };
    NoticeView {
        form: original.form,
        title_is_mark: original.title_is_mark && fields.issuer_mark.is_none(),
        issuer_mark: text(&fields.issuer_mark),
        issuer: text(&fields.issuer),
        number: fields.number.clone().unwrap_or(original.number),
        copy_number: fields.copy_number.clone().unwrap_or(original.copy_number),
        urgency: text(&fields.urgency),
        signer: fields.signer.clone(),
        addressees: text(&fields.addressees),
        signature: fields.signature.clone(),
        date: fields.signed_on.map(day).or(original.date.filter(|_| !fields.signature.is_empty())),
        annotation: text(&fields.annotation),
        cc: fields.cc.clone(),
        cc_text: fields.cc.join(if lang.is_chinese() { "，" } else { ", " }),
        print,
        ..NoticeView::default()
    }
}

/// Puts an id that was published once before the block where it leads, or before what that stands under; else at the top.
fn place(former: &Former, view: &mut NoticeView) {
    let html = || Block::Html { html: empty_anchor(&former.id) };
    for at in std::iter::successors(former.at.as_deref(), |at| at.rsplit_once('-').map(|(up, _)| up)) {
        let stands = |b: &Block| matches!(b, Block::Heading { id, .. } | Block::Point { id, .. } | Block::Paragraph { id, .. } if id == at);
        for blocks in std::iter::once(&mut view.blocks).chain(view.attached.iter_mut().map(|a| &mut a.blocks)) {
            if let Some(n) = blocks.iter().position(stands) {
                return blocks.insert(n, html());
            }
        }
        if let Some(attached) = view.attached.iter_mut().find(|a| a.id == at) {
            return attached.blocks.insert(0, html());
        }
    }
    view.blocks.insert(0, html());
}

/// The inside of a paragraph element that the markdown writer made.
fn inner_paragraph(html: &str) -> String {
    let inner = html.trim();
    let inner = inner.strip_prefix("<p").and_then(|rest| rest.split_once('>')).map_or(inner, |(_, rest)| rest);
    inner.strip_suffix("</p>").unwrap_or(inner).to_owned()
}

/// What a heading's element depends on: chapters stand over sections, sections over 一、 to ①.
fn rank(block: &notice::Block<'_>) -> u8 {
    match block {
        notice::Block::Chapter(chapter) if chapter.unit == "节" => 1,
        notice::Block::Chapter(_) => 0,
        notice::Block::Heading(section) => section.level + 1,
        _ => u8::MAX,
    }
}

/// The depth of a heading among those it stands under, from 1: a skipped ordinal is no skipped heading element (WCAG 1.3.1).
fn depth(rank: u8, open: &mut Vec<u8>) -> u8 {
    open.retain(|above| *above < rank);
    open.push(rank);
    u8::try_from(open.len()).unwrap_or(5).min(5)
}

/// Headings that stand alone, and attached texts.
fn contents(view: &NoticeView) -> Vec<TocEntry> {
    let entries = |blocks: &[Block]| -> Vec<TocEntry> {
        let entry = |b: &Block| match b {
            Block::Heading { level, id, marker, title, run_in, .. } if *level <= 2 && !(*run_in && title.chars().count() > 30) => {
                Some(TocEntry { id: id.clone(), marker: marker.clone(), title: title.clone(), level: *level })
            }
            _ => None,
        };
        blocks.iter().filter_map(entry).collect()
    };
    let mut toc = entries(&view.blocks);
    for attached in &view.attached {
        toc.push(TocEntry { id: attached.id.clone(), marker: String::new(), title: attached.title.clone(), level: 1 });
        toc.extend(entries(&attached.blocks).into_iter().map(|e| TocEntry { level: e.level + 1, ..e }));
    }
    toc
}
