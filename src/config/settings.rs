use jiff::tz::TimeZone;

use super::{BaseUrl, Figure, Footer, Language, MenuEntry, Weights, figure, languages, menu, schema};
use crate::diag::{Checked, Code};
use crate::fields::{self, Format, Reader, Value};
use crate::lang::Lang;
use crate::text::Span;

/// What `content/site.toml` says, with every default filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The site's name; empty only where it is missing, which is a finding.
    pub title: String,
    /// The address at which the site will stand; `None` makes no canonical addresses.
    pub base_url: Option<BaseUrl>,
    /// The site's languages, the default first.
    pub languages: Vec<Language>,
    /// The theme's name.
    pub theme: String,
    /// Time zone (IANA) of all dates.
    pub timezone: TimeZone,
    /// Whether raw HTML of content is printed as it is.
    pub raw_html: bool,
    /// Whether compressed files are written too.
    pub precompress: bool,
    /// Whether pictures for sharing are made.
    pub cards: bool,
    /// Where the settings say so.
    pub cards_at: Option<Span>,
    /// The font that they are set in: a file below the site's folder, or a family's name.
    pub card_font: Option<String>,
    /// Whether the site is grey, for a day of mourning.
    pub grey: bool,
    /// Whether the site can be searched.
    pub search: bool,
    /// The main menu; empty means: the sections.
    pub menu: Vec<MenuEntry>,
    /// The figures of the home page.
    pub figures: Vec<Figure>,
    /// The foot of every page.
    pub footer: Footer,
    /// Metadata of every page: name and content.
    pub meta: Vec<(String, String)>,
    /// How bad findings are on this site.
    pub weights: Weights,
}

impl Settings {
    /// The language of files without a suffix.
    pub fn default_language(&self) -> &Lang {
        // `read` and `default` put the default language first, so the fallback is never taken.
        static FALLBACK: std::sync::LazyLock<Lang> = std::sync::LazyLock::new(Lang::default);
        self.languages.first().map_or(&FALLBACK, |l| &l.lang)
    }

    /// The tags of all languages, the default first.
    pub fn tags(&self) -> Vec<Lang> {
        self.languages.iter().map(|l| l.lang.clone()).collect()
    }

    /// What is set for a language.
    pub fn language(&self, lang: &Lang) -> Option<&Language> {
        self.languages.iter().find(|l| l.lang == *lang)
    }

    /// The site's name in a language.
    pub fn title_in(&self, lang: &Lang) -> &str {
        let own = |lang: &Lang| self.language(lang).and_then(|l| l.title.as_deref());
        own(lang).or_else(|| own(self.language(lang)?.derive.as_ref()?)).unwrap_or(&self.title)
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: String::new(),
            base_url: None,
            languages: vec![Language::plain(Lang::default())],
            theme: "longyuan".to_owned(),
            timezone: shanghai(),
            raw_html: false,
            precompress: false,
            cards: true,
            cards_at: None,
            card_font: None,
            grey: false,
            search: true,
            menu: Vec::new(),
            figures: Vec::new(),
            footer: Footer::default(),
            meta: Vec::new(),
            weights: Weights::default(),
        }
    }
}

/// Reads `site.toml`. `file` is its name in findings: settings-syntax, unknown-setting, wrong-type, bad-value, missing-field.
///
/// A value that cannot be used is a finding, and its default holds.
pub fn read_settings(text: &str, file: &str) -> Checked<Settings> {
    let mut findings = Vec::new();
    let table = fields::parse(text, Span::new(0, text.len()), Format::Toml, file, Code::SettingsSyntax).into(&mut findings);
    let mut reader = Reader::settings(&table, file);
    let defaults = Settings::default();
    let language = default_language(&mut reader);
    let languages = languages::read(&mut reader, &language);
    let tags: Vec<Lang> = languages.iter().map(|l| l.lang.clone()).collect();
    let settings = Settings {
        title: reader.required_text("title").map(|t| t.value).unwrap_or_default(),
        base_url: base_url(&mut reader),
        theme: theme(&mut reader).unwrap_or(defaults.theme),
        timezone: timezone(&mut reader).unwrap_or(defaults.timezone),
        raw_html: reader.flag("raw_html").unwrap_or(false),
        precompress: reader.flag("precompress").unwrap_or(false),
        cards: reader.flag("cards").unwrap_or(true),
        cards_at: table.get("cards").map(|entry| entry.span),
        card_font: reader.text("card_font").filter(|font| !font.trim().is_empty()),
        grey: reader.flag("grey").unwrap_or(false),
        search: reader.flag("search").unwrap_or(defaults.search),
        menu: menu::read(&mut reader, &tags),
        figures: figure::read(&mut reader, &tags),
        footer: Footer::read(&mut reader, &tags),
        meta: meta(&mut reader),
        weights: Weights::read(&mut reader),
        languages,
    };
    findings.extend(reader.finish(schema::SITE));
    Checked::new(settings, findings)
}

