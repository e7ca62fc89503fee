use std::sync::Arc;

use serde::Serialize;

use super::{BilingualView, Card, DateText, EventView, FilterView, GlossaryLetter, NarrowedView, NoticeView, PageFrame, Pager, Picture};

/// The notice on the home page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NoticeCard {
    /// Title.
    pub title: String,
    /// From the site's root.
    pub path: String,
    /// 发文机关标志, or "".
    pub issuer_mark: String,
    /// 发文机关, or "".
    pub issuer: String,
    /// 发文字号, or "".
    pub number: String,
    /// Publishing date.
    pub date: Option<DateText>,
    /// 主送机关, or "".
    pub addressees: String,
    /// Entry points.
    pub sections: Vec<NoticeEntry>,
    /// How many points the notice has.
    pub points: usize,
}

/// A section of the notice as an entry point.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NoticeEntry {
    /// The anchor.
    pub id: String,
    /// 一、
    pub marker: String,
    /// The heading without its marker.
    pub title: String,
    /// From the site's root, anchor included.
    pub path: String,
    /// How many points stand in it.
    pub points: usize,
}

/// A section's newest documents on the home page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HomeList {
    /// The kind of its documents.
    pub kind: &'static str,
    /// The section's title.
    pub title: String,
    /// From the site's root.
    pub path: String,
    /// The newest first.
    pub cards: Vec<Arc<Card>>,
}

/// One tick of the coverage line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tick {
    /// From the site's root, anchor included.
    pub path: String,
    /// 2.4, for a place too narrow for words.
    pub short: String,
    /// 第二部分第四点.
    pub label: String,
    /// The point's first sentence.
    pub title: String,
    /// How many documents carry it out.
    pub count: usize,
}

/// Coverage in one line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CoverageLine {
    /// The coverage page.
    pub path: String,
    /// Points with at least one document.
    pub covered: usize,
    /// All points.
    pub total: usize,
    /// One for each point.
    pub ticks: Vec<Tick>,
}

/// A figure (数字) with where it comes from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FigureView {
    /// As printed.
    pub value: String,
    /// Its unit, or "".
    pub unit: String,
    /// What it counts.
    pub label: String,
    /// Who says so.
    pub source: String,
    /// The page that tells it.
    pub path: Option<String>,
}

/// The home page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HomeView {
    /// The lead text (html).
    pub lead: String,
    /// The newest notice.
    pub notice: Option<NoticeCard>,
    /// The other sections.
    pub lists: Vec<HomeList>,
    /// Coverage of all notices.
    pub coverage: Option<CoverageLine>,
    /// The campaign in its order of time.
    pub timeline: Vec<EventView>,
    /// The figures of the settings.
    pub figures: Vec<FigureView>,
}

/// A list of documents.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ListView {
    /// The kind of its documents.
    pub kind: &'static str,
    /// Its heading.
    pub title: String,
    /// Introduction (html).
    pub intro: String,
    /// The documents of this page.
    pub cards: Vec<Arc<Card>>,
    /// Numbered pages; `None` where one is enough.
    pub pager: Option<Pager>,
    /// By what it can be narrowed.
    pub filters: Vec<FilterView>,
    /// What it is narrowed to.
    pub narrowed: Option<NarrowedView>,
}

/// A tag in the list of tags.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Term {
    /// The tag.
    pub title: String,
    /// From the site's root.
    pub path: String,
    /// How many documents carry it.
    pub count: usize,
}

/// A feature.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct FeatureView {
    /// 引题, or "".
    pub kicker: String,
    /// Who it is about.
    pub people: Vec<String>,
    /// The series it belongs to.
    pub series: Option<SeriesView>,
}

/// A series of features.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SeriesView {
    /// Its name.
    pub title: String,
    /// Its features in order.
    pub items: Vec<SeriesItem>,
}

/// A feature in a series.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SeriesItem {
    /// Its title.
    pub title: String,
    /// From the site's root.
    pub path: String,
    /// Whether it is this page.
    pub current: bool,
}

/// An honour (荣誉).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HonourView {
    /// When; "" where unknown.
    pub year: String,
    /// What.
    pub title: String,
    /// By whom; "" where unknown.
    pub grantor: String,
}

/// A profile.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ProfileView {
    /// 姓名.
    pub name: String,
    /// 工种.
    pub trade: String,
    /// 单位.
    pub employer: String,
    /// 城市.
    pub city: String,
    /// 批次.
    pub batch: String,
    /// A sentence of their own.
    pub quote: String,
    /// Portrait.
    pub portrait: Option<Picture>,
    /// 荣誉.
    pub honours: Vec<HonourView>,
}

