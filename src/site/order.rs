use std::cmp::Reverse;

use super::{Page, PageId};

/// The order of documents in lists: weight first (lighter floats), then the newest, then by title.
pub(super) fn sort(ids: &mut [PageId], pages: &[Page]) {
    ids.sort_by(|&a, &b| {
        let key = |id: PageId| {
            let page = &pages[id];
            (page.common.weight.unwrap_or(0), Reverse(page.date), &page.title, &page.document.path)
        };
        key(a).cmp(&key(b))
    });
}

/// Up to `most` documents that share a tag with `page`, nearest to it in each tag's list, most shared tags first.
///
/// Only neighbours in the lists count, so that a new document changes few pages.
pub(super) fn related(page: PageId, lists: &[&[PageId]], most: usize) -> Vec<PageId> {
    let mut found: Vec<(PageId, usize, usize)> = Vec::new();
    for list in lists {
        let Some(here) = list.iter().position(|&id| id == page) else { continue };
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
        assert_eq!(related(4, &[a], 2), [3, 5]);
        assert_eq!(related(3, &[a, b], 2), [5, 2]);
        assert_eq!(related(8, &[a, b], 2), [0usize; 0]);
    }
}
