use serde::Serialize;

use super::{Block, DateText, Form, Link};

/// An attachment in the attachments note (附件说明).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AttachmentName {
    /// From 1; `None` for a single one.
    pub ordinal: Option<u32>,
    /// As printed.
    pub name: String,
}

/// The print line (印发行).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PrintLine {
    /// 印发机关.
    pub organ: String,
    /// 印发日期.
    pub date: Option<DateText>,
}

/// A text attached to the notice (附件).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AttachedView {
    /// `att1`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its own number, or "".
    pub number: String,
    /// Its text.
    pub blocks: Vec<Block>,
}

/// Who signs an order (命令), with the post that stands before the name.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Signatory {
    /// 签发人职务.
    pub post: String,
    /// 签发人.
    pub name: String,
}

/// The QR code of one section or point.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CodeView {
    /// The anchor.
    pub id: String,
    /// 一、and its heading, or 第二部分第四点.
    pub label: String,
    /// A point's first sentence, or "".
    pub title: String,
    /// The code as a `data:` address: black on white, without its light margin.
    pub src: String,
    /// Whether it is a point's.
    pub point: bool,
    /// A deeper section or one in an attached text, which paper can do without.
    pub minor: bool,
}

/// A notice (公文) as paper.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct NoticeView {
    /// How the paper is laid out.
    pub form: Form,
    /// The title is the mark: an order or minutes has no other.
    pub title_is_mark: bool,
    /// Who signs, where the paper is an order.
    pub signatory: Option<Signatory>,
    /// An unofficial translation.
    pub translation: bool,
    /// What it translates.
    pub original: Option<Link>,
    /// 发文机关标志, or "".
    pub issuer_mark: String,
    /// 发文机关, or "".
    pub issuer: String,
    /// 发文字号, or "".
    pub number: String,
    /// 份号, or "".
    pub copy_number: String,
    /// 紧急程度, or "".
    pub urgency: String,
    /// 签发人.
    pub signer: Vec<String>,
    /// 标题.
    pub title: String,
    /// 主送机关, or "".
    pub addressees: String,
    /// 正文.
    pub blocks: Vec<Block>,
    /// 附件说明.
    pub attachments: Vec<AttachmentName>,
    /// 发文机关署名.
    pub signature: Vec<String>,
    /// 成文日期.
    pub date: Option<DateText>,
    /// 附注, or "".
    pub annotation: String,
    /// 抄送机关.
    pub cc: Vec<String>,
    /// The same as one text, with the marks between them that the notice has.
    pub cc_text: String,
    /// 印发机关和印发日期.
    pub print: Option<PrintLine>,
    /// 附件.
    pub attached: Vec<AttachedView>,
    /// QR codes of its sections and points; empty where the page has no absolute address.
    pub codes: Vec<CodeView>,
    /// How many places were mended when the text was read.
    pub mends: usize,
}
