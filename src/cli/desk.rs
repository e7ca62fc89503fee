use std::collections::{BTreeMap, BTreeSet};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ArgMatches;
use jiff::Timestamp;

use crate::config::{BaseUrl, Settings, read_settings};
use crate::decode::decode;
use crate::diag::{Diagnostic, Severity, Words};
use crate::digest::Digest;
use crate::edge::{Memory, Reading, Recall, Stamp, read_changed, read_documents, read_theme, reason, typeface};
use crate::edition::Edition;
use crate::hant::HANT;
use crate::path::SitePath;
use crate::pipeline::Press;
use crate::report::{Texts, Tongue, human};
use crate::site::{LOCK, Memo};
use crate::source::Source;
use crate::terms::TERMS;
use crate::theme::{ThemeFiles, embedded};

/// The request or the machine is wrong; exit status 2.
#[derive(Debug, Clone)]
pub(super) struct Complaint(pub Words);

impl Complaint {
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self(Words::new(zh, en))
    }
}

/// What the command line says of what to publish.
#[derive(Debug, Clone, Default)]
pub(super) struct Choice {
    pub base_url: Option<String>,
    pub drafts: bool,
    pub relative: bool,
    pub plain: bool,
}

/// Where a command works and how it speaks.
#[derive(Debug, Clone)]
pub(super) struct Desk {
    pub root: PathBuf,
    pub tongue: Tongue,
}

/// A site read and resolved, with everything found on the way.
pub(super) struct Opened {
    pub press: Press,
    pub source: Source,
    pub texts: Texts,
    pub findings: Vec<Diagnostic>,
    /// Of the theme's own files and the settings: everything that can make the same document fail.
    pub ground: Digest,
}

/// Everything a site is made of, as it was read.
#[derive(Clone)]
pub(super) struct Snapshot {
    /// Files that were settled when they were read, and how they stood.
    pub stamps: BTreeMap<SitePath, Stamp>,
    settings: Settings,
    settings_text: Arc<str>,
    source: Source,
    theme: ThemeFiles,
    memo: Arc<Memo>,
    /// Of the fonts that cards are set in.
    face: Option<Digest>,
    findings: Vec<Diagnostic>,
}

/// What a snapshot is, in parts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Digests {
    /// Settings, theme, files that are published as they are, and what could not be read.
    pub around: Digest,
    /// Documents and the fields beside them.
    pub texts: Digest,
    /// The record of published anchors.
    pub record: Option<Digest>,
}

impl Snapshot {
    /// Takes what an earlier run read of files that are as they were.
    pub fn remembering(self, memo: Arc<Memo>) -> Self {
        Self { memo, ..self }
    }

    /// The documents that an earlier run read.
    pub fn memo(&self) -> Arc<Memo> {
        self.memo.clone()
    }

    /// The same from a memory, for documents whose text was not read.
    pub fn remembered(self, memory: &Memory) -> Self {
        let memo = memory.memo(self.source.digests.keys().filter(|path| !self.source.texts.contains_key(*path)));
        self.remembering(Arc::new(memo))
    }

    /// The same for the same names, texts and files.
    pub fn digest(&self) -> Digest {
        let Digests { around, texts, record } = self.digests();
        Digest::of_parts([around.bytes().as_slice(), texts.bytes(), record.as_ref().map_or(&[], |d| d.bytes())])
    }

    /// The same in parts.
    pub fn digests(&self) -> Digests {
        let lock = self.source.digests.iter().find(|(path, _)| path.as_str() == LOCK).map(|(_, digest)| *digest);
        let texts = self.source.digests.iter().filter(|(path, _)| path.as_str() != LOCK).flat_map(|(path, d)| [path.as_str().as_bytes(), d.bytes().as_slice()]);
        let assets = self.source.assets.iter().flat_map(|(path, asset)| [path.as_str().as_bytes(), asset.digest.bytes().as_slice()]);
        let found = self.findings.iter().map(|f| f.message.en.as_bytes());
        // What every page may show of these: terms, and the forms of characters.
        let shown = self
            .source
            .digests
            .iter()
            .filter(|(path, _)| matches!(path.as_str(), TERMS | HANT))
            .flat_map(|(path, d)| [path.as_str().as_bytes(), d.bytes().as_slice()]);
        let shown = Digest::of_parts(shown);
        let (texts, assets, found) = (Digest::of_parts(texts), Digest::of_parts(assets), Digest::of_parts(found));
        let theme = self.theme.digest();
        let face = self.face.as_ref().map_or(&[][..], |face| face.bytes());
        Digests {
            around: Digest::of_parts([self.settings_text.as_bytes(), face, assets.bytes(), theme.bytes(), found.bytes(), shown.bytes()]),
            texts,
            record: lock,
        }
    }

