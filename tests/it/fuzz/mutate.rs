use super::corpus::WORDS;

/// A generator of numbers that a seed repeats (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`; 0 for none.
    pub fn below(&mut self, n: usize) -> usize {
        if n == 0 { 0 } else { usize::try_from(self.next() % n as u64).unwrap_or(0) }
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        let at = self.below(list.len());
        &list[at]
    }
}

/// No input is longer: many small ones find more than few large ones.
const MOST: usize = 4000;

/// A new input: a stretch of one text, changed one to eight times.
pub fn mutated(dice: &mut Dice, corpus: &[Vec<u8>]) -> Vec<u8> {
    let mut out = stretch(dice, corpus);
    for _ in 0..=dice.below(8) {
        change(dice, corpus, &mut out);
        out.truncate(MOST);
    }
    out
}

/// Some lines of one text.
fn stretch(dice: &mut Dice, corpus: &[Vec<u8>]) -> Vec<u8> {
    let text = dice.pick(corpus).clone();
    if text.len() <= 1500 && dice.below(3) > 0 {
        return text;
    }
    let (from, to) = range(dice, &text);
    text[from..to.min(from + MOST / 2)].to_vec()
}

/// A place where a change may bite: the start of a line, else any byte, moved on to a character's start three times out of four.
fn place(dice: &mut Dice, text: &[u8]) -> usize {
    let mut at = dice.below(text.len() + 1);
    if dice.below(2) == 0 {
        at = text[..at].iter().rposition(|b| *b == b'\n').map_or(0, |i| i + 1);
    } else if dice.below(8) > 0 {
        while at < text.len() && text[at] & 0xC0 == 0x80 {
            at += 1;
        }
    }
    at
}

fn range(dice: &mut Dice, text: &[u8]) -> (usize, usize) {
    let (a, b) = (place(dice, text), place(dice, text));
    (a.min(b), a.max(b))
}

fn change(dice: &mut Dice, corpus: &[Vec<u8>], text: &mut Vec<u8>) {
    let at = place(dice, text);
    let (from, to) = range(dice, text);
    match dice.below(10) {
        // insert a word, or a run of it
        0..=2 => {
            let word = dice.pick(WORDS);
            let times = if dice.below(12) == 0 { dice.below(60) } else { 1 };
            text.splice(at..at, word.repeat(times).into_bytes());
        }
        // write a word over something
        3 => {
            let end = to.min(from + dice.below(12));
            text.splice(from..end, dice.pick(WORDS).bytes());
        }
        // delete
        4 => drop(text.drain(from..to.min(from + dice.below(200)))),
        // duplicate
        5 => {
            let copy = text[from..to.min(from + dice.below(300))].to_vec();
            text.splice(at..at, copy);
        }
        // swap two neighbours
        6 => {
            let mid = from + (to - from) / 2;
            text[from..to].rotate_left(mid - from);
        }
        // go on with another text
        7 => {
            let other = stretch(dice, corpus);
            let cut = place(dice, &other);
            text.truncate(at);
            text.extend_from_slice(&other[cut..]);
        }
        // take a line end away
        8 => {
            if let Some(i) = text[from..].iter().position(|b| *b == b'\n') {
                text.remove(from + i);
            }
        }
        // another byte
        _ => {
            if let Some(byte) = text.get_mut(from) {
                *byte = u8::try_from(dice.below(256)).unwrap_or(0);
            }
        }
    }
}
