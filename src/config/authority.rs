//! Filing numbers (备案号) that the authorities ask every site in China to show, with the links they ask for.

use crate::text::is_han;

/// An ICP filing number (ICP备案号; 非经营性互联网信息服务备案管理办法, 工信部令第 33 号).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Icp {
    /// As shown: 陇ICP备12345678号-1.
    pub text: String,
    /// Where it leads.
    pub url: String,
}

/// A police filing number (公安联网备案号; 计算机信息网络国际联网安全保护管理办法).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Police {
    /// As shown: 甘公网安备62010002000123号.
    pub text: String,
    /// Where it leads: the query for its digits.
    pub url: String,
}

impl Icp {
    /// `[province]ICP[备证]` with 6 to 10 digits, 号, and maybe a serial; `None` for anything else.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        let rest = after_province(text)?.strip_prefix("ICP")?;
        let rest = rest.strip_prefix('备').or_else(|| rest.strip_prefix('证'))?;
        let (digits, rest) = digits(rest);
        let serial = rest.strip_prefix('号')?;
        let fits = (6..=10).contains(&digits.len()) && serial.strip_prefix('-').map_or(serial.is_empty(), is_number);
        fits.then(|| Self { text: text.to_owned(), url: "https://beian.miit.gov.cn/".to_owned() })
    }
}

impl Police {
    /// `[province]公网安备`, 14 digits, 号; `None` for anything else.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        let (digits, rest) = digits(after_province(text)?.strip_prefix("公网安备")?.trim_start());
        let fits = digits.len() == 14 && rest.trim() == "号";
        fits.then(|| Self { text: text.to_owned(), url: format!("https://beian.mps.gov.cn/#/query/webSearch?code={digits}") })
    }
}

/// The text after a province's one-character name (甘, 陇, 京 …).
fn after_province(text: &str) -> Option<&str> {
    let first = text.chars().next().filter(|c| is_han(*c))?;
    text.get(first.len_utf8()..)
}

fn digits(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_of_filing_numbers() {
        for text in ["陇ICP备12345678号", "陇ICP备05000000号-1", "京ICP证030173号"] {
            assert_eq!(Icp::new(text).map(|i| i.text), Some(text.to_owned()));
        }
        for text in ["ICP备12345678号", "陇ICP备123号", "陇icp备12345678号", "陇ICP备12345678", "陇ICP备12345678号-", ""] {
            assert_eq!(Icp::new(text), None, "{text}");
        }
        assert_eq!(
            Police::new("甘公网安备 62010002000123号").map(|p| p.url),
            Some("https://beian.mps.gov.cn/#/query/webSearch?code=62010002000123".to_owned())
        );
        for text in ["甘公网安备6201000200012号", "公网安备62010002000123号", "甘公网安备62010002000123"] {
            assert_eq!(Police::new(text), None, "{text}");
        }
    }
}
