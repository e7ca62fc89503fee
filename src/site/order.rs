use std::cmp::Reverse;

use rayon::prelude::*;

use super::{Page, PageId, name_order};
use crate::document::{Own, Sort};

/// Where every document stands among all in the order of lists (名次): lighter ones float, then the newest, then by title. Told once
/// for all lists, which then need no titles.
#[derive(Debug, Clone, Default)]
pub(super) struct Ranks(Vec<usize>);

impl Ranks {
    pub fn of(pages: &[Page]) -> Self {
        let mut order: Vec<PageId> = (0..pages.len()).collect();
        order.par_sort_by(|&a, &b| key(&pages[a]).cmp(&key(&pages[b])));
        Self::from_order(&order)
    }

    /// The same after one document changed.
    pub fn renewed(&self, id: PageId, pages: &[Page]) -> Self {
        let mut order: Vec<PageId> = vec![0; self.0.len()];
        self.0.iter().enumerate().for_each(|(id, &rank)| order[rank] = id);
        order.retain(|&other| other != id);
        let at = order.partition_point(|&other| (key(&pages[other]), other) < (key(&pages[id]), id));
        order.insert(at, id);
        Self::from_order(&order)
    }

    fn from_order(order: &[PageId]) -> Self {
        let mut ranks = vec![0; order.len()];
        order.iter().enumerate().for_each(|(rank, &id)| ranks[id] = rank);
        Self(ranks)
    }

    /// Puts documents into the order of lists.
    pub fn sort(&self, ids: &mut [PageId]) {
        ids.sort_unstable_by_key(|&id| self.0[id]);
    }

    /// Where a document stands in a list in this order.
    pub fn place(&self, id: PageId, list: &[PageId]) -> Option<usize> {
        list.binary_search_by_key(&self.0[id], |&other| self.0[other]).ok()
    }
}

/// The order of a series (系列): lighter ones first, then the oldest.
pub(super) fn sort_series(ids: &mut [PageId], pages: &[Page]) {
    ids.sort_by_key(|&id| (pages[id].common.weight.unwrap_or(0), pages[id].date, id));
}

/// The order of a section's list. People stand by their Chinese names in a Chinese list; in another language by the names as they
/// are spelled there.
pub(super) fn sort_by(sort: Sort, ids: &mut [PageId], pages: &[Page], ranks: &Ranks) {
    let name = |id: PageId| match &pages[id].own {
        Own::Profile(profile) if !profile.name.is_empty() => profile.name.as_str(),
        _ => pages[id].title.as_str(),
    };
    match sort {
        Sort::Date => ranks.sort(ids),
        Sort::Strokes if ids.iter().all(|&id| pages[id].lang.is_chinese()) => ids.sort_by_cached_key(|&id| (name_order::by_strokes(name(id)), id)),
        Sort::Strokes | Sort::Pinyin => ids.sort_by_cached_key(|&id| (name_order::by_pinyin(name(id)), id)),
        Sort::Written => ids.sort_by(|&a, &b| {
            let key = |id: PageId| (pages[id].common.weight.unwrap_or(0), &pages[id].document.path);
            key(a).cmp(&key(b))
        }),
    }
}

fn key(page: &Page) -> impl Ord + '_ {
    (page.common.weight.unwrap_or(0), Reverse(page.date), &page.title, &page.document.path)
}

/// Up to `most` documents that share a tag with a document, nearest to it in each tag's list, most shared tags first.
///
/// `lists` are the lists of its tags and its place in each. Only neighbours in the lists count, so that a new document
/// changes few pages.
pub(super) fn related(lists: &[(&[PageId], usize)], most: usize) -> Vec<PageId> {
    let mut found: Vec<(PageId, usize, usize)> = Vec::new();
    for &(list, here) in lists {
        let near = |distance: usize| [here.checked_add(distance), here.checked_sub(distance)];
        for (distance, at) in (1..=most).flat_map(|d| near(d).into_iter().flatten().map(move |at| (d, at))) {
            let Some(&id) = list.get(at) else { continue };
            match found.iter_mut().find(|(other, ..)| *other == id) {
                Some((_, shared, nearest)) => {
                    *shared += 1;
                    *nearest = (*nearest).min(distance);
                }
                None => found.push((id, 1, distance)),
            }
        }
    }
    found.sort_by_key(|&(id, shared, nearest)| (Reverse(shared), nearest, id));
    found.truncate(most);
    found.into_iter().map(|(id, ..)| id).collect()
}

#[cfg(test)]
mod tests {
    use super::related;

    #[test]
    fn shared_tags_then_nearness() {
        let (a, b): (&[usize], &[usize]) = (&[1, 2, 3, 4, 5, 6, 7], &[3, 9, 5]);
        assert_eq!(related(&[(a, 3)], 2), [3, 5]);
        assert_eq!(related(&[(a, 2), (b, 0)], 2), [5, 2]);
        assert_eq!(related(&[], 2), [0usize; 0]);
    }
}
