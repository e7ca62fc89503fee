/// A document as a sequence of pieces, for one form of print or another.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Paper {
    /// Its title.
    pub title: String,
    /// In reading order.
    pub pieces: Vec<Piece>,
}

/// One piece.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// A paragraph with its role.
    Line(Line),
    /// A table, row by row.
    Table(Vec<Vec<Cell>>),
    /// A picture in a line of its own.
    Picture(Image),
    /// A new sheet.
    Sheet,
}

/// What a line is on paper (GB/T 9704-2012 clause 7, and headings and lists of other texts).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// 份号、密级、紧急程度.
    Corner,
    /// 发文机关标志.
    Mark,
    /// 发文字号.
    Number,
    /// 签发人.
    Signer,
    /// 标题.
    Title,
    /// 主送机关.
    Addressees,
    /// An item of the levels 一、 to ①, from 1, or a heading of an article.
    Heading(u8),
    /// 正文.
    Body,
    /// An item of a list: its depth from 0.
    Item(u8),
    /// A quotation.
    Quote,
    /// 附件说明, its first line.
    Attachment,
    /// Its further lines.
    AttachmentNext,
    /// 发文机关署名.
    Signature,
    /// 成文日期.
    Date,
    /// 附注.
    Annotation,
    /// 附件1, over an attached text.
    AttachedHead,
    /// The title of an attached text.
    AttachedTitle,
    /// 抄送.
    Copies,
    /// 印发机关和印发日期.
    Print,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What it is.
    pub role: Role,
    /// Its words; the marker of a list is among them.
    pub runs: Vec<Run>,
}

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub enum Run {
    /// Words of one dress.
    Text {
        /// The words.
        text: String,
        /// Whether they are bold.
        bold: bool,
        /// Whether they are set apart otherwise.
        italic: bool,
        /// The absolute address that they lead to.
        link: Option<String>,
    },
    /// A line end.
    Break,
}

/// A cell of a table.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Cell {
    /// Its words.
    pub runs: Vec<Run>,
    /// Columns.
    pub across: usize,
    /// Rows.
    pub down: usize,
    /// Whether it heads a row or column.
    pub head: bool,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Image {
    /// Its file below the site's root, or an address.
    pub src: String,
    /// What it shows.
    pub alt: String,
}

impl Run {
    /// Plain words.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::Text { text: text.into(), bold: false, italic: false, link: None }
    }
}

impl Line {
    /// A line of plain words.
    pub fn plain(role: Role, text: impl Into<String>) -> Self {
        Self { role, runs: vec![Run::plain(text)] }
    }

    /// Its words, undressed.
    pub fn text(&self) -> String {
        words(&self.runs)
    }
}

/// The words of runs, undressed.
pub(super) fn words(runs: &[Run]) -> String {
    runs.iter().map(|run| if let Run::Text { text, .. } = run { text.as_str() } else { "\n" }).collect()
}

impl Paper {
    /// Its pictures, each once, in their order.
    pub fn pictures(&self) -> Vec<&Image> {
        let mut seen: Vec<&Image> = Vec::new();
        for piece in &self.pieces {
            if let Piece::Picture(image) = piece
                && !seen.iter().any(|i| i.src == image.src)
            {
                seen.push(image);
            }
        }
        seen
    }
}
