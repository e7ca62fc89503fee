use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use memchr::memmem::{self, Finder};

/// An element that many pages of a site have alike.
struct Alike {
    name: &'static str,
    open: Finder<'static>,
    close: Finder<'static>,
}

static ALIKE: LazyLock<[Alike; 2]> = LazyLock::new(|| {
    [
        Alike { name: "nav", open: Finder::new("<nav"), close: Finder::new("</nav>") },
        Alike { name: "footer", open: Finder::new("<footer"), close: Finder::new("</footer>") },
    ]
});
/// In a page with one of these, what looks like an element may be text, or its blanks may count.
static ODD: LazyLock<[Finder<'static>; 9]> =
    LazyLock::new(|| ["<!--", "<pre", "<textarea", "<xmp", "<style", "<plaintext", "<template", "<noscript", "\u{E0FE}"].map(Finder::new));
static SCRIPT: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("<script"));
/// Marks where an element goes that was taken out; a character of private use keeps it from being anybody's words.
const MARK: char = '\u{E0FE}';
/// More elements than that are not alike.
const MOST: usize = 2000;

/// Makes pages smaller; elements that stand on many of them alike (导航、页脚) are made smaller once.
///
/// What becomes of an element depends on nothing around it: so says `minify-html` as it is set up here (closing tags stay),
/// and so holds the test below.
#[derive(Default)]
pub(super) struct Minifier {
    known: RwLock<HashMap<Vec<u8>, Arc<[u8]>>>,
}

impl Minifier {
    /// The page without what nobody sees.
    pub fn minify(&self, page: &[u8]) -> Vec<u8> {
        let parts = parts(page);
        if parts.is_empty() {
            return whole(page);
        }
        let mut frame = Vec::with_capacity(page.len());
        let mut from = 0;
        for (number, (name, part)) in parts.iter().enumerate() {
            frame.extend_from_slice(page.get(from..part.start).unwrap_or_default());
            frame.extend_from_slice(mark(name, number).as_bytes());
            from = part.end;
        }
        frame.extend_from_slice(page.get(from..).unwrap_or_default());
        let frame = whole(&frame);
        self.filled(&frame, page, &parts).unwrap_or_else(|| whole(page))
    }

    /// The frame with its elements; `None` where one has no place in it any more.
    fn filled(&self, frame: &[u8], page: &[u8], parts: &[(&str, Range<usize>)]) -> Option<Vec<u8>> {
        let mut out = Vec::with_capacity(page.len());
        let mut rest = frame;
        for (number, (name, part)) in parts.iter().enumerate() {
            let mark = mark(name, number);
            let at = memmem::find(rest, mark.as_bytes())?;
            out.extend_from_slice(rest.get(..at)?);
            out.extend_from_slice(&self.part(page.get(part.clone())?));
            rest = rest.get(at + mark.len()..)?;
        }
        out.extend_from_slice(rest);
        Some(out)
    }

    fn part(&self, part: &[u8]) -> Arc<[u8]> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(small) = known.get(part) {
            return small.clone();
        }
        let room = known.len() < MOST;
        drop(known);
        let small: Arc<[u8]> = whole(part).into();
        if room {
            self.known.write().unwrap_or_else(PoisonError::into_inner).insert(part.to_vec(), small.clone());
        }
        small
    }
}

fn mark(name: &str, number: usize) -> String {
    format!("<{name}>{MARK}{number}{MARK}</{name}>")
}

/// The elements to take out, in their order; none where a page is odd.
fn parts(page: &[u8]) -> Vec<(&'static str, Range<usize>)> {
    if ODD.iter().any(|word| word.find(page).is_some()) || !scripts_are_empty(page) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for Alike { name, open, close } in ALIKE.iter() {
        let mut from = 0;
        while let Some(start) = page.get(from..).and_then(|rest| open.find(rest)).map(|at| from + at) {
            let inside = start + open.needle().len();
            let Some(end) = page.get(inside..).and_then(|rest| close.find(rest)).map(|at| inside + at) else { break };
            let is_it = page.get(inside).is_some_and(|b| matches!(b, b'>' | b' ' | b'\n' | b'\t'));
            let holds_more = page.get(inside..end).is_none_or(|inner| open.find(inner).is_some());
            from = end + close.needle().len();
            if is_it && !holds_more {
                found.push((*name, start..from));
            }
        }
    }
    found.sort_by_key(|(_, part)| (part.start, std::cmp::Reverse(part.end)));
    let mut end = 0;
    found.retain(|(_, part)| {
        part.start >= end && {
            end = part.end;
            true
        }
    });
    found
}

/// Whether no script has words of its own.
fn scripts_are_empty(page: &[u8]) -> bool {
    SCRIPT.find_iter(page).all(|at| {
        let rest = page.get(at..).unwrap_or_default();
        memchr::memchr(b'>', rest).and_then(|end| rest.get(end + 1..)).is_some_and(|after| after.starts_with(b"</script>"))
    })
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

    use super::{Minifier, parts, whole};

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
    fn an_element_in_another_goes_with_it() {
        let names = |page: &str| parts(page.as_bytes()).into_iter().map(|(name, part)| (name, page[part].to_owned())).collect::<Vec<_>>();
        assert_eq!(names("<nav>a</nav><p><footer class=x><nav>b</nav></footer>").len(), 2);
        assert_eq!(names("<navx>a</nav>"), []);
        assert_eq!(names("<pre><nav>a</nav></pre>"), []);
    }
}
