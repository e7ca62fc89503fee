//! Alignment of two versions of one text (对照): which passages stand beside which. Never a wrong pair: where it is not
//! certain which paragraph answers which, a whole section stands beside a whole section.

use std::collections::HashMap;
use std::ops::Range;

/// What a piece of text is, as far as two pieces may be each other's version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sort {
    /// A heading and nothing else.
    Heading,
    /// Words.
    Text,
    /// A list, a table, a quotation: the name of its element.
    Other(String),
}

/// A piece of one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    /// What it is.
    pub sort: Sort,
    /// Every anchor in it.
    pub ids: Vec<String>,
    /// How long its words are, in characters.
    pub length: usize,
    /// Years and other long numbers in it, sorted: they are the same in every language.
    pub numbers: Vec<u32>,
    /// As it is printed.
    pub html: String,
}

/// A row: pieces of the one version and of the other.
pub(super) type Row = (Range<usize>, Range<usize>);

/// The rows of two versions in reading order. Every piece of both stands in exactly one row.
pub(super) fn align(left: &[Unit], right: &[Unit]) -> Vec<Row> {
    let groups = groups(left, right);
    let first = groups.first().map_or((left.len(), right.len()), |(l, r)| (l.start, r.start));
    let mut rows = Vec::new();
    stretch(left, right, (0..first.0, 0..first.1), &mut rows);
    for (n, (l, r)) in groups.iter().enumerate() {
        let next = groups.get(n + 1).map_or((left.len(), right.len()), |(l, r)| (l.start, r.start));
        let whole = (l.start..next.0, r.start..next.1);
        let is_pair = l.len() == 1 && r.len() == 1;
        let is_heading = |units: &[Unit], at: usize| units.get(at).is_some_and(|u| u.sort == Sort::Heading);
        if is_pair && is_heading(left, l.start) && is_heading(right, r.start) {
            rows.push((l.clone(), r.clone()));
            stretch(left, right, (l.end..next.0, r.end..next.1), &mut rows);
        } else if is_pair {
            stretch(left, right, whole, &mut rows);
        } else {
            rows.push(whole);
        }
    }
    rows
}

/// Pieces that carry the same anchors, in an order that holds on both sides.
fn groups(left: &[Unit], right: &[Unit]) -> Vec<Row> {
    let mut there: HashMap<&str, usize> = HashMap::new();
    for (at, unit) in right.iter().enumerate() {
        unit.ids.iter().for_each(|id| _ = there.entry(id).or_insert(at));
    }
    let mut seen = std::collections::HashSet::new();
    let named = left.iter().enumerate().flat_map(|(at, unit)| unit.ids.iter().map(move |id| (at, id.as_str())));
    let pairs: Vec<(usize, usize)> = named.filter(|(_, id)| seen.insert(*id)).filter_map(|(at, id)| Some((at, *there.get(id)?))).collect();
    let mut groups: Vec<Row> = Vec::new();
    for (l, r) in ascending(&pairs) {
        match groups.last_mut() {
            Some((ls, rs)) if ls.end > l || rs.end > r => (ls.end, rs.end) = (ls.end.max(l + 1), rs.end.max(r + 1)),
            _ => groups.push((l..l + 1, r..r + 1)),
        }
    }
    groups
}

/// The longest run of pairs that ascends on both sides; the left side ascends already.
fn ascending(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // Per length the pair that ends the run with the least right side, and per pair the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (n, (_, r)) in pairs.iter().enumerate() {
        let at = ends.partition_point(|&end| pairs[end].1 <= *r);
        before.push(at.checked_sub(1).and_then(|b| ends.get(b).copied()));
        match ends.get_mut(at) {
            Some(end) => *end = n,
            None => ends.push(n),
        }
    }
    let mut run: Vec<(usize, usize)> = std::iter::successors(ends.last().copied(), |&n| before[n]).map(|n| pairs[n]).collect();
    run.reverse();
    run
}