/// A video.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct VideoView {
    /// From the site's root.
    pub path: String,
    /// Media type.
    #[serde(rename = "type")]
    pub kind: String,
    /// What it is called, or "".
    pub title: String,
    /// A still.
    pub poster: Option<Picture>,
}

/// A news item.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct NewsView {
    /// Where.
    pub place: String,
    /// By whom.
    pub organiser: String,
    /// When.
    pub happened_on: Option<DateText>,
    /// Pictures.
    pub gallery: Vec<Picture>,
    /// A video.
    pub video: Option<VideoView>,
}

/// A row of the coverage page: one point.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CoverageRow {
    /// The point's anchor.
    pub id: String,
    /// 第四点.
    pub label: String,
    /// The point's first sentence.
    pub title: String,
    /// From the site's root, anchor included.
    pub path: String,
    /// What carries it out.
    pub documents: Vec<Arc<Card>>,
}

/// A section of a notice on the coverage page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CoverageSection {
    /// The section's anchor.
    pub id: String,
    /// 一、
    pub marker: String,
    /// The heading without its marker.
    pub title: String,
    /// From the site's root, anchor included.
    pub path: String,
    /// Its points.
    pub rows: Vec<CoverageRow>,
}

/// A notice on the coverage page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CoverageView {
    /// Title.
    pub title: String,
    /// 发文字号, or "".
    pub number: String,
    /// From the site's root.
    pub path: String,
    /// Points with at least one document.
    pub covered: usize,
    /// All points.
    pub total: usize,
    /// Its sections with points.
    pub sections: Vec<CoverageSection>,
}

/// The search page: where its index stands, and the plain list that stands there without scripts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SearchView {
    /// The folder of the index, from the site's root, with `/`.
    pub base: String,
    /// Its first script, from the site's root.
    pub table: String,
    /// Whether links name `…/index.html`.
    pub whole: bool,
    /// All documents by section.
    pub groups: Vec<SearchGroup>,
    /// The search pages of other languages.
    pub others: Vec<super::Link>,
}

/// The documents of a section.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SearchGroup {
    /// The section's title.
    pub title: String,
    /// Its list from the site's root; `None` for pages that stand in no section.
    pub path: Option<String>,
    /// How many documents it has.
    pub count: usize,
    /// By year, the newest first.
    pub years: Vec<SearchYear>,
}

/// The documents of a section in a year.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SearchYear {
    /// 2022; "" for documents without a date.
    pub year: String,
    /// How many there are.
    pub count: usize,
    /// The page of the section's list that the newest of them stands on; `None` without a section.
    pub path: Option<String>,
    /// The documents, where a site has few enough to name them all.
    pub documents: Vec<SearchEntry>,
}

/// A document in the plain list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SearchEntry {
    /// Its title.
    pub title: String,
    /// From the site's root.
    pub path: String,
    /// Its date.
    pub date: Option<DateText>,
}

/// What only this kind of page has.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Own {
    /// `home`
    Home(HomeView),
    /// `list`
    List(ListView),
    /// `terms`
    Terms(Vec<Term>),
    /// `notice`
    Notice(Box<NoticeView>),
    /// `feature`
    Feature(FeatureView),
    /// `profile`
    Profile(ProfileView),
    /// `news`
    News(NewsView),
    /// `bilingual`
    Bilingual(Box<BilingualView>),
    /// `glossary`
    Glossary(Vec<GlossaryLetter>),
    /// `coverage`
    Coverage(Vec<CoverageView>),
    /// `search`
    Search(SearchView),
    /// Nothing more.
    Plain,
}

impl Own {
    /// The name under which templates see it; `None` where there is nothing more.
    pub fn key(&self) -> Option<&'static str> {
        Some(match self {
            Self::Home(_) => "home",
            Self::List(_) => "list",
            Self::Terms(_) => "terms",
            Self::Notice(_) => "notice",
            Self::Feature(_) => "feature",
            Self::Profile(_) => "profile",
            Self::News(_) => "news",
            Self::Bilingual(_) => "bilingual",
            Self::Glossary(_) => "glossary",
            Self::Coverage(_) => "coverage",
            Self::Search(_) => "search",
            Self::Plain => return None,
        })
    }
}

/// Everything one page prints.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// `notice.html` …
    pub template: &'static str,
    /// The way to the site's root.
    pub root: String,
    /// About the page.
    pub page: PageFrame,
    /// What only this kind has.
    pub own: Own,
}
