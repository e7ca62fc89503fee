use super::paper::{Cell, Image, Line, Paper, Piece, Role, Run};
use crate::xml::{self, Element, Node, XmlFault};

/// An article as paper, from the fragment of HTML that its page shows, whose links and pictures are absolute or below the root.
///
/// # Errors
/// For what is nested beyond reason.
pub fn of_html(title: &str, html: &str) -> Result<Paper, XmlFault> {
    let mut reader = Reader { out: Vec::new(), open: Vec::new(), lists: Vec::new(), noting: false, bare: false };
    reader.blocks(&xml::read(html, false)?, &Dress::default(), Role::Body);
    reader.close(Role::Body);
    Ok(Paper { title: title.to_owned(), pieces: reader.out })
}

#[derive(Debug, Default, Clone)]
struct Dress {
    bold: bool,
    italic: bool,
    link: Option<String>,
}

struct Reader {
    out: Vec<Piece>,
    open: Vec<Run>,
    /// The lists that are open: what the next item counts, none for dots.
    lists: Vec<Option<usize>>,
    /// What is read are the notes below the text.
    noting: bool,
    /// The items of lists have no markers: pictures of a gallery, the days of a timeline.
    bare: bool,
}

impl Reader {
    fn blocks(&mut self, parent: &Element, dress: &Dress, role: Role) {
        for node in &parent.children {
            match node {
                Node::Text(text) => self.words(text, dress),
                Node::Element(e) => self.element(e, dress, role),
            }
        }
    }

    fn element(&mut self, e: &Element, dress: &Dress, role: Role) {
        match e.name.as_str() {
            "br" => self.open.push(Run::Break),
            "b" | "strong" => self.blocks(e, &Dress { bold: true, ..dress.clone() }, role),
            "em" | "i" => self.blocks(e, &Dress { italic: true, ..dress.clone() }, role),
            "a" if e.get("class").is_some_and(|c| c.contains("anchor") || c.contains("back")) => {}
            "a" => {
                let link = e.get("href").filter(|h| h.starts_with("http") || h.starts_with("mailto:")).map(str::to_owned);
                self.blocks(e, &Dress { link: link.or(dress.link.clone()), ..dress.clone() }, role);
            }
            "img" => {
                self.close(role);
                self.out.extend(e.get("src").map(|src| {
                    Piece::Picture(Image {
                        src: percent_encoding::percent_decode_str(src).decode_utf8_lossy().into_owned(),
                        alt: e.get("alt").unwrap_or("").to_owned(),
                    })
                }));
            }
            "sup" if note(e).is_some() => self.open.push(Run::plain(format!("〔注{}〕", note(e).unwrap_or_default()))),
            "section" if e.get("class").is_some_and(|c| c.contains("footnotes")) => {
                self.noting = true;
                self.block(e, dress, role);
                self.noting = false;
            }
            "sup" | "sub" | "span" | "code" | "mark" | "del" | "s" | "u" | "small" | "abbr" | "cite" | "q" | "kbd" | "ins" | "time" => {
                self.blocks(e, dress, role)
            }
            "input" => {
                let sign = if e.get("checked").is_some() { "☑" } else { "□" };
                self.open.push(Run::plain(sign));
            }
            "table" => {
                self.close(role);
                let table = table(e);
                self.out.extend(Some(table).filter(|t| !t.is_empty()).map(Piece::Table));
            }
            "figure" | "ul" if e.get("class").is_some_and(|c| c.contains("timeline") || c.contains("gallery")) && !self.bare => {
                self.bare = true;
                self.element(e, dress, role);
                self.bare = false;
            }
            // A gallery's caption is its picture's text too.
            "figcaption" if self.out.last().is_some_and(|piece| matches!(piece, Piece::Picture(image) if image.alt.trim() == e.text().trim())) => {}
            "dl" if e.children.iter().any(|node| matches!(node, Node::Element(e) if e.name == "div")) => self.figures(e, dress, role),
            "ul" | "ol" => {
                self.close(role);
                let from = e.get("start").and_then(|s| s.parse().ok()).unwrap_or(1);
                self.lists.push((e.name == "ol").then_some(from));
                self.blocks(e, dress, role);
                self.lists.pop();
            }
            "li" => self.item(e, dress),
            "blockquote" => self.block(e, dress, Role::Quote),
            "h1" | "h2" => self.block(e, dress, Role::Heading(1)),
            "h3" => self.block(e, dress, Role::Heading(2)),
            "h4" | "h5" | "h6" => self.block(e, dress, Role::Heading(3)),
            "script" | "style" => {}
            _ => self.block(e, dress, role),
        }
    }

