use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use serde_json::{Value, json};
use tokio::sync::watch;

use super::address::{Address, look_up};
use super::{Showing, overlay};
use crate::diag::Diagnostic;
use crate::path::{OutPath, SitePath};
use crate::render::Made;
use crate::report::{Texts, Tongue};

/// What the preview shows now, and who looks at it.
pub struct Stage {
    root: PathBuf,
    tongue: Tongue,
    shown: RwLock<Arc<Showing>>,
    /// Pages as they last came out right, for those whose template fails now.
    last: Mutex<HashMap<OutPath, Arc<[u8]>>>,
    errors: Mutex<Value>,
    news: watch::Sender<Arc<str>>,
    open: Mutex<HashMap<OutPath, usize>>,
}

/// What answers a request.
pub(super) enum Found {
    /// A page of the theme, with the version of the press it came from.
    Page(Arc<[u8]>, String),
    /// Other bytes.
    File(Arc<[u8]>),
    /// A page that does not come out, and never did.
    Broken,
    /// A planned file that is gone from the disk.
    Gone,
}

impl Stage {
    /// Shows a first press, with what is wrong about it.
    pub fn new(root: &Path, tongue: Tongue, first: Showing, findings: &[Diagnostic], texts: &Texts) -> Self {
        let root = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
        let (news, _) = watch::channel(Arc::from(""));
        let errors = Mutex::new(overlay::errors(findings, texts, tongue));
        let stage = Self { root, tongue, shown: RwLock::new(Arc::new(first)), last: Mutex::default(), errors, news, open: Mutex::default() };
        stage.tell();
        stage
    }

    /// What is shown now.
    pub fn shown(&self) -> Arc<Showing> {
        self.shown.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Shows another press in place of the last one, whole; every open page is told once.
    pub fn show(&self, next: Arc<Showing>, findings: &[Diagnostic], texts: &Texts) {
        lock(&self.last).retain(|path, _| next.press.plan.artifacts.contains_key(path));
        *self.shown.write().unwrap_or_else(PoisonError::into_inner) = next;
        self.complain(findings, texts);
    }

    /// Shows these errors over every open page, or none any more; the press stays.
    pub fn complain(&self, findings: &[Diagnostic], texts: &Texts) {
        *lock(&self.errors) = overlay::errors(findings, texts, self.tongue);
        self.tell();
    }

    /// Renders the pages that somebody looks at; what fails is a finding.
    pub fn rehearse(&self, next: &Showing) -> Vec<Diagnostic> {
        let open: Vec<OutPath> = lock(&self.open).keys().cloned().collect();
        open.iter().filter_map(|path| next.made(path)?.err()).map(|finding| *finding).collect()
    }

    /// What stands at the path of a request.
    pub(super) fn address(&self, path: &str) -> (Arc<Showing>, Address) {
        let shown = self.shown();
        let address = look_up(&shown.press.plan, &shown.press.site.edition.base_path(), path);
        (shown, address)
    }

    /// A planned file of a press; `None` where nothing is planned.
    pub(super) fn find(&self, shown: &Showing, path: &OutPath) -> Option<Found> {
        let is_page = path.as_str().ends_with(".html");
        Some(match shown.made(path)? {
            Ok(Made::Copy(from)) => self.read(&from).map_or(Found::Gone, Found::File),
            Ok(Made::Bytes(bytes)) if is_page => {
                lock(&self.last).insert(path.clone(), bytes.clone());
                Found::Page(bytes, shown.version.clone())
            }
            Ok(Made::Bytes(bytes)) => Found::File(bytes),
            Err(_) => match lock(&self.last).get(path) {
                Some(bytes) => Found::Page(bytes.clone(), shown.version.clone()),
                None => Found::Broken,
            },
        })
    }

    /// Every state from now on, the present one first.
    pub(super) fn listen(&self) -> watch::Receiver<Arc<str>> {
        self.news.subscribe()
    }

    /// Remembers that a page is looked at, for as long as the answer lives.
    pub(super) fn look_at(self: &Arc<Self>, path: OutPath) -> Looking {
        *lock(&self.open).entry(path.clone()).or_default() += 1;
        Looking { stage: self.clone(), path }
    }

    pub(super) fn tongue(&self) -> Tongue {
        self.tongue
    }

    /// A planned file may have become a link to elsewhere since it was planned.
    fn read(&self, from: &SitePath) -> Option<Arc<[u8]>> {
        let real = from.on_disk(&self.root).canonicalize().ok().filter(|real| real.starts_with(&self.root))?;
        std::fs::read(real).ok().map(Arc::from)
    }

    fn tell(&self) {
        let shown = self.shown();
        let home = &shown.press.site.languages.first().map(|lang| shown.press.site.url(&crate::site::PageKey::Home(lang.clone())).link(false));
        let home = format!("/{}", home.as_deref().unwrap_or_default());
        let errors = lock(&self.errors).clone();
        let state = json!({ "version": shown.version, "assets": shown.assets, "errors": errors, "home": home, "words": overlay::words(self.tongue) });
        self.news.send_replace(state.to_string().into());
    }
}

/// Somebody looks at a page.
pub(super) struct Looking {
    stage: Arc<Stage>,
    path: OutPath,
}

impl Drop for Looking {
    fn drop(&mut self) {
        let mut open = lock(&self.stage.open);
        if let Some(count) = open.get_mut(&self.path) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.path);
            }
        }
    }
}

fn lock<T>(what: &Mutex<T>) -> MutexGuard<'_, T> {
    what.lock().unwrap_or_else(PoisonError::into_inner)
}
