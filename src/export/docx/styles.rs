use super::frame::{CHARACTER, HEAD, LINE, W};

/// Faces by their use (GB/T 9704-2012 5.2.2, 7.2, 7.3): titles, text, first and second level.
const SONG: &str = "方正小标宋简体";
const FANG: &str = "仿宋_GB2312";
const HEI: &str = "黑体";
const KAI: &str = "楷体_GB2312";
const FLAT: &str = "<w:ind w:firstLine=\"0\"/>";
/// The red rule under the number (7.2.7).
const RULE: &str = "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"18\" w:space=\"11\" w:color=\"FF0000\"/></w:pBdr>";
/// The rules of the imprint (7.4.1).
const THIN: &str = "<w:pBdr><w:top w:val=\"single\" w:sz=\"8\" w:space=\"1\" w:color=\"000000\"/><w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"1\" w:color=\"000000\"/></w:pBdr>";

/// `word/styles.xml`: one style a role, so that an editor can change all of a kind at once.
pub(super) fn styles() -> String {
    let indent = format!("<w:ind w:firstLineChars=\"200\" w:firstLine=\"{}\"/>", CHARACTER * 2);
    let right = |by: u32| format!("<w:ind w:right=\"{}\" w:firstLine=\"0\"/><w:jc w:val=\"right\"/>", CHARACTER * by);
    // A character in from the left; the rules are as wide as the text.
    let sides = "<w:ind w:firstLine=\"280\"/>";
    let noted = format!("<w:spacing w:beforeLines=\"100\" w:before=\"{LINE}\"/><w:ind w:left=\"{}\" w:hanging=\"{}\"/>", CHARACTER * 5, CHARACTER * 3);
    let hang = format!("<w:ind w:left=\"{}\" w:firstLine=\"0\"/>", CHARACTER * 5);
    let tab = "<w:tabs><w:tab w:val=\"right\" w:pos=\"8564\"/></w:tabs>";
    let heading = |level: u32| format!("<w:keepNext/>{indent}<w:outlineLvl w:val=\"{level}\"/>");
    let red = "<w:color w:val=\"FF0000\"/>";
    let all = [
        normal(),
        style("Title", "Title", &format!("<w:keepNext/>{}", centred(2, 1, 640)), SONG, 44, ""),
        style("Heading1", "heading 1", &heading(0), HEI, 32, ""),
        style("Heading2", "heading 2", &heading(1), KAI, 32, ""),
        style("Heading3", "heading 3", &heading(2), FANG, 32, ""),
        style("Corner", "公文 份号密级", FLAT, HEI, 32, ""),
        style("Mark", "公文 发文机关标志", &centred(2, 0, 1400), SONG, 100, red),
        style("Number", "公文 发文字号", &format!("{RULE}{}", centred(2, 0, LINE)), FANG, 32, ""),
        style("Signer", "公文 签发人", &right(1), FANG, 32, ""),
        style("Addressees", "公文 主送机关", FLAT, FANG, 32, ""),
        style("Body", "公文 正文", &indent, FANG, 32, ""),
        style("Item", "公文 列表", FLAT, FANG, 32, ""),
        style("Attachment", "公文 附件说明", &noted, FANG, 32, ""),
        style("AttachmentNext", "公文 附件说明续", &hang, FANG, 32, ""),
        style("Signature", "公文 署名", &right(2), FANG, 32, ""),
        style("Date", "公文 成文日期", &right(4), FANG, 32, ""),
        style("Annotation", "公文 附注", &indent, FANG, 32, ""),
        style("AttachedHead", "公文 附件标识", FLAT, HEI, 32, ""),
        style("AttachedTitle", "公文 附件标题", &centred(1, 1, 640), SONG, 44, ""),
        style("Copies", "公文 抄送", &format!("{THIN}{sides}"), FANG, 28, ""),
        style("Print", "公文 印发", &format!("{THIN}{tab}{sides}"), FANG, 28, ""),
    ];
    format!("{HEAD}<w:styles {W}>{}</w:styles>", all.concat())
}

/// A style of that name, which Word knows by its English one where it is its own.
fn style(id: &str, name: &str, paragraph: &str, font: &str, size: u32, more: &str) -> String {
    let custom = if name.is_ascii() { "" } else { " w:customStyle=\"1\"" };
    let face = fonts(font);
    format!(
        "<w:style w:type=\"paragraph\"{custom} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{face}{more}<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr></w:style>"
    )
}

/// What all rest on: size 3 (三号) on the grid, punctuation inside the margins.
fn normal() -> String {
    let face = fonts(FANG);
    format!(
        "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/><w:pPr><w:widowControl w:val=\"0\"/><w:overflowPunct w:val=\"0\"/><w:spacing w:line=\"{LINE}\" w:lineRule=\"exact\"/><w:jc w:val=\"both\"/></w:pPr><w:rPr>{face}<w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr></w:style>"
    )
}

fn fonts(name: &str) -> String {
    format!("<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"{name}\" w:cs=\"Times New Roman\"/>")
}

/// Centred, so many blank lines of the grid before and after, lines of that height.
fn centred(before: u32, after: u32, line: u32) -> String {
    let (before, after) = ((before * 100, before * LINE), (after * 100, after * LINE));
    format!(
        "<w:spacing w:line=\"{line}\" w:lineRule=\"exact\" w:beforeLines=\"{}\" w:before=\"{}\" w:afterLines=\"{}\" w:after=\"{}\"/><w:ind w:firstLine=\"0\"/><w:jc w:val=\"center\"/>",
        before.0, before.1, after.0, after.1
    )
}