/// China has one civil time, and no summer time since 1992 (IANA Asia/Shanghai).
fn shanghai() -> TimeZone {
    TimeZone::get("Asia/Shanghai").unwrap_or_else(|_| TimeZone::fixed(jiff::tz::offset(8)))
}

fn default_language(reader: &mut Reader<'_>) -> Lang {
    let Some(written) = reader.text_at("default_language") else { return Lang::default() };
    Lang::new(&written.value).unwrap_or_else(|| {
        reader.bad_at(
            written.span,
            written.file,
            (format!("“{}”不是语言标记", written.value), format!("“{}” is no language tag", written.value)),
            ("简体中文写 default_language = \"zh-Hans\"".to_owned(), "Simplified Chinese is default_language = \"zh-Hans\"".to_owned()),
        );
        Lang::default()
    })
}

fn base_url(reader: &mut Reader<'_>) -> Option<BaseUrl> {
    let written = reader.text_at("base_url")?;
    let base = BaseUrl::new(&written.value);
    if base.is_none() {
        reader.bad_at(
            written.span,
            written.file,
            (format!("“{}”不是完整的网址", written.value), format!("“{}” is no whole address", written.value)),
            (
                "写出协议和域名，可带目录，不带 ? 和 #：base_url = \"https://www.example.cn/zt/\"".to_owned(),
                "write scheme and host, maybe a folder, no ? or #: base_url = \"https://www.example.cn/zt/\"".to_owned(),
            ),
        );
    }
    base
}

fn theme(reader: &mut Reader<'_>) -> Option<String> {
    let written = reader.text_at("theme")?;
    let fits = crate::path::SitePath::new(&written.value).is_some_and(|p| !p.as_str().contains('/') && !p.as_str().starts_with('.'));
    if fits {
        return Some(written.value);
    }
    reader.bad_at(
        written.span,
        written.file,
        (format!("“{}”不是主题的名称", written.value), format!("“{}” is no theme's name", written.value)),
        ("主题是 themes 里的文件夹名：theme = \"longyuan\"".to_owned(), "a theme is the name of a folder in themes: theme = \"longyuan\"".to_owned()),
    );
    None
}

fn timezone(reader: &mut Reader<'_>) -> Option<TimeZone> {
    let written = reader.text_at("timezone")?;
    let zone = TimeZone::get(&written.value).ok();
    if zone.is_none() {
        reader.bad_at(
            written.span,
            written.file,
            (format!("没有“{}”这个时区", written.value), format!("There is no time zone “{}”", written.value)),
            ("全国统一用北京时间：timezone = \"Asia/Shanghai\"".to_owned(), "use an IANA name: timezone = \"Asia/Shanghai\"".to_owned()),
        );
    }
    zone
}

fn meta(reader: &mut Reader<'_>) -> Vec<(String, String)> {
    let Some(entry) = reader.entry("meta") else { return Vec::new() };
    let Some(table) = reader.table("meta") else { return Vec::new() };
    let mut inner = reader.inner(table, entry.span, "meta");
    let mut pairs = Vec::new();
    for entry in &table.entries {
        // A long name with dots (DC.title) is a table inside a table for TOML unless it is quoted.
        if matches!(entry.value, Value::Table(_)) {
            inner.bad(
                entry,
                (format!("“{}”带点的名称要加引号", entry.key), format!("A name with dots in it, such as “{}.…”, needs quotes", entry.key)),
                ("例如 \"DC.title\" = \"……\"".to_owned(), "such as \"DC.title\" = \"…\"".to_owned()),
            );
        } else if let Some(text) = inner.text(&entry.key) {
            pairs.push((entry.key.clone(), text));
        }
    }
    reader.absorb(inner.finish_free());
    pairs
}
