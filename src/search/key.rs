use super::fold::is_narrow;
use super::list::Place;

/// What a key is made of; the sign stands before it in a shard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Space {
    /// The text itself: pairs of characters, threes of letters and digits, single ones.
    Text,
    /// The pinyin of titles and names.
    Pinyin,
    /// Its initials.
    Initials,
    /// Stems of English words.
    Stem,
}

impl Space {
    /// The sign before a key; none of them is a letter, so no key of the text begins with it.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Text => "",
            Self::Pinyin => "'",
            Self::Initials => ".",
            Self::Stem => "~",
        }
    }

    fn number(self) -> u32 {
        match self {
            Self::Text => 0,
            Self::Pinyin => 1,
            Self::Initials => 2,
            Self::Stem => 3,
        }
    }
}

/// The shard that holds a key, told from its first two characters alone, so that all keys that begin with a pair stand together.
/// `shards` is a power of two.
pub fn shard_of(space: Space, first: char, second: Option<char>, shards: u32) -> u32 {
    let hash = (first as u32 ^ (space.number() << 24)).wrapping_mul(0x9E37_79B1).wrapping_add(second.map_or(0, u32::from));
    let hash = (hash ^ (hash >> 15)).wrapping_mul(0x85EB_CA6B);
    (hash ^ (hash >> 13)) & (shards - 1)
}

/// A key of up to three characters in one number, with the place where it stands.
///
/// Bits 0–41 hold the characters, 42–43 the level, 44–45 how many characters, 46–47 the space, 48–50 the class of the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Packed(u64);

impl Packed {
    const PLACE: u64 = 3 << 42 | 7 << 48;

    pub fn new(space: Space, key: &[char], level: u8, at: usize) -> Self {
        let bits = if key.len() > 2 { 7 } else { 21 };
        let held = key.iter().fold(0_u64, |held, c| held << bits | u64::from(u32::from(*c)));
        Self(held | u64::from(level) << 42 | (key.len() as u64) << 44 | u64::from(space.number()) << 46 | (at as u64 % 8) << 48)
    }

    /// Without its place.
    pub fn bare(self) -> u64 {
        self.0 & !Self::PLACE
    }

    /// Where it stands in a document of that number.
    pub fn place(self, document: u32) -> Place {
        let bits = |from: u64, mask: u64| u32::try_from(self.0 >> from & mask).unwrap_or(0);
        Place { document, level: bits(42, 3), class: bits(48, 7) }
    }

    pub fn shard(self, shards: u32) -> u32 {
        let (space, key) = Self::parts(self.0);
        shard_of(space, key[0].unwrap_or('\0'), key[1], shards)
    }

    /// As it stands in a shard, and in which.
    pub fn print(bare: u64, shards: u32, out: &mut String) -> u32 {
        let (space, key) = Self::parts(bare);
        out.push_str(space.sign());
        out.extend(key.into_iter().flatten());
        shard_of(space, key[0].unwrap_or('\0'), key[1], shards)
    }

    fn parts(held: u64) -> (Space, [Option<char>; 3]) {
        let space = [Space::Text, Space::Pinyin, Space::Initials, Space::Stem][(held >> 46 & 3) as usize];
        let at = |bits: u64, place: u64| u32::try_from(held >> (bits * place) & ((1 << bits) - 1)).ok().and_then(char::from_u32);
        let key = match held >> 44 & 3 {
            1 => [at(21, 0), None, None],
            2 => [at(21, 1), at(21, 0), None],
            _ => [at(7, 2), at(7, 1), at(7, 0)],
        };
        (space, key)
    }
}

/// Every key of a folded text: each character alone, each pair, and letters and digits in threes instead of pairs where three
/// stand together; each with its place, but a character alone stands at 0.
pub fn keys(text: &[char]) -> impl Iterator<Item = (usize, &[char])> {
    let single = |at: usize| Some((0, text.get(at..=at)?));
    let longer = |at: usize| {
        let three = text.get(at..at + 3).filter(|key| key.iter().all(|c| is_narrow(*c)));
        Some((at, three.or_else(|| text.get(at..at + 2))?))
    };
    (0..text.len()).flat_map(move |at| [single(at), longer(at)].into_iter().flatten())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_a_mixed_text() {
        let text: Vec<char> = "发2022年a".chars().collect();
        let all: Vec<String> = keys(&text).map(|(_, k)| k.iter().collect()).collect();
        assert_eq!(all, ["发", "发2", "2", "202", "0", "022", "2", "22", "2", "2年", "年", "年a", "a"]);
    }

    #[test]
    fn packing_keeps_all() {
        for (space, key) in [(Space::Text, "劳"), (Space::Text, "𠮷a"), (Space::Pinyin, "wan"), (Space::Initials, "wj")] {
            let chars: Vec<char> = key.chars().collect();
            let packed = Packed::new(space, &chars, 2, 13);
            let mut out = String::new();
            let shard = Packed::print(packed.bare(), 64, &mut out);
            assert_eq!((out, packed.place(4)), (format!("{}{key}", space.sign()), Place { document: 4, level: 2, class: 5 }));
            assert_eq!((packed.shard(64), shard), (shard, shard_of(space, chars[0], chars.get(1).copied(), 64)));
        }
    }
}
