use super::{ast::Matter, lines::Line, mend::Mend, traced::Traced};
use crate::{
    diag::Code,
    text::{Span, is_cjk, is_han, unified_ideograph},
};

/// Whether a line holds nothing to read.
pub(super) fn is_blank(bare: &str) -> bool {
    bare.is_empty() || bare.chars().all(|c| c.is_whitespace() || is_invisible(c)) || matches!(bare, "&nbsp;" | "<br>" | "<br/>" | "<br />" | "|" | "\\" | "\\|")
}

/// Whether a line is a block of Markdown or HTML that is kept as it is.
pub(super) fn is_markdown(bare: &str) -> bool {
    let list = |mark: &str| bare.strip_prefix(mark).is_some_and(|rest| !rest.trim_start().starts_with("**") && !is_item(rest.trim_start()));
    bare.starts_with('|') && bare.len() > 1 || bare.starts_with("![") || bare.starts_with("[^") || is_html(bare) || list("- ") || list("* ") || list("+ ")
}

fn is_html(bare: &str) -> bool {
    let Some(name) = tag(bare).map(|t| t.1) else { return false };
    // A block of one line is a paragraph in other clothes.
    let alone = name == "div" && bare.ends_with("</div>") && bare.matches('<').count() == 2;
    !alone && matches!(name.as_str(), "table" | "thead" | "tbody" | "tr" | "td" | "th" | "img" | "div" | "ul" | "ol" | "li" | "figure" | "style" | "script")
}

/// The bytes and the name, in lower case, of the HTML tag that a text begins with.
fn tag(text: &str) -> Option<(usize, String)> {
    let rest = text.strip_prefix('<')?;
    let inner = rest.strip_prefix('/').unwrap_or(rest);
    let name: String = inner.chars().take(10).take_while(char::is_ascii_alphanumeric).collect();
    if name.is_empty() {
        return None;
    }
    // A tag is short; looking no further keeps a line of `<` linear.
    let end = rest.char_indices().take(400).find(|(_, c)| matches!(c, '>' | '<')).filter(|(_, c)| *c == '>').map(|(i, _)| i);
    Some((end.map_or(0, |i| i + 2), name.to_ascii_lowercase()))
}

/// The bytes of a tag that only dresses text: its words stay, it goes.
fn dress(text: &str) -> Option<usize> {
    let (len, name) = tag(text).filter(|t| t.0 > 0)?;
    matches!(name.as_str(), "p" | "span" | "font" | "center" | "div" | "u" | "b" | "i" | "strong" | "em" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "o")
        .then_some(len)
}

/// A list item that is one of the document's own numbers or labels.
fn is_item(rest: &str) -> bool {
    super::ordinal::marker(rest).is_some() || rest.ends_with(['：', ':'])
}

/// The marks that open a fenced block, without what stands behind them.
pub(super) fn fence(bare: &str) -> Option<&str> {
    let mark = bare.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let len = bare.len() - bare.trim_start_matches(mark).len();
    bare.get(..len).filter(|marks| marks.len() >= 3)
}

/// Whether a line closes the block that `marks` opened (CommonMark 4.5: as many of the same, and nothing else).
pub(super) fn closes(bare: &str, marks: &str) -> bool {
    bare.starts_with(marks) && bare.chars().all(|c| marks.starts_with(c))
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{AD}' | '\u{2060}')
}

/// Reads one line: indents, heading marks, bullets, bold and escapes go; look-alikes and half-width marks are mended.
pub(super) fn clean(source: &str, span: Span, number: usize) -> Line {
    let raw = span.of(source);
    let (lead, hashes) = prefix(raw);
    let body = raw.get(lead..).unwrap_or("").trim_end_matches(|c: char| c.is_whitespace() || is_invisible(c));
    let mut cleaner = Cleaner { source, number, base: span.start + lead, out: Traced::default(), mends: Vec::new(), bold: 0 };
    cleaner.run(body);
    let bold = cleaner.bold == 2 && body.starts_with("**") && body.ends_with("**");
    let indented = raw.starts_with(|c: char| c.is_whitespace());
    Line { number, text: cleaner.out.trimmed(), span, hashes, bold, indented, matter: Matter::Prose, mends: cleaner.mends, ..Line::default() }
}

/// Bytes of indent, quote marks, heading marks and bullets, in any order and number, and the number of heading marks of the first.
fn prefix(raw: &str) -> (usize, u8) {
    let (mut rest, mut hashes) = (raw, 0);
    loop {
        let before = rest.len();
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || is_invisible(c) || c == '>');
        let marks = rest.len() - rest.trim_start_matches('#').len();
        let after = rest.get(marks..).unwrap_or("");
        if (1..=6).contains(&marks) && after.starts_with(|c: char| c.is_whitespace() || is_cjk(c) || c == '*') {
            hashes = if hashes == 0 { marks } else { hashes };
            rest = after.trim_start();
        }
        let bullet = rest.trim_start_matches(['•', '●', '◆', '■', '▲', '★']);
        rest = ["- ", "* ", "+ "].iter().find_map(|m| rest.strip_prefix(m)).unwrap_or(bullet);
        if rest.len() == before {
            return (raw.len() - rest.len(), u8::try_from(hashes).unwrap_or(6));
        }
    }
}

