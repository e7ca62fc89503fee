//! Decoding (解码): bytes of an editor's file to text, and back in the file's own form.
//!
//! Nothing is guessed: what is not certainly UTF-8, UTF-16 or GB18030 (GB 18030-2022) is refused, because one
//! misread character in an official paper is worse than an error.

mod chinese;
mod gb2312;
mod refusal;
mod utf16;

use encoding_rs::GB18030;

pub use gb2312::beyond_gb2312;
pub use refusal::{Undecodable, Why};
use utf16::{bare_utf16, utf16};

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

/// Reads the bytes of one file. Total, linear in the length.
///
/// Order: byte order marks; UTF-16 without a mark where NUL bytes make it plain; UTF-8; GB18030. All strictly.
///
/// # Errors
/// [`Undecodable`] for binary files, malformed bytes and other legacy encodings.
pub fn decode(bytes: &[u8]) -> Result<Decoded, Undecodable> {
    let Decoded { text, encoding, .. } = exact(bytes)?;
    let (text, crlf) = unify(text);
    Ok(Decoded { text, encoding, crlf })
}

/// The same with every line end as it stands, for [`encode_like`] to write back untouched lines byte for byte.
///
/// # Errors
/// As [`decode`].
pub fn exact(bytes: &[u8]) -> Result<Decoded, Undecodable> {
    let refuse = |at: usize, why| Err(Undecodable { at, line: line_of(bytes, at), why });
    let (encoding, text) = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => match simdutf8::compat::from_utf8(rest) {
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
        _ if memchr::memchr(0, bytes).is_some() => match bare_utf16(bytes) {
            Some(found) => found,
            None => return refuse(bytes.iter().position(|b| *b == 0).unwrap_or(0), Why::Binary),
        },
        _ => match simdutf8::compat::from_utf8(bytes) {
            Ok(text) => match chinese::hidden(text) {
                Some(chinese) => (Encoding::Gb18030, chinese),
                None => (Encoding::Utf8, text.to_owned()),
            },
            Err(fault) => match chinese::gb18030(bytes, fault.valid_up_to()) {
                Ok(text) => (Encoding::Gb18030, text),
                Err((at, why)) => return refuse(at, why),
            },
        },
    };
    if let Some(at) = memchr::memchr(0, text.as_bytes()) {
        return refuse(at, Why::Binary);
    }
    Ok(Decoded { text, encoding, crlf: false })
}

/// Writes `text` (line ends `\n`) in the form of the file it came from: its encoding, mark and line ends.
///
/// Text that would not read the same again in an encoding without a mark is written as UTF-8 with one instead of being changed: what
/// GB18030 cannot spell (U+E5E5 alone), and texts so short or odd that their bytes look like another encoding.
pub fn encode_like(form: &Decoded, text: &str) -> Vec<u8> {
    let bytes = spelled(form, text);
    let marked = matches!(form.encoding, Encoding::Utf8Bom | Encoding::Utf16Le | Encoding::Utf16Be);
    // The text may carry line ends of its own, which only an exact reading gives back.
    let whole = if form.crlf { text.replace('\n', "\r\n") } else { text.to_owned() };
    if marked || exact(&bytes).is_ok_and(|again| again.text == whole) { bytes } else { spelled(&Decoded { encoding: Encoding::Utf8Bom, ..form.clone() }, text) }
}

fn spelled(form: &Decoded, text: &str) -> Vec<u8> {
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

fn line_of(bytes: &[u8], at: usize) -> usize {
    bytes.iter().take(at).filter(|b| **b == b'\n').count() + 1
}

fn unify(text: String) -> (String, bool) {
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return (text, false);
    }
    let pairs = text.matches("\r\n").count();
    let crlf = pairs * 2 > text.matches('\n').count();
    (text.replace("\r\n", "\n").replace('\r', "\n"), crlf)
}
