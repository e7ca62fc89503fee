use jiff::civil::Date;

use super::fill::Blanks;
use super::slug::{clean, slug as slug_of};
use crate::path::SitePath;

/// The kinds that `new` makes.
pub const KINDS: &[&str] = &["notice", "feature", "profile", "news", "page"];

/// Fields of all kinds.
const SHARED: &str = include_str!("documents/shared.toml");

/// A new document of a kind in [`KINDS`]: a draft with every field of the kind, those to fill in later commented out.
///
/// Kinds with pictures get a folder of their own. A slug that is no clean path part is made one; `None` for an unknown kind.
pub fn document(kind: &str, title: &str, slug: &str, today: Date) -> Option<(SitePath, String)> {
    let slug = clean(slug).unwrap_or_else(|| slug_of(title, today));
    let (path, text) = match kind {
        "notice" => (format!("content/notices/{slug}.md"), include_str!("documents/notice.md")),
        "feature" => (format!("content/features/{slug}/index.md"), include_str!("documents/feature.md")),
        "profile" => (format!("content/profiles/{slug}/index.md"), include_str!("documents/profile.md")),
        "news" => (format!("content/news/{slug}/index.md"), include_str!("documents/news.md")),
        "page" => (format!("content/{slug}.md"), include_str!("documents/page.md")),
        _ => return None,
    };
    let text = text.replace("{{shared}}", SHARED);
    Some((SitePath::new(&path)?, Blanks::new(title, &slug, today).fill(&text)))
}
