//! Word files (.docx, ECMA-376) in the layout of GB/T 9704-2012.

mod body;
mod frame;
mod styles;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::paper::{Image, Paper};
use body::Body;

/// The bytes of a picture, its ending (`png`, `jpg`, `gif`), and its width and height in pixels.
pub type Embedded = (Vec<u8>, &'static str, (u32, u32));

/// A paper as a Word file; `picture` gives what can be embedded. The same paper gives the same bytes.
///
/// # Errors
/// Only where a zip cannot hold it, by the zip writer's own account.
pub fn docx(paper: &Paper, picture: &dyn Fn(&Image) -> Option<Embedded>) -> Result<Vec<u8>, String> {
    let mut body = Body::new(picture);
    body.paper(paper);
    let Body { xml, media, links, .. } = body;
    let mut parts: Vec<(String, Vec<u8>)> = vec![
        ("[Content_Types].xml".to_owned(), frame::content_types().into_bytes()),
        ("_rels/.rels".to_owned(), frame::PACKAGE.as_bytes().to_vec()),
        ("docProps/core.xml".to_owned(), frame::core(&paper.title).into_bytes()),
        ("word/document.xml".to_owned(), frame::document(&xml).into_bytes()),
        ("word/_rels/document.xml.rels".to_owned(), frame::relations(&media, &links).into_bytes()),
        ("word/styles.xml".to_owned(), styles::styles().into_bytes()),
        ("word/settings.xml".to_owned(), frame::SETTINGS.as_bytes().to_vec()),
        ("word/footer1.xml".to_owned(), frame::footer("right").into_bytes()),
        ("word/footer2.xml".to_owned(), frame::footer("left").into_bytes()),
    ];
    parts.extend(media.into_iter().enumerate().map(|(n, (bytes, ending))| (format!("word/media/image{}.{ending}", n + 1), bytes)));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(DateTime::DEFAULT);
        zip.start_file(name, options).map_err(|e| e.to_string())?;
        zip.write_all(&bytes).map_err(|e| e.to_string())?;
    }
    Ok(zip.finish().map_err(|e| e.to_string())?.into_inner())
}
