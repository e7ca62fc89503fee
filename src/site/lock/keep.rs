use std::collections::{HashMap, HashSet, VecDeque};

use super::{Item, Kind, Locked};

/// How a document names its places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// By the numbering of a notice (公文): no id is ever kept against it.
    Numbered,
    /// By the words of its headings.
    Worded,
}

/// What became of a document's ids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    /// The final id of every item.
    pub ids: Vec<String>,
    /// Ids whose target went: the locked entry, and the item that they lead to now, if any stands before.
    pub gone: Vec<(usize, Option<usize>)>,
    /// Ids of a notice whose words now stand elsewhere, though the numbering gave the id to other words: entry and item.
    pub moved: Vec<(usize, usize)>,
    /// What is to be remembered, in the order of the text.
    pub locked: Vec<Locked>,
}

/// Matches the places of a text with what was published.
///
/// A settled id stays what it is. A heading keeps its id by equal words, else by its place between unchanged neighbours
/// with the same text under it; else it is new. A locked id without a place lives on at the heading with its words, else at
/// its parent in a notice's numbering, else at the nearest heading before it. Linear in both lists.
pub fn keep(locked: &[Locked], items: &[Item], naming: Naming) -> Kept {
    if naming == Naming::Worded && is_as_it_was(locked, items) {
        return Kept { ids: locked.iter().map(|l| l.id.clone()).collect(), locked: locked.to_vec(), ..Kept::default() };
    }
    matched(locked, items, naming)
}

/// Nothing came, went or changed: what most documents are most of the time.
fn is_as_it_was(locked: &[Locked], items: &[Item]) -> bool {
    let same = |(l, i): (&Locked, &Item)| !l.gone && l.kind == i.kind && l.digest == i.digest && l.text == i.text && (!i.fixed || l.id == i.id);
    locked.len() == items.len() && locked.iter().zip(items).all(same)
}

fn matched(locked: &[Locked], items: &[Item], naming: Naming) -> Kept {
    let mut found = Found { of_item: vec![None; items.len()], of_lock: vec![None; locked.len()] };
    by_id(locked, items, &mut found);
    for (gone, same_text) in [(false, true), (false, false), (true, true), (true, false)] {
        by_words(locked, items, gone, same_text, &mut found);
    }
    by_place(locked, items, &mut found);
    let ids = named(locked, items, &found);
    if locked.is_empty() {
        return Kept { locked: remembered(locked, items, &ids, &found), ids, ..Kept::default() };
    }
    let words = Words::new(locked, items, naming);
    let gone = leads(locked, items, &ids, &found, &words);
    let moved = (0..locked.len()).filter(|&l| found.of_lock[l].is_some()).filter_map(|l| Some((l, words.now(l).filter(|&i| found.of_lock[l] != Some(i))?)));
    Kept { moved: if naming == Naming::Numbered { moved.collect() } else { Vec::new() }, locked: remembered(locked, items, &ids, &found), ids, gone }
}

/// Which item belongs to which locked entry.
struct Found {
    of_item: Vec<Option<usize>>,
    of_lock: Vec<Option<usize>>,
}

impl Found {
    fn join(&mut self, item: usize, lock: usize) {
        (self.of_item[item], self.of_lock[lock]) = (Some(lock), Some(item));
    }
}

fn by_id(locked: &[Locked], items: &[Item], found: &mut Found) {
    let places: HashMap<&str, usize> = locked.iter().enumerate().map(|(l, entry)| (entry.id.as_str(), l)).collect();
    for (i, item) in items.iter().enumerate().filter(|(_, item)| item.fixed) {
        if let Some(&l) = places.get(item.id.as_str()).filter(|&&l| found.of_lock[l].is_none()) {
            found.join(i, l);
        }
    }
}

/// Headings with equal words, those with the same text under them first where `same_text` is set.
fn by_words(locked: &[Locked], items: &[Item], gone: bool, same_text: bool, found: &mut Found) {
    let mut free: HashMap<(&str, &str), VecDeque<usize>> = HashMap::new();
    for (l, entry) in locked.iter().enumerate() {
        if found.of_lock[l].is_none() && entry.gone == gone && entry.kind == Kind::Heading {
            free.entry((&entry.text, if same_text { &entry.digest } else { "" })).or_default().push_back(l);
        }
    }
    for (i, item) in items.iter().enumerate() {
        if found.of_item[i].is_some() || item.fixed || item.kind != Kind::Heading {
            continue;
        }
        if let Some(l) = free.get_mut(&(item.text.as_str(), if same_text { item.digest.as_str() } else { "" })).and_then(VecDeque::pop_front) {
            found.join(i, l);
        }
    }
}

