//! Search (检索) on a static server and from a folder: an index of scripts that a page loads as a query needs them.
//!
//! A text is [folded](fold()) to its letters and digits. Chinese is indexed by pairs of characters and Latin by threes, so that
//! any stretch of a text is found; English words by their [stem](stem()) too, and the Han of titles and names by pinyin. What a key leads to are
//! documents, each with the best place where the key stands: title, heading or text, and with whether keys can follow one another there.
//! The page checks what it shows against the document's own text, which is one more script. `docs/search.md` has the files and how they are read.

mod fold;
mod former;
mod index;
mod key;
mod leaf;
mod list;
mod number;
mod plain;
mod reading;
mod shelf;
mod stem;
mod table;

pub use fold::{fold, folded};
pub use former::Former;
pub use index::Index;
pub use key::{Space, keys, shard_of};
pub use leaf::{Leaf, Part, leaf, text_digest};
pub use list::{Place, places};
pub use number::{Numbers, write_number};
pub use reading::readings;
pub use shelf::{Catalogue, Script, Shelf, scripts, shard_name, text_name};
pub use stem::{stem, words};
pub use table::read_urls;
