use std::path::PathBuf;

use clap::ArgMatches;
use jiff::Timestamp;
use jiff::civil::Date;

use super::desk::{Complaint, Desk};
use super::input;
use super::survey::{Survey, complete, survey};
use crate::decode::decode;
use crate::diag::{Code, Diagnostic, Severity};
use crate::digest::Digest;
use crate::edge::{Courtesy, ask};
use crate::gate::{ABROAD, ACCEPTED, Acceptance, Accepted, Baseline, for_release, judge_outside, outside};
use crate::pipeline::Press;
use crate::report::Texts;

/// A site with everything that is wrong with it, as the options, its settings and its people weigh it.
pub(super) struct Judged {
    /// The site, where the options ask for it.
    pub press: Option<Press>,
    /// The day of this run.
    pub today: Date,
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
    let external = matches.get_flag("external");
    let Survey { press, settings, today, digest, mut texts, mut findings } = survey(desk, external || matches.contains_id("report"))?;
    if let Some(press) = press.as_ref().filter(|_| external) {
        findings.extend(asked(press, desk)?);
    }
    let skipped: &[Code] = if external { &[] } else { &ABROAD };
    complete(&mut texts, &findings, desk);
    let accepted = accepted(&mut findings, skipped, today, &mut texts, desk);
    settings.weights.weigh(&mut findings);
    for finding in &mut findings {
        let release = for_release(finding.code).filter(|_| matches.get_flag("release"));
        if let Some(severity) = release.filter(|s| *s == Severity::Error || !settings.weights.settles(finding.code)) {
            finding.severity = finding.severity.max(severity);
        }
        if deny.contains(&finding.code) {
            finding.severity = Severity::Error;
        }
    }
    findings.retain(|f| f.severity == Severity::Error || !allow.contains(&f.code));
    let known = baseline.map_or(0, |known| known.leave_new(&mut findings, |file| texts.get(file)));
    Ok(Judged { press, today, digest, texts, findings, accepted, known })
}

/// Takes out what `content/accepted.toml` lets stand, and adds what is wrong with that file.
fn accepted(findings: &mut Vec<Diagnostic>, skipped: &[Code], today: Date, texts: &mut Texts, desk: &Desk) -> Vec<(Diagnostic, Acceptance)> {
    let Some(read) = std::fs::read(desk.root.join(ACCEPTED)).ok().and_then(|bytes| decode(&bytes).ok()) else { return Vec::new() };
    let judgements = Accepted::read(&read.text).into(findings);
    texts.insert(ACCEPTED.into(), read.text.into());
    let taken = judgements.judge(findings, skipped, |file| texts.get(file), today);
    taken.into_iter().map(|(finding, by)| (finding, by.clone())).collect()
}

/// What other sites say to the links that lead there.
fn asked(press: &Press, desk: &Desk) -> Result<Vec<Diagnostic>, Complaint> {
    let links = outside(&press.site);
    let addresses = links.keys().map(String::as_str).collect();
    let answers = ask(&desk.root, &addresses, Courtesy::default(), Timestamp::now()).map_err(|_| {
        Complaint::new(
            "没有找到 curl：检查外站链接要用它（Windows 10 起自带；旧系统请先安装）",
            "curl was not found: links to other sites are asked with it (Windows 10 and later have it; install it on older systems)",
        )
    })?;
    Ok(judge_outside(&links, &answers))
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
