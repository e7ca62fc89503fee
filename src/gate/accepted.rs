use std::collections::BTreeMap;
use std::fmt::Write;

use jiff::civil::Date;

use super::mark;
use crate::diag::{Checked, Code, Diagnostic, Severity};
use crate::fields::{self, Field, Format, Reader, Schema, Shape, field};
use crate::text::Span;

/// Where judgements are kept.
pub const ACCEPTED: &str = "content/accepted.toml";

const FIELDS: &[Field] = &[
    field("finding", Shape::Text, "问题编号（必填），由 check --accept 给出", "which finding (required), as check --accept names it"),
    field("code", Shape::Text, "问题代码，给人看", "its code, for people"),
    field("file", Shape::Text, "所在文件，给人看", "its file, for people"),
    field("text", Shape::Text, "当时的说法，给人看", "what was said, for people"),
    field("who", Shape::Text, "谁认可的（必填）", "who accepted it (required)"),
    field("when", Shape::Date, "哪天认可的（必填）", "on which day (required)"),
    field("why", Shape::Text, "为什么可以（必填）", "why it may stand (required)"),
    field("until", Shape::Date, "到哪天为止；不写则一直有效", "until which day; for good if absent"),
];

/// The fields of one `[[accepted]]`.
pub const ENTRY_SCHEMA: Schema = Schema { name: "accepted", zh: "认可", fields: FIELDS };

/// A finding that a person has looked at and lets stand (认可).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    /// Its code, where the entry gives it.
    pub code: Option<Code>,
    /// Which one, as [`mark`] names it.
    pub finding: String,
    /// By whom.
    pub who: String,
    /// Since when.
    pub when: Date,
    /// Why.
    pub why: String,
    /// Until when, that day included.
    pub until: Option<Date>,
    /// Where it is written.
    pub span: Span,
}

/// The judgements of a site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Accepted(BTreeMap<String, Acceptance>);

impl Accepted {
    /// Reads `content/accepted.toml`. Findings: its syntax, unknown and missing fields, one entry twice.
    pub fn read(text: &str) -> Checked<Self> {
        let mut findings = Vec::new();
        let table = fields::parse(text, Span::new(0, text.len()), Format::Toml, ACCEPTED, Code::SettingsSyntax).into(&mut findings);
        let mut reader = Reader::settings(&table, ACCEPTED);
        let mut all = BTreeMap::new();
        for (table, span) in reader.tables("accepted") {
            let mut inner = reader.inner(table, span, "accepted");
            let (finding, who, why) = (inner.required_text("finding"), inner.required_text("who"), inner.required_text("why"));
            let code = inner.text("code").and_then(|name| Code::from_name(&name));
            let (when, until) = (inner.date("when"), inner.date("until"));
            if when.is_none() && table.get("when").is_none() {
                inner.missing("when");
            }
            if let (Some(finding), Some(who), Some(why), Some(when)) = (finding, who, why, when) {
                let entry = Acceptance { code, finding: finding.value, who: who.value, when: when.day, why: why.value, until: until.map(|u| u.day), span };
                if let Some(first) = all.insert(entry.finding.clone(), entry) {
                    let message = (format!("问题 {} 已经认可过一次", first.finding), format!("finding {} has been accepted once already", first.finding));
                    inner.bad_at(first.span, ACCEPTED.into(), message, ("删掉其中一处".to_owned(), "delete one of the two".to_owned()));
                }
            }
            let found = inner.finish(FIELDS);
            reader.absorb(found);
        }
        findings.extend(reader.finish(&[field("accepted", Shape::Tables, "认可 [[accepted]]", "acceptances [[accepted]]")]));
        Checked::new(Self(all), findings)
    }

    /// Takes the accepted ones out of `findings` and gives them back with who let them stand.
    ///
    /// An error is not to be let stand; an acceptance of one, one that is past its day, and one that fits nothing are findings.
    /// `text` gives the decoded text of a file, `today` is the day of this run; what was not looked for this time is `skipped`.
    pub fn judge<'a>(
        &self,
        findings: &mut Vec<Diagnostic>,
        skipped: &[Code],
        text: impl Fn(&str) -> Option<&'a str>,
        today: Date,
    ) -> Vec<(Diagnostic, &Acceptance)> {
        let mut taken = Vec::new();
        let mut met: BTreeMap<&str, Option<Code>> = BTreeMap::new();
        if self.0.is_empty() {
            return taken;
        }
        findings.retain(|finding| {
            let Some(entry) = self.0.get(&mark(finding, finding.file.as_deref().and_then(&text))) else { return true };
            let stays = finding.severity == Severity::Error;
            met.insert(&entry.finding, stays.then_some(finding.code));
            if stays || entry.until.is_some_and(|until| until < today) {
                return true;
            }
            taken.push((finding.clone(), entry));
            false
        });
        for entry in self.0.values() {
            findings.extend(match (met.get(entry.finding.as_str()), entry.until) {
                (None, _) => Some(unknown(entry)).filter(|_| !entry.code.is_some_and(|code| skipped.contains(&code))),
                (Some(Some(code)), _) => Some(of_error(entry, *code)),
                (Some(None), Some(until)) if until < today => Some(expired(entry, until)),
                _ => None,
            });
        }
        taken
    }
}

fn unknown(entry: &Acceptance) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownAcceptance,
        format!("{} 认可的问题 {} 已经没有了：文字改过，或者已改正", entry.who, entry.finding),
        format!("what {} accepted as {} is gone: the text has changed or was mended", entry.who, entry.finding),
    )
    .in_file(ACCEPTED)
    .at(entry.span)
    .help("删掉这一组；文字改过而问题还在的，重新看过再认可", "delete this entry; where the text changed and the finding stands, look at it anew")
}

fn of_error(entry: &Acceptance, code: Code) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownAcceptance,
        format!("{} 是错误，不能认可，只能改正", code.name()),
        format!("{} is an error: it cannot be accepted, only mended", code.name()),
    )
    .in_file(ACCEPTED)
    .at(entry.span)
    .help("改正后删掉这一组", "mend it and delete this entry")
}

fn expired(entry: &Acceptance, until: Date) -> Diagnostic {
    Diagnostic::new(Code::ExpiredAcceptance, format!("{} 的认可到 {until} 为止", entry.who), format!("{}'s acceptance ended on {until}", entry.who))
        .in_file(ACCEPTED)
        .at(entry.span)
        .help("改正问题并删掉这一组；仍可保留的，改写 until", "mend the finding and delete this entry; give until a later day if it may stand on")
}

/// The entry to paste into `content/accepted.toml` for a finding; who and why are left to a person.
pub fn entry(finding: &Diagnostic, text: Option<&str>, today: Date) -> String {
    let mut out = format!("[[accepted]]\nfinding = \"{}\"\ncode = \"{}\"\n", mark(finding, text), finding.code.name());
    let mut line = |key: &str, value: &str| {
        let plain: String = value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        // A string takes all that is written to it.
        let _ = writeln!(out, "{key} = \"{}\"", plain.replace('\\', "\\\\").replace('"', "\\\""));
    };
    if let Some(file) = &finding.file {
        line("file", file);
    }
    line("text", &finding.message.zh);
    out.push_str(&format!("who = \"\"\nwhen = {today}\nwhy = \"\"\n"));
    out
}
