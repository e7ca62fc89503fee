use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::glance::glance;
use super::said::list;
use crate::cli::desk::{Choice, Desk, Opened, has_errors};
use crate::diag::{Code, Diagnostic};
use crate::digest::Digest;
use crate::edge::{Findings, Showing, Stage, Watch};
use crate::site::Memo;

/// Files that never come to rest are shown all the same after so long.
const RESTLESS: Duration = Duration::from_secs(2);

/// While one text is edited again and again, the whole site is read at least so often.
const OVERDUE: Duration = Duration::from_secs(1);
/// After a glance the whole site is read when nothing came for so long: the page looked at has the machine for itself.
const AFTER_GLANCE: Duration = Duration::from_millis(150);
/// A site that is read sooner needs no glance.
const QUICK: Duration = Duration::from_millis(12);
/// Pages that nobody looks at are tried when nobody has waited for so long.
const BEFORE_TRIAL: Duration = Duration::from_millis(300);

/// Keeps the stage in step with the files.
pub(super) struct Keeper {
    desk: Desk,
    choice: Choice,
    stage: Arc<Stage>,
    watch: Watch,
    /// The site's folder, links resolved, as the watch names it.
    home: PathBuf,
    /// Of what was last resolved.
    seen: Option<Digest>,
    /// Whether the press on the stage was resolved without errors.
    good: bool,
    /// Whether there is an error now.
    broken: bool,
    /// Since when files have changed while they were read.
    restless: Option<Instant>,
    /// How long it took to read the whole site last.
    took: Duration,
    /// Theme and settings of what is shown.
    ground: Digest,
    /// What every page was tried of, and its theme and settings.
    tried: Option<(Digest, Memo)>,
    /// Whether there was no time yet to try what is shown.
    untried: bool,
}

impl Keeper {
    /// For a stage that shows what was read last: its digest, that of theme and settings, and whether it has no errors.
    pub fn new(desk: Desk, choice: Choice, stage: Arc<Stage>, watch: Watch, seen: Digest, ground: Digest, good: bool) -> Self {
        let home = desk.root.canonicalize().unwrap_or_else(|_| desk.root.clone());
        let (seen, took) = (Some(seen), Duration::MAX);
        Self { desk, choice, stage, watch, home, seen, good, broken: !good, restless: None, took, ground, tried: None, untried: true }
    }

    /// Goes on for as long as the program runs; `found` is what was found at the start.
    pub fn keep(mut self, found: Arc<Findings>) {
        let first = self.stage.shown();
        self.try_all(&first, &found);
        loop {
            let mut places = self.watch.wait();
            let started = Instant::now();
            while self.glance(&places) && started.elapsed() < OVERDUE {
                match self.watch.wait_at_most(AFTER_GLANCE) {
                    Some(more) => places = more,
                    None => break,
                }
            }
            self.turn();
        }
    }

    /// Shows the page that somebody looks at before the rest of a large site is read.
    fn glance(&self, places: &BTreeSet<PathBuf>) -> bool {
        if !self.good || self.broken || self.took < QUICK || !self.stage.is_watched() {
            return false;
        }
        let Some(next) = glance(&self.stage.shown(), &self.home, places) else { return false };
        if !self.stage.rehearse(&next).is_empty() {
            return false;
        }
        self.stage.show(Arc::new(next), self.stage.found());
        true
    }

    /// Reads the site again; the same files are no news.
    fn turn(&mut self) {
        let started = Instant::now();
        let read = self.desk.read().and_then(|snapshot| {
            let digest = snapshot.digest();
            if self.seen == Some(digest) {
                return Ok(None);
            }
            let snapshot = snapshot.remembering(self.stage.shown().site.memo());
            snapshot.open(&self.choice, Timestamp::now()).map(|opened| Some((digest, opened)))
        });
        // What changed on the way may have been read half: another turn follows at once.
        if self.watch.has_news() && self.restless.get_or_insert(started).elapsed() < RESTLESS {
            return;
        }
        self.restless = None;
        match read {
            Ok(None) if self.untried => {
                let (shown, found) = (self.stage.shown(), self.stage.found());
                self.try_all(&shown, &found);
            }
            Ok(None) => {}
            Ok(Some((digest, opened))) => {
                self.seen = Some(digest);
                self.show(opened, started);
            }
            Err(complaint) => {
                self.seen = None;
                let finding = Diagnostic::new(Code::Unreadable, complaint.0.zh, complaint.0.en).in_file("content/site.toml");
                self.complain(Findings { list: vec![finding], ..Findings::default() });
            }
        }
    }

    /// Shows what came out; with errors the last good press stays, where there is one.
    fn show(&mut self, opened: Opened, started: Instant) {
        let Opened { press, texts, findings, ground } = opened;
        self.ground = ground;
        let mut found = Findings { list: findings, texts };
        let next = Arc::new(Showing::new(press));
        if !has_errors(&found.list) {
            found.list.extend(self.stage.rehearse(&next));
        }
        if has_errors(&found.list) {
            if !self.good {
                self.stage.put(next);
            }
            return self.complain(found);
        }
        let found = Arc::new(found);
        self.good = true;
        self.stage.show(next.clone(), found.clone());
        self.took = started.elapsed();
        let time = self.took.as_millis();
        let said = match std::mem::take(&mut self.broken) {
            true => self.desk.say(format!("问题已改好，页面已更新（{time} 毫秒）"), format!("mended and updated ({time} ms)")),
            false => self.desk.say(format!("已更新（{time} 毫秒）"), format!("updated ({time} ms)")),
        };
        println!("{said}");
        self.try_all(&next, &found);
    }

    /// Finds the templates that fail on pages that nobody looks at; given up as soon as a file changes.
    fn try_all(&mut self, shown: &Showing, found: &Findings) {
        let before = self.tried.take().filter(|(ground, _)| *ground == self.ground);
        let watch = &self.watch;
        let news = || watch.has_news();
        let waited = before.is_some() || news() || !self.watch.comes_within(BEFORE_TRIAL);
        let tried = if waited { shown.trial(before.as_ref().map(|(_, tried)| tried), &news) } else { None };
        self.untried = tried.is_none();
        let Some(failed) = tried else { return };
        if failed.is_empty() {
            self.tried = Some((self.ground, shown.site.memo()));
            return;
        }
        let list = found.list.iter().cloned().chain(failed).collect();
        self.complain(Findings { list, texts: found.texts.clone() });
    }

    fn complain(&mut self, found: Findings) {
        self.broken = true;
        list(&self.desk, &found);
        self.stage.complain(Arc::new(found));
    }
}
