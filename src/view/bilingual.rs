use serde::Serialize;

use super::align::{self, Sort, Unit};
use super::compose::Composer;
use super::text::{Filler, escaped};
use super::{Block, NoticeView, Own, PageFrame};
use crate::markup::BlockKind;
use crate::site::{Page, PageId, PageKey};

/// One of the two versions that stand side by side.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Side {
    /// Its language tag.
    pub lang: String,
    /// The language's own name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its own page, from the site's root.
    pub path: String,
    /// A notice's number, or "".
    pub number: String,
}

/// Passages that say the same.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// Headings on both sides.
    pub heading: bool,
    /// The original (html); "" where it has nothing here.
    pub left: String,
    /// The translation (html); "" where it has nothing here.
    pub right: String,
}

/// Two versions of a document side by side (对照).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BilingualView {
    /// The original.
    pub left: Side,
    /// The translation.
    pub right: Side,
    /// Whether it is a notice, of which the Chinese text prevails.
    pub notice: bool,
    /// In reading order.
    pub rows: Vec<Row>,
}

impl Composer<'_> {
    /// The page of a document beside another version of it.
    pub(super) fn bilingual(&self, own: PageId, other: PageId, frame: &mut PageFrame) -> Own {
        let pages = &self.site.pages;
        let (left, right) = if pages[other].original == Some(own) { (own, other) } else { (other, own) };
        let root = self.root(&PageKey::Bilingual(own, other));
        let page = &pages[own];
        frame.section = page.section.map(|s| super::framing::section_link(self, s, &page.lang));
        (frame.draft, frame.sample) = (page.common.draft, page.common.sample);
        let mut sides = [left, right].map(|id| self.units(id, &root));
        if let Some((_, units)) = [left, right].iter().zip(&mut sides).find(|(id, _)| **id == other) {
            let prefix = format!("jx-{}-", pages[other].lang.folder());
            units.iter_mut().for_each(|unit| unit.html = with_prefix(&unit.html, &prefix));
        }
        let [ls, rs] = &sides;
        let html = |units: &[Unit]| units.iter().map(|u| u.html.as_str()).collect::<Vec<_>>().concat();
        let row = |(l, r): align::Row| {
            let (l, r) = (ls.get(l).unwrap_or(&[]), rs.get(r).unwrap_or(&[]));
            let heading = [l, r].iter().all(|side| matches!(side, [unit] if unit.sort == Sort::Heading));
            Row { heading, left: html(l), right: html(r) }
        };
        let rows = align::align(ls, rs).into_iter().map(row).collect();
        let notice = page.kind == crate::document::Kind::Notice;
        Own::Bilingual(Box::new(BilingualView { left: self.side(left), right: self.side(right), notice, rows }))
    }

    /// The views side by side that a document's page leads to.
    pub(super) fn bilingual_links(&self, id: PageId) -> Vec<super::Link> {
        let link = |other: PageId| super::Link {
            title: self.site.settings.language(&self.site.pages[other].lang).map_or_else(String::new, |l| l.name.clone()),
            path: self.path(&PageKey::Bilingual(id, other)),
        };
        self.site.partners(id).into_iter().map(link).collect()
    }

    fn side(&self, id: PageId) -> Side {
        let page = &self.site.pages[id];
        let number = if page.kind == crate::document::Kind::Notice { self.paper_head(id).number } else { String::new() };
        Side {
            lang: page.lang.tag().to_owned(),
            name: self.site.settings.language(&page.lang).map_or_else(|| page.lang.tag().to_owned(), |l| l.name.clone()),
            title: page.title.clone(),
            path: self.link(&page.url),
            number,
        }
    }

    /// The pieces of a version.
    fn units(&self, id: PageId, root: &str) -> Vec<Unit> {
        let page = &self.site.pages[id];
        if page.kind == crate::document::Kind::Notice {
            let (view, _) = self.paper(id, root, None);
            return self.notice_units(page, &view);
        }
        let Some(body) = page.body() else { return Vec::new() };
        let filler = Filler::new(self, page, root);
        let one = |block: &crate::markup::Block| {
            let html = filler.block(body, block);
            let sort = match block.kind {
                BlockKind::Heading(_) => Sort::Heading,
                BlockKind::Paragraph => Sort::Text,
                BlockKind::Footnotes => Sort::Other("notes".to_owned()),
                BlockKind::Component | BlockKind::Other => Sort::Other(element(&html).to_owned()),
            };
            let mut unit = unit(sort, html);
            match block.kind {
                BlockKind::Heading(h) => unit.ids.extend(page.heading_ids.get(h).cloned()),
                BlockKind::Footnotes => unit.ids = vec!["jx-notes".to_owned()],
                _ => unit.ids.extend(block.id.clone()),
            }
            unit
        };
        body.blocks.iter().skip(usize::from(page.title_in_text)).map(one).collect()
    }

    fn notice_units(&self, page: &Page, view: &NoticeView) -> Vec<Unit> {
        let colon = self.words(&page.lang);
        let colon = colon.get("colon");
        let mut units = Vec::new();
        if !view.addressees.is_empty() {
            units.push(Unit { ids: vec!["jx-addressees".to_owned()], ..unit(Sort::Text, format!("<p>{}{}</p>", escaped(&view.addressees), colon.trim_end())) });
        }
        units.extend(view.blocks.iter().filter_map(|block| of_block(block, 1)));
        let names = view.attachments.iter().map(|a| format!("<li>{}</li>", escaped(&a.name))).collect::<String>();
        if !names.is_empty() {
            units.push(Unit { ids: vec!["jx-attachments".to_owned()], ..unit(Sort::Other("ol".to_owned()), format!("<ol>{names}</ol>")) });
        }
        let day = view.date.as_ref().map(|d| d.text.as_str());
        let signed: Vec<String> = view.signature.iter().map(String::as_str).chain(day).map(escaped).collect();
        if !signed.is_empty() {
            units.push(Unit { ids: vec!["jx-signature".to_owned()], ..unit(Sort::Text, format!("<p class=\"signed\">{}</p>", signed.join("<br>"))) });
        }
        if !view.annotation.is_empty() {
            units.push(Unit { ids: vec!["jx-annotation".to_owned()], ..unit(Sort::Text, format!("<p>{}</p>", escaped(&view.annotation))) });
        }
        for attached in &view.attached {
            let title = format!("<h2 id=\"{}\">{}</h2>", attached.id, escaped(&attached.title));
            units.push(Unit { ids: vec![attached.id.clone()], ..unit(Sort::Heading, title) });
            units.extend(attached.blocks.iter().filter_map(|block| of_block(block, 2)));
        }
        units
    }
}

