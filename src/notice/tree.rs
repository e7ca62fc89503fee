use std::ops::Range;

use super::{
    ast::{Article, Body, Chapter, Matter, Paragraph, Section},
    flow::Para,
    links::words,
    ordinal::{self, Ordinal, Unit},
};
use crate::text::is_han;

/// Builds the tree of a body from its paragraphs, by their own numbering; heading marks of Markdown do not count.
pub(super) fn grow(paras: &[Para], order: &mut usize) -> Body {
    let mut tree = Tree { order: *order, ..Tree::default() };
    let contents = contents(paras);
    let mut paras = paras.iter().enumerate().peekable();
    while let Some((i, para)) = paras.next() {
        if para.matter == Matter::Markdown || contents.contains(&i) {
            tree.paragraph(para);
            continue;
        }
        let text = para.text.text();
        if let Some(unit) = ordinal::unit(text).filter(|u| tree.accepts(u, text)) {
            tree.unit(para, unit);
        } else if let Some(mark) = ordinal::marker(text).filter(|m| m.level != 1 || m.proper || tree.follows(m.number) || m.number == 1) {
            tree.section(para, mark);
        } else if let Some(mark) = ordinal::slipped(text).filter(|m| tree.open(m.level).is_some_and(|o| o.number + 1 == m.number)) {
            tree.section(para, mark);
        } else if let Some(number) = ordinal::lone(text).filter(|n| para.hashes > 0 || *n > 1 && tree.follows(*n)) {
            let next = paras.next_if(|(_, p)| p.hashes == 0 && ordinal::marker(p.text.text()).is_none());
            tree.lone(para, number, next.map(|(_, p)| p));
        } else {
            tree.paragraph(para);
        }
    }
    *order = tree.order;
    tree.body
}

/// A table of contents (目录): which paragraphs stand between its heading and the place where its first entry comes again.
fn contents(paras: &[Para]) -> Range<usize> {
    let key = |p: &Para| p.text.text().chars().filter(|c| is_han(*c)).collect::<String>();
    let heads = |p: &Para| p.text.text().chars().nth(8).is_none() && matches!(key(p).as_str(), "目录" | "目次");
    let Some(from) = paras.iter().position(heads).map(|i| i + 1) else { return 0..0 };
    let entry = |p: &&Para| ordinal::unit(p.text.text()).is_some() || ordinal::marker(p.text.text()).is_some() || key(p).starts_with('附');
    let Some(first) = paras.get(from).filter(|p| entry(p)).map(key) else { return 0..0 };
    let listed = paras.iter().skip(from + 1).take_while(|p| entry(p) && !p.text.text().contains('。') && p.text.text().chars().nth(80).is_none());
    match listed.map(key).position(|k| k == first) {
        Some(n) => from..from + 1 + n,
        None => 0..0,
    }
}

/// A section that what follows may belong to.
#[derive(Debug, Clone, Copy)]
struct Open {
    level: u8,
    number: u32,
    variant: bool,
}

#[derive(Default)]
struct Tree {
    body: Body,
    /// Ranks of the open chapters: 编 0, 章 1, 节 2.
    chapters: Vec<u8>,
    article: bool,
    sections: Vec<Open>,
    last_first: u32,
    last_article: u32,
    order: usize,
}

impl Tree {
    fn next(&mut self) -> usize {
        self.order += 1;
        self.order
    }

    /// The innermost open section of a level.
    fn open(&self, level: u8) -> Option<Open> {
        self.sections.iter().rev().find(|s| s.level == level).copied()
    }

    /// The level of an item: ⑴ below （3） is one step down, and so are its successors; a sloppy 2) behind （1） is its sibling.
    fn level(&self, mark: &Ordinal) -> u8 {
        let next = |level: u8| self.open(level).is_some_and(|o| o.number + 1 == mark.number);
        match (mark.level, mark.variant, self.open(4)) {
            (4, _, Some(open)) if open.variant != mark.variant && (mark.number == 1 || next(5)) => 5,
            (5, true, Some(open)) if !open.variant && next(4) && !next(5) && mark.number > 1 => 4,
            (level, ..) => level,
        }
    }

    fn follows(&self, number: u32) -> bool {
        number == self.last_first + 1
    }

    /// A chapter is a short line, and no line of a table of contents; an article is set off by a space or comes next in order.
    fn accepts(&self, unit: &Unit, text: &str) -> bool {
        if unit.unit == "条" {
            unit.set_off || unit.number == self.last_article + 1
        } else {
            // 第一章总则: a converter took the space.
            let glued = matches!(unit.unit, "章" | "编" | "节") && text.chars().nth(24).is_none() && !text.ends_with(['：', ':', '、']);
            (unit.set_off || glued) && text.chars().nth(50).is_none() && !unit.rest.contains(['。', '，', '；', '…']) && !unit.rest.contains("...")
        }
    }

