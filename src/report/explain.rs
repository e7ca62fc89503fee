use super::Tongue;
use crate::diag::Code;

/// Columns of an English line; Chinese is left to the terminal, which may break it anywhere.
const MEASURE: usize = 78;

/// What `explain CODE` prints: name, severity and title, the account, and on what the rule rests.
pub fn explain(code: Code, tongue: Tongue) -> String {
    let (zh, en) = code.title();
    let about = code.explanation();
    let basis = about.basis.words();
    let (name, severity) = (code.name(), tongue.severity(code.severity()));
    match tongue {
        Tongue::Zh => format!("{name}（{severity}）{zh}\n\n{}\n\n{}\n", about.zh, basis.zh),
        Tongue::En => format!("{name} ({severity}): {en}\n\n{}\n{}\n", filled(about.en), basis.en),
    }
}

fn filled(text: &str) -> String {
    let mut out = String::new();
    let mut used = 0;
    for word in text.split_whitespace() {
        let width = word.chars().count();
        if used > 0 && used + 1 + width > MEASURE {
            out.push('\n');
            used = 0;
        } else if used > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += width;
    }
    out.push('\n');
    out
}
