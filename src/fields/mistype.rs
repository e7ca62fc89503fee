//! The usual slips in one line of front matter, most of them made by a Chinese input method left on.

use crate::date::Moment;
use crate::diag::{Code, Diagnostic};
use crate::text::{Span, is_han};

/// One fault of a line, as a sentence that follows “第 3 行” and “Line 3”.
pub(super) struct Fault {
    span: Span,
    zh: String,
    en: String,
    help: (String, String),
    edit: Option<(Span, String)>,
}

impl Fault {
    pub(super) fn new(span: Span, zh: impl Into<String>, en: impl Into<String>, help_zh: impl Into<String>, help_en: impl Into<String>) -> Self {
        Self { span, zh: zh.into(), en: en.into(), help: (help_zh.into(), help_en.into()), edit: None }
    }

    /// A fault that writing `text` instead would mend; `text` is shown in the help.
    fn mended(span: Span, zh: &str, en: &str, whole: Span, text: String) -> Self {
        let help = (format!("改成：{text}"), format!("write: {text}"));
        Self { span, zh: zh.into(), en: en.into(), help, edit: Some((whole, text)) }
    }

    pub(super) fn shifted(self, by: usize) -> Self {
        Self { span: self.span.shifted(by), edit: self.edit.map(|(s, t)| (s.shifted(by), t)), ..self }
    }

    pub(super) fn finding(self, line: usize, code: Code) -> Diagnostic {
        let found = Diagnostic::new(code, format!("第 {line} 行{}", self.zh), format!("Line {line} {}", self.en)).at(self.span).help(self.help.0, self.help.1);
        match self.edit {
            Some((span, text)) => found.edit(span, text),
            None => found,
        }
    }
}

/// A line taken apart: name, sign, value.
struct Line<'a> {
    text: &'a str,
    key: Span,
    sign: Span,
    value: Span,
    /// `=` for TOML, `:` for YAML.
    assign: char,
}

/// The slip in `line`, if it is a usual one. `assign` is the sign between name and value: `=` in TOML, `:` in YAML.
pub(super) fn mistyped(line: &str, assign: char) -> Option<Fault> {
    let trimmed = line.trim_start_matches([' ', '\t']);
    if trimmed.is_empty() || trimmed.starts_with('#') {
        return None;
    }
    bracket(line).or_else(|| wide_space(line)).or_else(|| {
        let parts = Line::take(line, assign)?;
        parts
            .wrong_sign()
            .or_else(|| parts.wide_quotes())
            .or_else(|| parts.han_key())
            .or_else(|| parts.bare_value())
            .or_else(|| parts.separators())
            .or_else(|| parts.trailing())
    })
}

fn is_wide_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '‟' | '‘' | '’' | '＂' | '＇' | '「' | '」' | '『' | '』' | '《')
}

/// `［footer］`, `【footer】` on a line of its own.
fn bracket(line: &str) -> Option<Fault> {
    let text = line.trim();
    let inner = text.strip_prefix(['［', '【', '〔'])?;
    let inner = inner.trim_end_matches(['］', '】', '〕', ']']).trim();
    let whole = Span::new(line.len() - line.trim_start().len(), line.trim_end().len());
    Some(Fault::mended(whole, "用了全角方括号", "has full-width brackets", whole, format!("[{inner}]")))
}

fn wide_space(line: &str) -> Option<Fault> {
    let at = line.find(|c: char| !c.is_ascii_whitespace())?;
    let c = line.get(at..)?.chars().next().filter(|c| c.is_whitespace())?;
    let span = Span::new(at, at + c.len_utf8());
    Some(Fault::mended(span, "开头有全角空格", "begins with a full-width space", Span::new(0, line.len()), line.trim().to_owned()))
}

