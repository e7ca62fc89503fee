use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use rayon::prelude::*;

use crate::diag::Diagnostic;
use crate::digest::Digest;
use crate::path::OutPath;
use crate::pipeline::Press;
use crate::plan::Plan;
use crate::render::{Made, Renderer};
use crate::site::Site;
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
        Self::of(site, Arc::new(theme), Arc::new(plan))
    }

    fn of(site: Site, theme: Arc<Theme>, plan: Arc<Plan>) -> Self {
        let version = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_nanos());
        let assets = site.assets.iter().flat_map(|(path, asset)| [path.as_str().as_bytes(), asset.digest.bytes().as_slice()]);
        let assets = Digest::of_parts(assets).short(16);
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

    /// Renders every page and keeps none, to find the templates that fail; `None` if `stop` said so on the way.
    pub fn trial(&self, stop: &(dyn Fn() -> bool + Sync)) -> Option<Vec<Diagnostic>> {
        let renderer = Renderer::new(&self.site, &self.theme);
        let render = |artifact| if stop() { None } else { Some(renderer.render(artifact).err()) };
        let found: Vec<Option<Box<Diagnostic>>> = self.plan.artifacts.par_iter().map(|(_, artifact)| render(artifact)).collect::<Option<_>>()?;
        let mut findings: Vec<Diagnostic> = Vec::new();
        for finding in found.into_iter().flatten() {
            // One broken template breaks many pages: say it once.
            if !findings.iter().any(|f| f.file == finding.file && f.span == finding.span && f.file.is_some()) {
                findings.push(*finding);
            }
        }
        Some(findings)
    }

    fn cache(&self) -> std::sync::MutexGuard<'_, HashMap<OutPath, Arc<[u8]>>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
