use super::Embedded;
use super::frame::{CHARACTER, text};
use crate::export::paper::{Cell, Image, Line, Paper, Piece, Role, Run};

/// The width of the text on paper, 156 mm, in twentieths of a point.
const WIDTH: u32 = 8844;
/// EMU in a twentieth of a point.
const EMU: u32 = 635;

/// The main part while it is written.
pub(super) struct Body<'a> {
    pub xml: String,
    pub media: Vec<(Vec<u8>, &'static str)>,
    /// Addresses that links lead to.
    pub links: Vec<String>,
    picture: &'a dyn Fn(&Image) -> Option<Embedded>,
    /// The next line begins a sheet.
    sheet: bool,
}

impl<'a> Body<'a> {
    pub fn new(picture: &'a dyn Fn(&Image) -> Option<Embedded>) -> Self {
        Self { xml: String::new(), media: Vec::new(), links: Vec::new(), picture, sheet: false }
    }

    pub fn paper(&mut self, paper: &Paper) {
        let lines: Vec<&Line> = paper.pieces.iter().filter_map(|p| if let Piece::Line(line) = p { Some(line) } else { None }).collect();
        let has = |role: Role| lines.iter().any(|l| l.role == role);
        if !has(Role::Title) && !paper.title.is_empty() {
            self.line(&Line::plain(Role::Title, paper.title.clone()), "");
        }
        let (mark, signed) = (has(Role::Mark), lines.iter().position(|l| l.role == Role::Signature));
        let day = lines.iter().find(|l| l.role == Role::Date).map(|l| columns(&l.text()));
        let (mut first, mut printed) = (true, false);
        for piece in &paper.pieces {
            match piece {
                Piece::Line(line) => {
                    let mut more = match (line.role, day) {
                        (Role::Signature, Some(day)) => under(day, columns(&line.text())),
                        (Role::Signature, None) => format!("<w:ind w:right=\"{}\" w:firstLine=\"0\"/>", CHARACTER * 2),
                        // Without a mark there is no rule to hang the number on.
                        (Role::Number, _) if !mark => "<w:pBdr><w:bottom w:val=\"nil\"/></w:pBdr>".to_owned(),
                        (Role::Item(depth), _) => format!("<w:ind w:left=\"{}\" w:hanging=\"{CHARACTER}\"/>", CHARACTER * (2 + u32::from(depth.min(8)))),
                        _ => String::new(),
                    };
                    if matches!(line.role, Role::Copies | Role::Print) && !std::mem::replace(&mut printed, true) {
                        more = "<w:spacing w:beforeLines=\"200\" w:before=\"1160\"/>".to_owned();
                    }
                    let closes = matches!(line.role, Role::Signature) || (line.role == Role::Date && signed.is_none());
                    if closes && std::mem::take(&mut first) {
                        more = format!("<w:spacing w:beforeLines=\"200\" w:before=\"1160\"/>{more}");
                    }
                    self.line(line, &more);
                }
                Piece::Table(rows) => self.table(rows),
                Piece::Picture(image) => self.image(image),
                Piece::Sheet => self.sheet = true,
            }
        }
    }

