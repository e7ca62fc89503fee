use serde::Serialize;

use super::plain::lines;
use super::reading::readings;
use crate::digest::Digest;
use crate::document::{Kind, Own as Fields};
use crate::hant::Converter;
use crate::markup::BlockKind;
use crate::site::{Page, PageId, PageKey};
use crate::view::{Block, Composer, NoticeView, Own, date_text};

/// A document as search sees it (叶): what its page says by itself, in parts that an address can name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Leaf {
    /// Its address without the last `/`, not encoded.
    pub url: String,
    /// Its title.
    pub title: String,
    /// Its date as its page prints it, or "".
    pub date: String,
    /// People that it is about, beside the title.
    pub names: Vec<String>,
    /// The top first: what stands before any heading.
    pub parts: Vec<Part>,
}

/// A part of a document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Part {
    /// Its anchor; "" for the top of the page.
    pub id: String,
    /// The heading over it, or "".
    pub heading: String,
    /// Whether the heading is its own; else it stands further up.
    pub headed: bool,
    /// Its paragraphs, list items, cells.
    pub lines: Vec<String>,
}

/// What begins a text in UTF-16, the lower byte first.
const BOM: [u8; 2] = [0xFF, 0xFE];

impl Leaf {
    /// With the words that the page shows in the other script.
    fn in_script(self, hant: &Converter) -> Self {
        let all = |words: Vec<String>| words.iter().map(|w| hant.text(w)).collect();
        let part = |part: Part| Part { heading: hant.text(&part.heading), lines: all(part.lines), ..part };
        Self { title: hant.text(&self.title), names: all(self.names), parts: self.parts.into_iter().map(part).collect(), ..self }
    }

    /// The script that gives the document to a page: `jxSearch.text(url, [title, date, [[name, readings]…], [[anchor, heading,
    /// whether it is its own, text]…]])`. The readings of one character are divided by `/`, characters by blanks, paragraphs by line ends.
    ///
    /// In UTF-8, or in UTF-16 where that is shorter: Chinese takes two bytes of it instead of three. Its byte order mark tells browsers, and
    /// stands above whatever a server says (Encoding Standard §6, decode).
    pub fn print(&self) -> Vec<u8> {
        let script = self.script();
        match script.encode_utf16().count() * 2 + BOM.len() < script.len() {
            true => BOM.into_iter().chain(script.encode_utf16().flat_map(u16::to_le_bytes)).collect(),
            false => script.into_bytes(),
        }
    }

    fn script(&self) -> String {
        let spelled = |text: &str| readings(text).iter().map(|r| r.join("/")).collect::<Vec<_>>().join(" ");
        let names: Vec<(&str, String)> = std::iter::once(&self.title).chain(&self.names).map(|n| (n.as_str(), spelled(n))).collect();
        let parts: Vec<_> = self.parts.iter().map(|p| (&p.id, &p.heading, u8::from(p.headed), p.lines.join("\n"))).collect();
        format!("jxSearch.text({},{});\n", json(&self.url), json(&(&self.title, &self.date, names, parts)))
    }
}

/// A value as a literal of JavaScript: JSON in which the two line ends that older scripts refuse in strings are escaped.
pub(super) fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default().replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

/// The digest of everything that a document's script is made from.
pub fn text_digest(composer: &Composer<'_>, id: PageId) -> Digest {
    let page = &composer.site.pages[id];
    let original = page.original.map_or(&[][..], |o| composer.site.pages[o].key.bytes());
    let parts = [page.key.bytes().as_slice(), original, page.url.as_str().as_bytes()];
    let hant = composer.site.hant.digest.filter(|_| composer.site.is_derived(&page.lang));
    let hant = hant.as_ref().map(|d| d.bytes().as_slice());
    Digest::of_parts(parts.into_iter().chain(hant).chain(page.heading_ids.iter().map(String::as_bytes)))
}

/// Takes a document apart.
pub fn leaf(composer: &Composer<'_>, id: PageId) -> Leaf {
    let page = &composer.site.pages[id];
    let mut leaf = Leaf {
        url: page.url.as_str().trim_end_matches('/').to_owned(),
        title: page.title.clone(),
        date: page.date.as_ref().map_or(String::new(), |d| date_text(d, &page.lang).text),
        names: names(page),
        parts: vec![Part { lines: page.common.summary.iter().cloned().collect(), ..Part::default() }],
    };
    if page.kind != Kind::Notice {
        article(page, &mut leaf.parts);
    } else if let Own::Notice(notice) = composer.view(&PageKey::Document(id)).own {
        paper(&notice, &mut leaf.parts);
    }
    leaf.parts.push(Part { lines: facts(page), ..Part::default() });
    leaf.parts.retain(|part| part.headed || !part.lines.is_empty());
    if composer.site.is_derived(&page.lang) { leaf.in_script(&composer.site.hant) } else { leaf }
}

