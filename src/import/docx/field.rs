use crate::xml::Element;

/// Fields that are open at a place: their instruction, then what they show (ECMA-376 part 1, 17.16.18).
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
}

#[derive(Debug, Default)]
struct Field {
    code: String,
    /// Whether what follows is shown.
    shows: bool,
}

impl Fields {
    /// Takes `<w:fldChar>`.
    pub fn mark(&mut self, element: &Element) {
        match element.get("fldCharType") {
            Some("begin") => self.open.push(Field::default()),
            Some("separate") => {
                if let Some(field) = self.open.last_mut() {
                    field.shows = true;
                }
            }
            Some("end") => drop(self.open.pop()),
            _ => {}
        }
    }

    /// Takes `<w:instrText>`.
    pub fn code(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut() {
            field.code.push_str(text);
        }
    }

    /// Whether text at this place is shown.
    pub fn shows(&self) -> bool {
        self.open.iter().all(|f| f.shows && !is_contents(&f.code))
    }

    /// The address that text at this place leads to.
    pub fn link(&self) -> Option<String> {
        self.open.iter().rev().find_map(|f| link(&f.code))
    }
}

/// The address of `HYPERLINK "https://…"`; a link inside the document has none.
pub(super) fn link(code: &str) -> Option<String> {
    let rest = code.trim_start().strip_prefix("HYPERLINK")?.trim_start();
    let address = rest.strip_prefix('"')?.split('"').next()?;
    (!address.is_empty()).then(|| address.to_owned())
}

fn is_contents(code: &str) -> bool {
    code.trim_start().starts_with("TOC ")
}
