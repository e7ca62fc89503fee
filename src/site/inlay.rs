//! What a notice has in Markdown (公文里的表格、图片、链接): read as every other text of the site is, so that its pictures are published and
//! its links lead somewhere.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diag::Checked;
use crate::markup::{self, Body};
use crate::notice::{self, Block, Notice};
use crate::text::LineIndex;

/// The Markdown of a notice; places are those of the notice's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inlay {
    /// All of it, and the links of the words around it.
    pub body: Body,
    /// By the line that a block of the notice begins in, which blocks of the body it is.
    at: BTreeMap<usize, Range<usize>>,
}

impl Inlay {
    /// What the block of the notice is that begins in this line, from 1.
    pub fn block(&self, line: usize) -> &[markup::Block] {
        self.at.get(&line).and_then(|range| self.body.blocks.get(range.clone())).unwrap_or_default()
    }
}

/// The Markdown of a notice with everything else blanked out, byte for byte, so that places are those of `source`; `None` where it has
/// none.
pub(super) fn inlay(source: &str, notice: &Notice, raw_html: bool) -> Option<Checked<Inlay>> {
    let attached = notice.attached.iter().flat_map(notice::attached_blocks);
    let blocks = notice::blocks(notice).into_iter().chain(attached);
    let markdown: Vec<(usize, usize)> =
        blocks.filter_map(|block| if let Block::Markdown(p) = block { Some((p.line, p.line + p.text.split('\n').count())) } else { None }).collect();
    if markdown.is_empty() && !source.contains("](") {
        return None;
    }
    let lines = LineIndex::new(source);
    let mut is_inlaid = vec![false; lines.count() + 2];
    markdown.iter().for_each(|(from, to)| is_inlaid[*from..(*to).min(lines.count() + 1)].fill(true));
    let mut masked = String::with_capacity(source.len());
    for (index, line) in source.split_inclusive('\n').enumerate() {
        let number = index + 1;
        let near = is_inlaid[number - 1] || is_inlaid[number + 1];
        match is_inlaid[number] {
            true => masked.push_str(line),
            // Beside a table a line of words would become a part of it.
            false => links(line, !near, &mut masked),
        }
    }
    let Checked { value: body, findings } = markup::parse(&masked, &markup::Options { raw_html });
    let start = |line: usize| lines.span(line).start;
    let range = |(from, to): (usize, usize)| {
        let first = body.blocks.partition_point(|block| block.span.end <= start(from));
        first..body.blocks.partition_point(|block| block.span.start < start(to)).max(first)
    };
    let at = markdown.iter().map(|lines| (lines.0, range(*lines))).collect();
    Some(Checked::new(Inlay { body, at }, findings))
}

/// A line of which only the links stay, the words between them as fillers: where nothing stays, blanks.
fn links(line: &str, is_wanted: bool, out: &mut String) {
    let start = line.as_ptr() as usize;
    let pieces = if is_wanted && line.contains("](") { notice::linked(line) } else { Vec::new() };
    // From the bracket before the words to the one behind the target.
    let place = |piece: &notice::Linked<'_>| {
        let target = piece.target?;
        Some((piece.words.as_ptr() as usize - start - 1, target.as_ptr() as usize - start + target.len() + 1))
    };
    let kept: Vec<(usize, usize)> = pieces.iter().filter_map(place).collect();
    let filler = if kept.is_empty() { ' ' } else { 'x' };
    let body = line.trim_end_matches(['\n', '\r']);
    let mut at = 0;
    for (from, to) in kept {
        out.extend(std::iter::repeat_n(filler, from - at));
        out.push_str(body.get(from..to).unwrap_or_default());
        at = to;
    }
    out.extend(std::iter::repeat_n(filler, body.len() - at));
    out.push_str(line.get(body.len()..).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_stay_and_only_links_and_markdown_do() {
        let source = "某市总工会关于某事的通知\n\n各单位：\n\n见[方案](fa.md)办理。\n\n| 甲 | [乙](b.md) |\n| --- | --- |\n| 丙 | 丁 |\n\n![图](a.png)\n";
        let reading = notice::read(source);
        let inlay = inlay(source, &reading.notice, false).expect("an inlay").value;
        assert_eq!((inlay.block(7).len(), inlay.block(11).len()), (1, 1));
        let body = inlay.body;
        let found: Vec<&str> = body.links().map(|link| link.dest).collect();
        assert_eq!(found, ["fa.md", "b.md", "a.png"]);
        for link in body.links() {
            assert!(link.span.of(source).contains(link.dest), "{}", link.dest);
        }
        assert!(super::inlay("某市总工会关于某事的通知\n\n各单位：\n\n正文。\n", &notice::read("").notice, false).is_none());
    }
}
