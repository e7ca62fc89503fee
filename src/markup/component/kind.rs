use crate::fields::nearest_of;

/// A component (组件): a fenced block that an author writes in fields, and that a page shows in a form of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Pictures side by side (图集).
    Gallery,
    /// Words that somebody said (金句).
    Quote,
    /// Somebody, from a profile or from fields (人物).
    Person,
    /// What happened when (时间轴).
    Timeline,
    /// Figures and what they count (数字).
    Numbers,
    /// A film with its poster and captions (视频).
    Video,
    /// Files to download (附件).
    Attachments,
}

/// Every name that may stand behind the fence; the first is what findings and docs call the kind.
const NAMES: [(Kind, &[&str]); 7] = [
    (Kind::Gallery, &["图集", "gallery", "组图"]),
    (Kind::Quote, &["金句", "quote", "引语"]),
    (Kind::Person, &["人物", "person"]),
    (Kind::Timeline, &["时间轴", "timeline", "时间线", "大事记"]),
    (Kind::Numbers, &["数字", "numbers"]),
    (Kind::Video, &["视频", "video"]),
    (Kind::Attachments, &["附件", "attachments", "下载"]),
];

/// What the word behind a fence says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// A component.
    Component(Kind),
    /// None, but it was probably meant for one.
    Near(&'static str),
    /// A programming language or nothing.
    Code,
}

/// What stands behind the marks of a fence. A Chinese word names no programming language, so it is always meant for a component.
pub(super) fn named(info: &str) -> Named {
    let word = info.trim().split(|c: char| c.is_whitespace() || c == ',').next().unwrap_or("").to_lowercase();
    let all = || NAMES.iter().flat_map(|(kind, names)| names.iter().map(|name| (*kind, *name)));
    if let Some((kind, _)) = all().find(|(_, name)| *name == word) {
        return Named::Component(kind);
    }
    let chinese = word.chars().any(crate::text::is_han);
    if !chinese && word.len() < 4 {
        return Named::Code;
    }
    match nearest_of(&word, all().map(|(_, name)| name)) {
        Some(name) => Named::Near(name),
        None if chinese => Named::Near(""),
        None => Named::Code,
    }
}

/// A field of a component.
pub(super) struct Field {
    /// Its names, the Chinese one first.
    pub names: &'static [&'static str],
    /// It has to be there.
    pub required: bool,
    /// It names a file or a document: no second line belongs to it.
    pub single: bool,
}

const fn field(names: &'static [&'static str]) -> Field {
    Field { names, required: false, single: false }
}

const fn required(names: &'static [&'static str]) -> Field {
    Field { names, required: true, single: false }
}

const fn file(names: &'static [&'static str]) -> Field {
    Field { names, required: false, single: true }
}

const TITLE: Field = field(&["标题", "title"]);
const FILM: Field = Field { names: &["文件", "file"], required: true, single: true };
const SOURCE: Field = field(&["来源", "source"]);

impl Kind {
    /// What it is called, Chinese and English.
    pub fn names(self) -> (&'static str, &'static str) {
        let names = NAMES.iter().find(|(kind, _)| *kind == self).map_or(&[][..], |(_, names)| names);
        (names.first().copied().unwrap_or(""), names.get(1).copied().unwrap_or(""))
    }

    /// The fields it takes; of the kinds that list items, those that stand for the whole.
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Gallery | Self::Attachments => &[TITLE],
            Self::Timeline | Self::Numbers => &[TITLE, SOURCE],
            Self::Quote => const { &[required(&["内容", "text"]), field(&["作者", "by"]), field(&["身份", "role"]), SOURCE] },
            Self::Person => {
                const {
                    &[
                        file(&["人物", "profile"]),
                        field(&["姓名", "name"]),
                        field(&["身份", "role"]),
                        field(&["单位", "employer"]),
                        file(&["照片", "photo"]),
                        field(&["简介", "text"]),
                    ]
                }
            }
            Self::Video => const { &[FILM, file(&["封面", "poster"]), file(&["字幕", "captions"]), field(&["说明", "caption"])] },
        }
    }

    /// The field of that name, in any of its languages.
    pub fn field(self, name: &str) -> Option<&'static Field> {
        let name = name.to_lowercase();
        self.fields().iter().find(|f| f.names.contains(&name.as_str()))
    }

    /// Each line is an item of a list rather than a field.
    pub fn lists(self) -> bool {
        matches!(self, Self::Gallery | Self::Timeline | Self::Numbers | Self::Attachments)
    }

    /// One item as it could be written, Chinese and English; for the kinds that are made of fields, the first of them.
    pub fn example(self) -> (&'static str, &'static str) {
        match self {
            Self::Gallery => ("照片.jpg：说明", "photo.jpg: caption"),
            Self::Quote => ("内容：……", "text: …"),
            Self::Person => ("姓名：……", "name: …"),
            Self::Timeline => ("2022年5月：做了什么", "May 2022: what happened"),
            Self::Numbers => ("13 个：市州", "13: cities and prefectures"),
            Self::Video => ("文件：影片.mp4", "file: film.mp4"),
            Self::Attachments => ("报名表.docx：报名表", "form.docx: entry form"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_in_both_languages_and_nearly() {
        assert_eq!(named("timeline"), Named::Component(Kind::Timeline));
        assert_eq!(named(" 时间轴 活动"), Named::Component(Kind::Timeline));
        assert_eq!(named("Numbers"), Named::Component(Kind::Numbers));
        assert_eq!(named("timelin"), Named::Near("timeline"));
        assert_eq!(named("galery"), Named::Near("gallery"));
        assert_eq!(named("时间表"), Named::Near("时间线"));
        assert_eq!(named("流程图表"), Named::Near(""));
        for code in ["", "rust", "text", "toml", "json", "python", "perl", "vim", "mermaid", "yaml", "sh", "html", "csv", "latex"] {
            assert_eq!(named(code), Named::Code, "{code}");
        }
    }
}
