use std::ops::Range;

use pulldown_cmark::{Alignment, Event, TagEnd};

use super::Word;
use super::writer::Writer;

/// The table that is being written.
pub(super) struct Table {
    columns: Vec<Alignment>,
    column: usize,
    head: bool,
    body: bool,
    /// The element of the open cell.
    cell: &'static str,
}

impl Writer<'_> {
    /// A table in a frame that scrolls and takes the keyboard (WCAG 2.1.1).
    pub fn start_table(&mut self, columns: &[Alignment], range: &Range<usize>, id: &str) {
        self.table = Some(Table { columns: columns.to_vec(), column: 0, head: true, body: false, cell: "th" });
        self.tables.0 += 1;
        self.put("<div class=\"table-wrap\"");
        self.put(id);
        self.put(" role=\"region\" tabindex=\"0\" aria-label=\"");
        self.word(Word::TableLabel, range);
        let (number, all) = self.tables;
        if all > 1 {
            self.put(&format!(" {number}"));
        }
        self.put("\"><table>");
    }

    pub fn start_row(&mut self) {
        let Some(table) = &mut self.table else { return };
        table.column = 0;
        let opens = !table.head && !std::mem::replace(&mut table.body, true);
        self.put(if opens { "<tbody>\n<tr>" } else { "<tr>" });
        self.new_plain();
    }

    /// A cell; an empty one in the head is no heading.
    pub fn start_cell(&mut self, at: usize) {
        let empty = matches!(self.events.get(at + 1), Some((Event::End(TagEnd::TableCell), _)));
        let Some(table) = &mut self.table else { return };
        table.cell = if table.head && !empty { "th" } else { "td" };
        let align = match table.columns.get(table.column) {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            _ => "",
        };
        let later = table.column > 0;
        table.column += 1;
        let open = format!("<{}{}{align}>", table.cell, if table.cell == "th" { " scope=\"col\"" } else { "" });
        self.put(&open);
        if later {
            self.body.plain.push(' ');
        }
        self.new_line();
    }

    pub fn end_table_part(&mut self, tag: TagEnd) {
        let Some(table) = &mut self.table else { return };
        let close = match tag {
            TagEnd::TableCell => match table.cell {
                "th" => "</th>",
                _ => "</td>",
            },
            TagEnd::TableRow => "</tr>\n",
            TagEnd::TableHead => {
                table.head = false;
                "</tr></thead>\n"
            }
            _ if table.body => "</tbody></table></div>\n",
            _ => "</table></div>\n",
        };
        if tag == TagEnd::Table {
            self.table = None;
        }
        self.put(close);
    }
}
