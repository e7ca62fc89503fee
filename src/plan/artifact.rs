use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::{Code, Diagnostic};
use crate::path::{OutPath, SitePath, Url};
use crate::picture::Form;
use crate::search::Script;
use crate::site::PageKey;
use crate::slip::Slip;
use crate::text::Span;

/// What makes one output file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Artifact {
    /// A page printed by the theme.
    Page(PageKey),
    /// A page that sends readers of an old address on.
    Alias {
        /// The old address.
        from: Url,
        /// The new one.
        to: PageKey,
    },
    /// The feed of a language, or of one section of it.
    Feed(PageKey),
    /// `sitemap.xml`
    Sitemap,
    /// `robots.txt`
    Robots,
    /// A script of the search index.
    Search(Script),
    /// A static file of the theme, by its name there.
    ThemeFile(String),
    /// A file of the site, published as it is.
    Copy(SitePath),
    /// A picture of the site in one of its sizes, or cleaned.
    Picture(Arc<Form>),
    /// A card or poster.
    Slip(Arc<Slip>),
}

/// Every output path and what makes it.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// In the order of the paths.
    pub artifacts: BTreeMap<OutPath, Artifact>,
}

impl Plan {
    /// Every picture that is made.
    pub fn pictures(&self) -> impl Iterator<Item = &Form> {
        self.artifacts.values().filter_map(|artifact| match artifact {
            Artifact::Picture(form) => Some(form.as_ref()),
            _ => None,
        })
    }

    /// Every card and poster.
    pub fn slips(&self) -> impl Iterator<Item = &Slip> {
        self.artifacts.values().filter_map(|artifact| match artifact {
            Artifact::Slip(slip) => Some(slip.as_ref()),
            _ => None,
        })
    }
}

/// Where in the site an artifact comes from, for findings: the file, and the field in it.
pub type Origin = (Option<Arc<str>>, Option<Span>);

/// Collects artifacts and says where two would stand in each other's way.
#[derive(Debug, Default)]
pub struct Planner {
    plan: Plan,
    seen: BTreeMap<String, (OutPath, Origin)>,
}

impl Planner {
    /// Adds a file; a second one at the same place is a finding and the first stays.
    ///
    /// Places that differ only in the case of letters count as the same: Windows shares and many object stores think so.
    pub fn add(&mut self, at: OutPath, artifact: Artifact, origin: Origin, findings: &mut Vec<Diagnostic>) {
        match self.seen.get(&at.as_str().to_lowercase()) {
            // A document's text stands by its address: where two clash, their pages have said so.
            Some(_) if matches!(artifact, Artifact::Search(_)) => {}
            // Resolving the site has said so already.
            Some((other, _)) if matches!(artifact, Artifact::Page(_) | Artifact::Alias { .. }) && other == &at => {}
            Some((other, from)) => {
                let by = named(other, from);
                let (zh, en) = if other == &at { ("", "") } else { ("（只有大小写不同）", " (only upper and lower case differ)") };
                findings.push(clash(origin, format!("输出位置 {at} 已被 {by} 占用{zh}"), format!("{by} already stands at {at}{en}")));
            }
            None => {
                self.seen.insert(at.as_str().to_lowercase(), (at.clone(), origin));
                self.plan.artifacts.insert(at, artifact);
            }
        }
    }

    /// The plan; a file that stands where another one needs a folder is a finding.
    pub fn finish(self, findings: &mut Vec<Diagnostic>) -> Plan {
        for (name, (at, origin)) in &self.seen {
            let above = name.rmatch_indices('/').find_map(|(end, _)| self.seen.get(&name[..end]));
            if let Some((file, from)) = above {
                let by = named(file, from);
                findings.push(clash(
                    origin.clone(),
                    format!("输出位置 {at} 要求 {file} 是文件夹，但那里已有一个文件（{by}）"),
                    format!("{at} needs a folder {file}, but a file stands there ({by})"),
                ));
            }
        }
        self.plan
    }
}

fn named(at: &OutPath, origin: &Origin) -> String {
    origin.0.as_deref().unwrap_or(at.as_str()).to_owned()
}

fn clash((file, span): Origin, zh: String, en: String) -> Diagnostic {
    let mut finding =
        Diagnostic::new(Code::DuplicateUrl, zh, en).help("请改其中一个的文件名、slug 或 aliases", "change the file name, slug or aliases of one of them");
    (finding.file, finding.span) = (file, span);
    finding
}
