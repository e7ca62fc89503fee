//! Wording lists (用词表): what the users of a site say is wrong, and what is right instead. Nothing is guessed.

mod list;
mod matcher;

pub use list::{FOLDER, LIST_SCHEMAS, Order, Person, Word, Wording};
pub use matcher::{Hit, Matcher};
