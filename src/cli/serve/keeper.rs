use std::sync::Arc;
use std::time::{Duration, Instant};

use super::known::Known;
use super::lookout::Lookout;
use super::said::list;
use crate::cli::desk::{Choice, Complaint, Desk, Opened, has_errors};
use crate::decode::decode;
use crate::diag::{Code, Diagnostic, Severity};
use crate::digest::Digest;
use crate::edge::{Findings, Showing, Stage};
use crate::report::Texts;
use crate::site::Memo;
use crate::text::Span;

/// Files that never come to rest are shown all the same after so long.
const RESTLESS: Duration = Duration::from_secs(2);
/// Pages that nobody looks at are tried when nobody has waited for so long.
const BEFORE_TRIAL: Duration = Duration::from_millis(300);

/// Keeps the stage in step with the files: reads the whole site whenever something changed.
pub(super) struct Keeper {
    desk: Desk,
    choice: Choice,
    stage: Arc<Stage>,
    lookout: Arc<Lookout>,
    known: Known,
    /// The count of changes that this reading knows.
    count: u64,
    /// Of what was last resolved.
    seen: Option<Digest>,
    /// Whether the press on the stage was resolved without errors.
    good: bool,
    /// Whether there is an error now.
    broken: bool,
    /// Since when files have changed while they were read.
    restless: Option<Instant>,
    /// Theme and settings of what is shown.
    ground: Digest,
    /// What every page was tried of, and its theme and settings.
    tried: Option<(Digest, Memo)>,
    /// Whether there was no time yet to try what is shown.
    untried: bool,
}

/// Why the site cannot be read at all, for somebody whose preview runs: that it is no site is no news to him.
fn refused(desk: &Desk, complaint: Complaint) -> Findings {
    let at = "content/site.toml";
    let text = std::fs::read(desk.root.join(at)).ok().and_then(|bytes| Some(decode(&bytes).ok()?.text));
    let (finding, texts) = match text {
        None if !desk.root.join(at).exists() => {
            let finding = Diagnostic::new(
                Code::Unreadable,
                "站点设置 content/site.toml 不见了，页面停在原来的样子",
                "content/site.toml is gone; the pages stay as they were",
            );
            let help = (
                "把它放回原处（撤销刚才的改名或移动，或从回收站、备份里恢复），预览会自动接上",
                "put it back (undo the renaming or moving, or take it from the bin or a backup); the preview goes on by itself",
            );
            (finding.help(help.0, help.1), Texts::default())
        }
        None => (Diagnostic::new(Code::Unreadable, complaint.0.zh, complaint.0.en), Texts::default()),
        Some(text) => {
            let mut finding = Diagnostic::new(Code::Unreadable, complaint.0.zh, complaint.0.en);
            // The one setting without which nothing can be shown is the theme's name.
            let line = text
                .split_inclusive('\n')
                .scan(0, |from, line| {
                    *from += line.len();
                    Some((*from - line.len(), line))
                })
                .find(|(_, line)| line.trim_start().starts_with("theme"));
            if let Some((from, line)) = line {
                finding = finding.at(Span::new(from, from + line.trim_end().len())).help(
                    "自带的主题有 longyuan（陇原）和 jian（简）；自己的主题放在 themes/名字 里",
                    "the themes that come with the program are longyuan and jian; one of your own stands in themes/NAME",
                );
            }
            let mut texts = Texts::default();
            texts.insert(at.into(), text.into());
            (finding, texts)
        }
    };
    Findings { list: vec![finding.in_file(at)], texts }
}

impl Keeper {
    /// For a stage that shows what is known: its digest, that of theme and settings, and whether it has no errors.
    pub fn new(desk: Desk, choice: Choice, stage: Arc<Stage>, lookout: Arc<Lookout>, known: Known, (seen, ground, good): (Digest, Digest, bool)) -> Self {
        let tried = known.tried(ground).map(|memo| (ground, memo));
        Self { desk, choice, stage, lookout, known, count: 0, seen: Some(seen), good, broken: !good, restless: None, ground, tried, untried: true }
    }

