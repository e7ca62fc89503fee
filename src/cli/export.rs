use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use serde_json::{Value, json};

use super::Ending;
use super::desk::{Choice, Complaint, Desk, Opened};
use super::located::{located, not_of_site};
use crate::diag::{Code, Diagnostic, Severity};
use crate::document::Own;
use crate::edge::{reason, write_file, write_new_file};
use crate::export::{Image, MOST, Paper, docx, of_html, of_notice, preview, text, wechat};
use crate::markup::{HoleKind, Place, escape_attribute, escape_href, escape_text, person_html};
use crate::notice;
use crate::path::SitePath;
use crate::report::{Texts, Tongue, human};
use crate::site::{Page, PageId, State, Target, file_of_field};

pub(super) fn command(tongue: Tongue) -> Command {
    let t = |zh: &'static str, en: &'static str| tongue.pick(zh, en);
    Command::new("export")
        .about(t("把一篇文档导出给公众号、Word 或别的程序", "write one document for WeChat, Word or other programs"))
        .arg(Arg::new("form").value_name("FORM").required(true).value_parser(["wechat", "text", "docx", "json"]).help(t(
            "wechat 公众号，text 标准格式的文字，docx Word 文件，json 数据",
            "wechat for WeChat's editor, text in standard form, docx for Word, json for data",
        )))
        .arg(Arg::new("file").value_name("FILE").required(true).value_parser(value_parser!(PathBuf)).help(t("站点里的一篇文档", "a document of the site")))
        .arg(
            Arg::new("output")
                .long("output")
                .value_name("PATH")
                .value_parser(value_parser!(PathBuf))
                .help(t("写到这个文件；text 和 json 默认打印出来", "write to this file; text and json are printed by default")),
        )
        .arg(Arg::new("force").long("force").action(ArgAction::SetTrue).help(t("文件已在时覆盖它", "replace the file if it is there")))
}

pub(super) fn run(matches: &ArgMatches, desk: &Desk) -> Ending {
    let Some(file) = matches.get_one::<PathBuf>("file") else { return Ok(2) };
    let opened = desk.open(&Choice { drafts: true, ..Choice::default() })?;
    let id = document(file, &opened, desk)?;
    let page = &opened.press.site.pages[id];
    let own: Vec<Diagnostic> = opened.findings.iter().filter(|f| f.file.as_deref() == Some(page.document.path.as_str())).cloned().collect();
    if own.iter().any(|f| f.code == Code::Classified) {
        desk.report(&own, &opened.texts, Severity::Error);
        return Ok(1);
    }
    is_public(page, desk)?;
    let stem = page.url.as_str().trim_end_matches('/').rsplit('/').next().filter(|s| !s.is_empty()).unwrap_or("index").to_owned();
    let out = matches.get_one::<PathBuf>("output").cloned();
    let form = matches.get_one::<String>("form").map_or("text", String::as_str);
    let (bytes, out) = match form {
        "wechat" => {
            let post = wechat(&paper(page, &opened)?);
            if post.len() >= MOST {
                let finding = Diagnostic::new(
                    Code::WechatTooLong,
                    format!("公众号正文有 {} 个字符，上限是 {MOST}", post.len()),
                    format!("The text for WeChat has {} characters; at most {MOST} are taken", post.len()),
                );
                let finding =
                    finding.in_file(page.file()).help("请分成几篇发布，或删去次要的段落", "publish it in several parts, or leave out what matters less");
                eprint!("{}", human(&[finding], &Texts::new(), desk.tongue, false));
            }
            (preview(&page.title, &post).into_bytes(), Some(out.unwrap_or_else(|| format!("{stem}.wechat.html").into())))
        }
        "docx" => {
            let made = docx(&paper(page, &opened)?, &|image| embedded(image, &opened, desk));
            let made = made.map_err(|e| Complaint::new(format!("Word 文件没有做成：{e}"), format!("the Word file could not be made: {e}")))?;
            (made, Some(out.unwrap_or_else(|| format!("{stem}.docx").into())))
        }
        "json" => (format!("{:#}\n", data(id, page, &opened)?).into_bytes(), out),
        _ => (plain(page, &opened)?.into_bytes(), out),
    };
    match out {
        None => print!("{}", String::from_utf8_lossy(&bytes)),
        Some(at) => {
            // A document is never replaced by what was made of it.
            let into = at.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(std::path::Path::new(".")).canonicalize();
            let content = desk.root.join("content").canonicalize();
            if at.exists() && into.is_ok_and(|into| content.is_ok_and(|content| into.starts_with(content))) {
                let name = at.display();
                return Err(Complaint::new(
                    format!("{name} 是站点的原稿，没有动它。请用 --output 写到 content 以外的地方"),
                    format!("{name} is an original of the site and was left alone. Write elsewhere with --output"),
                ));
            }
            write(&at, &bytes, matches.get_flag("force"))?;
            println!("{}", desk.say(format!("已写入 {}", at.display()), format!("wrote {}", at.display())));
        }
    }
    Ok(0)
}

