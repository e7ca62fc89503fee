use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::link;
use super::writer::Item;

/// Schemes that an address in angle brackets may have; others are text that somebody put into brackets.
const SCHEMES: [&str; 6] = ["http", "https", "mailto", "ftp", "tel", "sms"];
/// Namespaces of Office documents that get into text by copying (ECMA-376 and Word's own HTML), besides `st1`, `st2` and so on.
const OFFICE: [&str; 16] = ["o", "v", "w", "m", "x", "p", "a", "r", "wp", "wps", "pic", "mc", "w10", "w14", "w15", "wne"];

/// The events without what is no markup: addresses in angle brackets with a scheme that no link has become text, and, where
/// `clean` says so, tags that Word leaves behind (`<o:p></o:p>`, `<st1:place w:st="on">`) go. Code stays as it is.
///
/// CommonMark takes `<o:p>` for text and `<st1:place>` for an address (§6.5, §6.6).
pub(super) fn without<'a>(text: &str, events: Vec<Item<'a>>, clean: bool) -> Vec<Item<'a>> {
    let junk = if clean { tags(text) } else { Vec::new() };
    if junk.is_empty() && !events.iter().any(|(e, _)| matches!(e, Event::Start(Tag::Link { link_type: LinkType::Autolink, .. }))) {
        return events;
    }
    let mut out = Vec::with_capacity(events.len());
    let mut events = events.into_iter();
    let mut code = false;
    while let Some((event, range)) = events.next() {
        match event {
            Event::Start(Tag::Link { link_type: LinkType::Autolink, ref dest_url, .. }) if !code => {
                if junk.binary_search_by_key(&range.start, |j| j.start).is_ok() {
                    let _ = events.by_ref().find(|(e, _)| matches!(e, Event::End(TagEnd::Link)));
                } else if link::scheme(dest_url).is_some_and(|s| SCHEMES.iter().any(|known| known.eq_ignore_ascii_case(s))) {
                    out.push((event, range));
                } else {
                    out.push((Event::Text("<".into()), range.start..range.start + 1));
                    out.extend(events.by_ref().take_while(|(e, _)| !matches!(e, Event::End(TagEnd::Link))));
                    out.push((Event::Text(">".into()), range.end - 1..range.end));
                }
            }
            Event::Text(ref piece) if !code => match cut(piece, &range, &junk) {
                Some(rest) => out.extend(rest.into_iter().map(|(text, range)| (Event::Text(text.into()), range))),
                None => out.push((event, range)),
            },
            Event::End(TagEnd::Paragraph) if out.last().is_some_and(|(e, _)| matches!(e, Event::Start(Tag::Paragraph))) => drop(out.pop()),
            _ => {
                match event {
                    Event::Start(Tag::CodeBlock(_)) => code = true,
                    Event::End(TagEnd::CodeBlock) => code = false,
                    _ => {}
                }
                out.push((event, range));
            }
        }
    }
    out
}

/// What is left of a text event between tags; `None` where none stands in it.
fn cut(piece: &str, range: &Range<usize>, junk: &[Range<usize>]) -> Option<Vec<(String, Range<usize>)>> {
    let first = junk.partition_point(|j| j.end <= range.start);
    let inside: Vec<_> = junk.get(first..)?.iter().take_while(|j| j.start < range.end).collect();
    if inside.is_empty() || piece.len() != range.len() {
        return None;
    }
    let mut left = Vec::new();
    let mut done = range.start;
    let ends = inside.iter().map(|j| (j.start, j.end)).chain([(range.end, range.end)]);
    for (start, end) in ends {
        let kept = done..start.max(done);
        if let Some(text) = piece.get(kept.start - range.start..kept.end - range.start).filter(|t| !t.is_empty()) {
            left.push((text.to_owned(), kept));
        }
        done = end.min(range.end);
    }
    Some(left)
}

/// Every tag of an Office namespace that is not escaped, in order.
fn tags(text: &str) -> Vec<Range<usize>> {
    let starts = memchr::memchr_iter(b'<', text.as_bytes());
    starts
        .filter(|at| text.get(..*at).is_some_and(|before| before.bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 0))
        .filter_map(|at| tag(text, at))
        .collect()
}

fn tag(text: &str, at: usize) -> Option<Range<usize>> {
    let inner = text.get(at + 1..)?;
    let name = inner.strip_prefix('/').unwrap_or(inner);
    let (space, local) = name.split_at_checked(name.bytes().take(4).position(|b| b == b':')?)?;
    let smart =
        space.get(..2).is_some_and(|s| s.eq_ignore_ascii_case("st")) && space.get(2..).is_some_and(|n| n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit()));
    if !(smart || OFFICE.iter().any(|o| o.eq_ignore_ascii_case(space))) || !local.get(1..)?.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let end = inner.find(['<', '>', '\n'])?;
    inner.get(end..)?.starts_with('>').then_some(at..at + 1 + end + 1)
}
