use super::story::{Block, Cell, Paragraph, Role, Run, Story, Table, Text};
use crate::markup::{escape_attribute, escape_text};
use crate::text::is_cjk;

/// How a story is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// As plain lines, which the notice grammar reads: weight and size of letters say nothing in a notice.
    Notice,
    /// As Markdown.
    Article,
}

/// The text of these blocks, notes included; ends with a line end.
pub(super) fn write(story: &Story, blocks: &[Block], manner: Manner) -> String {
    let mut pen = Pen { story, manner, out: String::new(), noted: Vec::new() };
    let mut in_list = false;
    for block in blocks {
        let (text, is_item) = match block {
            Block::Paragraph(p) => (pen.paragraph(p), matches!(p.role, Role::Item(_))),
            Block::Table(t) => (pen.table(t), false),
        };
        if text.trim().is_empty() {
            continue;
        }
        if !pen.out.is_empty() {
            pen.out.push_str(if is_item && in_list { "\n" } else { "\n\n" });
        }
        in_list = is_item;
        pen.out.push_str(&text);
        if manner == Manner::Notice {
            pen.notes_here();
        }
    }
    pen.notes_below();
    pen.out.push('\n');
    pen.out
}

struct Pen<'a> {
    story: &'a Story,
    manner: Manner,
    out: String,
    /// Notes whose marks were written since the last notes.
    noted: Vec<usize>,
}

