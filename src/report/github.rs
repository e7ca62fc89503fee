use super::order::sorted;
use super::{Texts, Tongue};
use crate::diag::{Diagnostic, Severity};

/// The findings as GitHub's workflow commands, one a line: `::error file=…,line=…,col=…,title=…::…`.
///
/// GitHub shows them beside the changed lines.
pub fn github(findings: &[Diagnostic], texts: &Texts, tongue: Tongue) -> String {
    sorted(findings).into_iter().map(|finding| line(finding, texts, tongue)).collect()
}

fn line(finding: &Diagnostic, texts: &Texts, tongue: Tongue) -> String {
    let word = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let place = texts.place(finding);
    let file = finding.file.as_deref().map(|f| format!("file={}", property(f)));
    let at = place.map(|p| format!("line={},col={}", p.line, p.column));
    let title = Some(format!("title={}", property(finding.code.name())));
    let said: Vec<String> = [file, at, title].into_iter().flatten().collect();
    let help = finding.help.as_ref().map_or(String::new(), |h| format!("\n{}", tongue.of(h)));
    format!("::{word} {}::{}\n", said.join(","), data(&format!("{}{help}", tongue.of(&finding.message))))
}

/// What ends a command is escaped (actions/toolkit, `command.ts`).
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
