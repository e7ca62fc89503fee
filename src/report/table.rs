use serde_json::{Map, Value};
use unicode_width::UnicodeWidthStr;

use super::Tongue;
use super::csv::csv;
use crate::diag::Words;

/// How a listing is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Columns aligned for a terminal.
    Table,
    /// For Excel and WPS: UTF-8 with BOM, RFC 4180.
    Csv,
    /// An array of objects.
    Json,
}

/// A column of a listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its key in JSON.
    pub key: &'static str,
    /// Its heading elsewhere.
    pub title: Words,
}

impl Column {
    /// A key and a heading in both languages.
    pub fn new(key: &'static str, zh: &str, en: &str) -> Self {
        Self { key, title: Words::new(zh, en) }
    }
}

/// One value of a listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing; null in JSON.
    Empty,
    /// A text.
    Text(String),
    /// A count.
    Number(usize),
    /// Several texts; an array in JSON.
    List(Vec<String>),
    /// One of a few states: its key in JSON, words for people elsewhere.
    Word(&'static str, Words),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Self::Number(number)
    }
}

impl From<Vec<String>> for Cell {
    fn from(list: Vec<String>) -> Self {
        Self::List(list)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

impl Cell {
    /// A state: its key, and what people call it.
    pub fn word(key: &'static str, zh: &str, en: &str) -> Self {
        Self::Word(key, Words::new(zh, en))
    }

    pub(super) fn print(&self, tongue: Tongue) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::List(list) => list.join(tongue.pick("；", "; ")),
            Self::Word(_, words) => tongue.of(words).to_owned(),
        }
    }

    fn value(&self) -> Value {
        match self {
            Self::Empty => Value::Null,
            Self::Text(text) => Value::from(text.as_str()),
            Self::Number(number) => Value::from(*number),
            Self::List(list) => Value::from(list.as_slice()),
            Self::Word(key, _) => Value::from(*key),
        }
    }
}

/// A listing: `list`, `coverage`. A row shorter than the columns ends in empty cells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// What each row tells, in order.
    pub columns: Vec<Column>,
    /// The rows, in the order they are printed.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    pub(super) fn cells<'a>(&'a self, row: &'a [Cell]) -> impl Iterator<Item = (&'a Column, &'a Cell)> {
        self.columns.iter().zip(row.iter().chain(std::iter::repeat(&Cell::Empty)))
    }
}

/// Prints a listing, with a line end at its end; headings are in `tongue`, JSON keys are not.
pub fn table(table: &Table, format: Format, tongue: Tongue) -> String {
    match format {
        Format::Table => aligned(table, tongue),
        Format::Csv => csv(table, tongue),
        Format::Json => objects(table),
    }
}

fn objects(table: &Table) -> String {
    let rows = table.rows.iter().map(|row| table.cells(row).map(|(column, cell)| (column.key.to_owned(), cell.value())).collect::<Map<_, _>>());
    format!("{:#}\n", rows.map(Value::Object).collect::<Value>())
}

/// Columns two blanks apart, by display width; the last one is not padded.
fn aligned(table: &Table, tongue: Tongue) -> String {
    let heading = table.columns.iter().map(|c| tongue.of(&c.title).to_owned()).collect();
    let body = table.rows.iter().map(|row| table.cells(row).map(|(_, cell)| one_line(&cell.print(tongue))).collect());
    let lines: Vec<Vec<String>> = std::iter::once(heading).chain(body).collect();
    let mut widths = vec![0; table.columns.len()];
    for line in &lines {
        for (width, cell) in widths.iter_mut().zip(line) {
            *width = (*width).max(cell.width());
        }
    }
    let print = |line: &Vec<String>| {
        let padded: String = line.iter().zip(&widths).map(|(cell, width)| format!("{cell}{}", " ".repeat(width - cell.width() + 2))).collect();
        format!("{}\n", padded.trim_end())
    };
    lines.iter().map(print).collect()
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
