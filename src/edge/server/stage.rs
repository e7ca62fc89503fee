use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use serde_json::{Value, json};
use tokio::sync::watch;

use super::address::{Address, look_up};
use super::file::Content;
use super::files::files_in;
use super::review::{document, length, review};
use super::words::words;
use super::{Findings, Showing, overlay};
use crate::decode::decode;
use crate::diag::Diagnostic;
use crate::edge::Darkroom;
use crate::path::{OutPath, SitePath};
use crate::plan::Artifact;
use crate::render::Made;
use crate::report::{Texts, Tongue};
use crate::site::Page;

/// What the preview shows now, and who looks at it.
pub struct Stage {
    root: PathBuf,
    darkroom: Darkroom,
    tongue: Tongue,
    shown: RwLock<Arc<Showing>>,
    /// Pages as they last came out right, for those whose template fails now.
    last: Mutex<HashMap<OutPath, Arc<[u8]>>>,
    found: RwLock<Arc<Findings>>,
    news: watch::Sender<Arc<Value>>,
    open: Mutex<HashMap<OutPath, usize>>,
}

/// What answers a request.
pub(super) enum Found {
    /// A page of the theme, with the version of the press it came from.
    Page(Arc<[u8]>, String),
    /// Other bytes.
    File(Content),
    /// A page that does not come out, and never did.
    Broken,
    /// A planned file that is gone from the disk.
    Gone,
}

impl Stage {
    /// Shows a first press, with what is wrong about it.
    pub fn new(root: &Path, tongue: Tongue, first: Showing, found: Arc<Findings>) -> Self {
        let root = std::path::absolute(root).unwrap_or_else(|_| root.to_path_buf());
        let (news, _) = watch::channel(Arc::default());
        let darkroom = Darkroom::new(&root);
        let stage = Self {
            root,
            darkroom,
            tongue,
            shown: RwLock::new(Arc::new(first)),
            last: Mutex::default(),
            found: RwLock::new(found),
            news,
            open: Mutex::default(),
        };
        stage.tell();
        stage
    }

