use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::IsTerminal;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::civil::DateTime;
use rayon::prelude::*;

use super::copies::{Copies, Copy, places};
use super::former::former;
use super::remember::{Printed, remember};
use super::{claimed, fault};
use crate::cli::desk::{Choice, Complaint, Desk, Digests, Opened, Snapshot, has_errors};
use crate::compress::Coding;
use crate::diag::{Code, Diagnostic, Severity};
use crate::digest::Digest;
use crate::edge::{Brought, Claim, Content, Darkroom, KeptText, Memory, Publication, Stamp, WriteFault, lacking, read_documents};
use crate::path::{OutPath, SitePath};
use crate::pipeline::Press;
use crate::plan::Artifact;
use crate::render::Made;
use crate::report::Texts;
use crate::search::Script;
use crate::site::{Page, PageKey};
use crate::slip::Slip;
use crate::source::Source;

/// What one build is to do.
pub(super) struct Run<'a> {
    pub desk: &'a Desk,
    pub choice: &'a Choice,
    pub out: &'a Path,
    /// An anchor that goes is an error.
    pub locked: bool,
    pub now: Timestamp,
}

/// What a build did.
#[derive(Debug, Clone, Copy)]
pub(super) struct Done {
    pub pages: usize,
    pub written: usize,
    pub deleted: usize,
    pub kept: usize,
    /// Whether fewer kinds of compressed copies were made than the settings ask for.
    pub fewer: bool,
}

/// Files of the output on their way, and what each was made from.
type Files = BTreeMap<OutPath, (Brought, Option<Digest>)>;

