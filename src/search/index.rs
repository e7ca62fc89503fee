use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

use rayon::prelude::*;

use super::fold::folded;
use super::former::Former;
use super::key::{Packed, Space, keys, shard_of};
use super::leaf::Leaf;
use super::list::{List, Place};
use super::reading;
use super::stem::{stem, words};

/// Where a key stands, the best first.
const TITLE: u8 = 2;
const HEADING: u8 = 1;
const TEXT: u8 = 0;

/// So many documents are taken apart before what they hold is sorted in: more would only take memory.
const CHUNK: usize = 256;
/// Each bin has every so-many-th shard; more bins than cores, so that none waits.
const BINS: usize = 8;

/// The shards of one language's index, printed.
#[derive(Debug, Clone, Default)]
pub struct Index {
    shards: Vec<Arc<[u8]>>,
}

impl Index {
    /// Indexes documents 0 to `count`, each taken apart by `leaf`, into that many shards, a power of two.
    ///
    /// A shard is a script `jxSearch.shard(number, "key list key list …")`; lists are as [`places`](super::places) reads them.
    pub fn of(count: usize, shards: u32, leaf: impl Fn(usize) -> Leaf + Sync) -> Self {
        Self::of_some(&(0..u32::try_from(count).unwrap_or(u32::MAX)).collect::<Vec<_>>(), shards, leaf)
    }

    /// The same of some documents only, in ascending order.
    fn of_some(documents: &[u32], shards: u32, leaf: impl Fn(usize) -> Leaf + Sync) -> Self {
        let mut bins: Vec<Bin> = (0..BINS).map(|_| Bin::default()).collect();
        for chunk in documents.chunks(CHUNK) {
            let taken: Vec<Taken> = chunk.par_iter().map(|n| Taken::of(&leaf(*n as usize), shards)).collect();
            bins.par_iter_mut().enumerate().for_each(|(at, bin)| {
                for (document, taken) in chunk.iter().zip(&taken) {
                    bin.put(*document, &taken.keys[at], &taken.stems[at]);
                }
            });
        }
        let mut printed: Vec<(u32, Arc<[u8]>)> = bins.into_par_iter().enumerate().flat_map_iter(|(at, bin)| bin.print(at, shards)).collect();
        printed.sort_unstable_by_key(|(number, _)| *number);
        Self { shards: printed.into_iter().map(|(_, bytes)| bytes).collect() }
    }

    /// The index of documents of which only some were indexed anew: as [`Index::of`] all of them would give it.
    pub fn renewed(former: &Former, count: usize, leaf: impl Fn(usize) -> Leaf + Sync) -> Self {
        let shards = u32::try_from(former.shards.len()).unwrap_or(u32::MAX);
        let fresh = Self::of_some(&former.fresh(count), shards, leaf);
        let merge = |(number, old): (usize, &Vec<u8>)| former.merge(old, &fresh.shard(u32::try_from(number).unwrap_or(u32::MAX)));
        Self { shards: former.shards.par_iter().enumerate().map(merge).collect() }
    }

    /// The bytes of a shard; empty beyond the last.
    pub fn shard(&self, number: u32) -> Arc<[u8]> {
        self.shards.get(number as usize).cloned().unwrap_or_else(|| Arc::from([]))
    }
}

/// What one document holds, by bin; title first, so that the first of a key is its best place.
#[derive(Default)]
struct Taken {
    keys: [Vec<Packed>; BINS],
    stems: [Vec<(String, u8)>; BINS],
    /// How many characters of the document stand before.
    at: usize,
}

impl Taken {
    fn of(leaf: &Leaf, shards: u32) -> Self {
        let mut taken = Self::default();
        taken.text(&leaf.title, TITLE, shards);
        for name in std::iter::once(&leaf.title).chain(&leaf.names) {
            reading::keys(&reading::readings(name), |key| taken.keys[key.shard(shards) as usize % BINS].push(key));
        }
        leaf.parts.iter().filter(|p| p.headed).for_each(|p| taken.text(&p.heading, HEADING, shards));
        leaf.parts.iter().flat_map(|p| &p.lines).for_each(|line| taken.text(line, TEXT, shards));
        taken
    }

