use super::{flow::Para, mend::Mend, ordinal};
use crate::{diag::Code, text::Span};

/// Puts heading marks of Markdown right: none on a paragraph of prose, and one depth for all items of a level.
pub(super) fn mend(source: &str, paras: &[Para], mends: &mut Vec<Mend>) {
    let mut depth = [0u8; 6];
    for para in paras.iter().filter(|p| p.hashes > 0) {
        let text = para.text.text();
        let prose = text.ends_with(['。', '；']) && text.contains('，') && text.chars().nth(50).is_some();
        let level = ordinal::marker(text).map_or(0, |m| usize::from(m.level));
        let Some(first) = depth.get_mut(level).filter(|_| level > 0 || prose) else { continue };
        let right = if prose {
            0
        } else if *first == 0 {
            para.hashes
        } else {
            *first
        };
        if !prose {
            *first = right;
        }
        if right == para.hashes {
            continue;
        }
        let start = para.text.whole().start;
        let head = source.get(..start).unwrap_or("");
        let line = head.rfind('\n').map_or(0, |i| i + 1);
        let Some(marks) = head.get(line..).and_then(|h| h.find('#')).map(|i| line + i) else { continue };
        let end = marks + usize::from(para.hashes);
        let end = if prose { end + source.get(end..start).map_or(0, |t| t.len() - t.trim_start().len()) } else { end };
        mends.push(Mend::within(Code::HeadingMark, source, para.line, Span::new(marks, end), &"#".repeat(usize::from(right)), 4));
    }
}
