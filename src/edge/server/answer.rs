use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;
use serde_json::Value;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::WatchStream;

use super::act::act;
use super::address::{Address, OWN};
use super::file::send;
use super::guard::{Asked, Line, Visitor, admit};
use super::own::{self, ENTER, is_act, own};
use super::stage::Found;
use super::{Policy, Showing, Stage};
use crate::path::OutPath;

/// Stands in every page that the preview serves, and in none that a build writes.
const TAG: &str = r#"<script src="/__jiangxin/preview.js" defer></script>"#;
/// The same for guests, whose pages are marked 内部预览.
const GUEST_TAG: &str = r#"<link rel="stylesheet" href="/__jiangxin/watermark.css"><script src="/__jiangxin/preview.js" defer></script>"#;
/// A page keeps the policy that its theme gives it; this forbids only what no page of a built site does.
const POLICY: &str = "object-src 'none'; base-uri 'self'; frame-ancestors 'self'";

/// What every answer needs.
#[derive(Clone)]
pub(super) struct Desk {
    pub stage: Arc<Stage>,
    pub policy: Arc<Policy>,
}

/// A request that was let in.
struct Admitted {
    visitor: Visitor,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
}

/// Answers one request.
pub(super) async fn answer(State(desk): State<Desk>, ConnectInfo(line): ConnectInfo<Line>, request: Request) -> Response {
    let (head, _) = request.into_parts();
    let asked = Asked { method: &head.method, uri: &head.uri, headers: &head.headers };
    let mut response = match admit(&desk.policy, line, &asked) {
        Ok(visitor) => admitted(desk, line, Admitted { visitor, method: head.method, uri: head.uri, headers: head.headers }).await,
        Err(status) => {
            if status == StatusCode::FORBIDDEN {
                desk.policy.refuse(line.remote.ip().to_canonical());
            }
            refusal(status)
        }
    };
    let headers = response.headers_mut();
    let fixed = [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "SAMEORIGIN"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    headers.extend(fixed.map(|(name, value)| (name, HeaderValue::from_static(value))));
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(POLICY));
    response
}

async fn admitted(desk: Desk, line: Line, asked: Admitted) -> Response {
    if asked.uri.path() == ENTER && asked.visitor == Visitor::Guest {
        return desk.policy.token.as_ref().map_or_else(|| refusal(StatusCode::NOT_FOUND), |token| own::enter(&desk.stage, token, line.local.port()));
    }
    if asked.uri.path().strip_prefix(OWN) == Some("events") {
        return events(&desk, asked.visitor, asked.uri.query().unwrap_or_default());
    }
    // Rendering and reading block; the few threads that answer must not.
    tokio::task::spawn_blocking(move || quiet(&desk, &asked)).await.unwrap_or_else(|_| refusal(StatusCode::INTERNAL_SERVER_ERROR))
}

fn quiet(desk: &Desk, asked: &Admitted) -> Response {
    let path = asked.uri.path();
    match path.strip_prefix(OWN) {
        Some(name) if asked.method == Method::POST => act(&desk.stage, &desk.policy, name, asked.uri.query().unwrap_or_default(), &asked.headers),
        Some(_) if is_act(path) => refusal(StatusCode::METHOD_NOT_ALLOWED),
        Some(name) => own(&desk.stage, name).unwrap_or_else(|| refusal(StatusCode::NOT_FOUND)),
        None => planned(&desk.stage, asked),
    }
}

fn planned(stage: &Stage, asked: &Admitted) -> Response {
    let (shown, address) = stage.address(asked.uri.path());
    match address {
        Address::At(path) => found(stage, &shown, &path, asked, StatusCode::OK).unwrap_or_else(|| lost(stage, &shown, asked)),
        Address::Moved(to) => (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, to)]).into_response(),
        Address::Nowhere => lost(stage, &shown, asked),
        Address::Malformed => refusal(StatusCode::BAD_REQUEST),
    }
}