/// Whether a document may be handed on: not where it was withdrawn; of one that is not public now, that is told.
fn is_public(page: &Page, desk: &Desk) -> Result<(), Complaint> {
    let file = page.file();
    let told = match page.state {
        State::Withdrawn => {
            return Err(Complaint::new(
                format!("{file} 已经撤下，没有导出。确实要再发布，请先删去文件头里的 withdrawn"),
                format!("{file} was withdrawn and was not exported. Take withdrawn out of its front matter if it is to be public again"),
            ));
        }
        State::Draft => ("还是草稿", "is still a draft"),
        State::Future => ("还没有到发布的时间", "is not to be published yet"),
        State::Expired => ("已经过期", "has expired"),
        State::Published if page.common.sample => ("是示例，不是真实内容", "is placeholder content"),
        State::Published => return Ok(()),
    };
    eprintln!("{}", desk.say(format!("提醒：{file} {}。", told.0), format!("note: {file} {}.", told.1)));
    Ok(())
}

/// The document that the command line names.
fn document(file: &Path, opened: &Opened, desk: &Desk) -> Result<PageId, Complaint> {
    let path = located(file, desk)?;
    opened.press.site.pages.iter().position(|p| p.document.path == path).ok_or_else(|| not_of_site(file, desk))
}

fn paper(page: &Page, opened: &Opened) -> Result<Paper, Complaint> {
    match page.notice() {
        Some(reading) => Ok(of_notice(&reading.notice)),
        None => of_html(&page.title, &html(page, opened)).map_err(|_| {
            let file = page.file();
            Complaint::new(format!("{file} 里的网页代码套得太深，导不出去"), format!("the HTML in {file} is nested too deeply to be exported"))
        }),
    }
}

/// The document as its page shows it, links absolute, pictures by their files.
fn html(page: &Page, opened: &Opened) -> String {
    let (site, Some(body)) = (&opened.press.site, page.body()) else { return String::new() };
    let absolute = |target: &Target| match target {
        Target::Outside(address) => Some(address.clone()),
        Target::Document(id, anchor) => site.edition.absolute(&site.pages[*id].url.link(false)).map(|a| joined(a, anchor.as_deref())),
        Target::Address(url, anchor) => site.edition.absolute(&url.link(false)).map(|a| joined(a, anchor.as_deref())),
        Target::File(file) => site.edition.absolute(&crate::path::encode(crate::site::published_at(file))),
        Target::Here(_) | Target::Nowhere | Target::Other => None,
    };
    let mut out = String::new();
    for block in body.blocks.iter().skip(usize::from(page.title_in_text)) {
        let mut targets = page.targets.get(block.holes.clone()).unwrap_or(&[]).iter();
        out.push_str(&body.fill_block(block, |hole| {
            let target = targets.next();
            let mut filled = String::new();
            match (&hole.kind, target) {
                (HoleKind::Picture { place: Place::Poster, .. }, _) => {}
                (HoleKind::Picture { alt, .. }, Some(Target::File(file))) => picture(file, alt, &mut filled),
                (HoleKind::Person { .. }, Some(Target::Document(id, _))) => {
                    if let Own::Profile(fields) = &site.pages[*id].own {
                        let lines = [&fields.trade, &fields.employer].map(|line| line.as_deref().map(escaped).unwrap_or_default());
                        filled.push_str(&person_html("", &escaped(&fields.name), &lines));
                    }
                }
                (HoleKind::Source { .. }, Some(Target::File(file))) => escape_href(file.as_str(), &mut filled),
                (HoleKind::Href { .. }, Some(target)) => escape_href(&absolute(target).unwrap_or_default(), &mut filled),
                (HoleKind::Word { key }, _) => escape_attribute(key.plain(), &mut filled),
                _ => {}
            }
            filled
        }));
    }
    // The gallery of the fields stands below the text.
    let gallery = if let Own::News(news) = &page.own { news.gallery.as_slice() } else { &[] };
    for item in gallery {
        if let Some(file) = file_of_field(page, &item.src.value, &site.assets) {
            let said = item.caption.as_deref().or(item.alt.as_deref()).unwrap_or("");
            out.push_str("<p>");
            picture(&file, said, &mut out);
            out.push_str("</p>\n");
        }
    }
    out
}

