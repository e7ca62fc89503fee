use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::build::remember::{Printed, remember};
use super::desk::{Choice, Complaint, Desk};
use super::{Ending, package};
use crate::edge::{Delivery, DeliveryFault, Folder, Sftp, SftpTarget, Shelf, ShelfFault, compare, deliver, published, reason, roll_back};
use crate::package::{Inventory, Purpose};
use crate::report::Tongue;

/// How many files a plan names of each kind.
const NAMED: usize = 30;

pub(super) fn command(tongue: Tongue) -> Command {
    let t = |zh: &'static str, en: &'static str| tongue.pick(zh, en);
    let flag = |name: &'static str, zh, en| Arg::new(name).long(name).action(ArgAction::SetTrue).help(tongue.pick(zh, en));
    Command::new("publish")
        .about(t(
            "把网站发布到文件夹、SFTP、WebDAV 或对象存储，只传有变化的",
            "publish the site to a folder, SFTP, WebDAV or object storage, only what differs",
        ))
        .arg(Arg::new("target").value_name("TARGET").required(true).help(t(
            "文件夹、sftp://用户@服务器/文件夹、davs://服务器/文件夹，或 s3://服务器/存储桶/文件夹",
            "a folder, sftp://user@server/folder, davs://server/folder, or s3://server/bucket/folder",
        )))
        .arg(flag("dry-run", "只列出要做什么，不做", "list what would be done, do nothing"))
        .arg(flag("rollback", "退回到上一次发布的网站", "go back to the site published before"))
        .arg(
            Arg::new("base-url")
                .long("base-url")
                .value_name("URL")
                .help(t("网站的地址，代替 site.toml 里的 base_url", "the site's address, in place of base_url of site.toml")),
        )
}

pub(super) fn run(matches: &ArgMatches, desk: &Desk) -> Ending {
    desk.settings()?;
    let target = matches.get_one::<String>("target").map_or("", String::as_str);
    let mut shelf = shelf(target, desk)?;
    let told = |fault: DeliveryFault| complaint(&fault, target);
    if matches.get_flag("rollback") {
        if matches.get_flag("dry-run") {
            return Err(Complaint::new("--rollback 不能和 --dry-run 一起用", "--rollback does not go with --dry-run"));
        }
        let n = roll_back(shelf.as_mut()).map_err(told)?;
        println!(
            "{}",
            desk.say(
                format!("已退回上一次发布的网站，改动 {n} 个文件：{target}"),
                format!("went back to the site published before, {n} files changed: {target}")
            )
        );
        return Ok(0);
    }
    let choice = Choice { base_url: matches.get_one("base-url").cloned(), ..Choice::default() };
    let snapshot = desk.read()?;
    let record = snapshot.digests().record;
    let mut opened = snapshot.open(&choice, jiff::Timestamp::now())?;
    let Some((files, sample)) = package::made(&mut opened, false, desk)? else {
        eprintln!("{}", desk.say("没有发布：先改好上面的错误。", "Not published: mend the errors above first."));
        return Ok(1);
    };
    let base_url = opened.press.site.edition.base_url.as_ref().map(|url| url.as_str());
    let new = Inventory::of(&files, Purpose::Server, base_url, sample);
    let there = published(shelf.as_mut()).map_err(told)?;
    let delivery = compare(&there, &new);
    if delivery.is_empty() {
        println!(
            "{}",
            desk.say(format!("{target} 已是最新，{} 个文件没有变化。", delivery.kept), format!("{target} is up to date, {} files unchanged.", delivery.kept))
        );
        return Ok(0);
    }
    if matches.get_flag("dry-run") {
        print!("{}", plan(&delivery, desk));
        return Ok(0);
    }
    let shows = std::io::stderr().is_terminal();
    let mut tell = |done: usize, all: usize| {
        if shows {
            eprint!("\r{}", desk.say(format!("已传 {done}/{all} 个文件 "), format!("sent {done} of {all} files ")));
        }
    };
    let done = deliver(shelf.as_mut(), &there, &new, &files, &mut tell);
    if shows {
        eprintln!();
    }
    done.map_err(told)?;
    let (put, gone, kept) = (delivery.put.len(), delivery.delete.len(), delivery.kept);
    // As it has to be typed again.
    let typed = if target.contains(char::is_whitespace) { format!("\"{target}\"") } else { target.to_owned() };
    println!(
        "{}",
        desk.say(
            format!("已发布到 {target}：更新 {put} 个文件，删除 {gone} 个，{kept} 个没有变化。退回：jiangxin publish {typed} --rollback"),
            format!("published to {target}: {put} files updated, {gone} deleted, {kept} unchanged. To go back: jiangxin publish {typed} --rollback"),
        )
    );
    remember(desk, &Printed::of(&opened.press.site.record), record);
    Ok(0)
}

