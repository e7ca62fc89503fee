use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::diag::Diagnostic;
use crate::edge::read_documents;
use crate::path::{OutPath, SitePath};
use crate::pipeline::{Press, texts_in};
use crate::plan::{Artifact, Plan};
use crate::render::{Made, Renderer};
use crate::search::Shelf;
use crate::site::{Memo, PageId, PageKey, Site};
use crate::source::Source;
use crate::theme::Theme;

/// One press as the preview shows it: it never changes and is swapped whole; pages are rendered when asked for.
pub struct Showing {
    /// The site.
    pub site: Site,
    /// The theme, shared with what was shown before where it is the same.
    pub theme: Arc<Theme>,
    /// Every path and what makes it, shared in the same way.
    pub plan: Arc<Plan>,
    /// Another one for every press and every run of the program.
    pub(super) version: String,
    made: Mutex<HashMap<OutPath, Arc<[u8]>>>,
    /// The site's folder, where documents that were remembered without their text are read when a page prints it.
    root: Option<Arc<Path>>,
    /// The search indexes, made when somebody searches.
    shelf: Arc<Shelf>,
}

impl Showing {
    /// Takes a press; renders nothing yet.
    pub fn new(press: Press) -> Self {
        let Press { site, theme, plan, .. } = press;
        Self::of(site, Arc::new(theme), Arc::new(plan))
    }

    /// The same for a press some of whose documents are remembered without their text, which stands in their files at `root`.
    pub fn reading(self, root: &Path) -> Self {
        Self { root: root.canonicalize().ok().map(Into::into), ..self }
    }

    /// The same with one document's text edited; `None` where that may change more than the words of a page, see
    /// [`Site::revised`].
    pub fn revised(&self, id: PageId, text: &str, beside: Option<&str>) -> Option<Self> {
        let site = self.site.revised(id, text, beside)?;
        Some(Self { root: self.root.clone(), ..Self::of(site, self.theme.clone(), self.plan.clone()) })
    }

    fn of(site: Site, theme: Arc<Theme>, plan: Arc<Plan>) -> Self {
        let version = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_nanos());
        Self { version: format!("{version:x}"), site, theme, plan, made: Mutex::default(), root: None, shelf: Arc::default() }
    }

    /// What a planned path holds, the bytes that a build would write; `None` where nothing is planned.
    ///
    /// # Errors
    /// A `template-error`.
    pub fn made(&self, path: &OutPath) -> Option<Result<Made, Box<Diagnostic>>> {
        let artifact = self.plan.artifacts.get(path)?;
        if let Some(bytes) = self.cache().get(path) {
            return Some(Ok(Made::Bytes(bytes.clone())));
        }
        self.complete(artifact);
        let made = Renderer::new(&self.site, &self.theme).sharing(&self.shelf).render(artifact);
        if let Ok(Made::Bytes(bytes)) = &made {
            self.cache().insert(path.clone(), bytes.clone());
        }
        Some(made)
    }

    /// Renders pages and keeps none, to find the templates that fail; `None` if `stop` said so on the way.
    ///
    /// Where `tried` holds what was tried before with the same theme, only the documents that are others are. One page after another,
    /// so that a core stays free for whoever asks for pages meanwhile.
    pub fn trial(&self, tried: Option<&Memo>, stop: &dyn Fn() -> bool) -> Option<Vec<Diagnostic>> {
        let renderer = Renderer::new(&self.site, &self.theme);
        let is_known = |artifact: &Artifact| match (artifact, tried) {
            (_, None) => false,
            (Artifact::Page(PageKey::Document(id)), Some(known)) => {
                let page = &self.site.pages[*id];
                known.get(&page.document.path).is_some_and(|old| old.key == page.key)
            }
            _ => true,
        };
        // No template prints the index.
        let is_page = |artifact: &Artifact| !matches!(artifact, Artifact::Search(_));
        let mut findings: Vec<Diagnostic> = Vec::new();
        for artifact in self.plan.artifacts.values().filter(|artifact| is_page(artifact) && !is_known(artifact)) {
            if stop() {
                return None;
            }
            self.complete(artifact);
            // One broken template breaks many pages: say it once.
            if let Err(finding) = renderer.render(artifact)
                && !findings.iter().any(|f| f.file == finding.file && f.span == finding.span && f.file.is_some())
            {
                findings.push(*finding);
            }
        }
        Some(findings)
    }

    /// Reads the texts that an artifact prints and that are not here yet.
    fn complete(&self, artifact: &Artifact) {
        let Some(root) = &self.root else { return };
        for id in texts_in(&self.site, artifact) {
            let Some(page) = self.site.pages.get(id).filter(|page| !page.is_whole()) else { continue };
            let files: Vec<SitePath> = std::iter::once(&page.document.path).chain(&page.document.sidecar).cloned().collect();
            // A file may have become a link to elsewhere since it was remembered.
            let inside = |file: &SitePath| file.on_disk(root).canonicalize().is_ok_and(|at| at.starts_with(root));
            if !files.iter().all(inside) {
                continue;
            }
            let mut source = Source::default();
            read_documents(root, &files, &mut source);
            self.site.complete_newest(id, &source);
        }
    }

    fn cache(&self) -> std::sync::MutexGuard<'_, HashMap<OutPath, Arc<[u8]>>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
