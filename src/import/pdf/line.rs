use crate::pdf::Mark;
use crate::text::is_cjk;

/// A line of a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub text: String,
    pub left: f32,
    pub right: f32,
    /// Its baseline.
    pub y: f32,
    /// The size of most of its letters.
    pub size: f32,
    /// Blanks in it that are wider than two characters: columns of a table, or a head with something at each end.
    pub gaps: usize,
    /// Where something begins behind a blank that is wider than a word's: columns, where lines agree on it.
    pub starts: Vec<f32>,
    /// How wide its first word is: what would not have fitted on the line before.
    pub word: f32,
    /// Where its words begin behind a bullet or a number, so that the next lines may begin there.
    pub hang: Option<f32>,
}

/// Signs before the items of a list; those above U+F000 are the Symbol font's and Wingdings' in Word.
pub(super) const BULLETS: &str = "•●○▪■◆◇➢✓·\u{F0B7}\u{F0A7}\u{F0D8}\u{F06C}\u{F0FC}";

/// The lines that characters stand in, from top to bottom.
pub(super) fn lines(mut marks: Vec<Mark>) -> Vec<Line> {
    marks.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
    let mut rows: Vec<Vec<Mark>> = Vec::new();
    for mark in marks {
        // A raised or lowered character belongs to the line whose letters its middle lies beside.
        let middle = mark.y - mark.size * 0.35;
        let beside = |row: &Vec<Mark>| row.iter().max_by(|a, b| a.size.total_cmp(&b.size)).is_some_and(|big| middle > big.y - big.size && middle < big.y);
        match rows.iter_mut().rev().take(3).find(|row| beside(row)) {
            Some(row) => row.push(mark),
            None => rows.push(vec![mark]),
        }
    }
    raised(rows).into_iter().filter_map(line).collect()
}

/// Raised and lowered characters join the line that they belong to; marks of notes stand too high to be found beside its letters.
fn raised(rows: Vec<Vec<Mark>>) -> Vec<Vec<Mark>> {
    let tallest = |row: &[Mark]| row.iter().map(|mark| mark.size).fold(0.0, f32::max);
    let mut out: Vec<Vec<Mark>> = Vec::new();
    let mut waiting: Vec<Mark> = Vec::new();
    for mut row in rows {
        let (size, y) = (tallest(&row), row.iter().map(|mark| mark.y).fold(0.0, f32::max));
        let is_mark = |marks: &[Mark], size: f32, y: f32| {
            marks.iter().all(|mark| mark.size < size * 0.9 && mark.y > y - size && mark.y < y + size * 0.4) && marks.iter().all(is_figure)
        };
        if is_mark(&waiting, size, y) {
            row.append(&mut waiting);
        }
        out.extend((!waiting.is_empty()).then(|| std::mem::take(&mut waiting)));
        match out.last_mut() {
            Some(last) if is_mark(&row, tallest(last), last.iter().map(|mark| mark.y).fold(0.0, f32::max)) => last.append(&mut row),
            _ if row.iter().all(is_figure) => waiting = row,
            _ => out.push(row),
        }
    }
    out.extend((!waiting.is_empty()).then_some(waiting));
    out
}

fn is_figure(mark: &Mark) -> bool {
    mark.text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "[],*-–".contains(c))
}

/// A raised or lowered figure in its own characters: a mark of a note is no part of the number before it.
fn figure(mark: &Mark, size: f32, y: f32) -> String {
    let plain = !(mark.size < size * 0.9 && mark.text.chars().all(|c| c.is_ascii_digit()));
    let set = match y - mark.y {
        up if !plain && up > size * 0.15 => "⁰¹²³⁴⁵⁶⁷⁸⁹",
        down if !plain && down < size * -0.05 => "₀₁₂₃₄₅₆₇₈₉",
        _ => return mark.text.clone(),
    };
    mark.text.chars().filter_map(|c| set.chars().nth(c.to_digit(10)? as usize)).collect()
}

fn line(mut row: Vec<Mark>) -> Option<Line> {
    row.sort_by(|a, b| a.x.total_cmp(&b.x));
    let blanks: Vec<Mark> = row.extract_if(.., |mark| mark.text.trim().is_empty()).collect();
    // Letters that were made bold by printing them twice.
    row.dedup_by(|next, before| next.text == before.text && (next.x - before.x).abs() < before.size * 0.2);
    let mut sizes: Vec<f32> = row.iter().map(|mark| mark.size).collect();
    sizes.sort_by(f32::total_cmp);
    let size = *sizes.get(sizes.len() / 2)?;
    let (first, last) = (row.first()?, row.last()?);
    let (left, right) = (first.x, last.right);
    let y = row.iter().filter(|mark| mark.size > size * 0.9).map(|mark| mark.y).fold(0.0, f32::max);
    let (mut text, mut gaps, mut starts) = (String::new(), 0, Vec::new());
    let mut before: Option<&Mark> = None;
    for mark in &row {
        let shown = figure(mark, size, y);
        if let Some(before) = before {
            let gap = mark.x - before.right;
            gaps += usize::from(gap > size * 2.0);
            starts.extend((gap > size * 0.8).then_some(mark.x));
            let parted = blanks.iter().any(|blank| blank.x > before.x && blank.x < mark.x);
            text.push_str(if shown == mark.text { between(before, mark, gap, parted) } else { "" });
        }
        text.push_str(&shown);
        before = Some(mark);
    }
    let end = row.windows(2).position(|pair| pair[1].x - pair[0].right > size * 0.15 || pair[1].text.contains(is_wide)).unwrap_or(row.len() - 1);
    let word = row.get(end).map_or(0.0, |last| last.right - left);
    let hang = label(&row).and_then(|end| row.get(end)).map(|mark| mark.x);
    Some(Line { text, left, right, y, size, gaps, starts, word, hang })
}

/// How many characters a bullet or a number takes at the head of a line.
fn label(row: &[Mark]) -> Option<usize> {
    let head: Vec<char> = row.iter().take(6).filter_map(|mark| mark.text.chars().next()).collect();
    let figures = |from: usize| head.iter().skip(from).take_while(|c| c.is_ascii_digit()).count();
    match head.first()? {
        c if BULLETS.contains(*c) || matches!(c, '–' | '-' | '*') && row.len() > 1 && row[1].x - row[0].right > row[0].size * 0.2 => Some(1),
        '(' | '（' if figures(1) > 0 && matches!(head.get(1 + figures(1)), Some(')' | '）')) => Some(figures(1) + 2),
        c if c.is_ascii_digit() && matches!(head.get(figures(0)), Some('.' | ')' | '）' | '、' | '．')) => Some(figures(0) + 1),
        _ => None,
    }
}

/// What stands between two characters: Chinese ones are spread to fill a line and stand apart from Latin ones without a blank, unless
/// the file has one there.
fn between(before: &Mark, after: &Mark, gap: f32, parted: bool) -> &'static str {
    let size = before.size.max(after.size);
    let han = [before.text.chars().next_back(), after.text.chars().next()].into_iter().flatten().any(is_wide);
    match gap / size {
        wide if wide > 1.5 || (wide > 0.7 && han) => "　",
        wide if wide > 0.15 && (parted || !han) => " ",
        _ => "",
    }
}

/// Whether a character takes a square of its own in a Chinese line.
pub(super) fn is_wide(c: char) -> bool {
    is_cjk(c) || "“”‘’—…·".contains(c)
}
