use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;

use super::{Page, PageId, State};
use crate::diag::{Code, Diagnostic};
use crate::document::Kind;
use crate::fields::nearest_of;
use crate::markup::{Hole, HoleKind, Place};
use crate::path::{SitePath, Url};
use crate::source::Source;

/// Where a link or a picture in a text leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Out of the site, as written.
    Outside(String),
    /// A document, at an anchor or at its top.
    Document(PageId, Option<String>),
    /// Any other address of the site.
    Address(Url, Option<String>),
    /// An anchor of the same page.
    Here(String),
    /// A file that is published as it is.
    File(SitePath),
    /// Nowhere: a finding says so.
    Nowhere,
    /// The hole is no link.
    Other,
}

/// What links may lead to.
pub(super) struct Ground<'a> {
    /// The files of the site.
    pub source: &'a Source,
    /// Every document by its file.
    pub by_file: &'a BTreeMap<SitePath, PageId>,
    /// Every page's address.
    pub addresses: &'a BTreeMap<Url, Option<PageId>>,
    /// Every document.
    pub pages: &'a [Page],
}

/// Finds where every hole of a page's text leads.
pub(super) fn resolve(page: &Page, ground: &Ground<'_>, findings: &mut Vec<Diagnostic>) -> Vec<Target> {
    let shift = page.document.body.start;
    let mut follow = |hole: &Hole| {
        let found = match &hole.kind {
            HoleKind::Href { dest } => link(page, dest, ground),
            HoleKind::Picture { dest, alt, place, .. } => {
                if alt.trim().is_empty() && *place != Place::Poster {
                    let finding = if *place == Place::Tile { missing_caption(dest) } else { missing_alt(dest) };
                    findings.push(finding.in_file(page.file()).at(hole.span.shifted(shift)));
                }
                picture(page, dest, ground)
            }
            HoleKind::Source { dest, described } => {
                if !described {
                    findings.push(missing_raw_alt(dest).in_file(page.file()).at(hole.span.shifted(shift)));
                }
                picture(page, dest, ground)
            }
            HoleKind::Person { dest } => person(page, dest, ground),
            // The link in front of it says what is wrong.
            HoleKind::FileNote { dest } => return link(page, dest, ground).unwrap_or(Target::Nowhere),
            HoleKind::Id { .. } | HoleKind::Word { .. } => return Target::Other,
        };
        let at = |finding: Diagnostic| finding.in_file(page.file()).at(hole.span.shifted(shift));
        match found {
            Ok(target) => {
                if let Target::Document(id, _) = target
                    && ground.pages[id].state == State::Withdrawn
                {
                    findings.push(at(to_withdrawn(&ground.pages[id])));
                }
                target
            }
            Err(finding) => {
                let finding = at(finding);
                // A film is named once and linked twice.
                if !findings.iter().rev().take(4).any(|told| (told.code, &told.file, told.span) == (finding.code, &finding.file, finding.span)) {
                    findings.push(finding);
                }
                Target::Nowhere
            }
        }
    };
    page.holes().iter().map(&mut follow).collect()
}

fn to_withdrawn(page: &Page) -> Diagnostic {
    let title = &page.title;
    Diagnostic::new(Code::LinkToWithdrawn, format!("链接到的文章已经撤下：{title}"), format!("the document that this link leads to was withdrawn: {title}"))
        .help(
            "请删去这个链接，或改成别的页面；不改也能发布，读者点开看到的是撤稿说明",
            "take the link out or lead it elsewhere; it can be published as it is, and readers who follow it see the note",
        )
}

fn link(page: &Page, dest: &str, ground: &Ground<'_>) -> Result<Target, Diagnostic> {
    if let Some(target) = outside(dest) {
        return target;
    }
    // Windows writes paths with \\.
    let slashed = dest.replace('\\', "/");
    let (path, anchor) = match slashed.split_once('#') {
        Some((path, anchor)) => (path, Some(decoded(anchor)).filter(|a| !a.is_empty())),
        None => (slashed.as_str(), None),
    };
    let path = decoded(path.split('?').next().unwrap_or(path));
    if path.is_empty() {
        let anchor = anchor.unwrap_or_default();
        return if anchor.is_empty() || page.anchors.contains(&anchor) { Ok(Target::Here(anchor)) } else { Err(dead_anchor(page, &anchor)) };
    }
    if let Some(address) = path.strip_prefix('/') {
        return address_of(address, anchor, dest, ground);
    }
    let file = match path.strip_prefix("@/") {
        Some(rest) => SitePath::new(&format!("content/{rest}")),
        None => page.document.path.join(&path),
    };
    let Some(file) = file else { return Err(dead(dest).help("链接指到了站点目录之外", "the link leads out of the site's folder")) };
    if let Some(&id) = ground.by_file.get(&file) {
        let other = &ground.pages[id];
        if other.state == State::Withdrawn {
            return Ok(Target::Document(id, None));
        }
        if !other.shown {
            return Err(dead(dest).help(
                "它指向的文档这一次不发布（草稿、未到发布时间或已过期）",
                "the document it leads to is not published now: a draft, still to come, or expired",
            ));
        }
        return match anchor {
            Some(anchor) if !other.anchors.contains(&anchor) => Err(dead_anchor(other, &anchor)),
            anchor => Ok(Target::Document(id, anchor)),
        };
    }
    own_file(page, file, ground).ok_or_else(|| missing(dest, &path, page, ground))
}

