use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::keep::above;
use super::record::of_headings;
use super::{Kept, LOCK, Locked, Naming, Record, keep};
use crate::diag::{Code, Diagnostic, Severity};
use crate::site::Role;
use crate::site::page::{Former, Page, State};

/// What became of a document's places.
enum Found {
    /// It is as it was published; the ids of its headings, where its text alone would give others.
    Standing(Option<Vec<String>>),
    /// Something came, went or changed: what was published, and what became of it.
    Changed(Vec<Locked>, Kept),
}

/// Gives every original the ids that were published for it, says which lead elsewhere now, and what is to be remembered:
/// documents that are published in this edition, and all that was known before.
pub(in crate::site) fn hold(pages: &mut [Page], published: Record, findings: &mut Vec<Diagnostic>) -> Record {
    let mut record = published;
    let keys: Vec<String> = pages.par_iter().map(key).collect();
    let all: Vec<Option<Found>> = pages.par_iter().zip(&keys).map(|(page, key)| page.original.is_none().then(|| found(page, key, &record))).collect();
    for ((page, key), found) in pages.iter_mut().zip(&keys).zip(all) {
        let (locked, kept) = match found {
            None | Some(Found::Standing(None)) => continue,
            Some(Found::Standing(Some(ids))) => {
                name_headings(page, ids.into_iter());
                continue;
            }
            Some(Found::Changed(locked, kept)) => (locked, kept),
        };
        let of = |item: Option<usize>| item.and_then(|i| kept.ids.get(i).cloned());
        if kept.gone.is_empty() && kept.moved.is_empty() && kept.ids.iter().eq(page.manuscript.places.iter().map(|item| &item.id)) {
            // Nothing but new places, each with the id that its words give.
            if page.state == State::Published && kept.locked != locked {
                record.set(key.clone(), kept.locked);
            }
            continue;
        }
        page.former = kept.gone.iter().map(|&(l, item)| Former { id: locked[l].id.clone(), at: of(item) }).collect();
        if naming(page) == Naming::Worded {
            let ids: Vec<String> = of_headings(&page.manuscript.places, kept.ids.iter().map(String::as_str)).map(str::to_owned).collect();
            name_headings(page, ids.into_iter());
        }
        if page.shown {
            findings.extend(changes(&locked, &kept).into_iter().map(|f| f.in_file(page.file())));
        }
        if page.state == State::Published && kept.locked != locked {
            record.set(key.clone(), kept.locked);
        }
    }
    let here: HashSet<String> = keys.into_iter().collect();
    for key in record.others(&here) {
        let mut ids = record.of(&key);
        findings.extend(document_gone(&key, &ids));
        if ids.iter().any(|l| !l.gone) {
            ids.iter_mut().for_each(|l| l.gone = true);
            record.set(key, ids);
        }
    }
    record
}

fn naming(page: &Page) -> Naming {
    if page.notice().is_some() { Naming::Numbered } else { Naming::Worded }
}

fn name_headings(page: &mut Page, ids: impl Iterator<Item = String>) {
    let skip = usize::from(page.title_in_text);
    Arc::make_mut(&mut page.heading_ids).iter_mut().skip(skip).zip(ids).for_each(|(own, id)| *own = id);
}

/// What the places of an original make of those that were published.
fn found(page: &Page, key: &str, record: &Record) -> Found {
    let naming = naming(page);
    if naming == Naming::Worded
        && let Some(ids) = record.standing(key, &page.places)
    {
        let own = page.places.iter().zip(&ids).all(|(item, id)| item.id == *id);
        return Found::Standing((!own).then(|| of_headings(&page.places, ids.into_iter()).map(str::to_owned).collect()));
    }
    let locked = record.of(key);
    let kept = keep(&locked, &page.places, naming);
    Found::Changed(locked, kept)
}

/// `notices/gzgf-2022-18`; a section's own page is `notices/_index`, the home page `index`.
fn key(page: &Page) -> String {
    let (section, slug) = (&page.document.section, &page.document.slug);
    let name = match page.role {
        Role::Document => slug.as_str(),
        Role::Section { .. } => "_index",
        Role::Home => "index",
    };
    if section.is_empty() { name.to_owned() } else { format!("{section}/{name}") }
}

