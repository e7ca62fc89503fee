use super::html::of_html;
use super::paper::{Line, Paper, Piece, Role, Run};
use super::standard;
use crate::markup;
use crate::notice::{Attached, Block, Notice, attached_blocks, blocks};
use crate::text::chinese_numeral;

/// A notice as paper, its elements in the order of the standard.
pub fn of_notice(notice: &Notice) -> Paper {
    let mut paper = Paper { title: notice.title.clone(), pieces: Vec::new() };
    let out = &mut paper.pieces;
    let mut line = |role, text: String| out.push(Piece::Line(Line::plain(role, text)));
    [&notice.copy_number, &notice.secrecy, &notice.urgency].into_iter().flatten().for_each(|t| line(Role::Corner, t.clone()));
    notice.issuer_mark.iter().for_each(|mark| line(Role::Mark, mark.clone()));
    notice.doc_number.iter().for_each(|number| line(Role::Number, standard::number(number)));
    if !notice.signer.is_empty() {
        line(Role::Signer, format!("签发人：{}", notice.signer.join("　")));
    }
    if !notice.title.is_empty() {
        line(Role::Title, notice.title.clone());
    }
    notice.addressees.iter().for_each(|to| line(Role::Addressees, format!("{}：", to.text)));
    body(&blocks(notice), &mut paper.pieces);
    closing(notice, &mut paper.pieces);
    notice.attached.iter().for_each(|text| attached(text, &mut paper.pieces));
    let mut line = |role, text: String| paper.pieces.push(Piece::Line(Line::plain(role, text)));
    if !notice.cc_text.is_empty() {
        line(Role::Copies, format!("抄送：{}。", notice.cc_text));
    }
    if let Some(print) = &notice.print {
        let day = print.date.map(standard::day).unwrap_or_default();
        line(Role::Print, format!("{}\t{day}印发", print.organ));
    }
    paper
}

fn closing(notice: &Notice, out: &mut Vec<Piece>) {
    let single = notice.attachments.len() == 1;
    for (i, a) in notice.attachments.iter().enumerate() {
        let name = if single && a.ordinal == 1 { a.name.clone() } else { format!("{}.{}", a.ordinal, a.name) };
        out.push(Piece::Line(if i == 0 { Line::plain(Role::Attachment, format!("附件：{name}")) } else { Line::plain(Role::AttachmentNext, name) }));
    }
    out.extend(notice.signature.iter().map(|s| Piece::Line(Line::plain(Role::Signature, s.clone()))));
    let day = notice.date.map(standard::day).or_else(|| notice.date_text.clone());
    out.extend(day.map(|d| Piece::Line(Line::plain(Role::Date, d))));
    out.extend(notice.annotation.iter().map(|a| Piece::Line(Line::plain(Role::Annotation, format!("（{a}）")))));
}

fn attached(text: &Attached, out: &mut Vec<Piece>) {
    out.push(Piece::Sheet);
    if text.headed {
        let head = if text.ordinal == 1 && !text.numbered { "附件".to_owned() } else { format!("附件{}", text.ordinal) };
        out.push(Piece::Line(Line::plain(Role::AttachedHead, head)));
    }
    if !text.title.is_empty() {
        out.push(Piece::Line(Line::plain(Role::AttachedTitle, text.title.clone())));
    }
    out.extend(text.doc_number.iter().map(|n| Piece::Line(Line::plain(Role::Number, standard::number(n)))));
    body(&attached_blocks(text), out);
}

fn body(blocks: &[Block], out: &mut Vec<Piece>) {
    let plain = |role, text: String| Piece::Line(Line::plain(role, text));
    for block in blocks {
        match block {
            Block::Heading(s) => {
                let stop = if s.run_in { "。" } else { "" };
                out.push(plain(Role::Heading(s.level), format!("{}{}{stop}", standard::marker(s.level, s.ordinal), s.title)));
            }
            Block::Paragraph { paragraph, run_in: true } => match out.last_mut() {
                Some(Piece::Line(line)) => line.runs.push(Run::plain(paragraph.text.clone())),
                _ => out.push(plain(Role::Body, paragraph.text.clone())),
            },
            Block::Paragraph { paragraph, .. } => out.push(plain(Role::Body, paragraph.text.clone())),
            Block::Point(p) => out.push(plain(Role::Body, p.paragraph.clone())),
            Block::Markdown(p) => {
                let html = markup::parse(&p.text, &markup::Options::default()).value.fill_plain();
                match of_html("", &html) {
                    Ok(paper) => out.extend(paper.pieces),
                    Err(_) => out.push(plain(Role::Body, p.text.clone())),
                }
            }
            Block::Chapter(c) => out.push(plain(Role::AttachedTitle, format!("第{}{}　{}", chinese_numeral(c.ordinal), c.unit, c.title))),
            Block::Article(a) => out.push(plain(Role::Body, format!("第{}条　{}", chinese_numeral(a.ordinal), a.text))),
        }
    }
}