fn names(page: &Page) -> Vec<String> {
    let names = match &page.own {
        Fields::Profile(profile) => vec![profile.name.clone()],
        Fields::Feature(feature) => feature.people.clone(),
        _ => Vec::new(),
    };
    names.into_iter().filter(|name| !name.is_empty() && *name != page.title).collect()
}

/// What a page prints of its fields.
fn facts(page: &Page) -> Vec<String> {
    let common = &page.common;
    let mut facts: Vec<Option<&str>> = Vec::new();
    match &page.own {
        Fields::Profile(p) => {
            facts.extend([Some(p.name.as_str()), p.trade.as_deref(), p.employer.as_deref(), p.city.as_deref(), p.batch.as_deref(), p.quote.as_deref()]);
            facts.extend(p.honours.iter().flat_map(|h| [Some(h.title.as_str()), h.grantor.as_deref()]));
        }
        Fields::Feature(f) => {
            facts.extend(f.kicker.as_deref().map(Some).into_iter().chain(f.people.iter().map(|p| Some(p.as_str()))).chain([f.series.as_deref()]))
        }
        Fields::News(n) => {
            facts.extend([n.place.as_deref(), n.organiser.as_deref()]);
            facts.extend(n.gallery.iter().map(|item| item.caption.as_deref()));
        }
        Fields::Notice(_) | Fields::Page(_) => {}
    }
    facts.extend([common.author.as_deref(), common.source.as_deref()]);
    facts.extend(common.tags.iter().map(|t| Some(t.trim())));
    facts.into_iter().flatten().filter(|fact| !fact.is_empty()).map(ToOwned::to_owned).collect()
}

fn article(page: &Page, parts: &mut Vec<Part>) {
    let Some(body) = page.body() else { return };
    for block in body.blocks.iter().skip(usize::from(page.title_in_text)) {
        match (block.kind, &block.id) {
            (BlockKind::Heading(n), _) => {
                let Some(heading) = body.headings.get(n) else { continue };
                let id = page.heading_ids.get(n).unwrap_or(&heading.id).clone();
                parts.push(Part { id, heading: format!("{}{}", heading.marker, heading.title), headed: true, lines: Vec::new() });
                continue;
            }
            (_, Some(id)) => under(parts, id),
            _ => {}
        }
        say(parts, body.html.get(block.html.clone()).unwrap_or(""));
    }
}

/// Opens a part below the last heading.
fn under(parts: &mut Vec<Part>, id: &str) {
    let heading = parts.last().map_or(String::new(), |p| p.heading.clone());
    parts.push(Part { id: id.to_owned(), heading, ..Part::default() });
}

fn say(parts: &mut [Part], html: &str) {
    if let Some(part) = parts.last_mut() {
        part.lines.extend(lines(html));
    }
}

/// A notice: each heading and each point is a part.
fn paper(notice: &NoticeView, parts: &mut Vec<Part>) {
    let head = [&notice.issuer_mark, &notice.issuer, &notice.number, &notice.addressees];
    parts[0].lines.extend(head.into_iter().filter(|text| !text.is_empty()).cloned());
    parts[0].lines.extend(notice.signer.iter().cloned());
    blocks(&notice.blocks, parts);
    let mut foot: Vec<String> = notice.attachments.iter().map(|a| a.name.clone()).chain(notice.signature.iter().cloned()).collect();
    foot.extend(notice.date.iter().map(|d| d.text.clone()));
    foot.extend([&notice.annotation].into_iter().chain(&notice.cc).filter(|text| !text.is_empty()).cloned());
    foot.extend(notice.print.iter().map(|p| p.organ.clone()));
    parts.push(Part { lines: foot, ..Part::default() });
    for attached in &notice.attached {
        parts.push(Part { id: attached.id.clone(), heading: attached.title.clone(), headed: true, lines: Vec::new() });
        blocks(&attached.blocks, parts);
    }
}

fn blocks(blocks: &[Block], parts: &mut Vec<Part>) {
    for block in blocks {
        match block {
            Block::Heading { id, marker, title, text, .. } => {
                parts.push(Part { id: id.clone(), heading: format!("{marker}{title}"), headed: true, lines: Vec::new() });
                say(parts, text);
            }
            Block::Point { id, marker, html, .. } => {
                under(parts, id);
                say(parts, &format!("{marker}{html}"));
            }
            Block::Paragraph { html, id } => {
                if !id.is_empty() {
                    under(parts, id);
                }
                say(parts, html);
            }
            Block::Presence { label, html } => say(parts, &format!("{label}{html}")),
            Block::Html { html } => say(parts, html),
        }
    }
}
