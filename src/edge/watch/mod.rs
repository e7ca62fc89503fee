mod share;

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use share::share;

use crate::diag::Words;

/// The folders whose changes matter.
const FOLDERS: [&str; 2] = ["content", "themes"];
/// No event for so long: a save is over.
const QUIET: Duration = Duration::from_millis(40);
/// The same after an event that ends a save: a file closed after writing, or renamed into its place.
const SETTLED: Duration = Duration::from_millis(6);
/// A save that does not end is looked at after so long all the same.
const LONG: Duration = Duration::from_millis(500);
/// So many events are no save but a checkout, a copied folder or an unpacked archive.
const MANY: usize = 60;
/// No event for so long: a burst of so many is over.
const CALM: Duration = Duration::from_millis(150);
/// A burst that does not end is looked at after so long all the same.
const BURST: Duration = Duration::from_secs(4);
/// More places than that are everywhere.
const PLACES: usize = 8;
/// Between looks at the folders where events come: some shares and containers lose them.
const SLOW: Duration = Duration::from_secs(2);
/// From the start to the first look: whoever asks for the first page has the machine for himself.
const FIRST: Duration = Duration::from_millis(200);
/// Between looks where no events come.
const FAST: Duration = Duration::from_millis(400);

/// How often the folders are looked at besides the system's events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// Seldom where events come, often where they do not.
    Automatic,
    /// No events; every so often.
    Every(Duration),
}

/// Watches a site (监视): tells that something may have changed, never what.
///
/// Events are hints. Whoever waits reads the site again and lets digests decide.
pub struct Watch {
    news: Arc<News>,
    /// Why the folders are looked at often, where nobody asked for it.
    why_polling: Option<Words>,
}

#[derive(Default)]
struct News {
    since: Mutex<Since>,
    bell: Condvar,
    fresh: AtomicBool,
}

#[derive(Default)]
struct Since {
    first: Option<Instant>,
    due: Option<Instant>,
    count: usize,
    places: BTreeSet<PathBuf>,
    /// Something without a place: a look at all files, an overflow.
    placeless: bool,
}

impl Watch {
    /// Starts watching `content/` and `themes/` of the site at `root`. To be started when the files have been read: reading them is an
    /// event too, one for each file. Soon after the start it tells, without a place, that something may have changed, for nobody saw
    /// what changed while the files were read; from then on it tells of every change.
    pub fn start(root: &Path, pace: Pace) -> Self {
        let root = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
        let news = Arc::new(News::default());
        let (moved, moves) = channel();
        let watcher = match pace {
            Pace::Automatic => events(&root, news.clone(), moved.clone()),
            Pace::Every(_) => None,
        };
        let share = share(&root);
        let between = match pace {
            Pace::Every(between) => between,
            Pace::Automatic if watcher.is_some() && share.is_none() => SLOW,
            Pace::Automatic => FAST,
        };
        let why_polling = match (pace, share) {
            (Pace::Every(_), _) => None,
            (Pace::Automatic, Some(kind)) => Some(Words::new(
                format!("站点在网络盘上（{kind}），别人的改动不会有通知，所以还定时查看文件。"),
                format!("The site is on a network share ({kind}), which tells nothing of what others change: looking at the files every so often too."),
            )),
            (Pace::Automatic, None) if watcher.is_some() => None,
            (Pace::Automatic, None) => Some(Words::new("收不到文件变动通知，改为定时查看。", "no file events here; looking at the files every so often.")),
        };
        let bell = news.clone();
        std::thread::spawn(move || {
            // Held, so that the other end waits even where no events come.
            let _held = moved;
            std::thread::sleep(FIRST);
            let mut eye = Eye { seen: Seen::new(), folders: Vec::new(), root, news: bell, watcher };
            let hears = eye.watch_anew();
            eye.seen = look(&eye.root);
            eye.news.ring(QUIET, &[]);
            eye.look_again(if hears { between } else { between.min(FAST) }, &moves);
        });
        Self { news, why_polling }
    }

    /// Why the folders are looked at often though nobody asked for it; `None` where they are not.
    pub fn why_polling(&self) -> Option<Words> {
        self.why_polling.clone()
    }

    /// Waits until something may have changed and a quiet moment has come. Gives where, as far as the system said so: at
    /// most `PLACES` files or folders, or none where it may be anywhere.
    pub fn wait(&self) -> BTreeSet<PathBuf> {
        let mut since = self.news.lock();
        loop {
            let now = Instant::now();
            let longest = if since.count < MANY { LONG } else { BURST };
            let left = since.first.zip(since.due).map(|(first, due)| due.min(first + longest).saturating_duration_since(now));
            since = match left {
                Some(left) if left.is_zero() => break,
                Some(left) => self.news.bell.wait_timeout(since, left).unwrap_or_else(PoisonError::into_inner).0,
                None => self.news.bell.wait(since).unwrap_or_else(PoisonError::into_inner),
            };
        }
        let Since { places, placeless, .. } = std::mem::take(&mut *since);
        self.news.fresh.store(false, Ordering::Release);
        if placeless || places.len() > PLACES { BTreeSet::new() } else { places }
    }

    /// Whether something may have changed since the last [`Watch::wait`].
    pub fn has_news(&self) -> bool {
        self.news.fresh.load(Ordering::Acquire)
    }
}

