use std::path::PathBuf;

use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use percent_encoding::percent_decode_str;

use super::mend::mend;
use super::own::answer;
use super::{Policy, Stage};
use crate::path::SitePath;

/// Files that an editor writes; nothing else is opened, least of all a program: Windows runs what ends in `.js`.
const WRITTEN: [&str; 5] = [".md", ".toml", ".html", ".css", ".lock"];

/// Does what a page of this machine asks for, if it knows the secret.
pub(super) fn act(stage: &Stage, policy: &Policy, what: &str, query: &str, headers: &HeaderMap) -> Response {
    let told = headers.get("x-jiangxin").and_then(|value| value.to_str().ok());
    let may = policy.secret.as_ref().zip(told).is_some_and(|(secret, told)| secret.is(told));
    // A browser says from where it asks; a page that is not ours is turned away by `Origin` before.
    let same = headers.get("sec-fetch-site").is_none_or(|site| site == "same-origin");
    if !may || !same {
        return answer(StatusCode::FORBIDDEN, "refusal.txt", StatusCode::FORBIDDEN.to_string());
    }
    let value = |name: &str| query.split('&').find_map(|part| part.strip_prefix(name)?.strip_prefix('=')).map(|v| percent_decode_str(v).decode_utf8_lossy());
    match what {
        "open" => value("file").map_or_else(|| missing(stage), |file| open(stage, &file)),
        _ => value("path").map_or_else(|| missing(stage), |path| mend(stage, &path)),
    }
}

/// Opens a file that the site's pages or findings name in the program that the system has for it.
fn open(stage: &Stage, file: &str) -> Response {
    let Some(at) = known(stage, file) else { return missing(stage) };
    match open::that_detached(&at) {
        Ok(()) => answer(StatusCode::OK, "done.txt", ""),
        Err(_) => {
            let said = stage.tongue().pick(format!("没有程序能打开 {file}"), format!("no program opens {file}"));
            answer(StatusCode::INTERNAL_SERVER_ERROR, "refusal.txt", said)
        }
    }
}

/// Where on disk a file stands that the site knows; `None` for any other, and for links that lead out of the site.
fn known(stage: &Stage, file: &str) -> Option<PathBuf> {
    let is_written = WRITTEN.iter().any(|ending| file.to_ascii_lowercase().ends_with(ending));
    let path = SitePath::new(file).filter(|_| is_written && stage.names(file))?;
    stage.on_disk(&path)
}

fn missing(stage: &Stage) -> Response {
    answer(StatusCode::NOT_FOUND, "refusal.txt", stage.tongue().pick("没有这个文件", "there is no such file"))
}
