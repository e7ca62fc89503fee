use super::schema;
use crate::fields::{Reader, Table, Value};
use crate::hant::Forms;
use crate::lang::Lang;

/// What the switcher does where a page has no version in a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fallback {
    /// It leads to the original, with a notice.
    #[default]
    Original,
    /// The language is left out.
    Hide,
}

/// One language of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// Its tag.
    pub lang: Lang,
    /// The site's name in it; the site's own title if absent.
    pub title: Option<String>,
    /// Its own name: 简体中文, English.
    pub name: String,
    /// What happens where a page has no such version.
    pub fallback: Fallback,
    /// The language that its pages are converted from.
    pub derive: Option<Lang>,
    /// Which forms of traditional characters its pages have, where they are converted.
    pub forms: Forms,
}

impl Language {
    /// A language with nothing set.
    pub fn plain(lang: Lang) -> Self {
        Self { name: own_name(&lang), lang, title: None, fallback: Fallback::Original, derive: None, forms: Forms::default() }
    }

    fn read(lang: Lang, reader: &mut Reader<'_>) -> Self {
        let mut language = Self::plain(lang);
        language.title = reader.text("title");
        if let Some(name) = reader.text("name") {
            language.name = name;
        }
        if let Some(written) = reader.text_at("fallback") {
            match written.value.as_str() {
                "original" => {}
                "hide" => language.fallback = Fallback::Hide,
                other => reader.bad_at(
                    written.span,
                    written.file.clone(),
                    (format!("fallback 不能是“{other}”"), format!("fallback cannot be “{other}”")),
                    (
                        "写 \"original\"（引到原文）或 \"hide\"（不列出）".to_owned(),
                        "write \"original\" (leads to the original) or \"hide\" (leaves it out)".to_owned(),
                    ),
                ),
            }
        }
        if let Some(written) = reader.text_at("derive") {
            let is_hant = language.lang.folder().starts_with("zh-hant");
            language.derive = Lang::new(&written.value).filter(|from| from.folder().starts_with("zh-hans") && is_hant);
            if language.derive.is_none() {
                reader.bad_at(
                    written.span,
                    written.file.clone(),
                    (
                        format!("不能由“{}”转换成“{}”", written.value, language.lang),
                        format!("“{}” cannot be converted from “{}”", language.lang, written.value),
                    ),
                    (
                        "目前只能由 zh-Hans 转换成 zh-Hant：derive = \"zh-Hans\"".to_owned(),
                        "only zh-Hant from zh-Hans is possible: derive = \"zh-Hans\"".to_owned(),
                    ),
                );
            }
        }
        if let Some(written) = reader.text_at("forms") {
            match Forms::ALL.into_iter().find(|(_, name)| *name == written.value) {
                Some((forms, _)) => language.forms = forms,
                None => reader.bad_at(
                    written.span,
                    written.file.clone(),
                    (format!("forms 不能是“{}”", written.value), format!("forms cannot be “{}”", written.value)),
                    ("写 \"taiwan\"、\"hongkong\" 或 \"standard\"".to_owned(), "write \"taiwan\", \"hongkong\" or \"standard\"".to_owned()),
                ),
            }
        }
        language
    }
}

/// The site's languages, the default first, the others in the order of the file.
pub(super) fn read(reader: &mut Reader<'_>, default: &Lang) -> Vec<Language> {
    let mut languages = vec![Language::plain(default.clone())];
    let Some(table) = reader.table("languages") else { return languages };
    for entry in &table.entries {
        let Some(lang) = Lang::new(&entry.key) else {
            reader.bad_at(
                entry.key_span,
                entry.file.clone(),
                (format!("“{}”不是语言标记", entry.key), format!("“{}” is no language tag", entry.key)),
                (
                    "语言标记例如 zh-Hans（简体中文）、zh-Hant（繁体中文）、en（英文）".to_owned(),
                    "language tags are zh-Hans, zh-Hant, en and the like (BCP 47)".to_owned(),
                ),
            );
            continue;
        };
        let empty = Table::default();
        let own = match &entry.value {
            Value::Table(own) => own,
            other => {
                reader.wrong(&entry.key, other, crate::fields::Shape::Table, entry.span, &entry.file);
                &empty
            }
        };
        let mut inner = reader.inner(own, entry.span, "languages");
        let language = Language::read(lang, &mut inner);
        let findings = inner.finish(schema::LANGUAGE);
        reader.absorb(findings);
        match languages.iter_mut().find(|l| l.lang.folder() == language.lang.folder()) {
            Some(known) => *known = language,
            None => languages.push(language),
        }
    }
    languages
}

fn own_name(lang: &Lang) -> String {
    let name = match lang.folder().as_str() {
        "zh-hans" | "zh" | "zh-cn" => "简体中文",
        "zh-hant" | "zh-tw" | "zh-hk" => "繁體中文",
        "en" => "English",
        "bo" => "བོད་ཡིག",
        "mn" => "ᠮᠣᠩᠭᠣᠯ",
        "ug" => "ئۇيغۇرچە",
        "ru" => "Русский",
        "fr" => "Français",
        "ja" => "日本語",
        "ko" => "한국어",
        _ => lang.tag(),
    };
    name.to_owned()
}
