use percent_encoding::percent_decode_str;

use crate::path::{OutPath, encode};
use crate::plan::Plan;

/// Where everything of the preview itself stands; no site plans a path that begins so.
pub(super) const OWN: &str = "/__jiangxin/";

/// What an address of a request means in a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Address {
    /// A planned file.
    At(OutPath),
    /// A page whose address lacks its closing `/`; the right one, encoded.
    Moved(String),
    /// Nothing that is planned.
    Nowhere,
    /// No address: not UTF-8 once decoded.
    Malformed,
}

/// Looks up the path of a request, decoded once.
///
/// The site stands at the root and, for the absolute links of its 404 page, at the path of its base address too
/// (`/` or `/zt/`, see [`crate::edition::Edition::base_path`]).
pub(super) fn look_up(plan: &Plan, base: &str, path: &str) -> Address {
    let Ok(decoded) = percent_decode_str(path).decode_utf8() else { return Address::Malformed };
    let Some(inner) = decoded.strip_prefix('/') else { return Address::Nowhere };
    let base = percent_decode_str(base).decode_utf8_lossy();
    let below = decoded.strip_prefix(base.trim_end_matches('/')).and_then(|rest| rest.strip_prefix('/'));
    [Some(inner), below].into_iter().flatten().find_map(|inner| planned(plan, inner, &decoded)).unwrap_or(Address::Nowhere)
}

fn planned(plan: &Plan, inner: &str, whole: &str) -> Option<Address> {
    let holds = |path: String| OutPath::new(&path).filter(|p| plan.artifacts.contains_key(p));
    if inner.is_empty() || inner.ends_with('/') {
        return holds(format!("{inner}index.html")).map(Address::At);
    }
    let file = holds(inner.to_owned()).map(Address::At);
    file.or_else(|| holds(format!("{inner}/index.html")).map(|_| Address::Moved(format!("{}/", encode(whole)))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Artifact;

    #[test]
    fn only_planned_paths() {
        let mut plan = Plan::default();
        for path in ["index.html", "news/活动 一/index.html", "404.html"] {
            plan.artifacts.extend(OutPath::new(path).map(|p| (p, Artifact::Robots)));
        }
        let at = |path: &str| look_up(&plan, "/zt/", path);
        let file = |path: &str| Address::At(OutPath::new(path).unwrap());
        assert_eq!(at("/"), file("index.html"));
        assert_eq!(at("/zt/"), file("index.html"));
        assert_eq!(at("/zt/404.html"), file("404.html"));
        assert_eq!(at("/news/%E6%B4%BB%E5%8A%A8%20%E4%B8%80/"), file("news/活动 一/index.html"));
        assert_eq!(at("/zt/news/活动%20一"), Address::Moved("/zt/news/%E6%B4%BB%E5%8A%A8%20%E4%B8%80/".to_owned()));
        for nowhere in
            ["", "//", "/zt", "/../index.html", "//index.html", "/news/%252e%252e/", "/x/../index.html", "/index.html/", "/ztindex.html", "/index.html%00"]
        {
            assert_eq!(at(nowhere), Address::Nowhere, "{nowhere}");
        }
        assert_eq!(at("/%FF"), Address::Malformed);
    }
}
