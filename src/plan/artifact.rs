use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic};
use crate::path::{OutPath, SitePath, Url};
use crate::site::PageKey;

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
    /// A static file of the theme, by its name there.
    ThemeFile(String),
    /// A file of the site, published as it is.
    Copy(SitePath),
}

/// Every output path and what makes it.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// In the order of the paths.
    pub artifacts: BTreeMap<OutPath, Artifact>,
}

impl Plan {
    /// Adds a file; a second one at the same place is a finding and the first stays.
    ///
    /// Places that differ only in the case of letters count as the same: Windows shares and many object stores think so.
    pub fn add(&mut self, at: OutPath, artifact: Artifact, seen: &mut BTreeMap<String, OutPath>, findings: &mut Vec<Diagnostic>) {
        match seen.get(&at.as_str().to_lowercase()) {
            Some(other) if matches!(artifact, Artifact::Page(_) | Artifact::Alias { .. }) && other == &at => {} // resolve has said so already
            Some(other) => findings.push(
                Diagnostic::new(
                    Code::DuplicateUrl,
                    format!("输出位置 {at} 有两个来源（另一个是 {other}）"),
                    format!("two sources for the output {at} (the other is {other})"),
                )
                .help("请改其中一个的文件名、slug 或 aliases", "change the file name, slug or aliases of one of them"),
            ),
            None => {
                seen.insert(at.as_str().to_lowercase(), at.clone());
                self.artifacts.insert(at, artifact);
            }
        }
    }
}