/// Runs of headings without a match between the same two neighbours, or the ends of the text.
fn by_place(locked: &[Locked], items: &[Item], found: &mut Found) {
    let alive: Vec<usize> = (0..locked.len()).filter(|&l| locked[l].kind == Kind::Heading && !locked[l].gone).collect();
    let place: HashMap<usize, usize> = alive.iter().enumerate().map(|(at, &l)| (l, at)).collect();
    let headings: Vec<usize> = (0..items.len()).filter(|&i| items[i].kind == Kind::Heading).collect();
    let at_lock = |found: &Found, h: Option<&usize>| h.and_then(|&i| found.of_item[i]).and_then(|l| place.get(&l).copied());
    let mut start = 0;
    while start < headings.len() {
        let free = |h: &usize| found.of_item[*h].is_none() && !items[*h].fixed;
        let run = headings[start..].iter().take_while(|h| free(h)).count();
        if run == 0 {
            start += 1;
            continue;
        }
        let end = start + run;
        let first = if start == 0 { Some(0) } else { at_lock(found, headings.get(start - 1)).map(|l| l + 1) };
        let last = if end == headings.len() { Some(alive.len()) } else { at_lock(found, headings.get(end)) };
        if let (Some(first), Some(last)) = (first, last) {
            let old = alive.get(first..).unwrap_or(&[]).iter().take_while(|&&l| found.of_lock[l].is_none()).count();
            if first + old == last {
                in_run(locked, items, &alive[first..last], &headings[start..end], found);
            }
        }
        start = end;
    }
}

/// Matches by the text under the headings; where there is none, only if nothing came or went.
fn in_run(locked: &[Locked], items: &[Item], old: &[usize], new: &[usize], found: &mut Found) {
    let empty = super::digest("");
    if old.len() == new.len() {
        for (&l, &i) in old.iter().zip(new).filter(|&(&l, &i)| locked[l].digest == items[i].digest) {
            found.join(i, l);
        }
    }
    let mut free: HashMap<&str, VecDeque<usize>> = HashMap::new();
    for &l in old.iter().filter(|&&l| found.of_lock[l].is_none() && locked[l].digest != empty) {
        free.entry(&locked[l].digest).or_default().push_back(l);
    }
    for &i in new {
        if found.of_item[i].is_none()
            && let Some(l) = free.get_mut(items[i].digest.as_str()).and_then(VecDeque::pop_front)
        {
            found.join(i, l);
        }
    }
}

/// Every item's id; a new heading's is made unlike any that was ever published.
fn named(locked: &[Locked], items: &[Item], found: &Found) -> Vec<String> {
    let settled = locked.iter().map(|l| l.id.as_str()).chain(items.iter().filter(|i| i.fixed).map(|i| i.id.as_str()));
    let mut taken: HashSet<String> = settled.map(str::to_owned).collect();
    let mut turns: HashMap<&str, usize> = HashMap::new();
    let mut name = |item: &'_ Item, turn: usize| {
        let id = if turn == 1 { item.id.clone() } else { repeat(&item.id, turn) };
        taken.insert(id.clone()).then_some(id)
    };
    let mut ids = Vec::with_capacity(items.len());
    for (i, item) in items.iter().enumerate() {
        let id = match found.of_item[i] {
            _ if item.fixed => item.id.clone(),
            Some(l) => locked[l].id.clone(),
            None => loop {
                let turn = turns.entry(&item.id).or_insert(0);
                *turn += 1;
                if let Some(id) = name(item, *turn) {
                    break id;
                }
            },
        };
        ids.push(id);
    }
    ids
}

