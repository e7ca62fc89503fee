use std::collections::BTreeSet;

use super::passage::Passage;
use super::wording::{Order, Person, Wording};
use crate::diag::{Code, Diagnostic};
use crate::text::Span;

/// Names with titles that they do not hold, and names out of their due order, as the lists have them.
pub(super) fn check(passage: &Passage, wording: &Wording, out: &mut Vec<Diagnostic>) {
    if wording.people.is_empty() && wording.orders.is_empty() {
        return;
    }
    let titles: BTreeSet<&str> = wording.people.iter().flat_map(|p| p.titles.iter().chain(&p.former)).map(String::as_str).collect();
    for person in &wording.people {
        titled(passage, person, &titles, out);
    }
    for order in &wording.orders {
        ordered(passage, order, out);
    }
}

/// 省总工会主席张某, 张某主席: the longest listed title right beside a name must be one of that person's.
fn titled(passage: &Passage, person: &Person, titles: &BTreeSet<&str>, out: &mut Vec<Diagnostic>) {
    let text = passage.text();
    for (at, name) in text.match_indices(person.name.as_str()) {
        let (before, after) = (text.get(..at).unwrap_or("").trim_end(), text.get(at + name.len()..).unwrap_or(""));
        let ahead = titles.iter().filter(|t| before.ends_with(**t)).max_by_key(|t| t.len());
        let behind = titles.iter().filter(|t| after.starts_with(**t)).max_by_key(|t| t.len());
        let wrong = |title: &&&str| !person.titles.iter().any(|own| own == **title);
        if let Some(title) = ahead.filter(wrong) {
            out.push(finding(person, title, passage.span(before.len() - title.len(), at + name.len())));
        } else if let Some(title) = behind.filter(wrong) {
            out.push(finding(person, title, passage.span(at, at + name.len() + title.len())));
        }
    }
}

fn finding(person: &Person, title: &str, span: Span) -> Diagnostic {
    let name = &person.name;
    let help = match person.titles.is_empty() {
        true => ("用词表里没有写这个人的现任职务，请核对".to_owned(), "the list has no title for this person: please check".to_owned()),
        false => (format!("用词表里的职务：{}", person.titles.join("、")), format!("the list says: {}", person.titles.join(", "))),
    };
    let (zh, en) = match person.former.iter().any(|f| f == title) {
        true => (format!("“{title}”不再是{name}的职务"), format!("{name} no longer holds the title “{title}”")),
        false => (format!("“{title}”不是{name}的职务"), format!("“{title}” is not a title of {name}")),
    };
    Diagnostic::new(Code::WrongTitle, zh, en).at(span).help(help.0, help.1)
}

/// Two listed names of one sentence in the wrong order, the first such pair.
fn ordered(passage: &Passage, order: &Order, out: &mut Vec<Diagnostic>) {
    let text = passage.text();
    let mut from = 0;
    for sentence in text.split_inclusive(['。', '！', '？', '；']) {
        let start = from;
        from += sentence.len();
        let mut found: Vec<(usize, usize, &str)> =
            order.names.iter().enumerate().filter_map(|(rank, name)| Some((sentence.find(name.as_str())?, rank, name.as_str()))).collect();
        found.sort_unstable();
        let Some([first, second]) = found.windows(2).find(|pair| pair[0].1 > pair[1].1).and_then(|pair| pair.first_chunk::<2>()) else { continue };
        let span = passage.span(start + first.0, start + second.0 + second.2.len());
        out.push(
            Diagnostic::new(Code::WrongOrder, format!("{}应排在{}前面", second.2, first.2), format!("{} comes before {}", second.2, first.2))
                .at(span)
                .help(format!("用词表里的先后：{}", order.names.join("、")), format!("the order in the list: {}", order.names.join(", "))),
        );
    }
}
