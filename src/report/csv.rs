use super::{Cell, Table, Tongue};

/// UTF-8 with BOM, so that Excel and WPS see Chinese; quotes, commas and line ends as in RFC 4180 §2.
pub(super) fn csv(table: &Table, tongue: Tongue) -> String {
    let heading: Vec<String> = table.columns.iter().map(|c| quoted(tongue.of(&c.title))).collect();
    let rows = table.rows.iter().map(|row| table.cells(row).map(|(_, cell)| field(cell, tongue)).collect::<Vec<_>>());
    std::iter::once(heading).chain(rows).fold("\u{FEFF}".to_owned(), |out, row| out + &row.join(",") + "\r\n")
}

fn field(cell: &Cell, tongue: Tongue) -> String {
    let text = cell.print(tongue);
    // A spreadsheet runs a cell that begins like a formula; an apostrophe in front makes it text (OWASP, CSV injection).
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    quoted(&if formula { format!("'{text}") } else { text })
}

fn quoted(text: &str) -> String {
    match text.contains(['"', ',', '\r', '\n', '\'', ';']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.to_owned(),
    }
}
