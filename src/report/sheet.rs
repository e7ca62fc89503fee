use std::collections::{BTreeMap, btree_map::Entry};
use std::fmt::Write;

use super::excerpt::excerpt;
use super::order::sorted;
use super::{Summary, Texts, Tongue};
use crate::diag::{Code, Diagnostic, Severity};
use crate::markup::{escape_attribute, escape_text};

/// How every sheet begins: what does not is not ours to replace.
pub const SHEET_MARK: &str = "<!doctype html><!-- jiangxin check --report -->";

/// How many files a note names.
const NAMED: usize = 12;

/// What an approver is to see and sign (审签单).
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'a> {
    /// The site's name.
    pub title: &'a str,
    /// Where it will stand.
    pub address: Option<&'a str>,
    /// The day of the check.
    pub day: &'a str,
    /// Of everything that was checked: 64 hex digits.
    pub digest: &'a str,
    /// How many pages it has.
    pub pages: usize,
    /// Whether it was checked for release.
    pub release: bool,
    /// What was found.
    pub findings: &'a [Diagnostic],
    /// The texts that findings point into.
    pub texts: &'a Texts,
    /// What was accepted, by whom, when, why.
    pub accepted: &'a [(Diagnostic, String, String, String)],
    /// Titles and addresses of the files' pages.
    pub titles: &'a BTreeMap<String, (String, String)>,
}

/// One page of HTML that needs nothing else: particulars, a table to sign, every finding by page. Made for A4.
pub fn sheet(of: &Sheet<'_>, tongue: Tongue) -> String {
    let t = |zh: &'static str, en: &'static str| tongue.pick(zh, en);
    let mut out = format!(
        "{SHEET_MARK}\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{} {}</title>\n<style>\n{}</style>\n</head>\n<body>\n<main>\n",
        t("zh-Hans", "en"),
        text(of.title),
        t("发布前检查与审签单", "Pre-publication check and approval"),
        include_str!("sheet.css"),
    );
    put(
        &mut out,
        format_args!(
            "<header>\n<p class=\"site\">{}</p>\n<h1>{}</h1>\n</header>\n",
            text(of.title),
            t("发布前检查与审签单", "Pre-publication check and approval")
        ),
    );
    out.push_str(&particulars(of, tongue));
    out.push_str(&verdict(of, tongue));
    out.push_str(&signatures(tongue));
    out.push_str(&pages(of, tongue));
    out.push_str(&accepted(of, tongue));
    out.push_str(&notes(of, tongue));
    put(
        &mut out,
        format_args!(
            "<footer>\n<p>{}</p>\n</footer>\n</main>\n</body>\n</html>\n",
            t(
                "机器检查只指出可疑之处，不代替人的审校。摘要码由全部内容算出，内容有任何改动，再检查时它就不同。",
                "A machine points out what looks wrong; it does not replace proof-reading by people. The digest is computed from all content: after any change, another check gives another one.",
            )
        ),
    );
    out
}

/// A string takes all that is written to it.
fn put(out: &mut String, words: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(words);
}

fn text(plain: &str) -> String {
    let mut out = String::new();
    let clean: String = plain.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    escape_text(&clean, &mut out);
    out
}

fn particulars(of: &Sheet<'_>, tongue: Tongue) -> String {
    let t = |zh: &'static str, en: &'static str| tongue.pick(zh, en);
    let grouped: Vec<String> = of.digest.as_bytes().chunks(8).map(|part| format!("<span>{}</span>", text(&String::from_utf8_lossy(part)))).collect();
    let way = if of.release { t("按正式发布检查（--release）", "for release (--release)") } else { t("日常检查", "routine") };
    let rows = [
        (t("网址", "Address"), of.address.map_or_else(|| t("未设置", "not set").to_owned(), text)),
        (t("检查日期", "Date of check"), text(of.day)),
        (t("网页", "Pages"), of.pages.to_string()),
        (t("检查方式", "Kind of check"), way.to_owned()),
        (t("程序", "Program"), format!("jiangxin {}", env!("CARGO_PKG_VERSION"))),
        (t("内容摘要码", "Digest of content"), format!("<span class=\"digest\">{}</span>", grouped.join(" "))),
    ];
    let rows: String = rows.iter().map(|(name, value)| format!("<div><dt>{name}</dt><dd>{value}</dd></div>\n")).collect();
    format!("<dl class=\"facts\">\n{rows}</dl>\n")
}

