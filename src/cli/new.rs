use std::io::{self, BufRead, IsTerminal, Write};

use clap::{Arg, ArgMatches, Command};

use super::Ending;
use super::desk::{Complaint, Desk};
use crate::document::Kind;
use crate::edge::{reason, write_file};
use crate::report::Tongue;
use crate::scaffold;

pub(super) fn command(tongue: Tongue) -> Command {
    let t = |zh: &'static str, en: &'static str| tongue.pick(zh, en);
    Command::new("new")
        .about(t("新建一篇文档，字段都已列好", "make a new document with its fields laid out"))
        .arg(Arg::new("kind").value_name("KIND").value_parser(Kind::ALL.map(Kind::name)).help(t("种类", "its kind")))
        .arg(Arg::new("title").value_name("TITLE").help(t("标题（人物写姓名）", "its title; a profile's name")))
        .arg(
            Arg::new("slug").long("slug").value_name("NAME").help(t("网址里的名字，默认由标题得出", "its name in the address; made from the title by default")),
        )
}

pub(super) fn run(matches: &ArgMatches, desk: &Desk) -> Ending {
    desk.settings()?;
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let kind = match text("kind") {
        Some(kind) => kind,
        None => asked_kind(desk)?,
    };
    let title = match text("title") {
        Some(title) => title,
        None => asked(desk, "标题（人物写姓名）：", "Title (a profile's name): ")?,
    };
    if title.trim().is_empty() {
        return Err(Complaint::new(
            "标题是空的。请在种类后面写上标题，如 jiangxin new news \"劳模座谈会\"",
            "the title is empty. Write it after the kind, as in jiangxin new news \"A meeting\"",
        ));
    }
    let today = jiff::Zoned::now().date();
    let slug = text("slug").unwrap_or_else(|| scaffold::slug(&title, today));
    let (path, words) = scaffold::document(Kind::from_name(&kind).unwrap_or_default(), &title, &slug, today);
    let at = path.on_disk(&desk.root);
    if at.exists() {
        return Err(Complaint::new(
            format!("{path} 已经存在，没有动它。请用 --slug 另起一个名字"),
            format!("{path} exists already and was left alone. Give another name with --slug"),
        ));
    }
    write_file(&at, words.as_bytes()).map_err(|e| {
        let why = reason(&e);
        Complaint::new(format!("写 {path} 时出错：{}", why.0), format!("writing {path} failed: {}", why.1))
    })?;
    println!("{}", desk.say(format!("已新建 {path}"), format!("made {path}")));
    Ok(0)
}

/// The kind, by its number in a list.
fn asked_kind(desk: &Desk) -> Result<String, Complaint> {
    let kinds = [("公文", "notice"), ("专稿", "feature"), ("人物", "profile"), ("动态", "news"), ("页面", "page")];
    let list: Vec<String> = kinds.iter().enumerate().map(|(n, (zh, en))| format!("{} {}", n + 1, desk.say(*zh, *en))).collect();
    loop {
        let answer = asked(desk, &format!("种类（{}）：", list.join("，")), &format!("Kind ({}): ", list.join(", ")))?;
        let numbered = answer.parse::<usize>().ok().and_then(|n| kinds.get(n.checked_sub(1)?));
        if let Some((_, kind)) = numbered.or_else(|| kinds.iter().find(|(zh, en)| *zh == answer || *en == answer)) {
            return Ok((*kind).to_owned());
        }
    }
}

/// An answer from the terminal; elsewhere nothing is asked and the request is incomplete.
fn asked(desk: &Desk, zh: &str, en: &str) -> Result<String, Complaint> {
    let missing = || {
        Complaint::new(
            "还要写上种类和标题，例如 jiangxin new news \"活动启动\"",
            "a kind and a title are needed, such as jiangxin new news \"The campaign starts\"",
        )
    };
    if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
        return Err(missing());
    }
    loop {
        eprint!("{}", desk.say(zh, en));
        io::stderr().flush().ok();
        let mut answer = String::new();
        let read = io::stdin().lock().read_line(&mut answer).map_err(|_| missing())?;
        if read == 0 {
            return Err(missing());
        }
        if !answer.trim().is_empty() {
            return Ok(answer.trim().to_owned());
        }
    }
}
