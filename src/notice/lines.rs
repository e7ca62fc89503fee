use super::{
    ast::Matter,
    clean::{self, clean},
    mend::Mend,
    page,
    traced::Traced,
};
use crate::{diag::Code, text::Span};

/// What stands between a line and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Gap {
    /// A line end.
    #[default]
    None,
    /// Blank lines.
    Blank,
    /// A page number or a repeated header.
    Page,
    /// A rule, ---.
    Rule,
}

/// A line of the source that holds text, cleaned.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// From 1.
    pub number: usize,
    pub text: Traced,
    /// Its bytes in the source.
    pub span: Span,
    /// How many # stood before it.
    pub hashes: u8,
    /// Whether all of it was bold.
    pub bold: bool,
    /// Whether it was indented.
    pub indented: bool,
    pub gap: Gap,
    pub matter: Matter,
    pub mends: Vec<Mend>,
}

impl Line {
    pub fn text(&self) -> &str {
        self.text.text()
    }

    /// The same line with another text, for lines that were split.
    pub fn with(&self, text: Traced) -> Self {
        Self { text: text.trimmed(), mends: Vec::new(), gap: Gap::None, ..self.clone_shell() }
    }

    fn clone_shell(&self) -> Self {
        Self { text: Traced::default(), mends: Vec::new(), ..*self }
    }

    /// How many half-width columns it takes on paper, an indent of a paragraph counted in.
    pub fn columns(&self, source: &str) -> usize {
        let raw = self.span.of(source).trim_end();
        let indent: usize = raw.chars().take_while(|c| c.is_whitespace()).map(column).sum();
        let text: usize = raw.trim_start().chars().map(column).sum();
        text + if indent <= 8 { indent } else { 0 }
    }

    /// How many characters it has.
    pub fn width(&self) -> usize {
        self.text().chars().count()
    }
}

fn column(c: char) -> usize {
    if c.is_ascii() || c == '\u{A0}' { 1 } else { 2 }
}

/// Cuts a text into the lines that hold something; page furniture goes, with receipts.
pub(super) fn lines(source: &str, mends: &mut Vec<Mend>) -> Vec<Line> {
    let headers = page::repeated(source);
    let mut out: Vec<Line> = Vec::new();
    let (mut start, mut gap, mut fence, mut comment) = (0, Gap::None, None, false);
    for (index, whole) in source.split('\n').enumerate() {
        let (number, at) = (index + 1, start);
        start += whole.len() + 1;
        for span in pieces(whole, at) {
            let raw = span.of(source);
            let bare = raw.trim();
            if let Some(mark) = fence {
                out.push(verbatim(raw, span, number, std::mem::take(&mut gap)));
                fence = fence.filter(|_| !clean::closes(bare, mark));
                continue;
            }
            if comment || bare.starts_with("<!--") {
                comment = !bare.contains("-->");
                gap = gap.max(Gap::Blank);
            } else if clean::is_blank(bare) {
                gap = gap.max(Gap::Blank);
            } else if page::is_rule(bare) {
                gap = Gap::Rule;
            } else if page::is_number(bare) || headers.contains(bare) && !page::first_use(&out, bare) && !page::is_used(bare, source.get(start..).unwrap_or(""))
            {
                let code = if page::is_number(bare) { Code::PageNumber } else { Code::RepeatedHeader };
                mends.push(Mend::within(code, source, number, span, "", 0));
                gap = Gap::Page;
            } else if out.last().is_some_and(|l| doubled(source, l, bare)) {
                mends.push(Mend::within(Code::DoubledLine, source, number, span, "", 0));
                gap = gap.max(Gap::Blank);
            } else {
                fence = clean::fence(bare);
                let markdown = fence.is_some() || clean::is_markdown(bare);
                let gap = std::mem::take(&mut gap);
                let line = if markdown { verbatim(raw, span, number, gap) } else { Line { gap, ..clean(source, span, number) } };
                if !line.text().is_empty() {
                    out.push(line);
                }
            }
        }
    }
    out
}

/// The parts of a line between `<br>`s; a table's row stays whole.
fn pieces(line: &str, at: usize) -> Vec<Span> {
    let whole = Span::new(at, at + line.len());
    if !line.contains("<br") || clean::is_markdown(line.trim()) {
        return vec![whole];
    }
    let (mut out, mut from) = (Vec::new(), 0);
    for (i, _) in line.match_indices("<br") {
        let rest = line.get(i + 3..).unwrap_or("");
        let Some(len) = ["/>", " />", ">"].iter().find(|e| rest.starts_with(**e)).map(|e| 3 + e.len()) else { continue };
        out.push(Span::new(at + from, at + i));
        from = i + len;
    }
    out.push(Span::new(at + from, at + line.len()));
    out
}

/// A whole sentence or heading printed twice in a row is fake bold; short lines may repeat.
fn doubled(source: &str, last: &Line, bare: &str) -> bool {
    last.matter == Matter::Prose && bare.chars().nth(11).is_some() && last.span.of(source).trim() == bare
}

fn verbatim(raw: &str, span: Span, number: usize, gap: Gap) -> Line {
    let mut text = Traced::default();
    text.copy(raw, span.start);
    Line { number, text, span, gap, matter: Matter::Markdown, ..Line::default() }
}
