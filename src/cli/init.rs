use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command, value_parser};

use super::Ending;
use super::desk::{Complaint, Desk};
use crate::edge::{reason, write_file};
use crate::report::Tongue;
use crate::scaffold;

pub(super) fn command(tongue: Tongue) -> Command {
    let t = |zh: &'static str, en: &'static str| tongue.pick(zh, en);
    Command::new("init")
        .about(t("新建一个专题网站，马上就能生成", "make a new campaign site that builds at once"))
        .arg(Arg::new("dir").value_name("DIR").required(true).value_parser(value_parser!(PathBuf)).help(t("新站点的目录", "the new site's folder")))
        .arg(Arg::new("title").long("title").value_name("TITLE").help(t("网站标题，默认用目录名", "the site's title; the folder's name by default")))
}

pub(super) fn run(matches: &ArgMatches, desk: &Desk) -> Ending {
    let Some(dir) = matches.get_one::<PathBuf>("dir") else { return Ok(2) };
    let taken = std::fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some());
    if taken || dir.is_file() {
        return Err(Complaint::new(
            format!("{} 已经存在而且不是空的，没有动它。请换一个名字", dir.display()),
            format!("{} exists and is not empty, so it was left alone. Choose another name", dir.display()),
        ));
    }
    // `.` has no name; the folder it stands for does.
    let whole = dir.canonicalize().unwrap_or_else(|_| dir.to_path_buf());
    let named = whole.file_name().map(|n| n.to_string_lossy().into_owned());
    let title = matches.get_one::<String>("title").cloned().or(named).unwrap_or_else(|| "专题网站".to_owned());
    for (path, text) in scaffold::site(&title, jiff::Zoned::now().date()) {
        let at = path.on_disk(dir);
        write_file(&at, text.as_bytes()).map_err(|e| {
            let why = reason(&e);
            Complaint::new(format!("写 {} 时出错：{}", at.display(), why.0), format!("writing {} failed: {}", at.display(), why.1))
        })?;
    }
    let here = std::env::current_dir().and_then(|at| at.canonicalize()).is_ok_and(|at| at == whole);
    if here {
        println!("{}", desk.say("新站点已建好。下一步：运行 jiangxin serve --open 预览", "the new site is ready. Next: jiangxin serve --open"));
        return Ok(0);
    }
    println!(
        "{}",
        desk.say(
            format!("新站点已在 {}。下一步：cd \"{}\"，然后运行 jiangxin serve --open 预览", dir.display(), dir.display()),
            format!("the new site is in {}. Next: cd \"{}\", then jiangxin serve --open", dir.display(), dir.display()),
        )
    );
    Ok(0)
}
