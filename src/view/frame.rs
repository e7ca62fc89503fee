use std::sync::Arc;

use serde::Serialize;

use super::{Card, DateText, Link, TocEntry};

/// A menu entry.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MenuItem {
    /// What it is called.
    pub title: String,
    /// From the site's root; `None` for an outside link.
    pub path: Option<String>,
    /// An outside address.
    pub url: Option<String>,
    /// Matches `page.key` where it is current.
    pub key: String,
}

/// What every page of a language says about the site.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SiteFrame {
    /// The site's title in this language.
    pub title: String,
    /// The language tag.
    pub lang: String,
    /// The home page in this language.
    pub path: String,
    /// The menu.
    pub menu: Vec<MenuItem>,
    /// The search page; `None` where the site has none in this language.
    pub search: Option<String>,
    /// Grey mode (灰度).
    pub grey: bool,
    /// The program's name and version.
    pub generator: String,
}

/// A filing number with its link.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Filing {
    /// As printed.
    pub text: String,
    /// Where it can be looked up.
    pub url: String,
}

/// The identification mark (党政机关标识) an authority issued.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mark {
    /// The picture, from the site's root.
    pub src: String,
    /// Where it leads, if anywhere.
    pub url: Option<String>,
    /// Text for those who do not see it.
    pub alt: String,
    /// Pixels across; 0 where the file does not say.
    pub width: u32,
    /// Pixels down; 0 where the file does not say.
    pub height: u32,
}

/// The footer (页脚); what the settings do not say is absent.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct FooterFrame {
    /// 主办单位.
    pub organiser: Option<String>,
    /// 承办单位.
    pub undertaker: Option<String>,
    /// 地址.
    pub address: Option<String>,
    /// 邮编.
    pub postcode: Option<String>,
    /// 电话.
    pub phone: Option<String>,
    /// 邮箱.
    pub email: Option<String>,
    /// ICP 备案.
    pub icp: Option<Filing>,
    /// 公安备案.
    pub police: Option<Filing>,
    /// 网站标识码.
    pub identifier: Option<String>,
    /// 党政机关标识.
    pub mark: Option<Mark>,
    /// Any other line.
    pub note: Option<String>,
    /// What the site says of its accessibility (无障碍声明).
    pub accessibility: Option<String>,
    /// Whether the site can be reached by IPv6.
    pub ipv6: bool,
}

/// A version of a page in another language.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Version {
    /// The language tag.
    pub tag: String,
    /// The language's own name.
    pub name: String,
    /// From the site's root.
    pub path: String,
    /// Whether it is this page.
    pub current: bool,
    /// There is no such version: the link leads to the original.
    pub original_only: bool,
}

/// An `hreflang` line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Alternate {
    /// A language tag or `x-default`.
    pub lang: String,
    /// Absolute.
    pub url: String,
}

/// A meta tag.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Meta {
    /// `ArticleTitle`, `PubDate` …
    pub name: String,
    /// Never empty.
    pub content: String,
}

/// A correction (更正) that a page shows under its title.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CorrectionView {
    /// When it was made.
    pub date: Option<DateText>,
    /// What was corrected.
    pub text: String,
}

/// A notice point that a document carries out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PointLink {
    /// From the site's root, anchor included.
    pub path: String,
    /// 第二部分第四点.
    pub label: String,
    /// The notice's title.
    pub notice: String,
    /// The point's first sentence.
    pub title: String,
}

/// A download.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FileLink {
    /// What it is called.
    pub name: String,
    /// From the site's root.
    pub path: String,
    /// PDF, DOCX …
    #[serde(rename = "type")]
    pub kind: String,
    /// 1.2 MB.
    pub size: String,
}

/// What every page says about itself; the contract is `docs/theme.md`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct PageFrame {
    /// home, section, notice …
    pub kind: &'static str,
    /// The menu entry that is current, or "".
    pub key: String,
    /// The heading of the page.
    pub title: String,
    /// For the window's title.
    pub head_title: String,
    /// For search engines and shares.
    pub description: String,
    /// From the site's root.
    pub path: String,
    /// Canonical address; `None` where the settings name no base.
    pub url: Option<String>,
    /// The language tag.
    pub lang: String,
    /// Publishing date.
    pub date: Option<DateText>,
    /// Date of the last change, as the front matter says it.
    pub updated: Option<DateText>,
    /// Shown in the preview only.
    pub draft: bool,
    /// Placeholder content.
    pub sample: bool,
    /// The section it stands in.
    pub section: Option<Link>,
    /// The way from the home page, this page left out.
    pub crumbs: Vec<Link>,
    /// Its languages; empty where the site has one.
    pub versions: Vec<Version>,
    /// `hreflang` lines.
    pub alternates: Vec<Alternate>,
    /// Feeds to announce.
    pub feeds: Vec<Link>,
    /// Meta tags.
    pub meta: Vec<Meta>,
    /// One or two sentences.
    pub summary: String,
    /// The summary where the author wrote one; "" where it was taken from the text, below which it would stand twice.
    pub standfirst: String,
    /// Its tags.
    pub tags: Vec<Link>,
    /// Where the text comes from, or "".
    pub source: String,
    /// Who wrote it, or "".
    pub author: String,
    /// The document before it in its section.
    pub previous: Option<Link>,
    /// The document after it in its section.
    pub next: Option<Link>,
    /// Documents with the same tags.
    pub related: Vec<Arc<Card>>,
    /// Corrections (更正), in the order of the file.
    pub corrections: Vec<CorrectionView>,
    /// Notice points that it carries out.
    pub implements: Vec<PointLink>,
    /// Where it stands beside another version of it, each with the other language's name.
    pub bilingual: Vec<Link>,
    /// Downloads.
    pub files: Vec<FileLink>,
    /// Contents.
    pub toc: Vec<TocEntry>,
    /// Pictures stand side by side on it: a gallery of the document, or of its text.
    pub gallery: bool,
    /// The text as html, where the kind has no blocks of its own.
    pub body: String,
    /// The canonical address as a QR code; `None` without one, and on pages that are not documents.
    pub qr: Option<super::QrView>,
    /// A picture for shares: the page's card, or its cover.
    pub og_image: Option<ShareImage>,
    /// The address of its cover, absolute; `None` without one.
    pub cover_url: Option<String>,
    /// The path of its poster, for readers who send pictures on; `None` where the site makes none.
    pub poster: Option<String>,
    /// What the page says of itself to programs: JSON-LD for a `script`, printed as it is.
    pub json_ld: Option<String>,
}

/// A picture that stands for a page where it is shared.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShareImage {
    /// Absolute.
    pub url: String,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Text for those who do not see it.
    pub alt: String,
}

/// What all pages of one language share.
#[derive(Debug, Clone, PartialEq)]
pub struct Shared {
    /// About the site.
    pub site: SiteFrame,
    /// The footer.
    pub footer: FooterFrame,
    /// The fixed words.
    pub words: Arc<super::Words>,
}
