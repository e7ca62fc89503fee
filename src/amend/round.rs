use std::collections::BTreeSet;

use super::change::{Change, Proposal};
use super::draft::{Draft, applied};
use super::notice::{Paper, whole_line};
use crate::diag::{Code, Diagnostic, Edit, Severity};
use crate::text::{LineIndex, Span};

/// How often a text is read again after it was mended: each reading may find what an earlier mend laid open.
const ROUNDS: usize = 8;
/// Front matter is cheap to read, and its parser stops at the first fault.
const FIELD_ROUNDS: usize = 100;

/// The notice carries a 密级 marking.
pub(super) struct Classified;

/// Writes the edits of front-matter findings, as long as each leaves fewer errors.
pub(super) fn fields(draft: &mut Draft, find: &dyn Fn(&str) -> Vec<Diagnostic>) -> Vec<Change> {
    let mut changes = Vec::new();
    let errors = |found: &[Diagnostic]| found.iter().filter(|f| f.severity == Severity::Error).count();
    for _ in 0..FIELD_ROUNDS {
        let text = draft.text();
        let found = find(&text);
        let proposals: Vec<Proposal> = found.iter().filter_map(|f| Proposal::of_finding(f, &text)).collect();
        let better = |set: &[Edit]| errors(&find(&applied(&text, set))) < errors(&found);
        let singles = proposals.iter().cloned().map(|p| vec![p]);
        let sets = std::iter::once(proposals.clone()).chain(singles.take(FIELD_ROUNDS)).map(|set| apart(&text, set));
        let Some(set) = sets.into_iter().find(|set| !set.is_empty() && better(&bare(set))) else { break };
        write(draft, &set, &mut changes);
    }
    changes
}

/// Writes the mends of a notice that leave everything it says as it is: all together, else by kind.
pub(super) fn notice(draft: &mut Draft) -> Result<Vec<Change>, Classified> {
    let mut changes = Vec::new();
    for _ in 0..ROUNDS {
        let text = draft.text();
        let paper = Paper::read(&text);
        if paper.is_classified() {
            return Err(Classified);
        }
        let proposals = paper.proposals(&text);
        if proposals.is_empty() {
            break;
        }
        let says = paper.says();
        let kinds: BTreeSet<Code> = proposals.iter().map(|p| p.code).collect();
        let by_kind = kinds.iter().map(|code| proposals.iter().filter(|p| p.code == *code).cloned().collect::<Vec<_>>());
        let sets = std::iter::once(proposals.clone()).chain(by_kind).flat_map(|set| [apart(&text, tidied(&text, set.clone())), apart(&text, set)]);
        let same = |set: &[Edit]| Paper::read(&applied(&text, set)).says() == says;
        let Some(set) = sets.into_iter().find(|set| changes_something(&text, set) && same(&bare(set))) else { break };
        write(draft, &set, &mut changes);
    }
    Ok(changes)
}

/// Writes the edits of findings on the form of a text, as long as each round leaves fewer of them.
pub(super) fn form(draft: &mut Draft, find: &dyn Fn(&str) -> Vec<Diagnostic>) -> Vec<Change> {
    let mut changes = Vec::new();
    let proposals = |text: &str| find(text).iter().filter_map(|f| Proposal::of_finding(f, text)).collect::<Vec<_>>();
    for _ in 0..ROUNDS {
        let text = draft.text();
        let found = proposals(&text);
        let set = apart(&text, found.clone());
        if set.is_empty() || proposals(&applied(&text, &bare(&set))).len() >= found.len() {
            break;
        }
        write(draft, &set, &mut changes);
    }
    changes
}

fn changes_something(text: &str, set: &[Proposal]) -> bool {
    set.iter().any(|p| p.span().of(text) != p.edit.text)
}

fn bare(set: &[Proposal]) -> Vec<Edit> {
    set.iter().map(|p| p.edit.clone()).collect()
}

/// Lines that would be left empty go altogether.
fn tidied(text: &str, mut set: Vec<Proposal>) -> Vec<Proposal> {
    for proposal in set.iter_mut().filter(|p| p.edit.text.is_empty()) {
        proposal.edit.span = whole_line(text, proposal.span());
    }
    set
}

/// In the order of the text, without those that fit no characters of it or overlap an earlier one.
fn apart(text: &str, mut set: Vec<Proposal>) -> Vec<Proposal> {
    set.sort_by_key(|p| (p.span().start, std::cmp::Reverse(p.span().end)));
    let mut done = 0;
    set.retain(|p| {
        let Span { start, end } = p.span();
        let fits = start >= done && text.get(start..end).is_some();
        done = if fits { end } else { done };
        fits
    });
    set
}

/// Makes the changes in the draft and notes them with their lines in the original.
fn write(draft: &mut Draft, set: &[Proposal], changes: &mut Vec<Change>) {
    let index = LineIndex::new(draft.original());
    let origins = draft.edit(&bare(set));
    for (p, at) in set.iter().zip(origins) {
        changes.push(Change { code: p.code, line: index.line(at), before: p.before.clone(), after: p.after.clone(), at });
    }
}