/// The site's own 404 page.
fn lost(stage: &Stage, shown: &Showing, asked: &Admitted) -> Response {
    let page = OutPath::new("404.html").and_then(|path| found(stage, shown, &path, asked, StatusCode::NOT_FOUND));
    page.unwrap_or_else(|| refusal(StatusCode::NOT_FOUND))
}

fn found(stage: &Stage, shown: &Showing, path: &OutPath, asked: &Admitted, status: StatusCode) -> Option<Response> {
    let tag = if asked.visitor == Visitor::Editor { TAG } else { GUEST_TAG };
    match stage.find(shown, path)? {
        Found::Page(page, version) => {
            let timing = HeaderValue::from_str(&format!("jx;desc=\"{version}\"")).ok();
            let mut response = html(status, with_tag(&page, tag));
            response.headers_mut().extend(timing.map(|value| (header::HeaderName::from_static("server-timing"), value)));
            Some(response)
        }
        Found::File(content) => send(content, path.as_str(), &asked.method, &asked.headers).ok(),
        Found::Broken => Some(html(StatusCode::INTERNAL_SERVER_ERROR, with_tag(broken(stage).as_bytes(), tag))),
        Found::Gone => None,
    }
}

/// The page with the preview's script before its end.
fn with_tag(page: &[u8], tag: &str) -> Vec<u8> {
    const END: &[u8] = b"</body>";
    let at = page.windows(END.len()).rposition(|part| part.eq_ignore_ascii_case(END)).unwrap_or(page.len());
    let (before, after) = page.split_at(at);
    [before, tag.as_bytes(), after].concat()
}

/// Stands for a page whose template fails; the preview's script says over it what is wrong.
fn broken(stage: &Stage) -> String {
    let tongue = stage.tongue();
    let (lang, said) =
        (tongue.pick("zh-Hans", "en"), tongue.pick("这一页暂时显示不出来，原因见页面上的提示。", "This page cannot be shown yet; the box on it says why."));
    format!("<!doctype html><html lang=\"{lang}\"><head><meta charset=\"utf-8\"><title>500</title></head><body><p>{said}</p></body></html>")
}

/// The state of the preview, and again whenever it changes; `path=` names the page that is looked at.
fn events(desk: &Desk, visitor: Visitor, query: &str) -> Response {
    let stage = desk.stage.clone();
    let path = query.split('&').find_map(|part| part.strip_prefix("path=")).unwrap_or_default();
    let path = percent_decode_str(path).decode_utf8_lossy().into_owned();
    let looking = match stage.address(&path) {
        (_, Address::At(at)) => Some(stage.look_at(at)),
        _ => None,
    };
    let secret = desk.policy.secret.as_ref().filter(|_| visitor == Visitor::Editor).map(|secret| secret.text().to_owned());
    let states = WatchStream::new(stage.listen()).then(move |state| {
        // Lives as long as the connection.
        let _ = &looking;
        let (stage, path, secret) = (stage.clone(), path.clone(), secret.clone());
        async move {
            let told = tokio::task::spawn_blocking(move || told(&stage, &state, visitor, &path, secret.as_deref()));
            Ok::<Event, Infallible>(Event::default().data(told.await.unwrap_or_default()))
        }
    });
    Sse::new(states).keep_alive(KeepAlive::default()).into_response()
}

/// A state as a page is told it, with the page itself: what was saved is shown without another request.
fn told(stage: &Stage, state: &Value, visitor: Visitor, path: &str, secret: Option<&str>) -> String {
    let (mut told, tag) = match visitor {
        Visitor::Editor => (stage.tell_editor(state, path, secret), TAG),
        Visitor::Guest => (Stage::tell_guest(state), GUEST_TAG),
    };
    if let Some(page) = stage.page_of(state, path) {
        told["files"] = stage.files_of(&page, path);
        told["html"] = Value::from(String::from_utf8_lossy(&with_tag(&page, tag)));
    }
    told.to_string()
}

fn html(status: StatusCode, page: Vec<u8>) -> Response {
    (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
}

fn refusal(status: StatusCode) -> Response {
    let mut response = own::answer(status, "refusal.txt", status.to_string());
    if status == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}