    /// What is shown now.
    pub fn shown(&self) -> Arc<Showing> {
        self.shown.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Shows another press in place of the last one, whole; every open page is told once.
    pub fn show(&self, next: Arc<Showing>, found: Arc<Findings>) {
        self.put(next);
        self.complain(found);
    }

    /// Puts another press in place of the last one and tells nobody yet.
    pub fn put(&self, next: Arc<Showing>) {
        lock(&self.last).retain(|path, _| next.plan.artifacts.contains_key(path));
        *self.shown.write().unwrap_or_else(PoisonError::into_inner) = next;
    }

    /// Shows these errors over every open page, or none any more; the press stays.
    pub fn complain(&self, found: Arc<Findings>) {
        *self.found.write().unwrap_or_else(PoisonError::into_inner) = found;
        self.tell();
    }

    /// Whether somebody looks at a page.
    pub fn is_watched(&self) -> bool {
        !lock(&self.open).is_empty()
    }

    /// Renders the pages that somebody looks at; what fails is a finding.
    pub fn rehearse(&self, next: &Showing) -> Vec<Diagnostic> {
        let open: Vec<OutPath> = lock(&self.open).keys().cloned().collect();
        open.iter().filter_map(|path| next.made(path)?.err()).map(|finding| *finding).collect()
    }

    /// What stands at the path of a request.
    pub(super) fn address(&self, path: &str) -> (Arc<Showing>, Address) {
        let shown = self.shown();
        let address = look_up(&shown.plan, &shown.site.edition.base_path(), path);
        (shown, address)
    }

    /// A planned file of a press; `None` where nothing is planned.
    pub(super) fn find(&self, shown: &Showing, path: &OutPath) -> Option<Found> {
        let is_page = path.as_str().ends_with(".html");
        Some(match shown.made(path)? {
            // A planned file may have become a link to elsewhere since it was planned.
            Ok(Made::Copy(from)) => self.on_disk(&from).and_then(|at| File::open(at).ok()).map_or(Found::Gone, |file| Found::File(Content::File(file))),
            Ok(Made::Picture(form)) => match self.on_disk(&form.from).and_then(|_| self.darkroom.picture_beside(&form).ok()) {
                Some(bytes) => Found::File(Content::Bytes(bytes.into())),
                None => Found::Gone,
            },
            Ok(Made::Slip(slip)) => self.darkroom.slip_beside(&slip).map_or(Found::Gone, |bytes| Found::File(Content::Bytes(bytes.into()))),
            Ok(Made::Bytes(bytes)) if is_page => {
                lock(&self.last).insert(path.clone(), bytes.clone());
                Found::Page(bytes, shown.version.clone())
            }
            Ok(Made::Bytes(bytes)) => Found::File(Content::Bytes(bytes)),
            Err(_) => match lock(&self.last).get(path) {
                Some(bytes) => Found::Page(bytes.clone(), shown.version.clone()),
                None => Found::Broken,
            },
        })
    }

    /// Every state from now on, the present one first.
    pub(super) fn listen(&self) -> watch::Receiver<Arc<Value>> {
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

    /// The site's folder, absolute.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Where a file of the site stands on disk; `None` for links that lead out of the site.
    pub(super) fn on_disk(&self, file: &SitePath) -> Option<PathBuf> {
        let at = file.on_disk(&self.root);
        let (real, home) = (at.canonicalize().ok()?, self.root.canonicalize().ok()?);
        (real.is_file() && real.starts_with(home)).then_some(at)
    }

    /// What was found last.
    pub fn found(&self) -> Arc<Findings> {
        self.found.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether a document of the site or a finding names a file.
    pub(super) fn names(&self, file: &str) -> bool {
        let of_page = |page: &Page| page.document.path.as_str() == file || page.document.sidecar.as_ref().is_some_and(|s| s.as_str() == file);
        self.shown().site.pages.iter().any(of_page) || self.found().list.iter().any(|f| f.file.as_deref() == Some(file))
    }

    /// The page at an address as it is in the version that a state tells of; `None` where that is not what is shown any more,
    /// or where no page comes out.
    pub(super) fn page_of(&self, state: &Value, path: &str) -> Option<Arc<[u8]>> {
        let (shown, Address::At(at)) = self.address(path) else { return None };
        match self.find(&shown, &at)? {
            Found::Page(page, version) if state["version"] == version => Some(page),
            _ => None,
        }
    }

    /// The files that a page shows and whose addresses do not tell what is in them, with digests.
    pub(super) fn files_of(&self, page: &[u8], path: &str) -> Value {
        files_in(&String::from_utf8_lossy(page), path, |at| {
            let (shown, Address::At(at)) = self.address(at) else { return None };
            match shown.plan.artifacts.get(&at)? {
                Artifact::Copy(from) => Some(shown.site.assets.get(from)?.digest.short(8)),
                _ => None,
            }
        })
    }

    /// A state as an editor's page is told it: with what is known of the page, and the secret that lets it do something.
    pub(super) fn tell_editor(&self, state: &Value, path: &str, secret: Option<&str>) -> Value {
        let mut told = state.clone();
        if let (shown, Address::At(at)) = self.address(path)
            && let Some(artifact) = shown.plan.artifacts.get(&at)
        {
            let found = self.found();
            let texts = document(&shown.site, artifact).and_then(|id| shown.site.pages.get(id)).map(|page| self.texts(page, &found)).unwrap_or_default();
            // Errors elsewhere keep the page that was; its own file may be gone all the same.
            told["gone"] =
                json!(document(&shown.site, artifact).and_then(|id| shown.site.pages.get(id)).is_some_and(|page| self.on_disk(&page.document.path).is_none()));
            told["page"] = review(&shown.site, artifact, (&found, &texts), self.tongue);
            told["page"]["length"] = json!(document(&shown.site, artifact).and_then(|id| self.length(shown.site.pages.get(id)?)).unwrap_or_default());
        }
        told["secret"] = json!(secret);
        told
    }

    /// The texts of a page's own files: those that findings brought along, and what the files say now where they brought none.
    fn texts(&self, page: &Page, found: &Findings) -> Texts {
        let mut texts = Texts::new();
        for file in std::iter::once(&page.document.path).chain(&page.document.sidecar) {
            let read = || Some(decode(&std::fs::read(self.on_disk(file)?).ok()?).ok()?.text.into());
            if let Some(text) = found.texts.get(file.as_str()).map(Into::into).or_else(read) {
                texts.insert(file.shared(), text);
            }
        }
        texts
    }

    /// How long the text of a page is (字数), as its file is now.
    fn length(&self, page: &Page) -> Option<String> {
        let bytes = std::fs::read(self.on_disk(&page.document.path)?).ok()?;
        let text = decode(&bytes).ok()?.text;
        // What is shown may be an older text with another head.
        let now = crate::document::parse(&page.document.path, text.as_str().into(), None, &page.document.languages).value;
        Some(length(page, now.body(), self.tongue))
    }

    /// A state as a guest's page is told it: no file names, no findings.
    pub(super) fn tell_guest(state: &Value) -> Value {
        let mut told = state.clone();
        told["errors"] = overlay::none();
        told
    }

    fn tell(&self) {
        let shown = self.shown();
        let home = &shown.site.languages.first().map(|lang| shown.site.url(&crate::site::PageKey::Home(lang.clone())).link(false));
        let home = format!("/{}", home.as_deref().unwrap_or_default());
        let errors = overlay::errors(&self.found(), self.tongue);
        let state = json!({ "version": shown.version, "errors": errors, "home": home, "words": words(self.tongue), "page": null, "secret": null });
        self.news.send_replace(Arc::new(state));
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
