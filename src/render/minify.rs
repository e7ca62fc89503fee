use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use memchr::memmem::{self, Finder};

use crate::digest::Digest;

/// An element that many pages of a site may have alike.
struct Alike {
    name: &'static str,
    open: Finder<'static>,
    close: Finder<'static>,
}

static ALIKE: LazyLock<[Alike; 3]> = LazyLock::new(|| {
    [("header", "<header", "</header>"), ("nav", "<nav", "</nav>"), ("footer", "<footer", "</footer>")].map(|(name, open, close)| Alike {
        name,
        open: Finder::new(open),
        close: Finder::new(close),
    })
});
/// In a page with one of these, what looks like an element may be text, or its blanks may count.
static ODD: LazyLock<[Finder<'static>; 9]> =
    LazyLock::new(|| ["<!--", "<pre", "<textarea", "<xmp", "<style", "<plaintext", "<template", "<noscript", "\u{E0FE}"].map(Finder::new));
static SCRIPT: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("<script"));
/// The page as data (JSON-LD): words that are nobody's to make smaller.
const DATA: &[u8] = b"<script type=\"application/ld+json\">";
const SCRIPT_END: &[u8] = b"</script>";
/// Marks where a part goes that was taken out; a character of private use keeps it from being anybody's words.
const MARK: char = '\u{E0FE}';
/// More elements than that are not alike.
const MOST: usize = 2000;
/// Of so many elements it is remembered that they were seen once.
const MOST_SEEN: usize = 100_000;

/// What is taken out of a page.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Part {
    /// An element of this name, made smaller on its own.
    Element(&'static str),
    /// What is inside of an element, as it is.
    Data,
}

/// Makes pages smaller; elements that stand on many of them alike (页眉、导航、页脚) are made smaller once.
///
/// What becomes of an element depends on nothing around it: so says `minify-html` as it is set up here (closing tags stay),
/// and so holds the test below.
#[derive(Default)]
pub(super) struct Minifier {
    known: RwLock<HashMap<Vec<u8>, Arc<[u8]>>>,
    seen: RwLock<HashSet<Digest>>,
}

impl Minifier {
    /// The page without what nobody sees.
    pub fn minify(&self, page: &[u8]) -> Vec<u8> {
        let mut end = 0;
        let mut parts = Vec::new();
        for (part, range) in found(page) {
            // An element inside of one that is taken out goes with it.
            if range.start >= end && (part == Part::Data || self.is_alike(page.get(range.clone()).unwrap_or_default())) {
                end = range.end;
                parts.push((part, range));
            }
        }
        if parts.is_empty() {
            return whole(page);
        }
        let mut frame = Vec::with_capacity(page.len());
        let mut from = 0;
        for (number, (part, range)) in parts.iter().enumerate() {
            frame.extend_from_slice(page.get(from..range.start).unwrap_or_default());
            frame.extend_from_slice(mark(*part, number).as_bytes());
            from = range.end;
        }
        frame.extend_from_slice(page.get(from..).unwrap_or_default());
        let frame = whole(&frame);
        self.filled(&frame, page, &parts).unwrap_or_else(|| whole(page))
    }

    /// The frame with its parts; `None` where one has no place in it any more.
    fn filled(&self, frame: &[u8], page: &[u8], parts: &[(Part, Range<usize>)]) -> Option<Vec<u8>> {
        let mut out = Vec::with_capacity(page.len());
        let mut rest = frame;
        for (number, (part, range)) in parts.iter().enumerate() {
            let mark = mark(*part, number);
            let at = memmem::find(rest, mark.as_bytes())?;
            out.extend_from_slice(rest.get(..at)?);
            let text = page.get(range.clone())?;
            match part {
                Part::Element(_) => out.extend_from_slice(&self.element(text)),
                Part::Data => out.extend_from_slice(text),
            }
            rest = rest.get(at + mark.len()..)?;
        }
        out.extend_from_slice(rest);
        Some(out)
    }

    /// Whether an element was met before; one that only its page has is cheaper to leave where it is.
    fn is_alike(&self, element: &[u8]) -> bool {
        if self.known.read().unwrap_or_else(PoisonError::into_inner).contains_key(element) {
            return true;
        }
        let digest = Digest::of(element);
        let seen = self.seen.read().unwrap_or_else(PoisonError::into_inner);
        if seen.contains(&digest) || seen.len() >= MOST_SEEN {
            return seen.contains(&digest);
        }
        drop(seen);
        self.seen.write().unwrap_or_else(PoisonError::into_inner).insert(digest);
        false
    }

    fn element(&self, element: &[u8]) -> Arc<[u8]> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(small) = known.get(element) {
            return small.clone();
        }
        let room = known.len() < MOST;
        drop(known);
        let small: Arc<[u8]> = whole(element).into();
        if room {
            self.known.write().unwrap_or_else(PoisonError::into_inner).insert(element.to_vec(), small.clone());
        }
        small
    }
}

fn mark(part: Part, number: usize) -> String {
    match part {
        Part::Element(name) => format!("<{name}>{MARK}{number}{MARK}</{name}>"),
        Part::Data => format!("{MARK}{number}{MARK}"),
    }
}

