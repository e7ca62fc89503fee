use super::{closing, date, genre, lines::Line, ordinal, split};

/// A line in which a crawler ran chapters, articles and their items together: 第一章  总  则第一条  …。第二条  …：（一）…；（二）….
///
/// An article is set off by a space there and follows the one before it; two of them make such a line.
pub(super) fn articles(line: Line) -> Vec<Line> {
    let text = line.text();
    let (mut at, mut article, mut chapter, mut part) = (Vec::new(), 0, 0, 0);
    for (i, _) in text.match_indices('第') {
        let Some(unit) = text.get(i..).and_then(ordinal::unit).filter(|u| u.set_off && !u.rest.is_empty()) else { continue };
        let last = match unit.unit {
            "条" => &mut article,
            "章" => &mut chapter,
            "节" => &mut part,
            _ => continue,
        };
        if unit.number != *last + 1 && !(unit.unit == "节" && unit.number == 1) {
            continue;
        }
        *last = unit.number;
        if i > 0 {
            at.push(i);
        }
    }
    if article < 2 {
        return vec![line];
    }
    split::cut(&line, &at).into_iter().flat_map(items).collect()
}

/// （一）…；（二）… inside an article that stood in such a line.
fn items(line: Line) -> Vec<Line> {
    let text = line.text();
    let (mut at, mut next, mut before) = (Vec::new(), 1, ' ');
    for (i, c) in text.char_indices() {
        let may = matches!(c, '（' | '(') && matches!(before, '：' | '；' | '。' | ':' | ';');
        if may && text.get(i..).and_then(ordinal::marker).is_some_and(|m| m.level == 2 && m.number == next) {
            at.push(i);
            next += 1;
        }
        before = if c.is_whitespace() { before } else { c };
    }
    if next > 2 { split::cut(&line, &at) } else { vec![line] }
}

/// Signature and date in the middle of a line that goes on with the annotation or with the text that the paper carries:
/// …贯彻落实。示例市人民政府2023年9月5日（此件公开发布）示例市粮食管理办法.
pub(super) fn closing(line: Line) -> Vec<Line> {
    let text = line.text();
    let found = date::all(text).find_map(|dated| {
        let (start, end) = (dated.span.start, dated.span.end);
        let before = text.get(..start)?.trim_end();
        let signed = split::organs(before);
        let whole = signed.first().is_some_and(|i| text.get(..*i).is_some_and(|t| t.trim_end().ends_with(['。', '！'])));
        let note = end + text.get(end..).map_or(0, |t| t.len() - t.trim_start().len());
        let close = text.get(note..)?.char_indices().take(60).find(|(_, c)| matches!(c, '）' | ')')).map(|(i, c)| note + i + c.len_utf8());
        let noted = close.filter(|c| text.get(note..*c).is_some_and(|t| closing::annotation(t).is_some()));
        let rest = text.get(noted.unwrap_or(end)..)?.trim();
        // …。某市人民政府2022年9月5日印发的示例办法 names a paper, it closes none.
        let named = ["印发", "发布", "公布", "颁布", "的", "起", "前", "以", "至", "召开"].iter().any(|w| rest.starts_with(w));
        let carries = !named && !rest.is_empty() && rest.len() <= 240 && !rest.contains('。') && genre::of_title(rest).is_some_and(genre::is_binding);
        (whole && (noted.is_some() && !rest.is_empty() || carries)).then(|| signed.into_iter().chain([start, end]).chain(noted).collect::<Vec<_>>())
    });
    match found {
        Some(mut at) => {
            at.dedup();
            split::cut(&line, &at)
        }
        None => vec![line],
    }
}
