use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::text::Span;

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An official document (公文).
    Notice,
    /// Any other text; its sections are given all the same.
    #[default]
    Other,
}

/// A notice (公文) with the elements of GB/T 9704-2012 clause 7, mended and joined.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Notice {
    /// Whether the text is a notice at all.
    pub kind: Kind,
    /// 文种: 通知, 意见, 批复….
    pub genre: Option<String>,
    /// Who issued it, from the mark, the signature or the title.
    pub issuer: Option<String>,
    /// 发文机关标志, 甘肃省总工会文件.
    pub issuer_mark: Option<String>,
    /// 份号, six digits.
    pub copy_number: Option<String>,
    /// 密级和保密期限; it stops every build.
    pub secrecy: Option<String>,
    /// 紧急程度: 特急, 加急….
    pub urgency: Option<String>,
    /// 签发人.
    pub signer: Vec<String>,
    /// 发文字号.
    pub doc_number: Option<DocNumber>,
    /// 标题 on one line, maybe empty.
    pub title: String,
    /// 主送机关.
    pub addressees: Option<Addressees>,
    /// Paragraphs before the first section.
    pub lead: Vec<Paragraph>,
    /// Points before the first section.
    pub points: Vec<Point>,
    /// Numbered items outside chapters and articles.
    pub sections: Vec<Section>,
    /// 第X章 and the like.
    pub chapters: Vec<Chapter>,
    /// 第X条 outside chapters.
    pub articles: Vec<Article>,
    /// 附件说明.
    pub attachments: Vec<Attachment>,
    /// 发文机关署名, one to many.
    pub signature: Vec<String>,
    /// 成文日期.
    #[serde(serialize_with = "iso")]
    pub date: Option<Date>,
    /// The line of the 成文日期 as it stands, where no day can be read from it: no word of a notice gets lost.
    #[serde(skip)]
    pub date_text: Option<String>,
    /// 附注, without its brackets.
    pub annotation: Option<String>,
    /// 抄送机关.
    pub cc: Vec<String>,
    /// The same as they stand in the text, with the marks between them: levels and kinds of organs are told apart by ， and 、.
    #[serde(skip)]
    pub cc_text: String,
    /// 印发机关和印发日期.
    pub print: Option<PrintLine>,
    /// Texts attached after the signature.
    pub attached: Vec<Attached>,
}

/// 发文字号.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct DocNumber {
    /// As printed, without inner spaces.
    pub text: String,
    /// 机关代字.
    pub code: String,
    /// The year as printed.
    pub year: Option<u32>,
    /// 顺序号.
    pub serial: Option<u32>,
    /// Where it stands.
    #[serde(skip)]
    pub span: Span,
}

/// 主送机关.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Addressees {
    /// As printed, without the colon.
    pub text: String,
    /// One by one.
    pub names: Vec<String>,
}

/// What a paragraph is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Matter {
    /// Mended plain text.
    #[default]
    Prose,
    /// A table, list, picture or other block of Markdown, kept as it is.
    Markdown,
}

/// A paragraph of body text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Paragraph {
    /// Mended text.
    pub text: String,
    /// Line of its first character, from 1.
    pub line: usize,
    /// Prose or a block of Markdown.
    #[serde(skip)]
    pub matter: Matter,
    /// Points that stand inside it.
    #[serde(skip)]
    pub marks: Vec<Mark>,
    /// Place in reading order.
    #[serde(skip)]
    pub order: usize,
}

/// Where a point stands inside a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mark {
    /// Byte in the paragraph's text.
    pub at: usize,
    /// The point's id.
    pub id: String,
    /// 一是.
    pub marker: String,
}

/// 一要…、一是…: one of a series of parallel points.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Point {
    /// `s2-p4`.
    pub id: String,
    /// Its number in the series.
    pub ordinal: u32,
    /// 一要.
    pub marker: String,
    /// The point with its marker, up to the next one of its series.
    pub text: String,
    /// Whether it stands inside a paragraph.
    pub inline: bool,
    /// Line of its first character, from 1.
    pub line: usize,
    /// Paragraphs between it and the next point of its series.
    pub body: Vec<Paragraph>,
    /// The whole paragraph it opens; empty for an inline point.
    #[serde(skip)]
    pub paragraph: String,
    /// Further points inside that paragraph.
    #[serde(skip)]
    pub marks: Vec<Mark>,
    /// Place in reading order.
    #[serde(skip)]
    pub order: usize,
}