/// A block of a notice; `None` for an anchor that shows nothing.
fn of_block(block: &Block, base: u8) -> Option<Unit> {
    let with_id = |id: &str| if id.is_empty() { String::new() } else { format!(" id=\"{id}\"") };
    let (sort, id, html) = match block {
        Block::Heading { level, id, marker, title, text, run_in, .. } => {
            let h = (level + base).min(6);
            let rest = if text.is_empty() { String::new() } else { format!("<p>{text}</p>") };
            let sort = if *run_in || !text.is_empty() { Sort::Text } else { Sort::Heading };
            (sort, id.as_str(), format!("<h{h}{}>{}{}</h{h}>{rest}", with_id(id), escaped(marker), escaped(title)))
        }
        Block::Point { id, marker, html, .. } => {
            let marker = if marker.is_empty() { String::new() } else { format!("<span class=\"marker\">{}</span>", escaped(marker)) };
            (Sort::Text, id.as_str(), format!("<p{}>{marker}{html}</p>", with_id(id)))
        }
        Block::Paragraph { html, id } => (Sort::Text, id.as_str(), format!("<p{}>{html}</p>", with_id(id))),
        Block::Presence { label, html } => (Sort::Text, "", format!("<p>{} {html}</p>", escaped(label))),
        Block::Html { html } if html.starts_with("<span id=") && html.ends_with("></span>") => return None,
        Block::Html { html } => (Sort::Other(element(html).to_owned()), "", html.clone()),
    };
    let mut unit = unit(sort, html);
    unit.ids.extend(Some(id.to_owned()).filter(|id| !id.is_empty()));
    Some(unit)
}

fn unit(sort: Sort, html: String) -> Unit {
    let (mut length, mut numbers, mut digits, mut inside) = (0, Vec::new(), String::new(), false);
    for c in html.chars().chain(std::iter::once(' ')) {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => {
                length += 1;
                if c.is_ascii_digit() {
                    digits.push(c);
                    continue;
                }
            }
            _ => {}
        }
        if digits.len() >= 4 {
            numbers.extend(digits.parse::<u32>().ok());
        }
        digits.clear();
    }
    numbers.sort_unstable();
    numbers.dedup();
    let points = html.split("<span class=\"point-inline\" id=\"").skip(1).filter_map(|rest| rest.split('"').next());
    // The blank that ends the last number is none of the text.
    Unit { sort, ids: points.map(ToOwned::to_owned).collect(), length: length - 1, numbers, html }
}

/// The name of the first element.
fn element(html: &str) -> &str {
    let rest = html.trim_start().strip_prefix('<').unwrap_or("");
    rest.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("")
}

/// The same with every id, and every link to one, behind a prefix: two versions on one page have the same ids.
fn with_prefix(html: &str, prefix: &str) -> String {
    let mut out = String::with_capacity(html.len() + 64);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        out.push_str(text);
        let mut quoted = false;
        let end = tag.bytes().position(|b| {
            quoted ^= b == b'"';
            b == b'>' && !quoted
        });
        let (tag, after) = tag.split_at(end.map_or(tag.len(), |end| end + 1));
        let mut tag = tag.to_owned();
        for name in ["id", "for", "headers", "aria-labelledby", "aria-describedby"] {
            tag = tag.replace(&format!(" {name}=\""), &format!(" {name}=\"{prefix}"));
        }
        out.push_str(&tag.replace(" href=\"#", &format!(" href=\"#{prefix}")).replace(&format!(" href=\"#{prefix}\""), " href=\"#\""));
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_the_other_side_stand_behind_a_prefix() {
        let html = "<h2 id=\"s1\">一 id=\"x\" <a href=\"#s1\" title=\"a>b\">¶</a> <a href=\"../#s1\">x</a> <a href=\"#\">y</a></h2>";
        let after = "<h2 id=\"jx-en-s1\">一 id=\"x\" <a href=\"#jx-en-s1\" title=\"a>b\">¶</a> <a href=\"../#s1\">x</a> <a href=\"#\">y</a></h2>";
        assert_eq!(with_prefix(html, "jx-en-"), after);
        assert_eq!(with_prefix("<p", "jx-"), "<p");
    }

    #[test]
    fn a_piece_knows_its_length_its_years_and_its_points() {
        let unit = unit(Sort::Text, "<p>在2017年，<span class=\"point-inline\" id=\"s2-p1\">一要</span>学2017和12。</p>".to_owned());
        assert_eq!((unit.length, unit.numbers, unit.ids), (18, vec![2017], vec!["s2-p1".to_owned()]));
    }
}
