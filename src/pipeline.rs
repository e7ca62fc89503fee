//! The pipeline: a snapshot and an edition in, a site, a plan and every finding out.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::config::Settings;
use crate::diag::{Checked, Diagnostic};
use crate::edition::Edition;
use crate::path::{OutPath, Url};
use crate::plan::{Artifact, Plan};
use crate::render::{Made, Renderer};
use crate::site::{PageKey, Site, resolve};
use crate::source::Source;
use crate::theme::{Theme, ThemeFiles};

/// A site, its theme, and what is to be written.
pub struct Press {
    /// The site.
    pub site: Site,
    /// The theme.
    pub theme: Theme,
    /// Every output path and what makes it.
    pub plan: Plan,
}

impl Press {
    /// Sets a site up: resolves it, reads the theme, plans every path. Nothing is rendered yet.
    pub fn set(source: &Source, files: &ThemeFiles, settings: Settings, edition: Edition) -> Checked<Self> {
        let mut findings = Vec::new();
        let (name, languages) = (settings.theme.clone(), settings.tags());
        let theme = Theme::read(&name, files, &languages).into(&mut findings);
        let site = resolve(source, settings, edition).into(&mut findings);
        let plan = plan(&site, &theme, &mut findings);
        Checked::new(Self { site, theme, plan }, findings)
    }

    /// Renders every artifact, on all cores; a page that fails is a finding and left out.
    pub fn render_all(&self) -> Checked<BTreeMap<OutPath, Made>> {
        let renderer = Renderer::new(&self.site, &self.theme);
        let made: Vec<Result<(OutPath, Made), Box<Diagnostic>>> =
            self.plan.artifacts.par_iter().map(|(path, artifact)| Ok((path.clone(), renderer.render(artifact)?))).collect();
        let mut findings: Vec<Diagnostic> = Vec::new();
        let mut files = BTreeMap::new();
        for one in made {
            match one {
                Ok((path, made)) => drop(files.insert(path, made)),
                // One broken template breaks many pages: say it once.
                Err(finding) if findings.iter().any(|f| f.file == finding.file && f.span == finding.span && f.file.is_some()) => {}
                Err(finding) => findings.push(*finding),
            }
        }
        Checked::new(files, findings)
    }
}

fn plan(site: &Site, theme: &Theme, findings: &mut Vec<Diagnostic>) -> Plan {
    let mut plan = Plan::default();
    let mut seen = BTreeMap::new();
    let mut add = |at: OutPath, artifact| plan.add(at, artifact, &mut seen, findings);
    for (id, page) in site.documents() {
        add(page.url.output(), Artifact::Page(PageKey::Document(id)));
    }
    for key in site.listings() {
        add(site.url(&key).output(), Artifact::Page(key));
    }
    if site.edition.base_url.is_some() {
        for key in site.feeds() {
            add(Url::file(&site.feed(&key)).unwrap_or_else(Url::home).output(), Artifact::Feed(key));
        }
        add(Url::file("sitemap.xml").unwrap_or_else(Url::home).output(), Artifact::Sitemap);
    }
    let own_robots = OutPath::new("robots.txt").is_some_and(|p| site.files.contains_key(&p));
    if !own_robots {
        add(Url::file("robots.txt").unwrap_or_else(Url::home).output(), Artifact::Robots);
    }
    for (name, file) in &theme.statics {
        add(file.url.output(), Artifact::ThemeFile(name.clone()));
    }
    for (at, from) in &site.files {
        add(at.clone(), Artifact::Copy(from.clone()));
    }
    for (from, to) in site.aliases() {
        add(from.output(), Artifact::Alias { from, to: PageKey::Document(to) });
    }
    plan
}