impl Run<'_> {
    /// Brings the output up to date and says what it did; `None` where findings forbid it. `claim` is the output as it was
    /// found, if nothing can have changed it since.
    pub fn build(&self, memory: Memory, claim: Option<Claim>) -> Result<Option<Done>, Complaint> {
        let snapshot = self.desk.read_changed(&memory)?;
        let claim = claim.map_or_else(|| claimed(self.desk, self.out), Ok)?;
        if let Some(done) = self.unchanged(&memory, &snapshot, &claim)? {
            return Ok(Some(done));
        }
        let snapshot = snapshot.remembered(&memory);
        self.changed(memory, snapshot, claim)
    }

    /// Nothing to do: all that the last build was made from is as it was, and so is the output.
    fn unchanged(&self, memory: &Memory, snapshot: &Snapshot, claim: &Claim) -> Result<Option<Done>, Complaint> {
        let edition = snapshot.edition(self.choice, self.now)?;
        let later = |until: &String| until.parse::<DateTime>().is_ok_and(|until| edition.now < until);
        if self.locked || memory.ground != Some(self.ground(snapshot.digests())) || !memory.until.as_ref().is_none_or(later) {
            return Ok(None);
        }
        let publication = Publication::open(self.out, claim.clone(), memory.outputs.keys());
        let stands = |(path, (_, stamp)): (&OutPath, &(_, _))| publication.stands(path).as_ref() == Some(stamp);
        if !publication.is_settled(memory.outputs.len()) || has_errors(&publication.findings) || !memory.outputs.iter().all(stands) {
            return Ok(None);
        }
        let findings: Vec<Diagnostic> = memory.findings.iter().chain(&publication.findings).cloned().collect();
        self.desk.report(&findings, &Texts::default(), Severity::Warning);
        Ok(Some(Done { pages: memory.pages, written: 0, deleted: 0, kept: memory.outputs.len(), fewer: false }))
    }

    fn changed(&self, memory: Memory, snapshot: Snapshot, claim: Claim) -> Result<Option<Done>, Complaint> {
        let (stamps, digests) = (snapshot.stamps.clone(), snapshot.digests());
        let Opened { mut press, mut source, texts, mut findings, ground } = snapshot.open(self.choice, self.now)?;
        // What the sections' own pages say is asked for again; the rest has been read.
        source.texts.retain(|path, _| path.name().starts_with("_index.") || !memory.texts.is_empty());
        if !press.site.wanting.is_empty() {
            return self.build(Memory::default(), None);
        }
        self.hold_to_anchors(&mut findings);
        let precompress = press.site.settings.precompress;
        let copies_at = places(precompress, &press.plan);
        let publication = Publication::open(self.out, claim, press.plan.artifacts.keys().chain(&copies_at));
        let said: Vec<Diagnostic> = findings.clone();
        findings.extend(publication.findings.iter().cloned());
        if self.refuses(&mut findings, &texts, || press.proof()) {
            return Ok(None);
        }
        let shown = self.shown(&press, digests.around, &memory);
        let now = fingerprints(&press, &source, &memory, shown);
        let copies = Copies { on: precompress, plan: &press.plan, publication: &publication, memory: &memory };
        let kept = kept(&press, &copies, &now);
        let is_kept = |path: &OutPath| kept.contains_key(path);
        press.former = former(&press.site, &publication, &memory, &now);
        let missing = press.incomplete(is_kept);
        if !missing.is_empty() {
            read_documents(&self.desk.root, &missing, &mut source);
            press.site.complete(&source);
            // A file that went in the meantime.
            if !press.incomplete(is_kept).is_empty() {
                return self.build(Memory::default(), None);
            }
        }
        findings.extend(self.develop(&press, is_kept));
        if self.refuses(&mut findings, &texts, || press.proof()) {
            return Ok(None);
        }
        let taken = press.render(is_kept, |path, rendered| {
            let made_from = rendered.fingerprint.or(is_of_all(&press.plan.artifacts[path]).then_some(shown));
            self.bring(&copies, path, &rendered.made, made_from)
        });
        let mut files: Files = taken.map_err(fault)?.into(&mut findings).into_values().flatten().collect();
        if self.refuses(&mut findings, &texts, Vec::new) {
            return Ok(None);
        }
        files.extend(kept);
        let outputs = files.iter().map(|(path, (brought, made_from))| (path.clone(), (*made_from, brought.stamp))).collect();
        let brought = files.into_iter().map(|(path, (brought, _))| (path, brought)).collect();
        let texts_now = || texts_of(&press.site.pages, &source, &stamps, memory.texts);
        let (outcome, (kept_texts, printed)) = rayon::join(|| publication.finish(brought), || rayon::join(texts_now, || Printed::of(&press.site.record)));
        let outcome = outcome.map_err(fault)?;
        self.desk.report(&findings, &texts, Severity::Warning);
        let record = remember(self.desk, &printed, digests.record);
        let pages = press.plan.artifacts.keys().filter(|p| p.as_str().ends_with(".html")).count();
        let steady = !said.iter().any(is_about_anchors);
        let memory = Memory {
            ground: steady.then(|| self.ground(Digests { record, ..digests })),
            shown: Some(shown),
            until: press.until(),
            findings: said.into_iter().filter(|f| f.severity >= Severity::Warning).collect(),
            pages,
            tried: Some(ground),
            texts: kept_texts,
            assets: press.site.assets.iter().filter_map(|(path, asset)| Some((path.clone(), (*stamps.get(path)?, asset.clone())))).collect(),
            outputs,
        };
        memory.write(&self.desk.root, self.out);
        // The program is about to end: taking all pages apart first would be a good part of a short run.
        std::mem::forget((press, source, memory));
        Ok(Some(Done { pages, written: outcome.written.len(), deleted: outcome.deleted.len(), kept: outcome.kept, fewer: precompress && Coding::FEWER }))
    }

    /// Brings one file and its compressed copies on their way.
    fn bring(&self, copies: &Copies<'_>, path: &OutPath, made: &Made, made_from: Option<Digest>) -> Result<Vec<Copy>, WriteFault> {
        let picture;
        let content = match made {
            Made::Bytes(bytes) => Content::Bytes(bytes),
            Made::Copy(from) => Content::File(from.on_disk(&self.desk.root)),
            Made::Picture(form) => {
                let made = Darkroom::new(&self.desk.root).picture(form);
                picture = made.map_err(|spoilt| WriteFault { at: form.from.on_disk(&self.desk.root), error: spoilt.into() })?;
                Content::Bytes(&picture)
            }
            Made::Slip(slip) => {
                picture = Darkroom::new(&self.desk.root).slip(slip).unwrap_or_default();
                Content::Bytes(&picture)
            }
        };
        let file = copies.publication.bring(path, &content)?;
        let mut all = copies.bring(path, &file, &content)?;
        all.push((path.clone(), (file, made_from)));
        Ok(all)
    }

    /// Whether there are errors; then everything is said, with what `more` finds.
    fn refuses(&self, findings: &mut Vec<Diagnostic>, texts: &Texts, more: impl FnOnce() -> Vec<Diagnostic>) -> bool {
        let refuses = has_errors(findings);
        if refuses {
            findings.extend(more());
            self.desk.report(findings, texts, Severity::Warning);
        }
        refuses
    }

    /// Makes the pictures that are not there yet; on a terminal it says how far it is.
    fn develop(&self, press: &Press, is_kept: impl Fn(&OutPath) -> bool) -> Vec<Diagnostic> {
        let darkroom = Darkroom::new(&self.desk.root);
        let asked: Vec<&Artifact> = press.plan.artifacts.iter().filter(|(path, _)| !is_kept(path)).map(|(_, artifact)| artifact).collect();
        let pictures = asked.iter().filter_map(|artifact| if let Artifact::Picture(form) = artifact { Some(form.as_ref()) } else { None });
        let slips: Vec<&Slip> = asked.iter().filter_map(|artifact| if let Artifact::Slip(slip) = artifact { Some(slip.as_ref()) } else { None }).collect();
        let (shows, begun) = (std::io::stderr().is_terminal(), Instant::now());
        let said = AtomicBool::new(false);
        let tell = |what: (&str, &str), done: usize, all: usize| {
            if shows && begun.elapsed() > Duration::from_secs(1) {
                said.store(true, Ordering::Relaxed);
                eprint!("\r{}", self.desk.say(format!("正在{} {done}/{all}", what.0), format!("{} {done}/{all}", what.1)));
            }
        };
        let mut found = darkroom.develop(pictures, |done, all| tell(("处理图片", "pictures"), done, all));
        found.extend(lacking(slips.iter().copied()));
        found.extend(darkroom.draw(slips, |done, all| tell(("画分享图", "cards and posters"), done, all)));
        if said.into_inner() {
            eprintln!();
        }
        darkroom.tidy(press.plan.pictures().map(|form| &form.digest).chain(press.plan.slips().map(|slip| &slip.digest)));
        found
    }

    /// With `--locked` an anchor that goes is an error.
    fn hold_to_anchors(&self, findings: &mut [Diagnostic]) {
        let changes = findings.iter_mut().filter(|f| self.locked && is_about_anchors(f) && f.severity == Severity::Warning);
        changes.for_each(|f| f.severity = Severity::Error);
    }

    /// Everything that a build is made from but the time.
    fn ground(&self, of: Digests) -> Digest {
        let record = of.record.as_ref().map_or(&[][..], |d| d.bytes());
        Digest::of_parts([of.around.bytes(), of.texts.bytes(), record, self.chosen().bytes()])
    }

    fn chosen(&self) -> Digest {
        let Choice { base_url, drafts, relative, plain } = self.choice;
        Digest::of_parts([[*drafts, *relative, *plain].map(u8::from).as_slice(), base_url.as_deref().unwrap_or("").as_bytes()])
    }

    /// The digest of all that pages show of one another: while it stays, a document that changed changes its own page, and
    /// the feeds that hold its text.
    fn shown(&self, press: &Press, around: Digest, memory: &Memory) -> Digest {
        let of = |page: &Page| {
            let path = &page.document.path;
            let own = match (page.manuscript.whole, memory.texts.get(path)) {
                (false, Some(kept)) => kept.shown,
                _ => page.manuscript.shown().unwrap_or(page.manuscript.key),
            };
            let former = page.former.iter().flat_map(|f| [f.id.as_str(), f.at.as_deref().unwrap_or("")]);
            let ids = page.heading_ids.iter().map(String::as_str).chain(former).map(str::as_bytes);
            Digest::of_parts([own.bytes().as_slice(), &[u8::from(page.shown)]].into_iter().chain(ids))
        };
        let pages: Vec<Digest> = press.site.pages.par_iter().map(of).collect();
        Digest::of_parts([around, self.chosen()].iter().chain(&pages).map(|d| d.bytes().as_slice()))
    }
}