/// The profile that a component names: by a path as in links, by its folder, or by its short name below `profiles/`; of its
/// languages the page's own first.
fn person(page: &Page, dest: &str, ground: &Ground<'_>) -> Result<Target, Diagnostic> {
    let plain = dest.trim_end_matches(['/', '\\']);
    let tag = page.lang.tag();
    let places = [plain.to_owned(), format!("@/profiles/{plain}")];
    let forms =
        |place: &String| [format!("{place}/index.{tag}.md"), format!("{place}.{tag}.md"), format!("{place}/index.md"), format!("{place}.md"), place.clone()];
    let found = places.iter().flat_map(forms).find_map(|form| link(page, &form, ground).ok().filter(|t| matches!(t, Target::Document(..))));
    match found {
        Some(Target::Document(id, _)) if ground.pages[id].kind == Kind::Profile => Ok(Target::Document(id, None)),
        Some(_) => Err(Diagnostic::new(Code::ComponentValue, format!("这不是先进人物：{dest}"), format!("this is no profile: {dest}"))
            .help("“人物：”后面写 profiles 里一篇文档的名字", "name a document of profiles/")),
        None => Err(nobody(dest, ground)),
    }
}

fn nobody(dest: &str, ground: &Ground<'_>) -> Diagnostic {
    let slugs = ground.pages.iter().filter(|p| p.kind == Kind::Profile && p.shown).map(|p| p.document.slug.as_str());
    let (zh, en) = match nearest_of(dest, slugs) {
        Some(near) => (format!("是不是“{near}”？"), format!("Did you mean {near}? ")),
        None => (String::new(), String::new()),
    };
    Diagnostic::new(Code::ComponentValue, format!("没有这位先进人物的文档：{dest}"), format!("there is no profile of that name: {dest}")).help(
        format!("{zh}“人物：”后面写 profiles 里那个人的文件夹名；没有人物稿的，改写“姓名：”"),
        format!("{en}Name the person's folder below profiles/; for somebody without a profile write “name:” instead"),
    )
}

fn missing_caption(dest: &str) -> Diagnostic {
    Diagnostic::new(Code::MissingAlt, format!("图片“{dest}”没有说明"), format!("the picture “{dest}” has no caption"))
        .help(format!("请在文件名后面加冒号，用一句话说明图上是什么：{dest}：一句话"), format!("say behind a colon what it shows: {dest}: a sentence"))
}

fn picture(page: &Page, dest: &str, ground: &Ground<'_>) -> Result<Target, Diagnostic> {
    if let Some(target) = outside(dest) {
        return match target {
            Ok(Target::Outside(address)) => {
                Err(Diagnostic::new(Code::MissingPicture, format!("图片来自别的网站：{address}"), format!("the picture comes from another site: {address}"))
                    .help(
                        "请把图片存到文档旁边再引用：页面不向别的网站要任何东西",
                        "save the picture beside the document and refer to it there: pages ask nothing of other sites",
                    ))
            }
            other => other,
        };
    }
    let path = decoded(dest.split(['#', '?']).next().unwrap_or(dest)).replace('\\', "/");
    let file = match (path.strip_prefix('/'), path.strip_prefix("@/")) {
        (Some(rest), _) => SitePath::new(&format!("content/static/{rest}")),
        (_, Some(rest)) => SitePath::new(&format!("content/{rest}")),
        _ => page.document.path.join(&path),
    };
    let missing = || {
        Diagnostic::new(Code::MissingPicture, format!("找不到图片“{dest}”"), format!("there is no picture “{dest}”")).help(
            "请检查文件名（大小写也要一致），图片应放在文档所在的文件夹里",
            "check the name, upper and lower case too; the picture belongs in the document's folder",
        )
    };
    file.and_then(|file| own_file(page, file, ground)).ok_or_else(missing)
}

