use std::sync::{Arc, Mutex, PoisonError};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use crate::digest::Digest;
use crate::slip::Ground;

/// Most pixels of a side.
const LARGEST: f32 = 4_000.0;
/// Drawings that are kept, since every slip of a site stands on one of a few.
const KEPT: usize = 4;

static DRAWN: Mutex<Vec<(Digest, Arc<Pixmap>)>> = Mutex::new(Vec::new());

/// What is behind the words, drawn: once for all slips.
pub(super) fn sheet(ground: &Ground) -> Option<Pixmap> {
    let mut drawn = DRAWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, there)) = drawn.iter().find(|(digest, _)| *digest == ground.digest) {
        return Some(there.as_ref().clone());
    }
    let made = Arc::new(draw(&ground.svg)?);
    if drawn.len() >= KEPT {
        drawn.remove(0);
    }
    drawn.push((ground.digest, made.clone()));
    Some(made.as_ref().clone())
}

fn draw(svg: &[u8]) -> Option<Pixmap> {
    let tree = Tree::from_data(svg, &Options::default()).ok()?;
    let size = tree.size();
    if size.width() > LARGEST || size.height() > LARGEST {
        return None;
    }
    let size = size.to_int_size();
    let mut sheet = Pixmap::new(size.width(), size.height())?;
    sheet.fill(resvg::tiny_skia::Color::WHITE);
    resvg::render(&tree, Transform::identity(), &mut sheet.as_mut());
    Some(sheet)
}
