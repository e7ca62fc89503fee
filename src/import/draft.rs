use jiff::civil::Date;

use super::byline::byline;
use super::markdown::{Manner, write};
use super::plain;
use super::story::{Block, Paragraph, Role, Story};
use crate::diag::{Checked, Code, Diagnostic, Severity};
use crate::document::Kind;
use crate::fields::{Format, split};
use crate::notice::{self, Mend, Reading};
use crate::path::SitePath;
use crate::scaffold::{Given, clean_slug, front_matter, slug};

/// What the editor said of a file, and the day.
#[derive(Debug, Clone)]
pub struct Wish {
    /// The kind, where it is not to be told from the text.
    pub kind: Option<Kind>,
    /// The name in the address, where it is not to be made from number or title.
    pub slug: Option<String>,
    /// Today.
    pub today: Date,
}

/// A document as it would be written.
#[derive(Debug, Clone)]
pub struct Draft {
    /// What it is.
    pub kind: Kind,
    /// Its title, maybe empty.
    pub title: String,
    /// Where its text goes.
    pub path: SitePath,
    /// The whole file: front matter and text.
    pub text: String,
    /// Pictures and where they go.
    pub pictures: Vec<(SitePath, Vec<u8>)>,
    /// The fields that were filled in, as the file spells them.
    pub fields: Vec<(&'static str, String)>,
    /// What the page will read differently from the file, lines counted in the file.
    pub mends: Vec<Mend>,
}

impl Draft {
    /// Whether it may be written: nothing in it is an error (a secrecy marking is).
    pub fn is_allowed(findings: &[Diagnostic]) -> bool {
        findings.iter().all(|f| f.severity < Severity::Error)
    }
}

/// What a draft is made of before it has a place.
struct Parts {
    kind: Kind,
    title: String,
    given: Vec<(&'static str, Given)>,
    body: String,
    slug: String,
    /// Front matter that the file brought along.
    front: Option<String>,
}

/// Tells what a story is, and lays it out as a document. Findings point into the file that would be written.
pub(super) fn draft(mut story: Story, name: &str, wish: &Wish) -> Checked<Draft> {
    let pictures = std::mem::take(&mut story.pictures);
    story.pictures = pictures.iter().map(|p| super::story::Picture { bytes: Vec::new(), ..p.clone() }).collect();
    let parts = parts(&story, name, wish);
    let slug = wish.slug.as_deref().and_then(clean_slug).unwrap_or_else(|| parts.slug.clone());
    let folder = match parts.kind {
        Kind::Notice => "content/notices/",
        Kind::Feature => "content/features/",
        Kind::Profile => "content/profiles/",
        Kind::News => "content/news/",
        Kind::Page => "content/",
    };
    let alone = pictures.is_empty() && matches!(parts.kind, Kind::Notice | Kind::Page);
    let path = SitePath::of_parts(if alone { format!("{folder}{slug}.md") } else { format!("{folder}{slug}/index.md") }.split('/'));
    let front = parts.front.unwrap_or_else(|| front_matter(parts.kind, &parts.given, &slug, wish.today));
    let text = format!("{front}\n{}", parts.body);
    let (mut mends, mut findings) = (Vec::new(), Vec::new());
    let start = text.len() - parts.body.len();
    let Reading { mends: found, diagnostics, .. } = notice::read(&parts.body);
    let wanted = |code: Code| parts.kind == Kind::Notice || code == Code::Classified;
    findings.extend(diagnostics.into_iter().filter(|f| wanted(f.code)).map(|f| f.shifted(start).in_file(path.shared())));
    if parts.kind == Kind::Notice {
        let lines = text.get(..start).unwrap_or("").matches('\n').count();
        mends.extend(found.into_iter().map(|m| Mend { line: m.line + lines, ..m }));
    }
    let fields = parts.given.iter().filter(|(key, _)| *key != "draft").map(|(key, given)| (*key, shown(given))).collect();
    let place = |name: &str| path.join(name).unwrap_or_else(|| SitePath::of_parts([path.folder(), name]));
    let pictures = pictures.into_iter().map(|p| (place(&p.name), p.bytes)).collect();
    Checked::new(Draft { kind: parts.kind, title: parts.title, path, text, pictures, fields, mends }, findings)
}

fn parts(story: &Story, name: &str, wish: &Wish) -> Parts {
    if let Some(text) = &story.markdown {
        return written(text, name, wish);
    }
    let text = write(story, &story.blocks, Manner::Notice);
    let reading = notice::read(&text);
    let kind = wish.kind.unwrap_or_else(|| if reading.notice.kind == notice::Kind::Notice { Kind::Notice } else { Kind::Page });
    if kind == Kind::Notice {
        return of_notice(story, &reading, text, wish);
    }
    let (title, mut blocks) = titled(story, name);
    let mut about = super::byline::Byline { source: story.source.clone(), author: story.author.clone(), date: story.date };
    while let Some(found) = blocks.first().and_then(|b| if let Block::Paragraph(p) = b { byline(&p.text()) } else { None }) {
        blocks.remove(0);
        about = super::byline::Byline { source: about.source.or(found.source), author: about.author.or(found.author), date: about.date.or(found.date) };
    }
    let body = write(story, &blocks, Manner::Article);
    let kind = wish.kind.unwrap_or_else(|| kind_of_article(&body));
    let mut given = vec![("title", Given::Text(title.clone()))];
    given.extend(about.date.map(|d| ("date", Given::Day(d))));
    given.extend(about.source.map(|s| ("source", Given::Text(s))));
    given.extend(about.author.map(|a| ("author", Given::Text(a))));
    of_article(kind, title, given, body, wish)
}

/// A text that is Markdown or plain lines.
fn written(text: &str, name: &str, wish: &Wish) -> Parts {
    let parts = split(text);
    let body = parts.body.of(text).trim_start_matches('\n').to_owned();
    let reading = notice::read(&body);
    let is_notice = wish.kind.map_or(reading.notice.kind == notice::Kind::Notice, |k| k == Kind::Notice);
    let front = parts.front.filter(|f| f.closed).map(|front| {
        let inner = front.span.of(text).trim_end();
        let (fence, draft) = if front.format == Format::Toml { ("+++", "draft = true") } else { ("---", "draft: true") };
        let has = inner.lines().any(|l| l.trim_start().starts_with("draft"));
        format!("{fence}\n{}{inner}\n{fence}\n", if has { String::new() } else { format!("{draft}\n") })
    });
    if is_notice {
        return Parts { front, ..of_notice(&Story::default(), &reading, body, wish) };
    }
    if front.is_some() {
        let kind = wish.kind.unwrap_or_else(|| kind_of_article(&body));
        let title = stem(name);
        let slug = clean_slug(&title).unwrap_or_else(|| slug(&title, wish.today));
        return Parts { kind, title, given: Vec::new(), body, slug, front };
    }
    let (title, rest) = match body.split_once('\n') {
        Some((first, rest)) if is_title_line(first) => (first.trim_start_matches('#').trim().to_owned(), rest.trim_start_matches('\n').to_owned()),
        _ => (stem(name), body),
    };
    let body = if name.to_lowercase().ends_with(".txt") { plain::paragraphs(&rest) } else { rest };
    let kind = wish.kind.unwrap_or_else(|| kind_of_article(&body));
    of_article(kind, title.clone(), vec![("title", Given::Text(title))], body, wish)
}

fn is_title_line(line: &str) -> bool {
    let bare = line.trim_start_matches('#').trim();
    line.starts_with("# ")
        || (!line.starts_with('#') && (2..=50).contains(&bare.chars().count()) && !bare.ends_with(['。', '，', '；', '：', '！', '.', ',', '|']))
}

fn of_notice(story: &Story, reading: &Reading, body: String, wish: &Wish) -> Parts {
    let notice = &reading.notice;
    let number = notice.doc_number.as_ref().and_then(|n| Some((clean_slug(&n.code)?, n.year?, n.serial?)));
    let slug = match number {
        Some((code, year, serial)) => format!("{code}-{year}-{serial}"),
        None => slug(&notice.title, wish.today),
    };
    let mut given = Vec::new();
    if notice.title.is_empty() {
        given.push(("title", Given::Text(story.title.clone().unwrap_or_else(|| "……".to_owned()))));
    }
    given.extend(story.date.map(|d| ("date", Given::Day(d))));
    given.extend(story.source.clone().map(|s| ("source", Given::Text(s))));
    given.push(("draft", Given::Yes));
    Parts { kind: Kind::Notice, title: notice.title.clone(), given, body, slug, front: None }
}

fn of_article(kind: Kind, title: String, mut given: Vec<(&'static str, Given)>, body: String, wish: &Wish) -> Parts {
    if kind == Kind::Profile {
        // A profile is called by its person; an editor sees the field and knows.
        given.insert(0, ("name", Given::Text(title.clone())));
    }
    given.push(("draft", Given::Yes));
    let slug = slug(&title, wish.today);
    Parts { kind, title, given, body, slug, front: None }
}

/// The title and what follows it: the paragraph that the file calls its title, else the first short line without an end.
fn titled(story: &Story, name: &str) -> (String, Vec<Block>) {
    let mut blocks = story.blocks.clone();
    let paragraph = |b: &Block| if let Block::Paragraph(p) = b { Some(p.clone()) } else { None };
    blocks.drain(..blocks.iter().take_while(|b| paragraph(b).is_some_and(|p| p.is_empty())).count());
    let called = blocks.iter().take(5).position(|b| paragraph(b).is_some_and(|p| p.role == Role::Title && !p.is_empty()));
    let first = blocks.first().and_then(paragraph).is_some_and(|p| looks_like_title(&p)).then_some(0);
    if let Some(title) = &story.title {
        return (title.clone(), blocks);
    }
    let Some(at) = called.or(first) else { return (stem(name), blocks) };
    let mut title = String::new();
    // A long title is set over several lines, which Word keeps as paragraphs.
    while let Some(p) = blocks.get(at).and_then(paragraph).filter(|p| title.is_empty() || (p.role == Role::Title && !p.is_empty())) {
        let parts: Vec<String> = p.text().split('\n').map(|l| l.trim().to_owned()).collect();
        title.push_str(&parts.concat());
        blocks.remove(at);
    }
    (title, blocks)
}

fn looks_like_title(p: &Paragraph) -> bool {
    let text = p.text();
    let bare = text.trim();
    matches!(p.role, Role::Title | Role::Heading(1))
        || ((2..=60).contains(&bare.chars().count()) && !bare.ends_with(['。', '，', '；', '：', '！', '.', ',', '）']))
}

/// News tells of a day or a place at once; other articles are features.
fn kind_of_article(body: &str) -> Kind {
    let opening: String = body.chars().filter(|c| !c.is_whitespace()).take(120).collect();
    let words = ["近日", "日前", "本报讯", "昨日", "昨天", "今天上午", "今天下午"];
    let tells = words.iter().any(|w| opening.contains(w)) || has_day(&opening);
    if tells { Kind::News } else { Kind::Feature }
}

/// 4月28日.
fn has_day(text: &str) -> bool {
    text.match_indices('月').any(|(at, mark)| {
        let before = text.get(..at).and_then(|t| t.chars().next_back()).is_some_and(|c| c.is_ascii_digit());
        let after = text.get(at + mark.len()..).unwrap_or("");
        let digits = after.chars().take_while(char::is_ascii_digit).count();
        before && (1..=2).contains(&digits) && after.chars().nth(digits) == Some('日')
    })
}

fn stem(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).trim().to_owned()
}

fn shown(given: &Given) -> String {
    match given {
        Given::Text(text) => text.clone(),
        Given::Day(day) => day.to_string(),
        Given::Yes => "true".to_owned(),
    }
}
