use jiff::civil::Date;

use super::fill::Blanks;
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
    fixed.chain(documents).filter_map(|(path, text)| Some((SitePath::new(&path)?, blanks.fill(text)))).collect()
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
