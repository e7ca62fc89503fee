use serde_json::{Map, Value, json};

use crate::config::SCHEMAS as SETTINGS;
use crate::document::{Kind, SCHEMAS as FIELDS};
use crate::fields::{Field, Schema, Shape};

/// What a JSON Schema describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Described {
    /// `content/site.toml`.
    Site,
    /// The fields of a kind of document.
    Fields(Kind),
    /// The fields of a section's own page.
    Section,
    /// What `export json` gives.
    Document,
}

impl Described {
    /// Everything that has a schema.
    pub const ALL: [Self; 8] = [
        Self::Site,
        Self::Fields(Kind::Notice),
        Self::Fields(Kind::Feature),
        Self::Fields(Kind::Profile),
        Self::Fields(Kind::News),
        Self::Fields(Kind::Page),
        Self::Section,
        Self::Document,
    ];

    /// Its name on the command line and in file names.
    pub fn name(self) -> &'static str {
        match self {
            Self::Site => "site",
            Self::Fields(kind) => kind.name(),
            Self::Section => "section",
            Self::Document => "document",
        }
    }
}

/// The JSON Schema (2020-12), made from the tables that also check and document the fields.
pub fn schema(of: Described) -> Value {
    let (title, mut body) = match of {
        Described::Site => ("content/site.toml".to_owned(), object(&[table(SETTINGS, "site")])),
        Described::Fields(kind) => (format!("jiangxin {}", kind.name()), object(&[table(FIELDS, "all"), table(FIELDS, kind.name())])),
        Described::Section => ("jiangxin _index.md".to_owned(), object(&[table(FIELDS, "section")])),
        Described::Document => return serde_json::from_str(include_str!("document.schema.json")).unwrap_or(Value::Null),
    };
    if let Some(map) = body.as_object_mut() {
        let mut whole = Map::new();
        whole.insert("$schema".to_owned(), "https://json-schema.org/draft/2020-12/schema".into());
        whole.insert("title".to_owned(), title.into());
        whole.append(map);
        return Value::Object(whole);
    }
    body
}

fn table(of: &'static [Schema], name: &str) -> &'static [Field] {
    of.iter().find(|s| s.name == name).map_or(&[], |s| s.fields)
}

/// A table of these fields and no others.
fn object(tables: &[&'static [Field]]) -> Value {
    let fields = || tables.iter().flat_map(|t| t.iter());
    let properties: Map<String, Value> = fields().map(|f| (f.key.to_owned(), property(f))).collect();
    let required: Vec<&str> = fields().filter(|f| f.en.ends_with("(required)")).map(|f| f.key).collect();
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

fn property(field: &Field) -> Value {
    let mut value = nested(field).unwrap_or_else(|| shaped(field.shape));
    if let Some(map) = value.as_object_mut() {
        map.insert("description".to_owned(), format!("{} / {}", field.zh, field.en).into());
    }
    value
}

fn shaped(shape: Shape) -> Value {
    let text = json!({ "type": "string" });
    match shape {
        Shape::Text => text,
        Shape::Worded => json!({ "anyOf": [text, { "type": "object", "additionalProperties": { "type": "string" } }] }),
        Shape::Texts | Shape::Items => json!({ "anyOf": [text, { "type": "array", "items": { "type": "string" } }] }),
        Shape::Date => json!({ "type": "string" }),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Integer => json!({ "type": "integer" }),
        Shape::Table => json!({ "type": "object", "additionalProperties": { "type": "string" } }),
        Shape::Tables => json!({ "type": "array", "items": { "type": "object" } }),
    }
}

/// Fields that hold tables of their own.
fn nested(field: &Field) -> Option<Value> {
    let listed = |name: &str| {
        let item = json!({ "anyOf": [{ "type": "string" }, object(&[table(FIELDS, name)])] });
        json!({ "anyOf": [{ "type": "string" }, { "type": "array", "items": item }] })
    };
    Some(match (field.key, field.shape) {
        ("honours", Shape::Tables) => json!({ "type": "array", "items": object(&[table(FIELDS, "honours")]) }),
        ("corrections", Shape::Tables) => json!({ "type": "array", "items": object(&[table(FIELDS, "corrections")]) }),
        ("gallery", Shape::Items) => listed("gallery"),
        ("files", Shape::Items) => listed("files"),
        ("video", Shape::Table) => json!({ "anyOf": [{ "type": "string" }, object(&[table(FIELDS, "video")])] }),
        ("languages", Shape::Table) => json!({ "type": "object", "additionalProperties": object(&[table(SETTINGS, "languages")]) }),
        ("menu", Shape::Tables) => json!({ "type": "array", "items": object(&[table(SETTINGS, "menu")]) }),
        ("footer", Shape::Table) => object(&[table(SETTINGS, "footer")]),
        ("mark", Shape::Table) => object(&[table(SETTINGS, "mark")]),
        _ => return None,
    })
}
