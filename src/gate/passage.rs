use crate::markup::{Seen, seen};
use crate::notice::{Traced, passages};
use crate::site::Page;
use crate::text::{Span, is_cjk};

/// A paragraph as a reader sees it (段落): no marks, no line ends, no spaces between Chinese characters; it knows where each part
/// stands in its file.
pub(super) type Passage = Traced;

/// The passages of a document: of its text, and of what its fields say.
pub(super) fn of_page(page: &Page, text: &str) -> Vec<Passage> {
    of_text(text, page.document.body, page.notice().is_some())
}

/// The same of a text whose body is known, read as a notice or as markdown.
pub(super) fn of_text(text: &str, body: Span, is_notice: bool) -> Vec<Passage> {
    let mut all = of_fields(text, Span::new(0, body.start));
    let source = body.of(text);
    if is_notice {
        all.extend(passages(source).into_iter().map(|p| p.shifted(body.start)));
    } else {
        all.extend(of_markup(source).into_iter().map(|p| p.shifted(body.start)));
    }
    all
}

/// The passages of a markdown text.
fn of_markup(source: &str) -> Vec<Passage> {
    let mut seer = Seer::default();
    for piece in seen(source) {
        match piece {
            Seen::Words(words, place) => seer.words(&words, place),
            Seen::Turn(place) => seer.space = Some(place),
            Seen::End => seer.end(),
        }
    }
    seer.end();
    seer.done
}

/// What stands between quotation marks in front matter or settings, line by line.
pub(super) fn of_fields(text: &str, span: Span) -> Vec<Passage> {
    let mut seer = Seer::default();
    let mut at = span.start;
    for line in span.of(text).split_inclusive('\n') {
        if !line.trim_start().starts_with('#') && line.contains(is_cjk) {
            let mut start = at;
            for part in line.split(['"', '\'', '\n']) {
                seer.words(part, Span::new(start, start + part.len()));
                seer.end();
                start += part.len() + 1;
            }
        }
        at += line.len();
    }
    seer.done
}

/// Puts passages together.
#[derive(Default)]
struct Seer {
    done: Vec<Passage>,
    passage: Passage,
    last: Option<char>,
    /// White space that stays unless Chinese stands on both sides.
    space: Option<Span>,
}

impl Seer {
    fn words(&mut self, words: &str, place: Span) {
        let exact = words.len() == place.end - place.start;
        if !exact {
            self.flush(words.chars().next());
            self.passage.replace(words, place);
            self.last = words.chars().next_back().or(self.last);
            return;
        }
        let mut run = None;
        for (at, c) in words.char_indices() {
            if c.is_whitespace() || is_invisible(c) {
                if let Some(start) = run.take() {
                    self.copy(words.get(start..at).unwrap_or(""), place.start + start);
                }
                if c.is_whitespace() {
                    self.space = Some(Span::new(place.start + at, place.start + at + c.len_utf8()));
                }
            } else if run.is_none() {
                self.flush(Some(c));
                run = Some(at);
            }
        }
        if let Some(start) = run {
            self.copy(words.get(start..).unwrap_or(""), place.start + start);
        }
    }

    fn copy(&mut self, run: &str, at: usize) {
        self.passage.copy(run, at);
        self.last = run.chars().next_back().or(self.last);
    }

    fn flush(&mut self, next: Option<char>) {
        let Some(space) = self.space.take() else { return };
        let chinese = |c: Option<char>| c.is_none_or(is_cjk);
        if !(chinese(self.last) && chinese(next)) {
            self.passage.replace(" ", space);
        }
    }

    fn end(&mut self) {
        self.space = None;
        self.last = None;
        let passage = std::mem::take(&mut self.passage);
        if !passage.text().is_empty() {
            self.done.push(passage);
        }
    }
}

/// Characters that take no room: zero-width ones, soft hyphens.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// A phrase of a list as passages have it.
pub(super) fn squeezed(phrase: &str) -> String {
    let mut seer = Seer::default();
    seer.words(phrase, Span::new(0, phrase.len()));
    seer.passage.text().to_owned()
}
