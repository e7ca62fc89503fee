use super::body::Body;
use super::{parts, words};
use crate::import::refusal::Refusal;
use crate::import::story::Block;
use crate::text::is_han;
use crate::xml::Element;

/// Blocks of headers and footers that are part of the paper: templates keep the red head (发文机关标志) and the imprint (版记)
/// there. Other words in them are told as left out; page numbers are nothing.
///
/// # Errors
/// The archive's.
pub(super) fn read(body: &mut Body, root: &Element, text: &[Block]) -> Result<(Vec<Block>, Vec<Block>), Refusal> {
    let (mut head, mut foot) = (Vec::new(), Vec::new());
    let mut references = Vec::new();
    root.all_below("headerReference", &mut references);
    root.all_below("footerReference", &mut references);
    let mut seen: Vec<String> = words(text);
    for reference in references {
        let target = reference.get("id").and_then(|id| body.relations.get(id)).filter(|r| !r.external).map(|r| r.target.clone());
        let Some(part) = target.map_or(Ok(None), |name| parts::part(body.archive, &name))? else { continue };
        let Some(content) = part.elements().next() else { continue };
        let blocks: Vec<Block> = body.blocks(content)?.into_iter().filter(|b| !matches!(b, Block::Paragraph(p) if p.is_empty())).collect();
        let lines = words(&blocks);
        let own: Vec<&String> = lines.iter().filter(|l| l.chars().any(is_han) && !is_page_number(l) && !seen.contains(l)).collect();
        if own.is_empty() {
            continue;
        }
        if own.iter().any(|l| is_mark(l)) {
            head.extend(blocks);
        } else if own.iter().any(|l| is_imprint_line(l)) {
            foot.extend(blocks);
        } else {
            body.left.margins.push(own.iter().map(|l| l.as_str()).collect::<Vec<_>>().join(" "));
        }
        seen.extend(lines);
    }
    Ok((head, foot))
}

/// 示例总工会文件.
fn is_mark(line: &str) -> bool {
    line.ends_with("文件") && (4..=40).contains(&line.chars().count())
}

/// 抄送：…, or …印发.
pub(super) fn is_imprint_line(line: &str) -> bool {
    let line: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    ["抄送", "抄报", "分送"].iter().any(|w| line.starts_with(w)) || (line.ends_with("印发") && line.contains('年') && line.chars().count() < 60)
}

/// 第 3 页 共 5 页.
fn is_page_number(line: &str) -> bool {
    line.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "第页共/-—–－·".contains(c))
}