impl<'a> Line<'a> {
    fn take(line: &'a str, assign: char) -> Option<Self> {
        let start = line.find(|c: char| !matches!(c, ' ' | '\t' | '-'))?;
        let rest = line.get(start..)?;
        let is_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.') || is_han(c);
        let key_len = rest.find(|c| !is_key(c)).filter(|n| *n > 0)?;
        let (_, after) = rest.split_at_checked(key_len)?;
        let gap = after.find(|c: char| !c.is_whitespace())?;
        let sign = after.get(gap..)?.chars().next().filter(|c| matches!(c, '=' | ':' | '＝' | '：' | '﹦' | '︰'))?;
        let sign_at = start + key_len + gap;
        let value_from = sign_at + sign.len_utf8();
        let value = line.get(value_from..)?;
        let value_at = value_from + (value.len() - value.trim_start().len());
        let end = line.trim_end().len().max(value_at);
        Some(Self { text: line, key: Span::new(start, start + key_len), sign: Span::new(sign_at, value_from), value: Span::new(value_at, end), assign })
    }

    fn key(&self) -> &'a str {
        self.key.of(self.text)
    }

    fn value(&self) -> &'a str {
        self.value.of(self.text)
    }

    /// The line with another value.
    fn with(&self, value: &str) -> String {
        let sign = if self.assign == '=' { " =" } else { ":" };
        format!("{}{sign} {value}", self.key())
    }

    fn whole(&self) -> Span {
        Span::new(self.key.start, self.value.end)
    }

    fn wrong_sign(&self) -> Option<Fault> {
        let sign = self.sign.of(self.text);
        let (zh, en) = match (sign, self.assign) {
            ("=", '=') => return None,
            (":", ':') if self.value.start > self.sign.end || self.value().is_empty() => return None,
            (":", ':') => ("的冒号后面少一个空格", "needs a space after the colon"),
            (":", _) => ("用了冒号，这里要用等号", "has a colon where an equals sign is needed"),
            ("=", _) => ("用了等号，这里要用冒号", "has an equals sign where a colon is needed"),
            ("＝" | "﹦", _) => ("用了全角等号“＝”", "has a full-width equals sign"),
            _ => ("用了全角冒号“：”", "has a full-width colon"),
        };
        let value = quoted(self.value(), self.assign);
        Some(Fault::mended(self.sign, zh, en, self.whole(), self.with(&value)))
    }

    /// Quotes that the input method turned: “甘肃”, or "甘肃” with one half turned.
    fn wide_quotes(&self) -> Option<Fault> {
        let value = self.value();
        let first = value.chars().next()?;
        let last = value.chars().next_back()?;
        let wide = if self.assign == '=' { is_wide_quote(first) } else { false };
        let halves = matches!(first, '"' | '\'') && is_wide_quote(last) && value.matches(first).count() == 1;
        let turned = is_wide_quote(first) && matches!(last, '"' | '\'') && value.matches(last).count() == 1;
        if !wide && !halves && !turned {
            return None;
        }
        let span =
            if halves { Span::new(self.value.end - last.len_utf8(), self.value.end) } else { Span::new(self.value.start, self.value.start + first.len_utf8()) };
        Some(Fault::mended(
            span,
            "用了全角引号，这里要用半角引号",
            "has curly quotes where straight ones are needed",
            self.whole(),
            self.with(&quoted(value, self.assign)),
        ))
    }

    fn han_key(&self) -> Option<Fault> {
        (self.assign == '=' && self.key().chars().any(is_han)).then(|| {
            Fault::new(
                self.key,
                format!("的字段名“{}”不是英文", self.key()),
                "has a field name that is not in English letters",
                "字段名用英文：标题 title，日期 date，摘要 summary，标签 tags，来源 source，作者 author，封面 cover，姓名 name，地点 place；其余见文档 front-matter.md",
                "field names are English: title, date, summary, tags, source, author, cover, name, place; docs/front-matter.md lists them all",
            )
        })
    }

    /// Text or a date without quotes, which TOML needs.
    fn bare_value(&self) -> Option<Fault> {
        let value = self.value();
        if self.assign != '=' {
            return None;
        }
        let Some(first) = value.chars().next().filter(|c| *c != '#') else {
            let help = ("在等号后面写上值；没有就删掉这一行", "give a value after the equals sign, or delete the line");
            return Some(Fault::new(self.whole(), "的字段后面没有值", "has a field without a value", help.0, help.1));
        };
        if matches!(first, '"' | '\'' | '[' | '{') || matches!(value, "true" | "false") {
            return None;
        }
        if let Some(moment) = Moment::parse(value) {
            let iso = moment.iso();
            return (iso != value).then(|| Fault::mended(self.value, "的日期写法不对", "has a date in another form", self.whole(), self.with(&iso)));
        }
        if matches!(value, "True" | "TRUE" | "False" | "FALSE") {
            return Some(Fault::mended(
                self.value,
                "的 true 或 false 要用小写",
                "needs true or false in lower case",
                self.whole(),
                self.with(&value.to_lowercase()),
            ));
        }
        let bare = first.is_alphabetic() || value.contains(is_han) || !value.is_ascii();
        bare.then(|| Fault::mended(self.value, "的文字没有加引号", "has text without quotes", self.whole(), self.with(&quoted(value, '='))))
    }

    /// Full-width commas or quotes between the items of a list.
    fn separators(&self) -> Option<Fault> {
        let value = self.value();
        if self.assign != '=' || !value.starts_with('[') {
            return None;
        }
        let mut inside = None;
        for (at, c) in value.char_indices() {
            match (inside, c) {
                (None, '"' | '\'') => inside = Some(c),
                (Some(q), _) if q == c => inside = None,
                (None, '，' | '、' | '；' | '“' | '”' | '‘' | '’' | '］' | '】') => {
                    let span = Span::new(self.value.start + at, self.value.start + at + c.len_utf8());
                    let items = list_items(value);
                    let zh = format!("的列表里用了{}", wide_name(c));
                    return Some(Fault::mended(span, &zh, "has full-width signs in its list", self.whole(), self.with(&items)));
                }
                _ => {}
            }
        }
        None
    }

    /// `"甘肃"，`: a comma or full stop after the closing quote.
    fn trailing(&self) -> Option<Fault> {
        let value = self.value();
        let kept = value.trim_end_matches([',', ';', '，', '；', '。', '、']);
        let quote = kept.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let fits = kept.len() < value.len() && kept.len() > 1 && kept.ends_with(quote);
        let span = Span::new(self.value.start + kept.len(), self.value.end);
        fits.then(|| Fault::mended(span, "的末尾多了标点", "has a sign after the closing quote", self.whole(), self.with(kept)))
    }
}

