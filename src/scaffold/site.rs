use jiff::civil::Date;

use super::fill::Blanks;
use super::schema::{Described, schema};
use crate::path::SitePath;

/// A new campaign site of that title: every file with its text. It builds at once; all it tells is marked as a sample.
pub fn site(title: &str, today: Date) -> Vec<(SitePath, String)> {
    let blanks = Blanks::new(title, "", today);
    let (year, stamp) = (blanks.year(), blanks.stamp());
    let documents = [
        (format!("content/notices/slf-{year}-1.md"), include_str!("site/notices/notice.md")),
        (format!("content/notices/slf-{year}-1.toml"), include_str!("site/notices/notice.toml")),
        (format!("content/features/{stamp}-bjszdzh/index.md"), include_str!("site/features/feature.md")),
        (format!("content/profiles/{stamp}-slgj/index.md"), include_str!("site/profiles/profile.md")),
        (format!("content/news/{stamp}-qdh/index.md"), include_str!("site/news/news.md")),
    ];
    let fixed = FIXED.iter().map(|(path, text)| ((*path).to_owned(), *text));
    let mut files: Vec<(SitePath, String)> = fixed.chain(documents).filter_map(|(path, text)| Some((SitePath::new(&path)?, blanks.fill(text)))).collect();
    files.extend(for_editors());
    files
}

/// JSON Schemas, and which files they describe: editors that know TOML complete and check fields by them.
fn for_editors() -> Vec<(SitePath, String)> {
    let described = Described::ALL.into_iter().filter(|d| !matches!(d, Described::Document));
    let mut files: Vec<(SitePath, String)> =
        described.map(|d| (SitePath::of_parts(["schemas", &format!("{}.schema.json", d.name())]), format!("{:#}\n", schema(d)))).collect();
    let rule = |include: &str, name: &str| format!("\n[[rule]]\ninclude = [\"{include}\"]\n\n[rule.schema]\npath = \"schemas/{name}.schema.json\"\n");
    let folders = [("notices", "notice"), ("features", "feature"), ("profiles", "profile"), ("news", "news")];
    let rules: String = folders.iter().map(|(folder, kind)| rule(&format!("content/{folder}/**/*.toml"), kind)).collect();
    let head = "# 给编辑器用：VS Code 的 Even Better TOML 等按 schemas/ 提示和检查字段。\n# For editors: Even Better TOML of VS Code and others complete and check fields by schemas/.\n";
    files.push((SitePath::of_parts([".taplo.toml"]), format!("{head}{}{rules}", rule("content/site.toml", "site"))));
    files
}

/// Files whose names do not depend on the day.
const FIXED: &[(&str, &str)] = &[
    (".gitignore", include_str!("site/gitignore")),
    ("README.md", include_str!("site/README.md")),
    ("content/site.toml", include_str!("site/site.toml")),
    ("content/index.md", include_str!("site/index.md")),
    ("content/about.md", include_str!("site/about.md")),
    ("content/notices/_index.md", include_str!("site/notices/_index.md")),
    ("content/features/_index.md", include_str!("site/features/_index.md")),
    ("content/profiles/_index.md", include_str!("site/profiles/_index.md")),
    ("content/news/_index.md", include_str!("site/news/_index.md")),
];
