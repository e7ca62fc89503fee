use super::ast::{Article, Attached, Chapter, Mark, Matter, Notice, Paragraph, Point, Section};

/// A notice in reading order, piece by piece, as a page shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Block<'a> {
    /// An item of the levels 一、 to ①; its run-in text follows as a paragraph with `run_in` set.
    Heading(&'a Section),
    /// A paragraph; `marks` of it are the points inside.
    Paragraph {
        /// The text.
        paragraph: &'a Paragraph,
        /// Whether it goes on in the line of the heading before it.
        run_in: bool,
    },
    /// A paragraph that is a point; `marks` are further points inside it.
    Point(&'a Point),
    /// A block of Markdown (table, list, picture), kept as it is.
    Markdown(&'a Paragraph),
    /// 第X章, 第X节.
    Chapter(&'a Chapter),
    /// 第X条 with its first paragraph.
    Article(&'a Article),
}

impl Block<'_> {
    /// Its place in reading order.
    fn order(&self) -> (usize, bool) {
        match self {
            Self::Heading(s) => (s.order, false),
            Self::Paragraph { paragraph, run_in } => (paragraph.order, *run_in),
            Self::Markdown(p) => (p.order, false),
            Self::Point(p) => (p.order, false),
            Self::Chapter(c) => (c.order, false),
            Self::Article(a) => (a.order, false),
        }
    }

    /// The points inside it and where they stand in its text.
    pub fn marks(&self) -> &[Mark] {
        match self {
            Self::Paragraph { paragraph, .. } => &paragraph.marks,
            Self::Point(p) => &p.marks,
            Self::Article(a) => &a.marks,
            _ => &[],
        }
    }
}

/// The body of a notice in reading order; attached texts have their own ([`attached_blocks`]).
pub fn blocks(notice: &Notice) -> Vec<Block<'_>> {
    collect(&notice.lead, &notice.points, &notice.sections, &notice.chapters, &notice.articles)
}

/// The body of an attached text in reading order.
pub fn attached_blocks(text: &Attached) -> Vec<Block<'_>> {
    collect(&text.lead, &text.points, &text.sections, &text.chapters, &text.articles)
}

fn collect<'a>(lead: &'a [Paragraph], points: &'a [Point], sections: &'a [Section], chapters: &'a [Chapter], articles: &'a [Article]) -> Vec<Block<'a>> {
    let mut out = Vec::new();
    texts(lead, points, None, &mut out);
    numbered(sections, &mut out);
    in_chapters(chapters, &mut out);
    in_articles(articles, &mut out);
    out.sort_by_key(Block::order);
    out
}

/// Paragraphs and points; those with the order of a run-in heading stand in its line.
fn texts<'a>(body: &'a [Paragraph], points: &'a [Point], heading: Option<usize>, out: &mut Vec<Block<'a>>) {
    out.extend(body.iter().map(|p| match p.matter {
        Matter::Markdown => Block::Markdown(p),
        Matter::Prose => Block::Paragraph { paragraph: p, run_in: heading == Some(p.order) },
    }));
    for point in points.iter().filter(|p| !p.inline) {
        out.push(Block::Point(point));
    }
    for point in points {
        texts(&point.body, &[], None, out);
    }
}

fn numbered<'a>(list: &'a [Section], out: &mut Vec<Block<'a>>) {
    for section in list {
        out.push(Block::Heading(section));
        texts(&section.body, &section.points, Some(section.order), out);
        numbered(&section.children, out);
    }
}

fn in_chapters<'a>(list: &'a [Chapter], out: &mut Vec<Block<'a>>) {
    for chapter in list {
        out.push(Block::Chapter(chapter));
        texts(&chapter.body, &chapter.points, None, out);
        numbered(&chapter.sections, out);
        in_articles(&chapter.articles, out);
        in_chapters(&chapter.chapters, out);
    }
}

fn in_articles<'a>(list: &'a [Article], out: &mut Vec<Block<'a>>) {
    for article in list {
        out.push(Block::Article(article));
        texts(&article.body, &article.points, None, out);
        numbered(&article.children, out);
    }
}