fn verdict(of: &Sheet<'_>, tongue: Tongue) -> String {
    let sum = Summary::of(of.findings);
    let cell = |class: &str, n: usize, name: &str| format!("<li class=\"{class}\"><strong>{n}</strong> <span>{name}</span></li>\n");
    let counts = [
        cell("error", sum.error, tongue.pick("错误", "errors")),
        cell("warning", sum.warning, tongue.pick("警告", "warnings")),
        cell("note", sum.note, tongue.pick("提示", "notes")),
        cell("accepted", of.accepted.len(), tongue.pick("已认可", "accepted")),
    ];
    let (zh, en) = match (sum.error, sum.warning) {
        (0, 0) => ("机器检查没有发现问题，可以进入审签。".to_owned(), "The check found nothing wrong: ready for approval.".to_owned()),
        (0, n) => (
            format!("没有错误。下列 {n} 处请逐一核对，可保留的由审核人签认。"),
            format!("No errors. Please look at each of the {n} places below; what may stand is signed for by the approver."),
        ),
        (n, _) => (format!("有 {n} 处错误，改正以前不能发布。"), format!("Errors found: {n}. Not to be published before they are mended.")),
    };
    format!("<ul class=\"counts\">\n{}</ul>\n<p class=\"verdict\">{}</p>\n", counts.concat(), tongue.pick(zh, en))
}

/// Three readings, three proofs (三审三校): cells for a pen.
fn signatures(tongue: Tongue) -> String {
    let t = |zh: &'static str, en: &'static str| tongue.pick(zh, en);
    let head: String =
        [t("环节", "Step"), t("意见", "Opinion"), t("签名", "Signature"), t("日期", "Date")].map(|h| format!("<th scope=\"col\">{h}</th>")).concat();
    let steps = [
        (t("一校", "First proof"), ""),
        (t("二校", "Second proof"), ""),
        (t("三校", "Third proof"), ""),
        (t("一审", "First reading"), t("编辑", "editor")),
        (t("二审", "Second reading"), t("部门负责人", "head of department")),
        (t("三审", "Final reading"), t("单位负责人", "head of the organisation")),
    ];
    let rows: String = steps
        .iter()
        .map(|(step, who)| {
            let who = if who.is_empty() { String::new() } else { format!(" <small>{who}</small>") };
            format!("<tr><th scope=\"row\">{step}{who}</th><td></td><td></td><td></td></tr>\n")
        })
        .collect();
    format!(
        "<section class=\"sign\">\n<h2>{}</h2>\n<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</section>\n",
        t("三审三校", "Readings and proofs")
    )
}

/// Errors and warnings, file by file.
fn pages(of: &Sheet<'_>, tongue: Tongue) -> String {
    let shown: Vec<&Diagnostic> = sorted(of.findings).into_iter().filter(|f| f.severity > Severity::Note).collect();
    let mut out = String::new();
    let mut number = 0;
    for group in shown.chunk_by(|a, b| a.file == b.file) {
        let file = group.first().and_then(|f| f.file.as_deref());
        out.push_str(&heading(of, file, tongue));
        let head: String = tongue.pick(["序号", "问题", "处理"], ["No.", "Finding", "Settled"]).map(|h| format!("<th scope=\"col\">{h}</th>")).concat();
        put(&mut out, format_args!("<table class=\"findings\">\n<thead><tr>{head}</tr></thead>\n<tbody>\n"));
        for finding in group {
            number += 1;
            out.push_str(&row(number, finding, of.texts, tongue));
        }
        out.push_str("</tbody>\n</table>\n</section>\n");
    }
    match out.is_empty() {
        true => out,
        false => format!("<h2 class=\"part\">{}</h2>\n{out}", tongue.pick("逐页问题", "Findings by page")),
    }
}

fn heading(of: &Sheet<'_>, file: Option<&str>, tongue: Tongue) -> String {
    let Some(file) = file else { return format!("<section class=\"page\">\n<h3>{}</h3>\n", tongue.pick("全站", "The whole site")) };
    match of.titles.get(file) {
        Some((title, url)) => format!("<section class=\"page\">\n<h3>{}</h3>\n<p class=\"file\">{} <span>{}</span></p>\n", text(title), text(file), text(url)),
        None => format!("<section class=\"page\">\n<h3>{}</h3>\n", text(file)),
    }
}

