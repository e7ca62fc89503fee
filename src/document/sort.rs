/// How a section's documents follow one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub enum Sort {
    /// Lighter first, then the newest.
    #[default]
    Date,
    /// By the strokes of the surname (姓氏笔画).
    Strokes,
    /// By the sound of the name (拼音).
    Pinyin,
    /// As the files say: lighter first, then by the files' names.
    Written,
}

impl Sort {
    /// Every order with its name in the file.
    pub const ALL: [(Self, &'static str); 4] = [(Self::Date, "date"), (Self::Strokes, "strokes"), (Self::Pinyin, "pinyin"), (Self::Written, "written")];
}
