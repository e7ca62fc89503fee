use std::net::{IpAddr, SocketAddr};

use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};

use super::Policy;
use super::own::{ENTER, is_act};

/// The names by which a browser on this machine calls it.
const NAMES: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// The two ends of a connection.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub local: SocketAddr,
    pub remote: SocketAddr,
}

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Visitor {
    /// Somebody at this machine.
    Editor,
    /// Somebody on the same network who was given the token: reads, and does nothing else.
    Guest,
}

/// The parts of a request that decide whether it is answered.
pub(super) struct Asked<'a> {
    pub method: &'a Method,
    pub uri: &'a Uri,
    pub headers: &'a HeaderMap,
}

/// Says who asks, and whether that one may.
///
/// A foreign `Host` is a page elsewhere that points its own name at this machine (DNS rebinding); a foreign `Origin` is a
/// page elsewhere that asks through the browser. From the network only the address itself is a host: no name of another's
/// can point at it.
///
/// # Errors
/// 403 for a foreign or missing host, a foreign origin, or a guest without the token; 405 for anything but GET and HEAD.
pub(super) fn admit(policy: &Policy, line: Line, asked: &Asked<'_>) -> Result<Visitor, StatusCode> {
    let port = line.local.port();
    let at_home = line.local.ip().to_canonical().is_loopback();
    let ours = |host: &str| if at_home { is_ours(host, port) } else { is_address(host, line.local) };
    if !is_well_addressed(asked, ours) {
        return Err(StatusCode::FORBIDDEN);
    }
    let visitor = if at_home { Visitor::Editor } else { Visitor::Guest };
    if visitor == Visitor::Guest && !knows_token(policy, port, asked) {
        return Err(StatusCode::FORBIDDEN);
    }
    let reads = asked.method == Method::GET || asked.method == Method::HEAD;
    let acts = asked.method == Method::POST && visitor == Visitor::Editor && is_act(asked.uri.path());
    if reads || acts { Ok(visitor) } else { Err(StatusCode::METHOD_NOT_ALLOWED) }
}

fn is_well_addressed(asked: &Asked<'_>, ours: impl Fn(&str) -> bool) -> bool {
    let mut hosts = asked.headers.get_all(header::HOST).iter();
    let host_is_ours = match (hosts.next(), hosts.next()) {
        (Some(host), None) => host.to_str().is_ok_and(&ours),
        _ => false,
    };
    let target_is_ours = asked.uri.authority().is_none_or(|a| ours(a.as_str()));
    let origin_is_ours = |origin: &HeaderValue| origin.to_str().ok().and_then(|o| o.strip_prefix("http://")).is_some_and(&ours);
    host_is_ours && target_is_ours && asked.headers.get_all(header::ORIGIN).iter().all(origin_is_ours)
}

/// The name of the cookie that holds a guest's token: cookies know no ports, so the name does.
pub(super) fn cookie_name(port: u16) -> String {
    format!("jx-{port}")
}

/// A guest shows the token once in the address, and later as a cookie.
fn knows_token(policy: &Policy, port: u16, asked: &Asked<'_>) -> bool {
    let Some(token) = &policy.token else { return false };
    if asked.uri.path() == ENTER {
        return asked.uri.query().and_then(|query| query.strip_prefix("token=")).is_some_and(|told| token.is(told));
    }
    let name = cookie_name(port);
    let cookies = asked.headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok()).flat_map(|text| text.split(';'));
    cookies.filter_map(|cookie| cookie.trim().split_once('=')).any(|(n, told)| n == name && token.is(told))
}

fn is_ours(host: &str, port: u16) -> bool {
    let lower = host.to_ascii_lowercase();
    NAMES.iter().any(|name| lower.strip_prefix(name).is_some_and(|rest| is_port(rest, port)))
}

/// The address on which the request came, in digits.
fn is_address(host: &str, local: SocketAddr) -> bool {
    let ip = match local.ip().to_canonical() {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => format!("[{ip}]"),
    };
    host.strip_prefix(&ip).is_some_and(|rest| is_port(rest, local.port()))
}

/// A browser leaves the port out where it is the one of the scheme (RFC 9110 §4.2.3).
fn is_port(rest: &str, port: u16) -> bool {
    if rest.is_empty() { port == 80 } else { rest.strip_prefix(':').is_some_and(|p| p == port.to_string()) }
}

#[cfg(test)]
mod tests {
    use super::{is_address, is_ours};

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

    #[test]
    fn from_the_network_only_the_address_itself() {
        let local = "192.168.1.5:5151".parse().unwrap();
        assert!(is_address("192.168.1.5:5151", local));
        for foreign in ["192.168.1.5", "192.168.1.50:5151", "192.168.1.5:80", "localhost:5151", "a.cn:5151", "192.168.1.5.nip.io:5151"] {
            assert!(!is_address(foreign, local), "{foreign}");
        }
    }
}