    /// Goes on for as long as the program runs; `found` is what was found at the start.
    pub fn keep(mut self, found: Arc<Findings>) {
        let first = self.stage.shown();
        self.try_all(&first, &found);
        loop {
            self.count = self.lookout.wait();
            self.turn();
        }
    }

    /// Reads the site again; the same files are no news.
    fn turn(&mut self) {
        let started = Instant::now();
        let read = self.known.snapshot(&self.desk).and_then(|snapshot| {
            let digest = snapshot.digest();
            // What came while it was read makes it old: the rest of the work would be in vain.
            let is_old = self.lookout.has_more() && self.restless.is_none_or(|since| since.elapsed() < RESTLESS);
            let is_known = self.seen == Some(digest) && !self.lookout.is_ahead();
            if is_known || is_old {
                return Ok(None);
            }
            self.known.open(&self.desk, &self.choice, digest, snapshot).map(Some)
        });
        // What changed on the way may have been read half: another turn follows at once.
        let wrong = read.as_ref().map_or(true, |read| read.as_ref().is_some_and(|read| has_errors(&read.opened.findings)));
        let again = self.lookout.has_more() || (wrong && self.lookout.has_news(self.count));
        if again && self.restless.get_or_insert(started).elapsed() < RESTLESS {
            return;
        }
        self.restless = None;
        match read {
            Ok(None) if self.untried => {
                let (shown, found) = (self.stage.shown(), self.stage.found());
                self.try_all(&shown, &found);
            }
            Ok(None) => {}
            Ok(Some(mut read)) => {
                self.known.take(&mut read);
                self.seen = if self.show(read.opened, started) { Some(read.digest) } else { None };
            }
            Err(complaint) => {
                self.seen = None;
                self.complain(refused(&self.desk, complaint));
            }
        }
    }

    /// Shows what came out; with errors the last good press stays, where there is one. `false` where it is too old already.
    fn show(&mut self, opened: Opened, started: Instant) -> bool {
        let Opened { press, mut texts, findings, ground, .. } = opened;
        self.ground = ground;
        self.desk.read_texts(&findings, Severity::Error, &mut texts);
        let mut found = Findings { list: findings, texts };
        let next = Showing::new(press).reading(&self.desk.root);
        if !has_errors(&found.list) {
            found.list.extend(self.stage.rehearse(&next));
        }
        if has_errors(&found.list) {
            if !self.good {
                self.stage.put(Arc::new(next));
            }
            self.complain(found);
            return true;
        }
        let (found, took) = (Arc::new(found), started.elapsed());
        if !self.lookout.show(next, took, &found) {
            return false;
        }
        self.good = true;
        let time = took.as_millis();
        let said = match std::mem::take(&mut self.broken) {
            true => self.desk.say(format!("问题已改好，页面已更新（{time} 毫秒）"), format!("mended and updated ({time} ms)")),
            false => self.desk.say(format!("已更新（{time} 毫秒）"), format!("updated ({time} ms)")),
        };
        println!("{said}");
        let shown = self.stage.shown();
        self.try_all(&shown, &found);
        true
    }

    /// Finds the templates that fail on pages that nobody looks at; given up as soon as a file changes.
    fn try_all(&mut self, shown: &Showing, found: &Findings) {
        let before = self.tried.take().filter(|(ground, _)| *ground == self.ground);
        let count = self.count;
        let news = || self.lookout.has_news(count);
        let is_time = before.is_some() || !self.lookout.comes_within(BEFORE_TRIAL, count);
        let tried = if is_time { shown.trial(before.as_ref().map(|(_, tried)| tried), &news) } else { None };
        self.untried = tried.is_none();
        let Some(failed) = tried else { return };
        let all = failed.is_empty();
        if all {
            self.tried = Some((self.ground, shown.site.memo()));
        }
        self.known.store(&self.desk, &shown.site, all.then_some(self.ground));
        if all {
            return;
        }
        let list = found.list.iter().cloned().chain(failed).collect();
        self.complain(Findings { list, texts: found.texts.clone() });
    }

    fn complain(&mut self, found: Findings) {
        self.broken = true;
        self.lookout.halt();
        list(&self.desk, &found);
        self.stage.complain(Arc::new(found));
    }
}
