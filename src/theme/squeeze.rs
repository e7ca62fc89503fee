use std::ops::Range;

/// A part of a style sheet without what only its authors read.
pub(super) struct Squeezed {
    /// Without comments, indents and blank lines.
    pub text: String,
    /// The first sign in the part that has no partner: a bracket, a quotation mark, or the head of a comment.
    pub open: Option<Range<usize>>,
}

/// Takes comments, indents and blank lines out of a part of a style sheet, and looks whether it closes all it opens
/// (CSS Syntax 3, section 4: strings, comments, blocks). What stands in strings and in `url(…)` stays as it is.
pub(super) fn squeeze(part: &str) -> Squeezed {
    let mut text = String::with_capacity(part.len());
    let mut blocks: Vec<(u8, usize)> = Vec::new();
    let mut open = None;
    let bytes = part.as_bytes();
    let (mut at, mut kept) = (0, 0);
    while at < bytes.len() {
        let from = at;
        match bytes[at] {
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                push_lines(&mut text, &part[kept..at]);
                let end = part[at + 2..].find("*/").map(|end| at + 2 + end + 2);
                open = open.or(end.is_none().then_some(from..from + 2));
                at = end.unwrap_or(bytes.len());
                kept = at;
                continue;
            }
            quote @ (b'"' | b'\'') => match string_end(bytes, at, quote) {
                Some(end) => at = end,
                None => open = open.or(Some(from..from + 1)),
            },
            b'\\' => at += 1,
            b'(' if is_bare_url(bytes, at) => at = bytes[at..].iter().position(|&b| b == b')').map_or(bytes.len(), |end| at + end),
            bracket @ (b'{' | b'(' | b'[') => blocks.push((bracket, at)),
            close @ (b'}' | b')' | b']') => match blocks.pop() {
                Some((opened, _)) if partners(opened, close) => {}
                _ => open = open.or(Some(from..from + 1)),
            },
            _ => {}
        }
        at += 1;
    }
    push_lines(&mut text, &part[kept..]);
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    let left = blocks.first().map(|&(_, at)| at..at + 1);
    Squeezed { text, open: open.or(left) }
}

/// Whether an address without quotation marks begins at this bracket: `url(…)`, in which nothing opens anything.
fn is_bare_url(bytes: &[u8], at: usize) -> bool {
    let named = at >= 3 && bytes[at - 3..at].eq_ignore_ascii_case(b"url");
    let first = bytes[at + 1..].iter().find(|b| !b.is_ascii_whitespace());
    named && !matches!(first, Some(b'"' | b'\''))
}

/// Where the string that begins at `at` has its closing mark; `None` where its line ends first.
fn string_end(bytes: &[u8], at: usize, quote: u8) -> Option<usize> {
    let mut end = at + 1;
    while end < bytes.len() {
        match bytes[end] {
            b'\\' => end += 1,
            b'\n' => return None,
            byte if byte == quote => return Some(end),
            _ => {}
        }
        end += 1;
    }
    None
}

fn partners(open: u8, close: u8) -> bool {
    matches!((open, close), (b'{', b'}') | (b'(', b')') | (b'[', b']'))
}

/// Adds lines without their indents and without empty ones.
fn push_lines(text: &mut String, lines: &str) {
    for line in lines.split_inclusive('\n') {
        let (body, end) = line.strip_suffix('\n').map_or((line, ""), |body| (body, "\n"));
        let at_start = text.is_empty() || text.ends_with('\n');
        text.push_str(if at_start { body.trim() } else { body.trim_end() });
        if !(end.is_empty() || text.is_empty() || text.ends_with('\n')) {
            text.push('\n');
        }
    }
}