/// Whether an artifact is made from nothing but what pages show of one another.
fn is_of_all(artifact: &Artifact) -> bool {
    matches!(artifact, Artifact::Sitemap | Artifact::Robots | Artifact::Alias { .. } | Artifact::ThemeFile(_))
}

/// What every file is made from; while all that pages show of one another stays `shown`, as the memory has it for all but
/// documents that were read again.
fn fingerprints(press: &Press, source: &Source, memory: &Memory, shown: Digest) -> HashMap<OutPath, Digest> {
    if memory.outputs.is_empty() {
        return HashMap::new();
    }
    let steady = memory.shown == Some(shown);
    let is_read = |id: usize| source.texts.contains_key(&press.site.pages[id].document.path);
    let asked = |artifact: &Artifact| match artifact {
        Artifact::Page(PageKey::Document(id)) | Artifact::Search(Script::Text(id)) => !steady || is_read(*id),
        Artifact::Page(PageKey::Bilingual(id, other)) => !steady || is_read(*id) || is_read(*other),
        Artifact::Page(_) => !steady,
        other => !is_of_all(other),
    };
    let mut all = press.fingerprints(asked);
    all.extend(press.plan.artifacts.iter().filter(|(_, artifact)| is_of_all(artifact)).map(|(path, _)| (path.clone(), shown)));
    if steady {
        let kept = press.plan.artifacts.iter().filter(|(_, artifact)| !asked(artifact) && !is_of_all(artifact)).map(|(path, _)| path);
        all.extend(kept.filter_map(|path| Some((path.clone(), memory.outputs.get(path)?.0?))));
    }
    all
}

