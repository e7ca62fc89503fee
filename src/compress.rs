//! Compressed copies (预压缩) of published files: a server that knows them sends them as they are and compresses nothing itself.

use std::io::Write;

use crate::path::OutPath;

/// Files of at most so many bytes go out as they are: what compressing saves there is less than a packet.
pub const LEAST: usize = 1024;

/// The endings of files that compressing makes smaller; pictures, films and fonts are compressed already.
const TEXTS: [&str; 14] = ["html", "htm", "css", "js", "mjs", "json", "map", "svg", "xml", "txt", "md", "csv", "webmanifest", "wasm"];

/// How a copy is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Coding {
    /// RFC 1952, which every server and browser knows.
    Gzip,
    /// RFC 7932.
    #[cfg(feature = "precompress")]
    Brotli,
    /// RFC 8878.
    #[cfg(feature = "precompress")]
    Zstandard,
}

impl Coding {
    /// Those that this program was built with.
    pub const ALL: &'static [Self] = &[
        Self::Gzip,
        #[cfg(feature = "precompress")]
        Self::Brotli,
        #[cfg(feature = "precompress")]
        Self::Zstandard,
    ];

    /// Whether the program was built without some of them.
    pub const FEWER: bool = !cfg!(feature = "precompress");

    /// What is added to a file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Gzip => "gz",
            #[cfg(feature = "precompress")]
            Self::Brotli => "br",
            #[cfg(feature = "precompress")]
            Self::Zstandard => "zst",
        }
    }

    /// The same bytes for the same bytes: no time and no name goes in.
    pub fn compress(self, bytes: &[u8]) -> Vec<u8> {
        let written = match self {
            Self::Gzip => {
                let mut writer = flate2::write::GzEncoder::new(Vec::with_capacity(bytes.len() / 3), flate2::Compression::best());
                writer.write_all(bytes).and_then(|()| writer.finish())
            }
            #[cfg(feature = "precompress")]
            Self::Brotli => {
                let mut out = Vec::with_capacity(bytes.len() / 3);
                // The two best levels take ten times as long for a twentieth less.
                let params = brotli::enc::BrotliEncoderParams { quality: 9, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
                brotli::BrotliCompress(&mut &*bytes, &mut out, &params).map(|_| out)
            }
            #[cfg(feature = "precompress")]
            Self::Zstandard => zstd::bulk::compress(bytes, 19),
        };
        // Writing to memory does not fail.
        written.unwrap_or_default()
    }
}

/// Where the compressed copies of a file stand; nothing where its kind is compressed already.
pub fn beside(path: &OutPath) -> impl Iterator<Item = (Coding, OutPath)> {
    let name = path.as_str();
    let is_text = name.rsplit_once('.').is_some_and(|(_, ending)| TEXTS.contains(&ending.to_ascii_lowercase().as_str()));
    let all = if is_text { Coding::ALL } else { &[] };
    all.iter().filter_map(move |&coding| Some((coding, OutPath::new(&format!("{name}.{}", coding.ending()))?)))
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::{Coding, beside};
    use crate::path::OutPath;

    fn plain(coding: Coding, bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        match coding {
            Coding::Gzip => drop(flate2::read::GzDecoder::new(bytes).read_to_end(&mut out).unwrap()),
            #[cfg(feature = "precompress")]
            Coding::Brotli => brotli::BrotliDecompress(&mut &*bytes, &mut out).unwrap(),
            #[cfg(feature = "precompress")]
            Coding::Zstandard => out = zstd::bulk::decompress(bytes, 1 << 20).unwrap(),
        }
        out
    }

    #[test]
    fn a_copy_is_smaller_and_says_the_same() {
        let text = "产业工人队伍建设，工会组织动员。<p>page</p>\n".repeat(90);
        for &coding in Coding::ALL {
            let copy = coding.compress(text.as_bytes());
            assert!(copy.len() * 4 < text.len(), "{coding:?}: {}", copy.len());
            assert_eq!(plain(coding, &copy), text.as_bytes());
            assert_eq!(coding.compress(text.as_bytes()), copy);
        }
    }

    #[test]
    fn only_texts_have_copies() {
        let of = |path: &str| beside(&OutPath::new(path).unwrap()).map(|(_, path)| path.as_str().to_owned()).collect::<Vec<_>>();
        assert_eq!(of("a/index.html").first().map(String::as_str), Some("a/index.html.gz"));
        assert_eq!(of("feed.XML").len(), Coding::ALL.len());
        assert!(of("photo.jpg").is_empty() && of("index.html.gz").is_empty() && of("CNAME").is_empty());
    }
}
