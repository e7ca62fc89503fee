use std::io::IsTerminal;
use std::sync::Arc;

use clap::{Arg, ArgMatches, Command};

use super::desk::{Complaint, Desk, has_errors};
use super::{Ending, input};
use crate::fields::split;
use crate::notice::{self, Block, Reading};
use crate::report::{Texts, Tongue, human, json};

pub(super) fn command(tongue: Tongue) -> Command {
    let t = |zh: &'static str, en: &'static str| tongue.pick(zh, en);
    Command::new("inspect")
        .about(t("看一份公文被读成什么结构，有哪些修补和问题", "show the structure read from a notice, its mends and findings"))
        .arg(Arg::new("file").value_name("FILE").required(true).help(t("文件，- 表示标准输入", "a file; - is standard input")))
        .arg(
            Arg::new("format")
                .long("format")
                .value_name("FORM")
                .value_parser(["outline", "json", "text"])
                .default_value("outline")
                .help(t("outline 提纲，json 数据，text 标准格式的全文", "outline, json for data, text for the whole in standard form")),
        )
}

pub(super) fn run(matches: &ArgMatches, desk: &Desk) -> Ending {
    let name = matches.get_one::<String>("file").map_or("-", String::as_str);
    let decoded = input::read(name)?;
    let parts = split(&decoded.text);
    let start = parts.body.start;
    let mut reading = notice::read(parts.body.of(&decoded.text));
    let before = decoded.text.get(..start).unwrap_or("").matches('\n').count();
    let findings: Vec<_> = std::mem::take(&mut reading.diagnostics).into_iter().map(|f| f.shifted(start).in_file(name)).collect();
    let mut texts = Texts::new();
    texts.insert(Arc::from(name), decoded.text.as_str().into());
    match matches.get_one::<String>("format").map(String::as_str) {
        Some("json") => {
            // Written at once: a line at a time is slow where there are thousands of findings.
            let text = format!("{:#}", object(&reading, before, json(&findings, &texts))?);
            println!("{text}");
        }
        Some("text") => print!("{}", notice::print(&reading.notice)),
        _ => print!("{}{}", outline(&reading, desk), human(&findings, &texts, desk.tongue, std::io::stdout().is_terminal())),
    }
    Ok(u8::from(has_errors(&findings)))
}

/// The contract's object: the notice, then mends and diagnostics. Lines count the front matter.
fn object(reading: &Reading, before: usize, diagnostics: serde_json::Value) -> Result<serde_json::Value, Complaint> {
    let odd = |e: serde_json::Error| Complaint::new(format!("内部错误：{e}"), format!("internal error: {e}"));
    let mut object = serde_json::to_value(&reading.notice).map_err(odd)?;
    let mut mends = serde_json::to_value(&reading.mends).map_err(odd)?;
    shift(&mut object, before);
    shift(&mut mends, before);
    if let Some(map) = object.as_object_mut() {
        map.insert("mends".to_owned(), mends);
        map.insert("diagnostics".to_owned(), diagnostics);
    }
    Ok(object)
}

fn shift(value: &mut serde_json::Value, by: usize) {
    match value {
        _ if by == 0 => {}
        serde_json::Value::Array(list) => list.iter_mut().for_each(|v| shift(v, by)),
        serde_json::Value::Object(map) => {
            for (key, inner) in map {
                match inner.as_u64().filter(|_| key == "line") {
                    Some(line) => *inner = (line + by as u64).into(),
                    None => shift(inner, by),
                }
            }
        }
        _ => {}
    }
}

fn outline(reading: &Reading, desk: &Desk) -> String {
    let notice = &reading.notice;
    let mut out = String::new();
    let mut line = |zh: &str, en: &str, text: &str| {
        if !text.is_empty() {
            out.push_str(&format!("{}{text}\n", desk.say(format!("{zh}："), format!("{en}: "))));
        }
    };
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    line("发文机关标志", "issuer mark", &text(&notice.issuer_mark));
    line("发文字号", "number", notice.doc_number.as_ref().map_or("", |n| &n.text));
    line("标题", "title", &notice.title);
    line("主送机关", "addressees", notice.addressees.as_ref().map_or("", |a| &a.text));
    let attached = notice.attached.iter().flat_map(notice::attached_blocks);
    for block in notice::blocks(notice).iter().copied().chain(attached) {
        match block {
            Block::Heading(s) => out.push_str(&format!("{}[{}] {}{}\n", "  ".repeat(usize::from(s.level)), s.id, s.marker, s.title)),
            Block::Chapter(c) => out.push_str(&format!("  [{}] 第{}{} {}\n", c.id, crate::text::chinese_numeral(c.ordinal), c.unit, c.title)),
            Block::Article(a) => out.push_str(&format!("    [{}] {}\n", a.id, opening(&a.text))),
            Block::Point(p) => out.push_str(&format!("    [{}] {}\n", p.id, opening(&p.text))),
            Block::Paragraph { .. } | Block::Markdown(_) => {}
        }
        for mark in block.marks() {
            out.push_str(&format!("      [{}] {}…\n", mark.id, mark.marker));
        }
    }
    let mut line = |zh: &str, en: &str, text: &str| {
        if !text.is_empty() {
            out.push_str(&format!("{}{text}\n", desk.say(format!("{zh}："), format!("{en}: "))));
        }
    };
    notice.attachments.iter().for_each(|a| line("附件", "attachment", &a.name));
    line("署名", "signature", &notice.signature.join("、"));
    line("成文日期", "date", &notice.date.map_or(String::new(), |d| d.to_string()));
    line("附注", "annotation", &text(&notice.annotation));
    line("抄送", "copies to", &notice.cc_text);
    if let Some(print) = &notice.print {
        line("印发", "printed", &format!("{} {}", print.organ, print.date.map_or(String::new(), |d| d.to_string())));
    }
    for mend in &reading.mends {
        out.push_str(&format!(
            "{}\n",
            desk.say(
                format!("第 {} 行 {}：{} → {}", mend.line, mend.code.title().0, mend.before, mend.after),
                format!("line {} {}: {} → {}", mend.line, mend.code.title().1, mend.before, mend.after)
            )
        ));
    }
    out
}

fn opening(text: &str) -> String {
    text.chars().take(30).collect()
}
