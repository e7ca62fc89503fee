use std::collections::BTreeMap;
use std::sync::Arc;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::config;
use crate::diag::{Code, Diagnostic};
use crate::site::{Site, Target};
use crate::text::Span;

/// What an address keeps as it is written: everything but blanks and what is not ASCII.
const KEPT: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'{').add(b'|').add(b'}');

/// What is said of links to other sites; only a check with `--external` looks for it.
pub const ABROAD: [Code; 2] = [Code::OutsideGone, Code::OutsideUnverified];

/// What another site said when it was asked for a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Answer {
    /// It gave a status (RFC 9110, 15).
    Status(u16),
    /// Nothing within the time allowed, or no connection.
    Silence,
}

/// Where an address of another site is written.
pub type Place = (Arc<str>, Span);

/// Every address of other sites that a shown page or the settings lead to, without its anchor, and where it is written.
///
/// Addresses of the site itself, as `base_url` has it, are left out.
pub fn outside(site: &Site) -> BTreeMap<String, Vec<Place>> {
    let mut all: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    let own = site.edition.base_url.as_ref().map(|b| b.as_str());
    let mut add = |address: &str, place: Place| {
        let is_web = ["http://", "https://"].iter().any(|scheme| address.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme)));
        if is_web && !own.is_some_and(|own| address.starts_with(own)) {
            let bare = address.split('#').next().unwrap_or(address);
            all.entry(utf8_percent_encode(bare, KEPT).to_string()).or_default().push(place);
        }
    };
    for page in site.pages.iter().filter(|p| p.shown) {
        for (hole, target) in page.holes().iter().zip(page.targets.iter()) {
            if let Target::Outside(address) = target {
                add(address, (page.file(), hole.span.shifted(page.document.body.start)));
            }
        }
    }
    for entry in &site.settings.menu {
        if let config::Target::Url(address) = &entry.target {
            add(address, ("content/site.toml".into(), entry.span));
        }
    }
    all
}

/// What the answers mean. Only 404 and 410 say that a page is gone; walls against programs (403, 412, 510, 521), faults of
/// the other site and silence say nothing about it.
pub fn judge_outside(links: &BTreeMap<String, Vec<Place>>, answers: &BTreeMap<String, Answer>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (address, places) in links {
        let found = match answers.get(address) {
            None | Some(Answer::Status(200..=399 | 416)) => continue,
            Some(Answer::Status(status @ (404 | 410))) => Diagnostic::new(
                Code::OutsideGone,
                format!("外站网页已经没有了（{status}）：{address}"),
                format!("a page of another site is gone ({status}): {address}"),
            )
            .help("换成新的地址，或去掉链接", "give its new address, or take the link out"),
            Some(Answer::Status(status)) => unverified(address, &format!("对方回答 {status}"), &format!("it answers {status}")),
            Some(Answer::Silence) => unverified(address, "没有回答", "no answer"),
        };
        findings.extend(places.iter().map(|(file, span)| found.clone().in_file(file.clone()).at(*span)));
    }
    findings
}

fn unverified(address: &str, zh: &str, en: &str) -> Diagnostic {
    Diagnostic::new(
        Code::OutsideUnverified,
        format!("外站链接无法自动核实（{zh}）：{address}"),
        format!("a link to another site that cannot be verified ({en}): {address}"),
    )
    .help("用浏览器打开看一看；许多网站不回答程序", "open it in a browser: many sites do not answer programs")
}
