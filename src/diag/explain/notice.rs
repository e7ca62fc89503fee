use super::{Basis, Explanation};
use crate::diag::Code;

/// The codes of this stage; `None` for the others'.
pub(super) fn explain(code: Code) -> Option<Explanation> {
    let (zh, en, basis) = match code {
        Code::Classified => (
            "文字中出现“绝密、机密、秘密”密级标志。涉密文件不得在联网的电脑上处理，更不得公开，所以立即停止，什么也不写出。",
            "The text carries a secrecy marking. Classified papers must not be processed on networked machines, let alone published, so nothing is written.",
            Basis::Regulation("保守国家秘密法；GB/T 9704-2012 7.2.2"),
        ),
        _ => return None,
    };
    Some(Explanation { zh, en, basis })
}
