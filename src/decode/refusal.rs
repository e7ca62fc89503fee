use std::sync::Arc;

use crate::diag::{Code, Diagnostic};

/// Why bytes are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// NUL bytes: a picture, a Word document, an archive.
    Binary,
    /// The bytes break off or do not fit the encoding they began in.
    Malformed(&'static str),
    /// Another encoding, by the name that the Encoding Standard gives it.
    Legacy(&'static str),
}

/// Bytes that cannot be read without guessing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Undecodable {
    /// The first byte that does not fit, from 0.
    pub at: usize,
    /// The line of that byte, from 1.
    pub line: usize,
    /// What is the matter.
    pub why: Why,
}

impl Undecodable {
    /// The finding for that file; its message names the line, since there is no text to point into.
    pub fn undecodable_finding(&self, file: impl Into<Arc<str>>) -> Diagnostic {
        let (line, byte) = (self.line, self.at + 1);
        let (zh, en) = match self.why {
            Why::Binary => (
                format!("这个文件不是文本：第 {byte} 个字节是空字符。它可能是图片、Word 文档或压缩包，只是扩展名写成了文本"),
                format!("This file is no text: byte {byte} is NUL. It may be a picture, a Word document or an archive with a text file's name"),
            ),
            Why::Malformed(name) => (
                format!("文件编码像是 {name}，但第 {line} 行（第 {byte} 个字节）起读不通，可能在复制或传输时损坏，也可能混用了两种编码"),
                format!("The file looks like {name}, but line {line} (byte {byte}) does not fit: it was damaged in copying, or mixes two encodings"),
            ),
            Why::Legacy(name) => (
                format!("文件编码像是 {name}，不是 UTF-8、UTF-16 或 GB18030。为了一字不差，不作猜测"),
                format!("The file seems to be {name}, not UTF-8, UTF-16 or GB18030, and is not read by guessing"),
            ),
        };
        let (help_zh, help_en) = match self.why {
            Why::Binary => (
                "如果是 Word 或 PDF 文件，请先转成文本再放进 content；如果是图片或附件，请改回原来的扩展名",
                "Turn a Word or PDF file into text before putting it into content; give a picture or download its own extension back",
            ),
            Why::Malformed(_) | Why::Legacy(_) => (
                "用 Word、WPS 或记事本打开它，核对文字无误后，另存为“UTF-8”编码",
                "Open it in Word, WPS or Notepad, see that every character is right, and save it with the encoding UTF-8",
            ),
        };
        Diagnostic::new(Code::Undecodable, zh, en).in_file(file).help(help_zh, help_en)
    }
}
