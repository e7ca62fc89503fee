use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use super::desk::{Choice, Complaint, Desk};
use crate::config::Settings;
use crate::decode::decode;
use crate::diag::Diagnostic;
use crate::digest::Digest;
use crate::edge::{Darkroom, KeptText, Memory, lacking};
use crate::gate::inspect;
use crate::path::SitePath;
use crate::pipeline::Press;
use crate::report::Texts;

/// Everything that is wrong with a site, before anybody weighs it.
pub(super) struct Survey {
    /// The site; `None` where nothing had changed since the last check and it was not needed.
    pub press: Option<Press>,
    /// What its settings say.
    pub settings: Settings,
    /// The day of this run, in the site's time zone.
    pub today: Date,
    /// Of everything that was looked at.
    pub digest: Digest,
    /// The texts that findings point into.
    pub texts: Texts,
    /// What was found.
    pub findings: Vec<Diagnostic>,
}

/// Looks at the whole site. With `whole` the site itself is wanted; otherwise, where all is as the last check left it on the
/// same day, what that one found is said again.
pub(super) fn survey(desk: &Desk, whole: bool) -> Result<Survey, Complaint> {
    let now = Timestamp::now();
    let place = desk.root.join(".jiangxin").join("check");
    let memory = if whole { Memory::default() } else { Memory::read(&desk.root, &place) };
    let mut snapshot = desk.read_changed(&memory)?;
    let at = snapshot.edition(&Choice::default(), now)?.now;
    let today = at.date();
    let ground = |digest: Digest| Digest::of_parts([digest.bytes().as_slice(), today.to_string().as_bytes()]);
    let later = |until: &String| until.parse::<DateTime>().is_ok_and(|until| at < until);
    if memory.ground == Some(ground(snapshot.digest())) && memory.until.as_ref().is_none_or(later) {
        let (settings, digest) = (snapshot.settings().clone(), snapshot.digest());
        let mut texts = Texts::default();
        complete(&mut texts, &memory.findings, desk);
        return Ok(Survey { press: None, settings, today, digest, texts, findings: memory.findings });
    }
    if !memory.texts.is_empty() {
        snapshot = desk.read()?;
    }
    let (digest, stamps) = (snapshot.digest(), snapshot.stamps.clone());
    let opened = snapshot.open(&Choice::default(), now)?;
    let (press, source, mut texts, mut findings) = (opened.press, opened.source, opened.texts, opened.findings);
    findings.extend(press.proof());
    findings.extend(inspect(&press.site, &source));
    findings.extend(Darkroom::new(&desk.root).examine(press.plan.pictures()));
    findings.extend(lacking(press.plan.slips()));
    let named: BTreeSet<&str> = findings.iter().filter_map(|f| f.file.as_deref()).filter(|file| texts.get(file).is_none()).collect();
    let read: Vec<_> = source.texts.iter().filter(|(path, _)| named.contains(path.as_str())).collect();
    read.into_iter().for_each(|(path, decoded)| texts.insert(path.shared(), decoded.text.as_str().into()));
    // A theme's own files are not watched by the memory.
    if findings.iter().all(|f| f.file.as_deref().is_none_or(|file| file.starts_with("content/"))) {
        let kept = |(path, digest): (&SitePath, &Digest)| {
            let stamp = *stamps.get(path)?;
            Some((path.clone(), KeptText { stamp, digest: *digest, shown: *digest, manuscript: Vec::new() }))
        };
        let memory = Memory {
            ground: Some(ground(digest)),
            until: press.until(),
            findings: findings.clone(),
            texts: source.digests.iter().filter_map(kept).collect(),
            assets: source.assets.iter().filter_map(|(path, asset)| Some((path.clone(), (*stamps.get(path)?, asset.clone())))).collect(),
            ..Memory::default()
        };
        memory.write(&desk.root, &place);
    }
    Ok(Survey { settings: press.site.settings.clone(), press: Some(press), today, digest, texts, findings })
}

/// Reads the texts that findings point into and that are not there yet.
pub(super) fn complete(texts: &mut Texts, findings: &[Diagnostic], desk: &Desk) {
    let missing: BTreeSet<_> = findings.iter().filter_map(|f| f.file.clone()).filter(|file| texts.get(file).is_none()).collect();
    for file in missing.into_iter().filter(|file| file.starts_with("content/")) {
        let text = SitePath::new(&file).and_then(|path| std::fs::read(path.on_disk(&desk.root)).ok()).and_then(|bytes| decode(&bytes).ok());
        if let Some(decoded) = text {
            texts.insert(file, decoded.text.into());
        }
    }
}
