//! Terms in the texts of a site (用语): which document uses which, and whether its rendering is the right one.

use super::Page;
use crate::diag::{Code, Diagnostic, Severity};
use crate::document::Document;
use crate::lang::Lang;
use crate::terms::{Found, Status, Term, Terms, Use};
use crate::text::Span;

/// The terms that a document uses, sorted; in English those whose rendering is right. What is wrong in an English text is a finding.
pub(super) fn used(document: &Document, lang: &Lang, title: &str, summary: &str, terms: &Terms, findings: &mut Vec<Diagnostic>) -> Vec<u16> {
    let english = lang.is_english();
    if terms.list.is_empty() || !(english || lang.is_chinese()) {
        return Vec::new();
    }
    let find = |text: &str| if english { terms.in_english(text) } else { terms.in_chinese(text) };
    let inside = find(document.body());
    let mut all: Vec<u16> = Vec::new();
    let head = [find(title), find(summary)].into_iter().flatten();
    all.extend(inside.iter().cloned().chain(head).filter(|f| f.is == Use::Right).filter_map(|f| u16::try_from(f.term).ok()));
    all.sort_unstable();
    all.dedup();
    if english {
        findings.extend(judged(document, &inside, terms));
    }
    all
}

/// Renderings to avoid, each at its place; renderings without a source, each once.
fn judged(document: &Document, inside: &[Found], terms: &Terms) -> Vec<Diagnostic> {
    let mut told = std::collections::BTreeSet::new();
    let mut findings = Vec::new();
    for found in inside {
        let Some(term) = terms.list.get(found.term) else { continue };
        let at = Span::new(found.at.start, found.at.end).shifted(document.body.start);
        let place = |finding: Diagnostic| finding.in_file(document.path.shared()).at(at);
        let Term { zh, en, .. } = term;
        if found.is == Use::Wrong {
            let wrong = document.body().get(found.at.clone()).unwrap_or("");
            let finding = Diagnostic::new(Code::TermRendering, format!("“{zh}”不译作“{wrong}”"), format!("“{wrong}” is not the rendering of {zh}"));
            findings.push(place(finding).help(format!("content/terms.toml 里的译法是“{en}”"), format!("content/terms.toml has “{en}”")));
        } else if term.status == Status::Unverified && told.insert(found.term) {
            let finding = Diagnostic::new(Code::UnverifiedTerm, format!("“{zh}”译作“{en}”还没有出处"), format!("no source is known for “{en}” ({zh})"));
            findings.push(place(finding).help(
                "找到权威出处后，在 content/terms.toml 里写上 source，并把 status 改成 \"verified\"",
                "once a source is found, name it in content/terms.toml and set status to \"verified\"",
            ));
        }
    }
    findings
}

/// Terms of the original that an English translation renders in none of the ways agreed on.
pub(super) fn left_out(page: &Page, original: &Page, terms: &Terms, findings: &mut Vec<Diagnostic>) {
    if !page.lang.is_english() || !original.lang.is_chinese() || page.passages.iter().any(|p| p.waiting) {
        return;
    }
    let missing = original.terms.iter().filter(|t| !page.terms.contains(t)).filter_map(|t| terms.list.get(usize::from(*t)));
    for Term { zh, en, .. } in missing {
        let mut finding = Diagnostic::new(
            Code::TermRendering,
            format!("原文有“{zh}”，译文里没有约定的译法“{en}”"),
            format!("the original has {zh}; the translation has no “{en}”"),
        );
        finding.severity = Severity::Note;
        findings.push(finding.in_file(page.file()).help(
            "如果译文用了别的说法，请统一；如果这种说法也可以，写进 content/terms.toml 的 also",
            "if the translation says it otherwise, use the agreed form; if that form is right too, add it to also in content/terms.toml",
        ));
    }
}
