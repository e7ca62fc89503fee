use super::{PageKey, Role, Site};
use crate::config::Target;
use crate::diag::{Code, Diagnostic};
use crate::path::{SitePath, Url};
use crate::source::Source;

/// What a site owes its readers beside its links: menu entries that lead somewhere, sections with something in them,
/// a mark that exists, and no placeholder that passes for content.
pub(super) fn findings(site: &Site, source: &Source, findings: &mut Vec<Diagnostic>) {
    menu(site, findings);
    figures(site, findings);
    mark(site, source, findings);
    for section in &site.sections {
        if let Some((lang, &index)) = section.index.iter().find(|(lang, _)| !section.pages.contains_key(*lang) && !site.is_derived(lang)) {
            let words = Diagnostic::new(Code::EmptySection, format!("栏目还没有 {lang} 的文档"), format!("the section has no document in {lang} yet"));
            findings.push(words.in_file(site.pages[index].file()));
        }
    }
    findings.extend(site.written().filter(|(_, p)| p.common.sample).map(|(_, p)| {
        Diagnostic::new(Code::SampleContent, "这是示例内容，正式发布前请换成真实内容", "placeholder content: replace it before the site is released")
            .in_file(p.file())
    }));
}

fn menu(site: &Site, findings: &mut Vec<Diagnostic>) {
    for entry in &site.settings.menu {
        let Target::Path(path) = &entry.target else { continue };
        if site.find(path).is_none() {
            findings.push(
                Diagnostic::new(Code::DeadLink, format!("菜单里的“/{path}”没有着落"), format!("the menu's “/{path}” leads nowhere"))
                    .in_file("content/site.toml")
                    .at(entry.span)
                    .help(
                        "写栏目的地址（如 news/）、页面的地址（如 about/），或文档的文件名（如 about.md）",
                        "write a section (news/), a page (about/) or a document's file (about.md)",
                    ),
            );
        }
    }
}

fn figures(site: &Site, findings: &mut Vec<Diagnostic>) {
    for figure in &site.settings.figures {
        let Some(path) = figure.path.as_deref().filter(|path| site.find(path).is_none()) else { continue };
        findings.push(
            Diagnostic::new(Code::DeadLink, format!("数字的出处“{path}”没有着落"), format!("the figure's “{path}” leads nowhere"))
                .in_file("content/site.toml")
                .at(figure.span)
                .help("写文档的文件名（如 news/a.md）或页面的地址", "write a document's file (news/a.md) or a page's address"),
        );
    }
}

fn mark(site: &Site, source: &Source, findings: &mut Vec<Diagnostic>) {
    let Some(mark) = &site.settings.footer.mark else { return };
    let file = SitePath::new(&format!("content/static/{}", mark.src.value.trim_start_matches('/')));
    if !file.is_some_and(|f| source.assets.contains_key(&f)) {
        findings.push(
            Diagnostic::new(
                Code::MissingPicture,
                format!("找不到标识图片“{}”", mark.src.value),
                format!("there is no picture “{}” for the mark", mark.src.value),
            )
            .in_file(mark.src.file.clone())
            .at(mark.src.span)
            .help("请把图片放进 content/static/", "put the picture into content/static/"),
        );
    }
}

impl Site {
    /// The page that a path of the settings means: an address (`news/`) or a file (`notices/a.md`).
    pub fn find(&self, path: &str) -> Option<PageKey> {
        if path.ends_with(".md") {
            let file = SitePath::new(&format!("content/{}", path.trim_start_matches("@/").trim_start_matches('/')))?;
            let found = self.pages.iter().position(|p| p.shown && p.role == Role::Document && p.document.path == file);
            return found.map(PageKey::Document);
        }
        let url = Url::page(path)?;
        let listed = self.listings().into_iter().find(|key| self.url(key) == url);
        listed.or_else(|| self.pages.iter().position(|p| p.shown && p.role == Role::Document && p.url == url).map(PageKey::Document))
    }
}
