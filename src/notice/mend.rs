use serde::Serialize;

use crate::{diag::Code, text::Span};

/// What was mended while reading, as a receipt: words, numbers and names are never among it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mend {
    /// What kind of damage it was.
    pub code: Code,
    /// Line of the damage, from 1.
    pub line: usize,
    /// How it stood, with a few characters around; ⏎ is a line end.
    pub before: String,
    /// How it reads now, with the same characters around.
    pub after: String,
    /// The bytes of the source that were mended.
    #[serde(skip)]
    pub span: Span,
    /// What reads in their place.
    #[serde(skip)]
    pub replacement: String,
}

impl Mend {
    /// A mend inside one line of the source, shown with `around` characters of it on each side.
    pub(super) fn within(code: Code, source: &str, line: usize, span: Span, replacement: &str, around: usize) -> Self {
        // The characters around are cut first: a line may be as long as the text.
        let left = last(source.get(..span.start).unwrap_or(""), around).rsplit('\n').next().unwrap_or("");
        let right = first(source.get(span.end..).unwrap_or(""), around).split('\n').next().unwrap_or("");
        Self {
            code,
            line,
            before: format!("{left}{}{right}", span.of(source).replace('\n', "⏎")),
            after: format!("{left}{replacement}{right}"),
            span,
            replacement: replacement.to_owned(),
        }
    }

    /// A join of two texts across line ends.
    pub(super) fn join(code: Code, line: usize, left: &str, right: &str, span: Span) -> Self {
        let (left, right) = (last(left, 12), first(right, 12));
        let span = Span::new(span.start, span.end.max(span.start));
        Self { code, line, before: format!("{left}⏎{right}"), after: format!("{left}{right}"), span, replacement: String::new() }
    }
}

/// The mends written into their source; those that overlap an earlier one are left out.
pub fn apply(source: &str, mends: &[Mend]) -> String {
    let mut order: Vec<&Mend> = mends.iter().collect();
    order.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    let (mut out, mut done) = (String::with_capacity(source.len()), 0);
    for mend in order {
        let Some(kept) = source.get(done..mend.span.start) else { continue };
        out.push_str(kept);
        out.push_str(&mend.replacement);
        done = mend.span.end;
    }
    out.push_str(source.get(done..).unwrap_or(""));
    out
}

/// The last `n` characters.
pub(super) fn last(text: &str, n: usize) -> &str {
    let at = text.char_indices().rev().take(n).last().map_or(text.len(), |(i, _)| i);
    text.get(at..).unwrap_or("")
}

/// The first `n` characters.
pub(super) fn first(text: &str, n: usize) -> &str {
    text.char_indices().nth(n).map_or(text, |(i, _)| text.get(..i).unwrap_or(""))
}
