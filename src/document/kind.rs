/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize, serde::Deserialize)]
pub enum Kind {
    /// An official notice (公文).
    Notice,
    /// A feature (专稿) on a theme of the campaign.
    Feature,
    /// A profile (人物) of one person.
    Profile,
    /// News (动态) of an event.
    News,
    /// A plain page (页面).
    #[default]
    Page,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 5] = [Kind::Notice, Kind::Feature, Kind::Profile, Kind::News, Kind::Page];

    /// The name in settings, templates and reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Feature => "feature",
            Self::Profile => "profile",
            Self::News => "news",
            Self::Page => "page",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.name() == name)
    }

    /// The kind of documents in a folder below `content/` whose `_index.md` names none.
    pub fn of_folder(folder: &str) -> Self {
        match folder.split('/').next() {
            Some("notices") => Self::Notice,
            Some("features") => Self::Feature,
            Some("profiles") => Self::Profile,
            Some("news") => Self::News,
            _ => Self::Page,
        }
    }
}
