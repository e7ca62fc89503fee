use std::collections::{BTreeMap, BTreeSet};

use super::{Page, Target};
use crate::diag::{Code, Diagnostic};
use crate::document::Own;
use crate::fields::Spanned;
use crate::markup::HoleKind;
use crate::path::{OutPath, SitePath};
use crate::picture::has_forms;
use crate::source::{Asset, PictureFault, Source};

/// Every file that is published at its own place: what shown documents refer to, and `content/static/`. Pictures that are
/// only shown, and that other sizes are made of, are not.
pub(super) fn published(pages: &[Page], source: &Source, findings: &mut Vec<Diagnostic>) -> BTreeMap<OutPath, SitePath> {
    let mut wanted: BTreeSet<SitePath> = source.assets.keys().filter(|p| p.as_str().starts_with("content/static/")).cloned().collect();
    let mut shown = BTreeSet::new();
    for page in pages.iter().filter(|p| p.shown && p.derived.is_none()) {
        for (file, is_shown) in linked(page).chain(named_in_fields(page, source, findings)) {
            if is_shown {
                shown.insert(file)
            } else {
                wanted.insert(file)
            };
        }
    }
    for file in wanted.union(&shown) {
        look(file, source, findings);
    }
    wanted.extend(shown.into_iter().filter(|file| source.assets.get(file).is_some_and(|asset| !has_forms(asset))));
    wanted.into_iter().filter_map(|file| Some((OutPath::new(published_at(&file))?, file))).collect()
}

/// The files that a text names, and whether it shows them.
fn linked(page: &Page) -> impl Iterator<Item = (SitePath, bool)> {
    page.holes().iter().zip(page.targets.iter()).filter_map(|(hole, target)| match target {
        Target::File(file) => Some((file.clone(), matches!(hole.kind, HoleKind::Picture { .. }))),
        _ => None,
    })
}

/// Where a file is published: its place under `content/`, without `static/`.
pub fn published_at(file: &SitePath) -> &str {
    let inner = file.as_str().strip_prefix("content/").unwrap_or(file.as_str());
    inner.strip_prefix("static/").unwrap_or(inner)
}

/// The file that a field names, from the document's folder or, with a leading `/`, from `content/static/`.
pub fn file_of_field(page: &Page, name: &str, assets: &BTreeMap<SitePath, Asset>) -> Option<SitePath> {
    let file = match name.strip_prefix('/') {
        Some(rest) => SitePath::new(&format!("content/static/{rest}")),
        None => page.document.path.join(name),
    };
    file.filter(|f| assets.contains_key(f))
}

/// The files that fields name, and whether the page shows them.
fn named_in_fields(page: &Page, source: &Source, findings: &mut Vec<Diagnostic>) -> Vec<(SitePath, bool)> {
    let pictures: Vec<&Spanned<String>> = page.common.cover.iter().chain(pictures(&page.own)).collect();
    let downloads: Vec<&Spanned<String>> = match &page.own {
        Own::News(news) => news.video.iter().map(|v| &v.src).collect(),
        _ => Vec::new(),
    };
    let named = pictures.into_iter().map(|p| (p, Code::MissingPicture)).chain(downloads.into_iter().map(|d| (d, Code::MissingFile)));
    let listed = page.common.files.iter().map(|f| (f.path.as_str(), f.file.clone(), f.span, Code::MissingFile));
    let all = named.map(|(n, code)| (n.value.as_str(), n.file.clone(), n.span, code)).chain(listed);
    let mut found = Vec::new();
    for (name, file, span, code) in all {
        match file_of_field(page, name, &source.assets) {
            Some(path) => found.push((path, code == Code::MissingPicture)),
            None => findings.push(missing(page, name, code).in_file(file).at(span)),
        }
    }
    found
}

fn pictures(own: &Own) -> Vec<&Spanned<String>> {
    match own {
        Own::Profile(profile) => profile.portrait.iter().collect(),
        Own::News(news) => news.gallery.iter().map(|g| &g.src).chain(news.video.iter().filter_map(|v| v.poster.as_ref())).collect(),
        Own::Notice(_) | Own::Feature(_) | Own::Page(_) => Vec::new(),
    }
}

