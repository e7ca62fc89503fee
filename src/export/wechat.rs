use super::paper::{Cell, Image, Line, Paper, Piece, Role, Run};
use crate::markup::{escape_attribute, escape_text};

/// Characters that WeChat takes for one article.
pub const MOST: usize = 20_000;
/// Levels of lists that its editor keeps.
const LEVELS: u8 = 2;

const RED: &str = "#c00000";
const P: &str = "margin:0 0 16px;font-size:16px;line-height:1.8;color:#333333;text-align:justify;";
const PLAIN: &str = "margin:0 0 8px;font-size:16px;line-height:1.8;color:#333333;";

/// A document for WeChat's editor.
#[derive(Debug, Clone, PartialEq)]
pub struct Post {
    /// The HTML to paste: sections, paragraphs and tables with inline styles only.
    pub html: String,
    /// Pictures to upload there, in the order of their places.
    pub pictures: Vec<Image>,
    /// How many links became end notes.
    pub links: usize,
}

impl Post {
    /// How many characters WeChat will count.
    pub fn len(&self) -> usize {
        self.html.chars().count()
    }

    /// Whether there is nothing to paste.
    pub fn is_empty(&self) -> bool {
        self.html.is_empty()
    }
}

/// Lays a paper out for WeChat's editor, which keeps inline styles alone, drops ids, and lets no link but its own pass: links
/// become numbered notes at the end, pictures become places to put an uploaded one.
pub fn wechat(paper: &Paper) -> Post {
    let mut pen = Pen { out: String::new(), links: Vec::new(), pictures: Vec::new() };
    pen.out.push_str("<section style=\"padding:0 8px;font-size:16px;line-height:1.8;color:#333333;letter-spacing:0.5px;\">");
    for piece in &paper.pieces {
        match piece {
            Piece::Line(line) => pen.line(line),
            Piece::Table(rows) => pen.table(rows),
            Piece::Picture(image) => pen.picture(image),
            Piece::Sheet => pen.out.push_str("<section style=\"margin:32px 0 16px;border-top:1px solid #dddddd;font-size:0;\"><br></section>"),
        }
    }
    pen.notes();
    pen.out.push_str("</section>");
    let Pen { out, links, pictures } = pen;
    Post { html: out, pictures, links: links.len() }
}

struct Pen {
    out: String,
    links: Vec<String>,
    pictures: Vec<Image>,
}

impl Pen {
    fn line(&mut self, line: &Line) {
        let centred = |size: u32, color: &str| format!("margin:0 0 16px;font-size:{size}px;line-height:1.5;color:{color};text-align:center;font-weight:bold;");
        let style = match line.role {
            Role::Mark => format!("margin:0 0 12px;font-size:26px;line-height:1.4;color:{RED};text-align:center;font-weight:bold;"),
            Role::Number => {
                format!("margin:0 0 20px;padding:0 0 12px;border-bottom:2px solid {RED};font-size:15px;line-height:1.8;color:#333333;text-align:center;")
            }
            Role::Title => centred(20, "#333333"),
            Role::AttachedTitle => centred(18, "#333333"),
            Role::Heading(1) => format!("margin:24px 0 12px;font-size:18px;line-height:1.6;color:{RED};font-weight:bold;"),
            Role::Heading(2) => "margin:16px 0 12px;font-size:16px;line-height:1.8;color:#333333;font-weight:bold;".to_owned(),
            Role::Heading(_) | Role::Body | Role::Annotation => P.to_owned(),
            Role::Item(depth) => format!("{PLAIN}padding-left:{}em;text-indent:-1em;", 1 + depth.min(LEVELS - 1)),
            Role::Quote => "margin:0 0 16px;padding:8px 12px;border-left:3px solid #dddddd;font-size:15px;line-height:1.8;color:#666666;".to_owned(),
            Role::Signature | Role::Date => format!("{PLAIN}text-align:right;"),
            Role::Corner | Role::Signer | Role::Addressees | Role::Attachment | Role::AttachmentNext | Role::AttachedHead => PLAIN.to_owned(),
            Role::Copies | Role::Print => "margin:0;padding:6px 0;border-top:1px solid #999999;font-size:14px;line-height:1.6;color:#333333;".to_owned(),
        };
        self.out.push_str(&format!("<p style=\"{style}\">"));
        self.runs(&line.runs);
        self.out.push_str("</p>");
    }

