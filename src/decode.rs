//! Decoding (解码): bytes of an editor's file to text, and back in the file's own form.
//!
//! Nothing is guessed: what is not certainly UTF-8, UTF-16 or GB18030 (GB 18030-2022) is refused, because one
//! misread character in an official paper is worse than an error.

use std::sync::Arc;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, GB18030, GBK};

use crate::diag::{Code, Diagnostic};
use crate::text::{is_cjk, is_han};

/// How a file's bytes spell its characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8 without a mark.
    Utf8,
    /// UTF-8 with a byte order mark, as Notepad writes it.
    Utf8Bom,
    /// UTF-16, little endian, with a mark: Notepad's “Unicode”.
    Utf16Le,
    /// UTF-16, big endian, with a mark.
    Utf16Be,
    /// UTF-16, little endian, without a mark.
    Utf16LeBare,
    /// UTF-16, big endian, without a mark.
    Utf16BeBare,
    /// GB18030 and its subsets GBK and GB2312: Notepad's “ANSI” on a Chinese Windows.
    Gb18030,
}

/// A file's text, and what is needed to write it back as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text: no byte order mark, every line end `\n`.
    pub text: String,
    /// How the bytes spelled it.
    pub encoding: Encoding,
    /// Whether most lines ended in CRLF.
    pub crlf: bool,
}

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

/// Reads the bytes of one file. Total, linear in the length.
///
/// Order: byte order marks; UTF-16 without a mark where NUL bytes make it plain; UTF-8; GB18030. All strictly.
///
/// # Errors
/// [`Undecodable`] for binary files, malformed bytes and other legacy encodings.
pub fn decode(bytes: &[u8]) -> Result<Decoded, Undecodable> {
    let refuse = |at: usize, why| Err(Undecodable { at, line: line_of(bytes, at), why });
    let (encoding, text) = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => match std::str::from_utf8(rest) {
            Ok(text) => (Encoding::Utf8Bom, text.to_owned()),
            Err(e) => return refuse(e.valid_up_to() + 3, Why::Malformed("UTF-8")),
        },
        [0xFF, 0xFE, 0, 0, ..] => return refuse(0, Why::Legacy("UTF-32LE")),
        [0xFF, 0xFE, rest @ ..] => match utf16(rest, u16::from_le_bytes) {
            Ok(text) => (Encoding::Utf16Le, text),
            Err(at) => return refuse(at + 2, Why::Malformed("UTF-16LE")),
        },
        [0xFE, 0xFF, rest @ ..] => match utf16(rest, u16::from_be_bytes) {
            Ok(text) => (Encoding::Utf16Be, text),
            Err(at) => return refuse(at + 2, Why::Malformed("UTF-16BE")),
        },
        _ if bytes.contains(&0) => match bare_utf16(bytes) {
            Some(found) => found,
            None => return refuse(bytes.iter().position(|b| *b == 0).unwrap_or(0), Why::Binary),
        },
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => (Encoding::Utf8, text.to_owned()),
            Err(e) if mostly_utf8(bytes) => return refuse(e.valid_up_to(), Why::Malformed("UTF-8")),
            Err(_) => match gb18030(bytes) {
                Ok(text) => (Encoding::Gb18030, text),
                Err((at, why)) => return refuse(at, why),
            },
        },
    };
    if let Some(at) = text.find('\0') {
        return refuse(at, Why::Binary);
    }
    let (text, crlf) = unify(text);
    Ok(Decoded { text, encoding, crlf })
}