    fn unit(&mut self, para: &Para, unit: Unit) {
        let order = self.next();
        let span = para.text.span(0, unit.marker.len());
        self.sections.clear();
        self.article = unit.unit == "条";
        if self.article {
            self.last_article = unit.number;
            let article = Article { ordinal: unit.number, text: despaced(unit.rest), line: para.line, order, span, ..Article::default() };
            match chapter(&mut self.body.chapters, self.chapters.len()) {
                Some(chapter) => chapter.articles.push(article),
                None => self.body.articles.push(article),
            }
            return;
        }
        let rank = match unit.unit {
            "编" | "部分" => 0,
            "章" => 1,
            _ => 2,
        };
        while self.chapters.last().is_some_and(|r| *r >= rank) {
            self.chapters.pop();
        }
        self.last_first = 0;
        let title = unit.rest.split_whitespace().collect::<Vec<_>>();
        let wide = title.iter().all(|p| p.chars().count() == 1);
        let title = if wide { title.concat() } else { title.join(" ") };
        let new = Chapter { unit: unit.unit.to_owned(), ordinal: unit.number, title, line: para.line, order, span, ..Chapter::default() };
        match chapter(&mut self.body.chapters, self.chapters.len()) {
            Some(above) => above.chapters.push(new),
            None => self.body.chapters.push(new),
        }
        self.chapters.push(rank);
    }

    fn section(&mut self, para: &Para, mark: Ordinal) {
        let order = self.next();
        let (title, rest) = first_sentence(mark.rest);
        let run_in = rest.is_some();
        let body = rest.filter(|r| !r.is_empty()).map(|r| Paragraph { text: r.to_owned(), line: para.line, order, ..Paragraph::default() });
        let section = Section {
            level: self.level(&mark),
            ordinal: mark.number,
            marker: mark.marker.to_owned(),
            title: words(title),
            run_in,
            line: para.line,
            body: body.into_iter().collect(),
            order,
            span: para.text.span(0, mark.marker.len()),
            ..Section::default()
        };
        self.push(section, mark.variant);
    }

    /// A marker cut off from its text: the next paragraph is the text.
    fn lone(&mut self, para: &Para, number: u32, next: Option<&Para>) {
        let order = self.next();
        let (title, rest) = first_sentence(next.map_or("", |p| p.text.text()));
        let body =
            rest.filter(|r| !r.is_empty()).map(|r| Paragraph { text: r.to_owned(), line: next.map_or(para.line, |p| p.line), order, ..Paragraph::default() });
        let span = para.text.whole();
        let marker = para.text.text().trim().to_owned();
        let section = Section {
            level: 1,
            ordinal: number,
            marker,
            title: words(title),
            run_in: rest.is_some(),
            line: para.line,
            body: body.into_iter().collect(),
            order,
            span,
            ..Section::default()
        };
        self.push(section, false);
    }

    fn push(&mut self, section: Section, variant: bool) {
        if section.level == 1 {
            self.last_first = section.ordinal;
        }
        while self.sections.last().is_some_and(|open| open.level >= section.level) {
            self.sections.pop();
        }
        let (open, depth) = (Open { level: section.level, number: section.ordinal, variant }, self.sections.len());
        let mut list = self.root();
        for _ in 0..depth {
            list = match list.last_mut() {
                Some(last) => &mut last.children,
                None => return,
            };
        }
        list.push(section);
        self.sections.push(open);
    }

    fn root(&mut self) -> &mut Vec<Section> {
        let Tree { body, chapters, article, .. } = self;
        if chapters.is_empty() {
            return match body.articles.last_mut().filter(|_| *article) {
                Some(article) => &mut article.children,
                None => &mut body.sections,
            };
        }
        let Some(chapter) = chapter(&mut body.chapters, chapters.len()) else { return &mut body.sections };
        match chapter.articles.last_mut().filter(|_| *article) {
            Some(article) => &mut article.children,
            None => &mut chapter.sections,
        }
    }

    fn paragraph(&mut self, para: &Para) {
        let text = if para.matter == Matter::Prose { despaced(para.text.text()) } else { para.text.text().to_owned() };
        let para = Paragraph { text, line: para.line, matter: para.matter, order: self.next(), marks: Vec::new() };
        let depth = self.sections.len();
        if depth > 0 {
            let mut list = self.root();
            for _ in 1..depth {
                list = match list.last_mut() {
                    Some(last) => &mut last.children,
                    None => return,
                };
            }
            if let Some(section) = list.last_mut() {
                section.body.push(para);
            }
            return;
        }
        let (in_article, open) = (self.article, self.chapters.len());
        match chapter(&mut self.body.chapters, open) {
            Some(chapter) => match chapter.articles.last_mut().filter(|_| in_article) {
                Some(article) => article.body.push(para),
                None => chapter.body.push(para),
            },
            None => match self.body.articles.last_mut().filter(|_| in_article) {
                Some(article) => article.body.push(para),
                None => self.body.lead.push(para),
            },
        }
    }
}

/// The innermost open chapter.
fn chapter(list: &mut [Chapter], depth: usize) -> Option<&mut Chapter> {
    let last = list.last_mut().filter(|_| depth > 0)?;
    if depth == 1 { Some(last) } else { chapter(&mut last.chapters, depth - 1) }
}

/// An item's title and, where the item is a whole paragraph, the rest behind its first 。 outside brackets.
fn first_sentence(text: &str) -> (&str, Option<&str>) {
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '（' | '《' | '“' | '『' | '「' | '(' => depth += 1,
            '）' | '》' | '”' | '』' | '」' | ')' => depth = depth.saturating_sub(1),
            '。' if depth == 0 => return (text.get(..at).unwrap_or(text), text.get(at + c.len_utf8()..).map(str::trim)),
            _ => {}
        }
    }
    (text, None)
}

fn despaced(text: &str) -> String {
    text.trim().to_owned()
}
