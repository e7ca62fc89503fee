use super::grid::Ruled;
use super::line::{BULLETS, Line, is_wide};
use super::outline::give_roles;
use crate::import::story::{Block, Paragraph, Role, Run};
use crate::pdf::Page;

/// How a page is laid out, in points.
struct Layout {
    /// Where lines begin that are not indented.
    left: f32,
    /// Where full lines end.
    right: f32,
    /// The size of the text.
    em: f32,
    /// From line to line.
    step: f32,
}

/// Lines as paragraphs: a line goes on in the next where that one's first word would not have fitted, the next is not indented, and
/// they look alike. Tables stand where their upper edges are; one that goes on at the head of the next page is one.
pub(super) fn blocks(pages: &[Vec<Line>], tables: Vec<Vec<Ruled>>, about: &[Page]) -> Vec<Block> {
    let layout = layout(pages, about);
    let mut out = Pieces::default();
    for (n, ((lines, tables), page)) in pages.iter().zip(tables).zip(about).enumerate() {
        let mut tables = tables.into_iter().peekable();
        for line in lines {
            while let Some(table) = tables.next_if(|table| table.top < line.y) {
                out.table(table, n);
            }
            if let Some(layout) = &layout {
                out.line(line, n, layout, layout.is_centred(line, page));
            }
        }
        tables.for_each(|table| out.table(table, n));
    }
    let mut blocks = out.blocks;
    give_roles(&mut blocks, layout.map_or(0.0, |layout| layout.em));
    blocks
}

/// What was put together so far.
#[derive(Default)]
struct Pieces<'a> {
    blocks: Vec<Block>,
    /// The last line and its page, where a paragraph is open.
    before: Option<(&'a Line, usize)>,
    /// Where the words of its list item begin.
    hang: Option<f32>,
    /// The columns of the table that came last and its page, where nothing followed it.
    columns: Option<(Vec<f32>, usize)>,
}

impl<'a> Pieces<'a> {
    fn line(&mut self, line: &'a Line, page: usize, layout: &Layout, centred: bool) {
        let goes_on = self.before.is_some_and(|(last, at)| layout.goes_on(last, line, at == page, (centred, self.hang)));
        match self.blocks.last_mut() {
            Some(Block::Paragraph(last)) if goes_on => extend(last, &line.text),
            _ => {
                self.hang = line.hang;
                self.blocks.push(Block::Paragraph(paragraph(line, centred)));
            }
        }
        (self.before, self.columns) = (Some((line, page)), None);
    }

    fn table(&mut self, ruled: Ruled, page: usize) {
        let alike = |(columns, at): &(Vec<f32>, usize)| {
            at + 1 == page && columns.len() == ruled.columns.len() && columns.iter().zip(&ruled.columns).all(|(a, b)| (a - b).abs() < 3.0)
        };
        match self.blocks.last_mut() {
            Some(Block::Table(last)) if self.columns.as_ref().is_some_and(alike) => {
                let is_head = ruled.table.rows.first() == last.rows.first();
                last.rows.extend(ruled.table.rows.into_iter().skip(usize::from(is_head)));
            }
            _ => self.blocks.push(Block::Table(ruled.table)),
        }
        (self.before, self.hang, self.columns) = (None, None, Some((ruled.columns, page)));
    }
}

/// A paragraph that begins with this line; behind a bullet it is an item of a list.
fn paragraph(line: &Line, centred: bool) -> Paragraph {
    let item = line.text.strip_prefix(|c| BULLETS.contains(c)).filter(|_| line.hang.is_some());
    Paragraph {
        role: if item.is_some() { Role::Item(0) } else { Role::Body },
        centred,
        size: (line.size * 2.0).round() as u32,
        ..Paragraph::plain(item.map_or(line.text.as_str(), str::trim))
    }
}

impl Layout {
    fn goes_on(&self, last: &Line, line: &Line, same_page: bool, (centred, hang): (bool, Option<f32>)) -> bool {
        let alike = (line.size - last.size).abs() < self.em * 0.12;
        if !alike || last.gaps > 0 || line.gaps > 0 {
            return false;
        }
        let full = last.right > self.right - line.size * 1.6 || last.right + line.word > self.right - line.size * 0.1;
        let is_item = hang.is_some_and(|at| (line.left - at).abs() < self.em * 0.4) && line.hang.is_none();
        if line.size > self.em * 1.12 {
            // A title that fills its line goes on in the next, which may stand in the middle.
            let whole = last.right - last.left > (self.right - self.left) * 0.85;
            return full && whole && same_page && line.y - last.y < line.size * 3.0;
        }
        let near = !same_page || line.y - last.y < self.step * 1.6;
        let [from, before] = [line.left, last.left].map(|left| (left - self.left) / self.em);
        let flush = from < 1.2 && from < before + 0.6;
        // Below its first line, the name of an attachment stands further in than a paragraph begins.
        let hanging = (2.6..8.0).contains(&from) && from > before - 0.6 && from < before + 5.5;
        // The rest of a name may happen to stand in the middle.
        let rest = hanging && before > 1.4 && !last.text.ends_with(['。', '；', '：', '？', '！']);
        // A list whose bullets are drawn: its lines begin at one place, and no sentence begins small.
        let is_small = line.text.starts_with(|c: char| c.is_ascii_lowercase()) && (line.left - last.left).abs() < self.em * 0.2;
        full && near && (is_item || is_small || if centred { rest } else { flush || hanging })
    }