impl News {
    fn lock(&self) -> MutexGuard<'_, Since> {
        self.since.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ring(&self, quiet: Duration, places: &[PathBuf]) {
        let now = Instant::now();
        let mut since = self.lock();
        since.placeless |= places.is_empty();
        if since.places.len() <= PLACES {
            since.places.extend(places.iter().cloned());
        }
        since.first.get_or_insert(now);
        since.count += 1;
        since.due = Some(now + if since.count < MANY { quiet } else { CALM });
        self.fresh.store(true, Ordering::Release);
        self.bell.notify_all();
    }
}

fn events(root: &Path, news: Arc<News>, moved: Sender<()>) -> Option<RecommendedWatcher> {
    let home = root.to_path_buf();
    let heard = move |event: notify::Result<Event>| match event {
        Ok(event) if concerns(&home, &event) => {
            news.ring(quiet_after(event.kind), &event.paths);
            if event.paths.iter().any(|at| at.parent() == Some(home.as_path())) {
                let _ = moved.send(());
            }
        }
        Ok(_) => {}
        // An overflow or a vanished folder: look at everything.
        Err(_) => news.ring(QUIET, &[]),
    };
    // A link may lead to the whole disk. What one shows inside the site is seen by looking.
    let mut watcher = RecommendedWatcher::new(heard, Config::default().with_follow_symlinks(false)).ok()?;
    watcher.watch(root, RecursiveMode::NonRecursive).ok()?;
    Some(watcher)
}

/// Watches the folders that are there; `false` where one of them cannot be watched.
fn watch_folders(watcher: &mut RecommendedWatcher, root: &Path) -> bool {
    FOLDERS.iter().map(|folder| root.join(folder)).filter(|at| at.is_dir()).all(|at| watcher.watch(&at, RecursiveMode::Recursive).is_ok())
}

/// Reading a file is an event too, and what stands beside the watched folders is none of ours.
fn concerns(root: &Path, event: &Event) -> bool {
    let reading = matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
    let ours = |at: &PathBuf| match at.strip_prefix(root) {
        Ok(inner) => inner.iter().next().is_none_or(|first| FOLDERS.iter().any(|folder| first == *folder)),
        Err(_) => true,
    };
    !reading && (event.paths.is_empty() || event.paths.iter().any(ours))
}

fn quiet_after(kind: EventKind) -> Duration {
    match kind {
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both)) => SETTLED,
        _ => QUIET,
    }
}

/// Looks at names, sizes and times again and again, for as long as the program runs.
struct Eye {
    root: PathBuf,
    news: Arc<News>,
    seen: Seen,
    folders: Vec<Option<SystemTime>>,
    watcher: Option<RecommendedWatcher>,
}

impl Eye {
    /// Looks every so often, and at once when a watched folder itself moved.
    fn look_again(&mut self, between: Duration, moves: &Receiver<()>) {
        let mut took = Duration::ZERO;
        loop {
            // A large site on a slow share is not looked at all the time.
            if moves.recv_timeout(between.max(took * 20)).is_ok() {
                while moves.try_recv().is_ok() {}
            }
            let started = Instant::now();
            let now = look(&self.root);
            let changed = changed(&self.seen, &now);
            self.seen = now;
            // With their places, or a save that comes at the same moment would count as one of the whole site.
            if !changed.is_empty() {
                self.news.ring(QUIET, &changed);
            }
            self.watch_anew();
            took = started.elapsed();
        }
    }

    /// Events of a folder end when it is removed or renamed away; one that came in its place is watched anew. `false` where one of
    /// them cannot be watched.
    fn watch_anew(&mut self) -> bool {
        let there = folders(&self.root);
        if there == self.folders {
            return true;
        }
        self.folders = there;
        let Some(watcher) = &mut self.watcher else { return true };
        let hears = watch_folders(watcher, &self.root);
        self.news.ring(QUIET, &[]);
        hears
    }
}

/// Which of the folders are there, and which folder of the disk each is.
fn folders(root: &Path) -> Vec<Option<SystemTime>> {
    FOLDERS.iter().map(|folder| std::fs::metadata(root.join(folder)).ok().and_then(|m| m.created().or_else(|_| m.modified()).ok())).collect()
}

/// Files and folders with a digest of size and time.
type Seen = BTreeMap<PathBuf, u64>;

/// Everything in the folders.
fn look(root: &Path) -> Seen {
    let mut seen = Seen::new();
    for folder in FOLDERS {
        let inside = |at: &Path| at.canonicalize().is_ok_and(|real| real.starts_with(root));
        let walk = walkdir::WalkDir::new(root.join(folder)).follow_links(true).into_iter();
        for entry in walk.filter_entry(|entry| !entry.path_is_symlink() || inside(entry.path())).flatten() {
            let mut hasher = DefaultHasher::new();
            if let Ok(data) = entry.metadata()
                && data.is_file()
            {
                data.len().hash(&mut hasher);
                data.modified().ok().hash(&mut hasher);
            }
            seen.insert(entry.into_path(), hasher.finish());
        }
    }
    seen
}

/// What came, went or is another than before.
fn changed(before: &Seen, now: &Seen) -> Vec<PathBuf> {
    let other = |a: &Seen, b: &Seen| a.iter().filter(|(at, digest)| b.get(*at) != Some(*digest)).map(|(at, _)| at.clone()).collect::<BTreeSet<_>>();
    other(now, before).union(&other(before, now)).cloned().collect()
}
