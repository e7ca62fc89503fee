use super::form::Form;
use super::line::Part;
use crate::date::Moment;
use crate::diag::{Code, Diagnostic};
use crate::markup::writer::Writer;
use crate::markup::{HoleKind, Place, Word, escape_attribute};

impl Writer<'_> {
    /// Pictures side by side; the title above, each caption below its picture.
    pub(super) fn gallery(&mut self, form: &Form<'_>) {
        self.put("<div class=\"component component-gallery\">\n");
        self.title(form);
        self.put("<ul class=\"gallery\">\n");
        for (file, caption) in &form.items {
            let alt = caption.iter().map(|part| part.text).collect::<Vec<_>>().join(" ");
            self.put("<li><figure>");
            self.filled(HoleKind::Picture { dest: file.text.to_owned(), alt, title: String::new(), place: Place::Tile }, *file);
            self.caption(caption);
            self.put("</figure></li>\n");
        }
        self.put("</ul>\n");
        self.stray(form);
        self.put("</div>\n");
    }

    /// What happened when.
    pub(super) fn timeline(&mut self, form: &Form<'_>) {
        self.put("<figure class=\"component component-timeline\">\n");
        self.title(form);
        self.put("<ol>\n");
        for (when, what) in &form.items {
            self.put("<li>");
            match moment(when.text) {
                Ok(Some(iso)) => self.around(&format!("<time datetime=\"{iso}\">"), &[*when], "</time> "),
                Ok(None) => self.around("<span class=\"component-when\">", &[*when], "</span> "),
                Err(()) => {
                    self.found.push(no_day(*when));
                    self.around("<span class=\"component-when\">", &[*when], "</span> ");
                }
            }
            self.around("<span class=\"component-what\">", what, "</span>");
            self.put("</li>\n");
        }
        self.put("</ol>\n");
        self.foot(form);
    }

    /// Figures and what they count; either may stand first on its line.
    pub(super) fn numbers(&mut self, form: &Form<'_>) {
        self.put("<figure class=\"component component-numbers\">\n");
        self.title(form);
        self.put("<dl>\n");
        for (name, value) in &form.items {
            let (figure, of): (Part<'_>, &[Part<'_>]) = match value.as_slice() {
                [first, rest @ ..] if !counts(name.text) && counts(first.text) && rest.is_empty() => (*first, std::slice::from_ref(name)),
                _ => (*name, value),
            };
            if !counts(figure.text) {
                self.found.push(no_figure(figure));
            }
            self.put("<div>");
            self.around("<dt>", of, "</dt>");
            let (before, digits, behind) = cut(figure);
            self.put("<dd>");
            self.around("<small>", before.as_slice(), "</small>");
            self.around("<strong>", &[digits], "</strong>");
            self.around("<small>", behind.as_slice(), "</small>");
            self.put("</dd></div>\n");
        }
        self.put("</dl>\n");
        self.foot(form);
    }

    /// Files to download, each with its kind and size.
    pub(super) fn attachments(&mut self, form: &Form<'_>) {
        self.put("<div class=\"component component-files\">\n");
        self.title(form);
        self.put("<ul>\n");
        for (file, name) in &form.items {
            self.put("<li><a href=\"");
            self.filled(HoleKind::Href { dest: file.text.to_owned() }, *file);
            self.put("\" download>");
            self.lines(if name.is_empty() { std::slice::from_ref(file) } else { name });
            self.put("</a>");
            self.filled(HoleKind::FileNote { dest: file.text.to_owned() }, *file);
            self.put("</li>\n");
            self.new_plain();
        }
        self.put("</ul>\n");
        self.stray(form);
        self.put("</div>\n");
    }

    /// A hole for a part of the source.
    pub(super) fn filled(&mut self, kind: HoleKind, part: Part<'_>) {
        self.body.holes.push(crate::markup::Hole { at: self.body.html.len(), span: part.span(), kind });
    }

    fn title(&mut self, form: &Form<'_>) {
        self.around("<p class=\"component-title\">", form.field("title"), "</p>\n");
    }

    /// What stands below: lines that fit nowhere, and where it is from.
    fn foot(&mut self, form: &Form<'_>) {
        self.stray(form);
        let source = form.field("source");
        if let Some(first) = source.first() {
            self.put("<figcaption>");
            self.filled(HoleKind::Word { key: Word::Source }, *first);
            self.lines(source);
            self.put("</figcaption>\n");
            self.new_plain();
        }
        self.put("</figure>\n");
    }
}

