//! Importing: what Word, WPS, LibreOffice, python-docx, web pages and Notepad leave becomes a draft of the site.

mod command;
mod hostile;
mod pdf;
mod texts;
mod word;

use std::io::{Cursor, Write};

use jiangxin::diag::{Code, Diagnostic};
use jiangxin::document::Kind;
use jiangxin::import::{Draft, Refusal, Wish, read};
use jiff::civil::date;

/// The day on which the tests import.
fn wish() -> Wish {
    Wish { kind: None, slug: None, today: date(2026, 4, 21) }
}

/// Imports bytes with nothing beside them.
fn import(name: &str, bytes: &[u8]) -> Result<(Draft, Vec<Diagnostic>), Refusal> {
    read(name, bytes, &|_| None, &wish()).map(|c| (c.value, c.findings))
}

/// The same for a file that can be imported.
#[track_caller]
fn draft(name: &str, bytes: &[u8]) -> (Draft, Vec<Diagnostic>) {
    import(name, bytes).unwrap_or_else(|why| panic!("{name}: {why:?}"))
}

/// The text below the front matter.
fn body(draft: &Draft) -> &str {
    draft.text.split_once("\n+++\n").map_or(draft.text.as_str(), |(_, rest)| rest).trim_start_matches('\n')
}

fn codes(findings: &[Diagnostic]) -> Vec<Code> {
    findings.iter().map(|f| f.code).collect()
}

/// A zip of these parts.
fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        writer.write_all(bytes).expect("written");
    }
    writer.finish().expect("a zip").into_inner()
}

const SPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml""#;

/// A Word file of this body and these further parts: `numbering`, `styles`, `footnotes` are joined by relations.
fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let document = format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document {SPACES}><w:body>{body}</w:body></w:document>");
    let kinds = ["numbering", "styles", "footnotes", "header1", "footer1"];
    let relations: String = kinds
        .iter()
        .filter(|k| parts.iter().any(|(name, _)| name == *k))
        .map(|k| format!("<Relationship Id=\"r-{k}\" Type=\"http://x/{}\" Target=\"{k}.xml\"/>", k.trim_end_matches('1')))
        .collect();
    let extra: String = parts.iter().filter(|(name, _)| *name == "relations").map(|(_, xml)| *xml).collect();
    let relations = format!("<Relationships>{relations}{extra}</Relationships>");
    let main = "<Relationships><Relationship Id=\"r1\" Type=\"http://x/officeDocument\" Target=\"/word/document.xml\"/></Relationships>";
    let wrapped: Vec<(String, String)> = parts
        .iter()
        .filter(|(name, _)| *name != "relations")
        .map(|(name, xml)| (if name.contains('/') { (*name).to_owned() } else { format!("word/{name}.xml") }, (*xml).replace("$SPACES", SPACES)))
        .collect();
    let mut all: Vec<(&str, &[u8])> =
        vec![("_rels/.rels", main.as_bytes()), ("word/_rels/document.xml.rels", relations.as_bytes()), ("word/document.xml", document.as_bytes())];
    all.extend(wrapped.iter().map(|(name, xml)| (name.as_str(), xml.as_bytes())));
    zip(&all)
}

/// A paragraph of plain text.
fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// A paragraph with an automatic number.
fn numbered(list: u32, level: u32, text: &str) -> String {
    format!("<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// The head of a notice up to its addressees.
fn head() -> String {
    ["示例总工会文件", "示例工发〔2026〕3号", "示例总工会关于开展安全生产月活动的通知", "各基层工会：", "现将有关事项通知如下。"].map(p).concat()
}

/// Its end.
fn foot() -> String {
    ["示例总工会", "2026年4月1日"].map(p).concat()
}

#[track_caller]
fn is_notice(draft: &Draft) {
    assert_eq!(draft.kind, Kind::Notice, "{}", draft.text);
}