/// A stretch without anchors but maybe a first one: piece by piece where that is certain, else as a whole.
fn stretch(left: &[Unit], right: &[Unit], (l, r): Row, rows: &mut Vec<Row>) {
    if l.is_empty() && r.is_empty() {
        return;
    }
    let (ls, rs) = (left.get(l.clone()).unwrap_or(&[]), right.get(r.clone()).unwrap_or(&[]));
    if ls.len() == rs.len() && answers(ls, rs) {
        rows.extend(l.zip(r).map(|(l, r)| (l..l + 1, r..r + 1)));
    } else {
        rows.push((l, r));
    }
}

/// Whether pieces of the same number answer each other one by one: the same sorts in the same order, lengths that keep step
/// (Gale and Church 1993: a translation is about as long as its original, times a factor), no number that stands opposite
/// another piece.
fn answers(left: &[Unit], right: &[Unit]) -> bool {
    if left.iter().zip(right).any(|(l, r)| l.sort != r.sort) {
        return false;
    }
    if left.len() < 2 {
        return true;
    }
    let total = |units: &[Unit]| units.iter().map(|u| u.length).sum::<usize>();
    let (all_left, all_right) = (total(left), total(right));
    let keeps_step = |(l, r): (&Unit, &Unit)| {
        let expected = l.length * all_right / all_left.max(1);
        r.length.abs_diff(expected) <= expected * 45 / 100 + 40
    };
    let elsewhere = |at: usize, number: &u32, own: &[Unit], others: &[Unit]| {
        let is_in = |units: &[Unit], at: usize| units.get(at).is_some_and(|u| u.numbers.binary_search(number).is_ok());
        !is_in(others, at) && (0..others.len()).any(|n| n != at && is_in(others, n) && !is_in(own, n))
    };
    let crosses = |own: &[Unit], others: &[Unit]| own.iter().enumerate().any(|(at, unit)| unit.numbers.iter().any(|n| elsewhere(at, n, own, others)));
    left.iter().zip(right).all(keeps_step) && !crosses(left, right) && !crosses(right, left)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn unit(sort: Sort, id: &str, length: usize) -> Unit {
        let ids = id.split_whitespace().map(str::to_owned).collect();
        Unit { sort, ids, length, numbers: Vec::new(), html: String::new() }
    }

    fn heading(id: &str) -> Unit {
        unit(Sort::Heading, id, 8)
    }

    fn text(id: &str, length: usize) -> Unit {
        unit(Sort::Text, id, length)
    }

    #[test]
    fn equal_sections_pair_piece_by_piece() {
        let left = [text("", 100), heading("s1"), text("", 50), text("s1-p1", 80)];
        let right = [text("", 320), heading("s1"), text("", 170), text("s1-p1", 240)];
        assert_eq!(align(&left, &right), [(0..1, 0..1), (1..2, 1..2), (2..3, 2..3), (3..4, 3..4)]);
    }

    #[test]
    fn where_counts_differ_a_section_is_one_row() {
        let left = [heading("a"), text("", 50), text("", 60), heading("b"), text("", 70)];
        let right = [heading("a"), text("", 330), heading("b"), text("", 210)];
        assert_eq!(align(&left, &right), [(0..1, 0..1), (1..3, 1..2), (3..4, 2..3), (4..5, 3..4)]);
    }

    #[test]
    fn points_inside_one_paragraph_stand_beside_paragraphs_of_their_own() {
        let left = [heading("s2"), text("s2-p1 s2-p2", 100), text("", 30), heading("s3")];
        let right = [heading("s2"), text("s2-p1", 150), text("s2-p2", 150), text("", 90), heading("s3")];
        assert_eq!(align(&left, &right), [(0..1, 0..1), (1..3, 1..4), (3..4, 4..5)]);
    }

    #[test]
    fn a_split_that_a_join_makes_good_is_seen_by_the_lengths() {
        let left = [heading("a"), text("", 100), text("", 100), text("", 100)];
        let right = [heading("a"), text("", 160), text("", 160), text("", 640)];
        assert_eq!(align(&left, &right), [(0..1, 0..1), (1..4, 1..4)]);
    }

    #[test]
    fn a_year_opposite_another_paragraph_keeps_them_together() {
        let with = |length, year| Unit { numbers: vec![year], ..text("", length) };
        let left = [with(50, 2017), with(50, 2022)];
        assert_eq!(align(&left, &[with(50, 2022), with(50, 2017)]), [(0..2, 0..2)]);
        assert_eq!(align(&left, &[with(50, 2017), with(50, 2022)]), [(0..1, 0..1), (1..2, 1..2)]);
    }

    #[test]
    fn a_section_that_one_side_lacks_stands_alone() {
        let left = [heading("a"), heading("b"), text("", 40), heading("c")];
        let right = [heading("a"), heading("c")];
        assert_eq!(align(&left, &right), [(0..1, 0..1), (1..3, 1..1), (3..4, 1..2)]);
    }

    /// One section of an original: how long each paragraph is, and how the translator cut it.
    #[derive(Debug, Clone)]
    enum Cut {
        Kept,
        Joined(usize),
        Split(usize),
        Dropped(usize),
    }

    fn sections() -> impl Strategy<Value = Vec<(Vec<usize>, Cut)>> {
        let cut = prop_oneof![Just(Cut::Kept), (0usize..6).prop_map(Cut::Joined), (0usize..6).prop_map(Cut::Split), (0usize..6).prop_map(Cut::Dropped)];
        prop::collection::vec((prop::collection::vec(5usize..400, 1..6), cut), 1..8)
    }

    /// The right side of a section: each paragraph with the left paragraphs that it says.
    fn translated(lengths: &[usize], cut: &Cut) -> Vec<(usize, Vec<usize>)> {
        let mut out: Vec<(usize, Vec<usize>)> = lengths.iter().enumerate().map(|(n, l)| (l * 3, vec![n])).collect();
        let last = out.len() - 1;
        match cut {
            Cut::Kept => {}
            Cut::Joined(at) if last > 0 => {
                let (length, said) = out.remove((at % last) + 1);
                let into = &mut out[at % last];
                into.0 += length;
                into.1.extend(said);
            }
            Cut::Split(at) => {
                let at = at % (last + 1);
                let (length, said) = out[at].clone();
                out[at].0 = length / 2;
                out.insert(at + 1, (length - length / 2, said));
            }
            Cut::Dropped(at) => drop(out.remove(at % (last + 1))),
            Cut::Joined(_) => {}
        }
        out
    }

    proptest! {
        #[test]
        fn no_piece_is_lost_and_none_stands_beside_another_ones_version(sections in sections()) {
            let (mut left, mut right) = (Vec::new(), Vec::new());
            // What each right piece says, as places of the left.
            let mut said: Vec<Vec<usize>> = Vec::new();
            for (n, (lengths, cut)) in sections.iter().enumerate() {
                said.push(vec![left.len()]);
                left.push(heading(&format!("h{n}")));
                right.push(heading(&format!("h{n}")));
                let base = left.len();
                left.extend(lengths.iter().map(|l| text("", *l)));
                for (length, of) in translated(lengths, cut) {
                    right.push(text("", length));
                    said.push(of.into_iter().map(|l| base + l).collect());
                }
            }
            let rows = align(&left, &right);
            prop_assert_eq!(rows.iter().flat_map(|(l, _)| l.clone()).collect::<Vec<_>>(), (0..left.len()).collect::<Vec<_>>());
            prop_assert_eq!(rows.iter().flat_map(|(_, r)| r.clone()).collect::<Vec<_>>(), (0..right.len()).collect::<Vec<_>>());
            for (l, r) in rows {
                for piece in r {
                    prop_assert!(said[piece].iter().all(|at| l.contains(at)), "{piece} says {:?}, its row has {l:?}", said[piece]);
                }
            }
        }

        #[test]
        fn anchors_in_any_order_lose_nothing(left in prop::collection::vec(0usize..12, 0..14), right in prop::collection::vec(0usize..12, 0..14)) {
            let units = |ids: &[usize]| ids.iter().map(|id| text(&format!("p{id}"), 20 * id)).collect::<Vec<_>>();
            let rows = align(&units(&left), &units(&right));
            prop_assert_eq!(rows.iter().flat_map(|(l, _)| l.clone()).collect::<Vec<_>>(), (0..left.len()).collect::<Vec<_>>());
            prop_assert_eq!(rows.iter().flat_map(|(_, r)| r.clone()).collect::<Vec<_>>(), (0..right.len()).collect::<Vec<_>>());
        }
    }
}
