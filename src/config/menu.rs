use super::{Worded, schema};
use crate::diag::{Code, Diagnostic};
use crate::fields::Reader;
use crate::lang::Lang;
use crate::text::Span;

/// Where a menu entry leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A page of the site, from its root, without a leading `/`: `notices/`; empty for the home page.
    Path(String),
    /// Another site.
    Url(String),
}

/// One entry of the main menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuEntry {
    /// The text shown.
    pub title: Worded,
    /// Where it leads.
    pub target: Target,
    /// Where it is written in `site.toml`.
    pub span: Span,
}

/// The entries of `[[menu]]`; those without a title or target are findings and left out.
pub(super) fn read(reader: &mut Reader<'_>, languages: &[Lang]) -> Vec<MenuEntry> {
    let mut menu = Vec::new();
    for (table, span) in reader.tables("menu") {
        let mut inner = reader.inner(table, span, "menu");
        let title = Worded::read(&mut inner, "title", languages);
        if title.is_empty() && table.get("title").is_none() {
            inner.missing("title");
        }
        let path = inner.text_at("path");
        let url = inner.text_at("url");
        let empty_path = table.get("path").is_some() && path.is_none();
        let target = match (path, url) {
            (Some(path), None) if crate::path::Url::page(&path.value).is_some() => {
                Some((Target::Path(path.value.trim_start_matches('/').to_owned()), path.span))
            }
            (Some(path), None) => {
                inner.bad_at(
                    path.span,
                    path.file,
                    (format!("“{}”不是站内路径", path.value), format!("“{}” is no path in the site", path.value)),
                    (
                        "从站点根目录写起，例如 path = \"notices/\"；站外网址写 url".to_owned(),
                        "write it from the site's root: path = \"notices/\"; another site goes into url".to_owned(),
                    ),
                );
                None
            }
            (None, Some(url)) if is_web(&url.value) => Some((Target::Url(url.value), url.span)),
            (None, Some(url)) => {
                inner.bad_at(
                    url.span,
                    url.file,
                    (format!("“{}”不是完整的网址", url.value), format!("“{}” is no whole address", url.value)),
                    (
                        "网址以 https:// 或 http:// 开头；站内页面写 path".to_owned(),
                        "an address begins with https:// or http://; a page of this site goes into path".to_owned(),
                    ),
                );
                None
            }
            (None, None) if empty_path => Some((Target::Path(String::new()), span)),
            _ => {
                inner.absorb(vec![one_target(reader.file_of("menu"), span)]);
                None
            }
        };
        reader.absorb(inner.finish(schema::MENU));
        if let Some((target, at)) = target
            && !title.is_empty()
        {
            menu.push(MenuEntry { title, target, span: at });
        }
    }
    menu
}

/// An absolute http(s) address.
pub(super) fn is_web(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|r| !r.is_empty() && !r.contains(['"', '<', '>', ' ', '\u{3000}']))
}

fn one_target(file: std::sync::Arc<str>, span: Span) -> Diagnostic {
    Diagnostic::new(Code::BadValue, "菜单的一项要有 path 或 url，而且只能有一个", "A menu entry needs either a path or a url").in_file(file).at(span).help(
        "站内页面写 path = \"notices/\"，站外网址写 url = \"https://…\"",
        "write path = \"notices/\" for a page of this site, url = \"https://…\" for another",
    )
}
