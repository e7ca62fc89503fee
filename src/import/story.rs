use jiff::civil::Date;

/// A document of another program, as far as a page can show it: paragraphs, tables, pictures, notes.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Story {
    /// What the file itself gives as its title.
    pub title: Option<String>,
    /// Who wrote it, where the page says so.
    pub author: Option<String>,
    /// Where it was first published.
    pub source: Option<String>,
    /// When it was published.
    pub date: Option<Date>,
    pub blocks: Vec<Block>,
    /// Footnotes and endnotes, in the order of their marks.
    pub notes: Vec<Vec<Run>>,
    pub pictures: Vec<Picture>,
    /// A text that is Markdown already; then there are no blocks.
    pub markdown: Option<String>,
}

/// One block.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Block {
    Paragraph(Paragraph),
    Table(Table),
}

/// What a paragraph is there for.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    #[default]
    Body,
    Title,
    /// From 1.
    Heading(u8),
    /// An item of a list without numbers; the depth from 0.
    Item(u8),
    Quote,
}

/// A paragraph.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Paragraph {
    pub role: Role,
    pub runs: Vec<Run>,
    /// Its automatic number, `（一）`, which no run holds.
    pub number: String,
    pub centred: bool,
    /// Size of its first letters in half-points, where one is set.
    pub size: u32,
}

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Run {
    Text(Text),
    /// A line end inside a paragraph.
    Break,
    /// Index of a picture of the story.
    Picture(usize),
    /// Index of a note of the story.
    Note(usize),
}

/// Text of one dress.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Text {
    pub text: String,
    pub bold: bool,
    pub italic: bool,
    pub link: Option<String>,
}

/// A table as a grid; a cell that a wider or taller one covers is not there.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Table {
    pub rows: Vec<Vec<Cell>>,
    /// Whether lines are drawn around its cells.
    pub ruled: bool,
}

/// A cell of a table.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Cell {
    pub paragraphs: Vec<Paragraph>,
    /// How many columns it takes.
    pub across: usize,
    /// How many rows it takes.
    pub down: usize,
}

/// A picture to be written beside the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Picture {
    /// `picture-1.png`.
    pub name: String,
    pub bytes: Vec<u8>,
    /// What it shows, maybe empty.
    pub alt: String,
}

impl Paragraph {
    /// Undressed words.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { runs: vec![Run::Text(Text { text: text.into(), ..Text::default() })], ..Self::default() }
    }

    /// Its words with number and line ends, undressed.
    pub fn text(&self) -> String {
        let mut out = self.number.clone();
        for run in &self.runs {
            match run {
                Run::Text(text) => out.push_str(&text.text),
                Run::Break => out.push('\n'),
                Run::Picture(_) | Run::Note(_) => {}
            }
        }
        out
    }

    /// Whether it has neither words nor pictures.
    pub fn is_empty(&self) -> bool {
        self.text().trim().is_empty() && !self.runs.iter().any(|r| matches!(r, Run::Picture(_) | Run::Note(_)))
    }
}

impl Cell {
    /// Its words, paragraphs parted by line ends.
    pub fn text(&self) -> String {
        self.paragraphs.iter().map(|p| p.text().trim().to_owned()).filter(|t| !t.is_empty()).collect::<Vec<_>>().join("\n")
    }
}

impl Story {
    /// The words of all blocks, for telling what the story is.
    pub fn is_empty(&self) -> bool {
        let empty = |block: &Block| match block {
            Block::Paragraph(p) => p.is_empty(),
            Block::Table(t) => t.rows.iter().flatten().all(|c| c.text().is_empty()),
        };
        self.markdown.as_ref().map_or_else(|| self.blocks.iter().all(empty), |text| text.trim().is_empty())
    }
}