/// Writes `text` (line ends `\n`) in the form of the file it came from: its encoding, mark and line ends.
///
/// Text that GB18030 cannot spell (U+E5E5 alone) is written as UTF-8 with a mark instead of being changed.
pub fn encode_like(form: &Decoded, text: &str) -> Vec<u8> {
    let text = if form.crlf { text.replace('\n', "\r\n") } else { text.to_owned() };
    let marked = |text: &str| [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    match form.encoding {
        Encoding::Utf8 => text.into_bytes(),
        Encoding::Utf8Bom => marked(&text),
        Encoding::Utf16Le => [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect(),
        Encoding::Utf16Be => [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect(),
        Encoding::Utf16LeBare => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16BeBare => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        Encoding::Gb18030 => match GB18030.encode(&text) {
            (bytes, _, false) => bytes.into_owned(),
            (_, _, true) => marked(&text),
        },
    }
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

fn line_of(bytes: &[u8], at: usize) -> usize {
    bytes.iter().take(at).filter(|b| **b == b'\n').count() + 1
}

fn unify(text: String) -> (String, bool) {
    if !text.contains('\r') {
        return (text, false);
    }
    let pairs = text.matches("\r\n").count();
    let crlf = pairs * 2 > text.matches('\n').count();
    (text.replace("\r\n", "\n").replace('\r', "\n"), crlf)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, usize> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let mut at = 0;
    for c in char::decode_utf16(pairs.iter().copied().map(unit)) {
        let c = c.map_err(|_| at)?;
        at += c.len_utf16() * 2;
        text.push(c);
    }
    if odd.is_empty() { Ok(text) } else { Err(at) }
}

/// UTF-16 without a mark: one byte order gives a text of ordinary characters, the other does not.
fn bare_utf16(bytes: &[u8]) -> Option<(Encoding, String)> {
    let ordinary = |text: &String| {
        let plain = |c: &char| matches!(c, ' '..='~' | '\n' | '\r' | '\t') || is_cjk(*c) || matches!(c, '\u{2010}'..='\u{2027}' | '\u{2460}'..='\u{2473}');
        !text.contains('\0') && text.chars().filter(plain).count() * 20 >= text.chars().count() * 19
    };
    let little = utf16(bytes, u16::from_le_bytes).ok().filter(ordinary);
    let big = utf16(bytes, u16::from_be_bytes).ok().filter(ordinary);
    match (little, big) {
        (Some(text), None) => Some((Encoding::Utf16LeBare, text)),
        (None, Some(text)) => Some((Encoding::Utf16BeBare, text)),
        _ => None,
    }
}

/// Damaged UTF-8 must not be read as GB18030, which would take most of it: more than half of the bytes above ASCII
/// are then in well-formed sequences, while GB18030 text has such sequences by accident only.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let high = |part: &[u8]| part.iter().filter(|b| !b.is_ascii()).count();
    bytes.utf8_chunks().map(|c| high(c.valid().as_bytes())).sum::<usize>() * 2 > high(bytes)
}

fn gb18030(bytes: &[u8]) -> Result<String, (usize, Why)> {
    let mut decoder = GB18030.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(bytes.len().saturating_mul(3));
    let mut text = String::with_capacity(room);
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    let guess = guess(bytes);
    match result {
        DecoderResult::InputEmpty if plausible(&text, guess) => Ok(text.strip_prefix('\u{FEFF}').map_or_else(|| text.clone(), str::to_owned)),
        DecoderResult::InputEmpty => Err((bytes.iter().position(|b| !b.is_ascii()).unwrap_or(0), Why::Legacy(guess))),
        _ if guess != "GB18030" => Err((bytes.iter().position(|b| !b.is_ascii()).unwrap_or(0), Why::Legacy(guess))),
        DecoderResult::Malformed(length, after) => Err((read.saturating_sub(usize::from(length) + usize::from(after)), Why::Malformed("GB18030"))),
        DecoderResult::OutputFull => Err((read, Why::Malformed("GB18030"))),
    }
}

/// The Encoding Standard's name of what the bytes look like, Chinese preferred where both would do.
fn guess(bytes: &[u8]) -> &'static str {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"cn"), Utf8Detection::Deny);
    if guess == GBK { "GB18030" } else { guess.name() }
}

/// Bytes that the detector gives to another encoding are still Chinese if nearly all of them read as common Chinese.
fn plausible(text: &str, guess: &str) -> bool {
    if guess == "GB18030" {
        return true;
    }
    let (mut common, mut all) = (0usize, 0usize);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        all += 1;
        common += usize::from(is_common(c));
    }
    guess != "EUC-KR" && common * 10 >= all * 9
}

/// Level 1 of GB 2312-80 (its 3,755 most used Han) and its full-width punctuation.
fn is_common(c: char) -> bool {
    let mut buffer = [0u8; 4];
    let (bytes, _, unmapped) = GBK.encode(c.encode_utf8(&mut buffer));
    match *bytes {
        [lead, trail] if !unmapped => (is_han(c) && (0xB0..=0xD7).contains(&lead) && trail >= 0xA1) || (matches!(lead, 0xA1 | 0xA3) && trail >= 0xA1),
        _ => false,
    }
}
