use std::collections::BTreeMap;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::excerpt::excerpt;
use super::order::sorted;
use super::{Summary, Texts, Tongue};
use crate::diag::{Code, Diagnostic, Severity};

/// How many findings of one code are printed in full; the rest are counted.
pub const SHOWN_PER_CODE: usize = 50;

/// The findings for a person at a terminal, by file and line, with the line itself and its characters underlined (Han
/// are two columns wide), what to do, and a closing line that counts them. Empty if there is nothing to say.
///
/// `color` adds ANSI escape codes. A range outside its text is cut to it; a finding without a place has no snippet.
pub fn human(findings: &[Diagnostic], texts: &Texts, tongue: Tongue, color: bool) -> String {
    if findings.is_empty() {
        return String::new();
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    // Box-drawing characters are two columns wide on Chinese terminals, and excerpts are cut here, not by the renderer.
    let form = Form { renderer: renderer.decor_style(DecorStyle::Ascii).term_width(usize::MAX / 4), tongue };
    let mut seen: BTreeMap<Code, usize> = BTreeMap::new();
    let mut out = String::new();
    for finding in sorted(findings) {
        let count = seen.entry(finding.code).or_default();
        *count += 1;
        if *count <= SHOWN_PER_CODE {
            out.push_str(&form.finding(finding, texts));
            out.push('\n');
        }
    }
    for (code, count) in seen.into_iter().filter(|(_, count)| *count > SHOWN_PER_CODE) {
        out.push_str(&more(code, count - SHOWN_PER_CODE, tongue));
    }
    out.push_str(&Summary::of(findings).line(tongue));
    out.push('\n');
    out
}

fn more(code: Code, count: usize, tongue: Tongue) -> String {
    let (zh, en) = code.title();
    match tongue {
        Tongue::Zh => format!("[{}] {zh}：另有 {count} 处\n", code.name()),
        Tongue::En => format!("[{}] {en}: {count} more\n", code.name()),
    }
}

/// How one report is drawn.
struct Form {
    renderer: Renderer,
    tongue: Tongue,
}

impl Form {
    /// One finding: title, place, line, help, each on lines of its own.
    ///
    /// Title, place and line are drawn apart because the renderer would count columns in the excerpt, not in the line.
    fn finding(&self, finding: &Diagnostic, texts: &Texts) -> String {
        let title = self.level(finding.severity).primary_title(self.tongue.of(&finding.message)).id(finding.code.name());
        let mut out = self.draw(Group::with_title(title));
        let spot = texts.spot(finding).map(|(text, span)| (text, span, text.place(span.start)));
        let gutter = spot.as_ref().map_or(1, |(_, _, place)| place.line.to_string().len());
        if let Some(file) = &finding.file {
            let origin = Origin::path(plain(file));
            let origin = match &spot {
                Some((_, _, place)) => origin.line(place.line).char_column(place.column),
                None => origin,
            };
            out.push_str(&" ".repeat(gutter));
            out.push_str(&self.draw(Group::with_level(self.level(finding.severity)).element(origin)));
        }
        let mut rest = Group::with_level(self.level(finding.severity));
        if let Some((text, span, place)) = spot {
            let (bytes, line) = text.line(place.line);
            let part = excerpt(line, span.start - bytes.start..span.end - bytes.start);
            rest = rest.element(Snippet::source(part.text).line_start(place.line).annotation(AnnotationKind::Primary.span(part.mark)));
        }
        if let Some(help) = &finding.help {
            rest = rest.element(Level::HELP.with_name(self.tongue.pick("怎么办", "help")).message(self.tongue.of(help)));
        }
        if !rest.is_empty() {
            out.push_str(&self.draw(rest));
        }
        out
    }

    fn level(&self, severity: Severity) -> Level<'static> {
        let level = match severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        level.with_name(self.tongue.severity(severity))
    }

    fn draw(&self, group: Group<'_>) -> String {
        let mut lines = self.renderer.render(&[group]);
        lines.push('\n');
        lines
    }
}

/// A file name without characters that would steer a terminal.
fn plain(name: &str) -> String {
    name.chars().map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect()
}