/// The place that a target names; a folder must not be the site's own.
fn shelf(target: &str, desk: &Desk) -> Result<Box<dyn Shelf>, Complaint> {
    if target.trim().is_empty() {
        return Err(Complaint::new(
            "没有写出发布到哪里：写一个文件夹，如 jiangxin publish D:\\网站\\专题",
            "where to publish to is empty: name a folder, such as jiangxin publish /srv/www/campaign",
        ));
    }
    if ["dav://", "davs://", "s3://", "s3+http://"].iter().any(|scheme| target.starts_with(scheme)) {
        return store(target);
    }
    if target.contains("://") {
        let parsed = SftpTarget::parse(target).ok_or_else(|| {
            Complaint::new(
                format!("目标“{target}”不能用：写一个文件夹，sftp://用户@服务器/文件夹（不写密码，用 SSH 密钥登录），davs://服务器/文件夹，或 s3://服务器/存储桶/文件夹"),
                format!(
                    "“{target}” cannot be the target: name a folder, sftp://user@server/folder (no password: log in with an SSH key), davs://server/folder, or s3://server/bucket/folder"
                ),
            )
        })?;
        let sftp = Sftp::new(parsed).map_err(|e| complaint(&ShelfFault::Disk(e).into(), target))?;
        return Ok(Box::new(sftp));
    }
    let folder = PathBuf::from(target);
    let whole = |at: &Path| at.canonicalize().or_else(|_| std::path::absolute(at)).unwrap_or_else(|_| at.to_path_buf());
    let (at, root) = (whole(&folder), whole(&desk.root));
    let output = root.join("output");
    let inside = ["content", "themes", "src", "output", ".jiangxin"].iter().any(|n| at.starts_with(root.join(n)));
    if root.starts_with(&at) || inside || at == output {
        return Err(Complaint::new(
            format!("不能发布到 {target}：它是站点自己的目录。请换一个专用的文件夹"),
            format!("cannot publish to {target}: it belongs to the site itself. Choose a folder of its own"),
        ));
    }
    Ok(Box::new(Folder(folder)))
}

/// A WebDAV folder or a bucket; credentials come from the environment.
#[cfg(feature = "remote")]
fn store(target: &str) -> Result<Box<dyn Shelf>, Complaint> {
    let store = crate::edge::Store::new(target, |name| std::env::var(name).ok());
    store.map(|store| Box::new(store) as Box<dyn Shelf>).map_err(|fault| complaint(&fault.into(), target))
}

#[cfg(not(feature = "remote"))]
fn store(_: &str) -> Result<Box<dyn Shelf>, Complaint> {
    Err(Complaint::new(
        "这个程序不带 WebDAV 和对象存储的功能。请向提供程序的人要一个带 remote 功能的（自己编译：cargo build --release --features remote）；也可以发布到文件夹或 SFTP，或用 package 打包交给管理员",
        "this program comes without WebDAV and object storage. Ask whoever gave it to you for one with the feature remote (to make it: cargo build --release --features remote), or publish to a folder or SFTP, or hand over a package",
    ))
}

fn plan(delivery: &Delivery, desk: &Desk) -> String {
    let mut out = String::new();
    for (zh, en, paths) in [("更新", "update", &delivery.put), ("删除", "delete", &delivery.delete)] {
        for path in paths.iter().take(NAMED) {
            out.push_str(&desk.say(format!("{zh} {path}\n"), format!("{en} {path}\n")));
        }
        if paths.len() > NAMED {
            out.push_str(&desk.say(format!("{zh} 另外 {} 个\n", paths.len() - NAMED), format!("{en} {} more\n", paths.len() - NAMED)));
        }
    }
    let (put, gone, kept) = (delivery.put.len(), delivery.delete.len(), delivery.kept);
    out.push_str(&desk.say(
        format!("一共：更新 {put} 个，删除 {gone} 个，{kept} 个没有变化。这只是预览，什么也没有做。\n"),
        format!("In all: {put} to update, {gone} to delete, {kept} unchanged. This is a preview, nothing was done.\n"),
    ));
    out
}

