use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::config;
use crate::diag::{Code, Diagnostic};
use crate::document::{Kind, Own};
use crate::markup::{Block, BlockKind, HoleKind};
use crate::path::Url;
use crate::site::{Page, PageId, PageKey, Role, Site, State, Target};

/// What is odd about documents among each other: pages nobody can reach, titles that are nearly one.
pub(super) fn of_site(site: &Site, out: &mut Vec<Diagnostic>) {
    orphans(site, out);
    titles(site, out);
}

/// Plain pages that neither the menu nor a link of another page leads to; documents of a section stand in its list.
fn orphans(site: &Site, out: &mut Vec<Diagnostic>) {
    let by_url: BTreeMap<&Url, PageId> = site.documents().map(|(id, p)| (&p.url, id)).collect();
    let mut reached: BTreeSet<PageId> = BTreeSet::new();
    for entry in &site.settings.menu {
        if let config::Target::Path(path) = &entry.target
            && let Some(PageKey::Document(id)) = site.find(path)
        {
            reached.insert(id);
        }
    }
    for path in site.settings.figures.iter().filter_map(|figure| figure.path.as_deref()) {
        if let Some(PageKey::Document(id)) = site.find(path) {
            reached.insert(id);
        }
    }
    for (from, page) in site.pages.iter().enumerate().filter(|(_, p)| p.shown) {
        let to = |target: &Target| match target {
            Target::Document(id, _) => Some(*id),
            Target::Address(url, _) => by_url.get(url).copied(),
            _ => None,
        };
        reached.extend(page.targets.iter().filter_map(to).filter(|to| *to != from));
    }
    let is_reached = |page: &Page, id: PageId| {
        let in_menu = |p: &Page| matches!(&p.own, Own::Page(own) if own.menu);
        reached.contains(&id) || in_menu(page) || page.versions.values().any(|v| reached.contains(v) || in_menu(&site.pages[*v]))
    };
    for (_, page) in site.documents().filter(|(id, p)| p.derived.is_none() && p.section.is_none() && !is_reached(p, *id)) {
        out.push(
            Diagnostic::new(Code::OrphanPage, "没有任何菜单或链接通到这个网页，读者找不到它", "no menu and no link leads to this page: readers cannot find it")
                .in_file(page.file())
                .help(
                    "在菜单或别的网页里链接它，或在文件头写 menu = true",
                    "link to it from the menu or another page, or write menu = true in its front matter",
                ),
        );
    }
}

/// Titles of one language that are the same, or differ in one character that is no number.
fn titles(site: &Site, out: &mut Vec<Diagnostic>) {
    let mut exact: HashMap<(&str, String), PageId> = HashMap::new();
    let mut near: HashMap<(&str, String), (PageId, char)> = HashMap::new();
    for (id, page) in site.documents().filter(|(_, page)| page.derived.is_none()) {
        let lang = page.lang.tag();
        let letters: Vec<char> = page.title.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
        if letters.len() < 4 {
            continue;
        }
        let whole: String = letters.iter().collect();
        if let Some(first) = exact.get(&(lang, whole.clone())) {
            out.push(similar(page, &site.pages[*first], true));
            continue;
        }
        exact.insert((lang, whole), id);
        if letters.len() < 10 {
            continue;
        }
        let mut told = false;
        for at in 0..letters.len() {
            // The title with one character struck out, and where: two titles that meet differ in that character alone.
            let key: String = letters[..at].iter().chain(['*'].iter()).chain(&letters[at + 1..]).collect();
            match near.get(&(lang, key.clone())) {
                Some((first, other)) if !told && !is_counting(letters[at]) && !is_counting(*other) && !is_of_place(&letters, at) => {
                    out.push(similar(page, &site.pages[*first], false));
                    told = true;
                }
                Some(_) => {}
                None => drop(near.insert((lang, key), (id, letters[at]))),
            }
        }
    }
}

