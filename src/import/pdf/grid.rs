use super::line::{Line, lines};
use super::paragraph::extend;
use crate::import::story::{Cell, Paragraph, Table};
use crate::pdf::{Mark, Page, Rule};

/// Lines that are nearer to one another are one: the two strokes of a double edge, ends that do not quite meet. In points.
const NEAR: f32 = 3.0;

/// A table whose cells have drawn edges, as the page shows it.
pub(super) struct Ruled {
    /// Its upper edge.
    pub top: f32,
    /// Where its columns begin, and where the last one ends.
    pub columns: Vec<f32>,
    pub table: Table,
}

/// Takes the tables with drawn edges out of a page, from top to bottom. A frame around one text is none.
pub(super) fn tables(page: &mut Page) -> Vec<Ruled> {
    let mut out: Vec<Ruled> = joined(&page.rules).iter().filter_map(|rules| table(rules, &mut page.marks)).collect();
    out.sort_by(|a, b| a.top.total_cmp(&b.top));
    out
}

/// Lines that touch one another, in groups.
fn joined(rules: &[Rule]) -> Vec<Vec<Rule>> {
    let mut groups: Vec<Vec<Rule>> = Vec::new();
    for rule in rules {
        let touches = |other: &Rule| {
            rule.from.0 < other.to.0 + NEAR && other.from.0 < rule.to.0 + NEAR && rule.from.1 < other.to.1 + NEAR && other.from.1 < rule.to.1 + NEAR
        };
        let (mut near, far): (Vec<_>, Vec<_>) = groups.into_iter().partition(|group| group.iter().any(touches));
        groups = far;
        let mut group: Vec<Rule> = near.drain(..).flatten().collect();
        group.push(*rule);
        groups.push(group);
    }
    groups
}

/// Places, each once, in order.
fn places(of: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut all: Vec<f32> = of.collect();
    all.sort_by(f32::total_cmp);
    all.dedup_by(|next, kept| *next - *kept < NEAR);
    all
}

fn table(rules: &[Rule], marks: &mut Vec<Mark>) -> Option<Ruled> {
    let columns = places(rules.iter().filter(|rule| rule.is_upright()).map(|rule| rule.from.0));
    let rows = places(rules.iter().filter(|rule| !rule.is_upright()).map(|rule| rule.from.1));
    let (across, down) = (columns.len().checked_sub(1)?, rows.len().checked_sub(1)?);
    if across * down < 2 {
        return None;
    }
    // Which cell of the grid every place belongs to: row and column of the cell's first place.
    let mut owner = vec![vec![None; across]; down];
    let mut spans = Vec::new();
    for row in 0..down {
        for column in 0..across {
            if owner[row][column].is_some() {
                continue;
            }
            let is_free = |c: usize| owner[row][c].is_none();
            let wide = (column + 1..across).take_while(|c| is_free(*c) && !has_edge(rules, true, columns[*c], middle(&rows, row))).count() + 1;
            let ends = |r: &usize| (column..column + wide).all(|c| !has_edge(rules, false, rows[*r], middle(&columns, c)));
            let high = (row + 1..down).take_while(ends).count() + 1;
            for line in owner.iter_mut().skip(row).take(high) {
                line[column..column + wide].fill(Some(spans.len()));
            }
            spans.push((row, column, wide, high));
        }
    }
    let place = |edges: &[f32], at: f32| edges.windows(2).position(|pair| at >= pair[0] && at < pair[1]);
    let cell_of = |mark: &Mark| owner[place(&rows, mark.y - mark.size * 0.35)?][place(&columns, f32::midpoint(mark.x, mark.right))?];
    let mut inside: Vec<Vec<Mark>> = vec![Vec::new(); spans.len()];
    for mark in marks.iter() {
        if let Some(cell) = cell_of(mark) {
            inside[cell].push(mark.clone());
        }
    }
    // A drawing, or a frame with a rule in it.
    if inside.iter().filter(|marks| marks.iter().any(|mark| !mark.text.trim().is_empty())).count() < 2 {
        return None;
    }
    marks.retain(|mark| cell_of(mark).is_none());
    let mut table = Table { rows: vec![Vec::new(); down], ruled: true };
    for ((row, column, across, down), marks) in spans.into_iter().zip(inside) {
        let paragraphs = paragraphs(&lines(marks), columns[column + across]);
        table.rows[row].push(Cell { paragraphs, across, down });
    }
    table.rows.retain(|row| !row.is_empty());
    Some(Ruled { top: rows[0], columns, table })
}

fn middle(edges: &[f32], n: usize) -> f32 {
    f32::midpoint(edges[n], edges[n + 1])
}

/// Whether a line is drawn at a place, beside or below a middle.
fn has_edge(rules: &[Rule], is_upright: bool, at: f32, middle: f32) -> bool {
    rules.iter().filter(|rule| rule.is_upright() == is_upright).any(|rule| {
        let (place, from, to) = if is_upright { (rule.from.0, rule.from.1, rule.to.1) } else { (rule.from.1, rule.from.0, rule.to.0) };
        (place - at).abs() < NEAR && from < middle && middle < to
    })
}

/// The lines of a cell: one that reaches its right edge goes on in the next.
fn paragraphs(lines: &[Line], right: f32) -> Vec<Paragraph> {
    let mut out: Vec<Paragraph> = Vec::new();
    let mut before: Option<&Line> = None;
    for line in lines {
        let goes_on = before.is_some_and(|last| last.right + line.word.max(line.size) > right - line.size * 0.7);
        match out.last_mut().filter(|_| goes_on) {
            Some(last) => extend(last, &line.text),
            None => out.push(Paragraph::plain(&line.text)),
        }
        before = Some(line);
    }
    out
}
