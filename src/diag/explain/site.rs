use super::{Basis, Explanation};
use crate::diag::Code;

/// The codes of this stage; `None` for the others'.
pub(super) fn explain(code: Code) -> Option<Explanation> {
    let (zh, en, basis) = match code {
        Code::DuplicateUrl => (
            "两个文档算出了同一个网址，只能发布一个。请改其中一个的文件名，或在文件头写 slug。",
            "Two documents come to the same address, and only one can stand there. Rename one of the files or give it a slug in its front matter.",
            Basis::House,
        ),
        _ => return None,
    };
    Some(Explanation { zh, en, basis })
}
