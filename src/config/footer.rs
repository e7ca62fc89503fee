use super::{Icp, Police, Worded, menu::is_web, schema};
use crate::fields::{Field, Reader, Spanned, Value};
use crate::lang::Lang;

/// The mark (党政机关标识) of a party or government organ.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Picture file below `content/static/`.
    pub src: Spanned<String>,
    /// Address that it opens.
    pub url: Option<String>,
    /// Alternative text.
    pub alt: Worded,
}

/// What stands at the foot of every page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Footer {
    /// 主办单位.
    pub organiser: Worded,
    /// 承办单位.
    pub undertaker: Worded,
    /// 地址.
    pub address: Worded,
    /// 邮政编码.
    pub postcode: Option<String>,
    /// 电话.
    pub phone: Option<String>,
    /// 电子邮箱.
    pub email: Option<String>,
    /// ICP 备案号.
    pub icp: Option<Icp>,
    /// 公安备案号.
    pub police: Option<Police>,
    /// 网站标识码, ten characters.
    pub identifier: Option<String>,
    /// 党政机关标识.
    pub mark: Option<Mark>,
    /// A note.
    pub note: Worded,
    /// 无障碍声明: what the site says of its accessibility.
    pub accessibility: Worded,
    /// Whether the site can be reached by IPv6, and says so.
    pub ipv6: bool,
}

const WORDS: [&str; 5] = ["organiser", "undertaker", "address", "note", "accessibility"];

impl Footer {
    /// Reads `[footer]`, with `[footer.en]` for the words of one language.
    pub(super) fn read(reader: &mut Reader<'_>, languages: &[Lang]) -> Self {
        let Some(entry) = reader.entry("footer") else { return Self::default() };
        let Some(table) = reader.table("footer") else { return Self::default() };
        let mut inner = reader.inner(table, entry.span, "footer");
        let mut words = WORDS.map(|key| Worded::read(&mut inner, key, languages));
        for language in languages {
            let Some(own) = table.entries.iter().find(|e| e.key.eq_ignore_ascii_case(language.tag())) else { continue };
            let Some(own_table) = inner.table(&own.key) else { continue };
            let mut of_language = inner.inner(own_table, own.span, &own.key);
            for (key, worded) in WORDS.into_iter().zip(&mut words) {
                if let Some(text) = of_language.text(key) {
                    worded.by_language.insert(language.clone(), text);
                }
            }
            let known: Vec<Field> = schema::FOOTER.iter().filter(|f| WORDS.contains(&f.key)).copied().collect();
            inner.absorb(of_language.finish(&known));
        }
        let [organiser, undertaker, address, note, accessibility] = words;
        let footer = Self {
            organiser,
            undertaker,
            address,
            note,
            accessibility,
            ipv6: inner.flag("ipv6").unwrap_or(false),
            postcode: postcode(&mut inner),
            phone: inner.text("phone"),
            email: email(&mut inner),
            icp: icp(&mut inner),
            police: police(&mut inner),
            identifier: identifier(&mut inner),
            mark: mark(&mut inner, languages),
        };
        inner.refuse_languages(languages, schema::FOOTER);
        reader.absorb(inner.finish(schema::FOOTER));
        footer
    }
}

fn postcode(reader: &mut Reader<'_>) -> Option<String> {
    let text = reader.text_at("postcode")?;
    let digits = text.value.bytes().filter(u8::is_ascii_digit).count();
    // Macao has none; elsewhere than in the mainland they have other lengths and hyphens.
    let fits = digits >= 3 && text.value.len() <= 10 && text.value.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b' ' | b'-'));
    refuse_unless(fits, reader, text, ("不像邮政编码", "is no postcode"), ("邮政编码是六位数字，例如 postcode = \"730000\"", "such as postcode = \"730000\""))
}

fn email(reader: &mut Reader<'_>) -> Option<String> {
    let text = reader.text_at("email")?;
    let fits = text.value.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !text.value.contains([' ', '<', '>', '"']));
    refuse_unless(
        fits,
        reader,
        text,
        ("不像电子邮箱地址", "is no email address"),
        ("例如 email = \"xuanjiao@example.cn\"", "such as email = \"office@example.cn\""),
    )
}

fn icp(reader: &mut Reader<'_>) -> Option<Icp> {
    let text = reader.text_at("icp")?;
    let icp = Icp::new(&text.value);
    let help =
        ("完整写出省份简称和“号”，字母用半角大写：icp = \"陇ICP备12345678号-1\"", "write it whole, with the province and 号: icp = \"陇ICP备12345678号-1\"");
    refuse_unless(icp.is_some(), reader, text, ("不像 ICP 备案号", "has not the shape of an ICP filing number"), help);
    icp
}

fn police(reader: &mut Reader<'_>) -> Option<Police> {
    let text = reader.text_at("police")?;
    let police = Police::new(&text.value);
    let help = (
        "省份简称、“公网安备”、十四位数字、“号”：police = \"甘公网安备62010002000123号\"",
        "the province, 公网安备, fourteen digits, 号: police = \"甘公网安备62010002000123号\"",
    );
    refuse_unless(police.is_some(), reader, text, ("不像公安备案号", "has not the shape of a police filing number"), help);
    police
}

fn identifier(reader: &mut Reader<'_>) -> Option<String> {
    let text = reader.text_at("identifier")?;
    let fits = text.value.len() == 10 && text.value.bytes().all(|b| b.is_ascii_alphanumeric());
    let help = ("网站标识码是十位字母或数字，例如 identifier = \"6200000000\"", "the identifier has ten letters or digits: identifier = \"6200000000\"");
    refuse_unless(fits, reader, text, ("不像网站标识码", "has not the shape of a site identifier"), help)
}

fn refuse_unless(fits: bool, reader: &mut Reader<'_>, text: Spanned<String>, what: (&str, &str), help: (&str, &str)) -> Option<String> {
    if fits {
        return Some(text.value);
    }
    let message = (format!("“{}”{}", text.value, what.0), format!("“{}” {}", text.value, what.1));
    reader.bad_at(text.span, text.file, message, (help.0.to_owned(), help.1.to_owned()));
    None
}

fn mark(reader: &mut Reader<'_>, languages: &[Lang]) -> Option<Mark> {
    let entry = reader.entry("mark")?;
    if let Value::Text(src) = &entry.value {
        return Some(Mark { src: entry.spanned(src.trim().to_owned()), url: None, alt: Worded::default() });
    }
    let table = reader.table("mark")?;
    let mut inner = reader.inner(table, entry.span, "mark");
    let src = inner.required_text("src");
    let url = inner.text_at("url").and_then(|url| {
        let fits = is_web(&url.value);
        refuse_unless(
            fits,
            &mut inner,
            url,
            ("不是完整的网址", "is no whole address"),
            ("网址以 https:// 或 http:// 开头", "an address begins with https:// or http://"),
        )
    });
    let alt = Worded::read(&mut inner, "alt", languages);
    reader.absorb(inner.finish(schema::MARK));
    src.map(|src| Mark { src, url, alt })
}
