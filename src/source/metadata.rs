use std::io::{Cursor, Read};

use super::picture::exif_of;
use crate::pdf;

/// No property that names somebody is longer.
const LONGEST: usize = 80;
/// The properties of an Office document are small; a larger part is not read.
const LARGEST: u64 = 1 << 20;

/// Whom the properties of a file name (文件属性里的人): EXIF of pictures, Info and XMP of PDFs, core properties of Office documents.
///
/// Names that programs put there by themselves are left out. Encrypted files say nothing.
pub(super) fn people(name: &str, bytes: &[u8]) -> Vec<String> {
    let end = name.rsplit_once('.').map_or("", |(_, end)| end).to_ascii_lowercase();
    let mut found = match end.as_str() {
        "jpg" | "jpeg" | "png" | "webp" | "tif" | "tiff" | "heic" | "avif" => of_picture(bytes),
        "pdf" => of_pdf(bytes),
        "docx" | "xlsx" | "pptx" | "docm" | "xlsm" | "pptm" => of_office(bytes),
        _ => Vec::new(),
    };
    found.iter_mut().for_each(|name| *name = name.trim_matches(|c: char| c.is_whitespace() || c == '\0').to_owned());
    found.retain(|name| !name.is_empty() && name.chars().count() <= LONGEST && !name.contains('\u{FFFD}') && !is_program(name));
    found.sort();
    found.dedup();
    found
}

fn is_program(name: &str) -> bool {
    const USUAL: [&str; 22] = [
        "administrator",
        "admin",
        "user",
        "users",
        "root",
        "guest",
        "unknown",
        "author",
        "owner",
        "windows",
        "microsoft",
        "lenovo",
        "dell",
        "hp",
        "asus",
        "wps",
        "apache poi",
        "python-docx",
        "openpyxl",
        "微软用户",
        "微软中国",
        "用户",
    ];
    let plain = name.to_lowercase();
    USUAL.contains(&plain.as_str()) || plain.ends_with("user") || plain.starts_with("microsoft office")
}

/// EXIF: Artist, CameraOwnerName and XPAuthor, which Windows writes in UTF-16LE (CIPA DC-008, 4.6).
fn of_picture(bytes: &[u8]) -> Vec<String> {
    let Some(exif) = exif_of(bytes) else { return Vec::new() };
    let author = exif::Tag(exif::Context::Tiff, 0x9C9D);
    let text = |value: &exif::Value| match value {
        exif::Value::Ascii(parts) => parts.iter().map(|p| String::from_utf8_lossy(p).into_owned()).collect::<Vec<_>>().join(" "),
        exif::Value::Byte(bytes) => utf16(bytes, u16::from_le_bytes),
        _ => String::new(),
    };
    let tags = [exif::Tag::Artist, exif::Tag::CameraOwnerName, author];
    tags.iter().filter_map(|tag| exif.get_field(*tag, exif::In::PRIMARY)).map(|field| text(&field.value)).collect()
}

/// `/Author` and `dc:creator` of a PDF: as they stand in the bytes, and as the reader finds them in compressed parts. Of a file that is
/// damaged the first is all there is.
fn of_pdf(bytes: &[u8]) -> Vec<String> {
    if memchr::memmem::find(bytes, b"/Encrypt").is_some() {
        return Vec::new();
    }
    let key = b"/Author";
    let values = memchr::memmem::find_iter(bytes, key).filter_map(|at| bytes.get(at + key.len()..));
    let mut found: Vec<String> = values.filter_map(|rest| pdf_text(rest.trim_ascii_start())).collect();
    found.extend(creator(bytes));
    let (authors, packets) = pdf::properties(bytes);
    found.extend(authors.iter().map(|author| text_string(author)));
    found.extend(packets.iter().flat_map(|packet| creator(packet)));
    found
}

/// A string of a PDF: `(…)` or `<…>`, UTF-16 with a byte order mark or Latin letters (ISO 32000-1, 7.3.4, 7.9.2).
fn pdf_text(rest: &[u8]) -> Option<String> {
    let bytes = match rest.split_first()? {
        (b'(', rest) => literal(rest),
        (b'<', rest) => {
            let digits: Vec<u8> =
                rest.iter().take_while(|b| **b != b'>').take(1024).filter_map(|b| char::from(*b).to_digit(16)).filter_map(|d| u8::try_from(d).ok()).collect();
            digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
        }
        _ => return None,
    };
    Some(text_string(&bytes))
}