    fn text(&mut self, text: &str, level: u8, shards: u32) {
        let text_folded = folded(text);
        for (at, key) in keys(&text_folded) {
            // A character alone needs no class: nothing follows it.
            let packed = Packed::new(Space::Text, key, level, if key.len() > 1 { self.at + at } else { 0 });
            self.keys[packed.shard(shards) as usize % BINS].push(packed);
        }
        self.at += text_folded.len();
        for word in words(text) {
            let stem = stem(&word.to_ascii_lowercase());
            let mut letters = stem.chars();
            if let (Some(first), second) = (letters.next(), letters.next()) {
                self.stems[shard_of(Space::Stem, first, second, shards) as usize % BINS].push((stem, level));
            }
        }
    }
}

/// Keys are spread well by one multiplication; the standard hasher takes a third of the time of indexing.
#[derive(Default)]
struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|b| self.write_u64(u64::from(*b)));
    }

    fn write_u64(&mut self, n: u64) {
        let product = (self.0 ^ n).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = product ^ (product >> 32);
    }
}

#[derive(Default)]
struct Bin {
    keys: HashMap<u64, List, BuildHasherDefault<Mix>>,
    stems: HashMap<String, List>,
}

impl Bin {
    fn put(&mut self, document: u32, keys: &[Packed], stems: &[(String, u8)]) {
        for key in keys {
            self.keys.entry(key.bare()).or_default().add(key.place(document));
        }
        for (stem, level) in stems {
            let place = Place { document, level: u32::from(*level), class: 0 };
            match self.stems.get_mut(stem) {
                Some(list) => list.add(place),
                None => self.stems.entry(stem.clone()).or_default().add(place),
            }
        }
    }

    /// The shards of the bin at this place.
    fn print(self, at: usize, shards: u32) -> Vec<(u32, Arc<[u8]>)> {
        let mut entries: Vec<Vec<(String, Vec<u8>)>> = Vec::new();
        let mut place = |shard: u32, key: String, list: List| {
            let row = shard as usize / BINS;
            if entries.len() <= row {
                entries.resize_with(row + 1, Vec::new);
            }
            entries[row].push((key, list.signs));
        };
        for (bare, list) in self.keys {
            let mut key = String::new();
            let shard = Packed::print(bare, shards, &mut key);
            place(shard, key, list);
        }
        for (stem, list) in self.stems {
            let mut letters = stem.chars();
            let shard = shard_of(Space::Stem, letters.next().unwrap_or('\0'), letters.next(), shards);
            place(shard, format!("{}{stem}", Space::Stem.sign()), list);
        }
        let mine = (0..shards).filter(|number| *number as usize % BINS == at);
        mine.map(|number| (number, shard(number, entries.get_mut(number as usize / BINS).map(std::mem::take).unwrap_or_default()))).collect()
    }
}

fn shard(number: u32, mut entries: Vec<(String, Vec<u8>)>) -> Arc<[u8]> {
    entries.sort_unstable();
    let mut out = Printer::new(&format!("jxSearch.shard({number},\""));
    entries.iter().for_each(|(key, list)| out.entry(key.as_bytes(), list));
    out.finish()
}

/// What stands behind the entries of a shard.
pub(super) const END: &[u8] = b"\");\n";

/// Puts a shard's script together.
pub(super) struct Printer {
    out: Vec<u8>,
    begun: bool,
}

impl Printer {
    pub fn new(head: &str) -> Self {
        Self { out: head.as_bytes().to_vec(), begun: false }
    }

    pub fn entry(&mut self, key: &[u8], list: &[u8]) {
        if self.begun {
            self.out.push(b' ');
        }
        self.begun = true;
        self.out.extend_from_slice(key);
        self.out.push(b' ');
        self.out.extend_from_slice(list);
    }

    pub fn finish(mut self) -> Arc<[u8]> {
        self.out.extend_from_slice(END);
        self.out.into()
    }
}
