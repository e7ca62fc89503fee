use crate::path::Url;

/// The absolute address at which the site will stand (RFC 3986): scheme http or https, a host, maybe a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// Reads an absolute http(s) address; its path gets a closing `/`. `None` for anything else, for user names, queries
    /// and fragments.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        let (scheme, rest) = text.split_once("://")?;
        let scheme = scheme.to_ascii_lowercase();
        if !matches!(scheme.as_str(), "http" | "https") || rest.contains(['?', '#', '@', '\\', '"', '<', '>', ' ', '\u{3000}']) {
            return None;
        }
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let name = host.rsplit_once(':').filter(|(_, port)| port.parse::<u16>().is_ok()).map_or(host, |(name, _)| name);
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
        let bracketed = name.starts_with('[') && name.ends_with(']') && name.len() > 3;
        if name.is_empty() || name.starts_with('.') || !(name.chars().all(is_name) || bracketed) {
            return None;
        }
        let path = path.trim_matches('/');
        if path.split('/').any(|part| matches!(part, "." | "..")) || path.contains("//") {
            return None;
        }
        Some(Self(if path.is_empty() { format!("{scheme}://{host}/") } else { format!("{scheme}://{host}/{path}/") }))
    }

    /// The address, ending in `/`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path from the host's root to the site's, beginning and ending in `/`.
    pub fn path(&self) -> &str {
        self.0.split_once("://").and_then(|(_, rest)| rest.find('/').and_then(|at| rest.get(at..))).unwrap_or("/")
    }

    /// The absolute address of a page or file, percent-encoded.
    pub fn join(&self, url: &Url) -> String {
        format!("{}{}", self.0, url.link(false))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_absolute_addresses() {
        for (text, whole, path) in [
            ("https://www.example.cn", "https://www.example.cn/", "/"),
            ("HTTP://example.cn:8080/zt/2022", "http://example.cn:8080/zt/2022/", "/zt/2022/"),
            ("https://专题.example/", "https://专题.example/", "/"),
        ] {
            let base = BaseUrl::new(text).unwrap();
            assert_eq!((base.as_str(), base.path()), (whole, path));
        }
        for text in ["", "www.example.cn", "//example.cn", "ftp://example.cn", "https://", "https://a b", "https://x?y", "https://u@h/", "https://h/../x"] {
            assert_eq!(BaseUrl::new(text), None, "{text}");
        }
    }
}