/// An item of the levels 一、（一）1.（1）①.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Section {
    /// `s2-1-3`.
    pub id: String,
    /// Type of its ordinal: 1 一、, 2 （一）, 3 1., 4 （1）, 5 ①.
    pub level: u8,
    /// Its number.
    pub ordinal: u32,
    /// As printed, 一、.
    pub marker: String,
    /// The heading, or the first sentence of an item that is a whole paragraph.
    pub title: String,
    /// Whether the item is a whole paragraph.
    pub run_in: bool,
    /// Line of its first character, from 1.
    pub line: usize,
    /// What follows the title, up to the next item.
    pub body: Vec<Paragraph>,
    /// Its series of points.
    pub points: Vec<Point>,
    /// Items below it.
    pub children: Vec<Section>,
    /// Place in reading order.
    #[serde(skip)]
    pub order: usize,
    /// Where the marker stands.
    #[serde(skip)]
    pub span: Span,
}

/// 第X章, 第X节 and the like.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Chapter {
    /// `c1`.
    pub id: String,
    /// 编, 章, 节 or 部分.
    pub unit: String,
    /// Its number.
    pub ordinal: u32,
    /// Without 第一章, inner spaces dropped.
    pub title: String,
    /// Line of its first character, from 1.
    pub line: usize,
    /// Smaller units.
    pub chapters: Vec<Chapter>,
    /// Its articles.
    pub articles: Vec<Article>,
    /// Items before its first article.
    pub sections: Vec<Section>,
    /// Paragraphs before anything numbered.
    #[serde(skip)]
    pub body: Vec<Paragraph>,
    /// Points in those paragraphs.
    #[serde(skip)]
    pub points: Vec<Point>,
    /// Place in reading order.
    #[serde(skip)]
    pub order: usize,
    /// Where 第一章 stands.
    #[serde(skip)]
    pub span: Span,
}

/// 第X条.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Article {
    /// `a12`.
    pub id: String,
    /// Its number.
    pub ordinal: u32,
    /// Its first paragraph, without 第一条.
    pub text: String,
    /// Line of its first character, from 1.
    pub line: usize,
    /// Further paragraphs.
    pub body: Vec<Paragraph>,
    /// Items below it.
    pub children: Vec<Section>,
    /// Points of its paragraphs.
    #[serde(skip)]
    pub points: Vec<Point>,
    /// Points inside its first paragraph.
    #[serde(skip)]
    pub marks: Vec<Mark>,
    /// Place in reading order.
    #[serde(skip)]
    pub order: usize,
    /// Where 第一条 stands.
    #[serde(skip)]
    pub span: Span,
}

/// One line of the 附件说明.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Attachment {
    /// Its number; 1 for a single one.
    pub ordinal: u32,
    /// As printed.
    pub name: String,
    /// Where it stands.
    #[serde(skip)]
    pub span: Span,
    /// Whether a number was printed.
    #[serde(skip)]
    pub numbered: bool,
}

/// 印发机关和印发日期.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct PrintLine {
    /// 印发机关, maybe empty.
    pub organ: String,
    /// 印发日期.
    #[serde(serialize_with = "iso")]
    pub date: Option<Date>,
}

/// A text attached after the signature (附件).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Attached {
    /// `att1`.
    pub id: String,
    /// Its number, else its order.
    pub ordinal: u32,
    /// Line of its first character, from 1.
    pub line: usize,
    /// Its title, maybe empty.
    pub title: String,
    /// A number of its own.
    pub doc_number: Option<DocNumber>,
    /// Paragraphs before the first section.
    pub lead: Vec<Paragraph>,
    /// Points before the first section.
    pub points: Vec<Point>,
    /// Numbered items outside chapters and articles.
    pub sections: Vec<Section>,
    /// 第X章 and the like.
    pub chapters: Vec<Chapter>,
    /// 第X条 outside chapters.
    pub articles: Vec<Article>,
    /// Where its head stands.
    #[serde(skip)]
    pub span: Span,
    /// Whether 附件 was printed above it.
    #[serde(skip)]
    pub headed: bool,
    /// Whether a number was printed with that.
    #[serde(skip)]
    pub numbered: bool,
}

/// The body of a notice or of an attached text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Body {
    pub lead: Vec<Paragraph>,
    pub points: Vec<Point>,
    pub sections: Vec<Section>,
    pub chapters: Vec<Chapter>,
    pub articles: Vec<Article>,
}

fn iso<S: Serializer>(date: &Option<Date>, out: S) -> Result<S::Ok, S::Error> {
    match date {
        Some(date) => out.collect_str(date),
        None => out.serialize_none(),
    }
}
