use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Take};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use tokio::sync::mpsc::Sender;
use tokio_stream::wrappers::ReceiverStream;

use super::ranges::{Wanted, wanted};
use crate::digest::Digest;
use crate::media::media_type;

/// Bytes of a file that are read at a time.
const CHUNK: usize = 128 * 1024;

/// What a planned file is made of.
pub(super) enum Content {
    /// Bytes in memory.
    Bytes(Arc<[u8]>),
    /// A file of the site, open.
    File(File),
}

/// Answers with a file or the part of it that is asked for; large ones are read as they are sent.
///
/// # Errors
/// The disk's.
pub(super) fn send(content: Content, name: &str, method: &Method, asked: &HeaderMap) -> io::Result<Response> {
    let (len, tag) = match &content {
        Content::Bytes(bytes) => (bytes.len() as u64, format!("\"{}\"", Digest::of(bytes).short(16))),
        Content::File(file) => {
            let data = file.metadata()?;
            let changed = data.modified().ok().and_then(|t| t.duration_since(UNIX_EPOCH).ok()).map_or(0, |d| d.as_nanos());
            (data.len(), format!("\"{:x}-{changed:x}\"", data.len()))
        }
    };
    let of = |name: header::HeaderName| asked.get(name).and_then(|value| value.to_str().ok());
    // Ranges mean something with GET alone (RFC 9110 §14.2).
    let range = if method == Method::GET { of(header::RANGE) } else { None };
    let mut response = Response::new(Body::empty());
    let (status, part) = match wanted(range, of(header::IF_RANGE), &tag, len) {
        Wanted::Whole => (StatusCode::OK, 0..len),
        Wanted::Part(part) => (StatusCode::PARTIAL_CONTENT, *part.start()..part.end() + 1),
        Wanted::Nothing => (StatusCode::RANGE_NOT_SATISFIABLE, 0..0),
    };
    *response.status_mut() = status;
    let headers = response.headers_mut();
    let mut set = |name, value: String| drop(HeaderValue::from_str(&value).map(|value| headers.insert(name, value)));
    set(header::CONTENT_TYPE, media_type(name).to_owned());
    set(header::ACCEPT_RANGES, "bytes".to_owned());
    set(header::ETAG, tag);
    match status {
        StatusCode::PARTIAL_CONTENT => set(header::CONTENT_RANGE, format!("bytes {}-{}/{len}", part.start, part.end - 1)),
        StatusCode::RANGE_NOT_SATISFIABLE => set(header::CONTENT_RANGE, format!("bytes */{len}")),
        _ => {}
    }
    set(header::CONTENT_LENGTH, (part.end - part.start).to_string());
    if method != Method::HEAD {
        *response.body_mut() = body(content, part)?;
    }
    Ok(response)
}

fn body(content: Content, part: std::ops::Range<u64>) -> io::Result<Body> {
    match content {
        Content::Bytes(bytes) => {
            let at = |byte: u64| usize::try_from(byte).unwrap_or(usize::MAX);
            Ok(Body::from(bytes.get(at(part.start)..at(part.end)).unwrap_or(&[]).to_vec()))
        }
        Content::File(mut file) => {
            file.seek(SeekFrom::Start(part.start))?;
            let rest = file.take(part.end - part.start);
            let (sender, receiver) = tokio::sync::mpsc::channel::<io::Result<Vec<u8>>>(2);
            tokio::spawn(async move { drop(pour(rest, sender).await) });
            Ok(Body::from_stream(ReceiverStream::new(receiver)))
        }
    }
}

/// Sends a file chunk by chunk, as fast as it is taken; ends when nobody listens any more. No thread waits meanwhile: a film
/// may be paused for hours.
async fn pour(mut rest: Take<File>, sender: Sender<io::Result<Vec<u8>>>) -> Result<(), Stopped> {
    loop {
        let read = tokio::task::spawn_blocking(move || {
            let mut chunk = Vec::with_capacity(CHUNK);
            let read = rest.by_ref().take(CHUNK as u64).read_to_end(&mut chunk);
            (rest, read.map(|_| chunk))
        });
        let (kept, read) = read.await.map_err(|_| Stopped)?;
        rest = kept;
        let is_last = !matches!(&read, Ok(chunk) if !chunk.is_empty());
        if is_last && read.is_ok() {
            return Ok(());
        }
        sender.send(read).await.map_err(|_| Stopped)?;
        if is_last {
            return Ok(());
        }
    }
}

/// Nobody reads on.
struct Stopped;
