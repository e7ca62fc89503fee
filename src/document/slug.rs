use crate::lang::Lang;

/// Names that stand at the site's root already (design: the site's own addresses).
const AT_ROOT: &[&str] = &["tags", "coverage", "page", "assets", "static", "search", "index"];
/// Names that stand in every section already: its numbered pages.
const IN_SECTION: &[&str] = &["page", "index"];
/// Device names that Windows refuses as files, whatever follows the dot.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul"];

/// Why `slug` cannot stand in an address below `section` (empty at the root); Chinese and English.
pub(super) fn fault(slug: &str, section: &str, languages: &[Lang]) -> Option<(&'static str, &'static str)> {
    let lower = slug.to_lowercase();
    let stem = lower.split('.').next().unwrap_or("");
    let device =
        DEVICES.contains(&stem) || (stem.len() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")) && stem.ends_with(|c: char| c.is_ascii_digit()));
    let taken = if section.is_empty() { AT_ROOT } else { IN_SECTION };
    if slug.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|', '#', '%']) || slug.chars().any(char::is_control) {
        Some(("含有不能用于网址或文件名的符号", "has a sign that addresses or file names cannot have"))
    } else if slug.trim() != slug || slug.starts_with('.') || slug.ends_with('.') {
        Some(("首尾有空格或点", "begins or ends with a space or a dot"))
    } else if slug.len() > 180 {
        Some(("太长", "is too long"))
    } else if device {
        Some(("是 Windows 的设备名，不能作文件夹名", "is a device name of Windows, which cannot name a folder"))
    } else if taken.contains(&lower.as_str()) {
        Some(("是站点自己要用的网址", "is an address that the site itself uses"))
    } else if section.is_empty() && languages.iter().any(|l| l.folder() == lower) {
        Some(("是一种语言的文件夹", "is the folder of a language"))
    } else {
        None
    }
}