/// The parts that could be taken out, in their order, an element before those in it; none where a page is odd.
fn found(page: &[u8]) -> Vec<(Part, Range<usize>)> {
    if ODD.iter().any(|word| word.find(page).is_some()) {
        return Vec::new();
    }
    let Some(mut found) = data(page) else { return Vec::new() };
    for Alike { name, open, close } in ALIKE.iter() {
        let mut from = 0;
        while let Some(start) = page.get(from..).and_then(|rest| open.find(rest)).map(|at| from + at) {
            let inside = start + open.needle().len();
            if !page.get(inside).is_some_and(|b| matches!(b, b'>' | b' ' | b'\n' | b'\t')) {
                from = inside;
                continue;
            }
            let Some(end) = page.get(inside..).and_then(|rest| close.find(rest)).map(|at| inside + at) else { break };
            let holds_more = page.get(inside..end).is_none_or(|inner| open.find(inner).is_some());
            from = end + close.needle().len();
            if !holds_more {
                found.push((Part::Element(name), start..from));
            }
        }
    }
    found.sort_by_key(|(_, part)| (part.start, std::cmp::Reverse(part.end)));
    found
}

/// What is inside of each script that holds data; `None` if another script has words of its own.
fn data(page: &[u8]) -> Option<Vec<(Part, Range<usize>)>> {
    let mut found = Vec::new();
    for start in SCRIPT.find_iter(page) {
        let tag = memchr::memchr(b'>', page.get(start..)?)? + 1;
        let inside = start + tag;
        let length = memmem::find(page.get(inside..)?, SCRIPT_END)?;
        let (tag, words) = (page.get(start..inside)?, page.get(inside..inside + length)?);
        let is_data = tag == DATA && memchr::memchr(b'<', words).is_none() && !words.trim_ascii().is_empty();
        match length {
            0 => {}
            _ if is_data => found.push((Part::Data, inside..inside + length)),
            _ => return None,
        }
    }
    Some(found)
}

/// A page made smaller as a whole. Closing tags, `<html>` and `<head>` stay: outside tools read them, and so does the eye.
fn whole(page: &[u8]) -> Vec<u8> {
    let mut cfg = minify_html::Cfg::new();
    cfg.keep_closing_tags = true;
    cfg.keep_html_and_head_opening_tags = true;
    cfg.keep_comments = false;
    minify_html::minify(page, &cfg)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Minifier, Part, found, whole};

    fn page() -> impl Strategy<Value = String> {
        let text = prop_oneof!["[ \n]{0,3}", "[a甲 ]{1,4}", Just("&amp; &lt;nav> ".to_owned())];
        let inline = (text.clone(), text.clone()).prop_map(|(a, b)| format!("{a}<a href=\"../{}/\" class=\" x  y\">{b}</a> ", b.trim()));
        let inside = prop::collection::vec(prop_oneof![text.clone(), inline.clone()], 0..4).prop_map(|all| all.concat());
        let element =
            (inside, "(nav|footer|p|div|ul|span|header|aside|pre|li|main)").prop_map(|(inside, name)| format!("<{name} id=\"a b\">{inside}</{name}>"));
        let nested = (element.clone(), element.clone(), "(nav|footer|div|section|p)").prop_map(|(a, b, name)| format!("<{name}>\n{a} {b}</{name}>"));
        let odd = prop_oneof![
            Just("<!-- <nav>x</nav> -->"),
            Just("<script>\"<nav> </nav>\"</script>"),
            Just("<script src=\"a.js\" defer></script>"),
            Just("<script type=\"application/ld+json\">{\"a\": \"b  c\",\n\"d\":[1, 2]} </script>\n"),
            Just("<script type=\"application/ld+json\">\"<nav> </nav>\"</script>"),
            Just("<nav>"),
            Just("</nav>")
        ];
        let piece = prop_oneof![3 => text, 4 => element, 4 => nested, 2 => inline, 1 => odd.prop_map(str::to_owned)];
        prop::collection::vec(piece, 0..8).prop_map(|all| format!("<!doctype html>\n<html lang=\"zh\">\n<body class=\"a\">\n{}\n</body></html>", all.concat()))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn elements_taken_out_come_back_as_they_would_be(pages in prop::collection::vec(page(), 1..3)) {
            let minifier = Minifier::default();
            for page in pages.iter().chain(&pages) {
                let (quick, slow) = (minifier.minify(page.as_bytes()), whole(page.as_bytes()));
                prop_assert_eq!(String::from_utf8_lossy(&quick), String::from_utf8_lossy(&slow), "{}", page);
            }
        }
    }

    #[test]
    fn an_element_comes_before_those_in_it() {
        let names = |page: &str| found(page.as_bytes()).into_iter().map(|(part, at)| (part, page[at].to_owned())).collect::<Vec<_>>();
        let (nav, footer) = ("<nav>b</nav>", "<footer class=x><nav>b</nav></footer>");
        let all = [(Part::Element("footer"), footer.to_owned()), (Part::Element("nav"), nav.to_owned())];
        assert_eq!(names(&format!("<p>{footer}")), all);
        assert_eq!(names("<navx>a</nav>"), []);
        assert_eq!(names("<pre><nav>a</nav></pre>"), []);
        assert_eq!(names("<script type=\"application/ld+json\">{}</script>"), [(Part::Data, "{}".to_owned())]);
        assert_eq!(names("<nav>a</nav><script>let a</script>"), []);
    }

    #[test]
    fn an_element_is_taken_out_when_it_comes_again() {
        let minifier = Minifier::default();
        assert!(!minifier.is_alike(b"<nav>a</nav>"));
        assert!(minifier.is_alike(b"<nav>a</nav>"));
        assert!(!minifier.is_alike(b"<nav>b</nav>"));
    }
}