    fn is_centred(&self, line: &Line, page: &Page) -> bool {
        let middle = f32::midpoint(line.left, line.right);
        let off = (middle - f32::midpoint(self.left, self.right)).abs().min((middle - page.width / 2.0).abs());
        off < self.em * 0.7 && line.left > self.left + self.em * 1.2 && line.right < self.right - self.em * 1.2
    }
}

/// What most lines agree on. Sizes and edges are counted in half-points, so that rounding does not part what is alike.
fn layout(pages: &[Vec<Line>], about: &[Page]) -> Option<Layout> {
    let all = || pages.iter().flatten();
    let em = most_common(all().flat_map(|l| std::iter::repeat_n(l.size, l.text.chars().count().min(60))))?;
    let body: Vec<&Line> = all().filter(|l| (l.size - em).abs() < em * 0.12).collect();
    let widest = body.iter().map(|l| l.right - l.left).fold(0.0, f32::max);
    let wide = || body.iter().filter(|l| l.right - l.left > widest * 0.6);
    // The left edge is where the lines begin that go on from another: less far in than a paragraph's first line.
    let left = wide().map(|l| l.left).fold(f32::INFINITY, f32::min);
    // Lines that are set to the width end together; ragged ones end anywhere, the longest at the edge.
    let ends: Vec<f32> = wide().map(|l| l.right).filter(|r| *r > left + widest * 0.9).collect();
    let common = most_common(ends.iter().copied()).filter(|right| ends.iter().filter(|r| (*r - right).abs() < 1.0).count() * 3 >= ends.len());
    let right = common.unwrap_or(left + widest);
    // A few short lines tell nothing of where a full one would end: the page's margins are alike.
    let many = body.iter().filter(|l| l.right > right - em * 1.6).count() > 1;
    let right = about.first().filter(|page| !many || right - left < page.width * 0.55).map_or(right, |page| right.max(page.width - left));
    let steps = pages.iter().flat_map(|lines| lines.windows(2).map(|pair| pair[1].y - pair[0].y)).filter(|step| *step > 0.0);
    Some(Layout { left, right, em, step: most_common(steps).unwrap_or(em * 1.6) })
}

pub(super) fn most_common(values: impl Iterator<Item = f32>) -> Option<f32> {
    let mut halves: Vec<i32> = values.filter(|v| v.is_finite()).map(|v| (v * 2.0).round() as i32).collect();
    halves.sort_unstable();
    let most = halves.chunk_by(|a, b| a == b).max_by_key(|same| same.len())?;
    most.first().map(|half| *half as f32 / 2.0)
}

/// Adds a line: words that are not Chinese end where a line ends, and so do their quotation marks.
pub(super) fn extend(paragraph: &mut Paragraph, line: &str) {
    let Some(Run::Text(text)) = paragraph.runs.last_mut() else { return };
    let is_quote = |c: &char| "“”‘’".contains(*c);
    let ends = [text.text.chars().rev().find(|c| !is_quote(c)), line.chars().find(|c| !is_quote(c))];
    if ends.into_iter().flatten().all(|c| !is_wide(c)) && !text.text.ends_with(['-', '—']) {
        text.text.push(' ');
    }
    text.text.push_str(line);
}

/// Pages on which lines stand that look like rows of a table or columns of a text: two below one another with two wide blanks in one of
/// them, three with one each, or three in which something begins at the same place behind a narrower one.
pub(super) fn tabular(pages: &[Vec<Line>]) -> Vec<usize> {
    let is_table = |lines: &Vec<Line>| {
        let rows = |count: usize| lines.windows(count).filter(|rows| rows.iter().all(|line| line.gaps > 0));
        let shared = |at: &f32, line: &Line| line.starts.iter().any(|start| (start - at).abs() < line.size * 0.3);
        let aligned = lines.windows(3).any(|rows| rows[0].starts.iter().any(|at| shared(at, &rows[1]) && shared(at, &rows[2])));
        rows(2).any(|pair| pair.iter().any(|line| line.gaps > 1)) || rows(3).next().is_some() || aligned
    };
    pages.iter().enumerate().filter(|(_, lines)| is_table(lines)).map(|(n, _)| n + 1).collect()
}
