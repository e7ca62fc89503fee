use clap::{Arg, ArgMatches, Command};

use super::Ending;
use super::desk::Desk;
use crate::report::Tongue;
use crate::scaffold::{Described, schema};

pub(super) fn command(tongue: Tongue) -> Command {
    let t = |zh: &'static str, en: &'static str| tongue.pick(zh, en);
    Command::new("schema").about(t("打印字段和设置的 JSON Schema，供编辑器用", "print the JSON Schema of fields and settings, for editors")).arg(
        Arg::new("what").value_name("WHAT").default_value("site").value_parser(Described::ALL.map(Described::name)).help(t(
            "site 设置；notice、feature、profile、news、page、section 字段；document 为 export json 的格式",
            "site for settings; notice, feature, profile, news, page or section for fields; document for what export json gives",
        )),
    )
}

pub(super) fn run(matches: &ArgMatches, _desk: &Desk) -> Ending {
    let name = matches.get_one::<String>("what").map_or("site", String::as_str);
    let of = Described::ALL.into_iter().find(|d| d.name() == name).unwrap_or(Described::Site);
    println!("{:#}", schema(of));
    Ok(0)
}
