//! Dates (日期) of documents: a day, with a time of day where one was written.

use jiff::civil::{Date, DateTime, Time};

/// A day, and the time of day if the text gave one, in the site's own time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Moment {
    /// The day.
    pub day: Date,
    /// The time of day, if it was written.
    pub time: Option<Time>,
}

impl Moment {
    /// Reads `2022-04-29`, `2022-04-29 09:30`, `2022-04-29T09:30:00`, `2022年4月29日`, `2022/4/29` and `2022.4.29`.
    ///
    /// A zone offset is refused: dates are in the site's time zone.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (day, time) = match text.split_once(['T', ' ']) {
            Some((day, time)) => (day, Some(time.trim())),
            None => (text, None),
        };
        let unified = day.replace(['年', '月', '/', '.'], "-").replace('日', "");
        let mut parts = unified.split('-').map(|p| p.parse::<i16>().ok());
        let (year, month, date) = (parts.next()??, parts.next()??, parts.next()??);
        if parts.next().is_some() || year < 1000 {
            return None;
        }
        let day = Date::new(year, i8::try_from(month).ok()?, i8::try_from(date).ok()?).ok()?;
        let time = match time {
            Some(t) if !t.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.')) => return None,
            Some(t) => Some(t.parse::<Time>().ok().or_else(|| format!("{t}:00").parse().ok())?),
            None => None,
        };
        Some(Self { day, time })
    }

    /// `2022-04-29`.
    pub fn iso_day(&self) -> String {
        self.day.to_string()
    }

    /// `2022-04-29` or `2022-04-29T09:30`, as HTML's `datetime` takes it.
    pub fn iso(&self) -> String {
        match self.time {
            Some(t) => format!("{}T{:02}:{:02}", self.day, t.hour(), t.minute()),
            None => self.day.to_string(),
        }
    }

    /// With midnight where no time was written.
    pub fn at(&self) -> DateTime {
        self.day.to_datetime(self.time.unwrap_or(Time::midnight()))
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> Self {
        match moment.time {
            Some(time) => format!("{}T{time}", moment.day),
            None => moment.day.to_string(),
        }
    }
}

impl TryFrom<String> for Moment {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_date() {
        for text in ["2022-04-29", "2022年4月29日", "2022/4/29", "2022.04.29", "2022-04-29 09:30", "2022-04-29T09:30:00"] {
            assert_eq!(Moment::parse(text).map(|m| m.iso_day()), Some("2022-04-29".to_owned()), "{text}");
        }
        for text in ["", "2022-02-30", "22-4-29", "2022-04", "明天", "2022-04-29T09:30:00+08:00"] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }
}
