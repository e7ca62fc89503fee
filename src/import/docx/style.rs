use std::collections::HashMap;

use crate::import::story::Role;
use crate::xml::Element;

/// How many styles may rest on one another.
const CHAIN: usize = 20;

/// What a paragraph style says that a page needs.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Style {
    pub role: Role,
    /// A line of a table of contents.
    pub contents: bool,
    pub centred: Option<bool>,
    /// Half-points; 0 where it says nothing.
    pub size: u32,
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    /// Number list and level.
    pub number: Option<(String, u8)>,
}

/// The styles of a document by id, each with what it rests on.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The paragraph style of paragraphs that name none.
    default: Style,
}

impl Styles {
    /// Reads `styles.xml`.
    pub fn read(root: Option<&Element>) -> Self {
        let Some(list) = root.and_then(|r| r.child("styles")) else { return Self::default() };
        let raw: HashMap<&str, &Element> = list.elements().filter(|e| e.name == "style").filter_map(|e| Some((e.get("styleId")?, e))).collect();
        let ground = list.child("docDefaults").and_then(|d| d.child("rPrDefault")).and_then(|d| d.child("rPr")).map_or(0, size);
        let styles: HashMap<String, Style> = raw.keys().map(|id| ((*id).to_owned(), resolve(id, &raw, ground))).collect();
        let default = list.elements().find(|e| e.get("type") == Some("paragraph") && matches!(e.get("default"), Some("1" | "true")));
        let default = default.and_then(|e| styles.get(e.get("styleId")?)).cloned().unwrap_or(Style { size: ground, ..Style::default() });
        Self { styles, default }
    }

    /// The style of that id; a paragraph's default for none or an unknown one.
    pub fn paragraph(&self, id: Option<&str>) -> &Style {
        id.and_then(|id| self.styles.get(id)).unwrap_or(&self.default)
    }

    /// The character style of that id.
    pub fn character(&self, id: &str) -> Option<&Style> {
        self.styles.get(id)
    }
}

fn resolve(id: &str, raw: &HashMap<&str, &Element>, ground: u32) -> Style {
    let mut chain = Vec::new();
    let mut next = Some(id);
    while let Some(element) = next.and_then(|id| raw.get(id)).filter(|_| chain.len() < CHAIN) {
        chain.push(*element);
        next = element.value("basedOn");
    }
    let mut style = Style { size: ground, ..Style::default() };
    for element in chain.into_iter().rev() {
        lay(element, &mut style);
    }
    style
}

/// What one style says, over what it rests on.
fn lay(element: &Element, style: &mut Style) {
    let name = element.value("name").unwrap_or("").to_lowercase();
    let digit = |prefix: &str| name.strip_prefix(prefix).and_then(|rest| rest.trim().parse::<u8>().ok()).filter(|n| (1..=9).contains(n));
    if let Some(level) = digit("heading").or(digit("标题")) {
        style.role = Role::Heading(level);
    } else if matches!(name.as_str(), "title" | "标题" | "文档标题") {
        style.role = Role::Title;
    } else if name.contains("quote") || name == "引用" {
        style.role = Role::Quote;
    } else if name.starts_with("toc ") || name.starts_with("contents ") || name.starts_with("目录") {
        style.contents = true;
    }
    if let Some(paragraph) = element.child("pPr") {
        if let Some(level) = paragraph.value("outlineLvl").and_then(|v| v.parse::<u8>().ok()).filter(|n| *n < 9)
            && style.role == Role::Body
        {
            style.role = Role::Heading(level + 1);
        }
        style.centred = centred(paragraph).or(style.centred);
        style.number = number(paragraph, style.number.as_ref()).or(style.number.take());
    }
    if let Some(run) = element.child("rPr") {
        style.size = Some(size(run)).filter(|s| *s > 0).unwrap_or(style.size);
        style.bold = run.switch("b").or(style.bold);
        style.italic = run.switch("i").or(style.italic);
    }
}

/// Half-points, 0 where none are given.
pub(super) fn size(run: &Element) -> u32 {
    run.value("sz").and_then(|v| v.parse().ok()).unwrap_or(0)
}

/// Whether the paragraph says that it is centred.
pub(super) fn centred(paragraph: &Element) -> Option<bool> {
    paragraph.value("jc").map(|v| v == "center")
}

/// The number list and level that a paragraph names; either may come from its style. The list `0` means none.
pub(super) fn number(paragraph: &Element, style: Option<&(String, u8)>) -> Option<(String, u8)> {
    let own = paragraph.child("numPr")?;
    let list = own.value("numId").map(str::to_owned).or_else(|| style.map(|s| s.0.clone()))?;
    let level = own.value("ilvl").and_then(|v| v.parse().ok()).or(style.map(|s| s.1)).unwrap_or(0);
    Some((list, level))
}
