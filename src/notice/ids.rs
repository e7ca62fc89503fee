use std::collections::HashMap;

use super::{
    ast::{Article, Body, Chapter, Paragraph, Point, Section},
    points,
};

/// Gives every numbered part its id and gathers the points, whose ids hang on it.
///
/// `prefix` is empty for the notice itself and `att1-` inside the first attached text.
pub(super) fn assign(body: &mut Body, prefix: &str) {
    let mut ids = Ids { seen: HashMap::new() };
    body.points = ids.points(prefix, &mut body.lead, 0);
    ids.sections(&mut body.sections, &format!("{prefix}s0"), 1, prefix);
    ids.chapters(&mut body.chapters, prefix, None);
    ids.articles(&mut body.articles, prefix);
}

/// The letter of a repeat: nothing for the first, b for the second, then aa, ab.
pub(super) fn letter(nth: usize) -> String {
    if nth <= 1 {
        return String::new();
    }
    let (mut n, mut out) = (nth, String::new());
    while n > 0 {
        let digit = u8::try_from((n - 1) % 26).unwrap_or(0);
        out.insert(0, char::from(b'a' + digit));
        n = (n - 1) / 26;
    }
    out
}

struct Ids {
    seen: HashMap<String, usize>,
}

impl Ids {
    /// The id itself the first time, with a letter after that.
    fn unique(&mut self, id: String) -> String {
        let nth = self.seen.entry(id.clone()).or_default();
        *nth += 1;
        if *nth == 1 { id } else { format!("{id}{}", letter(*nth)) }
    }

    fn points(&mut self, id: &str, body: &mut Vec<Paragraph>, fixed: usize) -> Vec<Point> {
        let base = if id.is_empty() || id.ends_with('-') { id.to_owned() } else { format!("{id}-") };
        let mut points = points::gather(&base, body, fixed);
        let mut renamed: HashMap<(String, usize), String> = HashMap::new();
        for (n, point) in points.iter_mut().enumerate() {
            let id = self.unique(point.id.trim_end_matches('x').to_owned());
            if id != point.id {
                renamed.insert((point.id.clone(), n), id.clone());
            }
            point.id = id;
        }
        let mut names = renamed.into_iter().map(|((old, _), new)| (old, new)).collect::<HashMap<_, _>>();
        if !names.is_empty() {
            let marks = points.iter_mut().flat_map(|p| p.marks.iter_mut()).chain(body.iter_mut().flat_map(|p| p.marks.iter_mut()));
            marks.for_each(|m| m.id = names.remove(&m.id).unwrap_or(std::mem::take(&mut m.id)));
        }
        points
    }

    /// `parent` is the id above, of the level `above`; a level between is 0.
    fn sections(&mut self, list: &mut [Section], parent: &str, above: u8, root: &str) {
        for section in list {
            let id = if section.level <= above && parent.ends_with("s0") {
                format!("{root}s{}", section.ordinal)
            } else if section.level <= above {
                format!("{parent}-s{}", section.ordinal)
            } else {
                format!("{parent}{}-{}", "-0".repeat(usize::from(section.level - above - 1)), section.ordinal)
            };
            section.id = self.unique(id);
            section.points = self.points(&section.id.clone(), &mut section.body, usize::from(section.run_in));
            self.sections(&mut section.children, &section.id.clone(), section.level, root);
        }
    }

    fn chapters(&mut self, list: &mut [Chapter], prefix: &str, parent: Option<&str>) {
        for chapter in list {
            let id = match (chapter.unit.as_str(), parent) {
                ("编", _) => format!("{prefix}b{}", chapter.ordinal),
                ("节", parent) => format!("{}-{}", parent.map_or_else(|| format!("{prefix}c0"), str::to_owned), chapter.ordinal),
                _ => format!("{prefix}c{}", chapter.ordinal),
            };
            chapter.id = self.unique(id);
            let (id, root) = (chapter.id.clone(), format!("{}-", chapter.id));
            chapter.points = self.points(&id, &mut chapter.body, 0);
            self.sections(&mut chapter.sections, &format!("{root}s0"), 1, &root);
            self.articles(&mut chapter.articles, prefix);
            self.chapters(&mut chapter.chapters, prefix, Some(&id));
        }
    }

    fn articles(&mut self, list: &mut [Article], prefix: &str) {
        for article in list {
            article.id = self.unique(format!("{prefix}a{}", article.ordinal));
            let id = article.id.clone();
            // The first paragraph takes part in the series of the article.
            let first = Paragraph { text: std::mem::take(&mut article.text), line: article.line, order: article.order, ..Paragraph::default() };
            let mut body = vec![first];
            body.append(&mut article.body);
            article.points = self.points(&id, &mut body, 1);
            let mut body = body.into_iter();
            if let Some(first) = body.next() {
                (article.text, article.marks) = (first.text, first.marks);
            }
            article.body = body.collect();
            self.sections(&mut article.children, &id, 1, &id);
        }
    }
}