struct Cleaner<'a> {
    source: &'a str,
    number: usize,
    base: usize,
    out: Traced,
    mends: Vec<Mend>,
    bold: usize,
}

impl Cleaner<'_> {
    fn run(&mut self, body: &str) {
        let parens = parens(body);
        let mut parens = parens.iter().peekable();
        let mut before = '\0';
        let mut chars = body.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let rest = body.get(at + c.len_utf8()..).unwrap_or("");
            let next = rest.chars().next().unwrap_or('\0');
            while parens.next_if(|p| **p < at).is_some() {}
            if c == '*' && next == '*' {
                chars.next();
                self.cut(at, 2);
                continue;
            }
            if c == '\\' && next.is_ascii_punctuation() || is_invisible(c) {
                continue;
            }
            if c == '<'
                && let Some(len) = body.get(at..).and_then(dress)
            {
                while chars.next_if(|(i, _)| *i < at + len).is_some() {}
                continue;
            }
            let entity = if c == '&' { ["&nbsp;", "&emsp;", "&ensp;"].into_iter().find(|e| body.get(at..).is_some_and(|t| t.starts_with(e))) } else { None };
            if let Some(entity) = entity {
                for _ in 1..entity.len() {
                    chars.next();
                }
                self.out.replace(" ", Span::new(self.base + at, self.base + at + entity.len()));
            } else if let Some(unified) = unified_ideograph(c) {
                self.mend(Code::LookAlikeRadical, at, c, unified);
            } else if let Some(full) = full_width(c, before, next, rest, parens.peek() == Some(&&at)) {
                self.mend(Code::HalfWidthPunctuation, at, c, full);
            } else {
                self.out.copy(body.get(at..at + c.len_utf8()).unwrap_or(""), self.base + at);
            }
            before = c;
        }
    }

    fn cut(&mut self, at: usize, len: usize) {
        self.bold += 1;
        let span = Span::new(self.base + at, self.base + at + len);
        self.mends.push(Mend::within(Code::StrayBold, self.source, self.number, span, "", 4));
    }

    fn mend(&mut self, code: Code, at: usize, was: char, now: char) {
        let span = Span::new(self.base + at, self.base + at + was.len_utf8());
        let now = now.to_string();
        self.out.replace(&now, span);
        self.mends.push(Mend::within(code, self.source, self.number, span, &now, 4));
    }
}

/// The full-width form of a half-width mark that stands in Han text; 1:500, 9:30, 1,000 and addresses are left alone.
fn full_width(c: char, before: char, next: char, rest: &str, paired: bool) -> Option<char> {
    let han = is_han(before) || matches!(before, '”' | '’' | '》' | '）' | ')' | '」' | '』' | '】' | '〉' | '〕');
    match c {
        ',' if han || before.is_ascii_digit() && is_han(next) => Some('，'),
        ';' if han || before.is_ascii_digit() && is_han(next) => Some('；'),
        ':' if han && !rest.starts_with("//") => Some('：'),
        '?' if han => Some('？'),
        '!' if han && next != '[' => Some('！'),
        '(' if paired => Some('（'),
        ')' if paired => Some('）'),
        _ => None,
    }
}

/// Bytes of the half-width brackets that stand in Han text: pairs with Han inside or beside; years like (2022) are left to the number's own rule.
fn parens(body: &str) -> Vec<usize> {
    if !body.contains('(') || !body.contains(')') {
        return Vec::new();
    }
    let (mut open, mut out) = (Vec::new(), Vec::new());
    let mut before = '\0';
    for (at, c) in body.char_indices() {
        if c == '(' && before != ']' {
            open.push((at, before));
        } else if c == ')'
            && let Some((start, left)) = open.pop()
        {
            let inside = body.get(start + 1..at).unwrap_or("");
            let next = body.get(at + 1..).and_then(|r| r.chars().next()).unwrap_or('\0');
            let year = matches!(inside.len(), 2 | 4) && inside.bytes().all(|b| b.is_ascii_digit()) && is_han(left);
            if !year
                && (is_cjk(left) || is_cjk(next) || start == 0 || inside.chars().next().is_some_and(is_cjk) || inside.chars().next_back().is_some_and(is_cjk))
            {
                out.extend([start, at]);
            }
        }
        before = c;
    }
    out.sort_unstable();
    out
}
