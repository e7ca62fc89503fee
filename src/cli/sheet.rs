use std::collections::BTreeMap;
use std::path::Path;

use super::desk::{Complaint, Desk};
use super::judge::Judged;
use crate::edge::{reason, write_file};
use crate::lang::Lang;
use crate::report::{SHEET_MARK, Sheet, Tongue, sheet};

/// Writes the page that an approver prints and signs; a file of that name which is no such page is left alone.
pub(super) fn write(file: &Path, judged: &Judged, release: bool, desk: &Desk) -> Result<(), Complaint> {
    let name = file.display();
    // By its name a double click opens it in the browser.
    if !file.extension().is_some_and(|end| end.eq_ignore_ascii_case("html") || end.eq_ignore_ascii_case("htm")) {
        return Err(Complaint::new(
            format!("审签单是网页，文件名要以 .html 结尾，例如 {}", file.with_extension("html").display()),
            format!("the report is a web page: its name has to end in .html, such as {}", file.with_extension("html").display()),
        ));
    }
    let ours = std::fs::read(file).map(|bytes| bytes.starts_with(SHEET_MARK.as_bytes()));
    if file.is_dir() || ours.is_ok_and(|ours| !ours) {
        return Err(Complaint::new(
            format!("{name} 已经有了，而且不是审签单，没有动它。请换一个文件名"),
            format!("{name} exists and is no such report, so it was left alone. Choose another name"),
        ));
    }
    let Some(press) = &judged.press else { return Ok(()) };
    let site = &press.site;
    let titles: BTreeMap<String, (String, String)> =
        site.pages.iter().filter(|p| p.shown).map(|p| (p.file().to_string(), (p.title.clone(), format!("/{}", p.url.as_str())))).collect();
    let accepted: Vec<_> = judged.accepted.iter().map(|(finding, by)| (finding.clone(), by.who.clone(), by.when.to_string(), by.why.clone())).collect();
    let day = site.edition.now.date();
    let page = sheet(
        &Sheet {
            title: Lang::new("en").filter(|_| desk.tongue == Tongue::En).map_or(site.settings.title.as_str(), |lang| site.settings.title_in(&lang)),
            address: site.edition.base_url.as_ref().map(|b| b.as_str()),
            day: &desk.say(format!("{}年{}月{}日", day.year(), day.month(), day.day()), day.to_string()),
            digest: &judged.digest.hex(),
            pages: press.plan.artifacts.keys().filter(|p| p.as_str().ends_with(".html")).count(),
            release,
            findings: &judged.findings,
            texts: &judged.texts,
            accepted: &accepted,
            titles: &titles,
        },
        desk.tongue,
    );
    write_file(file, page.as_bytes()).map_err(|e| {
        let why = reason(&e);
        Complaint::new(format!("{name} 写不进去：{}", why.0), format!("{name} cannot be written: {}", why.1))
    })?;
    eprintln!("{}", desk.say(format!("审签单在 {name}，用浏览器打开后打印。"), format!("The report is {name}: open it in a browser and print it.")));
    Ok(())
}