    fn item(&mut self, e: &Element, dress: &Dress) {
        let depth = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX);
        let marker = match self.lists.last_mut() {
            Some(Some(n)) => {
                *n += 1;
                if self.noting { format!("注{}：", *n - 1) } else { format!("{}. ", *n - 1) }
            }
            _ => "• ".to_owned(),
        };
        let role = if self.bare { Role::Body } else { Role::Item(depth) };
        self.close(Role::Body);
        if !self.bare {
            self.open.push(Run::plain(marker));
        }
        self.blocks(e, dress, role);
        self.close(role);
    }

    /// A band of numbers: each figure in front of what it counts, on a line of its own.
    fn figures(&mut self, e: &Element, dress: &Dress, role: Role) {
        let inner =
            |e: &'_ Element, name: &str| e.children.iter().find_map(|n| if let Node::Element(e) = n { (e.name == name).then(|| e.clone()) } else { None });
        self.close(role);
        for node in &e.children {
            let Node::Element(pair) = node else { continue };
            for name in ["dd", "dt"] {
                if let Some(part) = inner(pair, name) {
                    self.blocks(&part, dress, role);
                    self.open.push(Run::plain(" "));
                }
            }
            self.close(role);
        }
    }

    fn block(&mut self, e: &Element, dress: &Dress, role: Role) {
        // The words of an item begin in the line of its marker.
        if !(matches!(role, Role::Item(_)) && self.open.len() == 1) {
            self.close(role);
        }
        self.blocks(e, dress, role);
        self.close(role);
    }

    fn close(&mut self, role: Role) {
        let mut runs = std::mem::take(&mut self.open);
        while matches!(runs.last(), Some(Run::Break)) {
            runs.pop();
        }
        if let Some(Run::Text { text, .. }) = runs.last_mut() {
            text.truncate(text.trim_end().len());
        }
        let line = Line { role, runs };
        if !line.text().trim().is_empty() {
            self.out.push(Piece::Line(line));
        }
    }

    fn words(&mut self, text: &str, dress: &Dress) {
        let text = text.replace('\n', " ");
        if !(text.trim().is_empty() && matches!(self.open.last(), None | Some(Run::Break))) {
            let text = if matches!(self.open.last(), None | Some(Run::Break)) { text.trim_start().to_owned() } else { text };
            self.open.push(Run::Text { text, bold: dress.bold, italic: dress.italic, link: dress.link.clone() });
        }
    }
}

/// The number of the note that a mark leads to.
fn note(mark: &Element) -> Option<String> {
    let link = mark.below("a")?;
    link.get("href").filter(|h| h.starts_with("#fn")).map(|_| link.text().trim().to_owned())
}

fn table(e: &Element) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    e.all_below("tr", &mut rows);
    let number = |c: &Element, n: &str| c.get(n).and_then(|v| v.parse().ok()).unwrap_or(1_usize).clamp(1, 200);
    let cell = |c: &Element| {
        let mut inner = Reader { out: Vec::new(), open: Vec::new(), lists: Vec::new(), noting: false, bare: false };
        inner.blocks(c, &Dress::default(), Role::Body);
        inner.close(Role::Body);
        let mut runs = Vec::new();
        for piece in inner.out {
            if let Piece::Line(line) = piece {
                if !runs.is_empty() {
                    runs.push(Run::Break);
                }
                runs.extend(line.runs);
            }
        }
        Cell { runs, across: number(c, "colspan"), down: number(c, "rowspan"), head: c.name == "th" }
    };
    rows.iter().map(|r| r.elements().filter(|c| matches!(c.name.as_str(), "td" | "th")).map(cell).collect()).collect()
}
