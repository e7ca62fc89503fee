use std::collections::{HashMap, HashSet};

use super::byline::byline;
use super::refusal::Refusal;
use super::story::{Block, Cell, Paragraph, Picture, Role, Run, Story, Table, Text};
use crate::date::Moment;
use crate::diag::{Checked, Code, Diagnostic};
use crate::text::is_cjk;
use crate::xml::{self, Element, Node};

/// Elements of a page that text and its marks are made of; all others go, their text stays.
const KEPT: [&str; 37] = [
    "title",
    "meta",
    "article",
    "main",
    "section",
    "div",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "table",
    "tbody",
    "thead",
    "tr",
    "td",
    "th",
    "a",
    "b",
    "strong",
    "em",
    "i",
    "img",
    "br",
    "blockquote",
    "nav",
    "header",
    "footer",
    "aside",
    "center",
    "figure",
    "figcaption",
];
/// Names of classes and ids under which pages keep what is not the text, and how such names begin.
const AROUND: [&str; 6] = ["head", "foot", "side", "crumb", "banner", "login"];
const AROUND_BEGINS: [&str; 10] = ["nav", "menu", "footer", "header", "sidebar", "breadcrumb", "share", "comment", "related", "copyright"];

/// Whether a text is a web page, whatever its name.
pub(super) fn is_page(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(200).collect::<String>().to_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html") || (start.starts_with("<?xml") && start.contains("<html"))
}

/// Takes the text out of a page that was saved from the web: title, day, source, paragraphs, tables, pictures that lie beside it.
///
/// # Errors
/// [`Refusal::TooLarge`] for a page that is nested beyond reason.
pub(super) fn read(text: &str, beside: &dyn Fn(&str) -> Option<Vec<u8>>) -> Result<Checked<Story>, Refusal> {
    let attributes: HashMap<&str, HashSet<&str>> = HashMap::from([
        ("meta", HashSet::from(["name", "content", "property"])),
        ("a", HashSet::from(["href"])),
        ("img", HashSet::from(["src", "alt"])),
        ("td", HashSet::from(["rowspan", "colspan"])),
        ("th", HashSet::from(["rowspan", "colspan"])),
    ]);
    let mut cleaner = ammonia::Builder::empty();
    cleaner
        .tags(KEPT.into_iter().collect())
        .clean_content_tags(["script", "style", "noscript", "template", "iframe", "select", "button", "form"].into_iter().collect())
        .generic_attributes(["class", "id"].into_iter().collect())
        .tag_attributes(attributes)
        .url_relative(ammonia::UrlRelative::PassThrough)
        .url_schemes(["http", "https", "mailto", "tel"].into_iter().collect())
        .link_rel(None);
    let root = xml::read(&cleaner.clean(text).to_string(), false)?;
    let mut reader = Page { beside, story: Story::default(), linked: 0, open: Paragraph::default() };
    reader.about(&root);
    let text = container(&root);
    reader.blocks(text, &Dress::default());
    reader.close(Role::Body);
    reader.byline();
    let mut findings = Vec::new();
    if reader.linked > 0 {
        let n = reader.linked;
        findings.push(
            Diagnostic::new(
                Code::LeftOut,
                format!("有 {n} 张图片不在网页旁边，没有导入"),
                format!("Not imported: {n} pictures that do not lie beside the page"),
            )
            .help(
                "在浏览器里用“网页，全部”保存一次再导入，或把图片另存到文档的文件夹，再写进正文",
                "Save the page as “complete” in the browser and import it again, or save the pictures into the document's folder and write them into the text",
            ),
        );
    }
    Ok(Checked::new(reader.story, findings))
}

/// Follows the part that holds nearly all words, down to where they part; an `article` on the way is the text.
fn container(root: &Element) -> &Element {
    let (mut at, mut article) = (root, None);
    while let Some(next) = at.elements().filter(|e| !is_around(e)).max_by_key(|e| weight(e)) {
        let inner_block = next.elements().any(|e| matches!(e.name.as_str(), "p" | "div" | "section" | "article" | "table" | "td" | "tr" | "tbody" | "br"));
        if weight(next) * 10 < weight(at) * 7 || !inner_block || matches!(next.name.as_str(), "p" | "ul" | "ol") {
            break;
        }
        at = next;
        if at.name == "article" {
            article = Some(at);
        }
    }
    article.unwrap_or(at)
}

/// Characters outside links; parts around the text count nothing.
fn weight(element: &Element) -> usize {
    if is_around(element) || element.name == "a" || matches!(element.name.as_str(), "title" | "meta") {
        return 0;
    }
    let own = |node: &Node| match node {
        Node::Text(text) => text.chars().filter(|c| !c.is_whitespace()).count(),
        Node::Element(inner) => weight(inner),
    };
    element.children.iter().map(own).sum()
}