impl Pen<'_> {
    fn paragraph(&mut self, p: &Paragraph) -> String {
        let heading = match p.role {
            Role::Heading(level) => Some(usize::from(level.clamp(1, 5)) + 1),
            _ if is_bold_heading(p) => Some(2),
            _ => None,
        };
        let is_article = self.manner == Manner::Article;
        let bare = !is_article || heading.is_some() || p.role == Role::Title;
        let number = if is_article { escape_start(&p.number) } else { p.number.clone() };
        let mut text = number + &self.runs(&p.runs, bare);
        text = tidy(&text, heading.is_some() || p.role == Role::Title);
        if text.is_empty() {
            return text;
        }
        match (p.role, heading) {
            (Role::Item(depth), _) => format!("{}- {}", "  ".repeat(usize::from(depth.min(5))), text.replace('\n', "\n  ")),
            (_, Some(level)) if is_article => format!("{} {text}", "#".repeat(level)),
            (Role::Quote, _) if is_article => format!("> {}", text.replace('\n', "\n> ")),
            _ if is_article => escape_start(&text),
            _ => escape_line(&text),
        }
    }

    fn runs(&mut self, runs: &[Run], bare: bool) -> String {
        let mut out = String::new();
        let words: String = runs.iter().filter_map(|r| if let Run::Text(t) = r { Some(t.text.as_str()) } else { None }).collect();
        let brackets = words.contains("](") || words.contains("]:") || words.contains("[^");
        for run in runs {
            match run {
                Run::Text(text) => out.push_str(&dressed(text, bare, brackets)),
                Run::Break => out.push('\n'),
                Run::Picture(at) => {
                    if let Some(picture) = self.story.pictures.get(*at) {
                        // A picture is a block: nothing else stands in its line.
                        out.push_str(&format!("\n\n![{}]({})\n\n", escape(&picture.alt.replace('\n', " "), true), picture.name));
                    }
                }
                Run::Note(at) => {
                    self.noted.push(*at);
                    out.push_str(&match self.manner {
                        Manner::Article => format!("[^{}]", at + 1),
                        Manner::Notice => format!("〔注{}〕", at + 1),
                    });
                }
            }
        }
        out
    }

    /// A notice has no footnotes on a page: they stand under their paragraph.
    fn notes_here(&mut self) {
        for at in std::mem::take(&mut self.noted) {
            let Some(runs) = self.story.notes.get(at) else { continue };
            let text = self.runs(runs, true);
            self.out.push_str(&format!("\n\n注{}：{}", at + 1, tidy(&text, true)));
        }
    }

    fn notes_below(&mut self) {
        let mut done = 0;
        let mut noted = std::mem::take(&mut self.noted);
        noted.dedup();
        while let Some(at) = noted.get(done).copied() {
            done += 1;
            let Some(runs) = self.story.notes.get(at) else { continue };
            let text = self.runs(runs, false);
            self.out.push_str(&format!("\n\n[^{}]: {}", at + 1, tidy(&text, true)));
        }
    }

    fn table(&mut self, table: &Table) -> String {
        let width = table.rows.iter().map(|r| r.iter().map(|c| c.across).sum::<usize>()).max().unwrap_or(0);
        let merged = table.rows.iter().flatten().any(|c| c.across > 1 || c.down > 1) || table.rows.iter().any(|r| r.len() != width);
        let pictures = table.rows.iter().flatten().flat_map(|c| &c.paragraphs).flat_map(|p| &p.runs).any(|r| matches!(r, Run::Picture(_)));
        if merged || pictures || table.rows.len() < 2 { self.raw_table(table) } else { self.pipes(table, width) }
    }

    fn pipes(&mut self, table: &Table, width: usize) -> String {
        let mut out = String::new();
        for (n, row) in table.rows.iter().enumerate() {
            let cells: Vec<String> = row.iter().map(|c| self.cell(c).replace('|', "\\|")).collect();
            out.push_str(&format!("| {} |\n", cells.join(" | ")));
            if n == 0 {
                out.push_str(&format!("|{}\n", " --- |".repeat(width)));
            }
        }
        out.trim_end().to_owned()
    }

    fn cell(&mut self, cell: &Cell) -> String {
        let texts: Vec<String> = cell.paragraphs.iter().map(|p| tidy(&(p.number.clone() + &self.runs(&p.runs, true)), false).replace('\n', "<br>")).collect();
        texts.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join("<br>")
    }

    /// Merged cells stand in HTML, which Markdown has no form for.
    fn raw_table(&self, table: &Table) -> String {
        let mut out = String::from("<table>\n");
        for row in &table.rows {
            out.push_str("<tr>");
            for cell in row {
                out.push_str("<td");
                for (name, n) in [("colspan", cell.across), ("rowspan", cell.down)].into_iter().filter(|(_, n)| *n > 1) {
                    out.push_str(&format!(" {name}=\"{n}\""));
                }
                let lines: Vec<String> = cell.paragraphs.iter().map(|p| self.raw(p)).filter(|t| !t.is_empty()).collect();
                out.push_str(&format!(">{}</td>", lines.join("<br>")));
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</table>");
        out
    }

    fn raw(&self, p: &Paragraph) -> String {
        let mut out = String::new();
        escape_text(&p.number, &mut out);
        for run in &p.runs {
            match run {
                Run::Text(t) => escape_text(&t.text.replace('\t', " "), &mut out),
                Run::Break => out.push_str("<br>"),
                Run::Picture(at) => {
                    if let Some(picture) = self.story.pictures.get(*at) {
                        out.push_str(&format!("<img src=\"{}\" alt=\"", picture.name));
                        escape_attribute(&picture.alt, &mut out);
                        out.push_str("\">");
                    }
                }
                Run::Note(at) => out.push_str(&format!("〔注{}〕", at + 1)),
            }
        }
        out.trim().to_owned()
    }
}

/// A whole short line in bold is a heading that was never called one.
fn is_bold_heading(p: &Paragraph) -> bool {
    let text = p.text();
    let all_bold = p.runs.iter().all(|r| matches!(r, Run::Text(t) if t.bold || t.text.trim().is_empty()));
    p.role == Role::Body
        && all_bold
        && !p.runs.is_empty()
        && (2..=40).contains(&text.trim().chars().count())
        && !text.trim_end().ends_with(['。', '，', '；', '：', '！', '？', ':', ')', '）'])
}

fn dressed(text: &Text, bare: bool, brackets: bool) -> String {
    let words = escape(&text.text.replace('\t', "　"), brackets);
    let core = words.trim();
    let mut inner = core.to_owned();
    if core.is_empty() {
        return words;
    }
    if !bare {
        // A run may hold a line end; a mark of emphasis may not.
        let mark = match (text.bold, text.italic) {
            (true, true) => "***",
            (true, false) => "**",
            (false, true) => "*",
            (false, false) => "",
        };
        inner = format!("{mark}{inner}{mark}");
    }
    if let Some(link) = text.link.as_ref().filter(|l| is_address(l)) {
        inner = format!("[{inner}](<{}>)", link.replace(['<', '>', '\n'], ""));
    }
    let (left, right) = (words.len() - words.trim_start().len(), words.trim_end().len());
    format!("{}{inner}{}", words.get(..left).unwrap_or(""), words.get(right..).unwrap_or(""))
}

fn is_address(link: &str) -> bool {
    ["http://", "https://", "mailto:", "tel:"].iter().any(|s| link.starts_with(s))
}

/// Characters that would mark something up are escaped (CommonMark 2.4), no others: an editor reads the file.
fn escape(text: &str, brackets: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let marks = match c {
            '*' | '`' => true,
            '_' => !(before.is_ascii_alphanumeric() && next.is_ascii_alphanumeric()),
            '\\' => next.is_ascii_punctuation(),
            '<' => next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'),
            '&' => next.is_ascii_alphabetic() || next == '#',
            '~' => next == '~' || before == '~',
            '[' | ']' => brackets,
            _ => false,
        };
        if marks {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

/// A line that would begin a heading, a list, a quote or a rule is kept a line.
fn escape_start(text: &str) -> String {
    text.split('\n').map(escape_line).collect::<Vec<_>>().join("\n")
}

fn escape_line(line: &str) -> String {
    let first = line.chars().next().unwrap_or(' ');
    let second = line.chars().nth(1).unwrap_or(' ');
    let rule = line.len() >= 2 && line.chars().all(|c| matches!(c, '-' | '=' | '+'));
    let begins = matches!(first, '#' | '>' | '|') || (matches!(first, '-' | '+') && second == ' ') || rule || (first == '!' && second == '[');
    // A picture that the import itself wrote begins so too.
    if begins && !line.starts_with("![") { format!("\\{line}") } else { line.to_owned() }
}

/// Lines without the blanks around them; in a title and the like, one line.
fn tidy(text: &str, one_line: bool) -> String {
    let lines: Vec<&str> = text.split('\n').map(|l| l.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')).collect();
    if !one_line {
        let joined = lines.join("\n");
        let mut out = joined.trim().to_owned();
        while out.contains("\n\n\n") {
            out = out.replace("\n\n\n", "\n\n");
        }
        return out;
    }
    let mut out = String::new();
    for line in lines.into_iter().filter(|l| !l.is_empty()) {
        let latin = out.chars().next_back().is_some_and(|c| !is_cjk(c)) && line.chars().next().is_some_and(|c| !is_cjk(c));
        if latin {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}