/// Files that are made from what they were made from last time, and stand as they did.
fn kept(press: &Press, copies: &Copies<'_>, now: &HashMap<OutPath, Digest>) -> Files {
    let Copies { publication, memory, .. } = copies;
    let one = |path: &OutPath| {
        let (made_from, stamp) = memory.outputs.get(path)?;
        let same = made_from.is_some() && *made_from == now.get(path).copied() && publication.stands(path) == Some(*stamp);
        let file = publication.keep(path).filter(|_| same)?;
        let beside = copies.kept(path, &file)?;
        Some(std::iter::once((path.clone(), (file, *made_from))).chain(beside))
    };
    press.plan.artifacts.keys().filter_map(one).flatten().collect()
}

/// What is said of published anchors depends on the record that the build then brings up to date.
fn is_about_anchors(finding: &Diagnostic) -> bool {
    matches!(finding.code, Code::AnchorGone | Code::AnchorMoved)
}

/// Documents to remember: those whose file was settled, as they were read now or before.
fn texts_of(pages: &[Page], source: &Source, stamps: &BTreeMap<SitePath, Stamp>, before: BTreeMap<SitePath, KeptText>) -> BTreeMap<SitePath, KeptText> {
    let now = |page: &Page| {
        let path = &page.document.path;
        Some((path.clone(), KeptText::of(*stamps.get(path)?, source.digest(path), &page.manuscript)?))
    };
    let now: Vec<(SitePath, KeptText)> = pages.par_iter().filter(|page| page.manuscript.whole).filter_map(now).collect();
    if before.is_empty() {
        return now.into_iter().collect();
    }
    let outlines: HashSet<&SitePath> = pages.iter().filter(|page| !page.manuscript.whole).map(|page| &page.document.path).collect();
    let mut texts = before;
    texts.retain(|path, _| outlines.contains(path));
    texts.extend(now);
    texts
}
