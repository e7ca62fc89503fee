use super::drawing;
use super::left::Left;
use super::number::{Marker, Numbering, joined};
use super::parts::Relations;
use super::run::Line;
use super::style::{Styles, centred, number};
use super::{table, words};
use crate::import::archive::Archive;
use crate::import::refusal::Refusal;
use crate::import::story::{Block, Paragraph, Role, Run, Story};
use crate::xml::Element;

/// Text boxes, notes and tables inside one another.
const DEPTH: usize = 12;

/// Reads the blocks of a Word file; what they refer to is looked up on the way.
pub(super) struct Body<'a, 'b> {
    pub archive: &'a mut Archive<'b>,
    pub relations: &'a Relations,
    pub styles: Styles,
    pub numbering: Numbering,
    /// Parts with footnotes and endnotes, by the name of a note.
    pub notes: &'a [(&'static str, Option<Element>); 2],
    /// Notes seen so far, by kind and id, in the order of their marks.
    pub noted: Vec<(&'static str, String)>,
    /// Names of parts whose pictures were taken, in the order of the story's pictures.
    pub pictures: Vec<String>,
    pub story: Story,
    pub left: Left,
    pub depth: usize,
}

impl Body<'_, '_> {
    /// The blocks of a body, a cell, a text box or a note.
    ///
    /// # Errors
    /// The archive's, while pictures are read.
    pub fn blocks(&mut self, parent: &Element) -> Result<Vec<Block>, Refusal> {
        let mut out = Vec::new();
        if self.depth < DEPTH {
            self.depth += 1;
            let mut open = None;
            self.collect(parent, &mut out, &mut open)?;
            self.depth -= 1;
            out.extend(open.map(Block::Paragraph));
        }
        Ok(out)
    }

    /// `open` is a paragraph whose end was struck out: the next one goes on in it.
    fn collect(&mut self, parent: &Element, out: &mut Vec<Block>, open: &mut Option<Paragraph>) -> Result<(), Refusal> {
        for element in parent.elements() {
            match element.name.as_str() {
                "p" => self.paragraph(element, out, open)?,
                "tbl" => {
                    out.extend(open.take().map(Block::Paragraph));
                    out.extend(table::read(self, element)?);
                }
                "sdt" if is_contents(element) => self.left.contents += 1,
                "sdt" => {
                    if let Some(content) = element.child("sdtContent") {
                        self.collect(content, out, open)?;
                    }
                }
                "ins" | "moveTo" | "customXml" | "smartTag" => self.collect(element, out, open)?,
                "AlternateContent" => {
                    if let Some(chosen) = drawing::chosen(element) {
                        self.collect(chosen, out, open)?;
                    }
                }
                "altChunk" => self.left.objects += 1,
                _ => {}
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, element: &Element, out: &mut Vec<Block>, open: &mut Option<Paragraph>) -> Result<(), Refusal> {
        let empty = Element::default();
        let own = element.child("pPr").unwrap_or(&empty);
        let style = self.styles.paragraph(own.value("pStyle")).clone();
        if style.contents {
            self.left.contents += usize::from(self.left.contents == 0);
            return Ok(());
        }
        let mut line = Line::new(style.size);
        line.read(self, element)?;
        let Line { runs, boxes, size, .. } = line;
        let level = own.value("outlineLvl").and_then(|v| v.parse::<u8>().ok()).filter(|n| *n < 9 && style.role == Role::Body);
        let mut paragraph = Paragraph {
            role: level.map_or(style.role, |n| Role::Heading(n + 1)),
            runs,
            number: String::new(),
            centred: centred(own).or(style.centred).unwrap_or(false),
            size,
        };
        if paragraph.role == Role::Body && unmark(&mut paragraph) {
            paragraph.role = Role::Item(0);
        }
        let struck = own.child("rPr").is_some_and(|r| r.child("del").is_some() || r.child("moveFrom").is_some());
        if let Some((list, level)) = number(own, style.number.as_ref()).or(style.number).filter(|_| !paragraph.is_empty()) {
            match self.numbering.next(&list, level) {
                Some(Marker::Number(number)) => paragraph.number = joined(&number, &paragraph.text()),
                Some(Marker::Bullet(depth)) => paragraph.role = Role::Item(depth),
                None => {}
            }
        }
        let (before, after): (Vec<_>, Vec<_>) = boxes.into_iter().partition(|b| !is_imprint(b));
        if let Some(begun) = open.as_mut() {
            begun.runs.append(&mut paragraph.runs);
        }
        let paragraph = open.take().unwrap_or(paragraph);
        out.extend(before.into_iter().flatten());
        if struck {
            *open = Some(paragraph);
        } else {
            out.push(Block::Paragraph(paragraph));
        }
        out.extend(after.into_iter().flatten());
        Ok(())
    }

    /// The runs of a note, whose mark stands here; its index in the story.
    pub fn note(&mut self, kind: &'static str, id: &str) -> Result<Option<usize>, Refusal> {
        if let Some(at) = self.noted.iter().position(|(k, i)| *k == kind && i == id) {
            return Ok(Some(at));
        }
        let notes = self.notes;
        let part = notes.iter().find(|(k, _)| *k == kind).and_then(|(_, root)| root.as_ref());
        let list = part.and_then(|root| root.elements().next());
        let Some(note) = list.and_then(|l| l.elements().find(|n| n.get("id") == Some(id) && n.get("type").is_none_or(|t| t == "normal"))) else {
            return Ok(None);
        };
        let at = self.noted.len();
        self.noted.push((kind, id.to_owned()));
        self.story.notes.push(Vec::new());
        let mut runs: Vec<Run> = Vec::new();
        for block in self.blocks(note)? {
            if let Block::Paragraph(p) = block {
                if !runs.is_empty() {
                    runs.push(Run::Break);
                }
                runs.extend(p.runs);
            }
        }
        if let Some(place) = self.story.notes.get_mut(at) {
            *place = runs;
        }
        Ok(Some(at))
    }
}

/// A text box with the imprint (版记) belongs after the paragraph that it hangs on.
fn is_imprint(blocks: &[Block]) -> bool {
    words(blocks).iter().any(|line| super::margin::is_imprint_line(line))
}

/// Takes a dot that was typed before an item away; whether there was one.
fn unmark(paragraph: &mut Paragraph) -> bool {
    let Some(Run::Text(first)) = paragraph.runs.first_mut() else { return false };
    let Some(rest) = first.text.trim_start().strip_prefix("• ") else { return false };
    first.text = rest.to_owned();
    true
}

fn is_contents(sdt: &Element) -> bool {
    let gallery = sdt.child("sdtPr").and_then(|p| p.child("docPartObj")).and_then(|d| d.value("docPartGallery"));
    gallery == Some("Table of Contents")
}
