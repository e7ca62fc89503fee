use std::path::PathBuf;

use clap::ArgMatches;

use super::desk::{Choice, Complaint, Desk};
use super::input;
use crate::diag::{Code, Diagnostic, Severity};
use crate::digest::Digest;
use crate::gate::{ACCEPTED, Acceptance, Accepted, Baseline};
use crate::pipeline::Press;
use crate::report::Texts;

/// A site with everything that is wrong with it, as the options, its settings and its people weigh it.
pub(super) struct Judged {
    pub press: Press,
    /// Of everything that was checked.
    pub digest: Digest,
    /// The texts that findings point into.
    pub texts: Texts,
    /// What is to be said.
    pub findings: Vec<Diagnostic>,
    /// What a person has let stand.
    pub accepted: Vec<(Diagnostic, Acceptance)>,
    /// How many findings the baseline knew.
    pub known: usize,
}

/// Checks the site.
pub(super) fn judge(matches: &ArgMatches, desk: &Desk) -> Result<Judged, Complaint> {
    let (deny, allow) = (codes(matches, "deny")?, codes(matches, "allow")?);
    let baseline = matches.get_one::<PathBuf>("baseline").map(|file| baseline(file)).transpose()?;
    let snapshot = desk.read()?;
    let digest = snapshot.digest();
    let opened = snapshot.open(&Choice::default(), jiff::Timestamp::now())?;
    let (press, source, mut texts, mut findings) = (opened.press, opened.source, opened.texts, opened.findings);
    findings.extend(press.proof());
    let unread = findings.iter().filter_map(|f| f.file.as_ref()).filter(|file| texts.get(file).is_none()).cloned().collect::<Vec<_>>();
    let judgements = source.texts.iter().find(|(path, _)| path.as_str() == ACCEPTED);
    for (path, decoded) in source.texts.iter().filter(|(path, _)| path.as_str() == ACCEPTED || unread.iter().any(|u| **u == *path.as_str())) {
        texts.insert(path.shared(), decoded.text.as_str().into());
    }
    let judgements = judgements.map_or_else(Accepted::default, |(_, decoded)| Accepted::read(&decoded.text).into(&mut findings));
    let taken = judgements.judge(&mut findings, |file| texts.get(file), press.site.edition.now.date());
    let accepted = taken.into_iter().map(|(finding, by)| (finding, by.clone())).collect();
    press.site.settings.weights.weigh(&mut findings);
    for finding in &mut findings {
        let for_release = matches.get_flag("release") && finding.code == Code::SampleContent;
        if deny.contains(&finding.code) || for_release {
            finding.severity = Severity::Error;
        }
    }
    findings.retain(|f| f.severity == Severity::Error || !allow.contains(&f.code));
    let known = baseline.map_or(0, |known| known.leave_new(&mut findings, |file| texts.get(file)));
    Ok(Judged { press, digest, texts, findings, accepted, known })
}

fn codes(matches: &ArgMatches, name: &str) -> Result<Vec<Code>, Complaint> {
    let typed = matches.get_many::<String>(name).into_iter().flatten();
    typed.map(|text| Code::from_name(text).ok_or_else(|| super::explain::unknown(text))).collect()
}

fn baseline(file: &std::path::Path) -> Result<Baseline, Complaint> {
    let name = file.display();
    let text = input::read(&file.to_string_lossy())?.text;
    Baseline::read(&text).map_err(|_| {
        Complaint::new(
            format!("{name} 不是检查报告。先运行 jiangxin check --format json，把输出存成文件"),
            format!("{name} is no report of a check. Run jiangxin check --format json first and keep what it prints in a file"),
        )
    })
}
