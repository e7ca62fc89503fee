use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::said::list;
use crate::cli::desk::{Choice, Desk, Opened, has_errors};
use crate::diag::{Code, Diagnostic};
use crate::digest::Digest;
use crate::edge::{Findings, Showing, Stage, Watch};

/// Files that never come to rest are shown all the same after so long.
const RESTLESS: Duration = Duration::from_secs(2);

/// Keeps the stage in step with the files.
pub(super) struct Keeper {
    pub desk: Desk,
    pub choice: Choice,
    pub stage: Arc<Stage>,
    pub watch: Watch,
    /// Of what was last resolved.
    pub seen: Option<Digest>,
    /// Whether the press on the stage was resolved without errors.
    pub good: bool,
    /// Whether there is an error now.
    pub broken: bool,
    /// Since when files have changed while they were read.
    pub restless: Option<Instant>,
    /// Whether there was no time yet to try every page of what is shown.
    pub untried: bool,
}

impl Keeper {
    /// Goes on for as long as the program runs; `found` is what was found at the start.
    pub fn keep(mut self, found: Arc<Findings>) {
        let first = self.stage.shown();
        self.try_all(&first, &found);
        loop {
            self.watch.wait();
            self.turn();
        }
    }

    /// Reads the site again; the same files are no news.
    fn turn(&mut self) {
        let started = Instant::now();
        let read = self.desk.read().and_then(|snapshot| {
            let digest = snapshot.digest();
            if self.seen == Some(digest) {
                return Ok(None);
            }
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
        let Opened { press, texts, findings } = opened;
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
        let time = started.elapsed().as_millis();
        let said = match std::mem::take(&mut self.broken) {
            true => self.desk.say(format!("问题已改好，页面已更新（{time} 毫秒）"), format!("mended and updated ({time} ms)")),
            false => self.desk.say(format!("已更新（{time} 毫秒）"), format!("updated ({time} ms)")),
        };
        println!("{said}");
        self.try_all(&next, &found);
    }

    /// Finds the templates that fail on pages that nobody looks at; given up as soon as a file changes.
    fn try_all(&mut self, shown: &Showing, found: &Findings) {
        let watch = &self.watch;
        let tried = shown.trial(&|| watch.has_news());
        self.untried = tried.is_none();
        match tried {
            None => {}
            Some(failed) if failed.is_empty() => {}
            Some(failed) => {
                let list = found.list.iter().cloned().chain(failed).collect();
                self.complain(Findings { list, texts: found.texts.clone() });
            }
        }
    }

    fn complain(&mut self, found: Findings) {
        self.broken = true;
        list(&self.desk, &found);
        self.stage.complain(Arc::new(found));
    }
}
