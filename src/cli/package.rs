use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use jiff::Timestamp;

use super::Ending;
use super::build::remember::{Printed, remember};
use super::desk::{Choice, Complaint, Desk, Opened, has_errors};
use crate::diag::{Code, Diagnostic, Severity};
use crate::edge::{Darkroom, reason, write_file};
use crate::gate::{ABROAD, ACCEPTED, Accepted, for_release, inspect};
use crate::package::{Capture, Inventory, Package, Purpose, pack, warc};
use crate::path::OutPath;
use crate::pipeline::Press;
use crate::render::Made;
use crate::report::Tongue;

/// Every file of a site, and whether placeholder content is among it.
pub(super) type Whole = (BTreeMap<OutPath, Vec<u8>>, bool);

/// Bytes of an earlier package that is looked into.
const MOST: u64 = 4 << 30;

pub(super) fn command(tongue: Tongue) -> Command {
    let t = |zh: &'static str, en: &'static str| tongue.pick(zh, en);
    let flag = |name: &'static str, zh, en| Arg::new(name).long(name).action(ArgAction::SetTrue).help(tongue.pick(zh, en));
    let file = |name: &'static str, zh, en| Arg::new(name).long(name).value_name("ZIP").value_parser(value_parser!(PathBuf)).help(tongue.pick(zh, en));
    Command::new("package")
        .about(t("把网站打成一个压缩包，交给管理员", "pack the site into one zip for an administrator"))
        .arg(flag("offline", "给双击打开用，不需要服务器", "for opening by double click, without a server"))
        .arg(flag("archive", "附上 WARC 存档", "add a WARC archive"))
        .arg(flag("sample", "有示例内容也打包，包里会注明不得公开", "pack placeholder content too; the package says that it is not for the public"))
        .arg(file("output", "压缩包的名字，默认 package/server.zip 或 offline.zip", "the zip's name; package/server.zip or offline.zip by default"))
        .arg(file(
            "previous",
            "上一次的压缩包，用来列出要删的文件；默认是同名的那个",
            "the package before, to name the files to delete; the one of the same name by default",
        ))
        .arg(
            Arg::new("base-url")
                .long("base-url")
                .value_name("URL")
                .help(t("网站的地址，代替 site.toml 里的 base_url", "the site's address, in place of base_url of site.toml")),
        )
}

pub(super) fn run(matches: &ArgMatches, desk: &Desk) -> Ending {
    let purpose = if matches.get_flag("offline") { Purpose::Offline } else { Purpose::Server };
    let choice = Choice { base_url: matches.get_one("base-url").cloned(), relative: purpose == Purpose::Offline, ..Choice::default() };
    let out = matches.get_one::<PathBuf>("output").cloned().unwrap_or_else(|| desk.root.join("package").join(format!("{}.zip", purpose.name())));
    let named = matches.get_one::<PathBuf>("previous");
    let earlier = earlier(&out, named)?;
    let now = Timestamp::now();
    let snapshot = desk.read()?;
    let record = snapshot.digests().record;
    let mut opened = snapshot.open(&choice, now)?;
    let base_url = opened.press.site.edition.base_url.clone();
    if matches.get_flag("archive") && base_url.is_none() {
        return Err(Complaint::new(
            "存档要有网址：请在 site.toml 里写 base_url，或用 --base-url 指定",
            "an archive needs the site's address: set base_url in site.toml, or name it with --base-url",
        ));
    }
    let Some((files, sample)) = made(&mut opened, matches.get_flag("sample"), desk)? else {
        eprintln!(
            "{}",
            desk.say(
                "没有打包：先改好上面的错误。只是想给内部看带示例内容的网站，可以加 --sample。",
                "Not packed: mend the errors above first. To show a site with placeholder content internally, add --sample."
            )
        );
        return Ok(1);
    };
    let press = &opened.press;
    let title = press.site.settings.title_in(press.site.settings.default_language()).to_owned();
    let archive = base_url.as_ref().filter(|_| matches.get_flag("archive")).map(|url| warc(Capture { base_url: url.as_str(), title: &title, at: now }, &files));
    let moved = press.site.aliases().into_iter().map(|a| (a.from, press.site.pages[a.to].url.clone())).collect();
    let package = Package {
        purpose,
        title: &title,
        base_url: base_url.as_ref().map(|url| url.as_str()),
        prefix: base_url.as_ref().map_or("/", |url| url.path()),
        files: &files,
        moved,
        gone: press.site.withdrawn().map(|(_, page)| page.url.clone()).collect(),
        sample,
        earlier,
        archive,
    };
    let (bytes, inventory) = pack(&package).map_err(|e| Complaint::new(format!("压缩包没有做成：{e}"), format!("the zip could not be made: {e}")))?;
    let written = write_file(&out, &bytes);
    written.map_err(|e| {
        let (why, at) = (reason(&e), out.display());
        Complaint::new(format!("{at} 写不进去：{}", why.0), format!("{at} cannot be written: {}", why.1))
    })?;
    let gone = package.earlier.as_ref().map_or(0, |earlier| inventory.gone_since(earlier).len());
    say(&out, &package, bytes.len(), gone, desk);
    remember(desk, &Printed::of(&opened.press.site.record), record);
    Ok(0)
}

