use crate::diag::Diagnostic;
use crate::digest::Digest;

/// What names a finding across runs (问题编号): 16 hex digits over its code, its file, the lines that it points at and the place in
/// them. It outlives everything but a change of those lines; a finding without a place is named by its message.
///
/// `text` is the decoded text of the finding's file, where it has one.
pub fn mark(finding: &Diagnostic, text: Option<&str>) -> String {
    let place = finding.span.zip(text).and_then(|(span, text)| {
        let start = text.get(..span.start)?.rfind('\n').map_or(0, |at| at + 1);
        let end = text.get(span.end.max(span.start)..)?.find('\n').map_or(text.len(), |at| span.end + at);
        Some((text.get(start..end)?, span.start - start, span.end - span.start))
    });
    let (lines, at, len) = place.unwrap_or((&finding.message.zh, 0, 0));
    let file = finding.file.as_deref().unwrap_or("");
    let place = [at, len].map(|n| u64::try_from(n).unwrap_or(u64::MAX).to_le_bytes()).concat();
    Digest::of_parts([finding.code.name().as_bytes(), file.as_bytes(), lines.trim_end().as_bytes(), &place]).short(16)
}

#[cfg(test)]
mod tests {
    use super::mark;
    use crate::diag::{Code, Diagnostic};

    #[test]
    fn only_the_lines_themselves_change_it() {
        let at = |text: &str, file: &str| {
            let start = text.find("贯彻贯彻").unwrap();
            mark(&Diagnostic::new(Code::DoubledWord, "重", "twice").in_file(file).at(start..start + 12), Some(text))
        };
        let first = at("甲\n学习贯彻贯彻的\n乙", "a.md");
        assert_eq!(first, at("甲\n甲\n\n学习贯彻贯彻的\n丙", "a.md"));
        assert_ne!(first, at("甲\n再学习贯彻贯彻的\n乙", "a.md"));
        assert_ne!(first, at("甲\n学习贯彻贯彻的\n乙", "b.md"));
        assert_ne!(at("贯彻贯彻，贯彻贯彻", "a.md"), {
            let text = "贯彻贯彻，贯彻贯彻";
            mark(&Diagnostic::new(Code::DoubledWord, "重", "twice").in_file("a.md").at(15..27), Some(text))
        });
    }
}
