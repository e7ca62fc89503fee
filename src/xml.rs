//! XML (可扩展标记语言) read into a tree within bounds: no DTD, no entities of its own, no tower of elements.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, escape};

/// Elements inside one another; Word stays below fifty.
const DEPTH: usize = 200;
/// Elements and texts of one part.
const NODES: usize = 2_000_000;

/// Why a text is not read as XML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum XmlFault {
    /// It does not hold together.
    Broken,
    /// It is nested or long beyond any document.
    TooLarge,
    /// It has a DTD, or an entity that XML itself does not have.
    Entities,
}

/// An XML element. Names stand without their prefix: programs choose their own.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Element {
    /// Its local name.
    pub name: String,
    /// Local names and values.
    pub attributes: Vec<(String, String)>,
    /// What stands in it.
    pub children: Vec<Node>,
}

/// What stands in an element.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Text, joined.
    Text(String),
}

impl Element {
    /// The value of an attribute, whatever its prefix.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// Its elements in order.
    pub fn elements(&self) -> impl DoubleEndedIterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Its first child of that name.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|e| e.name == name)
    }

    /// The first one of that name anywhere below.
    pub fn below(&self, name: &str) -> Option<&Element> {
        self.elements().find_map(|e| if e.name == name { Some(e) } else { e.below(name) })
    }

    /// Every one of that name below, outermost first; what stands in a found one is not looked at.
    pub fn all_below<'a>(&'a self, name: &str, found: &mut Vec<&'a Element>) {
        for element in self.elements() {
            if element.name == name {
                found.push(element);
            } else {
                element.all_below(name, found);
            }
        }
    }

    /// All text below.
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.collect(&mut out);
        out
    }

    fn collect(&self, out: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(text) => out.push_str(text),
                Node::Element(element) => element.collect(out),
            }
        }
    }

    /// Whether a switch (`<w:b/>`, `<w:b w:val="0"/>`) is on; `None` where it is not there.
    pub fn switch(&self, name: &str) -> Option<bool> {
        self.child(name).map(|e| !matches!(e.get("val"), Some("0" | "false" | "off" | "none")))
    }

    /// The value of a child: `<w:jc w:val="center"/>`.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.get("val")
    }
}

/// Reads one part. UTF-8, or UTF-16 with its mark.
///
/// # Errors
/// [`XmlFault::Entities`] for a DTD or an entity that XML itself does not have, [`XmlFault::TooLarge`] for what is nested or long
/// beyond any document, [`XmlFault::Broken`] for everything else that is no XML.
pub fn parse(bytes: &[u8]) -> Result<Element, XmlFault> {
    let text = crate::decode::decode(bytes).map_err(|_| XmlFault::Broken)?.text;
    read(&text, true)
}

/// Reads a fragment that a program has made well-formed already, void elements of HTML aside.
///
/// # Errors
/// As [`parse`].
pub fn read(text: &str, is_xml: bool) -> Result<Element, XmlFault> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = is_xml;
    let mut open = vec![Element::default()];
    let mut nodes = 0;
    loop {
        let event = reader.read_event().map_err(|_| XmlFault::Broken)?;
        nodes += 1;
        if nodes > NODES || open.len() > DEPTH {
            return Err(XmlFault::TooLarge);
        }
        match event {
            Event::Start(start) => {
                let element = element(&start, is_xml)?;
                if is_xml || !VOID.contains(&element.name.as_str()) { open.push(element) } else { put(&mut open, Node::Element(element)) }
            }
            Event::Empty(start) => put(&mut open, Node::Element(element(&start, is_xml)?)),
            Event::End(_) => {
                let done = open.pop().filter(|_| !open.is_empty()).ok_or(XmlFault::Broken)?;
                put(&mut open, Node::Element(done));
            }
            Event::Text(text) => words(&mut open, &text.xml10_content()),
            Event::CData(data) => words(&mut open, &data.xml10_content()),
            Event::GeneralRef(name) => {
                let known = name.resolve_char_ref().map_err(|_| XmlFault::Broken)?.map(String::from).or_else(|| entity(&name, is_xml).map(str::to_owned));
                words(&mut open, &known.ok_or(XmlFault::Entities)?);
            }
            Event::DocType(_) => return Err(XmlFault::Entities),
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    match open.pop() {
        Some(root) if open.is_empty() => Ok(root),
        _ => Err(XmlFault::Broken),
    }
}

/// Elements of HTML that have no end.
const VOID: [&str; 13] = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

fn element(start: &BytesStart<'_>, is_xml: bool) -> Result<Element, XmlFault> {
    let mut element = Element { name: start.local_name().into_inner().to_owned(), ..Element::default() };
    // HTML has attributes without a value.
    let mut attributes = if is_xml { start.attributes() } else { start.html_attributes() };
    for attribute in attributes.with_checks(false) {
        let attribute = attribute.map_err(|_| XmlFault::Broken)?;
        let value = escape::unescape_with(&attribute.value, |name| entity(name, is_xml)).map_err(|_| XmlFault::Entities)?;
        element.attributes.push((attribute.key.local_name().into_inner().to_owned(), value.into_owned()));
    }
    Ok(element)
}

fn entity(name: &str, is_xml: bool) -> Option<&'static str> {
    match name {
        "nbsp" if !is_xml => Some("\u{a0}"),
        _ => escape::resolve_predefined_entity(name),
    }
}

fn put(open: &mut [Element], node: Node) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(node);
    }
}

/// Text in pieces is one text.
fn words(open: &mut [Element], text: &str) {
    match open.last_mut().and_then(|parent| parent.children.last_mut()) {
        Some(Node::Text(before)) => before.push_str(text),
        _ => put(open, Node::Text(text.to_owned())),
    }
}