/// The inventory of the package before; a file in the way that is none of ours is not replaced.
fn earlier(out: &Path, named: Option<&PathBuf>) -> Result<Option<Inventory>, Complaint> {
    let read = |at: &Path| {
        let small = std::fs::metadata(at).is_ok_and(|about| about.is_file() && about.len() < MOST);
        std::fs::read(at).ok().filter(|_| small).and_then(|bytes| Inventory::of_package(&bytes))
    };
    if !out.extension().is_some_and(|end| end.eq_ignore_ascii_case("zip")) {
        let zip = out.with_extension("zip");
        return Err(Complaint::new(
            format!("包是 zip 压缩包，--output 的名字要以 .zip 结尾，例如 {}", zip.display()),
            format!("a package is a zip: the name for --output has to end in .zip, such as {}", zip.display()),
        ));
    }
    let there = read(out);
    if out.exists() && there.is_none() {
        let at = out.display();
        return Err(Complaint::new(
            format!("{at} 不是匠心打的包，没有动它。请用 --output 另起一个名字"),
            format!("{at} is no package of jiangxin and was left alone. Give another name with --output"),
        ));
    }
    match named {
        None => Ok(there),
        Some(at) if !at.is_file() => {
            let at = at.display();
            Err(Complaint::new(
                format!("没有 {at} 这个文件。请核对 --previous 后面的文件名；第一次打包不用写它"),
                format!("there is no file {at}. Check the name behind --previous; a first package needs none"),
            ))
        }
        Some(at) => read(at).map(Some).ok_or_else(|| {
            let at = at.display();
            Complaint::new(format!("{at} 不是匠心打的包，比不了"), format!("{at} is no package of jiangxin, so nothing can be compared with it"))
        }),
    }
}

/// Every file of the site, and whether placeholder content is among it; `None` where findings forbid it, which are reported.
pub(super) fn made(opened: &mut Opened, with_sample: bool, desk: &Desk) -> Result<Option<Whole>, Complaint> {
    let sample = opened.findings.iter().any(|f| f.code == Code::SampleContent);
    weigh(opened, with_sample);
    let mut findings: Vec<Diagnostic> = std::mem::take(&mut opened.findings);
    findings.extend(Darkroom::new(&desk.root).develop(opened.press.plan.pictures(), |_, _| ()));
    findings.extend(Darkroom::new(&desk.root).draw(opened.press.plan.slips(), |_, _| ()));
    let files = if has_errors(&findings) { BTreeMap::new() } else { all(&opened.press, &mut findings, desk)? };
    desk.report(&findings, &opened.texts, Severity::Warning);
    if has_errors(&findings) {
        return Ok(None);
    }
    Ok(Some((files, sample)))
}

/// As `check --release` weighs them: what people have accepted is left out, placeholder content is an error unless it is wanted.
fn weigh(opened: &mut Opened, with_sample: bool) {
    let Opened { press, source, findings, .. } = opened;
    let text = |file: &str| source.texts.iter().find(|(path, _)| path.as_str() == file).map(|(_, decoded)| decoded.text.as_str());
    findings.extend(inspect(&press.site, source));
    let accepted = text(ACCEPTED).map_or_else(Accepted::default, |text| Accepted::read(text).into(findings));
    accepted.judge(findings, &ABROAD, text, press.site.edition.now.date());
    press.site.settings.weights.weigh(findings);
    for finding in findings.iter_mut().filter(|f| for_release(f.code) == Some(Severity::Error) && !with_sample) {
        finding.severity = Severity::Error;
    }
}

/// Makes every file in memory.
fn all(press: &Press, findings: &mut Vec<Diagnostic>, desk: &Desk) -> Result<BTreeMap<OutPath, Vec<u8>>, Complaint> {
    let taken = press.render(
        |_| false,
        |_, rendered| match rendered.made {
            Made::Bytes(bytes) => Ok(bytes.to_vec()),
            Made::Copy(from) => std::fs::read(from.on_disk(&desk.root)).map_err(|e| (from, e)),
            Made::Slip(slip) => Ok(Darkroom::new(&desk.root).slip(&slip).unwrap_or_default()),
            Made::Picture(form) => Darkroom::new(&desk.root).picture(&form).map_err(|spoilt| (form.from.clone(), spoilt.into())),
        },
    );
    let files = taken.map_err(|(from, e)| {
        let why = reason(&e);
        Complaint::new(format!("文件 {from} 读不出来：{}", why.0), format!("{from} cannot be read: {}", why.1))
    })?;
    Ok(files.into(findings))
}

fn say(out: &Path, package: &Package, bytes: usize, gone: usize, desk: &Desk) {
    let (at, n) = (out.display(), package.files.len());
    let size = bytes.div_ceil(1024);
    println!("{}", desk.say(format!("已打包 {n} 个文件：{at}（{size} KB）"), format!("packed {n} files: {at} ({size} KB)")));
    if package.sample {
        println!("{}", desk.say("里面有示例内容，不得公开发布。", "It holds placeholder content and is not for the public."));
    }
    if gone > 0 {
        println!(
            "{}",
            desk.say(
                format!("和上一个包相比，有 {gone} 个文件不再需要，包里的 DELETE.txt 列出了它们。"),
                format!("files of the package before that are no longer needed: {gone}; DELETE.txt in it names them.")
            )
        );
    }
    if package.purpose == Purpose::Server && package.base_url.is_none() {
        println!(
            "{}",
            desk.say(
                "还没有写网址（base_url）：站点地图、订阅和 404 页按网站根目录做。",
                "No address (base_url) yet: sitemap, feeds and the 404 page assume the server's root."
            )
        );
    }
}
