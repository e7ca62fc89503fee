use std::cmp::Ordering;
use std::iter::Peekable;
use std::sync::Arc;

use super::index::{END, Printer};
use super::list::{List, Place, places};

/// An index as the last build left it, and what of it still holds (前次索引).
#[derive(Debug, Clone, Default)]
pub struct Former {
    /// The number that each of its documents has now; `None` for one that went or whose text is another. They ascend.
    pub numbers: Vec<Option<u32>>,
    /// Its shards, as many as there are to be.
    pub shards: Vec<Vec<u8>>,
}

impl Former {
    /// The documents among `count` that it knows nothing of.
    pub fn fresh(&self, count: usize) -> Vec<u32> {
        let mut known = vec![false; count];
        for number in self.numbers.iter().flatten() {
            if let Some(known) = known.get_mut(*number as usize) {
                *known = true;
            }
        }
        (0..).zip(known).filter(|(_, known)| !known).map(|(number, _)| number).collect()
    }

    /// A shard of documents that stayed and those that are new: two sorted lists of entries become one.
    pub(super) fn merge(&self, old: &[u8], new: &[u8]) -> Arc<[u8]> {
        let (head, mut new) = entries(new);
        let (_, mut old) = entries(old);
        let mut out = Printer::new(head);
        loop {
            let (left, right) = (old.peek().copied(), new.peek().copied());
            let order = match (left, right) {
                (None, None) => return out.finish(),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some((a, _)), Some((b, _))) => a.cmp(b),
            };
            let left = left.filter(|_| order.is_le()).map(|entry| (entry, old.next()).0);
            let right = right.filter(|_| order.is_ge()).map(|entry| (entry, new.next()).0);
            let Some((key, _)) = left.or(right) else { return out.finish() };
            let (stayed, new) = (left.map_or("", |(_, list)| list), right.map_or("", |(_, list)| list));
            if new.is_empty() && self.holds(stayed) {
                out.entry(key.as_bytes(), stayed.as_bytes());
                continue;
            }
            let list = self.list(stayed, new);
            if !list.is_empty() {
                out.entry(key.as_bytes(), &list);
            }
        }
    }

    /// Whether all documents of a list stayed and kept their numbers: most lists do, and writing one anew costs several times as much.
    fn holds(&self, list: &str) -> bool {
        !list.is_empty() && places(list).all(|p| self.numbers.get(p.document as usize) == Some(&Some(p.document)))
    }

    fn list(&self, old: &str, new: &str) -> Vec<u8> {
        let stayed = places(old).filter_map(|p| Some(Place { document: self.numbers.get(p.document as usize).copied().flatten()?, ..p }));
        let (mut stayed, mut new, mut list) = (stayed.peekable(), places(new).peekable(), List::default());
        while let Some(place) = earlier(&mut stayed, &mut new) {
            list.add(place);
        }
        list.signs
    }
}

fn earlier(a: &mut Peekable<impl Iterator<Item = Place>>, b: &mut Peekable<impl Iterator<Item = Place>>) -> Option<Place> {
    match (a.peek(), b.peek()) {
        (Some(left), Some(right)) if right.document < left.document => b.next(),
        (Some(_), _) => a.next(),
        _ => b.next(),
    }
}

/// What stands before the entries of a shard's script, and the entries: key and list.
fn entries(script: &[u8]) -> (&str, Peekable<impl Iterator<Item = (&str, &str)>>) {
    let script = script.strip_suffix(END).and_then(|s| std::str::from_utf8(s).ok()).unwrap_or("");
    let (head, rest) = script.split_at(script.find('"').map_or(0, |at| at + 1));
    let mut words = rest.split(' ').filter(|word| !word.is_empty());
    (head, std::iter::from_fn(move || Some((words.next()?, words.next()?))).peekable())
}
