use crate::date::Moment;
use crate::fields::{Reader, Shape, Spanned, Value};

/// Fields of a notice (公文). Each overrules what is read from the text; a translation gives its own wording with them.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct NoticeFields {
    /// 发文机关标志.
    pub issuer_mark: Option<String>,
    /// 发文机关.
    pub issuer: Option<String>,
    /// 发文字号.
    pub number: Option<String>,
    /// 份号.
    pub copy_number: Option<String>,
    /// 紧急程度.
    pub urgency: Option<String>,
    /// 签发人.
    pub signer: Vec<String>,
    /// 主送机关, without the colon.
    pub addressees: Option<String>,
    /// 发文机关署名.
    pub signature: Vec<String>,
    /// 成文日期.
    pub signed_on: Option<Moment>,
    /// 附注, without brackets.
    pub annotation: Option<String>,
    /// 抄送机关.
    pub cc: Vec<String>,
    /// 印发机关.
    pub print_organ: Option<String>,
    /// 印发日期.
    pub print_date: Option<Moment>,
}

/// Fields of a feature (专稿).
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct FeatureFields {
    /// The line above the title (肩题).
    pub kicker: Option<String>,
    /// People the text is about.
    pub people: Vec<String>,
    /// The series that it belongs to.
    pub series: Option<String>,
}

/// One honour (荣誉) of a person.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Honour {
    /// The year.
    pub year: Option<i64>,
    /// What it is called.
    pub title: String,
    /// Who granted it.
    pub grantor: Option<String>,
}

/// Fields of a profile (人物).
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct ProfileFields {
    /// The person's name; empty only where the field is missing, which is a finding.
    pub name: String,
    /// Trade (工种).
    pub trade: Option<String>,
    /// Employer (单位).
    pub employer: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Honours, in the order of the file.
    pub honours: Vec<Honour>,
    /// Picture file, relative to the document.
    pub portrait: Option<Spanned<String>>,
    /// A sentence of theirs.
    pub quote: Option<String>,
    /// The batch in which they were named.
    pub batch: Option<String>,
}

/// One picture of a gallery (图集).
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct GalleryItem {
    /// Picture file, relative to the document.
    pub src: Spanned<String>,
    /// Caption.
    pub caption: Option<String>,
    /// Alternative text.
    pub alt: Option<String>,
}

/// A film (视频).
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Video {
    /// Film file, relative to the document.
    pub src: Spanned<String>,
    /// Picture shown before it plays.
    pub poster: Option<Spanned<String>>,
    /// Its title.
    pub title: Option<String>,
}

/// Fields of news (动态).
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct NewsFields {
    /// Where it happened.
    pub place: Option<String>,
    /// Who held it (主办单位).
    pub organiser: Option<String>,
    /// When it happened.
    pub happened_on: Option<Moment>,
    /// Pictures.
    pub gallery: Vec<GalleryItem>,
    /// A film.
    pub video: Option<Video>,
}

impl NewsFields {
    /// The same wherever it stands in the file.
    pub(super) fn unplaced(self) -> Self {
        let video = self.video.map(|video| Video { src: video.src.unplaced(), poster: video.poster.map(Spanned::unplaced), ..video });
        let gallery = self.gallery.into_iter().map(|item| GalleryItem { src: item.src.unplaced(), ..item });
        Self { gallery: gallery.collect(), video, ..self }
    }
}

/// Fields of a plain page.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct PageFields {
    /// Whether it stands in the main menu.
    pub menu: bool,
}

impl NoticeFields {
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            issuer_mark: reader.text("issuer_mark"),
            issuer: reader.text("issuer"),
            number: reader.text("number"),
            copy_number: reader.text("copy_number"),
            urgency: reader.text("urgency"),
            signer: reader.list_of_text("signer"),
            addressees: reader.text("addressees"),
            signature: reader.list_of_text("signature"),
            signed_on: reader.date("signed_on"),
            annotation: reader.text("annotation"),
            cc: reader.list_of_text("cc"),
            print_organ: reader.text("print_organ"),
            print_date: reader.date("print_date"),
        }
    }
}

impl FeatureFields {
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        Self { kicker: reader.text("kicker"), people: reader.list_of_text("people"), series: reader.text("series") }
    }
}

impl ProfileFields {
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            name: reader.required_text("name").map(|n| n.value).unwrap_or_default(),
            trade: reader.text("trade"),
            employer: reader.text("employer"),
            city: reader.text("city"),
            honours: honours(reader),
            portrait: reader.text_at("portrait"),
            quote: reader.text("quote"),
            batch: reader.text("batch"),
        }
    }
}

fn honours(reader: &mut Reader<'_>) -> Vec<Honour> {
    let mut honours = Vec::new();
    for (table, span) in reader.tables("honours") {
        let mut inner = reader.inner(table, span, "honours");
        let title = inner.required_text("title").map(|t| t.value);
        let (year, grantor) = (inner.integer("year"), inner.text("grantor"));
        reader.absorb(inner.finish(super::schema::HONOUR));
        honours.extend(title.map(|title| Honour { year, title, grantor }));
    }
    honours
}

impl NewsFields {
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            place: reader.text("place"),
            organiser: reader.text("organiser"),
            happened_on: reader.date("happened_on"),
            gallery: gallery(reader),
            video: video(reader),
        }
    }
}

fn gallery(reader: &mut Reader<'_>) -> Vec<GalleryItem> {
    let mut pictures = Vec::new();
    let file = reader.file_of("gallery");
    for (value, span) in reader.items("gallery", Shape::Items) {
        match value {
            Value::Text(src) => {
                pictures.push(GalleryItem { src: Spanned { value: src.trim().to_owned(), span, file: file.clone() }, caption: None, alt: None })
            }
            Value::Table(table) => {
                let mut inner = reader.inner(table, span, "gallery");
                let (src, caption, alt) = (inner.required_text("src"), inner.text("caption"), inner.text("alt"));
                reader.absorb(inner.finish(super::schema::PICTURE));
                pictures.extend(src.map(|src| GalleryItem { src, caption, alt }));
            }
            other => reader.wrong_item("gallery", other, Shape::Text, span),
        }
    }
    pictures
}

fn video(reader: &mut Reader<'_>) -> Option<Video> {
    let entry = reader.entry("video")?;
    match &entry.value {
        Value::Text(src) => (!src.trim().is_empty()).then(|| Video { src: entry.spanned(src.trim().to_owned()), poster: None, title: None }),
        Value::Table(table) => {
            let mut inner = reader.inner(table, entry.span, "video");
            let (src, poster, title) = (inner.required_text("src"), inner.text_at("poster"), inner.text("title"));
            reader.absorb(inner.finish(super::schema::VIDEO));
            src.map(|src| Video { src, poster, title })
        }
        other => {
            reader.wrong("video", other, Shape::Text, entry.span, &entry.file);
            None
        }
    }
}

impl PageFields {
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        Self { menu: reader.flag("menu").unwrap_or(false) }
    }
}
