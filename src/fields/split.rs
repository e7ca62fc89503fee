use super::yaml;
use crate::text::Span;

/// How front matter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// TOML 1.1, between lines `+++`, or in a file of its own.
    Toml,
    /// YAML 1.2, between lines `---`.
    Yaml,
}

/// Front matter found at the head of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Front {
    /// How it is written.
    pub format: Format,
    /// What lies between the fences.
    pub span: Span,
    /// Whether the closing fence is there; without it the front matter runs to the first empty line.
    pub closed: bool,
}

/// A file's two parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// The front matter, if there is any.
    pub front: Option<Front>,
    /// The text proper, up to the end of the file.
    pub body: Span,
}

/// Finds front matter at the head of `text`. Total, linear.
///
/// `+++` on the first line always opens TOML. `---` opens YAML only where the lines up to the next `---` or `...` have the
/// look of front matter (a first line `name:` or `name: value`), because a notice may begin with a rule of dashes.
/// Empty lines before the first fence are allowed.
pub fn split(text: &str) -> Parts {
    let whole = Parts { front: None, body: Span::new(0, text.len()) };
    let head = text.len() - text.trim_start_matches(['\n', ' ', '\t', '\u{3000}']).len();
    let start = text.get(..head).and_then(|h| h.rfind('\n')).map_or(0, |n| n + 1);
    let Some(first) = lines(text, start).next() else { return whole };
    let format = match first.of(text).trim_end() {
        "+++" => Format::Toml,
        "---" => Format::Yaml,
        _ => return whole,
    };
    let inner = after(text, first);
    let close = lines(text, inner).find(|line| is_fence(line.of(text), format));
    match (format, close) {
        (_, Some(close)) => {
            let span = Span::new(inner, close.start);
            if format == Format::Yaml && !yaml::looks_like_fields(span.of(text)) {
                return whole;
            }
            Parts { front: Some(Front { format, span, closed: true }), body: Span::new(after(text, close), text.len()) }
        }
        (Format::Yaml, None) if !unclosed_yaml(text, inner) => whole,
        (_, None) => {
            let end = lines(text, inner).find(|line| line.of(text).trim().is_empty()).map_or(text.len(), |line| line.start);
            Parts { front: Some(Front { format, span: Span::new(inner, end), closed: false }), body: Span::new(end, text.len()) }
        }
    }
}

/// Without a closing fence it is front matter only if every line up to the first empty one is a field.
fn unclosed_yaml(text: &str, inner: usize) -> bool {
    let mut block = lines(text, inner).map(|l| l.of(text)).take_while(|l| !l.trim().is_empty()).peekable();
    block.peek().is_some() && block.all(|line| line.starts_with([' ', '\t', '#', '-']) || yaml::is_field_line(line))
}

fn is_fence(line: &str, format: Format) -> bool {
    match format {
        Format::Toml => line.trim_end() == "+++",
        Format::Yaml => matches!(line.trim_end(), "---" | "..."),
    }
}

/// The lines from byte `from` on, line ends left out.
fn lines(text: &str, from: usize) -> impl Iterator<Item = Span> + '_ {
    let rest = text.get(from..).unwrap_or("");
    rest.split_inclusive('\n').scan(from, |at, line| {
        let start = *at;
        *at += line.len();
        Some(Span::new(start, start + line.trim_end_matches('\n').len()))
    })
}

fn after(text: &str, line: Span) -> usize {
    (line.end + 1).min(text.len())
}
