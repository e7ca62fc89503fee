use super::form::Form;
use super::line::Part;
use crate::diag::{Code, Diagnostic};
use crate::markup::writer::Writer;
use crate::markup::{HoleKind, Place};
use crate::text::Span;

impl Writer<'_> {
    /// Somebody: from the profile that is named, or from fields of its own.
    pub(super) fn person(&mut self, form: &Form<'_>, fence: Span) {
        self.put("<div class=\"component component-person\">\n");
        match (form.one("profile"), form.one("name")) {
            (Some(profile), _) => {
                self.filled(HoleKind::Person { dest: profile.text.to_owned() }, profile);
                for name in ["name", "role", "employer", "photo"] {
                    self.found.extend(form.one(name).map(from_profile));
                    self.around(LINE, form.field(name), "</p>\n");
                }
            }
            (None, name) => {
                if name.is_none() && !form.fields.is_empty() {
                    self.found.push(nobody(fence));
                }
                self.own_person(form, name);
            }
        }
        self.around("<p class=\"component-person-text\">", form.field("text"), "</p>\n");
        self.stray(form);
        self.put("</div>\n");
    }

    fn own_person(&mut self, form: &Form<'_>, name: Option<Part<'_>>) {
        if let Some(photo) = form.one("photo") {
            let alt = name.map_or_else(String::new, |n| n.text.to_owned());
            self.put(PORTRAIT);
            self.filled(HoleKind::Picture { dest: photo.text.to_owned(), alt, title: String::new(), place: Place::Portrait }, photo);
            self.put("</div>\n");
        }
        self.around(NAME, form.field("name"), "</p>\n");
        for field in ["role", "employer"] {
            self.around(LINE, form.field(field), "</p>\n");
        }
    }
}

const PORTRAIT: &str = "<div class=\"component-person-portrait\">";
const NAME: &str = "<p class=\"component-person-name\">";
const LINE: &str = "<p class=\"component-person-line\">";

/// Somebody as a component shows them: a portrait, a name and lines, each of them a piece of HTML; empty ones are left out.
pub fn person_html(portrait: &str, name: &str, lines: &[String]) -> String {
    let portrait = if portrait.is_empty() { String::new() } else { format!("{PORTRAIT}{portrait}</div>\n") };
    let lines: String = lines.iter().filter(|line| !line.is_empty()).map(|line| format!("{LINE}{line}</p>\n")).collect();
    format!("{portrait}{NAME}{name}</p>\n{lines}")
}

fn from_profile(part: Part<'_>) -> Diagnostic {
    Diagnostic::new(Code::ComponentField, "写了“人物”，这一行就不用写了", "the profile says this already").at(part.span()).help(
        "姓名、身份、单位和照片都从那篇人物文档里取；请删去这一行，或删去“人物：”那一行",
        "name, role, employer and photo come from the profile: delete this line, or the line that names the profile",
    )
}

fn nobody(fence: Span) -> Diagnostic {
    Diagnostic::new(Code::ComponentField, "人物缺少“人物”或“姓名”", "a person without profile or name")
        .at(fence)
        .help("请加一行“人物：”和先进人物文档的路径，或一行“姓名：”", "add a line “profile:” with the path of a profile, or a line “name:”")
}
