use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::raw::{ALLOWED, ATTRIBUTES, OWN_ATTRIBUTES};
use super::{Block, BlockKind, Body, Hole};

/// Elements and attributes that the program writes itself and raw HTML may not use.
const GENERATED: [(&str, &[&str]); 4] =
    [("input", &["type", "checked", "disabled", "aria-label"]), ("div", &["tabindex", "aria-label"]), ("section", &["aria-label"]), ("a", &["aria-label"])];

static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut attributes: HashMap<&str, HashSet<&str>> = HashMap::new();
    for (element, names) in OWN_ATTRIBUTES.iter().chain(&GENERATED) {
        attributes.entry(element).or_default().extend(names.iter().copied());
    }
    let mut cleaner = ammonia::Builder::empty();
    cleaner
        .tags(ALLOWED.into_iter().chain(["input"]).collect())
        .clean_content_tags(["script", "style"].into_iter().collect())
        .generic_attributes(ATTRIBUTES.into_iter().collect())
        .tag_attributes(attributes)
        .url_schemes(["http", "https", "mailto", "tel"].into_iter().collect())
        .link_rel(None);
    cleaner
});

/// Cleans the blocks that hold raw HTML, each run of `spans` by itself, so that nothing can reach out of its run.
///
/// `token` is a character that the text does not hold: it stands for holes while a run is parsed and printed again.
pub(super) fn clean(body: &mut Body, spans: &[(usize, usize)], token: char) {
    let groups = merge(spans, body.blocks.len());
    let mut out = Body { html: String::with_capacity(body.html.len()), ..Body::default() };
    let mut next = 0;
    for (first, last) in groups {
        copy(body, next..first, &mut out);
        copy_clean(body, first, last, token, &mut out);
        next = last + 1;
    }
    copy(body, next..body.blocks.len(), &mut out);
    (body.html, body.holes, body.blocks) = (out.html, out.holes, out.blocks);
}

/// Runs that overlap or touch in a block become one.
fn merge(spans: &[(usize, usize)], count: usize) -> Vec<(usize, usize)> {
    let mut sorted: Vec<_> = spans.iter().copied().filter(|(first, last)| first <= last && *last < count).collect();
    sorted.sort_unstable();
    let mut groups: Vec<(usize, usize)> = Vec::new();
    for (first, last) in sorted {
        match groups.last_mut() {
            Some(group) if first <= group.1 => group.1 = group.1.max(last),
            _ => groups.push((first, last)),
        }
    }
    groups
}

fn copy(body: &Body, blocks: std::ops::Range<usize>, out: &mut Body) {
    for block in body.blocks.get(blocks).unwrap_or(&[]) {
        let (html, holes) = (out.html.len(), out.holes.len());
        out.html.push_str(body.html.get(block.html.clone()).unwrap_or(""));
        let moved = body.holes.get(block.holes.clone()).unwrap_or(&[]).iter();
        out.holes.extend(moved.map(|hole| Hole { at: hole.at - block.html.start + html, ..hole.clone() }));
        out.blocks.push(Block { html: html..out.html.len(), holes: holes..out.holes.len(), ..block.clone() });
    }
}

fn copy_clean(body: &Body, first: usize, last: usize, token: char, out: &mut Body) {
    let (Some(from), Some(to)) = (body.blocks.get(first), body.blocks.get(last)) else { return };
    let (html, holes) = (out.html.len(), out.holes.len());
    let cleaned = CLEANER.clean(&with_tokens(body, from, to, token)).to_string();
    for (i, piece) in cleaned.split(token).enumerate() {
        if i % 2 == 0 {
            out.html.push_str(piece);
        } else if let Some(hole) = piece.parse().ok().and_then(|n: usize| body.holes.get(n)) {
            out.holes.push(Hole { at: out.html.len(), ..hole.clone() });
        }
    }
    let (kind, id) = if first == last { (from.kind, from.id.clone()) } else { (BlockKind::Other, None) };
    let span = crate::text::Span::new(from.span.start, to.span.end.max(from.span.end));
    out.blocks.push(Block { kind, id, html: html..out.html.len(), holes: holes..out.holes.len(), span });
}

/// The fragment from one block to another, each hole as its index between two tokens.
fn with_tokens(body: &Body, from: &Block, to: &Block, token: char) -> String {
    let mut out = String::new();
    let mut done = from.html.start;
    for n in from.holes.start..to.holes.end {
        let Some(hole) = body.holes.get(n) else { break };
        out.push_str(body.html.get(done..hole.at).unwrap_or(""));
        out.push(token);
        out.push_str(&n.to_string());
        out.push(token);
        done = hole.at;
    }
    out.push_str(body.html.get(done..to.html.end).unwrap_or(""));
    out
}
