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
        Code::RawHtml => (
            "正文里夹有网页代码。为了页面安全、能通过校验，只保留表格、图注、上下标、注音、折叠等排版元素；脚本、样式、事件和能执行程序的链接都去掉，消息里列出去掉了什么。建议改用 Markdown 写法。",
            "The text holds raw HTML. For safe and valid pages only elements of layout stay (tables, figures, sub and sup, ruby, details); scripts, styles, event handlers and links that run a program go, and the message names them. Prefer markdown.",
            Basis::House,
        ),
        _ => return None,
    };
    Some(Explanation { zh, en, basis })
}
