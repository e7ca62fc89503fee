//! Rare characters (生僻字): what the fonts of readers may lack.

use std::collections::BTreeSet;

use crate::decode::beyond_gb2312;
use crate::diag::{Code, Diagnostic, Severity};
use crate::document::Document;
use crate::text::{Span, is_han};

/// Every rare character of a document, once, at its first place in the file; one that only its fields beside it have, at the top.
pub(super) fn findings(document: &Document, title: &str) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    let beside = beyond_gb2312(title).map(|(_, c)| (0, c)).filter(|(_, c)| !document.text.contains(*c));
    for (at, c) in beyond_gb2312(&document.text).chain(beside) {
        if let Some(finding) = judged(c).filter(|_| seen.insert(c)) {
            found.push(finding.in_file(document.path.shared()).at(Span::new(at, at + if document.text.contains(c) { c.len_utf8() } else { 0 })));
        }
    }
    found
}

fn judged(c: char) -> Option<Diagnostic> {
    let code = u32::from(c);
    let private = matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}');
    if !private && (!is_han(c) || c == '〇') {
        return None;
    }
    // The basic block and extension A are the mandatory part of GB 18030-2022 (level 1).
    let mandatory = matches!(c, '\u{3400}'..='\u{4DB5}' | '\u{4E00}'..='\u{9FEF}');
    let (zh, en) = match (private, mandatory) {
        (true, _) => ("是私用区的字，别的电脑上显示不出来", "is for private use and shows only where it was typed"),
        (_, true) => ("不是常用字，请核对", "is not in common use; see whether it is right"),
        (_, false) => ("许多电脑和手机显示不出来", "is one that many devices cannot show"),
    };
    let mut finding = Diagnostic::new(Code::RareCharacter, format!("“{c}”（U+{code:04X}）{zh}"), format!("“{c}” (U+{code:04X}) {en}"));
    if !mandatory {
        finding.severity = Severity::Warning;
    }
    Some(finding.help(
        "若是繁体或异体，改用规范字；若是人名用字，核对后保留",
        "use the standard form of a traditional or variant character; keep it in a name once it is checked",
    ))
}