fn is_around(element: &Element) -> bool {
    let named = |n: &str| {
        element.get(n).is_some_and(|v| v.to_lowercase().split([' ', '-', '_']).any(|w| AROUND.contains(&w) || AROUND_BEGINS.iter().any(|a| w.starts_with(a))))
    };
    matches!(element.name.as_str(), "nav" | "header" | "footer" | "aside") || named("class") || named("id")
}

/// The words of elements that hold no other block.
fn leaves(element: &Element, out: &mut Vec<String>) {
    let is_block =
        |e: &Element| matches!(e.name.as_str(), "p" | "div" | "section" | "article" | "main" | "table" | "tbody" | "tr" | "td" | "ul" | "li" | "center");
    for inner in element.elements().filter(|e| is_block(e) && !is_around(e)) {
        if inner.elements().any(is_block) {
            leaves(inner, out);
        } else {
            out.push(collapse(&inner.text()).trim().to_owned());
        }
    }
}

#[derive(Debug, Default, Clone)]
struct Dress {
    bold: bool,
    italic: bool,
    link: Option<String>,
}

struct Page<'a> {
    beside: &'a dyn Fn(&str) -> Option<Vec<u8>>,
    story: Story,
    linked: usize,
    open: Paragraph,
}

impl Page<'_> {
    /// What the page says of itself: the meta tags of government sites, its heading, its title.
    fn about(&mut self, root: &Element) {
        let mut metas = Vec::new();
        root.all_below("meta", &mut metas);
        let meta = |names: &[&str]| {
            let of = |m: &&&Element| m.get("name").or(m.get("property")).is_some_and(|n| names.iter().any(|w| n.eq_ignore_ascii_case(w)));
            metas.iter().find(of).and_then(|m| m.get("content")).map(|c| c.trim().to_owned()).filter(|c| !c.is_empty())
        };
        let heading = root.below("h1").map(|h| collapse(&h.text()).trim().to_owned()).filter(|t| !t.is_empty());
        let title = root.below("title").map(|t| collapse(&t.text())).and_then(|t| t.split(['_', '|']).next().map(|t| t.trim().to_owned()));
        self.story.title = meta(&["ArticleTitle", "og:title"]).or(heading).or(title).filter(|t| !t.is_empty());
        self.story.source = meta(&["ContentSource", "source"]);
        self.story.author = meta(&["Author"]);
        self.story.date = meta(&["PubDate", "article:published_time"]).and_then(|d| Moment::parse(d.get(..10).unwrap_or(&d))).map(|m| m.day);
        // The line under the title often stands outside the part that holds the text.
        let mut lines = Vec::new();
        leaves(root, &mut lines);
        let about = lines.iter().filter_map(|line| byline(line)).find(|b| b.source.is_some() || b.author.is_some()).unwrap_or_default();
        self.story.source = self.story.source.take().or(about.source);
        self.story.author = self.story.author.take().or(about.author);
        self.story.date = self.story.date.or(about.date);
    }

    fn blocks(&mut self, parent: &Element, dress: &Dress) {
        for node in &parent.children {
            match node {
                Node::Text(text) => self.words(text, dress),
                Node::Element(e) if is_around(e) => {}
                Node::Element(e) => self.element(e, dress),
            }
        }
    }

    fn element(&mut self, e: &Element, dress: &Dress) {
        match e.name.as_str() {
            "title" | "meta" => {}
            "br" => self.open.runs.push(Run::Break),
            "b" | "strong" => self.blocks(e, &Dress { bold: true, ..dress.clone() }),
            "em" | "i" => self.blocks(e, &Dress { italic: true, ..dress.clone() }),
            "a" => self.blocks(e, &Dress { link: e.get("href").filter(|h| h.contains(':')).map(str::to_owned), ..dress.clone() }),
            "img" => self.picture(e),
            "table" if is_layout(e) => self.block(e, Role::Body, dress),
            "table" => {
                self.close(Role::Body);
                let table = self.table(e);
                self.story.blocks.extend(table.map(Block::Table));
            }
            "li" => self.block(e, Role::Item(0), dress),
            "blockquote" => self.block(e, Role::Quote, dress),
            "h1" => self.block(e, Role::Heading(1), dress),
            "h2" => self.block(e, Role::Heading(1), dress),
            "h3" => self.block(e, Role::Heading(2), dress),
            "h4" | "h5" | "h6" => self.block(e, Role::Heading(3), dress),
            _ => self.block(e, Role::Body, dress),
        }
    }

    fn block(&mut self, e: &Element, role: Role, dress: &Dress) {
        self.close(Role::Body);
        self.blocks(e, dress);
        self.close(role);
    }

    fn close(&mut self, role: Role) {
        let open = std::mem::take(&mut self.open);
        // Two line ends are a new paragraph, in the habit of old pages.
        let mut rest = open.runs.as_slice();
        while let Some(at) = rest.windows(2).position(|w| w == [Run::Break, Run::Break]) {
            self.keep(&rest[..at], role);
            rest = &rest[at + 2..];
        }
        self.keep(rest, role);
    }

    fn keep(&mut self, runs: &[Run], role: Role) {
        let paragraph = Paragraph { role, runs: runs.to_vec(), ..Paragraph::default() };
        if !paragraph.is_empty() {
            self.story.blocks.push(Block::Paragraph(paragraph));
        }
    }

    fn words(&mut self, text: &str, dress: &Dress) {
        let text = collapse(text);
        let is_nothing = text.is_empty() || (text == " " && self.open.runs.is_empty());
        if !is_nothing {
            self.open.runs.push(Run::Text(Text { text, bold: dress.bold, italic: dress.italic, link: dress.link.clone() }));
        }
    }

    fn picture(&mut self, e: &Element) {
        let Some(src) = e.get("src").filter(|s| !s.is_empty()) else { return };
        let name = percent_encoding::percent_decode_str(src.split(['?', '#']).next().unwrap_or(src)).decode_utf8_lossy().into_owned();
        let Some(bytes) = (!src.contains("://")).then(|| (self.beside)(name.trim_start_matches("./"))).flatten() else {
            self.linked += 1;
            return;
        };
        let ending = name.rsplit_once('.').map(|(_, e)| e.to_lowercase()).filter(|e| matches!(e.as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp"));
        let Some(ending) = ending else {
            self.linked += 1;
            return;
        };
        let at = self.story.pictures.len();
        self.story.pictures.push(Picture { name: format!("picture-{}.{ending}", at + 1), bytes, alt: e.get("alt").unwrap_or("").trim().to_owned() });
        self.open.runs.push(Run::Picture(at));
    }

    fn table(&mut self, e: &Element) -> Option<Table> {
        let mut rows = Vec::new();
        e.all_below("tr", &mut rows);
        let number = |c: &Element, n: &str| c.get(n).and_then(|v| v.parse().ok()).unwrap_or(1_usize).clamp(1, 200);
        let mut table = Table { rows: Vec::new(), ruled: true };
        for row in rows {
            let cells = row.elements().filter(|c| matches!(c.name.as_str(), "td" | "th"));
            let cell = |c: &Element| {
                let mut inner = Page { beside: self.beside, story: Story::default(), linked: 0, open: Paragraph::default() };
                inner.blocks(c, &Dress::default());
                inner.close(Role::Body);
                let paragraphs = inner.story.blocks.into_iter().filter_map(|b| if let Block::Paragraph(p) = b { Some(p) } else { None });
                let words = |p: Paragraph| Paragraph { runs: p.runs.into_iter().filter(|r| !matches!(r, Run::Picture(_))).collect(), ..p };
                Cell { paragraphs: paragraphs.map(words).collect(), across: number(c, "colspan"), down: number(c, "rowspan") }
            };
            table.rows.push(cells.map(cell).collect());
        }
        table.rows.iter().flatten().any(|c| !c.text().is_empty()).then_some(table)
    }

    /// The line of source, author and day under the title, and the title itself, leave the text.
    fn byline(&mut self) {
        let title = self.story.title.clone().unwrap_or_default();
        let bare = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let text = |b: &Block| if let Block::Paragraph(p) = b { p.text() } else { String::new() };
        if self.story.blocks.first().is_some_and(|b| !title.is_empty() && bare(&text(b)) == bare(&title)) {
            self.story.blocks.remove(0);
        }
        while let Some(found) = self.story.blocks.first().and_then(|b| byline(&text(b))) {
            self.story.blocks.remove(0);
            self.story.source = self.story.source.take().or(found.source);
            self.story.author = self.story.author.take().or(found.author);
            self.story.date = self.story.date.or(found.date);
        }
    }
}

/// A table that only places text: one cell a row, or one that holds paragraphs of an article.
fn is_layout(table: &Element) -> bool {
    let mut rows = Vec::new();
    table.all_below("tr", &mut rows);
    let cells = |r: &&Element| r.elements().filter(|c| matches!(c.name.as_str(), "td" | "th")).count();
    rows.iter().all(|r| cells(r) <= 1) || table.elements().any(|e| e.below("table").is_some())
}

/// Blanks and line ends as a browser shows them, none between Han characters.
fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if matches!(c, ' ' | '\n' | '\r' | '\t') {
            gap = true;
            continue;
        }
        if std::mem::take(&mut gap) && !(out.chars().next_back().is_some_and(is_cjk) && is_cjk(c)) {
            out.push(' ');
        }
        out.push(c);
    }
    if gap {
        out.push(' ');
    }
    out
}
