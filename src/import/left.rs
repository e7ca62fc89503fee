use crate::diag::{Code, Diagnostic};

/// Words of a header or footer (页眉、页脚) that did not come over.
pub(super) fn margin(words: &str) -> Diagnostic {
    let short: String = words.chars().take(40).collect();
    let found =
        Diagnostic::new(Code::LeftOut, format!("页眉或页脚里的文字没有导入：“{short}”"), format!("Words in a header or footer were not imported: “{short}”"));
    found.help("如果是正文的一部分，请抄进正文", "If they belong to the text, copy them into it")
}
