use crate::{
    diag::{Code, Diagnostic},
    notice::{
        ast::{Article, Chapter, Point, Section},
        ordinal,
        parse::Parsed,
    },
    text::{LineIndex, Span, chinese_numeral},
};

/// Ordinals in a row: gaps, repeats, and marks that the standard does not know (GB/T 9704-2012 7.3.3).
pub(super) fn check(parsed: &Parsed, out: &mut Vec<Diagnostic>) {
    let n = &parsed.notice;
    let index = LineIndex::new(parsed.source);
    let mut walk = Walk { out, last: [0; 6], article: 0, index: &index };
    walk.part(&n.sections, &n.chapters, &n.articles, &n.points);
    for a in &n.attached {
        let mut walk = Walk { out: walk.out, last: [0; 6], article: 0, index: &index };
        walk.part(&a.sections, &a.chapters, &a.articles, &a.points);
    }
}

struct Walk<'a> {
    out: &'a mut Vec<Diagnostic>,
    /// The last ordinal seen of each level: some texts number on across sections.
    last: [u32; 6],
    article: u32,
    index: &'a LineIndex,
}

impl Walk<'_> {
    fn part(&mut self, sections: &[Section], chapters: &[Chapter], articles: &[Article], points: &[Point]) {
        self.points(points);
        self.sections(sections);
        self.chapters(chapters);
        self.articles(articles);
    }

    fn sections(&mut self, list: &[Section]) {
        let mut before: [Option<u32>; 6] = [None; 6];
        for section in list {
            let level = usize::from(section.level.min(5));
            let (Some(before), Some(last)) = (before.get_mut(level), self.last.get_mut(level)) else { continue };
            let expected = match *before {
                Some(b) => b + 1,
                None if section.ordinal == *last + 1 => section.ordinal,
                None => 1,
            };
            let again = before.is_some_and(|b| b == section.ordinal);
            (*before, *last) = (Some(section.ordinal), section.ordinal);
            let restart = section.ordinal == 1;
            if section.ordinal != expected && (!restart || again) {
                self.report(section.ordinal, expected, again, section.span, &|n| ordinal::standard(section.level, n));
            }
            self.mark(section);
            self.points(&section.points);
            self.sections(&section.children);
        }
    }

    /// 一，and （一）、 are not the standard's marks.
    fn mark(&mut self, section: &Section) {
        let bare: String = section.marker.chars().filter(|c| !c.is_whitespace()).collect();
        let wrong = match section.level {
            1 => !bare.ends_with('、') && bare.chars().count() > 1 && ordinal::lone(&section.marker).is_none_or(|_| bare.ends_with(['，', ',', '.', '．'])),
            2 => bare.ends_with(['、', '.', '．']),
            _ => false,
        };
        if wrong {
            let right = ordinal::standard(section.level, section.ordinal);
            self.out.push(
                Diagnostic::new(Code::OrdinalMark, format!("序号“{bare}”的标点不规范。"), format!("The ordinal “{bare}” has the wrong mark."))
                    .at(section.span)
                    .help(format!("规范写法：{right}"), format!("Written as the standard has it: {right}")),
            );
        }
    }

    fn chapters(&mut self, list: &[Chapter]) {
        let mut before = 0;
        for chapter in list {
            if chapter.ordinal != before + 1 && chapter.ordinal != 1 {
                self.report(chapter.ordinal, before + 1, chapter.ordinal == before, chapter.span, &|n| format!("第{}{}", chinese_numeral(n), chapter.unit));
            }
            before = chapter.ordinal;
            // Items of the first level may be numbered on through the chapters.
            self.last = [0, self.last.get(1).copied().unwrap_or(0), 0, 0, 0, 0];
            self.points(&chapter.points);
            self.sections(&chapter.sections);
            self.articles(&chapter.articles);
            self.chapters(&chapter.chapters);
        }
    }

    fn articles(&mut self, list: &[Article]) {
        for article in list {
            let before = std::mem::replace(&mut self.article, article.ordinal);
            if article.ordinal != before + 1 && article.ordinal != 1 {
                self.report(article.ordinal, before + 1, article.ordinal == before, article.span, &|n| format!("第{}条", chinese_numeral(n)));
            }
            self.last = [0; 6];
            self.points(&article.points);
            self.sections(&article.children);
        }
    }

    /// A gap or a repeat in one series of points.
    fn points(&mut self, list: &[Point]) {
        for (a, b) in list.iter().zip(list.iter().skip(1)) {
            let key = |p: &Point| p.marker.chars().next_back();
            if b.ordinal == 1 || key(a) != key(b) || a.inline || b.inline || b.ordinal == a.ordinal + 1 || b.ordinal < a.ordinal {
                continue;
            }
            let span = self.index.span(b.line);
            self.report(b.ordinal, a.ordinal + 1, b.ordinal == a.ordinal, span, &|n| format!("{}{}", chinese_numeral(n), key(b).unwrap_or('是')));
        }
    }

    fn report(&mut self, found: u32, expected: u32, again: bool, span: Span, print: &dyn Fn(u32) -> String) {
        let (found_text, expected_text) = (print(found), print(expected));
        let finding = if again {
            Diagnostic::new(Code::OrdinalRepeat, format!("序号“{found_text}”出现两次。"), format!("The ordinal “{found_text}” stands twice."))
        } else if found > expected {
            Diagnostic::new(
                Code::OrdinalGap,
                format!("序号不连续：“{found_text}”之前缺“{expected_text}”。"),
                format!("The ordinals have a gap: “{expected_text}” is missing before “{found_text}”."),
            )
        } else {
            Diagnostic::new(
                Code::OrdinalRepeat,
                format!("序号倒退：“{found_text}”之前已有更大的序号。"),
                format!("The ordinals go back: a larger one stands before “{found_text}”."),
            )
        };
        self.out.push(finding.at(span).help(
            "请对照原件核对序号；匠心按文中印的序号编锚点，不会重排。",
            "Check the ordinals against the original; anchors follow the printed ones and nothing is renumbered.",
        ));
    }
}
