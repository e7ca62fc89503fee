use std::collections::HashMap;

use crate::import::archive::Archive;
use crate::import::refusal::Refusal;
use crate::xml::{Element, parse};

/// Bytes of one part of XML; the text of a long report is below two.
const XML: u64 = 64 << 20;

/// Where a relation leads (ECMA-376 part 2, 9.3).
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Relation {
    /// The last word of its type: `image`, `hyperlink`, `header`.
    pub kind: String,
    /// A part's name, or an address.
    pub target: String,
    pub external: bool,
}

/// The relations of one part, by id.
pub(super) type Relations = HashMap<String, Relation>;

/// The name of the main part, by the package's relations; the usual name where they are lost.
///
/// # Errors
/// [`Refusal::NoDocument`] where the archive holds no Word text.
pub(super) fn main_part(archive: &mut Archive) -> Result<String, Refusal> {
    let named = relations(archive, "")?.into_values().find(|r| r.kind == "officeDocument" && !r.external).map(|r| r.target);
    let usual = "word/document.xml".to_owned();
    let name = named.filter(|n| archive.has(n)).unwrap_or(usual);
    if archive.has(&name) { Ok(name) } else { Err(Refusal::NoDocument) }
}

/// A part of XML, by its name; `None` where there is none.
///
/// # Errors
/// As [`parse`], and the archive's.
pub(super) fn part(archive: &mut Archive, name: &str) -> Result<Option<Element>, Refusal> {
    Ok(archive.part(name, XML)?.map(|bytes| parse(&bytes)).transpose()?)
}

/// The relations of a part; none where there is no list of them.
///
/// # Errors
/// As [`part`].
pub(super) fn relations(archive: &mut Archive, of: &str) -> Result<Relations, Refusal> {
    let (folder, name) = of.rsplit_once('/').unwrap_or(("", of));
    let list = if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
    let Some(root) = part(archive, &list)? else { return Ok(Relations::new()) };
    let mut found = Vec::new();
    root.all_below("Relationship", &mut found);
    let one = |e: &Element| {
        let external = e.get("TargetMode") == Some("External");
        let target = e.get("Target")?;
        let target = if external { target.to_owned() } else { resolve(folder, target) };
        let kind = e.get("Type")?.rsplit('/').next()?.to_owned();
        Some((e.get("Id")?.to_owned(), Relation { kind, target, external }))
    };
    Ok(found.into_iter().filter_map(one).collect())
}

/// A part's name from a folder of the package; `..` never leads out, for a name is only looked up.
fn resolve(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            other => parts.push(other),
        }
    }
    parts.retain(|p| !p.is_empty());
    parts.join("/")
}