    /// What the settings say.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What this run publishes.
    pub fn edition(&self, choice: &Choice, now: Timestamp) -> Result<Edition, Complaint> {
        edition(&self.settings, choice, now, self.face)
    }

    /// Resolves the site, with everything found on the way.
    pub fn open(self, choice: &Choice, now: Timestamp) -> Result<Opened, Complaint> {
        let Self { settings, settings_text, source, theme, memo, face, mut findings, .. } = self;
        let edition = edition(&settings, choice, now, face)?;
        let ground = Digest::of_parts([theme.digest().bytes().as_slice(), settings_text.as_bytes()]);
        let files = match embedded(&settings.theme) {
            Some(files) => files.layered(theme),
            None if theme.0.is_empty() => {
                return Err(Complaint::new(
                    format!("没有叫“{}”的主题：themes/{} 不存在", settings.theme, settings.theme),
                    format!("there is no theme “{}”: themes/{} does not exist", settings.theme, settings.theme),
                ));
            }
            None => theme,
        };
        let press = Press::set(&source, &files, settings, edition, &memo).into(&mut findings);
        press.site.settings.weights.weigh(&mut findings);
        let mut texts = Texts::default();
        texts.insert("content/site.toml".into(), settings_text);
        let named: BTreeSet<&str> = findings.iter().filter_map(|f| f.file.as_deref()).collect();
        for (path, decoded) in source.texts.iter().filter(|(path, _)| named.contains(path.as_str())) {
            texts.insert(path.shared(), decoded.text.as_str().into());
        }
        press.theme.texts().for_each(|(name, text)| texts.insert(name.into(), text));
        Ok(Opened { press, source, texts, findings, ground })
    }
}

impl Desk {
    pub fn new(matches: &ArgMatches, tongue: Tongue) -> Self {
        let inner = matches.subcommand().and_then(|(_, m)| m.get_one::<PathBuf>("root"));
        let root = inner.or_else(|| matches.get_one("root")).cloned().unwrap_or_else(|| PathBuf::from("."));
        Self { root, tongue }
    }

    /// One of two forms of a sentence.
    pub fn say<T>(&self, zh: T, en: T) -> T {
        self.tongue.pick(zh, en)
    }

    pub fn complain(&self, complaint: &Complaint) {
        eprintln!("{}{}", self.say("错误：", "error: "), self.tongue.of(&complaint.0));
    }

