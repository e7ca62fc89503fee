use super::{Basis, Explanation};
use crate::diag::Code;

/// The codes of this stage; `None` for the others'.
pub(super) fn explain(code: Code) -> Option<Explanation> {
    let (zh, en, basis) = match code {
        Code::TemplateError => (
            "主题的模板写法有误，或用到了没有的变量。消息里有模板文件名和行号。",
            "A template of the theme is malformed or uses something that the page does not have. The message names the template and the line.",
            Basis::House,
        ),
        _ => return None,
    };
    Some(Explanation { zh, en, basis })
}
