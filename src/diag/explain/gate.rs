use super::{Basis, Explanation};
use crate::diag::Code;

/// The codes of the publishing gate; `None` for the others'.
pub(super) fn explain(code: Code) -> Option<Explanation> {
    judgement(code)
}

fn told(zh: &'static str, en: &'static str, basis: Basis) -> Option<Explanation> {
    Some(Explanation { zh, en, basis })
}

/// What people let stand.
fn judgement(code: Code) -> Option<Explanation> {
    match code {
        Code::UnknownAcceptance => told(
            "content/accepted.toml 里认可过的一个问题，这次检查没有遇到：那一行文字改过，问题已经改正，或者编号抄错了。认可只对当时看过的文字有效，文字一改就要重新看。错误不能认可，只能改正。请删掉这一组；问题还在的，用 jiangxin check --accept 取得新的编号。",
            "A finding accepted in content/accepted.toml did not turn up: its line has changed, it was mended, or its number was copied wrongly. An acceptance holds for the words that were looked at and for no others. Errors cannot be accepted, only mended. Delete the entry; where the finding stands, jiangxin check --accept gives its new number.",
            Basis::House,
        ),
        Code::ExpiredAcceptance => told(
            "这个问题认可到某一天为止，那一天已经过去，所以它又列了出来。请改正它并删掉这一组认可；确实还要保留的，由人重新看过，改写 until。",
            "The finding was accepted until a day that has passed, so it is listed again. Mend it and delete the entry; if it is to stand on, look at it again and give until a later day.",
            Basis::House,
        ),
        _ => None,
    }
}