fn complaint(fault: &DeliveryFault, target: &str) -> Complaint {
    match fault {
        DeliveryFault::Foreign => Complaint::new(
            format!("{target} 里有不是匠心发布的文件，为免误删，没有动它。请换一个空文件夹，或先自行清空它"),
            format!("{target} holds files that jiangxin did not publish, so it was left alone. Choose an empty folder, or empty it yourself first"),
        ),
        DeliveryFault::OddRecord => Complaint::new(
            format!("{target} 里的发布记录损坏了，没有动它。请换一个文件夹"),
            format!("the record of what is published in {target} is damaged, so it was left alone. Choose another folder"),
        ),
        DeliveryFault::NoPrevious => Complaint::new(format!("{target} 没有上一次发布的网站可退"), format!("{target} has no earlier site to go back to")),
        DeliveryFault::Shelf(ShelfFault::Disk(e)) if e.kind() == std::io::ErrorKind::NotFound && target.starts_with("sftp:") => Complaint::new(
            "找不到 sftp 程序。请安装 OpenSSH 客户端（Windows：设置 → 可选功能 → OpenSSH 客户端）",
            "there is no program sftp: install the OpenSSH client (Windows: Settings, Optional features, OpenSSH Client)",
        ),
        DeliveryFault::Shelf(ShelfFault::Disk(e)) => {
            let why = reason(e);
            Complaint::new(
                format!("发布到 {target} 时出错：{}。网站上的文件都是完整的，排除故障后再运行一次，会接着做完", why.0),
                format!("publishing to {target} failed: {}. Every public file is whole; mend the cause and run again, which goes on from there", why.1),
            )
        }
        DeliveryFault::Shelf(ShelfFault::Address) => Complaint::new(
            format!("目标“{target}”不能用：写 davs://服务器/文件夹 或 s3://服务器/存储桶/文件夹，地址里不写用户名和密码"),
            format!("“{target}” cannot be the target: write davs://server/folder or s3://server/bucket/folder, without a user name or password in it"),
        ),
        DeliveryFault::Shelf(ShelfFault::Key(name)) => Complaint::new(
            format!("没有登录 {target} 的凭据：先设置环境变量 {name}（凭据只从环境变量读，不写进网站的文件）"),
            format!(
                "no credentials for {target}: set the environment variable {name} first (credentials are only read from there, never from files of the site)"
            ),
        ),
        DeliveryFault::Shelf(ShelfFault::Denied) => Complaint::new(
            format!("{target} 不让登录，或不许写入。请核对环境变量里的用户名、密码或密钥，以及它们的权限。网站上的文件都是完整的"),
            format!(
                "{target} refuses the login, or to be written. Look at the name, password or keys in the environment, and at what they may do. Every public file is whole"
            ),
        ),
        DeliveryFault::Shelf(ShelfFault::Absent) => Complaint::new(
            format!("{target} 不存在：请核对服务器、存储桶和文件夹的名字，存储桶要先建好"),
            format!("{target} does not exist: look at the names of the server, the bucket and the folder; a bucket has to be made first"),
        ),
        DeliveryFault::Shelf(ShelfFault::Full) => Complaint::new(
            format!("{target} 的空间满了。网站上的文件都是完整的，腾出空间后再运行一次，会接着做完"),
            format!("{target} has no room left. Every public file is whole; make room and run again, which goes on from there"),
        ),
        DeliveryFault::Shelf(ShelfFault::Away) => Complaint::new(
            format!("{target} 没有应答，试了几次都不行。网站上的文件都是完整的；请检查网络和地址，过一会儿再运行一次，会接着做完"),
            format!(
                "{target} does not answer, after several attempts. Every public file is whole; look at the network and the address, and run again later, which goes on from there"
            ),
        ),
        DeliveryFault::Shelf(ShelfFault::Program(said)) => Complaint::new(
            format!("发布到 {target} 时服务器报错：{said}。网站上的文件都是完整的，排除故障后再运行一次，会接着做完"),
            format!(
                "publishing to {target} failed, the server says: {said}. Every public file is whole; mend the cause and run again, which goes on from there"
            ),
        ),
    }
}
