use clap::{Arg, ArgMatches, Command};

use super::Ending;
use super::desk::{Choice, Desk};
use crate::diag::{Code, Severity};
use crate::report::{Cell, Column, Format, Table, Tongue, table};
use crate::site::{Lag, Page, Role, State};

const WHAT: [&str; 8] = ["drafts", "future", "expired", "withdrawn", "sample", "untranslated", "stale", "all"];

pub(super) fn command(tongue: Tongue) -> Command {
    Command::new("list")
        .about(
            tongue.pick(
                "列出草稿、待发布、已过期、已撤下、示例、缺译文的文档",
                "list drafts, future, expired, withdrawn, sample, untranslated or stale documents",
            ),
        )
        .arg(Arg::new("what").value_name("WHAT").value_parser(WHAT).default_value("all").help(tongue.pick("列哪一类", "which ones")))
        .arg(format_argument(tongue))
}

/// `--format table|csv|json`, as `list` and `coverage` take it.
pub(super) fn format_argument(tongue: Tongue) -> Arg {
    Arg::new("format")
        .long("format")
        .value_name("FORM")
        .value_parser(["table", "csv", "json"])
        .default_value("table")
        .help(tongue.pick("table 表格，csv 给 Excel，json 给程序", "table, csv for Excel, json for programs"))
}

/// What `--format` says.
pub(super) fn format_of(matches: &ArgMatches) -> Format {
    match matches.get_one::<String>("format").map(String::as_str) {
        Some("csv") => Format::Csv,
        Some("json") => Format::Json,
        _ => Format::Table,
    }
}

pub(super) fn run(matches: &ArgMatches, desk: &Desk) -> Ending {
    let what = matches.get_one::<String>("what").map_or("all", String::as_str);
    let opened = desk.open(&Choice { drafts: true, ..Choice::default() })?;
    desk.report(&opened.findings, &opened.texts, Severity::Error);
    let about = |page: &Page, code: Code| opened.findings.iter().any(|f| f.code == code && f.file.as_deref().is_some_and(|file| concerns(page, file)));
    let wanted = |page: &Page| match what {
        "drafts" => page.state == State::Draft,
        "future" => page.state == State::Future,
        "expired" => page.state == State::Expired,
        "withdrawn" => page.state == State::Withdrawn,
        "sample" => page.common.sample,
        "untranslated" => about(page, Code::MissingTranslation) || about(page, Code::UntranslatedPart),
        "stale" => about(page, Code::StaleTranslation),
        _ => true,
    };
    let mut columns = vec![
        Column::new("file", "文件", "File"),
        Column::new("url", "网址", "URL"),
        Column::new("title", "标题", "Title"),
        Column::new("lang", "语言", "Language"),
        Column::new("state", "状态", "State"),
        Column::new("date", "日期", "Date"),
    ];
    // Which passages lag behind; empty where it is the whole.
    let by_passage = matches!(what, "untranslated" | "stale");
    if by_passage {
        columns.push(Column::new("parts", "段落", "Passages"));
    }
    let site = &opened.press.site;
    let parts = |id: usize| {
        let lags = site.lags(id).into_iter().filter(|(_, lag)| (*lag == Lag::Waiting) == (what == "untranslated"));
        lags.map(|(part, _)| part).collect::<Vec<_>>().join(" ")
    };
    let rows = site.pages.iter().enumerate().filter(|(_, p)| p.role == Role::Document && p.derived.is_none() && wanted(p)).map(|(id, page)| {
        let mut row = vec![
            Cell::from(page.document.path.as_str()),
            Cell::from(page.url.to_string()),
            Cell::from(page.title.as_str()),
            Cell::from(page.lang.tag()),
            state(page),
            Cell::from(page.date.map(|d| d.iso())),
        ];
        row.extend(by_passage.then(|| Cell::from(parts(id))));
        row
    });
    print!("{}", table(&Table { columns, rows: rows.collect() }, format_of(matches), desk.tongue));
    // A draft is listed with its faults, which stop nothing until it is published.
    let draft = |file: &str| opened.press.site.pages.iter().any(|p| p.state == State::Draft && concerns(p, file));
    let counted = opened.findings.iter().any(|f| f.severity == Severity::Error && !f.file.as_deref().is_some_and(draft));
    Ok(u8::from(counted))
}

fn concerns(page: &Page, file: &str) -> bool {
    page.document.path.as_str() == file || page.document.sidecar.as_ref().is_some_and(|s| s.as_str() == file)
}

fn state(page: &Page) -> Cell {
    match page.state {
        State::Published if page.common.sample => Cell::word("sample", "示例", "sample"),
        State::Published => Cell::word("published", "已发布", "published"),
        State::Draft => Cell::word("draft", "草稿", "draft"),
        State::Future => Cell::word("future", "待发布", "future"),
        State::Expired => Cell::word("expired", "已过期", "expired"),
        State::Withdrawn => Cell::word("withdrawn", "已撤下", "withdrawn"),
    }
}
