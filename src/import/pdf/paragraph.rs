use super::line::{Line, is_wide};
use crate::import::story::{Paragraph, Role, Run, Text};
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

/// Lines as paragraphs: a line goes on in the next where it is full, the next is not indented, and they look alike.
pub(super) fn paragraphs(pages: &[Vec<Line>], about: &[Page]) -> Vec<Paragraph> {
    let Some(layout) = layout(pages, about) else { return Vec::new() };
    let mut out: Vec<Paragraph> = Vec::new();
    let mut before: Option<(&Line, usize)> = None;
    for (n, (lines, page)) in pages.iter().zip(about).enumerate() {
        for line in lines {
            let centred = layout.is_centred(line, page);
            let goes_on = before.is_some_and(|(last, at)| layout.goes_on(last, line, at == n, centred));
            match out.last_mut().filter(|_| goes_on) {
                Some(last) => extend(last, &line.text),
                None => out.push(Paragraph {
                    role: Role::Body,
                    runs: vec![Run::Text(Text { text: line.text.clone(), ..Text::default() })],
                    centred,
                    size: (line.size * 2.0).round() as u32,
                    ..Paragraph::default()
                }),
            }
            before = Some((line, n));
        }
    }
    titles(&mut out, layout.em);
    out
}

impl Layout {
    fn goes_on(&self, last: &Line, line: &Line, same_page: bool, centred: bool) -> bool {
        let alike = (line.size - last.size).abs() < self.em * 0.12;
        if !alike || last.gaps > 0 || line.gaps > 0 {
            return false;
        }
        let full = last.right > self.right - line.size * 1.6;
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
        full && near && if centred { rest } else { flush || hanging }
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
    let right = most_common(wide().map(|l| l.right).filter(|r| *r > left + widest * 0.9)).unwrap_or(left + widest);
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

fn extend(paragraph: &mut Paragraph, line: &str) {
    let Some(Run::Text(text)) = paragraph.runs.last_mut() else { return };
    let ends = [text.text.chars().next_back(), line.chars().next()];
    // Latin words end where the line ends.
    if ends.into_iter().flatten().all(|c| !is_wide(c)) && !text.text.ends_with('-') {
        text.text.push(' ');
    }
    text.text.push_str(line);
}

/// The title of a text: the larger lines in the middle of its beginning.
fn titles(paragraphs: &mut [Paragraph], em: f32) {
    let larger = |p: &Paragraph| p.centred && p.size as f32 > em * 2.0 * 1.15;
    let Some(first) = paragraphs.iter().take(4).position(larger) else { return };
    let size = paragraphs.get(first).map(|p| p.size);
    for p in paragraphs.iter_mut().skip(first).take_while(|p| larger(p) && Some(p.size) == size) {
        p.role = Role::Title;
    }
}

/// Pages on which lines stand that look like rows of a table or columns of a text: two below one another with two wide blanks in one of
/// them, or three with one each.
pub(super) fn tabular(pages: &[Vec<Line>]) -> Vec<usize> {
    let is_table = |lines: &Vec<Line>| {
        let rows = |count: usize| lines.windows(count).filter(|rows| rows.iter().all(|line| line.gaps > 0));
        rows(2).any(|pair| pair.iter().any(|line| line.gaps > 1)) || rows(3).next().is_some()
    };
    pages.iter().enumerate().filter(|(_, lines)| is_table(lines)).map(|(n, _)| n + 1).collect()
}
