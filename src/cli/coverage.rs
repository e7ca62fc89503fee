use clap::{ArgMatches, Command};

use super::Ending;
use super::desk::{Choice, Desk, has_errors};
use super::list::{format_argument, format_of};
use crate::diag::Severity;
use crate::report::{Cell, Column, Table, Tongue, table};
use crate::view::point_label;

pub(super) fn command(tongue: Tongue) -> Command {
    Command::new("coverage")
        .about(tongue.pick("列出公文的每个要点由哪些文档落实", "list every point of the notices and the documents that carry it out"))
        .arg(format_argument(tongue))
}

pub(super) fn run(matches: &ArgMatches, desk: &Desk) -> Ending {
    let opened = desk.open(&Choice::default())?;
    desk.report(&opened.findings, &opened.texts, Severity::Error);
    let site = &opened.press.site;
    let columns = vec![
        Column::new("file", "文件", "File"),
        Column::new("url", "网址", "URL"),
        Column::new("title", "要点", "Point"),
        Column::new("point", "编号", "Id"),
        Column::new("label", "位置", "Place"),
        Column::new("count", "篇数", "Count"),
        Column::new("documents", "落实的文档", "Documents"),
    ];
    let mut rows = Vec::new();
    for (id, page) in site.written().filter(|(_, p)| !p.points.is_empty()) {
        for point in &page.points {
            let documents = site.coverage.documents(id, &point.id);
            rows.push(vec![
                Cell::from(page.document.path.as_str()),
                Cell::from(format!("{}#{}", page.url, point.id)),
                Cell::from(point.title.as_str()),
                Cell::from(point.id.as_str()),
                Cell::from(point_label(&page.parts, point, &page.lang)),
                Cell::from(documents.len()),
                Cell::from(documents.iter().map(|&d| site.pages[d].title.clone()).collect::<Vec<String>>()),
            ]);
        }
    }
    print!("{}", table(&Table { columns, rows }, format_of(matches), desk.tongue));
    Ok(u8::from(has_errors(&opened.findings)))
}
