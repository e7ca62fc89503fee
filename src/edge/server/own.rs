use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;

use super::Stage;
use super::address::{Address, OWN};
use super::guard::cookie_name;
use super::secret::Secret;
use crate::media::media_type;

/// Where a guest comes in.
pub(super) const ENTER: &str = "/__jiangxin/enter";

/// The script, one file for each of its concerns, joined into one.
const SCRIPT: &str = concat!(
    "/* The preview: keeps an open page up to date, shows what is wrong over it and what is known of it. Never part of a built site. */\n",
    "(function () {\n  \"use strict\";\n",
    include_str!("page/tree.js"),
    include_str!("page/errors.js"),
    include_str!("page/bar.js"),
    include_str!("page/morph.js"),
    include_str!("page/keep.js"),
    include_str!("page/live.js"),
    "}());\n"
);
/// The preview's own pages take nothing from elsewhere.
const STRICT: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// Whether a path names one of the requests that do something.
pub(super) fn is_act(path: &str) -> bool {
    matches!(path.strip_prefix(OWN), Some("open" | "mend"))
}

/// A file of the preview itself; `None` where it has none of that name.
pub(super) fn own(stage: &Stage, name: &str) -> Option<Response> {
    let (kind, text) = match name {
        "preview.js" => ("preview.js", SCRIPT),
        "preview.css" => ("preview.css", include_str!("page/preview.css")),
        "phone.js" => ("phone.js", include_str!("page/phone.js")),
        "phone.css" => ("phone.css", include_str!("page/phone.css")),
        "watermark.css" => ("watermark.css", include_str!("page/watermark.css")),
        "watermark.svg" => ("watermark.svg", include_str!("page/watermark.svg")),
        _ => return name.strip_prefix("phone/").and_then(|rest| phone(stage, &format!("/{rest}"))),
    };
    Some(answer(StatusCode::OK, kind, text.to_owned()))
}

/// A planned page in a frame as wide as a phone.
fn phone(stage: &Stage, path: &str) -> Option<Response> {
    let (_, Address::At(at)) = stage.address(path) else { return None };
    let tongue = stage.tongue();
    let path = path.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    let page = include_str!("page/phone.html")
        .replace("{lang}", tongue.pick("zh-Hans", "en"))
        .replace("{title}", tongue.pick("手机宽度", "phone width"))
        .replace("{back}", tongue.pick("回到电脑宽度", "back to desktop width"))
        .replace("{path}", &path);
    at.as_str().ends_with(".html").then(|| answer(StatusCode::OK, "page.html", page))
}

/// Hands a guest the cookie and sends it to the home page.
///
/// A page rather than a redirect: a browser that follows a link from elsewhere keeps a strict cookie back on the way.
pub(super) fn enter(stage: &Stage, token: &Secret, port: u16) -> Response {
    let page = format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"0;url=/\"><title>匠心</title></head><body><p><a href=\"/\">{}</a></p></body></html>",
        stage.tongue().pick("zh-Hans", "en"),
        stage.tongue().pick("打开内部预览", "open the internal preview")
    );
    let mut response = answer(StatusCode::OK, "page.html", page);
    let cookie = format!("{}={}; Path=/; HttpOnly; SameSite=Strict", cookie_name(port), token.text());
    response.headers_mut().extend(HeaderValue::from_str(&cookie).ok().map(|value| (header::SET_COOKIE, value)));
    response
}

/// A small answer of the preview's own.
pub(super) fn answer(status: StatusCode, name: &str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    let headers = [(header::CONTENT_TYPE, media_type(name)), (header::CONTENT_SECURITY_POLICY, STRICT)];
    response.headers_mut().extend(headers.map(|(name, value)| (name, HeaderValue::from_static(value))));
    response
}
