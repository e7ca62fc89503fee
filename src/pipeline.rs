//! The pipeline: a snapshot and an edition in, a site, a plan and every finding out.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use crate::config::Settings;
use crate::diag::{Checked, Code, Diagnostic};
use crate::digest::Digest;
use crate::edition::Edition;
use crate::feed::announced;
use crate::lang::Lang;
use crate::path::{OutPath, SitePath};
use crate::picture::Form;
use crate::plan::{Artifact, Plan, Planner};
use crate::render::{Rendered, Renderer};
use crate::search::{Catalogue, Former, Script, scripts};
use crate::site::{Memo, PageId, PageKey, Site, resolve};
use crate::source::Source;
use crate::theme::{SEARCH, Theme, ThemeFiles};
use crate::view::{Composer, forms};

/// A site, its theme, and what is to be written.
pub struct Press {
    /// The site.
    pub site: Site,
    /// The theme.
    pub theme: Theme,
    /// Every output path and what makes it.
    pub plan: Plan,
    /// Search indexes as the last build left them, where they help to make those of this one.
    pub former: BTreeMap<Lang, Former>,
}

impl Press {
    /// Sets a site up: resolves it, reads the theme, plans every path. Nothing is rendered yet.
    pub fn set(source: &Source, files: &ThemeFiles, settings: Settings, edition: Edition, memo: &Memo) -> Checked<Self> {
        let mut findings = Vec::new();
        let (name, languages) = (settings.theme.clone(), settings.tags());
        let theme = Theme::read(&name, files, &languages).into(&mut findings);
        let settings = Settings { search: settings.search && theme.has(SEARCH), ..settings };
        let site = resolve(source, settings, edition, memo).into(&mut findings);
        let plan = plan(&site, &theme, &mut findings);
        Checked::new(Self { site, theme, plan, former: BTreeMap::new() }, findings)
    }

    /// The fingerprints of these artifacts, as far as they have one, for a run that remembers those of the last.
    pub fn fingerprints(&self, of: impl Fn(&Artifact) -> bool + Sync) -> HashMap<OutPath, Digest> {
        let renderer = Renderer::new(&self.site, &self.theme);
        let asked = self.plan.artifacts.par_iter().filter(|(_, artifact)| of(artifact));
        asked.filter_map(|(path, artifact)| Some((path.clone(), renderer.fingerprint(artifact)?))).collect()
    }

    /// The documents that stand in artifacts other than those to skip, and whose text was left out when they were remembered.
    pub fn incomplete(&self, skip: impl Fn(&OutPath) -> bool) -> Vec<SitePath> {
        let is_shard = |artifact: &Artifact| matches!(artifact, Artifact::Search(Script::Shard(..)));
        let made = self.plan.artifacts.iter().filter(|(path, artifact)| !skip(path) && !is_shard(artifact));
        let mut ids: BTreeSet<PageId> = made.flat_map(|(_, artifact)| texts_in(&self.site, artifact)).collect();
        for lang in self.indexed(&skip).collect::<BTreeSet<_>>() {
            let documents = Catalogue::of(&self.site, &lang).documents;
            match self.former.get(&lang) {
                Some(former) => ids.extend(former.fresh(documents.len()).into_iter().filter_map(|n| documents.get(n as usize))),
                None => ids.extend(documents),
            }
        }
        ids.into_iter().map(|id| &self.site.pages[id]).filter(|p| !p.is_whole()).map(|p| p.document.path.clone()).collect()
    }

    /// The languages of which shards are to be made.
    fn indexed(&self, skip: impl Fn(&OutPath) -> bool) -> impl Iterator<Item = Lang> {
        let made = self.plan.artifacts.iter().filter(move |(path, _)| !skip(path));
        made.filter_map(|(_, artifact)| match artifact {
            Artifact::Search(Script::Shard(lang, _)) => Some(lang.clone()),
            _ => None,
        })
    }

