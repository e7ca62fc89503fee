//! New sites and documents: files as values, for `init` and `new` to write.
//!
//! The texts stand beside this file as an editor will see them; `{{name}}` marks what is filled in.

mod document;
mod fill;
mod schema;
mod site;
mod slug;
mod translation;

pub use document::{Given, document, front_matter};
pub use schema::{Described, schema};
pub use site::site;
pub use slug::{clean as clean_slug, slug};
pub use translation::translation;