fn picture(file: &SitePath, said: &str, out: &mut String) {
    out.push_str("<img src=\"");
    escape_href(file.as_str(), out);
    out.push_str("\" alt=\"");
    escape_attribute(said, out);
    out.push_str("\">");
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    escape_text(text, &mut out);
    out
}

fn joined(address: String, anchor: Option<&str>) -> String {
    anchor.map_or(address.clone(), |a| format!("{address}#{a}"))
}

fn plain(page: &Page, opened: &Opened) -> Result<String, Complaint> {
    match page.notice() {
        Some(reading) => Ok(notice::print(&reading.notice)),
        None => Ok(text(&paper(page, opened)?)),
    }
}

/// The document as data, in the form of `schema document`.
fn data(id: PageId, page: &Page, opened: &Opened) -> Result<Value, Complaint> {
    let site = &opened.press.site;
    let day = |m: Option<crate::date::Moment>| m.map(|m| m.iso());
    Ok(json!({
        "format": 1,
        "kind": page.kind.name(),
        "language": page.lang.to_string(),
        "file": page.document.path.as_str(),
        "url": format!("/{}", page.url.link(false)),
        "address": site.edition.absolute(&page.url.link(false)),
        "title": page.title,
        "date": day(page.date),
        "updated": day(page.common.updated),
        "summary": page.summary,
        "tags": page.common.tags,
        "source": page.common.source,
        "author": page.common.author,
        "draft": site.pages[id].state == crate::site::State::Draft,
        "sample": page.common.sample,
        "versions": page.versions.iter().map(|(lang, other)| (lang.to_string(), Value::from(format!("/{}", site.pages[*other].url.link(false))))).collect::<serde_json::Map<_, _>>(),
        "implements": page.implements.iter().map(|(notice, point)| json!({ "notice": format!("/{}", site.pages[*notice].url.link(false)), "point": point })).collect::<Vec<_>>(),
        "notice": page.notice().and_then(|r| serde_json::to_value(&r.notice).ok()),
        "text": plain(page, opened)?,
    }))
}

/// A picture of the site that Word shows.
fn embedded(image: &Image, opened: &Opened, desk: &Desk) -> Option<crate::export::Embedded> {
    let file = SitePath::new(&image.src)?;
    let size = opened.press.site.assets.get(&file)?.picture.as_ref()?.as_ref().ok()?;
    let bytes = std::fs::read(file.on_disk(&desk.root)).ok()?;
    let ending = match bytes.as_slice() {
        [0x89, b'P', b'N', b'G', ..] => "png",
        [0xFF, 0xD8, 0xFF, ..] => "jpg",
        [b'G', b'I', b'F', b'8', ..] => "gif",
        _ => return None,
    };
    Some((bytes, ending, (size.width, size.height)))
}

fn write(at: &Path, bytes: &[u8], force: bool) -> Result<(), Complaint> {
    let written = if force { write_file(at, bytes) } else { write_new_file(at, bytes) };
    written.map_err(|e| {
        let (name, why) = (at.display(), reason(&e));
        if e.kind() == std::io::ErrorKind::AlreadyExists {
            return Complaint::new(
                format!("{name} 已经存在，没有动它。加 --force 覆盖，或用 --output 另起一个名字"),
                format!("{name} exists already and was left alone. Add --force to replace it, or give another name with --output"),
            );
        }
        Complaint::new(format!("{name} 写不进去：{}", why.0), format!("{name} cannot be written: {}", why.1))
    })
}
