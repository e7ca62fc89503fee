use super::number::{MARK, Numbers, write_number};

/// How many classes the places of a text fall into.
const CLASSES: u32 = 8;

/// The documents of a key (倒排表), as signs.
///
/// For each document in ascending order: a mark if the key stands in a heading, two if in the title; then, for each class of places
/// in which it stands, `8 × (documents on from the last) + class`, where the first document is one on. A place counts the folded
/// characters before it; its class is the rest by 8. Keys that follow one another in a query have to stand in classes that do.
#[derive(Debug, Default)]
pub(super) struct List {
    /// One more than the last document.
    next: u32,
    /// Its classes.
    classes: u8,
    pub signs: Vec<u8>,
}

impl List {
    /// Adds a place. Documents ascend, and the best place of each comes first.
    pub fn add(&mut self, Place { document, level, class }: Place) {
        let bit = 1_u8 << (class % CLASSES);
        let on = (document + 1).saturating_sub(self.next);
        if on == 0 && self.classes & bit != 0 {
            return;
        }
        if on > 0 {
            self.signs.extend((0..level).map(|_| MARK));
            (self.next, self.classes) = (document + 1, 0);
        }
        self.classes |= bit;
        write_number(on * CLASSES + class % CLASSES, &mut self.signs);
    }
}

/// Where a key stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The number of the document.
    pub document: u32,
    /// The best that the key has there: 2 in the title, 1 in a heading, 0 in the text.
    pub level: u32,
    /// The class of the place, below 8.
    pub class: u32,
}

/// Reads a list back, a place after the other.
pub fn places(signs: &str) -> impl Iterator<Item = Place> {
    let (mut numbers, mut next, mut level) = (Numbers::of(signs), 0_u32, 0);
    std::iter::from_fn(move || {
        let mut marks = 0;
        while numbers.mark() {
            marks += 1;
        }
        let number = numbers.next()?;
        let on = number / CLASSES;
        if on > 0 {
            (next, level) = (next.saturating_add(on), marks);
        }
        Some(Place { document: next.checked_sub(1)?, level, class: number % CLASSES })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_come_back() {
        let place = |document, level, class| Place { document, level, class };
        let all = [place(0, 2, 7), place(0, 2, 0), place(1, 0, 3), place(700, 1, 3), place(70_000, 0, 0)];
        let mut list = List::default();
        all.iter().chain(&all[4..]).for_each(|p| list.add(*p));
        assert_eq!(places(std::str::from_utf8(&list.signs).unwrap()).collect::<Vec<_>>(), all);
    }
}
