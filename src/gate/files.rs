use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic};
use crate::path::SitePath;
use crate::site::Site;
use crate::source::Source;

/// A picture that takes longer than it is worth on a phone's network.
const HEAVY: u64 = 2 * 1024 * 1024;

/// Files of the site: names that other systems cannot hold, pictures that are too large, people named in what nobody sees.
pub(super) fn check(site: &Site, source: &Source, out: &mut Vec<Diagnostic>) {
    names(source, out);
    for file in site.files.values() {
        let Some(asset) = source.assets.get(file) else { continue };
        // Pages ask for smaller copies of other pictures.
        let whole = asset.raster.as_ref().is_none_or(|r| r.moving) || file.as_str().starts_with("content/static/");
        if asset.picture.is_some() && whole && asset.len > HEAVY {
            let size = format!("{:.1}", asset.len as f64 / 1024.0 / 1024.0);
            out.push(
                Diagnostic::new(Code::HeavyPicture, format!("图片有 {size} MB，手机上打开很慢"), format!("the picture is {size} MB, slow on a phone"))
                    .in_file(file.shared())
                    .help("另存为宽 2000 像素以内的 JPG，一般不到 1 MB", "save it as a JPG of at most 2000 pixels across, usually less than 1 MB"),
            );
        }
        // Pictures of pixels are published without their properties.
        if !asset.people.is_empty() && asset.raster.is_none() {
            let people = asset.people.join("、");
            out.push(
                Diagnostic::new(
                    Code::FileAuthor,
                    format!("文件属性里写着人名或单位：{people}"),
                    format!("the file's properties name: {}", asset.people.join(", ")),
                )
                .in_file(file.shared())
                .help(
                    "不想公开就去掉：Windows 里右键文件→属性→详细信息→删除属性和个人信息；PDF 重新导出",
                    "to keep them private: in Windows, right-click the file, Properties, Details, Remove Properties and Personal Information; export a PDF anew",
                ),
            );
        }
    }
}

fn names(source: &Source, out: &mut Vec<Diagnostic>) {
    let mut folded: BTreeMap<String, &SitePath> = BTreeMap::new();
    for path in source.names().chain(source.assets.keys()) {
        if let Some((zh, en)) = path.as_str().split('/').find_map(unportable) {
            out.push(
                Diagnostic::new(Code::UnportableName, format!("文件名换个系统就用不了：{zh}"), format!("a name that other systems cannot hold: {en}"))
                    .in_file(path.shared())
                    .help("改名；只用汉字、字母、数字和 - _", "rename it; use letters, digits, - and _ alone"),
            );
        }
        let key = path.as_str().to_lowercase();
        match folded.get(key.as_str()) {
            Some(first) if *first != path => out.push(
                Diagnostic::new(
                    Code::UnportableName,
                    format!("文件名与 {first} 只有大小写不同，在 Windows 上是同一个文件"),
                    format!("the name differs from {first} in case alone: on Windows they are one file"),
                )
                .in_file(path.shared())
                .help("改其中一个的名字", "rename one of them"),
            ),
            Some(_) => {}
            None => drop(folded.insert(key, path)),
        }
    }
}

/// Why Windows or macOS would refuse or change a name (Microsoft, "Naming Files, Paths, and Namespaces"; HFS+ decomposes).
fn unportable(name: &str) -> Option<(String, String)> {
    let stem = name.split('.').next().unwrap_or("").trim_end().to_ascii_lowercase();
    let numbered = |p: &str| stem.strip_prefix(p).is_some_and(|n| matches!(n.as_bytes(), [b'1'..=b'9']));
    if matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt") {
        return Some((format!("Windows 保留了“{stem}”这个名字"), format!("Windows keeps the name “{stem}”")));
    }
    if name.ends_with(['.', ' ']) || name.starts_with(' ') {
        return Some(("名字的首尾有空格或句点".to_owned(), "a blank or full stop at its edge".to_owned()));
    }
    if let Some(c) = name.chars().find(|c| "<>\"|?*".contains(*c)) {
        return Some((format!("Windows 的文件名不能有 {c}"), format!("Windows has no {c} in names")));
    }
    let combining = |c: char| matches!(c, '\u{300}'..='\u{36F}' | '\u{3099}' | '\u{309A}' | '\u{1100}'..='\u{11FF}');
    if name.chars().any(combining) {
        return Some(("名字里有拆开的字符（NFD），多半来自苹果电脑".to_owned(), "it holds decomposed characters (NFD), probably from a Mac".to_owned()));
    }
    (name.len() > 200).then(|| ("名字太长".to_owned(), "it is too long".to_owned()))
}
