use super::body::Body;
use crate::import::refusal::Refusal;
use crate::import::story::Picture;
use crate::xml::Element;

/// Bytes of one picture.
const PICTURE: u64 = 64 << 20;

/// Which of the forms a program offers is read: the first, which newer programs show, where it holds anything; else the last.
pub(super) fn chosen(alternate: &Element) -> Option<&Element> {
    let holds = |e: &&Element| ["txbxContent", "blip", "imagedata", "t", "p", "chart", "relIds"].iter().any(|name| e.below(name).is_some());
    alternate.elements().find(|e| e.name == "Choice" && holds(e)).or_else(|| alternate.child("Fallback"))
}

/// The pictures of a drawing, of the older form (VML) and of an embedded object, as indices of the story's pictures.
///
/// # Errors
/// The archive's.
pub(super) fn pictures(body: &mut Body, drawing: &Element) -> Result<Vec<usize>, Refusal> {
    let (mut blips, mut older, mut found) = (Vec::new(), Vec::new(), Vec::new());
    outside_boxes(drawing, "blip", &mut blips);
    outside_boxes(drawing, "imagedata", &mut older);
    let about = drawing.below("docPr").or_else(|| drawing.below("shape"));
    let alt = about.and_then(|p| p.get("descr").or(p.get("alt"))).unwrap_or("").trim().to_owned();
    for (id, linked) in blips.iter().map(|b| (b.get("embed"), b.get("link"))).chain(older.iter().map(|i| (i.get("id"), i.get("href")))) {
        match id.filter(|id| !id.is_empty()) {
            Some(id) => found.extend(picture(body, id, &alt)?),
            None => body.left.linked += usize::from(linked.is_some()),
        }
    }
    if ["chart", "relIds"].iter().any(|name| drawing.below(name).is_some()) || (drawing.below("OLEObject").is_some() && found.is_empty()) {
        body.left.objects += 1;
    }
    Ok(found)
}

/// As [`Element::all_below`], but not inside text boxes, whose pictures are read with them.
fn outside_boxes<'a>(element: &'a Element, name: &str, found: &mut Vec<&'a Element>) {
    for inner in element.elements().filter(|e| e.name != "txbxContent") {
        if inner.name == name {
            found.push(inner);
        } else {
            outside_boxes(inner, name, found);
        }
    }
}

fn picture(body: &mut Body, id: &str, alt: &str) -> Result<Option<usize>, Refusal> {
    let Some(relation) = body.relations.get(id) else { return Ok(None) };
    if relation.external {
        body.left.linked += 1;
        return Ok(None);
    }
    if let Some(at) = body.pictures.iter().position(|name| *name == relation.target) {
        return Ok(Some(at));
    }
    let Some(bytes) = body.archive.part(&relation.target, PICTURE)? else { return Ok(None) };
    let Some(ending) = ending(&bytes) else {
        let kind = relation.target.rsplit_once('.').map_or("", |(_, e)| e).to_uppercase();
        body.left.pictures.push(kind);
        return Ok(None);
    };
    let at = body.pictures.len();
    body.pictures.push(relation.target.clone());
    body.story.pictures.push(Picture { name: format!("picture-{}.{ending}", at + 1), bytes, alt: alt.to_owned() });
    Ok(Some(at))
}

/// The ending of a picture that browsers show, by its first bytes: names in Word files are not always right.
fn ending(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Some("png"),
        [0xFF, 0xD8, 0xFF, ..] => Some("jpg"),
        [b'G', b'I', b'F', b'8', ..] => Some("gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("webp"),
        _ => None,
    }
}
