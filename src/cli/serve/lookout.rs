use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::glance::glance;
use crate::edge::{Findings, Showing, Stage, Watch};
use crate::path::SitePath;

/// While one text is edited again and again, the whole site is read at least so often.
const OVERDUE: Duration = Duration::from_secs(1);
/// After a glance the whole site is read when nothing came for so long: the page looked at has the machine for itself.
const AFTER_GLANCE: Duration = Duration::from_millis(150);
/// A site that is read sooner needs no glance.
const QUICK: Duration = Duration::from_millis(12);

/// Listens for changes (瞭望), shows an edit of the page looked at at once, and says when the whole site is to be read.
///
/// Glances and whole readings take turns at the stage, and an edit glanced at while the site was read is put into what was
/// read: nobody sees an older text after a newer one.
pub(super) struct Lookout {
    stage: Arc<Stage>,
    watch: Watch,
    /// The site's folder, links resolved, as the watch names it.
    home: PathBuf,
    news: Mutex<News>,
    bell: Condvar,
}

/// What came since the whole site was read.
struct News {
    /// One more for every change.
    count: u64,
    /// The count that the last whole reading began with.
    read: u64,
    /// When the first change came that no whole reading knows, and the last.
    first: Option<Instant>,
    last: Option<Instant>,
    /// Whether the last change was shown by a glance.
    is_shown: bool,
    /// Whether a change came, since the last whole reading began, that no glance could show.
    is_more: bool,
    /// Files that were glanced at since then.
    glanced: BTreeSet<PathBuf>,
    /// Whether what is shown has edits that the last whole reading shown did not know.
    is_ahead: bool,
    /// Glances are of no use: something is wrong with what is shown, or the whole site is read as quickly.
    is_idle: bool,
}

impl Lookout {
    /// For the site in a folder and the stage that shows it; `good` says whether it came out without errors.
    pub fn new(root: &Path, stage: Arc<Stage>, watch: Watch, good: bool) -> Self {
        let home = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
        let news =
            News { count: 0, read: 0, first: None, last: None, is_shown: false, is_more: false, glanced: BTreeSet::new(), is_ahead: false, is_idle: !good };
        Self { stage, watch, home, news: Mutex::new(news), bell: Condvar::new() }
    }

    /// Listens for as long as the program runs.
    pub fn listen(&self) {
        loop {
            let places = self.watch.wait();
            let mut news = self.lock();
            let next = if news.is_idle || !self.stage.is_watched() { None } else { self.next(&self.stage.shown(), &places) };
            let now = Instant::now();
            news.is_shown = next.is_some();
            news.is_more |= next.is_none();
            if let Some(next) = next {
                news.glanced.extend(places);
                news.is_ahead = true;
                self.stage.show(Arc::new(next), self.stage.found());
            }
            news.count += 1;
            news.first.get_or_insert(now);
            news.last = Some(now);
            self.bell.notify_all();
        }
    }

    /// What is shown with the edits at these places, if they can be glanced at and no template fails on them.
    fn next(&self, shown: &Showing, places: &BTreeSet<PathBuf>) -> Option<Showing> {
        glance(shown, &self.home, places).filter(|next| self.stage.rehearse(next).is_empty())
    }

    /// Waits until the whole site is to be read; gives the count to read it by.
    pub fn wait(&self) -> u64 {
        let mut news = self.lock();
        loop {
            let left = match (news.first, news.last) {
                _ if news.count == news.read => None,
                (Some(first), Some(last)) if news.is_shown => Some((last + AFTER_GLANCE).min(first + OVERDUE).saturating_duration_since(Instant::now())),
                _ => Some(Duration::ZERO),
            };
            news = match left {
                Some(left) if left.is_zero() => break,
                Some(left) => self.bell.wait_timeout(news, left).unwrap_or_else(PoisonError::into_inner).0,
                None => self.bell.wait(news).unwrap_or_else(PoisonError::into_inner),
            };
        }
        news.glanced.clear();
        (news.first, news.is_more) = (None, false);
        news.read = news.count;
        news.count
    }

    /// Whether something came, or is coming, since a count.
    pub fn has_news(&self, since: u64) -> bool {
        self.watch.has_news() || self.lock().count != since
    }

    /// Whether something came since the last whole reading began that only another one shows, or is coming.
    pub fn has_more(&self) -> bool {
        self.watch.has_news() || self.lock().is_more
    }

    /// Whether what is shown is another text than the last whole reading shown: the same files again are news then.
    pub fn is_ahead(&self) -> bool {
        self.lock().is_ahead
    }

    /// Waits for so long at most, and says whether something came.
    pub fn comes_within(&self, most: Duration, since: u64) -> bool {
        let news = self.lock();
        let (news, _) = self.bell.wait_timeout_while(news, most, |news| news.count == since).unwrap_or_else(PoisonError::into_inner);
        news.count != since
    }

    /// Shows what a whole reading gave, newer edits put in; `took` says how long it took. `false` where a newer edit does not
    /// go into it: then nothing is shown, and the next reading knows that edit.
    pub fn show(&self, next: Showing, took: Duration, found: &Arc<Findings>) -> bool {
        let mut news = self.lock();
        let mut next = next;
        for place in &news.glanced {
            match self.next(&next, &BTreeSet::from([place.clone()])) {
                Some(newer) => next = newer,
                None if self.says_the_same(&next, place) => {}
                None => return false,
            }
        }
        news.is_idle = took < QUICK;
        news.is_ahead = !news.glanced.is_empty();
        self.stage.show(Arc::new(next), found.clone());
        true
    }

    /// Whether a file says in `next` what it says in what is shown.
    fn says_the_same(&self, next: &Showing, place: &Path) -> bool {
        let Some(file) = SitePath::below(&self.home, place) else { return true };
        let shown = self.stage.shown();
        let page = |showing: &'_ Showing| showing.site.pages.iter().position(|page| page.document.path == file);
        match (page(next), page(&shown)) {
            (Some(next_id), Some(id)) => next.site.pages[next_id].says_the_same(&shown.site.pages[id]),
            (next, shown) => next == shown,
        }
    }

    /// Something is wrong now: no glance until it is mended.
    pub fn halt(&self) {
        self.lock().is_idle = true;
    }

    fn lock(&self) -> MutexGuard<'_, News> {
        self.news.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
