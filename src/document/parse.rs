use std::sync::Arc;

use crate::diag::{Checked, Code, Diagnostic};
use crate::fields::{self, Entry, Format, Table};
use crate::lang::Lang;
use crate::path::SitePath;
use crate::text::{LineIndex, Span};

/// One source file, taken apart, its kind still open.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Document {
    /// The file.
    pub path: SitePath,
    /// The folder of its section below `content/`, with `/`; empty for plain pages.
    pub section: String,
    /// The file's stem without its language, or a bundle's folder name. Empty for `_index.md` and the home page.
    pub slug: String,
    /// The language of the file's suffix; `None` is the site's default.
    pub language: Option<Lang>,
    /// Whether it is a section's `_index.md`.
    pub is_index: bool,
    /// Whether it is the `index.md` of a folder of its own.
    pub is_bundle: bool,
    /// The whole decoded text.
    #[serde(skip)]
    pub text: Arc<str>,
    /// The fields of the front matter and of the file beside it.
    #[serde(skip)]
    pub fields: Table,
    /// The text proper, after the front matter.
    pub body: Span,
    /// The `.toml` beside it.
    pub sidecar: Option<SitePath>,
    /// The site's languages: their folders are no slugs.
    pub languages: Vec<Lang>,
}

impl Document {
    /// The text proper.
    pub fn body(&self) -> &str {
        self.body.of(&self.text)
    }

    /// Whether it is the lead text of the home page: `content/index.md`.
    pub fn is_home(&self) -> bool {
        !self.is_bundle && !self.is_index && self.section.is_empty() && self.slug.is_empty()
    }
}

/// Takes a file apart: name, front matter, the `.toml` beside it (path, text), body. Total; linear in the texts.
///
/// `languages` are the configured ones: only their tags count as a suffix, so `2022.04.md` has none.
/// A field that stands both in the file and beside it is a finding; the file's own value holds.
pub fn parse(path: &SitePath, text: Arc<str>, sidecar: Option<(&SitePath, Arc<str>)>, languages: &[Lang]) -> Checked<Document> {
    let mut findings = Vec::new();
    let parts = fields::split(&text);
    let mut table = match parts.front {
        Some(front) => {
            let mut table = fields::parse(&text, front.span, front.format, path.shared(), Code::FrontMatterSyntax).into(&mut findings);
            if !front.closed {
                findings.insert(0, unclosed(&text, front.span.start, front.format, path));
                table.broken = true;
            }
            table
        }
        None => {
            let wide = wide_fence(&text, path);
            let broken = wide.is_some();
            findings.extend(wide);
            Table { broken, ..Table::default() }
        }
    };
    if let Some((beside, words)) = &sidecar {
        let own = fields::parse(words, Span::new(0, words.len()), Format::Toml, beside.shared(), Code::FrontMatterSyntax).into(&mut findings);
        merge(&mut table, own, &mut findings);
    }
    let name = Name::of(path, languages);
    let document = Document {
        path: path.clone(),
        section: name.section.to_owned(),
        slug: name.slug.to_owned(),
        language: name.language,
        is_index: name.is_index,
        is_bundle: name.is_bundle,
        fields: table,
        body: parts.body,
        sidecar: sidecar.map(|(beside, _)| beside.clone()),
        languages: languages.to_vec(),
        text,
    };
    Checked::new(document, findings)
}

fn merge(table: &mut Table, beside: Table, findings: &mut Vec<Diagnostic>) {
    table.broken |= beside.broken;
    for entry in beside.entries {
        match table.get(&entry.key) {
            Some(own) => findings.push(twice(&entry, own)),
            None => table.entries.push(entry),
        }
    }
}

fn twice(entry: &Entry, own: &Entry) -> Diagnostic {
    let key = &entry.key;
    Diagnostic::new(
        Code::BadValue,
        format!("字段“{key}”在 {} 的文件头里已经写过", own.file),
        format!("“{key}” already stands in the front matter of {}", own.file),
    )
    .in_file(entry.file.clone())
    .at(Span::new(entry.key_span.start, entry.span.end.max(entry.key_span.end)))
    .help("一个字段只写在一个地方：删掉其中一处", "give each field in one place: delete one of the two")
}

/// ＋＋＋ typed with a Chinese keyboard where front matter should begin.
fn wide_fence(text: &str, path: &SitePath) -> Option<Diagnostic> {
    let start = text.len() - text.trim_start().len();
    let first = text.get(start..)?.lines().next()?.trim_end();
    let wide = first.chars().count() >= 3 && first.contains('＋') && first.chars().all(|c| matches!(c, '＋' | '+'));
    let found = Diagnostic::new(
        Code::FrontMatterSyntax,
        format!("文件头的“{first}”是全角加号，没有当作文件头"),
        format!("The “{first}” at the top is in full-width signs, so no front matter was read"),
    );
    let help = found.in_file(path.shared()).at(Span::new(start, start + first.len()));
    wide.then(|| {
        help.help("切换到英文输入法，把开头和结尾的两行都改成三个半角加号 +++", "Type both lines again, above and below the fields, as three plain signs: +++")
    })
}

fn unclosed(text: &str, inner: usize, format: Format, path: &SitePath) -> Diagnostic {
    let fence = if format == Format::Toml { "+++" } else { "---" };
    let index = LineIndex::new(text);
    let line = index.line(inner.saturating_sub(1));
    Diagnostic::new(Code::FrontMatterSyntax, format!("第 {line} 行的 {fence} 没有配对的结束行"), format!("The {fence} of line {line} has no closing line"))
        .in_file(path.shared())
        .at(index.span(line))
        .help(format!("在最后一个字段下面单独加一行 {fence}，再写正文"), format!("put a line {fence} after the last field, before the text"))
}

/// What a file's path says.
struct Name<'a> {
    section: &'a str,
    slug: &'a str,
    language: Option<Lang>,
    is_index: bool,
    is_bundle: bool,
}

impl<'a> Name<'a> {
    fn of(path: &'a SitePath, languages: &[Lang]) -> Self {
        let folder = path.folder();
        let folder = folder.strip_prefix("content").map_or(folder, |rest| rest.strip_prefix('/').unwrap_or(rest));
        let name = path.name();
        let stem = name
            .rsplit_once('.')
            .filter(|(stem, end)| !stem.is_empty() && matches!(end.to_ascii_lowercase().as_str(), "md" | "markdown"))
            .map_or(name, |(stem, _)| stem);
        let (stem, language) = match stem.rsplit_once('.') {
            Some((rest, suffix)) if !rest.is_empty() => match languages.iter().find(|l| l.tag().eq_ignore_ascii_case(suffix)) {
                Some(language) => (rest, Some(language.clone())),
                None => (stem, None),
            },
            _ => (stem, None),
        };
        let (section, slug, is_bundle) = match (stem, folder.rsplit_once('/')) {
            ("_index", _) => (folder, "", false),
            ("index", Some((section, own))) => (section, own, true),
            ("index", None) => ("", folder, !folder.is_empty()),
            _ => (folder, stem, false),
        };
        Self { section, slug, language, is_index: stem == "_index", is_bundle }
    }
}