    /// A paragraph; `more` are properties of its own, in the order that the schema asks for.
    fn line(&mut self, line: &Line, more: &str) {
        let style = match line.role {
            Role::Corner => "Corner",
            Role::Mark => "Mark",
            Role::Number => "Number",
            Role::Signer => "Signer",
            Role::Title => "Title",
            Role::Addressees => "Addressees",
            Role::Heading(1) => "Heading1",
            Role::Heading(2) => "Heading2",
            Role::Heading(_) => "Heading3",
            Role::Body | Role::Quote => "Body",
            Role::Item(_) => "Item",
            Role::Attachment => "Attachment",
            Role::AttachmentNext => "AttachmentNext",
            Role::Signature => "Signature",
            Role::Date => "Date",
            Role::Annotation => "Annotation",
            Role::AttachedHead => "AttachedHead",
            Role::AttachedTitle => "AttachedTitle",
            Role::Copies => "Copies",
            Role::Print => "Print",
        };
        let sheet = if std::mem::take(&mut self.sheet) { "<w:pageBreakBefore/>" } else { "" };
        self.xml.push_str(&format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{sheet}{more}</w:pPr>"));
        let size = if line.role == Role::Mark { mark_size(&line.text()) } else { 0 };
        // A run-in heading is dressed as one, the rest of its paragraph as text (7.3.3).
        let run_in = matches!(line.role, Role::Heading(1 | 2)) && line.runs.len() > 1;
        for (n, run) in line.runs.iter().enumerate() {
            self.run(run, size, run_in && n > 0);
        }
        self.xml.push_str("</w:p>");
    }

    fn run(&mut self, run: &Run, size: u32, plain: bool) {
        let Run::Text { text: words, bold, italic, link } = run else {
            self.xml.push_str("<w:r><w:br/></w:r>");
            return;
        };
        let mut dress = String::new();
        if plain {
            dress.push_str("<w:rFonts w:eastAsia=\"仿宋_GB2312\"/>");
        }
        if *bold {
            dress.push_str("<w:b/>");
        }
        if *italic {
            dress.push_str("<w:i/>");
        }
        if size > 0 {
            dress.push_str(&format!("<w:sz w:val=\"{size}\"/>"));
        }
        let pieces: Vec<String> = words.split('\t').map(|p| format!("<w:t xml:space=\"preserve\">{}</w:t>", text(p))).collect();
        let run = format!("<w:r><w:rPr>{dress}</w:rPr>{}</w:r>", pieces.join("<w:tab/>"));
        match link {
            None => self.xml.push_str(&run),
            Some(link) => {
                let at = self.links.iter().position(|l| l == link).unwrap_or_else(|| {
                    self.links.push(link.clone());
                    self.links.len() - 1
                });
                self.xml.push_str(&format!("<w:hyperlink r:id=\"url{}\">{run}</w:hyperlink>", at + 1));
            }
        }
    }

    fn image(&mut self, image: &Image) {
        let Some((bytes, ending, (wide, high))) = (self.picture)(image) else {
            self.line(&Line::plain(Role::Body, format!("〔图：{}〕", image.alt)), "");
            return;
        };
        self.media.push((bytes, ending));
        let n = self.media.len();
        // 96 pixels to the inch, no wider than the text.
        let width = (wide.clamp(1, 20_000) * 15).min(WIDTH);
        let height = (u64::from(high.clamp(1, 20_000)) * u64::from(width) / u64::from(wide.clamp(1, 20_000))).clamp(15, 12_000);
        let (cx, cy) = (width * EMU, height * u64::from(EMU));
        let alt = text(&image.alt);
        self.xml.push_str(&format!(
            "<w:p><w:pPr><w:spacing w:line=\"240\" w:lineRule=\"auto\"/><w:ind w:firstLine=\"0\"/><w:jc w:val=\"center\"/></w:pPr><w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{cx}\" cy=\"{cy}\"/><wp:docPr id=\"{n}\" name=\"图 {n}\" descr=\"{alt}\"/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"{n}\" name=\"图 {n}\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"img{n}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{cx}\" cy=\"{cy}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
        ));
    }

    fn table(&mut self, rows: &[Vec<Cell>]) {
        let columns = rows.iter().map(|r| r.iter().map(|c| c.across).sum::<usize>()).max().unwrap_or(1).max(1);
        let width = WIDTH / u32::try_from(columns).unwrap_or(1).max(1);
        let side = |name: &str| format!("<w:{name} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>");
        let sides: String = ["top", "left", "bottom", "right", "insideH", "insideV"].iter().map(|n| side(n)).collect();
        let grid: String = (0..columns).map(|_| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
        self.xml.push_str(&format!("<w:tbl><w:tblPr><w:tblW w:w=\"{WIDTH}\" w:type=\"dxa\"/><w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"));
        // How many rows below a column are still covered, and how wide the cell over them is.
        let mut covered: Vec<(usize, usize)> = vec![(0, 0); columns];
        for row in rows {
            self.xml.push_str("<w:tr>");
            let mut cells = row.iter();
            let mut at = 0;
            while at < columns {
                if let Some((left, across)) = covered.get_mut(at).filter(|(left, _)| *left > 0) {
                    *left -= 1;
                    let across = (*across).max(1);
                    self.cell(None, across, "<w:vMerge/>", width);
                    at += across;
                    continue;
                }
                let Some(cell) = cells.next() else { break };
                let across = cell.across.clamp(1, columns - at);
                let merge = if cell.down > 1 { "<w:vMerge w:val=\"restart\"/>" } else { "" };
                self.cell(Some(cell), across, merge, width);
                if let Some(below) = covered.get_mut(at) {
                    *below = (cell.down.saturating_sub(1), across);
                }
                at += across;
            }
            if at == 0 {
                self.cell(None, columns, "", width);
            }
            self.xml.push_str("</w:tr>");
        }
        self.xml.push_str("</w:tbl>");
    }

    fn cell(&mut self, cell: Option<&Cell>, across: usize, merge: &str, width: u32) {
        let wide = width.saturating_mul(u32::try_from(across).unwrap_or(1));
        let span = if across > 1 { format!("<w:gridSpan w:val=\"{across}\"/>") } else { String::new() };
        self.xml.push_str(&format!("<w:tc><w:tcPr><w:tcW w:w=\"{wide}\" w:type=\"dxa\"/>{span}{merge}<w:vAlign w:val=\"center\"/></w:tcPr><w:p><w:pPr><w:spacing w:line=\"400\" w:lineRule=\"exact\"/><w:ind w:firstLine=\"0\"/><w:jc w:val=\"center\"/></w:pPr>"));
        for run in cell.map_or(&[][..], |c| &c.runs) {
            self.run(run, 24, false);
        }
        self.xml.push_str("</w:p></w:tc>");
    }
}

/// Half-width columns.
fn columns(text: &str) -> u32 {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// A signature centred over its date, which ends four characters in (7.3.5.1).
fn under(day: u32, own: u32) -> String {
    let middle = i64::from(CHARACTER) * 4 + i64::from(CHARACTER) * (i64::from(day) - i64::from(own)) / 4;
    format!("<w:ind w:right=\"{}\" w:firstLine=\"0\"/>", middle.max(0))
}

/// Half-points at which a mark fills its line, and no more than looks well.
fn mark_size(text: &str) -> u32 {
    let characters = u32::try_from(text.chars().count()).unwrap_or(u32::MAX).max(1);
    (WIDTH / 10 / characters).clamp(30, 120)
}