/// What an editor should know; what stands under a place that is reported is counted there. What was recorded before is a note.
fn changes(locked: &[Locked], kept: &Kept) -> Vec<Diagnostic> {
    let to: HashMap<&str, Option<&str>> = kept
        .gone
        .iter()
        .map(|&(l, i)| (l, i))
        .chain(kept.moved.iter().map(|&(l, i)| (l, Some(i))))
        .map(|(l, i)| (locked[l].id.as_str(), i.and_then(|i| kept.ids.get(i)).map(String::as_str)))
        .collect();
    let index: HashMap<&str, usize> = locked.iter().enumerate().map(|(l, entry)| (entry.id.as_str(), l)).collect();
    let implied = |l: usize| {
        let id = locked[l].id.as_str();
        let (Some(up), Some(tail)) = (above(id), id.rsplit_once('-').map(|(_, tail)| tail)) else { return None };
        let (there, up_there) = (to.get(id).copied().flatten(), to.get(up)?);
        let follows = there == *up_there || there.zip(*up_there).is_some_and(|(t, u)| t.strip_prefix(u).and_then(|t| t.strip_prefix('-')) == Some(tail));
        follows.then_some(up)
    };
    let all = || kept.gone.iter().map(|&(l, _)| (l, true)).chain(kept.moved.iter().map(|&(l, _)| (l, false)));
    let mut under: HashMap<&str, usize> = HashMap::new();
    for (l, _) in all() {
        if let Some(top) = std::iter::successors(implied(l), |up| index.get(up).and_then(|&l| implied(l))).last() {
            *under.entry(top).or_default() += 1;
        }
    }
    let told = |(l, gone): (usize, bool)| {
        let entry = &locked[l];
        let at = to.get(entry.id.as_str()).copied().flatten();
        let more = under.get(entry.id.as_str()).copied().unwrap_or(0);
        implied(l).is_none().then(|| if gone { gone_finding(entry, at, more) } else { moved_finding(entry, at.unwrap_or(""), more) })
    };
    all().filter_map(told).collect()
}

fn gone_finding(entry: &Locked, at: Option<&str>, more: usize) -> Diagnostic {
    let (id, text) = (&entry.id, &entry.text);
    let (count_zh, count_en) = counted(more);
    let (to_zh, to_en) = at.map_or_else(|| ("页首".to_owned(), "the top of the page".to_owned()), |at| (format!("#{at}"), format!("#{at}")));
    let finding = Diagnostic::new(
        Code::AnchorGone,
        format!("锚点 #{id}（{text}）{count_zh}已没有所指，旧链接现在到{to_zh}"),
        format!("the anchor #{id} ({text}){count_en} has no target any more; old links now lead to {to_en}"),
    )
    .help(
        format!("想让它到别处，请在那里单独写一行 {{#{id}}}；公文请先核对序号"),
        format!("to have it lead elsewhere, put a line {{#{id}}} there; in a notice, check the numbering first"),
    );
    Diagnostic { severity: if entry.gone { Severity::Note } else { finding.severity }, ..finding }
}

fn moved_finding(entry: &Locked, at: &str, more: usize) -> Diagnostic {
    let (id, text) = (&entry.id, &entry.text);
    let (count_zh, count_en) = counted(more);
    Diagnostic::new(
        Code::AnchorMoved,
        format!("序号变了：原来 #{id} 的内容（{text}）{count_zh}现在是 #{at}，旧链接 #{id} 会指到别的内容"),
        format!("the numbering changed: what was #{id} ({text}){count_en} is now #{at}, and old links to #{id} lead to other words"),
    )
    .help(
        "请核对链接到这里的文档和 implements；已印发的公文不应改序号",
        "look through links and implements that name it; a notice once issued keeps its numbers",
    )
}

fn counted(more: usize) -> (String, String) {
    match more {
        0 => (String::new(), String::new()),
        n => (format!("及其下 {n} 处"), format!(" and {n} below it")),
    }
}

fn document_gone(key: &str, ids: &[Locked]) -> Option<Diagnostic> {
    let alive = ids.iter().filter(|l| !l.gone).count();
    (alive > 0).then(|| {
        Diagnostic::new(
            Code::AnchorGone,
            format!("文档 {key} 不在了，它公布过的 {alive} 个锚点随之失效"),
            format!("the document {key} is gone, and with it {alive} published anchors"),
        )
        .in_file(LOCK)
        .help(
            "若是改了文件名或换了栏目，请在新文档里写 aliases，让旧网址转过去",
            "if it was renamed or moved, give the new document aliases so that the old address leads there",
        )
    })
}
