use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::diag::Diagnostic;
use crate::digest::Digest;
use crate::path::OutPath;
use crate::pipeline::Press;
use crate::plan::{Artifact, Plan};
use crate::render::{Made, Renderer};
use crate::site::{Memo, PageId, PageKey, Site};
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
    /// Of the files that are published as they are.
    pub(super) assets: String,
    made: Mutex<HashMap<OutPath, Arc<[u8]>>>,
}

impl Showing {
    /// Takes a press; renders nothing yet.
    pub fn new(press: Press) -> Self {
        let Press { site, theme, plan } = press;
        let assets = site.assets.iter().flat_map(|(path, asset)| [path.as_str().as_bytes(), asset.digest.bytes().as_slice()]);
        let assets = Digest::of_parts(assets).short(16);
        Self::of(site, Arc::new(theme), Arc::new(plan), assets)
    }

    /// The same with one document's text edited; `None` where that may change more than the words of a page, see
    /// [`Site::revised`].
    pub fn revised(&self, id: PageId, text: &str, beside: Option<&str>) -> Option<Self> {
        Some(Self::of(self.site.revised(id, text, beside)?, self.theme.clone(), self.plan.clone(), self.assets.clone()))
    }

    fn of(site: Site, theme: Arc<Theme>, plan: Arc<Plan>, assets: String) -> Self {
        let version = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_nanos());
        Self { version: format!("{version:x}"), assets, site, theme, plan, made: Mutex::default() }
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
        let made = Renderer::new(&self.site, &self.theme).render(artifact);
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
        let mut findings: Vec<Diagnostic> = Vec::new();
        for artifact in self.plan.artifacts.values().filter(|artifact| !is_known(artifact)) {
            if stop() {
                return None;
            }
            // One broken template breaks many pages: say it once.
            if let Err(finding) = renderer.render(artifact)
                && !findings.iter().any(|f| f.file == finding.file && f.span == finding.span && f.file.is_some())
            {
                findings.push(*finding);
            }
        }
        Some(findings)
    }

    fn cache(&self) -> std::sync::MutexGuard<'_, HashMap<OutPath, Arc<[u8]>>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
