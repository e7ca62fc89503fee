/// A mark `{#id}` at the start of a text.
pub(super) struct Leading<'t> {
    /// The id without its braces.
    pub id: &'t str,
    /// Bytes that the mark takes, with the blanks or the line end behind it.
    pub used: usize,
    /// Nothing else stands on its line.
    pub alone: bool,
}

/// Reads a mark that gives the paragraph or list item after it an id.
pub(super) fn leading(text: &str) -> Option<Leading<'_>> {
    let inner = text.strip_prefix("{#")?;
    let id = inner.get(..inner.find('}')?)?;
    if !is_id(id) {
        return None;
    }
    let rest = inner.get(id.len() + 1..)?;
    let line = rest.find('\n').and_then(|end| rest.get(..end)).unwrap_or(rest);
    let blanks = line.len() - line.trim_start().len();
    let alone = blanks == line.len();
    if !alone && blanks == 0 {
        return None;
    }
    let end = if alone && line.len() < rest.len() { line.len() + 1 } else { blanks };
    Some(Leading { id, used: id.len() + 3 + end, alone })
}

/// Every `{#id}` of a source wherever it stands, code included: ids that no heading may take by itself.
pub(super) fn written(source: &str) -> impl Iterator<Item = &str> {
    let first = memchr::memmem::find(source.as_bytes(), b"{#");
    first.and_then(|at| source.get(at..)).unwrap_or("").split("{#").skip(1).filter_map(|rest| rest.split(['}', ' ', '\n']).next()).filter(|id| is_id(id))
}

fn is_id(id: &str) -> bool {
    !id.is_empty() && id.len() <= 200 && !id.contains(|c: char| c.is_whitespace() || c.is_control() || "{}<>\"'&".contains(c))
}
