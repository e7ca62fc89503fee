use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use crate::path::encode;

/// The files that a page shows by `src` or `poster`, by their encoded paths, with what `digest` says of each decoded path.
///
/// An open page asks for such a file again where its digest is another one; everything else stays as it is.
pub(super) fn files_in(page: &str, path: &str, digest: impl Fn(&str) -> Option<String>) -> Value {
    let mut found = Map::new();
    for attribute in [" src=", " poster="] {
        for rest in page.split(attribute).skip(1) {
            let Some(at) = resolved(path, &value(rest).replace("&amp;", "&")) else { continue };
            if let Some(digest) = digest(&at) {
                found.insert(encode(&at), digest.into());
            }
        }
    }
    Value::Object(found)
}

/// What an attribute holds, in quotation marks or, as minified pages have it, without.
fn value(rest: &str) -> &str {
    let quoted = ['"', '\''].into_iter().find_map(|mark| rest.strip_prefix(mark)?.split(mark).next());
    quoted.unwrap_or_else(|| rest.split(|c: char| c.is_ascii_whitespace() || c == '>').next().unwrap_or(""))
}

/// The decoded path that a reference names on a page at a decoded path; `None` for what lies on other hosts.
fn resolved(path: &str, reference: &str) -> Option<String> {
    let reference = reference.split(['?', '#']).next().unwrap_or("");
    if reference.is_empty() || reference.starts_with("//") || reference.split('/').next().is_some_and(|first| first.contains(':')) {
        return None;
    }
    let reference: Cow<'_, str> = percent_decode_str(reference).decode_utf8().ok()?;
    let mut parts: Vec<&str> = match reference.starts_with('/') {
        true => Vec::new(),
        false => path.rsplit_once('/').map_or("", |(folder, _)| folder).split('/').filter(|p| !p.is_empty()).collect(),
    };
    for part in reference.split('/').filter(|p| !p.is_empty()) {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    Some(format!("/{}", parts.join("/")))
}

#[cfg(test)]
mod tests {
    use super::files_in;

    #[test]
    fn references_are_found_from_where_the_page_stands() {
        let page = r#"<img src="../x%20y.svg" alt=""><video poster="/a/%E5%9B%BE.svg?1"><img src="https://example.org/z.svg"><img src="data:x"><script src="no.js"></script><img src=../z.svg alt>"#;
        let known = |at: &str| ["/news/x y.svg", "/a/图.svg", "/news/z.svg"].contains(&at).then(|| at.len().to_string());
        let found = files_in(page, "/news/day/", known);
        assert_eq!(found, serde_json::json!({ "/news/x%20y.svg": "13", "/a/%E5%9B%BE.svg": "10", "/news/z.svg": "11" }));
    }
}
