use super::paper::{Cell, Paper, Piece, Role, words};

/// Two full-width spaces, the indent of a paragraph (GB/T 9704-2012 7.3.3).
const INDENT: &str = "　　";

/// An article as plain text: its title, its paragraphs indented, tables a row a line, addresses of links behind their words.
pub fn text(paper: &Paper) -> String {
    let mut out = format!("{}\n", paper.title);
    for piece in &paper.pieces {
        match piece {
            Piece::Line(line) => {
                let text = line.text();
                out.push('\n');
                out.push_str(&match line.role {
                    Role::Body | Role::Quote => format!("{INDENT}{text}\n"),
                    Role::Item(depth) => format!("{}{text}\n", "  ".repeat(usize::from(depth))),
                    _ => format!("{text}\n"),
                });
            }
            Piece::Table(rows) => {
                out.push('\n');
                for row in rows {
                    let cells: Vec<String> = row.iter().map(|c: &Cell| words(&c.runs).replace('\n', " ")).collect();
                    out.push_str(&format!("{}\n", cells.join("\t")));
                }
            }
            Piece::Picture(image) => out.push_str(&format!("\n〔图：{}〕\n", image.alt)),
            Piece::Sheet => {}
        }
    }
    out
}
