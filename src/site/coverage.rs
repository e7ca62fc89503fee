use std::collections::BTreeMap;

use super::order::Ranks;
use super::{Page, PageId, Role, State};
use crate::diag::{Code, Diagnostic};
use crate::document::Kind;

/// Which documents carry out which point (要点) of which notice; originals only.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    by_point: BTreeMap<PageId, BTreeMap<String, Vec<PageId>>>,
}

impl Coverage {
    /// The documents that carry out a point of a notice, in the order of lists.
    pub fn documents(&self, notice: PageId, point: &str) -> &[PageId] {
        self.by_point.get(&notice).and_then(|points| points.get(point)).map_or(&[], Vec::as_slice)
    }

    /// Puts the documents of every point into the order of lists.
    pub(super) fn sort(&mut self, ranks: &Ranks) {
        self.by_point.values_mut().flat_map(BTreeMap::values_mut).for_each(|ids| ranks.sort(ids));
    }

    /// How many of a notice's points have at least one document.
    pub fn covered(&self, notice: PageId, page: &Page) -> usize {
        page.points.iter().filter(|p| !self.documents(notice, &p.id).is_empty()).count()
    }
}

/// Resolves every document's `implements`; a translation carries out what its original does. The documents of a point are in no order
/// yet.
pub(super) fn resolve(pages: &mut [Page], findings: &mut Vec<Diagnostic>) -> Coverage {
    let notices: Vec<PageId> = (0..pages.len()).filter(|&id| pages[id].notice().is_some() && pages[id].shown && pages[id].role == Role::Document).collect();
    let mut resolved: Vec<(PageId, Vec<(PageId, String)>)> = Vec::new();
    for (id, page) in pages.iter().enumerate().filter(|(_, p)| !p.common.implements.is_empty()) {
        let found = page.common.implements.iter().filter_map(|reference| match find(&reference.value, &notices, pages) {
            Ok(found) => Some(found),
            Err(finding) => {
                findings.push(finding.in_file(reference.file.clone()).at(reference.span));
                None
            }
        });
        resolved.push((id, found.collect()));
    }
    let mut coverage = Coverage::default();
    for (id, found) in resolved {
        pages[id].implements = found;
    }
    for id in 0..pages.len() {
        if let Some(original) = pages[id].original.filter(|_| pages[id].implements.is_empty()) {
            pages[id].implements = pages[original].implements.clone();
        }
        if pages[id].shown && (pages[id].original.is_none() || pages[id].original.is_some_and(|o| !pages[o].shown)) {
            for (notice, point) in &pages[id].implements {
                coverage.by_point.entry(*notice).or_default().entry(point.clone()).or_default().push(id);
            }
        }
    }
    coverage
}

fn find(reference: &str, notices: &[PageId], pages: &[Page]) -> Result<(PageId, String), Diagnostic> {
    let unknown = |zh: String, en: String| Diagnostic::new(Code::UnknownPoint, zh, en);
    let Some((slug, point)) = reference.split_once('#') else {
        return Err(unknown(format!("“{reference}”没有写出是哪一个要点"), format!("“{reference}” does not say which point"))
            .help("写法是 文件名#要点，例如 gzgf-2022-18#s2-p1", "write it as file#point, such as gzgf-2022-18#s2-p1"));
    };
    let names = |id: &PageId| {
        let document = &pages[*id].document;
        [slug_of(&pages[*id]).to_owned(), format!("{}/{}", document.section, slug_of(&pages[*id]))]
    };
    let matching: Vec<PageId> = notices.iter().copied().filter(|id| names(id).iter().any(|n| n == slug)).collect();
    let notice = match matching[..] {
        [one] => one,
        [] => {
            if let Some(hidden) = pages.iter().find(|p| p.kind == Kind::Notice && !p.shown && slug_of(p) == slug) {
                return Err(hidden_notice(slug, hidden.state));
            }
            if let Some(other) = pages.iter().find(|p| p.kind == Kind::Notice && slug_of(p) == slug && p.notice().is_none()) {
                return Err(unknown(
                    format!("“{slug}”是 {} 的文档，要点只从中文公文里读出", other.lang),
                    format!("“{slug}” is a document in {}; points are read from Chinese notices only", other.lang),
                )
                .help("如果它是中文，请把文件名改成 .zh-Hans.md 结尾", "if it is Chinese, let its file name end in .zh-Hans.md"));
            }
            let known: Vec<&str> = notices.iter().map(|id| slug_of(&pages[*id])).collect();
            let (zh, en) = match known.is_empty() {
                true => ("站内还没有通知：先把通知放进 content/notices".to_owned(), "the site has no notice yet: put it into content/notices first".to_owned()),
                false => (format!("站内的通知有：{}", known.join("、")), format!("the site's notices: {}", known.join(", "))),
            };
            return Err(unknown(format!("没有叫“{slug}”的通知"), format!("there is no notice called “{slug}”")).help(zh, en));
        }
        _ => {
            return Err(unknown(format!("有几个叫“{slug}”的通知"), format!("several notices are called “{slug}”"))
                .help(format!("请写成 栏目/{slug}#要点"), format!("write section/{slug}#point")));
        }
    };
    if pages[notice].points.iter().any(|p| p.id == point) {
        return Ok((notice, point.to_owned()));
    }
    let known: Vec<&str> = pages[notice].points.iter().map(|p| p.id.as_str()).collect();
    let (zh, en) = match known.is_empty() {
        true => (
            "这份通知里没有读出要点（一要、一是……）；把 implements 这一行删去".to_owned(),
            "no points (一要, 一是) were read in this notice; take the line implements out".to_owned(),
        ),
        false => (format!("它的要点有：{}", known.join("、")), format!("its points: {}", known.join(", "))),
    };
    Err(unknown(format!("通知“{slug}”里没有要点“{point}”"), format!("the notice “{slug}” has no point “{point}”")).help(zh, en))
}

/// The notice is there and not on the site: a reader could not look the point up.
fn hidden_notice(slug: &str, state: State) -> Diagnostic {
    if state == State::Withdrawn {
        return Diagnostic::new(
            Code::LinkToWithdrawn,
            format!("落实的通知“{slug}”已经撤下"),
            format!("the notice “{slug}” that this carries out was withdrawn"),
        )
        .help(
            "请从 implements 里删去它；不改也能发布，网页上不再提这个要点",
            "take it out of implements; it can be published as it is, and the page no longer names the point",
        );
    }
    let (zh, en) = match state {
        State::Draft => ("还是草稿", "is a draft"),
        State::Future => ("还没有到发布时间", "is not due yet"),
        _ => ("已经到期下线", "has expired"),
    };
    Diagnostic::new(Code::UnknownPoint, format!("通知“{slug}”{zh}，不在网站上"), format!("the notice “{slug}” {en} and not on the site"))
        .help("先发布通知，再发布落实它的文章", "publish the notice first, then what carries it out")
}

fn slug_of(page: &Page) -> &str {
    page.common.slug.as_ref().map_or(page.document.slug.as_str(), |s| s.value.as_str())
}
