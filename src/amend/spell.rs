use crate::diag::Edit;
use crate::text::Span;

/// The text as every other room sees it: each line end one `\n`.
pub(super) fn unified(raw: &str) -> String {
    if raw.contains('\r') { raw.replace("\r\n", "\n").replace('\r', "\n") } else { raw.to_owned() }
}

/// Edits of the unified text as edits of the raw one, new line ends spelled like most of the file's.
pub(super) fn raw(raw: &str, mut edits: Vec<Edit>) -> Vec<Edit> {
    if !raw.contains('\r') {
        return edits;
    }
    let crlf = raw.matches("\r\n").count() * 2 > raw.matches('\n').count();
    let bytes = raw.as_bytes();
    let (mut at, mut unified) = (0, 0);
    let mut place = |target: usize| {
        while unified < target && at < bytes.len() {
            at += if bytes.get(at) == Some(&b'\r') && bytes.get(at + 1) == Some(&b'\n') { 2 } else { 1 };
            unified += 1;
        }
        at
    };
    for edit in &mut edits {
        let start = place(edit.span.start);
        edit.span = Span::new(start, place(edit.span.end));
        if crlf {
            edit.text = edit.text.replace('\n', "\r\n");
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::super::draft::applied;
    use super::*;

    #[test]
    fn untouched_line_ends_stay() {
        let text = "a\r\nb\nc\r\nd\re";
        let plain = unified(text);
        assert_eq!(plain, "a\nb\nc\nd\ne");
        let edits = raw(text, vec![Edit { span: Span::new(1, 3), text: "\n".to_owned() }, Edit { span: Span::new(8, 9), text: "E".to_owned() }]);
        assert_eq!(applied(text, &edits), "a\r\n\nc\r\nd\rE");
    }
}
