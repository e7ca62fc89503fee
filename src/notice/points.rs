use super::{
    ast::{Mark, Paragraph, Point},
    ordinal,
};
use crate::text::parse_numeral;

/// 一要, 二是, 三则 at the start of a text: number, key word, bytes.
pub(super) fn marker(text: &str) -> Option<(u32, char, usize)> {
    let len = ordinal::numeral_len(text, |c| "一二三四五六七八九十".contains(c), 2)?;
    let number = parse_numeral(text.get(..len)?)?;
    let mut rest = text.get(len..)?.chars();
    let key = rest.next().filter(|c| matches!(c, '要' | '是' | '则'))?;
    let next = rest.next()?;
    (!matches!(next, '、' | '，' | ',' | '。' | '；')).then_some((number, key, len + key.len_utf8()))
}

/// A possible point: which paragraph, where in it.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    para: usize,
    at: usize,
    number: u32,
    key: char,
    len: usize,
    opens: bool,
}

/// The points among the paragraphs of one section: series of one key word that start at 一 and have at least two members.
///
/// Paragraphs that open with a point leave `body` and stand in the result; inline ones leave a mark in their paragraph.
/// The first `fixed` paragraphs are the rest of a run-in item: they hold inline points only.
pub(super) fn gather(id: &str, body: &mut Vec<Paragraph>, fixed: usize) -> Vec<Point> {
    let series = series(&candidates(body, fixed));
    if series.is_empty() {
        return Vec::new();
    }
    let mut at: Vec<Vec<(Candidate, String)>> = vec![Vec::new(); body.len()];
    let mut ends = vec![0; body.len()];
    for (n, members) in series.iter().enumerate() {
        let letter = super::ids::letter(n + 1);
        let (mut before, last) = (0, members.last().map_or(0, |m| m.para));
        for m in members {
            let again = if m.number == before { "x" } else { "" };
            before = m.number;
            if let (Some(cell), Some(end)) = (at.get_mut(m.para), ends.get_mut(m.para)) {
                cell.push((*m, format!("{id}p{}{letter}{again}", m.number)));
                *end = last.max(*end);
            }
        }
    }
    assemble(body, &mut at, &ends)
}

/// Turns the paragraphs and the candidates kept in each into points.
fn assemble(body: &mut Vec<Paragraph>, at: &mut [Vec<(Candidate, String)>], ends: &[usize]) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    let mut rest = Vec::new();
    // Up to which paragraph the open series reaches, and the point that what stands between belongs to.
    let (mut open, mut owner): (usize, Option<usize>) = (0, None);
    for (i, mut para) in std::mem::take(body).into_iter().enumerate() {
        let mut found = at.get_mut(i).map(std::mem::take).unwrap_or_default();
        found.sort_by_key(|(c, _)| c.at);
        let text = para.text.clone();
        let opener = found.first().is_some_and(|(c, _)| c.opens);
        let marks: Vec<Mark> =
            found.iter().filter(|(c, _)| !c.opens).map(|(c, id)| Mark { at: c.at, id: id.clone(), marker: cut(&text, c.at, c.at + c.len) }).collect();
        for (n, (c, id)) in found.iter().enumerate() {
            let end = found.iter().skip(n + 1).find(|(d, _)| d.key == c.key).map_or(text.len(), |(d, _)| d.at);
            let point = Point {
                id: id.clone(),
                ordinal: c.number,
                marker: cut(&text, c.at, c.at + c.len),
                inline: !c.opens,
                line: para.line,
                order: para.order,
                ..Point::default()
            };
            let end = if c.opens && !nested(c, &found) {
                end
            } else if c.opens {
                text.len()
            } else {
                end
            };
            points.push(Point {
                text: cut(&text, c.at, end),
                paragraph: if c.opens { text.clone() } else { String::new() },
                marks: if c.opens { marks.clone() } else { Vec::new() },
                ..point
            });
            open = open.max(ends.get(i).copied().unwrap_or(0));
        }
        if opener {
            owner = Some(points.len() - found.len());
            continue;
        }
        para.marks = marks;
        match owner.and_then(|o| points.get_mut(o)).filter(|_| i < open && found.is_empty()) {
            Some(point) => point.body.push(para),
            None => rest.push(para),
        }
    }
    *body = rest;
    points
}

/// Whether the points behind an opening one are a series of their own rather than its continuation.
fn nested(opener: &Candidate, found: &[(Candidate, String)]) -> bool {
    found.get(1).is_some_and(|(c, _)| c.number != opener.number + 1 || c.key != opener.key)
}

fn cut(text: &str, start: usize, end: usize) -> String {
    text.get(start..end).unwrap_or("").to_owned()
}

fn candidates(body: &[Paragraph], fixed: usize) -> Vec<Candidate> {
    let mut out = Vec::new();
    for (para, p) in body.iter().enumerate().filter(|(_, p)| p.matter == super::ast::Matter::Prose) {
        for (at, opens) in starts(&p.text, para < fixed) {
            if let Some((number, key, len)) = p.text.get(at..).and_then(marker) {
                out.push(Candidate { para, at, number, key, len, opens });
            }
        }
    }
    out
}

/// Where a point may start: at the paragraph's own start and behind 。；：.
fn starts(text: &str, run_in: bool) -> impl Iterator<Item = (usize, bool)> + '_ {
    let stops = text.match_indices(['。', '；', '：', '！', '…', ';', ':']).map(|(at, s)| at + s.len());
    let inline = stops.map(|at| (at + text.get(at..).map_or(0, |t| t.len() - t.trim_start().len()), false));
    std::iter::once((0, !run_in)).chain(inline)
}

/// Splits the candidates into series: 一, 二, 三 of one key word; the innermost open one takes the next.
fn series(candidates: &[Candidate]) -> Vec<Vec<Candidate>> {
    let mut done: Vec<Vec<Candidate>> = Vec::new();
    let mut open: Vec<Vec<Candidate>> = Vec::new();
    let mut close = |s: Vec<Candidate>| {
        if s.len() > 1 {
            done.push(s)
        }
    };
    for c in candidates {
        if c.number == 1 {
            if open.len() >= 4 {
                close(open.remove(0));
            }
            open.push(vec![*c]);
            continue;
        }
        let follows = |s: &Vec<Candidate>| {
            s.last().is_some_and(|l| {
                l.key == c.key && (c.number == l.number + 1 || c.opens && l.opens && l.number > 1 && (c.number == l.number || c.number == l.number + 2))
            })
        };
        if let Some(at) = open.iter().rposition(follows) {
            open.drain(at + 1..).for_each(&mut close);
            if let Some(s) = open.last_mut() {
                s.push(*c);
            }
        }
    }
    open.into_iter().for_each(&mut close);
    done.sort_by_key(|s| s.first().map(|c| (c.para, c.at)));
    done
}