/// The day, month or year that is written, as HTML's `datetime` takes it; nothing for other words, an error for a day that does
/// not exist.
fn moment(text: &str) -> Result<Option<String>, ()> {
    if let Some(moment) = Moment::parse(text) {
        return Ok(Some(moment.iso()));
    }
    if let Some(iso) = in_english(text) {
        return Ok(Some(iso));
    }
    let unified = text.trim().replace(['年', '月', '/', '.'], "-").replace('日', "");
    let numbers: Option<Vec<u16>> = unified.trim_end_matches('-').split('-').map(|n| n.parse().ok()).collect();
    match numbers.as_deref() {
        Some([year]) if *year >= 1000 => Ok(Some(format!("{year:04}"))),
        Some([year, month]) if *year >= 1000 && (1..=12).contains(month) => Ok(Some(format!("{year:04}-{month:02}"))),
        Some([_, _] | [_, _, _]) => Err(()),
        _ => Ok(None),
    }
}

/// `April 27, 2022`, `27 April 2022` and `April 2022`.
fn in_english(text: &str) -> Option<String> {
    const MONTHS: [&str; 12] = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    let words: Vec<String> = text.split([' ', ',']).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let month = |word: &String| MONTHS.iter().position(|m| m == word).map(|n| n + 1);
    let number = |word: &String| word.parse::<u16>().ok();
    match words.as_slice() {
        [a, b, year] => {
            let (month, day) = month(a).zip(number(b)).or_else(|| month(b).zip(number(a)))?;
            Moment::parse(&format!("{:04}-{month}-{day}", number(year)?)).map(|moment| moment.iso())
        }
        [a, year] => month(a).zip(number(year)).map(|(month, year)| format!("{year:04}-{month:02}")),
        _ => None,
    }
}

/// Whether a figure stands at or near the start.
fn counts(text: &str) -> bool {
    text.chars().take(4).any(|c| c.is_numeric()) && !text.contains("://")
}

/// What stands before a figure, the figure, and its unit.
fn cut(part: Part<'_>) -> (Option<Part<'_>>, Part<'_>, Option<Part<'_>>) {
    let is_figure = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || matches!(c, ',' | '.' | '，' | '．');
    let text = part.text;
    let start = text.find(|c: char| is_figure(c) && !matches!(c, ',' | '，')).unwrap_or(0);
    let rest = text.get(start..).unwrap_or("");
    let len = rest.find(|c| !is_figure(c)).filter(|len| *len > 0).unwrap_or(rest.len());
    let piece = |from: usize, to: usize| Part { text: text.get(from..to).unwrap_or("").trim(), at: part.at + from };
    let (before, behind) = (piece(0, start), piece(start + len, text.len()));
    let there = |p: Part<'_>| !p.text.is_empty();
    (Some(before).filter(|p| there(*p)), piece(start, start + len), Some(behind).filter(|p| there(*p)))
}

fn no_day(when: Part<'_>) -> Diagnostic {
    let text = when.text;
    Diagnostic::new(Code::ComponentValue, format!("没有这一天：{text}"), format!("there is no such day: {text}"))
        .at(when.span())
        .help("请核对年月日，如 2022年5月1日 或 2022-05-01", "check year, month and day, as in 2022-05-01")
}

fn no_figure(figure: Part<'_>) -> Diagnostic {
    let text = figure.text;
    Diagnostic::new(Code::ComponentValue, format!("这一行没有数字：{text}"), format!("no figure stands here: {text}"))
        .at(figure.span())
        .help("冒号前写数字和单位，冒号后写说明，如：13 个：市州", "write the figure and its unit, a colon, and what it counts, as in 13: cities")
}

/// An attribute's text.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::new();
    escape_attribute(text, &mut out);
    out
}
