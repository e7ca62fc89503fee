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
        .arg(Arg::new("kind").value_name("KIND").required(true).value_parser(Kind::ALL.map(Kind::name)).help(t("种类", "its kind")))
        .arg(Arg::new("title").value_name("TITLE").required(true).help(t("标题（人物写姓名）", "its title; a profile's name")))
        .arg(
            Arg::new("slug").long("slug").value_name("NAME").help(t("网址里的名字，默认由标题得出", "its name in the address; made from the title by default")),
        )
}

pub(super) fn run(matches: &ArgMatches, desk: &Desk) -> Ending {
    desk.settings()?;
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let (kind, title) = (text("kind").unwrap_or_default(), text("title").unwrap_or_default());
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