fn text_string(bytes: &[u8]) -> String {
    match bytes.strip_prefix(b"\xFE\xFF") {
        Some(wide) => utf16(wide, u16::from_be_bytes),
        None => String::from_utf8_lossy(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)).into_owned(),
    }
}

fn literal(rest: &[u8]) -> Vec<u8> {
    let (mut out, mut depth) = (Vec::new(), 0);
    let mut bytes = rest.iter().copied().take(1024).peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'\\' => match bytes.next() {
                Some(first @ b'0'..=b'7') => {
                    let mut code = u32::from(first - b'0');
                    for _ in 0..2 {
                        let Some(digit) = bytes.next_if(|b| (b'0'..=b'7').contains(b)) else { break };
                        code = code * 8 + u32::from(digit - b'0');
                    }
                    out.push(u8::try_from(code & 0xFF).unwrap_or(0));
                }
                Some(b'n' | b'r' | b't') => out.push(b' '),
                Some(other) => out.push(other),
                None => break,
            },
            b')' if depth == 0 => break,
            _ => {
                depth += usize::from(byte == b'(');
                depth -= usize::from(byte == b')');
                out.push(byte);
            }
        }
    }
    out
}

fn utf16(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

/// What stands in `dc:creator` and `cp:lastModifiedBy`, tags taken out.
fn creator(xml: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    for name in ["dc:creator", "cp:lastModifiedBy"] {
        let Some(at) = memchr::memmem::find(xml, format!("<{name}").as_bytes()) else { continue };
        let rest = xml.get(at..).unwrap_or(&[]);
        let Some(end) = memchr::memmem::find(rest, format!("</{name}>").as_bytes()).filter(|end| *end < 4096) else { continue };
        let inner = String::from_utf8_lossy(rest.get(..end).unwrap_or(&[])).into_owned();
        let words: Vec<&str> = inner.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text.trim()).filter(|t| !t.is_empty()).collect();
        found.extend(words.into_iter().map(|w| w.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")));
    }
    found
}

/// The core properties of an Office document: a part of a ZIP (ECMA-376-2, 11).
fn of_office(bytes: &[u8]) -> Vec<String> {
    let mut xml = Vec::new();
    let read = zip::ZipArchive::new(Cursor::new(bytes)).ok().and_then(|mut zip| {
        let part = zip.by_name("docProps/core.xml").ok()?;
        part.take(LARGEST).read_to_end(&mut xml).ok()
    });
    if read.is_some() { creator(&xml) } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn zipped(name: &str, text: &str) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn office_documents_name_their_authors() {
        let xml = "<cp:coreProperties><dc:creator>示例甲</dc:creator><cp:lastModifiedBy>Administrator</cp:lastModifiedBy></cp:coreProperties>";
        let whole = zipped("docProps/core.xml", xml);
        assert_eq!(people("a.docx", &whole), ["示例甲"]);
        assert!(people("a.docx", &zipped("word/document.xml", xml)).is_empty());
        (0..whole.len()).for_each(|cut| drop(people("a.docx", &whole[..cut])));
    }

    #[test]
    fn pdfs_name_their_authors() {
        assert_eq!(people("a.pdf", b"%PDF-1.4 << /Author (Zhang \\(San\\)) >>"), ["Zhang (San)"]);
        assert_eq!(people("a.pdf", b"<< /Author <FEFF793A4F8B> >>"), ["示例"]);
        let compressed = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/pdf/compressed-author.pdf")).expect("a fixture");
        assert!(memchr::memmem::find(&compressed, b"/Author").is_none(), "only a reader of PDFs finds it");
        assert_eq!(people("a.pdf", &compressed), ["示例乙", "示例甲"]);
        (0..compressed.len()).step_by(37).for_each(|cut| drop(people("a.pdf", &compressed[..cut])));
        assert_eq!(people("a.pdf", b"<< /Author(\\376\\377\x79\x3A\x4F\x8B) >>"), ["示例"]);
        assert_eq!(people("a.pdf", "<dc:creator><rdf:Seq><rdf:li>示例乙</rdf:li></rdf:Seq></dc:creator>".as_bytes()), ["示例乙"]);
        assert!(people("a.pdf", b"<< /Author (Administrator) >> << /Author () >> /Author").is_empty());
        assert!(people("a.pdf", b"<< /Author (x) /Encrypt 1 0 R >>").is_empty());
    }
}
