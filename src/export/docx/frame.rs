use std::fmt::Write;

use crate::markup::escape_attribute;

pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
pub(super) const W: &str =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
/// Twentieths of a point in a line of the grid: 225 mm in 22 lines (GB/T 9704-2012 5.2.1, 5.2.3).
pub(super) const LINE: u32 = 580;
/// A character of size 3 (三号), 16 pt.
pub(super) const CHARACTER: u32 = 320;

/// `_rels/.rels`
pub(super) const PACKAGE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>";

/// `word/settings.xml`: page numbers differ on odd and even pages (7.5); Chinese line breaking.
pub(super) const SETTINGS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:defaultTabStop w:val=\"420\"/><w:evenAndOddHeaders/><w:characterSpacingControl w:val=\"compressPunctuation\"/><w:compat><w:spaceForUL/><w:useFELayout/><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>";

pub(super) fn content_types() -> String {
    let over = |part: &str, kind: &str| {
        format!("<Override PartName=\"/word/{part}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml\"/>")
    };
    let parts = [("document", "document.main"), ("styles", "styles"), ("settings", "settings"), ("footer1", "footer"), ("footer2", "footer")];
    let parts: String = parts.iter().map(|(part, kind)| over(part, kind)).collect();
    let media: String =
        [("png", "png"), ("jpg", "jpeg"), ("gif", "gif")].iter().map(|(e, t)| format!("<Default Extension=\"{e}\" ContentType=\"image/{t}\"/>")).collect();
    format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>{media}{parts}<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>"
    )
}

/// Title and nothing else: who made the file and when is not the reader's business.
pub(super) fn core(title: &str) -> String {
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title></cp:coreProperties>",
        text(title)
    )
}

/// The main part: A4, margins 37, 26, 35 and 28 mm, 22 lines a page (5.1, 5.2).
pub(super) fn document(body: &str) -> String {
    format!(
        "{HEAD}<w:document {W} xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><w:body>{body}<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId3\"/><w:footerReference w:type=\"even\" r:id=\"rId4\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1985\" w:left=\"1588\" w:header=\"851\" w:footer=\"1588\" w:gutter=\"0\"/><w:docGrid w:type=\"lines\" w:linePitch=\"{LINE}\"/></w:sectPr></w:body></w:document>"
    )
}

pub(super) fn relations(media: &[(Vec<u8>, &'static str)], links: &[String]) -> String {
    let own = [("1", "styles", "styles"), ("2", "settings", "settings"), ("3", "footer", "footer1"), ("4", "footer", "footer2")];
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut out: String = own.iter().map(|(n, of, name)| format!("<Relationship Id=\"rId{n}\" Type=\"{kind}/{of}\" Target=\"{name}.xml\"/>")).collect();
    for (n, (_, ending)) in media.iter().enumerate() {
        let _ = write!(out, "<Relationship Id=\"img{0}\" Type=\"{kind}/image\" Target=\"media/image{0}.{ending}\"/>", n + 1);
    }
    for (n, link) in links.iter().enumerate() {
        let _ = write!(out, "<Relationship Id=\"url{}\" Type=\"{kind}/hyperlink\" Target=\"{}\" TargetMode=\"External\"/>", n + 1, text(link));
    }
    format!("{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{out}</Relationships>")
}

/// A page number, — 1 —, size 4 (四号), a character in from the outer edge (7.5).
pub(super) fn footer(side: &str) -> String {
    let run = |inner: &str| format!("<w:r><w:rPr><w:rFonts w:ascii=\"宋体\" w:hAnsi=\"宋体\" w:eastAsia=\"宋体\"/><w:sz w:val=\"28\"/></w:rPr>{inner}</w:r>");
    let field = format!(
        "{}{}{}{}{}",
        run("<w:fldChar w:fldCharType=\"begin\"/>"),
        run("<w:instrText xml:space=\"preserve\"> PAGE </w:instrText>"),
        run("<w:fldChar w:fldCharType=\"separate\"/>"),
        run("<w:t>1</w:t>"),
        run("<w:fldChar w:fldCharType=\"end\"/>")
    );
    let dash = run("<w:t xml:space=\"preserve\">— </w:t>");
    let end = run("<w:t xml:space=\"preserve\"> —</w:t>");
    format!(
        "{HEAD}<w:ftr {W}><w:p><w:pPr><w:spacing w:line=\"240\" w:lineRule=\"auto\"/><w:ind w:left=\"{CHARACTER}\" w:right=\"{CHARACTER}\" w:firstLine=\"0\"/><w:jc w:val=\"{side}\"/></w:pPr>{dash}{field}{end}</w:p></w:ftr>"
    )
}

/// Text, escaped for XML; characters that XML does not have go.
pub(super) fn text(text: &str) -> String {
    let mut out = String::new();
    escape_attribute(&text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect::<String>(), &mut out);
    out
}
