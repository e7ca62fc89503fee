use std::convert::Infallible;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::WatchStream;

use super::address::{Address, OWN};
use super::guard::admit;
use super::media::media_type;
use super::stage::Found;
use super::{Showing, Stage};
use crate::path::OutPath;

const SCRIPT: &str = include_str!("preview.js");
const STYLE: &str = include_str!("preview.css");
/// Stands in every page that the preview serves, and in none that a build writes.
const TAG: &[u8] = br#"<script src="/__jiangxin/preview.js" defer></script>"#;

/// What every answer needs.
#[derive(Clone)]
pub(super) struct Desk {
    pub port: u16,
    pub stage: Arc<Stage>,
}

/// Answers one request.
pub(super) async fn answer(State(desk): State<Desk>, request: Request) -> Response {
    let (method, uri, headers) = (request.method(), request.uri(), request.headers());
    let mut response = match admit(desk.port, method, uri, headers) {
        Ok(()) => admitted(desk.stage, uri).await,
        Err(status) => refusal(status),
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
    response
}

async fn admitted(stage: Arc<Stage>, uri: &Uri) -> Response {
    match uri.path().strip_prefix(OWN) {
        Some("preview.js") => bytes(StatusCode::OK, "preview.js", SCRIPT),
        Some("preview.css") => bytes(StatusCode::OK, "preview.css", STYLE),
        Some("events") => events(&stage, uri.query().unwrap_or_default()),
        Some(_) => refusal(StatusCode::NOT_FOUND),
        None => {
            let path = uri.path().to_owned();
            // Rendering and reading block; the few threads that answer must not.
            let answered = tokio::task::spawn_blocking(move || planned(&stage, &path)).await;
            answered.unwrap_or_else(|_| refusal(StatusCode::INTERNAL_SERVER_ERROR))
        }
    }
}

fn planned(stage: &Stage, path: &str) -> Response {
    let (shown, address) = stage.address(path);
    match address {
        Address::At(path) => found(stage, &shown, &path, StatusCode::OK).unwrap_or_else(|| lost(stage, &shown)),
        Address::Moved(to) => (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, to)]).into_response(),
        Address::Nowhere => lost(stage, &shown),
        Address::Malformed => refusal(StatusCode::BAD_REQUEST),
    }
}

/// The site's own 404 page.
fn lost(stage: &Stage, shown: &Showing) -> Response {
    let page = OutPath::new("404.html").and_then(|path| found(stage, shown, &path, StatusCode::NOT_FOUND));
    page.unwrap_or_else(|| refusal(StatusCode::NOT_FOUND))
}

fn found(stage: &Stage, shown: &Showing, path: &OutPath, status: StatusCode) -> Option<Response> {
    match stage.find(shown, path)? {
        Found::Page(page, version) => {
            let timing = HeaderValue::from_str(&format!("jx;desc=\"{version}\"")).ok();
            let mut response = bytes(status, "page.html", with_tag(&page));
            response.headers_mut().extend(timing.map(|value| (header::HeaderName::from_static("server-timing"), value)));
            Some(response)
        }
        Found::File(file) => Some(bytes(status, path.as_str(), file.to_vec())),
        Found::Broken => Some(bytes(StatusCode::INTERNAL_SERVER_ERROR, "page.html", with_tag(broken(stage).as_bytes()))),
        Found::Gone => None,
    }
}

/// The page with the preview's script before its end.
fn with_tag(page: &[u8]) -> Vec<u8> {
    const END: &[u8] = b"</body>";
    let at = page.windows(END.len()).rposition(|part| part.eq_ignore_ascii_case(END)).unwrap_or(page.len());
    let (before, after) = page.split_at(at);
    [before, TAG, after].concat()
}

/// Stands for a page whose template fails; the preview's script says over it what is wrong.
fn broken(stage: &Stage) -> String {
    let tongue = stage.tongue();
    let (lang, said) =
        (tongue.pick("zh-Hans", "en"), tongue.pick("这一页暂时显示不出来，原因见页面上的提示。", "This page cannot be shown yet; the box on it says why."));
    format!("<!doctype html><html lang=\"{lang}\"><head><meta charset=\"utf-8\"><title>500</title></head><body><p>{said}</p></body></html>")
}

/// The state of the preview, and again whenever it changes; `path=` names the page that is looked at.
fn events(stage: &Arc<Stage>, query: &str) -> Response {
    let path = query.split('&').find_map(|part| part.strip_prefix("path=")).unwrap_or_default();
    let path = percent_decode_str(path).decode_utf8_lossy();
    let looking = match stage.address(&path) {
        (_, Address::At(at)) => Some(stage.look_at(at)),
        _ => None,
    };
    let states = WatchStream::new(stage.listen()).map(move |state| {
        // Lives as long as the connection.
        let _ = &looking;
        Ok::<Event, Infallible>(Event::default().data(&*state))
    });
    Sse::new(states).keep_alive(KeepAlive::default()).into_response()
}

fn bytes(status: StatusCode, name: &str, body: impl Into<Body>) -> Response {
    (status, [(header::CONTENT_TYPE, media_type(name))], body.into()).into_response()
}

fn refusal(status: StatusCode) -> Response {
    let mut response = bytes(status, "refusal.txt", status.to_string());
    if status == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}
