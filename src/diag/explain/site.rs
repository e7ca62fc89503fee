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
        Code::DuplicateId => (
            "同一页里两处写了同一个锚点 {#…}，链接不知道该跳到哪一处。请改掉其中一个；没有写锚点的标题会自动取得不重复的锚点。",
            "The same anchor {#…} is written twice on one page, so a link cannot tell where to go. Change one of them; headings without an anchor get one of their own by themselves.",
            Basis::Specification("HTML: the id attribute is unique in its tree"),
        ),
        _ => return None,
    };
    Some(Explanation { zh, en, basis })
}