fn row(number: usize, finding: &Diagnostic, texts: &Texts, tongue: Tongue) -> String {
    let t = |zh: &'static str, en: &'static str| tongue.pick(zh, en);
    let mut said = format!(
        "<p class=\"said\"><b class=\"{}\">{}</b> {}</p>\n",
        finding.severity.name(),
        tongue.severity(finding.severity),
        text(tongue.of(&finding.message))
    );
    if let Some((spot, span)) = texts.spot(finding) {
        let place = spot.place(span.start);
        let (bytes, line) = spot.line(place.line);
        let part = excerpt(line, span.start - bytes.start..span.end - bytes.start);
        let (before, rest) = part.text.split_at(part.mark.start);
        let (marked, after) = rest.split_at(part.mark.end - part.mark.start);
        let line = tongue.pick(format!("第 {} 行", place.line), format!("line {}", place.line));
        put(&mut said, format_args!("<p class=\"line\"><span>{line}</span> <q>{}<mark>{}</mark>{}</q></p>\n", text(before), text(marked), text(after)));
    }
    if let Some(help) = &finding.help {
        put(&mut said, format_args!("<p class=\"help\">{}</p>\n", text(tongue.of(help))));
    }
    let mut code = String::new();
    escape_attribute(finding.code.name(), &mut code);
    format!(
        "<tr><td class=\"no\">{number}</td><td>{said}<p class=\"code\">{code}</p></td><td class=\"settled\"><span>☐ {}</span> <span>☐ {}</span></td></tr>\n",
        t("改正", "mended"),
        t("保留", "stands")
    )
}

fn accepted(of: &Sheet<'_>, tongue: Tongue) -> String {
    if of.accepted.is_empty() {
        return String::new();
    }
    let head: String =
        tongue.pick(["问题", "认可人", "日期", "理由"], ["Finding", "Accepted by", "On", "Why"]).map(|h| format!("<th scope=\"col\">{h}</th>")).concat();
    let row = |(finding, who, when, why): &(Diagnostic, String, String, String)| {
        let file = finding.file.as_deref().unwrap_or("");
        format!(
            "<tr><td>{}<br><span class=\"file\">{}</span></td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
            text(tongue.of(&finding.message)),
            text(file),
            text(who),
            text(when),
            text(why)
        )
    };
    let rows: String = of.accepted.iter().map(row).collect();
    format!(
        "<h2 class=\"part\">{}</h2>\n<table class=\"kept\">\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n",
        tongue.pick("已认可的问题", "Accepted findings")
    )
}

/// Notes by their code: nothing has to be done about them.
fn notes(of: &Sheet<'_>, tongue: Tongue) -> String {
    let mut by_code: BTreeMap<Code, Vec<&str>> = BTreeMap::new();
    for finding in of.findings.iter().filter(|f| f.severity == Severity::Note) {
        let file = finding.file.as_deref().unwrap_or("");
        match by_code.entry(finding.code) {
            Entry::Vacant(first) => drop(first.insert(vec![file])),
            Entry::Occupied(mut more) => more.get_mut().push(file),
        }
    }
    if by_code.is_empty() {
        return String::new();
    }
    let item = |(code, files): (Code, Vec<&str>)| {
        let n = files.len();
        let mut names = files;
        names.sort_unstable();
        names.dedup();
        let more = names.len().saturating_sub(NAMED);
        let named: Vec<String> = names.iter().take(NAMED).map(|f| text(f)).collect();
        let rest = if more > 0 { tongue.pick(format!(" 等 {} 个文件", names.len()), format!(" and {more} more")) } else { String::new() };
        let (zh, en) = code.title();
        format!("<li>{} × {n} <span class=\"file\">{}{rest}</span></li>\n", tongue.pick(zh, en), named.join(tongue.pick("、", ", ")))
    };
    let items: String = by_code.into_iter().map(item).collect();
    format!("<h2 class=\"part\">{}</h2>\n<ul class=\"notes\">\n{items}</ul>\n", tongue.pick("提示（不影响发布）", "Notes (nothing has to be done)"))
}