fn missing(page: &Page, name: &str, code: Code) -> Diagnostic {
    let folder = page.document.path.folder();
    Diagnostic::new(code, format!("找不到文件“{name}”"), format!("there is no file “{name}”")).help(
        format!("它应在 {folder}/ 里；公用文件放 content/static/，写成 /文件名"),
        format!("it belongs in {folder}/; shared files go to content/static/ and are written /name"),
    )
}

fn look(file: &SitePath, source: &Source, findings: &mut Vec<Diagnostic>) {
    let Some(asset) = source.assets.get(file) else { return };
    match &asset.picture {
        Some(Err(PictureFault::Broken)) => findings.push(
            Diagnostic::new(
                Code::BrokenPicture,
                "图片读不出来，文件可能已损坏，或扩展名与内容不符",
                "the picture cannot be read: it is damaged, or its name says another format",
            )
            .in_file(file.shared())
            .help("请用看图软件打开它，另存为 JPG 或 PNG", "open it in a picture program and save it as JPG or PNG"),
        ),
        Some(Err(PictureFault::Unsized)) => findings.push(
            Diagnostic::new(Code::BrokenPicture, "SVG 图片没有写出尺寸", "the SVG names no size")
                .in_file(file.shared())
                .help("请给 <svg> 加上 width、height 或 viewBox", "give <svg> a width and a height, or a viewBox"),
        ),
        Some(Err(PictureFault::Huge)) => findings.push(
            Diagnostic::new(
                Code::BrokenPicture,
                "图片超过一亿像素，读者的手机打不开",
                "the picture has more than 100 million pixels, too many for a reader's phone",
            )
            .in_file(file.shared())
            .help("请用看图软件把它缩小（宽 2000 像素就够），另存后再用", "make it smaller in a picture program; 2000 pixels across are enough"),
        ),
        Some(Ok(_)) | None => {}
    }
    if let Some(what) = &asset.active {
        findings.push(
            Diagnostic::new(
                Code::ActivePicture,
                format!("SVG 含有脚本或外部内容：{what}"),
                format!("the SVG holds a program or something from another site: {what}"),
            )
            .in_file(file.shared())
            .help(
                "请在绘图软件里另存为“纯 SVG”（Inkscape：普通 SVG），或导出为 PNG 再用",
                "save it as plain SVG in a drawing program (Inkscape: Plain SVG), or export it as PNG",
            ),
        );
    }
    findings.extend(telling(asset).map(|finding| finding.in_file(file.shared())));
}

/// What a file tells that should not be published, or that only its original still does.
fn telling(asset: &Asset) -> Option<Diagnostic> {
    if asset.tells {
        let finding = Diagnostic::new(
            Code::TellingPicture,
            "这种格式的照片里带有拍摄信息，程序去不掉",
            "a photo of this format tells of its making, and that cannot be taken out here",
        );
        return Some(finding.help("请用看图软件打开它，另存为 JPG 再用", "open it in a picture program, save it as JPG and use that"));
    }
    if !asset.position {
        return None;
    }
    if asset.picture.is_none() {
        let finding =
            Diagnostic::new(Code::TellingFilm, "视频里带有拍摄地点，程序去不掉", "the film tells where it was taken, and that cannot be taken out here");
        return Some(finding.help(
            "请用剪辑软件重新导出一次（不带位置信息）；或运行 ffmpeg -i 原片.mp4 -map_metadata -1 -c copy 新片.mp4",
            "export it again without its location; or run ffmpeg -i old.mp4 -map_metadata -1 -c copy new.mp4",
        ));
    }
    if asset.raster.is_none() {
        let finding = Diagnostic::new(
            Code::TellingPicture,
            "图里带有拍摄地点的经纬度，程序去不掉",
            "the picture carries the place where it was taken, and that cannot be taken out here",
        );
        return Some(finding.help(
            "嵌在 SVG 里的照片请先另存一次去掉位置信息，再重新导出；或把整张图导出为 PNG",
            "save the photo inside the SVG again without its position and export anew; or export all of it as PNG",
        ));
    }
    let finding = Diagnostic::new(
        Code::PicturePosition,
        "照片里带有拍摄地点的经纬度；发布的图片里已经去掉，原照片里还有",
        "the photo carries the place where it was taken; the published picture does not, the original still does",
    );
    Some(finding.help(
        "原照片请不要另外发给别人；要去掉：Windows 里右键图片→属性→详细信息→删除属性和个人信息",
        "do not hand the original on; to remove it: in Windows, right-click the picture, Properties, Details, Remove Properties and Personal Information",
    ))
}
