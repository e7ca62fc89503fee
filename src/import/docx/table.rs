use std::collections::HashMap;

use super::body::Body;
use super::margin::is_imprint_line;
use crate::import::refusal::Refusal;
use crate::import::story::{Block, Cell, Paragraph, Table};
use crate::xml::Element;

/// Columns of a table.
const COLUMNS: usize = 200;

/// A table; one that only places text on paper (head, imprint) becomes paragraphs.
///
/// # Errors
/// The archive's, while pictures are read.
pub(super) fn read(body: &mut Body, element: &Element) -> Result<Vec<Block>, Refusal> {
    let mut table = Table { rows: Vec::new(), ruled: is_ruled(element) };
    // The cell that a column's cells of the rows below belong to.
    let mut tall: HashMap<usize, (usize, usize)> = HashMap::new();
    let mut rows = Vec::new();
    rows_of(element, &mut rows);
    for row in rows {
        let properties = row.child("trPr");
        if properties.is_some_and(|p| p.child("del").is_some()) {
            body.left.deleted += 1;
            continue;
        }
        let mut cells: Vec<Cell> = Vec::new();
        let mut column = properties.and_then(|p| p.value("gridBefore")).and_then(|v| v.parse().ok()).unwrap_or(0_usize).min(COLUMNS);
        let at = table.rows.len();
        let mut elements = Vec::new();
        cells_of(row, &mut elements);
        for cell in elements {
            let (across, merge) = shape(cell);
            let paragraphs = paragraphs(body, cell)?;
            let above = tall.get(&column).copied().filter(|_| merge == Merge::Goes);
            match above.and_then(|(r, c)| table.rows.get_mut(r)?.get_mut(c)) {
                Some(origin) => origin.down += 1,
                None => {
                    let _ = if merge == Merge::Begins { tall.insert(column, (at, cells.len())) } else { tall.remove(&column) };
                    cells.push(Cell { paragraphs, across, down: 1 });
                }
            }
            column = (column + across).min(COLUMNS);
        }
        table.rows.push(cells);
    }
    if table.rows.iter().flatten().all(|c| c.paragraphs.iter().all(Paragraph::is_empty)) {
        return Ok(Vec::new());
    }
    if places(&table) {
        return Ok(table.rows.into_iter().flat_map(flatten).collect());
    }
    Ok(vec![Block::Table(table)])
}

fn rows_of<'a>(parent: &'a Element, out: &mut Vec<&'a Element>) {
    for element in parent.elements() {
        match element.name.as_str() {
            "tr" => out.push(element),
            "sdt" | "sdtContent" | "ins" | "customXml" => rows_of(element, out),
            _ => {}
        }
    }
}

fn cells_of<'a>(parent: &'a Element, out: &mut Vec<&'a Element>) {
    for element in parent.elements() {
        match element.name.as_str() {
            "tc" => out.push(element),
            "sdt" | "sdtContent" | "ins" | "customXml" => cells_of(element, out),
            _ => {}
        }
    }
}

#[derive(PartialEq)]
enum Merge {
    No,
    Begins,
    Goes,
}

fn shape(cell: &Element) -> (usize, Merge) {
    let properties = cell.child("tcPr");
    let across = properties.and_then(|p| p.value("gridSpan")).and_then(|v| v.parse().ok()).unwrap_or(1_usize).clamp(1, COLUMNS);
    let merge = match properties.and_then(|p| p.child("vMerge")).map(|m| m.get("val")) {
        None => Merge::No,
        Some(Some("restart")) => Merge::Begins,
        Some(_) => Merge::Goes,
    };
    (across, merge)
}

/// What stands in a cell; a table inside it becomes one line for each of its rows.
fn paragraphs(body: &mut Body, cell: &Element) -> Result<Vec<Paragraph>, Refusal> {
    let mut out = Vec::new();
    for block in body.blocks(cell)? {
        match block {
            Block::Paragraph(p) => out.push(p),
            Block::Table(table) => {
                out.extend(table.rows.iter().map(|row| Paragraph::plain(row.iter().map(|c| c.text().replace('\n', " ")).collect::<Vec<_>>().join("　"))))
            }
        }
    }
    Ok(out)
}

/// Lines drawn by the table itself or by a style other than the plain one.
fn is_ruled(element: &Element) -> bool {
    let Some(properties) = element.child("tblPr") else { return false };
    let drawn = |e: &Element| e.elements().any(|side| !matches!(side.get("val"), None | Some("none" | "nil")));
    let styled = properties.value("tblStyle").is_some_and(|s| !matches!(s, "TableNormal" | "NormalTable" | "a1"));
    properties.child("tblBorders").map_or(styled, drawn) || element.below("tcBorders").is_some_and(drawn)
}

/// Whether a table is only there to place text: the imprint, the head, or a frame around one column.
fn places(table: &Table) -> bool {
    let texts = || table.rows.iter().flatten().map(Cell::text);
    let short = table.rows.len() <= 4;
    let imprint = short && texts().any(|t| t.lines().any(is_imprint_line));
    let head = short
        && texts().any(|t| {
            let t = t.trim().to_owned();
            t == "文件" || (t.contains('〔') && t.ends_with('号')) || t.starts_with("签发人")
        });
    imprint || head || (!table.ruled && table.rows.iter().all(|r| r.len() <= 1))
}

/// One row as paragraphs: short cells side by side in one line, others one after the other.
fn flatten(row: Vec<Cell>) -> Vec<Block> {
    let texts: Vec<String> = row.iter().map(Cell::text).filter(|t| !t.is_empty()).collect();
    let one_line = texts.len() > 1 && texts.iter().all(|t| !t.contains('\n'));
    if one_line {
        return vec![Block::Paragraph(Paragraph::plain(texts.join("　")))];
    }
    row.into_iter().flat_map(|c| c.paragraphs).filter(|p| !p.is_empty()).map(Block::Paragraph).collect()
}