/// Numbers tell the parts of a series apart, and words that stand for opposites: 开幕, 闭幕.
fn is_counting(c: char) -> bool {
    c.is_numeric()
        || "一二三四五六七八九十百上中下前后甲乙丙丁戊己庚辛壬癸东南西北开闭始终男女新旧大小老少早晚春夏秋冬内外左右正副".contains(c)
        || c.is_ascii_alphabetic()
}

/// 杭州市, 苏州市: two places whose names differ in one character are two.
fn is_of_place(letters: &[char], at: usize) -> bool {
    letters.iter().skip(at + 1).take(2).any(|c| "省市县区州盟旗镇乡村局厂站所队".contains(*c))
}

fn similar(page: &Page, first: &Page, same: bool) -> Diagnostic {
    let (zh, en) = match same {
        true => ("标题相同", "has the same title"),
        false => ("标题只差一个字", "has a title that differs in one character"),
    };
    let found = Diagnostic::new(Code::SimilarTitle, format!("与 {} {zh}", first.file()), format!("{} {en}", first.file()))
        .in_file(page.file())
        .help("是同一篇就删掉一篇；不是就让标题分得开", "delete one if they are the same; otherwise tell them apart in their titles");
    match &page.common.title {
        Some(title) if title.file == page.file() => found.at(title.span),
        _ => found,
    }
}

/// What is odd about one document by itself.
pub(super) fn of_page(page: &Page, today: jiff::civil::Date, out: &mut Vec<Diagnostic>) {
    if page.role == Role::Document {
        dates(page, today, out);
    }
    headings(page, out);
    pictures(page, out);
}

fn dates(page: &Page, today: jiff::civil::Date, out: &mut Vec<Diagnostic>) {
    let dated = matches!(page.kind, Kind::News | Kind::Notice | Kind::Feature);
    // A date that cannot be read has a finding of its own.
    let is_misread = page.manuscript.findings.iter().any(|f| matches!(f.code, Code::BadValue | Code::WrongType | Code::FrontMatterSyntax));
    if dated && page.date.is_none() && page.original.is_none() && !is_misread {
        out.push(
            Diagnostic::new(Code::UndatedItem, "没有日期：检查网站的人会当它没有更新", "no date: those who inspect the site count it as never updated")
                .in_file(page.file())
                .help("在文件头写 date = 2026-01-31", "write date = 2026-01-31 in its front matter"),
        );
    }
    if let Some(day) = page.date.map(|d| d.day).filter(|day| *day > today) {
        out.push(
            Diagnostic::new(Code::DateAhead, format!("日期 {day} 还没有到"), format!("its date, {day}, is still to come"))
                .in_file(page.file())
                .help("核对日期；到时候才发布的，写 publish_at", "check the date; to publish it then, write publish_at"),
        );
    }
}

/// A document that is not on the site now, by its dates.
pub(super) fn of_hidden(page: &Page, out: &mut Vec<Diagnostic>) {
    let found = match page.state {
        State::Future => Diagnostic::new(Code::FutureItem, "还没有到发布时间，这次不发布", "its time has not come: it is not published now"),
        State::Expired => Diagnostic::new(Code::ExpiredItem, "已经过期，这次不发布", "it has expired: it is not published now"),
        State::Withdrawn => Diagnostic::new(Code::WithdrawnItem, "已经撤下，网址上只留一句说明", "it was withdrawn: only a note stands at its address"),
        State::Draft | State::Published => return,
    };
    out.push(found.in_file(page.file()));
}

