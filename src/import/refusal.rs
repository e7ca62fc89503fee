use std::sync::Arc;

use crate::decode::Undecodable;
use crate::diag::{Code, Diagnostic};
use crate::xml::XmlFault;

/// Why a file cannot be imported at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Its archive or its XML does not hold together.
    Broken,
    /// Its content is not what its name says: renamed, or not wholly downloaded.
    Misnamed,
    /// It unpacks to more than any office paper has.
    TooLarge,
    /// It is protected by a password.
    Encrypted,
    /// It declares entities of its own (DTD), which no Word file does.
    Entities,
    /// The binary form of Word 97 to 2003, or of WPS.
    OldWord,
    /// A zip without a text document: a spreadsheet, slides, an archive.
    NoDocument,
    /// A PDF whose characters have no text.
    Glyphs,
    /// Another program's form, by the ending of its name.
    Unknown,
    /// A text whose encoding is not certain.
    Undecodable(Undecodable),
    /// There is no text in it.
    Empty,
}

impl From<XmlFault> for Refusal {
    fn from(fault: XmlFault) -> Self {
        match fault {
            XmlFault::Broken => Self::Broken,
            XmlFault::TooLarge => Self::TooLarge,
            XmlFault::Entities => Self::Entities,
        }
    }
}

impl Refusal {
    /// The finding for that file: what is the matter and what to do.
    pub fn refusal_finding(&self, file: impl Into<Arc<str>>) -> Diagnostic {
        if let Self::Undecodable(fault) = self {
            return fault.undecodable_finding(file);
        }
        let (zh, en, help_zh, help_en) = self.words();
        Diagnostic::new(Code::UnusableDocument, zh, en).in_file(file).help(help_zh, help_en)
    }

    fn words(&self) -> (&'static str, &'static str, &'static str, &'static str) {
        match self {
            Self::Broken | Self::Undecodable(_) => (
                "这个文件损坏了，打不开",
                "The file is damaged and cannot be opened",
                "在 Word 或 WPS 里打开它（程序会尝试修复），另存为新的 .docx 后再导入；打不开就向发来的人再要一份",
                "Open it in Word or WPS, which try to repair it, save it as a new .docx and import that; else ask the sender for another copy",
            ),
            Self::Misnamed => (
                "这个文件的内容和文件名的结尾（.docx、.pdf 等）对不上",
                "The content of this file is not what the end of its name (.docx, .pdf …) says",
                "可能改过文件名，也可能没有下载完：能打开就在打开它的程序里另存为 .docx 或 PDF，打不开就向发来的人再要一份",
                "It may have been renamed, or not wholly downloaded: save it as .docx or PDF from the program that opens it; else ask the sender for another copy",
            ),
            Self::TooLarge => (
                "这个文件展开后大得不正常（超过 256 MB 或上万个部件），没有读",
                "The file unpacks to far more than a paper has (above 256 MB or ten thousand parts) and was not read",
                "在 Word 或 WPS 里打开，压缩图片或删去不需要的内容后另存；来历不明的文件请不要打开",
                "Open it in Word or WPS, shrink its pictures or take out what is not needed, and save it; do not open a file from an unknown sender",
            ),
            Self::Encrypted => (
                "这个文件设了密码，读不了",
                "The file is protected by a password",
                "在 Word 或 WPS 里输入密码打开，去掉密码后另存为 .docx；PDF 也可以打开后再“打印”成一份没有密码的 PDF",
                "Open it in Word or WPS with its password, take the password off and save it as .docx; a PDF can also be opened and printed into one without a password",
            ),
            Self::Entities => (
                "文件里有自定义实体（DTD），正常的 Word 文件没有这种东西，为安全起见没有读",
                "The file declares entities of its own (a DTD). No Word file does, so it was not read",
                "不要再打开它，向发来的人核实；确需使用就把文字复制到新的文档里",
                "Do not open it again and ask the sender about it; if it is needed, copy the words into a new document",
            ),
            Self::OldWord => (
                "这是旧版 Word（.doc）或 WPS 文字（.wps）的格式，读不了",
                "This is the old form of Word (.doc) or of WPS (.wps), which cannot be read",
                "在 Word 或 WPS 里打开，用“另存为”存成 .docx，再导入",
                "Open it in Word or WPS, save it as .docx and import that",
            ),
            Self::NoDocument => (
                "这个文件里没有 Word 正文：它可能是表格、幻灯片或压缩包",
                "There is no Word text in this file: it may be a spreadsheet, slides or an archive",
                "压缩包请先解压；表格、幻灯片请放进文档的文件夹，用 files 字段供读者下载",
                "Unpack an archive first; put a spreadsheet or slides into a document's folder and list them in its field files",
            ),
            Self::Glyphs => (
                "这个 PDF 里的字只有字形，没有文字编码，读不出来",
                "The characters of this PDF are shapes without their text, which cannot be read",
                "有 Word 原稿的请导入原稿；没有的，在 WPS 里打开 PDF 转成 .docx（会用文字识别），逐字核对后导入；PDF 本身可以用 files 字段供读者下载",
                "Import the Word original if there is one; else turn the PDF into .docx with a program that recognises characters, compare every one, and import that. The PDF itself can be listed in the field files",
            ),
            Self::Unknown => (
                "认不出这是什么文件",
                "What this file is cannot be told",
                "能导入的有 .docx、.pdf、.txt、.md 和从网页保存的 .html；别的格式请先另存为 .docx",
                "What can be imported is .docx, .pdf, .txt, .md and .html as saved from a web page; save others as .docx first",
            ),
            Self::Empty => (
                "文件里没有文字",
                "There is no text in the file",
                "如果文字是扫描的图片，请先用文字识别软件转成文字，逐字核对后再导入",
                "If its text is a scanned picture, turn it into text with a recognition program, compare every character, and import that",
            ),
        }
    }
}
