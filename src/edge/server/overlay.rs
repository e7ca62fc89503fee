use serde_json::{Value, json};

use super::Findings;
use crate::diag::{Diagnostic, Severity};
use crate::report::{Summary, Texts, Tongue};

/// Findings that an open page lists in full; the rest are counted.
const SHOWN: usize = 50;
/// Characters of a line that are shown on each side of its place.
const AROUND: usize = 80;

/// What the open pages show over themselves: every finding of severity error, in the editor's language.
///
/// Texts only; the page inserts them as text, never as HTML.
pub(super) fn errors(found: &Findings, tongue: Tongue) -> Value {
    let texts = &found.texts;
    let errors: Vec<Diagnostic> = found.list.iter().filter(|f| f.severity == Severity::Error).cloned().collect();
    let list: Vec<Value> = errors.iter().take(SHOWN).map(|finding| entry(finding, texts, tongue)).collect();
    let title = if errors.is_empty() { String::new() } else { Summary::of(&errors).line(tongue) };
    let more = errors.len().saturating_sub(SHOWN);
    let more = if more == 0 { String::new() } else { tongue.pick(format!("另有 {more} 处"), format!("{more} more")) };
    json!({ "title": title, "list": list, "more": more })
}

/// Nothing wrong.
pub(super) fn none() -> Value {
    errors(&Findings::default(), Tongue::En)
}

/// One finding: its texts, its place, and the line it stands in.
pub(super) fn entry(finding: &Diagnostic, texts: &Texts, tongue: Tongue) -> Value {
    let place = texts.place(finding);
    let line = place.and_then(|place| {
        let text = texts.get(finding.file.as_deref()?)?;
        let span = finding.span?;
        let line = text.split('\n').nth(place.line - 1)?;
        let marked = text.get(span.start..span.end).map_or(0, |s| s.chars().take_while(|c| *c != '\n').count());
        Some(cut(line, place.column - 1, marked))
    });
    json!({
        "severity": finding.severity.name(),
        "code": finding.code.name(),
        "file": finding.file.as_deref(),
        "line": place.map(|p| p.line),
        "column": place.map(|p| p.column),
        "text": line,
        "message": tongue.of(&finding.message),
        "help": finding.help.as_ref().map(|help| tongue.of(help)),
    })
}

/// A line as what stands before the place, the place, and what stands after; `from` and `count` in characters.
fn cut(line: &str, from: usize, count: usize) -> [String; 3] {
    let skipped = from.saturating_sub(AROUND);
    let lead = if skipped > 0 { "…" } else { "" };
    let before: String = line.chars().skip(skipped).take(from - skipped).collect();
    let shown = count.min(AROUND);
    let mark: String = line.chars().skip(from).take(shown).collect();
    let mut rest = line.chars().skip(from + shown);
    let after: String = rest.by_ref().take(AROUND).collect();
    let tail = if rest.next().is_some() { "…" } else { "" };
    [format!("{lead}{before}"), mark, format!("{after}{tail}")]
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn a_line_around_its_place() {
        assert_eq!(cut("标题 = \"甲\"", 5, 3), ["标题 = ", "\"甲\"", ""].map(str::to_owned));
        assert_eq!(cut("短", 9, 9), ["短", "", ""].map(str::to_owned));
        let long = "字".repeat(500);
        let [before, mark, after] = cut(&long, 200, 2);
        assert_eq!((before.chars().count(), mark.as_str(), after.chars().count()), (81, "字字", 81));
    }
}