/// Headings with nothing under them, and levels that are skipped.
fn headings(page: &Page, out: &mut Vec<Diagnostic>) {
    let Some(body) = page.body() else { return };
    let shift = page.document.body.start;
    let mut above: Option<u8> = None;
    for heading in &body.headings {
        if above.is_some_and(|above| heading.level > above + 1) {
            out.push(
                Diagnostic::new(
                    Code::HeadingOrder,
                    format!("标题从第 {} 级跳到第 {} 级", above.unwrap_or(0), heading.level),
                    format!("headings skip from level {} to level {}", above.unwrap_or(0), heading.level),
                )
                .in_file(page.file())
                .at(heading.span.shifted(shift))
                .help("少写几个 #，一级一级往下", "use fewer #: go down level by level"),
            );
        }
        above = Some(heading.level);
    }
    let title = usize::from(page.title_in_text);
    for (n, block) in body.blocks.iter().enumerate().skip(title) {
        let BlockKind::Heading(index) = block.kind else { continue };
        let Some(heading) = body.headings.get(index) else { continue };
        let is_seen = |block: &&Block| body.html.get(block.html.clone()).is_none_or(|html| !is_comment(html));
        let next = body.blocks.iter().skip(n + 1).find(is_seen);
        let empty = match next.map(|b| b.kind) {
            None | Some(BlockKind::Footnotes) => true,
            Some(BlockKind::Heading(next)) => body.headings.get(next).is_some_and(|h| h.level <= heading.level),
            Some(_) => false,
        };
        if empty {
            out.push(
                Diagnostic::new(
                    Code::EmptyPart,
                    format!("标题“{}{}”下面没有内容", heading.marker, heading.title),
                    format!("nothing stands under the heading “{}{}”", heading.marker, heading.title),
                )
                .in_file(page.file())
                .at(heading.span.shifted(shift))
                .help("补上内容，或删掉标题", "add text, or delete the heading"),
            );
        }
    }
}

/// Nothing that a reader sees: 待补 in a comment.
fn is_comment(html: &str) -> bool {
    let html = html.trim();
    html.is_empty() || html.starts_with("<!--") && html.find("-->").is_some_and(|end| end + 3 == html.len())
}

/// Alternative texts that say nothing: a file's name, the word picture.
fn pictures(page: &Page, out: &mut Vec<Diagnostic>) {
    let shift = page.document.body.start;
    for hole in page.holes() {
        if let HoleKind::Picture { dest, alt, .. } = &hole.kind {
            out.extend(poor_alt(dest, alt).map(|finding| finding.in_file(page.file()).at(hole.span.shifted(shift))));
        }
    }
    let Own::News(news) = &page.own else { return };
    for item in &news.gallery {
        let said = item.alt.as_ref().or(item.caption.as_ref()).map_or("", |said| said.trim());
        let found = if said.is_empty() { Some(missing_alt(&item.src.value)) } else { poor_alt(&item.src.value, said) };
        out.extend(found.map(|finding| finding.in_file(item.src.file.clone()).at(item.src.span)));
    }
}

fn missing_alt(file: &str) -> Diagnostic {
    Diagnostic::new(Code::MissingAlt, format!("图集里的图片“{file}”没有文字说明"), format!("the picture “{file}” of the gallery has no words"))
        .help("写成 { src = \"文件名\", caption = \"一句话\" }，说明图上是什么", "write { src = \"file\", caption = \"a sentence\" }: what it shows")
}

/// A finding where an alternative text says no more than a file's name or the word picture.
fn poor_alt(dest: &str, alt: &str) -> Option<Diagnostic> {
    let name = dest.rsplit('/').next().unwrap_or(dest);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let said = alt.trim();
    let plain = said.to_lowercase();
    let empty_word = matches!(plain.as_str(), "图片" | "图" | "照片" | "插图" | "配图" | "image" | "img" | "picture" | "photo" | "pic");
    let is_name = said == name || said == stem || camera_name(said);
    (!said.is_empty() && (empty_word || is_name)).then(|| {
        Diagnostic::new(Code::PoorAlt, format!("替代文字“{said}”没有说出图片的内容"), format!("the alternative text “{said}” says nothing of the picture"))
            .help("写出图里有什么，给看不见图的人听", "say what the picture shows, for those who cannot see it")
    })
}

/// IMG_1234, DSC01234, 微信图片_20220429.
fn camera_name(said: &str) -> bool {
    let rest = ["IMG", "DSC", "DCIM", "PIC", "微信图片", "mmexport", "Screenshot", "屏幕截图"].iter().find_map(|p| said.strip_prefix(p));
    rest.is_some_and(|rest| rest.chars().any(|c| c.is_ascii_digit()) && rest.chars().all(|c| c.is_ascii_digit() || "_-. ".contains(c)))
}
