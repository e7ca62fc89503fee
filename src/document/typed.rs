use super::{Common, Document, FeatureFields, Kind, NewsFields, NoticeFields, PageFields, ProfileFields, Sort, schema, slug};
use crate::diag::{Checked, Code, Diagnostic};
use crate::fields::{Reader, Spanned, Value};

/// The fields of one kind.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub enum Own {
    /// A notice's.
    Notice(NoticeFields),
    /// A feature's.
    Feature(FeatureFields),
    /// A profile's.
    Profile(ProfileFields),
    /// News's.
    News(NewsFields),
    /// A plain page's.
    Page(PageFields),
}

impl Own {
    /// The same wherever it stands in the file.
    pub fn unplaced(self) -> Self {
        match self {
            Self::Profile(own) => Self::Profile(ProfileFields { portrait: own.portrait.map(Spanned::unplaced), ..own }),
            Self::News(own) => Self::News(own.unplaced()),
            other => other,
        }
    }
}

/// A document's fields with their types.
#[derive(Debug, Clone, PartialEq)]
pub struct Typed {
    /// Those of every kind.
    pub common: Common,
    /// Those of its kind.
    pub own: Own,
}

/// The fields of a section's `_index.md` (栏目).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SectionFields {
    /// Title; the folder's name where the field is missing, which is a finding.
    pub title: String,
    /// Order among the sections: smaller first.
    pub order: Option<i64>,
    /// Kind of its documents; `None` is the folder's own ([`Kind::of_folder`]).
    pub kind: Option<Kind>,
    /// Summary.
    pub summary: Option<String>,
    /// Cover picture, relative to the file.
    pub cover: Option<Spanned<String>>,
    /// How its documents follow one another.
    pub sort: Sort,
    /// Whether it stands in the main menu.
    pub menu: bool,
    /// Kept unpublished, with its documents.
    pub draft: bool,
}

/// Gives a document's fields the types of `kind`. Findings: wrong-type, bad-value, missing-field, unknown-field.
///
/// A title may be missing in a notice or profile, on the home page, and where the body begins with a `#` heading.
pub fn fields(kind: Kind, document: &Document) -> Checked<Typed> {
    let mut reader = Reader::new(&document.fields, document.path.shared());
    let common = Common::read(&mut reader);
    let own = match kind {
        Kind::Notice => Own::Notice(NoticeFields::read(&mut reader)),
        Kind::Feature => Own::Feature(FeatureFields::read(&mut reader)),
        Kind::Profile => Own::Profile(ProfileFields::read(&mut reader)),
        Kind::News => Own::News(NewsFields::read(&mut reader)),
        Kind::Page => Own::Page(PageFields::read(&mut reader)),
    };
    // A profile without a title has the person's name for one.
    let titled = matches!(kind, Kind::Notice | Kind::Profile) || document.is_home() || begins_with_heading(document.body());
    let is_wrong = document.fields.get("title").is_some_and(|e| !matches!(e.value, Value::Text(_) | Value::Nothing));
    if !titled && common.title.is_none() && !is_wrong {
        reader.missing("title");
    }
    check_slug(document, &common, &mut reader);
    Checked::new(Typed { common, own }, reader.finish(&schema::known(kind)))
}

/// Gives the fields of an `_index.md` their types.
pub fn section_fields(document: &Document) -> Checked<SectionFields> {
    let mut reader = Reader::new(&document.fields, document.path.shared());
    let title = reader.required_text("title").map(|t| t.value);
    let fields = SectionFields {
        title: title.unwrap_or_else(|| document.section.rsplit('/').next().unwrap_or("").to_owned()),
        order: reader.integer("order"),
        kind: section_kind(&mut reader),
        summary: reader.text("summary"),
        cover: reader.text_at("cover"),
        sort: sort(&mut reader),
        menu: reader.flag("menu").unwrap_or(true),
        draft: reader.flag("draft").unwrap_or(false),
    };
    Checked::new(fields, reader.finish(schema::SECTION))
}

fn sort(reader: &mut Reader<'_>) -> Sort {
    let Some(text) = reader.text_at("sort") else { return Sort::default() };
    let found = Sort::ALL.into_iter().find(|(_, name)| *name == text.value);
    if found.is_none() {
        reader.bad_at(
            text.span,
            text.file,
            (format!("没有“{}”这种排法", text.value), format!("There is no order “{}”", text.value)),
            (
                "可用的排法：date（日期，不写即是）、strokes（姓氏笔画）、pinyin（姓名拼音）、written（weight 和文件名）".to_owned(),
                "the orders are date (if absent), strokes (of the surname), pinyin and written (by weight and file name)".to_owned(),
            ),
        );
    }
    found.map(|(sort, _)| sort).unwrap_or_default()
}

fn section_kind(reader: &mut Reader<'_>) -> Option<Kind> {
    let text = reader.text_at("kind")?;
    let kind = Kind::from_name(&text.value);
    if kind.is_none() {
        reader.bad_at(
            text.span,
            text.file,
            (format!("没有“{}”这种类型", text.value), format!("There is no kind “{}”", text.value)),
            (
                "可用的类型：notice（公文）、feature（专稿）、profile（人物）、news（动态）、page（页面）".to_owned(),
                "the kinds are notice, feature, profile, news and page".to_owned(),
            ),
        );
    }
    kind
}

/// Whether the first line that says anything is an ATX heading of level 1 (CommonMark 4.2).
fn begins_with_heading(body: &str) -> bool {
    let first = body.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("");
    first.strip_prefix('#').is_some_and(|rest| rest.starts_with([' ', '\t']) && !rest.trim().is_empty())
}

fn check_slug(document: &Document, common: &Common, reader: &mut Reader<'_>) {
    if document.is_home() {
        return;
    }
    let written = common.slug.as_ref().map_or(document.slug.as_str(), |s| &s.value);
    let Some((zh, en)) = slug::fault(written, &document.section, &document.languages) else { return };
    match &common.slug {
        Some(slug) => reader.bad_at(
            slug.span,
            slug.file.clone(),
            (format!("网址名“{written}”{zh}"), format!("The slug “{written}” {en}")),
            (
                "换一个名字，用字母、数字、汉字和连字符，例如 slug = \"laomo-jingshen\"".to_owned(),
                "choose another name of letters, digits and hyphens: slug = \"model-workers\"".to_owned(),
            ),
        ),
        None => reader.absorb(vec![
            Diagnostic::new(
                Code::BadValue,
                format!("文件名“{written}”{zh}，不能作网址"),
                format!("The file's name “{written}” {en} and cannot be its address"),
            )
            .in_file(document.path.shared())
            .help("请给文件改名，或在文件头另写一个 slug", "rename the file, or give it a slug in its front matter"),
        ]),
    }
}
