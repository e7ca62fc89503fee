/// A fixed word that a fragment needs in the page's language; its key is looked up among the theme's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Word {
    /// Title of a note.
    AlertNote,
    /// Title of a tip.
    AlertTip,
    /// Title of something important.
    AlertImportant,
    /// Title of a warning.
    AlertWarning,
    /// Title of a caution.
    AlertCaution,
    /// Label of the link to a heading itself.
    AnchorLabel,
    /// Label of a table that scrolls sideways.
    TableLabel,
    /// Label of the notes at the end.
    FootnotesLabel,
    /// Label of a note's mark in the text; its number follows.
    FootnoteRef,
    /// Label of the way back from a note; its number follows.
    FootnoteBack,
    /// Label of a task that is done.
    TaskDone,
    /// Label of a task that is open.
    TaskOpen,
    /// In front of where figures are from; a colon is part of it.
    Source,
    /// The link to a film's file.
    VideoFile,
    /// A film's captions.
    Captions,
}

impl Word {
    /// Every word, so that a theme can be checked for them.
    pub const ALL: [Word; 15] = [
        Self::AlertNote,
        Self::AlertTip,
        Self::AlertImportant,
        Self::AlertWarning,
        Self::AlertCaution,
        Self::AnchorLabel,
        Self::TableLabel,
        Self::FootnotesLabel,
        Self::FootnoteRef,
        Self::FootnoteBack,
        Self::TaskDone,
        Self::TaskOpen,
        Self::Source,
        Self::VideoFile,
        Self::Captions,
    ];

    /// The key in a theme's words.
    pub fn key(self) -> &'static str {
        match self {
            Self::AlertNote => "alert_note",
            Self::AlertTip => "alert_tip",
            Self::AlertImportant => "alert_important",
            Self::AlertWarning => "alert_warning",
            Self::AlertCaution => "alert_caution",
            Self::AnchorLabel => "anchor_label",
            Self::TableLabel => "table_label",
            Self::FootnotesLabel => "footnotes_label",
            Self::FootnoteRef => "footnote_ref",
            Self::FootnoteBack => "footnote_back",
            Self::TaskDone => "task_done",
            Self::TaskOpen => "task_open",
            Self::Source => "source_label",
            Self::VideoFile => "video_file",
            Self::Captions => "captions",
        }
    }

    /// The word where there is no theme: simplified Chinese.
    pub fn plain(self) -> &'static str {
        match self {
            Self::AlertNote => "注意",
            Self::AlertTip => "提示",
            Self::AlertImportant => "重要",
            Self::AlertWarning => "警告",
            Self::AlertCaution => "当心",
            Self::AnchorLabel => "本节链接",
            Self::TableLabel => "表格",
            Self::FootnotesLabel => "注释",
            Self::FootnoteRef => "注",
            Self::FootnoteBack => "返回正文，注",
            Self::TaskDone => "已完成",
            Self::TaskOpen => "未完成",
            Self::Source => "来源：",
            Self::VideoFile => "下载视频",
            Self::Captions => "字幕",
        }
    }
}
