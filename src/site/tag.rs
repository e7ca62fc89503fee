use std::collections::BTreeMap;

use super::route::tag_folder;
use super::{Page, PageId, Role, order};
use crate::lang::Lang;

/// Gives tags that come to one address (`GDP` and `gdp`) one spelling, the first in the order of characters.
pub(super) fn settle(pages: &mut [Page]) {
    let mut spelling: BTreeMap<(Lang, String), String> = BTreeMap::new();
    for page in pages.iter() {
        for tag in page.common.tags.iter().map(|t| t.trim()).filter(|t| !t.is_empty()) {
            let first = spelling.entry((page.lang.clone(), tag_folder(tag))).or_insert_with(|| tag.to_owned());
            if tag < first.as_str() {
                tag.clone_into(first);
            }
        }
    }
    for page in pages {
        let mut settled: Vec<String> = Vec::new();
        for tag in page.common.tags.iter().map(|t| t.trim()).filter(|t| !t.is_empty()) {
            let tag = spelling.get(&(page.lang.clone(), tag_folder(tag))).map_or(tag, String::as_str);
            if !settled.iter().any(|t| t == tag) {
                settled.push(tag.to_owned());
            }
        }
        page.common.tags = settled;
    }
}

/// Documents by tag, in the order of lists, by language.
pub(super) fn lists(pages: &[Page]) -> BTreeMap<Lang, BTreeMap<String, Vec<PageId>>> {
    let mut tags: BTreeMap<Lang, BTreeMap<String, Vec<PageId>>> = BTreeMap::new();
    for (id, page) in pages.iter().enumerate().filter(|(_, p)| p.shown && p.role == Role::Document) {
        for tag in &page.common.tags {
            tags.entry(page.lang.clone()).or_default().entry(tag.clone()).or_default().push(id);
        }
    }
    tags.values_mut().flat_map(|t| t.values_mut()).for_each(|ids| order::sort(ids, pages));
    tags
}
