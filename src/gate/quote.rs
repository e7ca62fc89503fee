use std::collections::HashMap;

use rayon::prelude::*;

use super::passage::Passage;
use crate::diag::{Code, Diagnostic};
use crate::text::Span;

/// A quotation shorter than this is a name or a slogan.
const SHORTEST: usize = 16;
/// A longer one is compared in its first part.
const LONGEST: usize = 400;
/// Characters that are looked up together.
const GRAM: usize = 4;
/// Characters of the notice that a message shows on each side of a difference.
const AROUND: usize = 8;

/// A quotation (引文) in a document: its letters, without punctuation.
struct Quote {
    document: usize,
    span: Span,
    letters: Vec<char>,
}

/// A notice (公文) that may be quoted.
pub(super) struct Quotable<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its passages.
    pub passages: &'a [Passage],
}

/// Where a quotation probably comes from.
#[derive(Clone, Copy)]
struct Source {
    notice: usize,
    /// Letter of the notice at which it begins.
    at: usize,
    votes: usize,
}

/// Quotations that differ from a notice of the site by a few characters; `documents` are the passages of each document, the
/// findings come with the document's index. Punctuation is not compared: it follows the sentence around.
pub(super) fn check(documents: &[&[Passage]], notices: &[Quotable<'_>]) -> Vec<(usize, Diagnostic)> {
    let quotes: Vec<Quote> = documents.iter().enumerate().flat_map(|(n, passages)| quotes(n, passages)).collect();
    if quotes.is_empty() || notices.is_empty() {
        return Vec::new();
    }
    let mut grams: HashMap<[char; GRAM], Vec<(usize, usize)>> = HashMap::new();
    for (n, quote) in quotes.iter().enumerate() {
        quote
            .letters
            .windows(GRAM)
            .enumerate()
            .filter_map(|(at, w)| Some((at, *w.first_chunk()?)))
            .for_each(|(at, gram)| grams.entry(gram).or_default().push((n, at)));
    }
    let letters: Vec<Vec<char>> = notices.par_iter().map(|n| n.passages.iter().flat_map(|p| letters(p.text())).collect()).collect();
    let mut best: Vec<Option<Source>> = vec![None; quotes.len()];
    let voted: Vec<Vec<(usize, Source)>> = letters.par_iter().enumerate().map(|(n, letters)| vote(n, letters, &grams)).collect();
    for (quote, source) in voted.into_iter().flatten() {
        if best[quote].is_none_or(|b| b.votes < source.votes) {
            best[quote] = Some(source);
        }
    }
    let told = |(quote, source): (&Quote, &Option<Source>)| {
        let source = source.filter(|s| s.votes * 3 > quote.letters.len() - GRAM)?;
        if source.votes == quote.letters.len() - GRAM + 1 {
            return None;
        }
        let (from, to) = compare(&quote.letters, letters.get(source.notice)?, source.at)?;
        Some((quote.document, finding(quote, &from, &to, notices.get(source.notice)?.title)))
    };
    quotes.iter().zip(&best).filter_map(told).collect()
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric())
}

/// What stands between “ and ”, parted at ellipses.
fn quotes(document: usize, passages: &[Passage]) -> Vec<Quote> {
    let mut found = Vec::new();
    for passage in passages {
        let text = passage.text();
        for (at, mark) in text.match_indices('“') {
            let start = at + mark.len();
            let Some(len) = text.get(start..).and_then(|rest| rest.find(['”', '“'])) else { continue };
            let mut from = start;
            for part in text.get(start..start + len).unwrap_or("").split("……") {
                let letters: Vec<char> = letters(part).take(LONGEST).collect();
                if letters.len() >= SHORTEST {
                    found.push(Quote { document, span: passage.span(from, from + part.len()), letters });
                }
                from += part.len() + "……".len();
            }
        }
    }
    found
}

/// For each quotation the place of this notice that shares most groups of characters with it in a row.
fn vote(notice: usize, letters: &[char], grams: &HashMap<[char; GRAM], Vec<(usize, usize)>>) -> Vec<(usize, Source)> {
    let mut votes: HashMap<(usize, isize), usize> = HashMap::new();
    for (at, window) in letters.windows(GRAM).enumerate() {
        let Some(places) = window.first_chunk::<GRAM>().and_then(|gram| grams.get(gram)) else { continue };
        for (quote, offset) in places {
            *votes.entry((*quote, at as isize - *offset as isize)).or_default() += 1;
        }
    }
    let mut best: HashMap<usize, Source> = HashMap::new();
    for ((quote, start), n) in votes {
        let source = Source { notice, at: usize::try_from(start).unwrap_or(0), votes: n };
        let kept = best.entry(quote).or_insert(source);
        if (source.votes, std::cmp::Reverse(source.at)) > (kept.votes, std::cmp::Reverse(kept.at)) {
            *kept = source;
        }
    }
    best.into_iter().collect()
}

/// The passage of the notice and that of the quotation around their first difference, where they differ by a few characters.
fn compare(quote: &[char], notice: &[char], at: usize) -> Option<(String, String)> {
    let most = 2.max(quote.len() / 10);
    let slack = most + 2;
    let start = at.saturating_sub(slack);
    let window = notice.get(start..(at + quote.len() + slack).min(notice.len()))?;
    // Edits from the window to the quotation; it may begin and end anywhere in the window.
    let width = window.len() + 1;
    let mut table = vec![0_usize; (quote.len() + 1) * width];
    for row in 1..=quote.len() {
        table[row * width] = row;
        for column in 1..width {
            let same = usize::from(quote[row - 1] != window[column - 1]);
            let above = table[(row - 1) * width + column] + 1;
            let beside = table[row * width + column - 1] + 1;
            table[row * width + column] = above.min(beside).min(table[(row - 1) * width + column - 1] + same);
        }
    }
    let last = quote.len() * width;
    let (mut column, distance) = table.get(last..)?.iter().copied().enumerate().min_by_key(|(_, d)| *d)?;
    if distance == 0 || distance > most {
        return None;
    }
    let mut row = quote.len();
    let (mut differs, mut ends) = ((row, column), None);
    while row > 0 {
        let here = table[row * width + column];
        let before = (row, column);
        if column > 0 && table[(row - 1) * width + column - 1] + usize::from(quote[row - 1] != window[column - 1]) == here {
            (row, column) = (row - 1, column - 1);
        } else if table[(row - 1) * width + column] + 1 == here {
            row -= 1;
        } else {
            column -= 1;
        }
        if table[row * width + column] != here {
            differs = (row, column);
            ends.get_or_insert(before);
        }
    }
    let ends = ends.unwrap_or(differs);
    let cut = |letters: &[char], from: usize, to: usize| letters[from.saturating_sub(AROUND)..(to + AROUND).min(letters.len())].iter().collect::<String>();
    Some((cut(window, differs.1, ends.1), cut(quote, differs.0, ends.0)))
}

fn finding(quote: &Quote, original: &str, quoted: &str, title: &str) -> Diagnostic {
    Diagnostic::new(
        Code::QuoteDiffers,
        format!("引文与原文差几个字：原文是“…{original}…”，这里是“…{quoted}…”"),
        format!("a quotation that differs by a few characters: the original has “…{original}…”, here it is “…{quoted}…”"),
    )
    .at(quote.span)
    .help(
        format!("照《{title}》改正；有意改写的，请去掉引号"),
        format!("follow the original, “{title}”; if you mean to put it in other words, drop the quotation marks"),
    )
}
