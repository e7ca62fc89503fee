use jiangxin::{
    decode as bytes,
    diag::Code,
    fields, markup as fragment,
    notice::{self, Mend},
    text::unified_ideograph,
};

/// Bytes decode to text or to a fault, and text written in a file's own form can be read again.
pub fn decode(input: &[u8]) -> Result<bool, String> {
    let Ok(decoded) = bytes::decode(input) else { return Ok(true) };
    let again = bytes::decode(&bytes::encode_like(&decoded, &decoded.text)).map_err(|_| "what was written in a file's own form cannot be read")?;
    (again.text == decoded.text).then_some(true).ok_or_else(|| format!("reads {:?}, then {:?}", decoded.text, again.text))
}

/// A text splits into front matter and body, and every finding on it lies between characters.
pub fn front_matter(input: &[u8]) -> Result<bool, String> {
    let text = String::from_utf8_lossy(input);
    let parts = fields::split(&text);
    inside(&text, parts.body.start, parts.body.end)?;
    let Some(front) = parts.front else { return Ok(true) };
    let found = fields::parse(&text, front.span, front.format, "a.md", Code::FrontMatterSyntax).findings;
    found.iter().filter_map(|f| f.span).try_for_each(|s| inside(&text, s.start, s.end))?;
    Ok(true)
}

/// Markdown becomes a fragment whose holes lie in it in order, and every finding lies between characters.
pub fn markup(input: &[u8]) -> Result<bool, String> {
    let text = String::from_utf8_lossy(input);
    let checked = fragment::parse(&text, &fragment::Options::default());
    let body = checked.value;
    if !body.holes.is_sorted_by_key(|hole| hole.at) {
        return Err("holes out of order".to_owned());
    }
    body.holes.iter().try_for_each(|hole| inside(&body.html, hole.at, hole.at))?;
    checked.findings.iter().filter_map(|f| f.span).try_for_each(|s| inside(&text, s.start, s.end))?;
    Ok(true)
}

/// A text reads as a notice or as none: places lie between characters, mends keep words and numbers. `false` where a text that is
/// no notice any more prints differently after reading its own print.
pub fn notice(input: &[u8]) -> Result<bool, String> {
    let text = String::from_utf8_lossy(input).replace("\r\n", "\n");
    let reading = notice::read(&text);
    reading.diagnostics.iter().filter_map(|d| d.span).chain(reading.mends.iter().map(|m| m.span)).try_for_each(|s| inside(&text, s.start, s.end))?;
    reading.mends.iter().try_for_each(|m| keeps(&text, m))?;
    notice::read(&notice::apply(&text, &reading.mends));
    let first = notice::print(&reading.notice);
    Ok(notice::print(&notice::read(&first).notice) == first)
}

fn inside(text: &str, start: usize, end: usize) -> Result<(), String> {
    text.get(start..end).map(drop).ok_or_else(|| format!("{start}..{end} is no place in a text of {} bytes", text.len()))
}

/// Only what stands between words may change: spaces, marks, line ends, the look of a character; page numbers and lines printed again go.
fn keeps(text: &str, mend: &Mend) -> Result<(), String> {
    // A space may be written as a reference.
    let plain = |t: &str| ["&nbsp;", "&emsp;", "&ensp;"].iter().fold(t.to_owned(), |t, e| t.replace(e, " "));
    let words = |t: &str| plain(t).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let was = mend.span.of(text);
    let kept = match mend.code {
        Code::JoinPageBreak | Code::JoinLine => mend.replacement.trim().is_empty(),
        Code::PageNumber => words(was).chars().all(|c| c.is_numeric() || "第页共".contains(c)) && mend.replacement.is_empty(),
        Code::RepeatedHeader | Code::DoubledLine => text.matches(was.trim()).nth(1).is_some() && mend.replacement.is_empty(),
        Code::LookAlikeRadical => was.chars().map(|c| unified_ideograph(c).unwrap_or(c)).eq(mend.replacement.chars()),
        _ => words(was) == words(&mend.replacement),
    };
    kept.then_some(()).ok_or_else(|| format!("{} turns {was:?} into {:?}", mend.code.name(), mend.replacement))
}