    /// Renders every artifact but those to skip, on all cores, and hands each on; a page that fails is a finding and is not
    /// handed on. A theme that could not be read renders nothing: its own findings say why.
    ///
    /// # Errors
    /// The first one of `take`; what was not begun then is left.
    pub fn render<T: Send, E: Send>(
        &self,
        skip: impl Fn(&OutPath) -> bool + Sync,
        take: impl Fn(&OutPath, Rendered) -> Result<T, E> + Sync,
    ) -> Result<Checked<BTreeMap<OutPath, T>>, E> {
        if self.theme.broken {
            return Ok(Checked::clean(BTreeMap::new()));
        }
        let renderer = Renderer::new(&self.site, &self.theme);
        self.indexed(&skip).collect::<BTreeSet<Lang>>().iter().for_each(|lang| renderer.fill(lang, self.former.get(lang)));
        let one = |(path, artifact): (&OutPath, &Artifact)| match renderer.print(artifact) {
            Ok(made) => take(path, made).map(|taken| Ok((path.clone(), taken))),
            Err(finding) => Ok(Err(finding)),
        };
        let all = self.plan.artifacts.par_iter().filter(|(path, _)| !skip(path));
        let made: Vec<Result<(OutPath, T), Box<Diagnostic>>> = all.map(one).collect::<Result<_, E>>()?;
        let mut findings: Vec<Diagnostic> = Vec::new();
        let mut files = BTreeMap::new();
        for one in made {
            match one {
                Ok((path, taken)) => drop(files.insert(path, taken)),
                // One broken template breaks many pages: say it once.
                Err(finding) if findings.iter().any(|f| f.file == finding.file && f.span == finding.span && f.file.is_some()) => {}
                Err(finding) => findings.push(*finding),
            }
        }
        Ok(Checked::new(files, findings))
    }

    /// The first moment at which a document appears or goes by its date.
    pub fn until(&self) -> Option<String> {
        let moments = self.site.pages.iter().flat_map(|p| [p.common.publish_at, p.common.expire_at, p.common.withdrawn]).flatten().map(|m| m.at());
        moments.filter(|at| *at > self.site.edition.now).min().map(|at| at.to_string())
    }

    /// Renders every artifact for its findings alone.
    pub fn proof(&self) -> Vec<Diagnostic> {
        let read: Result<Checked<BTreeMap<OutPath, ()>>, std::convert::Infallible> = self.render(|_| false, |_, _| Ok(()));
        read.map_or_else(|never| match never {}, |checked| checked.findings)
    }
}

/// The documents whose own text stands in an artifact, as far as it may have been left out when they were remembered.
pub fn texts_in(site: &Site, artifact: &Artifact) -> Vec<PageId> {
    match artifact {
        Artifact::Page(PageKey::Document(id)) => vec![*id],
        Artifact::Page(PageKey::Bilingual(id, other)) => vec![*id, *other],
        Artifact::Feed(key) => announced(site, key),
        Artifact::Search(Script::Text(id)) => vec![*id],
        Artifact::Search(Script::Shard(lang, _)) => Catalogue::of(site, lang).documents,
        _ => Vec::new(),
    }
}

