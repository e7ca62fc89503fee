use super::{
    ast::{Attached, Notice},
    blocks::{Block, attached_blocks, blocks},
    date, docket, genre, ordinal,
};

/// Two full-width spaces, the indent of a paragraph (GB/T 9704-2012 7.3.3).
const INDENT: &str = "　　";

/// Prints a notice in the standard's form: its elements in their order, ordinals, number and dates as the standard writes them.
///
/// Reading what was printed and printing it again gives the same text.
pub fn print(notice: &Notice) -> String {
    let mut out = Page::default();
    for line in [&notice.copy_number, &notice.secrecy, &notice.urgency, &notice.issuer_mark].into_iter().flatten() {
        out.line(line);
    }
    if let Some(number) = &notice.doc_number {
        out.line(&docket::standard(number));
    }
    if !notice.signer.is_empty() {
        out.line(&format!("签发人：{}", notice.signer.join("　")));
    }
    if !notice.title.is_empty() {
        // A title that names no kind of paper is known by its heading mark only.
        let mark = if genre::of_title(&notice.title).is_none() { "# " } else { "" };
        out.line(&format!("{mark}{}", notice.title));
    }
    if let Some(to) = &notice.addressees {
        out.line(&format!("{}：", to.text));
    }
    out.body(&blocks(notice));
    out.attachments(notice);
    if !notice.signature.is_empty() {
        out.line(&notice.signature.join("\n"));
    }
    if let Some(day) = notice.date {
        out.line(&date::standard(day));
    } else if let Some(text) = &notice.date_text {
        out.line(text);
    }
    if let Some(note) = &notice.annotation {
        out.line(&format!("（{note}）"));
    }
    notice.attached.iter().for_each(|text| out.attached(text));
    if !notice.cc_text.is_empty() {
        out.line(&format!("抄送：{}。", notice.cc_text));
    }
    if let Some(line) = &notice.print {
        let gap = if line.organ.is_empty() { "" } else { "　" };
        out.line(&format!("{}{gap}{}印发", line.organ, line.date.map(date::standard).unwrap_or_default()));
    }
    out.text
}

#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    /// A line with a blank one before it.
    fn line(&mut self, text: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// Goes on in the last line.
    fn run_on(&mut self, text: &str) {
        if self.text.ends_with('\n') {
            self.text.pop();
        }
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn body(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading(s) => {
                    let stop = if s.run_in { "。" } else { "" };
                    self.line(&format!("{INDENT}{}{}{stop}", ordinal::standard(s.level, s.ordinal), s.title));
                }
                Block::Paragraph { paragraph, run_in: true } => self.run_on(&paragraph.text),
                Block::Paragraph { paragraph, .. } => self.line(&format!("{INDENT}{}", paragraph.text)),
                Block::Point(p) => self.line(&format!("{INDENT}{}", p.paragraph)),
                Block::Markdown(p) => self.line(p.text.trim_end_matches('\n')),
                Block::Chapter(c) => self.line(&format!("第{}{}　{}", crate::text::chinese_numeral(c.ordinal), c.unit, c.title)),
                Block::Article(a) => self.line(&format!("{INDENT}第{}条　{}", crate::text::chinese_numeral(a.ordinal), a.text)),
            }
        }
    }

    /// 附件说明 (7.3.4): numbers only where there are several, no stop behind a name.
    fn attachments(&mut self, notice: &Notice) {
        let single = notice.attachments.len() == 1;
        for (i, a) in notice.attachments.iter().enumerate() {
            let name = if single && a.ordinal == 1 { a.name.clone() } else { format!("{}.{}", a.ordinal, a.name) };
            match i {
                0 => self.line(&format!("{INDENT}附件：{name}")),
                _ => self.run_on(&format!("\n　　　　　{name}")),
            }
        }
    }

    fn attached(&mut self, text: &Attached) {
        if text.headed {
            let single = text.ordinal == 1 && !text.numbered;
            self.line(&if single { "附件".to_owned() } else { format!("附件{}", text.ordinal) });
        }
        if !text.title.is_empty() {
            self.line(&text.title);
        }
        if let Some(number) = &text.doc_number {
            self.line(&docket::standard(number));
        }
        self.body(&attached_blocks(text));
    }
}
