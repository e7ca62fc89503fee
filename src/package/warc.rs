use std::collections::BTreeMap;

use jiff::Timestamp;

use super::sums::{sha256, sha256_base32};
use crate::media::media_type;
use crate::path::{OutPath, encode};

/// What an archive says of itself.
#[derive(Debug, Clone, Copy)]
pub struct Capture<'a> {
    /// The site's address, ending in `/`.
    pub base_url: &'a str,
    /// Its title.
    pub title: &'a str,
    /// When the files were made.
    pub at: Timestamp,
}

/// Every file of a site as one archive: WARC 1.1 (ISO 28500:2017), a `warcinfo` record, then one `resource` record a file under
/// the address at which a reader finds it, each with the SHA-256 of its block and payload. Not compressed.
pub fn warc(capture: Capture, files: &BTreeMap<OutPath, Vec<u8>>) -> Vec<u8> {
    let about = format!(
        "software: jiangxin {}\r\nformat: WARC File Format 1.1\r\nconformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\ndescription: {}\r\nisPartOf: {}\r\n",
        env!("CARGO_PKG_VERSION"),
        capture.title.replace(['\r', '\n'], " "),
        capture.base_url
    );
    let at = capture.at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let mut out = Vec::new();
    let first = id(&[about.as_bytes(), at.as_bytes()]);
    record(
        &mut out,
        &[
            ("WARC-Type", "warcinfo"),
            ("WARC-Record-ID", &first),
            ("WARC-Date", &at),
            ("WARC-Filename", "site.warc"),
            ("Content-Type", "application/warc-fields"),
        ],
        about.as_bytes(),
    );
    for (path, bytes) in files {
        // A page's address is that of its folder.
        let bare = path.as_str().strip_suffix("index.html").filter(|p| p.is_empty() || p.ends_with('/')).unwrap_or(path.as_str());
        let uri = format!("{}{}", capture.base_url, encode(bare));
        let own = id(&[uri.as_bytes(), at.as_bytes(), bytes]);
        let digest = format!("sha256:{}", sha256_base32(bytes));
        let fields = [
            ("WARC-Type", "resource"),
            ("WARC-Record-ID", &own),
            ("WARC-Warcinfo-ID", &first),
            ("WARC-Target-URI", &uri),
            ("WARC-Date", &at),
            ("WARC-Payload-Digest", &digest),
            ("Content-Type", media_type(path.as_str())),
        ];
        record(&mut out, &fields, bytes);
    }
    out
}

fn record(out: &mut Vec<u8>, fields: &[(&str, &str)], block: &[u8]) {
    let mut head = String::from("WARC/1.1\r\n");
    for (name, value) in fields {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!("WARC-Block-Digest: sha256:{}\r\nContent-Length: {}\r\n\r\n", sha256_base32(block), block.len()));
    out.extend(head.as_bytes());
    out.extend(block);
    out.extend(b"\r\n\r\n");
}

/// A name of its own for a record, made from what it holds: UUID version 8 (RFC 9562).
fn id(parts: &[&[u8]]) -> String {
    let hex = sha256(&parts.concat());
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or("");
    format!("<urn:uuid:{}-{}-8{}-a{}-{}>", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32))
}