/// Plans cards and posters, and says where they lack something.
fn slips(site: &Site, theme: &Theme, planner: &mut Planner, findings: &mut Vec<Diagnostic>) {
    if !site.settings.cards || theme.broken {
        return;
    }
    let told = |code, zh: &str, en: &str| {
        let finding = Diagnostic::new(code, zh, en).in_file("content/site.toml");
        site.settings.cards_at.map_or(finding.clone(), |span| finding.at(span))
    };
    if theme.grounds.is_empty() || site.edition.base_url.is_none() {
        let (zh, en) = match theme.grounds.is_empty() {
            true => ("这个主题没有分享图，cards 不起作用", "the theme has no cards, so cards has no effect"),
            false => ("没有 base_url，做不出分享图和海报", "without base_url there are neither cards nor posters"),
        };
        // Cards are made without being asked for: only who asks for them needs to know.
        findings.extend(site.settings.cards_at.map(|_| {
            told(Code::SettingIdle, zh, en).help(
                "写上 base_url（网站的正式网址）；主题没有分享图的，删去 cards 一行",
                "set base_url, the address of the site; for a theme without cards, delete the line cards",
            )
        }));
        return;
    }
    if site.edition.face.is_none() {
        let (zh, en) = match &site.settings.card_font {
            Some(name) => (
                format!("找不到 card_font 写的字体“{name}”，分享图和海报上没有文字"),
                format!("there is no font “{name}”, which card_font names, so cards and posters have no words"),
            ),
            None => (
                "这台电脑上找不到中文字体，分享图和海报上没有文字".to_owned(),
                "this machine has no Chinese font, so cards and posters have no words".to_owned(),
            ),
        };
        findings.push(told(Code::CardFont, &zh, &en).help(
            "装一种中文字体（如 fonts-noto-cjk），或把字体文件放进站点，在 site.toml 里写 card_font = \"fonts/字体.otf\"；不要分享图就写 cards = false",
            "install a Chinese font (such as fonts-noto-cjk), or put a font file into the site and name it: card_font = \"fonts/font.otf\"; cards = false makes none",
        ));
    }
    let composer = Composer::new(site, &theme.words, &theme.cuts).with_slips(&theme.grounds);
    for slip in composer.slips() {
        let origin = (slip.file.clone(), None);
        planner.add(slip.at.clone(), Artifact::Slip(slip.into()), origin, findings);
    }
}

fn plan(site: &Site, theme: &Theme, findings: &mut Vec<Diagnostic>) -> Plan {
    let mut planner = Planner::default();
    let own = (None, None);
    for (id, page) in site.documents().chain(site.withdrawn()) {
        planner.add(page.url.output(), Artifact::Page(PageKey::Document(id)), (Some(page.file()), None), findings);
    }
    for key in site.listings().into_iter().chain(site.bilinguals()) {
        planner.add(site.url(&key).output(), Artifact::Page(key), own.clone(), findings);
    }
    for (at, script) in scripts(site) {
        planner.add(at, Artifact::Search(script), own.clone(), findings);
    }
    let mut file = |name: &str, artifact, findings: &mut Vec<Diagnostic>| {
        if let Some(at) = OutPath::new(name) {
            planner.add(at, artifact, own.clone(), findings);
        }
    };
    if site.edition.base_url.is_some() {
        site.feeds().into_iter().for_each(|key| file(&site.feed(&key), Artifact::Feed(key), findings));
        file("sitemap.xml", Artifact::Sitemap, findings);
    }
    if !OutPath::new("robots.txt").is_some_and(|p| site.files.contains_key(&p)) {
        file("robots.txt", Artifact::Robots, findings);
    }
    for (name, asset) in &theme.statics {
        file(asset.url.output().as_str(), Artifact::ThemeFile(name.clone()), findings);
    }
    for (at, from) in &site.files {
        let clean = site.assets.get(from).and_then(|asset| Form::clean(from, asset, at));
        let artifact = clean.map_or_else(|| Artifact::Copy(from.clone()), |form| Artifact::Picture(form.into()));
        planner.add(at.clone(), artifact, (Some(from.shared()), None), findings);
    }
    for (at, form) in forms(site, &theme.cuts) {
        let origin = (Some(form.from.shared()), None);
        planner.add(at, Artifact::Picture(form.into()), origin, findings);
    }
    slips(site, theme, &mut planner, findings);
    for alias in site.aliases() {
        let origin = (Some(alias.file), Some(alias.span));
        planner.add(alias.from.output(), Artifact::Alias { from: alias.from, to: PageKey::Document(alias.to) }, origin, findings);
    }
    planner.finish(findings)
}
