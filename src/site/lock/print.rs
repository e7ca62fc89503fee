use std::borrow::Cow;
use std::fmt;

use super::{Lock, Locked};

/// The first lines of the file.
pub(super) const HEAD: [&str; 2] = [
    "# 已公布的锚点，由 build 维护：请随稿件一起保存，不要手工修改。格式：文档#锚点 种类 摘要 文字",
    "# Published anchors, kept by build: store with the content, do not edit. Form: document#id kind digest text",
];

impl fmt::Display for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        HEAD.iter().try_for_each(|line| writeln!(f, "{line}"))?;
        let mut lines = String::new();
        self.documents.iter().for_each(|(document, ids)| print_document(document, ids, &mut lines));
        f.write_str(&lines)?;
        self.unread.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

/// The lines of one document.
pub(super) fn print_document(document: &str, ids: &[Locked], out: &mut String) {
    let document = escaped(document);
    for locked in ids {
        let (gone, blank) = (if locked.gone { "-gone " } else { " " }, if locked.text.is_empty() { "" } else { " " });
        out.extend([&*document, "#", &*escaped(&locked.id), " ", locked.kind.name(), gone, &locked.digest, blank, &locked.text, "\n"]);
    }
}

/// A name with what would end it (blanks, `#`, `%`, controls) as `%XX`.
fn escaped(name: &str) -> Cow<'_, str> {
    let ends = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '#' | '%' | '\u{FEFF}');
    if !name.contains(ends) {
        return Cow::Borrowed(name);
    }
    let mut out = String::with_capacity(name.len());
    let mut bytes = [0; 4];
    for c in name.chars() {
        if ends(c) {
            c.encode_utf8(&mut bytes).bytes().for_each(|b| out.push_str(&format!("%{b:02X}")));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}
