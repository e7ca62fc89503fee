//! Pixels: pictures are read, turned, cut, made smaller and written again, or cleaned of everything that is no picture. The one
//! door to picture codecs. Bytes in, bytes out.

mod clean;
mod pixels;
mod read;
mod webp;
mod write;

pub use clean::clean;
pub use pixels::Pixels;
pub use write::indexed_png;

use crate::picture::Recipe;

/// A picture whose header can be read, and its pixels cannot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Damaged;

/// Carries out a recipe on a file's bytes.
///
/// # Errors
/// Pixels that cannot be read.
pub fn make(bytes: &[u8], recipe: &Recipe) -> Result<Vec<u8>, Damaged> {
    match recipe {
        Recipe::Clean { turn } => cleaned(bytes, *turn),
        Recipe::Print { turn, .. } => Pixels::read(bytes, *turn)?.print(bytes, recipe),
    }
}

/// A file without what it tells; one that is to be turned is written again, since what says so is left out too.
fn cleaned(bytes: &[u8], turn: u8) -> Result<Vec<u8>, Damaged> {
    if turn == 1 {
        return clean(bytes).ok_or(Damaged);
    }
    Pixels::read(bytes, turn)?.again(bytes)
}
