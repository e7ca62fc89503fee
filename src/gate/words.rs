use super::passage::Passage;
use super::wording::{Hit, Matcher, Word, Wording};
use crate::diag::{Code, Diagnostic};

/// Wrong words of the lists in one passage. A hit that stands in the file letter by letter carries the right word as an edit.
pub(super) fn check(passage: &Passage, text: &str, wording: &Wording, matcher: &Matcher, out: &mut Vec<Diagnostic>) {
    for hit in matcher.hits(passage.text()) {
        if let Some(word) = wording.words.get(hit.word) {
            out.push(finding(passage, text, &hit, word));
        }
    }
}

fn finding(passage: &Passage, text: &str, hit: &Hit, word: &Word) -> Diagnostic {
    let span = passage.span(hit.start, hit.end);
    let wrong = &word.wrong;
    let (zh, en) = match &word.right {
        Some(right) => (format!("“{wrong}”应为“{right}”"), format!("“{wrong}” should be “{right}”")),
        None => (format!("不宜使用“{wrong}”"), format!("“{wrong}” is not to be used")),
    };
    let why = word.reason.as_deref().map_or_else(Default::default, |r| (format!("{r}。"), format!("{r}. ")));
    let (list_zh, list_en) = match word.list.is_empty() {
        true => ("易混词表（自带）".to_owned(), "the built-in list of confusable words".to_owned()),
        false => (word.list.to_string(), word.list.to_string()),
    };
    let mut found = Diagnostic::new(Code::WrongWord, zh, en).at(span).help(
        format!("{}依据 {list_zh}；这里没有错的，把包含它的短语写进用词表的 allow", why.0),
        format!("{}From {list_en}; where it is right, add the phrase that holds it to allow in a list", why.1),
    );
    found.severity = word.severity;
    match &word.right {
        Some(right) if span.of(text) == wrong => found.edit(span, right.as_str()),
        _ => found,
    }
}
