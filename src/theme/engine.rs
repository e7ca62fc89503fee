use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Context, ErrorKind, Kwargs, State, StringInput, Tera, Value};

use super::{StaticFile, TEMPLATES, ThemeFiles, bundle, pictures, slips, words};
use crate::diag::{Checked, Code, Diagnostic};
use crate::digest::Digest;
use crate::lang::Lang;
use crate::markup::escape_text;
use crate::path::readable;
use crate::picture::Cuts;
use crate::slip::Grounds;
use crate::text::inside_words;
use crate::view::{Shared, View, Words, number_text};

/// A theme ready to print pages.
pub struct Theme {
    name: String,
    tera: Tera,
    sources: BTreeMap<String, Arc<str>>,
    texts: Vec<(String, Arc<str>)>,
    assets: Value,
    /// Static files by their name in `static/`, the style sheet and the script put together from their parts.
    pub statics: BTreeMap<String, StaticFile>,
    /// How it has pictures cut.
    pub cuts: Cuts,
    /// What its cards and posters stand on.
    pub grounds: Grounds,
    /// Fixed words by language.
    pub words: BTreeMap<Lang, Arc<Words>>,
    /// The digest of everything in it.
    pub digest: Digest,
    /// Whether it could not be read whole: nothing it prints is to be trusted.
    pub broken: bool,
    /// Whether every template that names `page.body` prints all of it as it is, or asks whether there is one.
    pub prints_body_whole: bool,
}

/// What all pages of a language share, as template values, converted once.
pub struct Frames {
    site: Value,
    footer: Value,
    words: Value,
}

impl Frames {
    /// Converts what the pages of one language share.
    pub fn new(shared: &Shared) -> Self {
        Self { site: value(&shared.site), footer: value(&shared.footer), words: value(shared.words.as_ref()) }
    }
}

impl Theme {
    /// Reads a theme; templates that cannot be parsed, words that are missing and style sheets that are not closed are findings.
    pub fn read(name: &str, files: &ThemeFiles, languages: &[Lang]) -> Checked<Self> {
        let mut findings = Vec::new();
        let mut sources: BTreeMap<String, Arc<str>> = BTreeMap::new();
        for (path, bytes) in &files.0 {
            if let Some(template) = path.strip_prefix("templates/") {
                match std::str::from_utf8(bytes) {
                    Ok(text) => drop(sources.insert(template.to_owned(), text.trim_start_matches('\u{feff}').replace("\r\n", "\n").into())),
                    Err(_) => findings
                        .push(Diagnostic::new(Code::TemplateError, "模板文件不是 UTF-8", "the template is not UTF-8").in_file(format!("themes/{name}/{path}"))),
                }
            }
        }
        let mut broken_parts = Vec::new();
        let published = bundle::statics(name, files, &mut broken_parts);
        let statics: BTreeMap<String, StaticFile> =
            published.into_iter().filter_map(|(file, bytes)| Some((file.clone(), StaticFile::new(&file, &bytes)?))).collect();
        for template in TEMPLATES.iter().filter(|t| !sources.contains_key(**t)) {
            findings.push(
                Diagnostic::new(Code::MissingTemplate, format!("主题 {name} 缺少模板 {template}"), format!("theme {name} lacks the template {template}"))
                    .help(format!("请添加 themes/{name}/templates/{template}"), format!("add themes/{name}/templates/{template}")),
            );
        }
        let words = words::read(name, files, languages, &mut findings);
        let cuts = pictures::read(name, files, &mut findings);
        let grounds = slips::read(name, files, &mut findings);
        let mut tera = Tera::new();
        tera.register_filter("number", number);
        tera.register_filter("words", words_whole);
        tera.register_filter("readable", readable_address);
        let templates: Vec<(&str, &str)> = sources.iter().map(|(n, t)| (n.as_str(), t.as_ref())).collect();
        let broken = tera.add_raw_templates(templates).err();
        let assets: BTreeMap<String, String> = statics.iter().map(|(n, f)| (n.clone(), f.path())).collect();
        let prints_body_whole = sources.values().all(|text| prints_body_whole(text));
        let assets = Value::from(assets);
        let mut texts: Vec<(String, Arc<str>)> = sources.iter().map(|(template, text)| (format!("themes/{name}/templates/{template}"), text.clone())).collect();
        for part in broken_parts {
            texts.push((part.file, part.text));
            findings.push(part.finding);
        }
        let theme = Self {
            name: name.to_owned(),
            tera,
            texts,
            sources,
            assets,
            statics,
            cuts,
            grounds,
            words,
            digest: files.digest(),
            broken: false,
            prints_body_whole,
        };
        findings.extend(broken.map(|e| theme.finding(&e, None)));
        let broken = !findings.is_empty();
        Checked::new(Self { broken, ..theme }, findings)
    }

    /// Whether it has a template.
    pub fn has(&self, template: &str) -> bool {
        self.sources.contains_key(template)
    }

    /// Whether any template mentions a value's name.
    pub fn mentions(&self, name: &str) -> bool {
        self.sources.values().any(|text| text.contains(name))
    }

    /// The texts that findings may point into, by their path in the site.
    pub fn texts(&self) -> impl Iterator<Item = (String, Arc<str>)> {
        self.texts.iter().cloned()
    }