/// `s2b` for a number, `lmjs-2` for words.
fn repeat(id: &str, turn: usize) -> String {
    let number = id.strip_prefix(['s', 'c', 'a']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    match u8::try_from(turn).ok().filter(|t| number && *t <= 26) {
        Some(nth) => format!("{id}{}", char::from(b'a' + nth - 1)),
        None => format!("{id}-{turn}"),
    }
}

/// Words that stand once in what was published and once in the text.
struct Words<'a> {
    naming: Naming,
    locked: &'a [Locked],
    old: HashMap<(Kind, &'a str), usize>,
    new: HashMap<(Kind, &'a str), Option<usize>>,
    nothing: String,
}

impl<'a> Words<'a> {
    fn new(locked: &'a [Locked], items: &'a [Item], naming: Naming) -> Self {
        let (mut old, mut new) = (HashMap::new(), HashMap::new());
        for entry in locked.iter().filter(|l| !l.gone) {
            *old.entry((entry.kind, Self::key(naming, &entry.text, &entry.digest))).or_insert(0) += 1;
        }
        for (i, item) in items.iter().enumerate() {
            new.entry((item.kind, Self::key(naming, &item.text, &item.digest))).and_modify(|n| *n = None).or_insert(Some(i));
        }
        Self { naming, locked, old, new, nothing: super::digest("") }
    }

    fn key(naming: Naming, text: &'a str, digest: &'a str) -> &'a str {
        if naming == Naming::Numbered { digest } else { text }
    }

    /// Where the words of a locked entry stand now.
    fn now(&self, lock: usize) -> Option<usize> {
        let entry = &self.locked[lock];
        let key = (entry.kind, Self::key(self.naming, &entry.text, &entry.digest));
        if key.1.is_empty() || key.1 == self.nothing || self.old.get(&key).is_some_and(|n| *n > 1) {
            return None;
        }
        self.new.get(&key).copied().flatten()
    }
}

/// Locked entries without a place, and where they lead: an item that is no point.
fn leads(locked: &[Locked], items: &[Item], ids: &[String], found: &Found, words: &Words<'_>) -> Vec<(usize, Option<usize>)> {
    let places: HashMap<&str, usize> = ids.iter().enumerate().map(|(i, id)| (id.as_str(), i)).collect();
    let parent = |id: &str| std::iter::successors(above(id), |up| above(up)).find_map(|up| places.get(up).copied());
    let mut before = None;
    let mut gone = Vec::new();
    for (l, entry) in locked.iter().enumerate() {
        match found.of_lock[l] {
            Some(i) if !matches!(items[i].kind, Kind::Point | Kind::Place) => before = Some(i),
            Some(_) => {}
            None => {
                let parent = if words.naming == Naming::Numbered { parent(&entry.id) } else { None };
                gone.push((l, words.now(l).or(parent).or(before)));
            }
        }
    }
    gone
}

/// The id that a numbered id stands under.
pub(super) fn above(id: &str) -> Option<&str> {
    id.rsplit_once('-').map(|(up, _)| up)
}

/// The items in their order, each gone id behind what stood before it.
fn remembered(locked: &[Locked], items: &[Item], ids: &[String], found: &Found) -> Vec<Locked> {
    let mut behind: Vec<Vec<usize>> = vec![Vec::new(); items.len() + 1];
    let mut at = 0;
    for l in 0..locked.len() {
        match found.of_lock[l] {
            Some(i) => at = i + 1,
            None => behind[at].push(l),
        }
    }
    let lost = |list: &[usize]| list.iter().map(|&l| Locked { gone: true, ..locked[l].clone() }).collect::<Vec<_>>();
    let mut seen = HashSet::new();
    let mut out = lost(&behind[0]);
    for (i, item) in items.iter().enumerate() {
        if seen.insert(ids[i].as_str()) {
            out.push(Locked { id: ids[i].clone(), kind: item.kind, gone: false, digest: item.digest.clone(), text: item.text.clone() });
        }
        out.extend(lost(&behind[i + 1]));
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Item, Kind, Naming, keep, matched};

    fn item() -> impl Strategy<Value = Item> {
        let kind = prop_oneof![4 => Just(Kind::Heading), 1 => Just(Kind::Place)];
        ("[abc]", any::<bool>(), kind, "[01]", "[xy]?").prop_map(|(id, fixed, kind, digest, text)| Item {
            id,
            fixed: fixed || kind == Kind::Place,
            kind,
            digest: digest.repeat(12),
            text: if kind == Kind::Place { String::new() } else { text },
        })
    }

    proptest! {
        #[test]
        fn the_short_way_gives_what_the_long_way_gives(mut items in prop::collection::vec(item(), 0..6)) {
            items.sort_by(|a, b| a.id.cmp(&b.id));
            items.dedup_by(|a, b| a.id == b.id);
            let published = keep(&[], &items, Naming::Worded).locked;
            prop_assert_eq!(keep(&published, &items, Naming::Worded), matched(&published, &items, Naming::Worded));
        }
    }
}
