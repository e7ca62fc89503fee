use super::{Basis, Explanation};
use crate::diag::Code;

/// The codes of this stage; `None` for the others'.
pub(super) fn explain(code: Code) -> Option<Explanation> {
    let (zh, en, basis) = match code {
        Code::Undecodable => (
            "文件既不是 UTF-8、UTF-16，也不是 GB18030，无法保证一字不差地读出来，所以不猜。请在 Word、WPS 或记事本里打开它，另存为“UTF-8”编码。",
            "The bytes are neither UTF-8, UTF-16 nor GB18030, so they cannot be read without guessing. Open the file in Word, WPS or Notepad and save it with the encoding UTF-8.",
            Basis::House,
        ),
        _ => return None,
    };
    Some(Explanation { zh, en, basis })
}
