use jiff::ToSpan;
use jiff::civil::Date;

/// What the texts of a scaffold ask for.
pub(super) struct Blanks {
    title: String,
    slug: String,
    today: Date,
}

impl Blanks {
    /// Takes a title (line ends and control characters become blanks), a clean slug and the day.
    pub(super) fn new(title: &str, slug: &str, today: Date) -> Self {
        let title = title.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
        Self { title, slug: slug.to_owned(), today }
    }

    /// `20260421`.
    pub(super) fn stamp(&self) -> String {
        stamp(self.today)
    }

    /// The year of the day, as a notice's number has it.
    pub(super) fn year(&self) -> String {
        self.today.year().to_string()
    }

    /// The text with its blanks filled. What is filled in is not looked at again; an unknown blank stays.
    pub(super) fn fill(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("{{") {
            out.push_str(before);
            let Some((name, tail)) = after.split_once("}}") else {
                out.push_str("{{");
                rest = after;
                continue;
            };
            out.push_str(&self.value(name).unwrap_or_else(|| format!("{{{{{name}}}}}")));
            rest = tail;
        }
        out + rest
    }

    fn value(&self, name: &str) -> Option<String> {
        Some(match name {
            "title" => toml::Value::from(self.title.as_str()).to_string(),
            "name" => escaped(&self.title),
            "slug" => self.slug.clone(),
            "date" => self.today.to_string(),
            "next" => self.today.checked_add(1.year()).unwrap_or(self.today).to_string(),
            "day" => format!("{}年{}月{}日", self.today.year(), self.today.month(), self.today.day()),
            "year" => self.year(),
            "stamp" => self.stamp(),
            _ => return None,
        })
    }
}

/// A day as eight digits.
pub(super) fn stamp(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// A title inside markdown text: characters that would mark something up are escaped (CommonMark 2.4).
fn escaped(title: &str) -> String {
    title.chars().fold(String::new(), |mut out, c| {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '~' | '|') {
            out.push('\\');
        }
        out.push(c);
        out
    })
}