    fn runs(&mut self, runs: &[Run]) {
        for run in runs {
            let Run::Text { text, bold, italic, link } = run else {
                self.out.push_str("<br>");
                continue;
            };
            let (open, close) = match (bold, italic) {
                (true, true) => ("<strong><em>", "</em></strong>"),
                (true, false) => ("<strong>", "</strong>"),
                (false, true) => ("<em>", "</em>"),
                (false, false) => ("", ""),
            };
            self.out.push_str(open);
            escape_text(&text.replace('\t', "　"), &mut self.out);
            self.out.push_str(close);
            if let Some(link) = link {
                let at = self.links.iter().position(|l| l == link).unwrap_or_else(|| {
                    self.links.push(link.clone());
                    self.links.len() - 1
                });
                self.out.push_str(&format!("<span style=\"font-size:12px;color:{RED};\">[{}]</span>", at + 1));
            }
        }
    }

    fn picture(&mut self, image: &Image) {
        self.pictures.push(image.clone());
        let name = image.src.rsplit('/').next().unwrap_or("");
        let n = self.pictures.len();
        self.out.push_str("<p style=\"margin:0 0 8px;padding:24px 8px;border:1px dashed #999999;font-size:14px;line-height:1.6;color:#666666;text-align:center;\">〔在这里插入图 ");
        escape_text(&format!("{n}：{name}"), &mut self.out);
        self.out.push_str("〕</p>");
        if !image.alt.is_empty() {
            self.out.push_str("<p style=\"margin:0 0 16px;font-size:13px;line-height:1.6;color:#888888;text-align:center;\">");
            escape_text(&image.alt, &mut self.out);
            self.out.push_str("</p>");
        }
    }

    fn table(&mut self, rows: &[Vec<Cell>]) {
        self.out.push_str("<table style=\"width:100%;margin:0 0 16px;border-collapse:collapse;\"><tbody>");
        for row in rows {
            self.out.push_str("<tr>");
            for cell in row {
                let (weight, ground) = if cell.head { ("bold", "#f5f0ee") } else { ("normal", "#ffffff") };
                self.out.push_str(&format!(
                    "<td style=\"padding:6px 8px;border:1px solid #cccccc;background-color:{ground};font-size:14px;line-height:1.6;color:#333333;font-weight:{weight};\""
                ));
                for (name, n) in [("colspan", cell.across), ("rowspan", cell.down)].into_iter().filter(|(_, n)| *n > 1) {
                    self.out.push_str(&format!(" {name}=\"{n}\""));
                }
                self.out.push('>');
                self.runs(&cell.runs);
                self.out.push_str("</td>");
            }
            self.out.push_str("</tr>");
        }
        self.out.push_str("</tbody></table>");
    }

    fn notes(&mut self) {
        if self.links.is_empty() {
            return;
        }
        self.out.push_str("<section style=\"margin:32px 0 0;padding:12px 0 0;border-top:1px solid #dddddd;\"><p style=\"margin:0 0 8px;font-size:14px;line-height:1.6;color:#888888;font-weight:bold;\">链接</p>");
        for (n, link) in self.links.clone().iter().enumerate() {
            self.out.push_str("<p style=\"margin:0 0 4px;font-size:13px;line-height:1.6;color:#888888;word-break:break-all;\">");
            escape_text(&format!("[{}] {link}", n + 1), &mut self.out);
            self.out.push_str("</p>");
        }
        self.out.push_str("</section>");
    }
}

/// The value of an attribute, escaped.
pub(super) fn attribute(text: &str) -> String {
    let mut out = String::new();
    escape_attribute(text, &mut out);
    out
}