/// The value as TOML (always) or YAML (where it needs them) quotes it.
fn quoted(value: &str, assign: char) -> String {
    let plain = matches!(value, "true" | "false") || value.starts_with(['[', '{']) || value.parse::<f64>().is_ok();
    if plain
        || (assign == ':' && !value.contains(is_wide_quote) && !value.starts_with(['"', '\'']))
        || (value.len() > 1 && value.starts_with('"') && value.ends_with('"'))
    {
        return value.to_owned();
    }
    if let Some(moment) = Moment::parse(value) {
        return moment.iso();
    }
    let inner = value.trim_matches(['"', '\'', '“', '”', '‘', '’', '＂', '＇', '„', '‟', '「', '」']);
    format!("\"{}\"", inner.replace('\\', "\\\\").replace('"', "\\\""))
}

fn wide_name(c: char) -> &'static str {
    match c {
        '，' => "全角逗号",
        '、' => "顿号",
        '；' => "全角分号",
        '］' | '】' => "全角方括号",
        _ => "全角引号",
    }
}

fn list_items(value: &str) -> String {
    let inner = value.trim_matches(['[', ']', '［', '］', '】', '【']);
    let items: Vec<String> = inner.split([',', '，', '、', '；']).map(str::trim).filter(|s| !s.is_empty()).map(|s| quoted(s, '=')).collect();
    format!("[{}]", items.join(", "))
}