/// `Some` where the address has a scheme or leads to another host.
fn outside(dest: &str) -> Option<Result<Target, Diagnostic>> {
    if dest.starts_with("//") {
        return Some(Ok(Target::Outside(dest.to_owned())));
    }
    let (scheme, _) = dest.split_once(':')?;
    if scheme.is_empty() || scheme.contains(['/', '#', '?', '.']) || !scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'+' || b == b'-') {
        return None;
    }
    Some(match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" | "mailto" | "tel" | "ftp" | "sms" => Ok(Target::Outside(dest.to_owned())),
        _ => Err(Diagnostic::new(Code::DeadLink, format!("这种链接不能发布：{dest}"), format!("a link of this kind cannot be published: {dest}"))
            .help("请改成网址（https://…）或站内文档", "use a web address (https://…) or a document of the site")),
    })
}

fn address_of(address: &str, anchor: Option<String>, dest: &str, ground: &Ground<'_>) -> Result<Target, Diagnostic> {
    let page = Url::page(address.trim_end_matches("index.html"));
    if let Some((url, document)) = page.and_then(|url| ground.addresses.get_key_value(&url)) {
        return match (document, anchor) {
            (Some(id), Some(anchor)) if !ground.pages[*id].anchors.contains(&anchor) => Err(dead_anchor(&ground.pages[*id], &anchor)),
            (Some(id), anchor) => Ok(Target::Document(*id, anchor)),
            (None, anchor) => Ok(Target::Address(url.clone(), anchor)),
        };
    }
    SitePath::new(&format!("content/static/{address}")).filter(|file| ground.source.assets.contains_key(file)).map(Target::File).ok_or_else(|| {
        dead(dest).help("站内没有这个网址；链接文档时最好写它的 .md 文件名", "the site has no such address; better name the document's .md file")
    })
}

/// A file in the document's own folder, or one of `content/static/`.
fn own_file(page: &Page, file: SitePath, ground: &Ground<'_>) -> Option<Target> {
    let folder = page.document.path.folder();
    let own = file.folder() == folder || file.folder().strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    let published = own || file.as_str().starts_with("content/static/");
    (published && ground.source.assets.contains_key(&file)).then_some(Target::File(file))
}

fn missing(dest: &str, path: &str, page: &Page, ground: &Ground<'_>) -> Diagnostic {
    let name = path.rsplit('/').next().unwrap_or(path);
    let near = ground.by_file.keys().find(|f| f.name() == name).map(|f| f.as_str().trim_start_matches("content/").to_owned());
    let finding = dead(dest);
    match near {
        Some(near) => finding.help(format!("是不是 @/{near} ？"), format!("did you mean @/{near}?")),
        None => finding.help(
            format!("请检查文件名；相对路径从 {}/ 算起，从内容目录算起写 @/", page.document.path.folder()),
            format!("check the name; a relative path starts at {}/, one from the content folder at @/", page.document.path.folder()),
        ),
    }
}

fn missing_alt(dest: &str) -> Diagnostic {
    Diagnostic::new(Code::MissingAlt, format!("图片“{dest}”没有替代文字"), format!("the picture “{dest}” has no alternative text"))
        .help("请在方括号里用一句话说明图上是什么：![一句话](文件名)", "say in the square brackets what it shows: ![a sentence](file)")
}

fn missing_raw_alt(dest: &str) -> Diagnostic {
    Diagnostic::new(Code::MissingAlt, format!("图片“{dest}”没有替代文字"), format!("the picture “{dest}” has no alternative text"))
        .help("请在 <img> 里写 alt=\"一句话\"，说明图上是什么", "say in alt=\"a sentence\" of the <img> what it shows")
}

fn dead(dest: &str) -> Diagnostic {
    Diagnostic::new(Code::DeadLink, format!("链接“{dest}”没有着落"), format!("the link “{dest}” leads nowhere"))
}

fn dead_anchor(page: &Page, anchor: &str) -> Diagnostic {
    let known: Vec<&str> = page.anchors.iter().take(20).map(String::as_str).collect();
    let finding = Diagnostic::new(Code::DeadAnchor, format!("“{}”里没有锚点“{anchor}”", page.title), format!("“{}” has no anchor “{anchor}”", page.title));
    if known.is_empty() {
        return finding.help("那一页没有锚点，请去掉 # 及其后面的部分", "that page has no anchors; take away the # and what follows");
    }
    finding.help(format!("那一页的锚点有：{}", known.join("、")), format!("its anchors: {}", known.join(", ")))
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