    /// The settings of the site; the file's name and text for reports.
    pub fn settings(&self) -> Result<(crate::diag::Checked<Settings>, Arc<str>), Complaint> {
        let at = self.root.join("content").join("site.toml");
        let bytes = std::fs::read(&at).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => no_site(&self.root),
            _ => {
                let (zh, en) = reason(&error);
                Complaint::new(format!("content/site.toml 读不出来：{zh}"), format!("content/site.toml cannot be read: {en}"))
            }
        })?;
        let text: Arc<str> = decode(&bytes)
            .map_err(|_| Complaint::new("site.toml 的编码读不出来，请另存为 UTF-8", "site.toml cannot be decoded; save it as UTF-8"))?
            .text
            .into();
        Ok((read_settings(&text, "content/site.toml"), text))
    }

    /// Reads the whole site and resolves it.
    pub fn open(&self, choice: &Choice) -> Result<Opened, Complaint> {
        self.open_at(choice, Timestamp::now())
    }

    /// The same as if it were `now`.
    pub fn open_at(&self, choice: &Choice, now: Timestamp) -> Result<Opened, Complaint> {
        self.read()?.open(choice, now)
    }

    /// Reads everything a site is made of, and resolves nothing yet.
    pub fn read(&self) -> Result<Snapshot, Complaint> {
        self.read_changed(&Memory::default())
    }

    /// The same, with what stands as it did when it was last read taken from there.
    pub fn read_changed(&self, memory: &impl Recall) -> Result<Snapshot, Complaint> {
        let mut findings = Vec::new();
        let (settings, settings_text) = self.settings()?;
        let settings = settings.into(&mut findings);
        // Where no earlier run found the fonts of the machine, looking through them takes a while.
        let face = || settings.cards.then(|| typeface(&self.root, settings.card_font.as_deref())).flatten();
        let (read, face) = rayon::join(|| read_changed(&self.root, memory), face);
        let Reading { source, stamps } = read.into(&mut findings);
        let theme = read_theme(&self.root, &settings.theme).into(&mut findings);
        Ok(Snapshot { stamps, settings, settings_text, source, theme, memo: Arc::default(), face, findings })
    }

    /// Resolves a snapshot some of whose documents are remembered; one that is to be read in another way than it was, for its
    /// fields beside it or the settings are others, is read from its file.
    pub fn open_remembered(&self, mut snapshot: Snapshot, choice: &Choice, now: Timestamp) -> Result<Opened, Complaint> {
        let opened = snapshot.clone().open(choice, now)?;
        let wanting = &opened.press.site.wanting;
        if wanting.is_empty() {
            return Ok(opened);
        }
        read_documents(&self.root, wanting, &mut snapshot.source);
        snapshot.open(choice, now)
    }

    /// Reads the texts that findings of some weight point into and that are not here.
    pub fn read_texts(&self, findings: &[Diagnostic], least: Severity, texts: &mut Texts) {
        let files: BTreeSet<&Arc<str>> = findings.iter().filter(|f| f.severity >= least).filter_map(|f| f.file.as_ref()).collect();
        for file in files {
            if texts.get(file).is_none()
                && let Ok(bytes) = std::fs::read(self.root.join(&**file))
                && let Ok(decoded) = decode(&bytes)
            {
                texts.insert(file.clone(), decoded.text.into());
            }
        }
    }

    /// Prints findings to standard error; notes are left to `check`.
    pub fn report(&self, findings: &[Diagnostic], texts: &Texts, least: Severity) {
        let shown: Vec<Diagnostic> = findings.iter().filter(|f| f.severity >= least).cloned().collect();
        if !shown.is_empty() {
            let mut texts = texts.clone();
            self.read_texts(&shown, least, &mut texts);
            eprint!("{}", human(&shown, &texts, self.tongue, std::io::stderr().is_terminal()));
        }
    }
}

/// Whether a build may go on.
pub(super) fn has_errors(findings: &[Diagnostic]) -> bool {
    findings.iter().any(|f| f.severity == Severity::Error)
}

fn edition(settings: &Settings, choice: &Choice, now: Timestamp, face: Option<Digest>) -> Result<Edition, Complaint> {
    let base_url = match choice.base_url.as_deref() {
        None => settings.base_url.clone(),
        Some(text) => Some(BaseUrl::new(text).ok_or_else(|| {
            Complaint::new(
                format!("网址“{text}”不能用：要以 https:// 或 http:// 开头，如 https://example.org/zt/"),
                format!("“{text}” cannot be the base address: it starts with https:// or http://, such as https://example.org/zt/"),
            )
        })?),
    };
    Ok(Edition {
        now: now.to_zoned(settings.timezone.clone()).datetime(),
        drafts: choice.drafts,
        base_url,
        whole_links: choice.relative,
        minify: !choice.plain,
        face,
    })
}

fn no_site(root: &Path) -> Complaint {
    let at = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
    let at = at.display();
    Complaint::new(
        format!("{at} 里没有站点（找不到 content/site.toml）。请先进入站点目录，或用 --root 指定，或用 jiangxin init 目录 新建一个"),
        format!("there is no site in {at} (no content/site.toml). Go to the site's folder, name it with --root, or make one with jiangxin init DIR"),
    )
}
