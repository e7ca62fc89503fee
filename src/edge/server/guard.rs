use axum::http::{HeaderMap, Method, StatusCode, Uri, header};

/// The names by which a browser on this machine calls it.
const NAMES: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// Says whether a request may be answered at all.
///
/// A foreign `Host` is a page elsewhere that points its own name at this machine (DNS rebinding); a foreign `Origin` is a
/// page elsewhere that asks through the browser.
///
/// # Errors
/// 403 for a foreign or missing host or a foreign origin, 405 for anything but GET and HEAD.
pub(super) fn admit(port: u16, method: &Method, uri: &Uri, headers: &HeaderMap) -> Result<(), StatusCode> {
    let mut hosts = headers.get_all(header::HOST).iter();
    let host_is_ours = match (hosts.next(), hosts.next()) {
        (Some(host), None) => host.to_str().is_ok_and(|host| is_ours(host, port)),
        _ => false,
    };
    let target_is_ours = uri.authority().is_none_or(|a| is_ours(a.as_str(), port));
    let origin_is_ours = |origin: &header::HeaderValue| origin.to_str().ok().and_then(|o| o.strip_prefix("http://")).is_some_and(|host| is_ours(host, port));
    if !host_is_ours || !target_is_ours || !headers.get_all(header::ORIGIN).iter().all(origin_is_ours) {
        return Err(StatusCode::FORBIDDEN);
    }
    if method != Method::GET && method != Method::HEAD {
        return Err(StatusCode::METHOD_NOT_ALLOWED);
    }
    Ok(())
}

fn is_ours(host: &str, port: u16) -> bool {
    let lower = host.to_ascii_lowercase();
    NAMES.iter().any(|name| match lower.strip_prefix(name) {
        // A browser leaves the port out where it is the one of the scheme (RFC 9110 §4.2.3).
        Some("") => port == 80,
        Some(rest) => rest.strip_prefix(':').is_some_and(|p| p == port.to_string()),
        None => false,
    })
}

#[cfg(test)]
mod tests {
    use super::is_ours;

    #[test]
    fn only_own_names() {
        for ours in ["localhost:5151", "LOCALHOST:5151", "127.0.0.1:5151", "[::1]:5151"] {
            assert!(is_ours(ours, 5151), "{ours}");
        }
        for foreign in ["", "localhost", "localhost:80", "localhost:5151.evil.cn", "localhost.evil.cn:5151", "evil.cn:5151", "127.0.0.2:5151", "0.0.0.0:5151"] {
            assert!(!is_ours(foreign, 5151), "{foreign}");
        }
        assert!(is_ours("localhost", 80));
    }
}
