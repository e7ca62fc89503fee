use super::body::Body;
use super::drawing;
use super::field::Fields;
use super::style::size;
use crate::import::refusal::Refusal;
use crate::import::story::{Block, Run, Text};
use crate::xml::Element;

/// A paragraph while it is read.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub runs: Vec<Run>,
    /// What stands in text boxes that hang on it.
    pub boxes: Vec<Vec<Block>>,
    /// Size of its first letters.
    pub size: u32,
    sized: bool,
    fields: Fields,
    link: Option<String>,
}

impl Line {
    /// An empty one, whose style has that size.
    pub fn new(size: u32) -> Self {
        Self { size, ..Self::default() }
    }

    /// Takes everything inside a paragraph or what wraps a part of it.
    ///
    /// # Errors
    /// The archive's, while pictures are read.
    pub fn read(&mut self, body: &mut Body, parent: &Element) -> Result<(), Refusal> {
        for element in parent.elements() {
            match element.name.as_str() {
                "r" => self.run(body, element)?,
                "ins" | "moveTo" => {
                    body.left.inserted += 1;
                    self.read(body, element)?;
                }
                "del" | "moveFrom" => body.left.deleted += 1,
                "hyperlink" => {
                    let target = element.get("id").and_then(|id| body.relations.get(id)).filter(|r| r.external).map(|r| r.target.clone());
                    let outer = std::mem::replace(&mut self.link, target);
                    self.read(body, element)?;
                    self.link = outer;
                }
                "fldSimple" => {
                    let target = element.get("instr").and_then(super::field::link);
                    let outer = if target.is_some() { std::mem::replace(&mut self.link, target) } else { self.link.clone() };
                    self.read(body, element)?;
                    self.link = outer;
                }
                "sdt" => {
                    if let Some(content) = element.child("sdtContent") {
                        self.read(body, content)?;
                    }
                }
                "smartTag" | "customXml" | "dir" | "bdo" => self.read(body, element)?,
                "AlternateContent" => {
                    if let Some(chosen) = drawing::chosen(element) {
                        self.read(body, chosen)?;
                    }
                }
                "oMath" | "oMathPara" => {
                    body.left.formulas += 1;
                    self.text(&element.text(), &Text::default());
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn run(&mut self, body: &mut Body, element: &Element) -> Result<(), Refusal> {
        let properties = element.child("rPr");
        let has = |name: &str| properties.is_some_and(|p| p.switch(name) == Some(true));
        let is_text = element.child("t").is_some();
        if (has("vanish") || has("specVanish")) && is_text {
            body.left.hidden += 1;
            return Ok(());
        }
        let style = properties.and_then(|p| p.value("rStyle")).and_then(|id| body.styles.character(id));
        let own = |name: &str, of: Option<bool>| properties.and_then(|p| p.switch(name)).or(of).unwrap_or(false);
        let dress = Text { bold: own("b", style.and_then(|s| s.bold)), italic: own("i", style.and_then(|s| s.italic)), ..Text::default() };
        if is_text && !self.sized {
            self.sized = true;
            self.size = properties.map(size).filter(|s| *s > 0).unwrap_or(self.size);
        }
        self.pieces(body, element, &dress)
    }

    fn pieces(&mut self, body: &mut Body, element: &Element, dress: &Text) -> Result<(), Refusal> {
        for piece in element.elements() {
            match piece.name.as_str() {
                "t" => self.text(&piece.text(), dress),
                "br" if matches!(piece.get("type"), Some("page" | "column")) => {}
                "br" | "cr" => self.put(Run::Break),
                "tab" | "ptab" => self.text("\t", dress),
                "noBreakHyphen" => self.text("-", dress),
                "sym" => self.text(&symbol(piece), dress),
                "fldChar" => self.fields.mark(piece),
                "instrText" => self.fields.code(&piece.text()),
                "footnoteReference" | "endnoteReference" => {
                    let kind = if piece.name == "footnoteReference" { "footnote" } else { "endnote" };
                    if let Some(at) = piece.get("id").map_or(Ok(None), |id| body.note(kind, id))? {
                        self.put(Run::Note(at));
                    }
                }
                "commentReference" => body.left.comments += 1,
                "ruby" => {
                    if let Some(base) = piece.child("rubyBase") {
                        self.read(body, base)?;
                    }
                }
                "AlternateContent" => {
                    if let Some(chosen) = drawing::chosen(piece) {
                        self.pieces(body, chosen, dress)?;
                    }
                }
                "drawing" | "pict" | "object" => self.drawing(body, piece)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn drawing(&mut self, body: &mut Body, element: &Element) -> Result<(), Refusal> {
        let mut boxes = Vec::new();
        element.all_below("txbxContent", &mut boxes);
        for content in &boxes {
            let blocks = body.blocks(content)?;
            self.boxes.push(blocks);
        }
        for at in drawing::pictures(body, element)? {
            self.put(Run::Picture(at));
        }
        Ok(())
    }

    fn put(&mut self, run: Run) {
        if self.fields.shows() {
            self.runs.push(run);
        }
    }

    fn text(&mut self, text: &str, dress: &Text) {
        if text.is_empty() || !self.fields.shows() {
            return;
        }
        let link = self.fields.link().or_else(|| self.link.clone());
        match self.runs.last_mut() {
            Some(Run::Text(last)) if last.bold == dress.bold && last.italic == dress.italic && last.link == link => last.text.push_str(text),
            _ => self.runs.push(Run::Text(Text { text: text.to_owned(), link, ..dress.clone() })),
        }
    }
}

/// A character of a font of signs: boxes and ticks have characters of their own, others keep their code.
fn symbol(element: &Element) -> String {
    let code = element.get("char").and_then(|c| u32::from_str_radix(c, 16).ok()).unwrap_or(0);
    let known = match (element.get("font").unwrap_or(""), code & 0xFF) {
        ("Wingdings", 0xA8 | 0x6F | 0x71 | 0x72) | ("Wingdings 2", 0xA3) => Some('□'),
        ("Wingdings", 0xFE) | ("Wingdings 2", 0x52) => Some('☑'),
        ("Wingdings", 0xFC) | ("Wingdings 2", 0x50) => Some('√'),
        ("Wingdings", 0xFB | 0xFD) | ("Wingdings 2", 0x4F | 0x51) => Some('×'),
        ("Wingdings", 0x6C | 0x9F) | ("Symbol", 0xB7) => Some('●'),
        ("Wingdings", 0x6E) => Some('■'),
        ("Wingdings", 0xAB) => Some('★'),
        _ => char::from_u32(code).filter(|c| !('\u{E000}'..='\u{F8FF}').contains(c) && !c.is_control()),
    };
    known.unwrap_or('□').to_string()
}