    /// Prints a page, in UTF-8.
    ///
    /// # Errors
    /// A `template-error` at the template's line.
    pub fn render(&self, view: &View, frames: &Frames) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut context = Context::new();
        context.insert_value("root", Value::from(view.root.as_str()));
        context.insert_value("asset", self.assets.clone());
        context.insert_value("t", frames.words.clone());
        context.insert_value("site", frames.site.clone());
        context.insert_value("footer", frames.footer.clone());
        context.insert_value("page", value(&view.page));
        if let Some(key) = view.own.key() {
            context.insert_value(key, value(&view.own));
        }
        self.print(view.template, &context).map_err(|e| Box::new(self.finding(&e, Some(view))))
    }

    /// Prints the page that sends a reader of an old address on; `target` is a path from the site's root, `title` and
    /// `lang` are those of the page there.
    ///
    /// # Errors
    /// A `template-error` at the template's line.
    pub fn render_alias(&self, root: &str, target: &str, title: &str, lang: &Lang) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut context = Context::new();
        for (key, text) in [("root", root), ("target", target), ("title", title), ("lang", lang.tag())] {
            context.insert_value(key, Value::from(text));
        }
        self.print("alias.html", &context).map_err(|e| Box::new(self.finding(&e, None)))
    }

    /// UTF-8; the engine would look at every byte again to hand out a `String`.
    fn print(&self, template: &str, context: &Context) -> tera::TeraResult<Vec<u8>> {
        let mut page = Vec::with_capacity(16 * 1024);
        self.tera.render_to(template, context, &mut page)?;
        Ok(page)
    }

    fn file(&self, template: &str) -> String {
        format!("themes/{}/templates/{template}", self.name)
    }

    fn finding(&self, error: &tera::Error, view: Option<&View>) -> Diagnostic {
        let (name, span, message) = match error.kind() {
            ErrorKind::SyntaxError(r) | ErrorKind::RenderingError(r) => (Some(r.filename().to_owned()), Some(r.span().clone()), r.message().to_owned()),
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => (Some(tpl.clone()), None, error.kind().to_string()),
            ErrorKind::MissingParent { current, .. } => (Some(current.clone()), None, error.kind().to_string()),
            kind => (None, None, kind.to_string()),
        };
        let on = view.map_or(String::new(), |v| v.page.path.clone());
        let (on_zh, on_en) = if view.is_some() { (format!("（页面 /{on}）"), format!(" (page /{on})")) } else { Default::default() };
        let mut finding = Diagnostic::new(Code::TemplateError, format!("模板有误{on_zh}：{message}"), format!("template error{on_en}: {message}"))
            .help("请改正这个模板；可用的值见 docs/theme.md", "mend this template; docs/theme.md lists the values it may use");
        if let Some(name) = name {
            finding = finding.in_file(self.file(&name));
            finding.span = span.map(|s| s.range.into());
        }
        finding
    }
}

/// Whether a template uses `page.body` in no other way than `{{ page.body | safe }}` and `{% if page.body %}`; one that hands
/// the whole page on (`page | …`, `=page`) may do anything with it.
fn prints_body_whole(template: &str) -> bool {
    let squeezed: String = template.chars().filter(|c| !c.is_whitespace()).collect();
    let named = squeezed.matches("page.body").count();
    let plain = ["{{page.body|safe}}", "{{-page.body|safe-}}", "{%ifpage.body%}", "{%-ifpage.body-%}"].iter().map(|form| squeezed.matches(form).count());
    let passed_on = ["page|", "page}", "page)", "page,", "inpage%", "page[", "page%", "=page/"];
    named == plain.sum::<usize>() && !passed_on.iter().any(|form| squeezed.contains(form))
}

fn value<T: serde::Serialize + ?Sized>(what: &T) -> Value {
    Value::try_from_serializable(what).unwrap_or_else(|_| Value::none())
}

/// `{{ count | number }}`: a count as the page's language prints it.
fn number(number: u64, _: Kwargs, state: &State<'_>) -> tera::TeraResult<String> {
    Ok(lang_of(state)?.map_or_else(|| number.to_string(), |lang| number_text(number, &lang)))
}

/// `{{ page.title | words }}`: a Chinese title whose lines do not end inside a word (回行时词意完整, GB/T 9704-2012 7.3.1).
fn words_whole(title: StringInput<'_>, _: Kwargs, state: &State<'_>) -> tera::TeraResult<Value> {
    let title = title.as_str();
    let inside = match lang_of(state)?.is_some_and(|lang| lang.is_chinese()) {
        true => inside_words(title),
        false => Vec::new(),
    };
    let goes_on = |n: usize| inside.get(n).copied().unwrap_or(false);
    let (mut out, mut count, mut open) = (String::new(), 0, false);
    for c in title.chars() {
        if c != ' ' {
            if open && !goes_on(count) {
                out.push_str("</span>");
                open = false;
            }
            if !open && goes_on(count + 1) {
                out.push_str("<span class=\"word\">");
                open = true;
            }
            count += 1;
        }
        escape_text(c.encode_utf8(&mut [0; 4]), &mut out);
    }
    if open {
        out.push_str("</span>");
    }
    Ok(Value::safe_string(&out))
}

/// `{{ page.url | readable }}`: an address as people read it, Chinese names of files not percent-encoded.
fn readable_address(url: StringInput<'_>, _: Kwargs, _: &State<'_>) -> tera::TeraResult<String> {
    Ok(readable(url.as_str()))
}

fn lang_of(state: &State<'_>) -> tera::TeraResult<Option<Lang>> {
    let page: Option<Value> = state.get("page")?;
    Ok(page.as_ref().and_then(|page| page.get_from_path("lang")?.as_str()).and_then(Lang::new))
}
